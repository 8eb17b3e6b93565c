// The evidence panel: who holds the clicked place, within which bounds, since when, and in whose words.

class Panel {
  constructor(app, root) {
    this.app = app;
    this.root = root;
    root.addEventListener("keydown", (event) => event.key === "Escape" && app.select(null));
  }

  show() {
    const { app, root } = this, { unit } = app;
    root.hidden = unit === null;
    document.body.classList.toggle("with-panel", unit !== null);
    if (unit === null) return;
    const { name, path, look, why } = app.describe(unit);
    const close = button("close", () => app.select(null), "✕");
    close.reword(app);
    const title = element("h2", { tabindex: "-1" }, name);
    root.replaceChildren(
      element("header", {}, element("div", {}, element("p", { class: "path" }, path.join(" · ")), title), close),
      element("p", { class: "day" }, app.date(app.day)),
      this.verdict(look),
      this.bounds(look, unit),
      this.facts(look, why),
      ...this.quotes("evidence", why.claims, this.silence(look)),
      ...this.quotes("against", why.against, ""),
      ...this.inside(unit),
    );
    this.title = title;
  }

  verdict(look) {
    const { app } = this;
    const side = look.side ? app.sideName(look.side) : "";
    return element("p", { class: "verdict" }, app.legend.swatch(look, 44, 26), element("strong", {}, app.say(`is_${look.state}`, { side })));
  }

  /** Where no report bounds the place itself: that, and the way to the area around it. */
  around(unit) {
    const { app } = this, code = app.placeAt.get(unit)?.pcode ?? app.parentOf(unit);
    const row = element("p", { class: "bounds" }, app.say("by_itself"));
    if (app.whereIs.has(code)) {
      const way = element("button", { type: "button", class: "way" }, app.describe(code).name);
      way.addEventListener("click", () => app.select(code));
      row.append(" ", way);
    }
    return row;
  }

  bounds(look, unit) {
    const { app } = this;
    const all = look.shares ?? [], shown = all.filter(([, low, estimate]) => low > 0 || estimate > 0);
    if (shown.length && shown.every(([, low, , high]) => low === 0 && high === 100)) return this.around(unit);
    const rest = Math.max(0, ...all.filter((share) => !shown.includes(share)).map((share) => share[3]));
    const rows = shown.map(([number, low, estimate, high]) => {
      const side = app.data.sides[number]?.key ?? "other";
      const exact = low === high, share = app.say(exact ? "exactly" : "between", { low, high });
      const [before, after] = app.say("bounds", { side: app.sideName(side), share: "\n" }).split("\n");
      const bar = (name, at, property = "width") => {
        const made = element("i", { class: `${name} ${app.paint.block(side)}` });
        made.style[property] = `${at}%`;
        return made;
      };
      return element(
        "li", {},
        element("span", {}, before, element("span", { class: "together" }, share), after),
        exact ? "" : element("span", { class: "aside" }, app.say("estimate", { share: Math.round(estimate) })),
        element("span", { class: "scale", "aria-hidden": "true" }, bar("possible", high), bar("sure", low), exact ? "" : bar("mark", estimate, "insetInlineStart")),
      );
    });
    if (rest > 0 && shown.length) rows.push(element("li", { class: "aside" }, app.say("no_other", { share: rest })));
    return element("ul", { class: "bounds" }, ...rows);
  }

  facts(look, why) {
    const { app } = this;
    const list = (keys) => keys.map((key) => app.sideName(key)).join(app.say("and"));
    const facts = [];
    if (look.basis !== "unknown") facts.push(`${app.say(look.basis)}${look.certainty && look.certainty !== "confirmed" ? ` · ${app.say(look.certainty)}` : ""}`);
    if (why.rules.length) facts.push(app.say("rules", { rules: why.rules.map((rule) => app.words.rule_names[rule] ?? rule).join(", ") }));
    if (look.claimant) facts.push(app.say("claimed_by", { side: app.sideName(look.claimant) }));
    if (look.contested) facts.push(app.say("contested_by", { sides: list(look.contested) }));
    if (look.siege) facts.push(app.say("besieged_by", { side: app.sideName(look.siege) }));
    if (look.threat) facts.push(app.say("threatened_by", { side: app.sideName(look.threat) }));
    if (look.state !== "unknown") facts.push(why.since === null ? app.say("since_before", { date: app.date(0) }) : app.say("since", { date: app.date(why.since) }));
    if (why.last === null) facts.push(app.say("never_reported"));
    else {
      const age = app.day - why.last;
      facts.push(app.say("last_report", { date: app.date(why.last) }) + (age > 0 ? ` (${age === 1 ? app.say("day_before") : app.say("days_before", { n: age })})` : ""));
    }
    return element("ul", { class: "facts" }, ...facts.map((fact) => element("li", {}, fact)));
  }

  /** Settlements of the unit with their holders. */
  inside(unit) {
    const { app } = this;
    const found = app.placesIn(unit);
    if (!found.length) return [];
    const rows = found.slice(0, 40).map((place) => {
      const look = app.placeLook(place);
      const row = element("button", { type: "button", class: "place" }, app.legend.swatch(look, 16, 16), element("span", {}, app.pick(place.names)), element("span", { class: "aside" }, app.shortState(look)));
      row.addEventListener("click", () => app.select(place.node));
      return element("li", {}, row);
    });
    return [element("h3", {}, app.say("places_inside")), element("ul", { class: "inside" }, ...rows)];
  }

  /** What is said where there is no quote. */
  silence(look) {
    if (look.basis === "assumed") return "from_baseline";
    if (look.state === "unknown") return "";
    return this.app.data.has_claims ? "no_evidence" : "no_claims";
  }

  quotes(word, numbers, none) {
    const { app } = this;
    if (!numbers.length) return none ? [element("h3", {}, app.say(word)), element("p", { class: "none" }, app.say(none))] : [];
    return [element("h3", {}, app.say(word)), ...numbers.map((n) => this.quote(app.data.claims[n]))];
  }

  quote(claim) {
    const { app } = this;
    if (claim.origin === "baseline") return element("p", { class: "none" }, app.say("baseline"), claim.quote ? `: ${claim.quote}` : "");
    const who = claim.attributed_to && claim.attributed_to !== claim.source ? claim.attributed_to : null;
    const source = claim.source ?? claim.title ?? "";
    const status = app.words.statuses[claim.status];
    const caption = element("figcaption", {});
    caption.append(element("bdi", { class: "who" }, who && source ? app.say("says", { who, source }) : who ?? source));
    if (claim.published) caption.append(" · ", element("bdi", {}, element("time", { datetime: claim.published }, app.iso(claim.published))));
    if (status) caption.append(" · ", status);
    if (/^https?:\/\//i.test(claim.link ?? "")) {
      caption.append(" · ", element("a", { href: claim.link, target: "_blank", rel: "noopener noreferrer" }, app.say("open_source")));
    }
    return element(
      "figure", { class: "quote" },
      element("blockquote", { dir: "auto" }, claim.before ?? "", element("mark", {}, claim.quote), claim.after ?? ""),
      caption,
    );
  }
}
