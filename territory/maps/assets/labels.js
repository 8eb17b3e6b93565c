// Names on the map: towns with their dots, then the names of the coarser units; a name that would collide is left out.

const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

class Labels {
  constructor(app, group) {
    this.app = app;
    this.group = group;
    this.dots = new Map();
    this.context = document.createElement("canvas").getContext("2d");
  }

  /** Draw marks, dots and names for the present zoom; `frame` places the plane among the layer points. */
  draw(frame) {
    const { app, group } = this, { map } = app;
    this.boxes = [];
    this.written = new Set();
    const { x, y, width, height } = app.chosen.getBBox(), { scale } = frame;
    this.chosen = width ? [x * scale + frame.x, y * scale + frame.y, (x + width) * scale + frame.x, (y + height) * scale + frame.y] : null;
    this.frame = frame;
    this.bounds = app.plane._bounds;
    this.screen = [map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize())];
    this.marks = new Map();
    this.dots = new Map();
    group.replaceChildren();
    const detail = map.getZoom() - app.fitZoom + Math.min(0, Math.log2(map.getSize().x / 900));
    if (app.showPlaces) for (const place of app.places) this.place(place, detail);
    for (let i = 0; i < app.level.size; i++) this.threat(i);
    this.areas(detail);
  }

  at(lonLat) {
    const [x, y] = project(lonLat), { origin } = this.app;
    return [(x - origin[0]) * this.frame.scale + this.frame.x, (y - origin[1]) * this.frame.scale + this.frame.y];
  }

  inView([x, y]) {
    const { min, max } = this.bounds;
    return x > min.x && x < max.x && y > min.y && y < max.y;
  }

  /** Draw, or take away, the chevron of a unit: at its middle, or beside what is there already. */
  threat(i) {
    const { app } = this, look = app.view.look(i);
    this.marks.get(i)?.remove();
    this.marks.delete(i);
    if (!look.threat) return;
    const [x, y] = this.at(app.level.anchors[i]);
    if (!this.inView([x, y])) return;
    const box = ([dx, dy]) => [x + dx - 12, y + dy - 8, x + dx + 12, y + dy + 8];
    const spots = [[0, 0], [0, -17], [0, 17], [-26, 0], [26, 0], [0, -30]];
    const [dx, dy] = spots.find((spot) => !this.hits(box(spot))) ?? [0, -17];
    this.marks.set(i, chevron(this.group, x + dx, y + dy, app.paint.line(look.threat)));
    this.boxes.push(box([dx, dy]));
  }

  /** A settlement's symbol and its name, unless something that matters more is there. */
  place(place, detail) {
    const { app } = this, { rank } = place;
    if (rank > 1.4 + detail * 1.3 + (app.coarse ? 1 : 0)) return;
    const point = this.at(place.at);
    if (!this.inView(point)) return;
    const size = (app.coarse ? 2 : 0) + [5, 4.2, 3.6, 3.1, 2.7][Math.min(4, rank)];
    const box = [point[0] - size, point[1] - size, point[0] + size, point[1] + size];
    if (rank > 0 && this.hits(box)) return;
    this.boxes.push(box);
    const mark = svg("g", { class: "town", transform: `translate(${point[0].toFixed(1)} ${point[1].toFixed(1)})`, "data-place": place.node }, this.group);
    symbol(mark, place, size + 1.5).setAttribute("class", "halo");
    const shape = symbol(svg("g", { class: "dot" }, mark), place, size), look = app.placeLook(place);
    app.paint.apply(shape, look, true);
    this.dots.set(place.node, { shape, look, x: point[0] });
    this.write(app.pick(place.names), point, [13, 12, 11][Math.min(2, rank)], rank <= 1 ? 600 : 400, size + 4, "town-name");
  }

  /** Names of the first level, in open letters; near by, of the level shown. */
  areas(detail) {
    const { app } = this;
    const coarse = app.levels.find((level) => level.level === 1) ?? app.levels[0];
    const own = detail > 2.5 ? app.level : coarse;
    const names = own.names[app.language];
    const order = Array.from(names.keys()).sort((a, b) => own.areas[b] - own.areas[a]);
    for (const i of order) {
      const point = this.at(own.anchors[i]);
      if (this.inView(point) && !this.written.has(names[i])) this.write(names[i], point, 11, 500, null, "area-name");
    }
  }

  /** Write a name beside (or, with no offset, upon) a point, at the first place where it touches nothing. */
  write(text, [x, y], size, weight, offset, name) {
    const shown = text.length > 28 ? `${text.slice(0, 27)}…` : text;
    this.context.font = `${weight} ${size}px ${this.app.font}`;
    const width = this.context.measureText(shown).width * (offset === null ? 1.08 : 1) + 4, half = size * 0.62;
    const spots = offset === null
      ? [[x, y, "middle"], [x, y + 14, "middle"], [x, y - 14, "middle"]]
      : [[x + offset, y, "start"], [x - offset, y, "end"], [x, y - offset - half, "middle"], [x, y + offset + half, "middle"]];
    const own = this.chosen && overlap([x, y, x, y], this.chosen);
    for (const [px, py, anchor] of spots) {
      const left = anchor === "start" ? px : anchor === "end" ? px - width : px - width / 2;
      const box = [left, py - half, left + width, py + half];
      if (this.hits(box) || !this.onScreen(box) || (this.chosen && !own && overlap(box, this.chosen))) continue;
      this.boxes.push(box);
      this.written.add(text);
      const label = svg("text", { x: px.toFixed(1), y: py.toFixed(1), "text-anchor": anchor, "font-size": size, "font-weight": weight, class: name, direction: "ltr", dy: "0.34em" }, this.group);
      label.textContent = shown;
      return;
    }
  }

  /** Whether a name would be seen whole, or lies wholly outside (to be seen once the map is moved). */
  onScreen([left, , right]) {
    const [{ x: from }, { x: to }] = this.screen;
    return (left >= from + 2 && right <= to - 2) || right < from || left > to;
  }

  hits(box) {
    return this.boxes.some((other) => overlap(box, other));
  }

  /** Recolour the dots for a new day; left of the divider of a comparison they show the other one. */
  recolour() {
    const { app } = this, edge = app.compareView?.edge ?? -Infinity;
    for (const [node, dot] of this.dots) {
      const look = app.placeLook(app.placeAt.get(node), dot.x < edge ? app.compare : app.day);
      if (dot.look === look) continue;
      dot.look = look;
      app.paint.apply(dot.shape, look, true);
    }
  }
}
