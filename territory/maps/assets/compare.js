// Two dates on one map: the later view lies over the first, cut off at a divider that can be moved.

class Compare {
  constructor(app, stage) {
    this.app = app;
    this.share = 0.5;
    this.divider = element("div", { class: "divider", role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-valuemax": "100", hidden: "" }, element("span", { class: "grip", "aria-hidden": "true" }, "⇔"));
    this.left = element("div", { class: "flag flag-left", hidden: "" });
    this.right = element("div", { class: "flag flag-right", hidden: "" });
    this.pickLabel = element("label", { for: "other-day", class: "unseen" });
    this.slider = element("input", { type: "range", id: "other-day", min: 0, max: app.data.days - 1, step: 1 });
    this.left.append(this.leftDay = element("strong"), this.pickLabel, this.slider);
    stage.append(this.divider, this.left, this.right);
    this.slider.addEventListener("input", () => app.setCompare(Number(this.slider.value)));
    for (const box of [this.left, this.right, this.divider]) L.DomEvent.disableClickPropagation(box);
    this.divider.addEventListener("pointerdown", (event) => this.drag(event));
    this.divider.addEventListener("keydown", (event) => this.key(event));
  }

  words() {
    this.divider.setAttribute("aria-label", this.app.say("swipe"));
    this.pickLabel.textContent = this.app.say("compare_with");
  }

  /** Show or hide the second date. */
  show() {
    const { app } = this, on = app.compare !== null;
    for (const box of [this.divider, this.left, this.right]) box.hidden = !on;
    if (!on) {
      this.outer?.remove();
      this.clip?.parentNode.remove();
      this.outer = this.clip = this.view = null;
      this.edge = -Infinity;
      app.labels.recolour();
      return;
    }
    if (!this.view) {
      this.clip = svg("rect", {}, svg("clipPath", { id: "before" }, app.plane.defs));
      this.outer = svg("g", { "clip-path": "url(#before)" });
      app.plane.front.after(this.outer);
      this.world = svg("g", { class: "world" }, this.outer);
      svg("rect", { class: "under" }, this.world);
      this.view = new View(this.world, app.paint, app.data.looks);
      this.setLevel();
      app.place();
    }
    this.view.setDay(app.compare);
    this.slider.value = app.compare;
    this.leftDay.textContent = app.date(app.compare);
    this.slider.setAttribute("aria-valuetext", app.date(app.compare));
    this.right.textContent = app.date(app.day);
    this.cut();
  }

  setLevel() {
    if (!this.view) return;
    this.view.setLevel(this.app.level, this.app.view.paths);
    this.lines?.remove();
    this.lines = this.app.lines.cloneNode(true);
    this.world.append(this.lines, this.view.sieges);
    this.view.setDay(this.app.compare);
  }

  /** Cut the earlier view off at the divider. */
  cut() {
    if (!this.view) return;
    const { map, plane } = this.app, size = map.getSize();
    const edge = map.containerPointToLayerPoint([size.x * this.share, 0]);
    this.edge = edge.x;
    this.app.labels.recolour();
    const { min } = plane._bounds, height = plane._bounds.getSize().y;
    for (const [key, value] of Object.entries({ x: min.x, y: min.y, width: Math.max(0, edge.x - min.x), height })) this.clip.setAttribute(key, value);
    this.divider.style.left = `${100 * this.share}%`;
    this.divider.setAttribute("aria-valuenow", String(Math.round(100 * this.share)));
    this.divider.setAttribute("aria-valuetext", `${this.app.date(this.app.compare)} | ${this.app.date(this.app.day)}`);
  }

  move(share) {
    this.share = Math.max(0.02, Math.min(0.98, share));
    this.cut();
  }

  drag(event) {
    event.preventDefault();
    this.divider.setPointerCapture(event.pointerId);
    const box = this.app.map.getContainer().getBoundingClientRect();
    const follow = (e) => this.move((e.clientX - box.left) / box.width);
    this.divider.addEventListener("pointermove", follow);
    this.divider.addEventListener("pointerup", () => this.divider.removeEventListener("pointermove", follow), { once: true });
  }

  key(event) {
    const step = { ArrowLeft: -0.04, ArrowRight: 0.04 }[event.key];
    if (event.key === "Home" || event.key === "End") this.move(event.key === "Home" ? 0.02 : 0.98);
    else if (step) this.move(this.share + step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
