// Names on the map: towns with their dots, then the names of the coarser units; a name that would collide is left out.

class Labels {
  constructor(app, group) {
    this.app = app;
    this.group = group;
    this.context = document.createElement("canvas").getContext("2d");
  }

  /** Draw marks, dots and names for the present zoom; `frame` places the plane among the layer points. */
  draw(frame) {
    const { app, group } = this;
    this.boxes = [];
    this.frame = frame;
    this.bounds = app.plane._bounds;
    group.replaceChildren();
    this.marks = new Map();
    for (let i = 0; i < app.level.size; i++) this.threat(i);
    this.dots = new Map();
    const zoom = app.map.getZoom() - app.fitZoom;
    if (app.showPlaces) for (const place of app.places) this.place(place, zoom);
    this.areas(zoom);
    this.names();
  }

  at(lonLat) {
    const [x, y] = project(lonLat), { origin } = this.app;
    return [(x - origin[0]) * this.frame.scale + this.frame.x, (y - origin[1]) * this.frame.scale + this.frame.y];
  }

  inView([x, y]) {
    const { min, max } = this.bounds;
    return x > min.x && x < max.x && y > min.y && y < max.y;
  }

  /** Draw, or take away, the chevron of a unit. */
  threat(i) {
    const { app } = this, look = app.view.look(i);
    this.marks.get(i)?.remove();
    this.marks.delete(i);
    if (!look.threat) return;
    const point = this.at(app.level.anchors[i]);
    if (!this.inView(point)) return;
    this.marks.set(i, chevron(this.group, ...point, app.paint.line(look.threat)));
    this.boxes.push([point[0] - 12, point[1] - 9, point[0] + 12, point[1] + 9]);
  }

  place(place, zoom) {
    const { app } = this;
    const look = app.placeLook(place);
    if (place.rank > 1 + zoom * 1.3 + (app.coarse ? 1 : 0)) return;
    const point = this.at(place.at);
    if (!this.inView(point)) return;
    const size = (app.coarse ? 2 : 0) + [5.5, 4.6, 3.8, 3.2, 2.6][Math.min(4, place.rank)];
    const box = [point[0] - size, point[1] - size, point[0] + size, point[1] + size];
    if (place.rank > 1 && this.hits(box)) return;
    this.boxes.push(box);
    const mark = svg("g", { class: "town", transform: `translate(${point[0].toFixed(1)} ${point[1].toFixed(1)})`, "data-place": place.node }, this.group);
    const shape = symbol(mark, place, size);
    app.paint.apply(shape, look, true);
    this.dots.set(place.node, { shape, look });
    (this.pending ??= []).push({ place, point, size });
  }

  /** Names of the level above the one shown, in open letters. */
  areas(zoom) {
    const { app } = this;
    const coarse = app.levels.find((level) => level.level === 1) ?? app.levels[0];
    const own = app.level === coarse || zoom > 2.5 ? app.level : coarse;
    const names = own.names[app.language];
    for (let i = 0; i < own.size; i++) {
      const point = this.at(own.anchors[i]);
      if (this.inView(point)) (this.later ??= []).push({ text: names[i], point, size: own === coarse ? 11 : 10.5, area: own.areas[i] });
    }
  }

  names() {
    for (const { place, point, size } of this.pending ?? []) {
      const font = place.rank === 0 ? 13 : place.rank === 1 ? 12 : 11;
      this.write(this.app.pick(place.names), point, font, place.rank <= 1 ? 600 : 400, size + 3, "town-name");
    }
    for (const { text, point, size } of (this.later ?? []).sort((a, b) => b.area - a.area)) this.write(text, point, size, 500, null, "area-name");
    this.pending = this.later = undefined;
  }

  /** Write a name beside (or, with no offset, upon) a point, at the first place where it touches nothing. */
  write(text, [x, y], size, weight, offset, name) {
    const shown = text.length > 28 ? `${text.slice(0, 27)}…` : text;
    this.context.font = `${weight} ${size}px ${this.app.font}`;
    const width = this.context.measureText(shown).width * (offset === null ? 1.08 : 1) + 4, half = size * 0.62;
    const spots = offset === null
      ? [[x, y, "middle"], [x, y + 14, "middle"], [x, y - 14, "middle"]]
      : [[x + offset, y, "start"], [x - offset, y, "end"], [x, y - offset - half, "middle"], [x, y + offset + half, "middle"]];
    for (const [px, py, anchor] of spots) {
      const left = anchor === "start" ? px : anchor === "end" ? px - width : px - width / 2;
      const box = [left, py - half, left + width, py + half];
      if (this.hits(box)) continue;
      this.boxes.push(box);
      const label = svg("text", { x: px.toFixed(1), y: py.toFixed(1), "text-anchor": anchor, "font-size": size, "font-weight": weight, class: name, direction: "ltr", dy: "0.34em" }, this.group);
      label.textContent = shown;
      return;
    }
  }

  hits([left, top, right, bottom]) {
    return this.boxes.some((box) => left < box[2] && right > box[0] && top < box[3] && bottom > box[1]);
  }

  /** Recolour the dots for a new day. */
  recolour() {
    for (const [node, dot] of this.dots) {
      const look = this.app.placeLook(this.app.placeAt.get(node));
      if (dot.look === look) continue;
      dot.look = look;
      this.app.paint.apply(dot.shape, look, true);
    }
  }
}
