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
    const sample = svg("svg", { width: 0, height: 0, class: "unseen", "aria-hidden": "true" }, root);
    this.paint = app.paint;
    this.defs = sample;
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
      const bar = element("i", { class: side.key === "unknown" ? "bx" : `b${app.paint.numbers.get(side.key)}` });
      const row = element(
        "li", {},
        element("span", { class: `swatch ${bar.className}` }), element("span", { class: "name" }, app.sideName(side.key)),
        value, element("span", { class: "bar" }, bar),
      );
      this.rows.set(side.key, { row, value, bar });
      this.list.append(row);
    }
    this.keys.replaceChildren(...this.textures().map(([word, look]) => element("li", {}, this.swatch(look), element("span", {}, app.say(word)))));
  }

  /** Samples of the textures that this map uses, in colours of its own sides. */
  textures() {
    const { looks, sides } = this.app.data;
    const [first, second = first] = sides.map((side) => side.key);
    const plain = { fill: [[first, 1]], texture: "plain", tint: 0 };
    const used = (test) => looks.some(test);
    const out = [];
    if (used((l) => l.texture === "thin")) out.push(["mostly_held", { ...plain, fill: [[first, 0.7], [second, 0.3]], texture: "thin" }]);
    if (used((l) => l.texture === "stripes")) out.push(["mixed", { ...plain, fill: [[first, 0.5], [second, 0.5]], texture: "stripes" }]);
    if (used((l) => l.texture === "level")) out.push(["shared", { ...plain, fill: [[first, 0.5], [second, 0.5]], texture: "level" }]);
    if (used((l) => l.texture === "diamonds")) out.push(["disputed", { ...plain, fill: [[first, 0.5], [second, 0.5]], texture: "diamonds" }]);
    if (used((l) => l.basis === "inferred")) out.push(["inferred", { ...plain, tint: 1 }]);
    if (used((l) => l.basis === "assumed")) out.push(["assumed", { ...plain, tint: 2 }]);
    if (used((l) => l.basis === "stale")) out.push(["stale", { ...plain, tint: 3 }]);
    if (used((l) => l.claimant)) out.push(["claimed", { ...plain, claimant: second }]);
    if (used((l) => l.contested)) out.push(["contested", { ...plain, contested: [second] }]);
    if (used((l) => l.siege)) out.push(["besieged", { ...plain, siege: second }]);
    if (used((l) => l.threat)) out.push(["threatened", { ...plain, threat: second }]);
    if (used((l) => l.state === "vacated")) out.push(["vacated", { fill: [], texture: "empty", tint: 0 }]);
    return out;
  }

  swatch(look, width = 34, height = 20) {
    const image = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "sample", "aria-hidden": "true" });
    const base = svg("rect", { width, height }, image);
    this.paint.apply(base, look, true);
    for (const fill of this.paint.overlays(look, true)) svg("rect", { width, height, fill }, image);
    if (look.siege) {
      svg("rect", { x: 2, y: 2, width: width - 4, height: height - 4, class: "siege-edge" }, image);
      svg("rect", { x: 2, y: 2, width: width - 4, height: height - 4, class: `siege-line ${this.paint.stroke(look.siege)}` }, image);
    }
    if (look.threat) chevron(image, width / 2, height / 2, this.paint.fill(look.threat));
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
