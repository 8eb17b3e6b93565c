// The legend: every side with its share of the area now, then what each texture means.

class Legend {
  constructor(app, root) {
    this.app = app;
    this.root = root;
    this.rows = new Map();
    this.list = element("ul", { class: "sides" });
    this.title = element("h2");
    this.unit = element("span", { class: "aside" });
    this.how = element("h2");
    this.keys = element("ul", { class: "keys" });
    root.append(element("div", { class: "row" }, this.title, this.unit), this.list, this.how, this.keys);
    this.paint = app.paint;
  }

  words() {
    const { app } = this;
    this.title.textContent = app.say("legend");
    this.unit.textContent = app.say("share");
    this.how.textContent = app.say("how");
    this.list.replaceChildren();
    this.rows.clear();
    for (const side of [...app.data.sides.filter((side) => !side.unseen), { key: "unknown" }]) {
      const value = element("span", { class: "value", dir: "ltr" });
      const bar = element("i", { class: app.paint.block(side.key) });
      const row = element(
        "li", {},
        element("span", { class: `swatch ${bar.className}` }), element("span", { class: "name" }, app.sideName(side.key, "is_unknown")),
        value, element("span", { class: "bar" }, bar),
      );
      this.rows.set(side.key, { row, value, bar });
      this.list.append(row);
    }
    this.how.hidden = app.data.samples.length + app.places.length === 0;
    this.keys.replaceChildren(...app.data.samples.map(([word, look]) => element("li", {}, this.swatch(look), element("span", {}, app.say(word)))), ...this.symbols());
  }

  /** Samples of the symbols of places on this map. */
  symbols() {
    const kinds = new Set(this.app.places.map((place) => SYMBOL_WORDS[place.kind] ?? "town"));
    return [...kinds].sort().reverse().map((kind) => {
      const image = svg("svg", { width: 34, height: 20, viewBox: "-17 -10 34 20", class: "town-sample", "aria-hidden": "true" });
      const dot = svg("g", { class: "dot" }, image);
      symbol(dot, { kind }, 5).setAttribute("class", "paper");
      return element("li", {}, image, element("span", {}, this.app.say(`symbol_${kind}`)));
    });
  }

  swatch(look, width = 34, height = 20) {
    const image = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "sample", "aria-hidden": "true" });
    const base = svg("rect", { width, height }, image);
    this.paint.apply(base, look, true);
    for (const fill of this.paint.overlays(look, true)) svg("rect", { width, height, fill }, image);
    if (look.siege) {
      svg("rect", { x: 2, y: 2, width: width - 4, height: height - 4, class: "siege-edge" }, image);
      svg("rect", { x: 2, y: 2, width: width - 4, height: height - 4, class: `siege-line ${this.paint.line(look.siege)}` }, image);
    }
    if (look.threat) chevron(image, width / 2, height / 2, this.paint.line(look.threat));
    return image;
  }

  /** Sum the shares of the area by side from the start. */
  count() {
    const { level, view } = this.app;
    this.sums = new Float64Array(this.app.data.sides.length);
    for (let i = 0; i < level.size; i++) this.add(view.look(i), level.areas[i]);
  }

  /** Add a unit of a look (or, with a negative area, take it away). */
  add(look, area) {
    for (const [side, , estimate] of look.shares ?? []) if (side >= 0) this.sums[side] += (estimate / 100) * area;
  }

  show() {
    const { level, data } = this.app;
    const known = this.sums.reduce((a, b) => a + b, 0);
    data.sides.forEach((side, i) => this.row(side.key, this.sums[i] / (level.area || 1)));
    this.row("unknown", Math.max(0, 1 - known / (level.area || 1)));
  }

  row(key, share) {
    if (!this.rows.has(key)) return;
    const { row, value, bar } = this.rows.get(key);
    const text = this.percent(share);
    if (value.textContent !== text) {
      value.textContent = text;
      row.classList.toggle("none", share < 0.0005);
    }
    bar.style.transform = `scaleX(${Math.min(1, share).toFixed(3)})`;
  }

  percent(share) {
    return share > 0.0005 && share < 0.01 ? "<1 %" : `${Math.round(100 * share)} %`;
  }

  /** The shares in words. */
  said() {
    const { data, level } = this.app;
    return data.sides.map((side, i) => [side.key, this.sums[i] / (level.area || 1)]).filter(([, share]) => share >= 0.005).map(([key, share]) => `${this.app.sideName(key)} ${this.percent(share)}`).join(", ");
  }
}
