// The page: one state (day, level, selected place, second date, language), and everything that shows it.

class App {
  constructor(map, data) {
    this.map = map;
    this.data = data;
    this.day = data.days - 1;
    this.unit = null;
    this.compare = null;
    this.language = data.language;
    data.looks = data.looks.map(whole);
    for (const sample of data.samples) sample[1] = whole(sample[1]);
    this.levels = data.levels.map((raw) => new Level(raw));
    this.places = data.places;
    this.placeAt = new Map(data.places.map((place) => [place.node, place]));
    this.showPlaces = true;
    this.font = getComputedStyle(document.body).fontFamily;
    const { arcs, origin } = readArcs(data.topology);
    this.arcs = arcs;
    this.origin = origin;
    this.makers = new Map();
    this.whereIs = new Map();
    this.levels.forEach((level) => level.codes.forEach((code, i) => this.whereIs.set(code, { level, i })));
    this.level = this.levels.find((level) => level.level === data.options.level) ?? this.levels.at(-1);
    this.build();
  }

  /** Draw the units first; what explains them comes once they are seen. */
  build() {
    const { data, map } = this;
    this.stage = document.getElementById("stage");
    this.layout();
    map.invalidateSize({ animate: false });
    this.plane = new Plane({ pane: "overlayPane" }).addTo(map);
    this.paint = new Paint(data, this.plane.defs);
    this.view = new View(this.plane.world, this.paint, data.looks);
    this.lines = svg("g", { class: "lines" }, this.plane.world);
    this.plane.world.append(this.view.sieges);
    for (const name of ["changed", "hover", "chosen"]) this[name] = svg("path", { class: name }, this.plane.world);
    this.fit();
    this.fitZoom = map.getZoom();
    this.readHash();
    this.drawLevel();
    this.view.setDay(this.day);
    this.place();
    requestAnimationFrame(() => setTimeout(() => this.furnish()));
  }

  furnish() {
    const { map } = this, find = (id) => document.getElementById(id);
    this.labels = new Labels(this, this.plane.marks);
    this.timeline = new Timeline(this, find("timeline"));
    this.legend = new Legend(this, find("legend"));
    this.panel = new Panel(this, find("panel"));
    this.table = new Table(this, find("table"));
    this.search = new Search(this, find("search"));
    this.compareView = new Compare(this, this.stage);
    this.toolbar = new Toolbar(this, find("tools"));
    this.plane.on("update", () => this.place());
    map.on("move", () => this.compareView.cut());
    map.on("moveend", () => this.writeHash());
    map.on("click", (event) => this.click(event));
    map.on("mousemove", (event) => this.point(event));
    map.on("mouseout", () => this.point(null));
    document.addEventListener("keydown", (event) => this.key(event));
    addEventListener("hashchange", () => this.followHash());
    addEventListener("resize", () => this.timeline.drawAxis());
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
    document.body.classList.toggle("one-day", this.data.days === 1);
    this.timeline.count();
    this.legend.count();
    this.setLanguage(this.language);
    this.settle();
    this.choose(this.wanted);
    this.uncover();
    document.body.classList.add("ready");
  }

  /** The parts of the page around the map. */
  layout() {
    const head = element("header", { id: "head" }, element("h1"), element("p", { class: "period" }), element("p", { class: "deck" }));
    const side = element("section", { id: "side" }, head, element("div", { id: "search" }), element("section", { id: "legend" }), element("footer", { id: "small" }));
    const tip = element("div", { id: "tip", hidden: "", role: "presentation" });
    this.stage.before(side);
    this.stage.after(element("section", { id: "timeline" }), element("aside", { id: "panel", hidden: "" }), element("section", { id: "table", hidden: "", tabindex: "-1" }));
    this.stage.append(element("nav", { id: "tools" }), tip);
    L.DomEvent.disableClickPropagation(document.getElementById("tools"));
    this.tip = tip;
  }

  /** Whether towns are the main layer: the units shown are large. */
  get coarse() {
    return this.level.coarse && this.showPlaces && this.places.length > 0;
  }

  // words

  get words() {
    return this.data.words[this.language];
  }

  say(key, values = {}) {
    return String(this.words[key] ?? key).replace(/\{(\w+)\}/g, (blank, name) => (name in values ? values[name] : blank));
  }

  pick(names) {
    return names[this.language] ?? names[this.data.language] ?? Object.values(names)[0] ?? "";
  }

  sideName(key, missing = "unnamed") {
    const side = this.data.sides.find((s) => s.key === key);
    return side ? this.pick(side.names) : this.say(key === "other" ? "other" : missing);
  }

  shortState(look) {
    return look.side && look.state === "held" ? this.sideName(look.side) : this.say(`is_${look.state}`, { side: look.side ? this.sideName(look.side) : "" });
  }

  date(day, style = "long") {
    return this.iso(new Date(Date.parse(this.data.start) + day * 864e5).toISOString().slice(0, 10), style);
  }

