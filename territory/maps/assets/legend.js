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
    for (const side of [...app.data.sides, { key: "unknown" }]) {
      const value = element("span", { class: "value" });
      const bar = element("i", { class: app.paint.block(side.key) });
      const row = element(
        "li", {},
        element("span", { class: `swatch ${bar.className}` }), element("span", { class: "name" }, app.sideName(side.key)),
        value, element("span", { class: "bar" }, bar),
      );
      this.rows.set(side.key, { row, value, bar });
      this.list.append(row);
    }
    this.keys.replaceChildren(...app.data.samples.map(([word, look]) => element("li", {}, this.swatch(look), element("span", {}, app.say(word)))));
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

  /** Shares of the area now; returns them in words. */
  show() {
    const { app } = this, { level, view } = app;
    const sums = new Map();
    for (let i = 0; i < level.size; i++) {
      for (const [side, , estimate] of view.look(i).shares ?? []) sums.set(side, (sums.get(side) ?? 0) + estimate * level.areas[i]);
    }
    const known = Array.from(sums.values()).reduce((a, b) => a + b, 0);
    sums.set("unknown", Math.max(0, level.area - known));
    const said = [];
    for (const [key, { row, value, bar }] of this.rows) {
      const share = (100 * (sums.get(key) ?? 0)) / (level.area || 1);
      const text = share > 0 && share < 1 ? "<1 %" : `${Math.round(share)} %`;
      if (value.textContent !== text) {
        value.textContent = text;
        row.classList.toggle("none", share < 0.05);
      }
      bar.style.width = `${Math.min(100, share).toFixed(1)}%`;
      if (share >= 0.5) said.push(`${app.sideName(key)} ${text}`);
    }
    return said.join(", ");
  }
}
