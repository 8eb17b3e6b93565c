// The drawing: one SVG that Leaflet moves and scales. The map's plane is drawn once; zooming changes one transform.

const Plane = L.Renderer.extend({
  options: { padding: 0.25 },

  _initContainer() {
    this._container = svg("svg", { class: "plane", "aria-hidden": "true" });
    this.defs = svg("defs", {}, this._container);
    this.front = svg("g", {}, this._container);
    this.world = svg("g", { class: "world" }, this.front);
    this.marks = svg("g", { class: "marks" }, this._container);
  },

  _destroyContainer() {
    this._container.remove();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const { min } = this._bounds, size = this._bounds.getSize(), element = this._container;
    element.setAttribute("width", size.x);
    element.setAttribute("height", size.y);
    element.setAttribute("viewBox", `${min.x} ${min.y} ${size.x} ${size.y}`);
    L.DomUtil.setPosition(element, min);
    this.fire("update");
  },

  /** Pixels per unit of the plane, and where its origin lies among the map's layer points. */
  frame(origin) {
    const scale = 2 ** (this._map.getZoom() - BASE_ZOOM);
    const corner = this._map.getPixelOrigin();
    return { scale, x: origin[0] * scale - corner.x, y: origin[1] * scale - corner.y };
  },
});

/** The units of one level on one day. */
class View {
  constructor(group, paint, looks) {
    this.paint = paint;
    this.looks = looks;
    this.units = svg("g", { class: "units" }, group);
    this.overlays = svg("g", { class: "overlays" }, group);
    this.sieges = svg("g", { class: "sieges" }, group);
    this.extra = new Map();
  }

  /** Draw a level: `paths` are its units' outlines. */
  setLevel(level, paths) {
    this.level = level;
    this.paths = paths;
    this.extra.clear();
    this.overlays.replaceChildren();
    this.sieges.replaceChildren();
    this.units.innerHTML = paths.map((d, i) => `<path data-i="${i}" d="${d}"/>`).join("");
    this.shapes = Array.from(this.units.children);
    this.at = new Int32Array(paths.length).fill(-1);
    this.day = 0;
  }

  setPaths(paths) {
    this.paths = paths;
    paths.forEach((d, i) => this.shapes[i].setAttribute("d", d));
    for (const [i, elements] of this.extra) for (const element of elements) element.setAttribute("d", paths[i]);
  }

  /** Show a day; returns the units whose look changed. */
  setDay(day) {
    const changed = this.level.moves(this.at, this.day, day);
    this.day = day;
    for (const i of changed) this.draw(i);
    return changed;
  }

  look(i) {
    return this.looks[this.level.runs[i][2 * this.at[i] + 1]];
  }

  draw(i) {
    const look = this.look(i);
    this.paint.apply(this.shapes[i], look);
    for (const element of this.extra.get(i) ?? []) element.remove();
    this.extra.delete(i);
    const added = this.paint.overlays(look).map((fill) => svg("path", { d: this.paths[i], fill }, this.overlays));
    if (look.siege) {
      added.push(svg("path", { d: this.paths[i], class: "siege-edge" }, this.sieges));
      added.push(svg("path", { d: this.paths[i], class: `siege-line ${this.paint.line(look.siege)}` }, this.sieges));
    }
    if (added.length) this.extra.set(i, added);
  }
}

/** Where half the units are larger than this, towns say more than areas. */
const COARSE_KM2 = 5000;

/** A level of the data: its units, their runs, and the days on which they change. */
class Level {
  constructor(raw) {
    Object.assign(this, raw);
    this.size = raw.codes.length;
    const events = [];
    raw.runs.forEach((runs, i) => {
      for (let r = 1; r < runs.length / 2; r++) events.push([runs[2 * r], i, r]);
    });
    events.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    this.events = events;
    this.area = raw.areas.reduce((sum, area) => sum + area, 0);
    this.coarse = Float64Array.from(raw.areas).sort()[this.size >> 1] > COARSE_KM2;
  }

  /** Move the units' run numbers `at` from one day to another; returns the units that moved. */
  moves(at, from, to) {
    if (at[0] === -1) {
      at.forEach((_, i) => (at[i] = this.runOn(i, to)));
      return Array.from(at.keys());
    }
    const { events } = this, moved = new Set();
    if (to > from) {
      for (let e = this.after(from); e < events.length && events[e][0] <= to; e++) {
        at[events[e][1]] = events[e][2];
        moved.add(events[e][1]);
      }
    } else {
      for (let e = this.after(from) - 1; e >= 0 && events[e][0] > to; e--) {
        at[events[e][1]] = events[e][2] - 1;
        moved.add(events[e][1]);
      }
    }
    return moved;
  }

  /** Number of the first event after a day. */
  after(day) {
    let low = 0, high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle][0] <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  runOn(i, day) {
    const runs = this.runs[i];
    let r = runs.length / 2 - 1;
    while (r > 0 && runs[2 * r] > day) r--;
    return r;
  }

  lookOn(i, day) {
    return this.runs[i][2 * this.runOn(i, day) + 1];
  }
}