  iso(text, style = "long") {
    const [year, month, day] = text.split("-").map(Number);
    if (!(month >= 1 && month <= 12)) return text;
    if (style === "long") return this.say("day_format", { day, month: this.words.months[month - 1], year });
    const options = this.data.days > 300 ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
    return new Intl.DateTimeFormat(`${this.words.locale}-u-ca-gregory-nu-latn`, { ...options, timeZone: "UTC" }).format(Date.parse(text));
  }

  setLanguage(language) {
    this.language = language;
    const { data } = this, heading = data.headings[language];
    document.documentElement.lang = language;
    document.documentElement.dir = this.words.direction;
    document.title = heading.title;
    document.querySelector("#head h1").textContent = heading.title;
    document.querySelector("#head .period").textContent = heading.period;
    document.querySelector("#head .deck").textContent = this.say(data.days > 1 ? "deck" : "deck_day");
    this.map.getContainer().setAttribute("aria-label", this.say("map"));
    this.map.getContainer().setAttribute("role", "group");
    for (const [id, word] of [["panel", "panel"], ["table", "table"], ["side", "details"], ["tools", "tools"]]) document.getElementById(id).setAttribute("aria-label", this.say(word));
    const lines = [heading.source && this.say("source", { source: heading.source }), heading.attribution, heading.disclaimer, this.say("made")];
    document.getElementById("small").replaceChildren(...lines.filter(Boolean).map((line) => element("p", { dir: "auto" }, line)));
    for (const part of [this.timeline, this.legend, this.search, this.compareView, this.toolbar]) part.words();
    this.show();
    if (this.labels.frame) this.place();
    this.writeHash();
  }

  // state

  setDay(day) {
    if (day === this.day) return;
    const { level, legend, view } = this, before = this.day, seen = [];
    this.day = day;
    for (const i of view.setDay(day)) {
      const was = this.data.looks[level.lookOn(i, before)], now = view.look(i);
      if (was === now) continue;
      seen.push(view.paths[i]);
      legend.add(was, -level.areas[i]);
      legend.add(now, level.areas[i]);
      if (was.threat || now.threat) this.labels.threat(i);
    }
    this.changed.setAttribute("d", seen.join(""));
    this.labels.recolour();
    this.timeline.show();
    this.timeline.announce();
    legend.show();
    if (this.unit !== null) this.panel.show();
    if (this.table.open) this.table.show();
    if (this.compare !== null) this.compareView.show();
    this.writeHash();
  }

  setLevel(number) {
    const level = this.levels.find((l) => l.level === number);
    if (!level || level === this.level) return;
    this.level = level;
    this.changed.setAttribute("d", "");
    this.drawLevel();
    this.view.setDay(this.day);
    this.compareView.setLevel();
    this.timeline.count();
    this.legend.count();
    this.choose(this.unit);
    this.show();
    this.place();
    this.writeHash();
  }

  setCompare(day) {
    this.compare = day;
    this.compareView.show();
    this.toolbar.show();
    this.writeHash();
  }

  setPlaces(on) {
    this.showPlaces = on;
    this.place();
    this.toolbar.show();
  }

  setTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }

  setBaseMap(on) {
    const { base_map: base } = this.data.options;
    if (on) this.tiles = L.tileLayer(base.url, { subdomains: base.subdomains, maxZoom: base.zoom }).addTo(this.map);
    else this.tiles = this.tiles?.remove() && null;
    document.body.classList.toggle("with-tiles", Boolean(this.tiles));
    document.getElementById("small").lastChild.textContent = this.tiles ? base.credit : this.say("made");
    this.toolbar.show();
  }

  /** Select a unit or place by its node; `go` moves the map to it. */
  select(node, go = false) {
    this.choose(node);
    const found = this.unit && (this.whereIs.get(node) ?? this.placeAt.get(node));
    if (!found) return;
    if (go) {
      const [longitude, latitude] = found.at ?? found.level.anchors[found.i];
      const fine = found.level ? this.fitZoom + 1 + found.level.level * 0.4 : this.fitZoom + 2.5;
      const zoom = Math.max(this.map.getZoom(), fine), { left, right, top, bottom } = this.free(), size = this.map.getSize();
      const aside = [(size.x - left - right) / 2, (size.y - top - bottom) / 2];
      const centre = this.map.unproject(this.map.project([latitude, longitude], zoom).add(aside), zoom);
      this.map.setView(centre, zoom, { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    }
    else this.uncover();
    this.panel.title.focus({ preventScroll: true });
  }

  /** The part of the map, in its own pixels, that neither panel nor tools lie over. */
  free() {
    const box = document.getElementById("panel").getBoundingClientRect(), own = this.map.getContainer().getBoundingClientRect();
    const room = { left: 0, top: 50, right: own.width, bottom: own.height };
    if (box.width > own.width * 0.8) room.bottom = Math.max(110, Math.min(own.bottom, box.top) - own.top);
    else if (document.documentElement.dir === "rtl") room.left = box.right - own.left;
    else room.right = box.left - own.left;
    return room;
  }

  /** Move the map if the panel lies over what is selected. */
  uncover() {
    const found = this.unit && (this.whereIs.get(this.unit) ?? this.placeAt.get(this.unit));
    if (!found) return;
    const [longitude, latitude] = found.at ?? found.level.anchors[found.i];
    const { x, y } = this.map.latLngToContainerPoint([latitude, longitude]), { left, right, top, bottom } = this.free();
    const own = this.map.getContainer().getBoundingClientRect(), box = this.chosen.getBoundingClientRect();
    const off = (at, from, to, low, high) => {
      const [a, b] = found.level ? [Math.max(from, at - 60) - 12, Math.min(to, at + 60) + 12] : [at - 30, at + 30];
      if (a >= low && b <= high) return 0;
      return b - a > high - low ? (a + b - low - high) / 2 : a < low ? a - low - 12 : b - high + 12;
    };
    this.map.panBy([off(x, box.left - own.left, box.right - own.left, left, right), off(y, box.top - own.top, box.bottom - own.top, top, bottom)]);
  }

  /** Mark a unit or place and show its evidence, without moving the map or the focus. */
  choose(node) {
    const found = node && (this.whereIs.get(node) ?? this.placeAt.get(node));
    this.unit = found ? node : null;
    const shape = found?.level ? this.outline(found.level, found.i) : "";
    this.chosen.setAttribute("d", shape);
    this.panel.show();
    if (this.labels.frame) this.place();
    this.writeHash();
  }

  show() {
    this.timeline.show();
    this.timeline.announce();
    this.legend.show();
    if (this.unit !== null) this.panel.show();
    this.table.show();
    this.compareView.show();
    this.toolbar.show();
  }

  // drawing

  /** The path maker for the present zoom: far out, vertices nobody could see are left out. */
  maker() {
    const scale = 2 ** (this.map.getZoom() - BASE_ZOOM);
    const step = Math.max(1, 2 ** Math.floor(Math.log2(0.8 / scale)));
    if (!this.makers.has(step)) this.makers.set(step, pathMaker(step > 1 ? thinned(this.arcs, step) : this.arcs));
    return this.makers.get(step);
  }

  outline(level, i) {
    return this.maker().area(this.data.topology.objects[level.object].geometries[i]);
  }

  drawLevel() {
    this.drawn = this.maker();
    this.view.setLevel(this.level, this.paths());
    this.drawLines();
  }

  paths() {
    const maker = this.maker();
    return this.data.topology.objects[this.level.object].geometries.map(maker.area);
  }

  drawLines() {
    const maker = this.maker();
    this.lines.replaceChildren();
    const shown = this.levels.filter((level) => level.level <= this.level.level).reverse();
    for (const level of shown) {
      const uses = arcsOf(this.data.topology.objects[level.object]);
      svg("path", { class: `border border-${this.level.level - level.level}`, d: maker.lines([...uses.keys()]) }, this.lines);
      if (level === shown.at(-1)) svg("path", { class: "border coast", d: maker.lines([...uses].filter(([, n]) => n === 1).map(([i]) => i)) }, this.lines);
    }
  }

  /** Put the plane where the map is now, and the labels with it. */
  place() {
    document.body.classList.toggle("coarse", this.coarse);
    const frame = this.plane.frame(this.origin);
    const worlds = [this.plane.world, this.compareView?.view && this.compareView.world];
    for (const world of worlds) world?.setAttribute("transform", `translate(${frame.x} ${frame.y}) scale(${frame.scale})`);
    this.paint.resize(frame.scale);
    if (this.maker() !== this.drawn) {
      this.drawn = this.maker();
      this.view.setPaths(this.paths());
      this.drawLines();
      this.compareView?.setLevel();
    }
    this.labels?.draw(frame);
    this.compareView?.cut();
  }

  /** Fit the map again once the page around it has its final size. */
  settle() {
    const moved = this.map.getZoom() !== this.fitZoom || this.wasPlaced;
    this.map.invalidateSize({ animate: false, pan: false });
    if (!moved) {
      this.fit();
      this.fitZoom = this.map.getZoom();
    }
    this.place();
    this.timeline.drawAxis();
  }

  /** Fit the map to the paper, and back to the screen. */
  print(on) {
    const { map } = this;
    if (on) this.onScreen = [map.getCenter(), map.getZoom()];
    document.body.classList.toggle("printing", on);
    map.invalidateSize({ animate: false, pan: false });
    if (on) this.fit();
    else map.setView(...this.onScreen, { animate: false });
  }

  fit() {
    const [west, south, east, north] = this.data.options.bounds;
    this.map.fitBounds([[south, west], [north, east]], { padding: [18, 18], animate: false });
  }
}

Object.assign(App.prototype, Reading, Hands, Permalink);

/** A look with what is usual filled in. */
function whole(look) {
  return { state: "held", basis: "reported", certainty: "confirmed", ...look };
}

function start(map, source) {
  const app = new App(map, JSON.parse(source.textContent));
  window.territoryApp = app;
  return app;
}
