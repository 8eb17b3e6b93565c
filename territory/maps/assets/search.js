// Finding a place by any of its names.

/** A name without case, marks and the Arabic article, so that "Daraa" finds "Dar'a" and "درعا". */
function folded(name) {
  return name.normalize("NFKD").toLowerCase().replace(/[\p{M}'’ʿʾ`-]/gu, "").replace(/(^|\s)(al|as|ash|ad|ar|at|an|az)\s*(?=\S{3})/gu, "$1").replace(/(^|\s)ال/gu, "$1").replace(/[\s-]+/gu, "").replace(/(.)\1+/gu, "$1");
}

class Search {
  constructor(app, root) {
    this.app = app;
    this.root = root;
    this.input = element("input", { type: "search", id: "find", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list" });
    this.list = element("ul", { id: "found", role: "listbox", hidden: "" });
    root.append(this.input, this.list);
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.show([]), 150));
  }

  words() {
    this.input.placeholder = this.app.say("search");
    this.input.setAttribute("aria-label", this.app.say("search"));
    this.list.setAttribute("aria-label", this.app.say("search"));
  }

  /** Every name with what it selects, made when first needed. */
  entries() {
    if (this.known) return this.known;
    const { app } = this, known = [];
    const add = (names, node, level) => known.push({ keys: Object.values(names).map(folded), names, node, level });
    for (const place of app.places) add(place.names, place.node, null);
    for (const level of [...app.levels].reverse()) {
      level.codes.forEach((code, i) => add(Object.fromEntries(Object.entries(level.names).map(([language, names]) => [language, names[i]])), code, level.level));
    }
    return (this.known = known);
  }

  find() {
    const wanted = folded(this.input.value.trim());
    if (!wanted) return this.show([]);
    const scored = [];
    this.entries().forEach((entry, order) => {
      const best = Math.min(...entry.keys.map((key) => (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9)));
      if (best < 9) scored.push([best, order, entry]);
    });
    scored.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    this.show(scored.slice(0, 8).map(([, , entry]) => entry), true);
  }

  show(entries, typed = false) {
    const { app } = this;
    this.shown = entries;
    this.active = -1;
    this.list.replaceChildren(
      ...entries.map((entry, i) => {
        const kind = entry.level === null ? app.say("settled") : app.say(`level_${entry.level}`);
        const row = element("li", { role: "option", id: `found-${i}`, "aria-selected": "false" }, element("span", {}, app.pick(entry.names)), element("span", { class: "aside" }, kind));
        row.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.choose(entry);
        });
        return row;
      }),
    );
    if (typed && !entries.length) this.list.append(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, app.say("no_match")));
    this.list.hidden = !typed || !this.list.children.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.show([]);
    if (event.key === "Enter" && this.shown?.length) this.choose(this.shown[Math.max(0, this.active)]);
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !this.shown?.length) return;
    event.preventDefault();
    this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + this.shown.length) % this.shown.length;
    Array.from(this.list.children).forEach((row, i) => row.setAttribute("aria-selected", String(i === this.active)));
    this.input.setAttribute("aria-activedescendant", `found-${this.active}`);
  }

  choose(entry) {
    this.show([]);
    this.input.value = this.app.pick(entry.names);
    this.input.blur();
    this.app.select(entry.node, true);
  }
}
