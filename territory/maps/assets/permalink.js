// The address keeps day, level, language, place, second day and view, and is followed when it changes. Part of the page's App.

const Permalink = {
  readHash() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const day = (text) => Math.round((Date.parse(text) - Date.parse(this.data.start)) / 864e5);
    const inside = (n) => Number.isFinite(n) && n >= 0 && n < this.data.days;
    if (inside(day(wanted.get("date")))) this.day = day(wanted.get("date"));
    this.compare = inside(day(wanted.get("compare"))) ? day(wanted.get("compare")) : null;
    this.level = this.levels.find((level) => level.level === Number(wanted.get("level"))) ?? this.level;
    if (this.data.languages.includes(wanted.get("language"))) this.language = wanted.get("language");
    const view = (wanted.get("view") ?? "").split("/").map(Number);
    if (view.length === 3 && view.every(Number.isFinite)) {
      this.map.setView([view[1], view[2]], view[0], { animate: false });
      this.wasPlaced = true;
    }
    this.wanted = wanted.get("unit");
  },

  writeHash() {
    if (!document.body.classList.contains("ready")) return;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      const iso = (day) => new Date(Date.parse(this.data.start) + day * 864e5).toISOString().slice(0, 10);
      const parts = [["date", iso(this.day)], ["level", this.level.level], ["language", this.language]];
      if (this.unit) parts.push(["unit", this.unit]);
      if (this.compare !== null) parts.push(["compare", iso(this.compare)]);
      const { lat, lng } = this.map.getCenter();
      parts.push(["view", `${this.map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`]);
      this.hash = `#${parts.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2F", "/")}`).join("&")}`;
      try {
        history.replaceState(null, "", this.hash);
      } catch {
        this.hash = location.hash; // a page inside a notebook has no address of its own
      }
    }, 150);
  },

  followHash() {
    if (location.hash === this.hash) return;
    const { day, level, language } = this;
    this.readHash();
    const wanted = { day: this.day, level: this.level, language: this.language };
    Object.assign(this, { day, level, language });
    if (wanted.level !== level) this.setLevel(wanted.level.level);
    if (wanted.language !== language) this.setLanguage(wanted.language);
    this.setDay(wanted.day);
    this.choose(this.wanted);
    this.uncover();
    this.compareView.show();
  },
};
