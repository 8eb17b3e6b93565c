// The same data as a table, for screen readers and for those who like rows; made when opened.

class Table {
  constructor(app, root) {
    this.app = app;
    this.root = root;
    this.open = false;
  }

  toggle(open = !this.open) {
    this.open = open;
    this.root.hidden = !open;
    this.show();
    if (open) this.root.focus();
  }

  show() {
    if (!this.open) return;
    const { app } = this, { level, view } = app;
    const names = level.names[app.language];
    const head = ["unit", "side", "state", "basis", "reported_on"].map((word) => element("th", { scope: "col" }, app.say(word)));
    const rows = Array.from(names, (name, i) => {
      const look = view.look(i), why = app.why(level, i, view.at[i]);
      const link = element("button", { type: "button" }, name);
      link.addEventListener("click", () => app.select(level.codes[i]));
      return element(
        "tr", {},
        element("th", { scope: "row" }, link),
        element("td", {}, look.side ? app.sideName(look.side) : "–"),
        element("td", {}, app.say(look.state)),
        element("td", {}, look.basis === "unknown" ? "–" : app.say(look.basis)),
        element("td", {}, why.last === null ? "–" : app.date(why.last)),
      );
    });
    const close = button("close", () => this.toggle(false), "✕");
    close.reword(app);
    this.root.replaceChildren(
      close,
      element("table", {}, element("caption", {}, app.say("table_caption", { date: app.date(app.day) })), element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)),
    );
  }
}
