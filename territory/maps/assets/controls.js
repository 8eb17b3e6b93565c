// Small makers of page elements, and the buttons that lie on the map.

/** An element with attributes and children; text goes in as text, never as markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A button named by a word of the page's language. */
function button(word, action, face = "") {
  const made = element("button", { type: "button", class: `button ${word}` }, element("span", { "aria-hidden": "true" }, face));
  made.word = word;
  made.addEventListener("click", action);
  made.reword = (app) => {
    made.setAttribute("aria-label", app.say(made.word));
    made.title = app.say(made.word);
  };
  return made;
}

/** A toggle with its word written on it. */
function toggle(word, action) {
  const made = element("button", { type: "button", class: `toggle ${word}`, "aria-pressed": "false" });
  made.addEventListener("click", action);
  made.reword = (app) => (made.textContent = app.say(word));
  return made;
}

class Toolbar {
  constructor(app, root) {
    this.app = app;
    const { data } = app;
    this.levels = element("div", { class: "levels", role: "group" });
    for (const level of data.levels.length > 1 ? data.levels : []) {
      const made = element("button", { type: "button", "data-level": level.level });
      made.addEventListener("click", () => app.setLevel(level.level));
      this.levels.append(made);
    }
    this.compare = toggle("compare", () => app.setCompare(app.compare === null ? 0 : null));
    this.table = toggle("table", () => app.table.toggle());
    this.places = toggle("places", () => app.setPlaces(!app.showPlaces));
    this.baseMap = toggle("base_map", () => app.setBaseMap(!app.tiles));
    this.theme = button("theme", () => app.setTheme(), "◐");
    this.languages = element("div", { class: "languages", role: "group" });
    for (const language of data.languages.length > 1 ? data.languages : []) {
      const made = element("button", { type: "button", lang: language, "data-language": language }, data.words[language].language_name);
      made.addEventListener("click", () => app.setLanguage(language));
      this.languages.append(made);
    }
    const zooms = element("div", { class: "zooms", role: "group" });
    this.zooms = [button("zoom_in", () => app.map.zoomIn(1), "+"), button("zoom_out", () => app.map.zoomOut(1), "−"), button("whole", () => app.fit(), "⤢")];
    zooms.append(...this.zooms);
    root.append(this.levels, this.compare, ...(app.places.length ? [this.places] : []), this.table, ...(data.options.base_map ? [this.baseMap] : []), this.languages, this.theme);
    app.stage.append(zooms);
    L.DomEvent.disableClickPropagation(zooms);
  }

  words() {
    const { app } = this;
    for (const made of this.levels.children) made.textContent = app.say(`level_${made.dataset.level}`);
    this.levels.setAttribute("aria-label", app.say("level"));
    for (const made of [this.compare, this.table, this.places, this.baseMap, this.theme, ...this.zooms]) made.reword(app);
  }

  show() {
    const { app } = this;
    const press = (made, on) => made.setAttribute("aria-pressed", String(Boolean(on)));
    for (const made of this.levels.children) press(made, Number(made.dataset.level) === app.level.level);
    for (const made of this.languages.children) press(made, made.dataset.language === app.language);
    press(this.compare, app.compare !== null);
    press(this.places, app.showPlaces);
    press(this.table, app.table.open);
    press(this.baseMap, app.tiles);
  }
}
