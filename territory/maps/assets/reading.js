// What is behind a place on the present day: its look, its reports, what lies inside it. Part of the page's App.

const Reading = {
  why(level, i, run) {
    return this.reasons(level.why?.[i], level.runs[i], run);
  },

  reasons(all, runs, run) {
    const [last, claims, against, began = 0, rules] = all?.[run] || [];
    const since = began === null ? null : began < 0 ? began : runs[2 * run];
    return { last: last ?? null, claims: claims || [], against: against || [], since, rules: rules || [] };
  },

  placeRun(place, day = this.day) {
    let r = place.runs.length / 2 - 1;
    while (r > 0 && place.runs[2 * r] > day) r--;
    return r;
  },

  placeLook(place, day = this.day) {
    return this.data.looks[place.runs[2 * this.placeRun(place, day) + 1]];
  },

  placesIn(node) {
    const found = this.whereIs.get(node);
    if (!found) return [];
    return this.places.filter((place) => {
      for (let code = place.pcode; code; code = this.parentOf(code)) if (code === node) return true;
      return false;
    });
  },

  parentOf(code) {
    const found = this.whereIs.get(code);
    return found?.level.parents?.[found.i] ?? null;
  },

  /** Name, path, look and reasons of a unit or place. */
  describe(node) {
    const found = this.whereIs.get(node);
    const names = (code) => {
      const at = this.whereIs.get(code);
      return at ? at.level.names[this.language][at.i] : null;
    };
    const path = [];
    if (!found) {
      const place = this.placeAt.get(node), run = this.placeRun(place);
      for (let code = place.pcode; code; code = this.parentOf(code)) path.unshift(names(code));
      return { name: this.pick(place.names), path: path.filter(Boolean), look: this.placeLook(place), why: this.reasons(place.why || null, place.runs, run) };
    }
    const { level, i } = found;
    for (let code = this.parentOf(node); code; code = this.parentOf(code)) path.unshift(names(code));
    const run = level.runOn(i, this.day);
    return { name: level.names[this.language][i], path: path.filter(Boolean), look: this.data.looks[level.runs[i][2 * run + 1]], why: this.why(level, i, run) };
  },
};
