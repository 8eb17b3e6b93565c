// The slider: a range input over a histogram of changes, with buttons that play and step.

class Timeline {
  constructor(app, root) {
    this.app = app;
    const { data } = app;
    this.root = root;
    this.clock = element("output", { class: "clock" });
    this.tally = element("span", { class: "tally" });
    this.play = button("play", () => this.toggle(), "▶");
    this.buttons = [
      button("first", () => this.go(0), "⏮"), button("previous", () => this.jump(-1), "◀"),
      this.play,
      button("next", () => this.jump(1), "▶"), button("last", () => this.go(data.days - 1), "⏭"),
    ];
    this.slider = element("input", { type: "range", min: 0, max: data.days - 1, step: 1, value: 0, id: "day" });
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value), true));
    this.chart = svg("svg", { class: "histogram", preserveAspectRatio: "none", "aria-hidden": "true" });
    this.axis = element("div", { class: "axis", "aria-hidden": "true" });
    root.append(
      element("div", { class: "when" }, this.clock, this.tally),
      element("div", { class: "buttons", role: "group" }, ...this.buttons),
      element("div", { class: "track" }, this.chart, this.slider, this.axis),
    );
    this.live = element("p", { class: "unseen", role: "status", "aria-live": "polite" });
    root.append(this.live);
  }

  /** Changes a day at the present level. */
  count() {
    const { data, level } = this.app;
    this.changes = new Uint32Array(data.days);
    for (const [day, i, r] of level.events) {
      const runs = level.runs[i];
      if (runs[2 * r + 1] !== runs[2 * r - 1]) this.changes[day] += 1;
    }
    this.stops = Array.from(this.changes.keys()).filter((day) => day === 0 || this.changes[day]);
    if (this.stops.at(-1) !== data.days - 1) this.stops.push(data.days - 1);
    this.drawHistogram();
  }

  drawHistogram() {
    const { days } = this.app.data;
    const bins = Math.min(days, 240), counts = new Float64Array(bins);
    this.changes.forEach((n, day) => (counts[Math.floor((day * bins) / days)] += n));
    const most = Math.max(1, ...counts);
    const width = 1000 / bins;
    const thick = Math.min(12, width * 0.84);
    const bars = Array.from(counts, (n, i) => {
      const height = n ? 8 + 32 * Math.sqrt(n / most) : 0;
      const middle = bins > 1 ? (1000 * i) / (bins - 1) : 500;
      return height ? `M${middle - thick / 2} 40v${-height}h${thick}v${height}z` : "";
    });
    this.chart.setAttribute("viewBox", "0 0 1000 40");
    this.chart.replaceChildren(svg("path", { d: bars.join(""), class: "bars" }));
  }

  /** Dates under the track, as many as fit. */
  drawAxis() {
    const { app } = this, { days } = app.data;
    const room = Math.max(2, Math.floor((this.axis.clientWidth || 600) / 110));
    const every = Math.max(1, Math.ceil((days - 1) / room));
    const ticks = [];
    for (let day = 0; day < days; day += every) ticks.push(day);
    if (days > 1 && ticks.at(-1) !== days - 1) {
      if (days - 1 - ticks.at(-1) < every * 0.7) ticks.pop();
      ticks.push(days - 1);
    }
    this.axis.replaceChildren(
      ...ticks.map((day) => {
        const tick = element("span", {}, app.date(day, "short"));
        tick.style.insetInlineStart = `${days > 1 ? (100 * day) / (days - 1) : 50}%`;
        return tick;
      }),
    );
  }

  words() {
    const { app } = this;
    this.root.setAttribute("aria-label", app.say("timeline"));
    for (const control of this.buttons) control.reword(app);
    this.slider.setAttribute("aria-label", app.say("date"));
    this.drawAxis();
  }

  go(day, byHand = false) {
    if (byHand) this.stop();
    this.app.setDay(Math.max(0, Math.min(this.app.data.days - 1, day)));
  }

  jump(direction) {
    this.stop();
    const { day } = this.app;
    const found = direction > 0 ? this.stops.find((stop) => stop > day) : this.stops.findLast((stop) => stop < day);
    if (found !== undefined) this.go(found);
  }

  toggle() {
    if (this.timer) return this.stop();
    const { days } = this.app.data;
    if (this.app.day >= days - 1) this.go(0);
    const pace = Math.max(40, Math.min(700, 24000 / days));
    this.timer = setInterval(() => {
      if (this.app.day >= days - 1) this.stop();
      else this.go(this.app.day + 1);
    }, pace);
    this.showPlay();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.showPlay();
  }

  showPlay() {
    this.play.word = this.timer ? "pause" : "play";
    this.play.firstChild.textContent = this.timer ? "❚❚" : "▶";
    this.play.reword(this.app);
  }

  /** Show the present day. */
  show() {
    const { app } = this;
    const text = app.date(app.day);
    const n = this.changes[app.day];
    this.slider.value = app.day;
    this.slider.setAttribute("aria-valuetext", text);
    this.slider.style.setProperty("--done", `${(100 * app.day) / Math.max(1, app.data.days - 1)}%`);
    this.clock.textContent = text;
    this.tally.textContent = n === 0 ? app.say("no_changes") : n === 1 ? app.say("one_change") : app.say("changes_on", { n });
  }

  /** Tell a screen reader, once the slider rests. */
  announce() {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => {
      this.live.textContent = this.app.say("now", { date: this.clock.textContent, changes: this.tally.textContent, shares: this.app.legend.said() });
    }, 400);
  }
}
