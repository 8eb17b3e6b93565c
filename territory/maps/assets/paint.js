// Colours and textures. Colours are CSS classes, so that light, dark and print each get their own; textures are SVG
// patterns whose size on the screen does not change with the zoom.

const SVG = "http://www.w3.org/2000/svg";
const TINTS = ["100%", "64%", "40%", "52%"];

/** An SVG element with attributes. */
function svg(name, attributes = {}, parent = null) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.append(element);
  return element;
}

class Paint {
  constructor(sides, defs) {
    this.numbers = new Map(sides.map((side, i) => [side.key, i]));
    this.defs = defs;
    this.patterns = new Map();
    this.scale = 1;
    const rules = sides.flatMap((side, i) => [
      `:root{--c${i}:${/^#[0-9a-f]{6}$/i.test(side.colour) ? side.colour : "#8c8478"}}`,
      ...TINTS.map((share, t) => `.c${i}t${t}{fill:color-mix(in srgb,var(--c${i}) ${share},var(${t === 3 ? "--stale" : "--wash"}))}`),
      `.b${i}{background:var(--c${i})}.k${i}{stroke:var(--c${i})}`,
    ]);
    const style = document.createElement("style");
    style.textContent = rules.join("\n");
    document.head.append(style);
  }

  /** Class that fills with a side's colour; unknown and unnamed sides are grey. */
  fill(side, tint = 0) {
    const i = this.numbers.get(side);
    return i === undefined ? "cx" : `c${i}t${tint}`;
  }

  stroke(side) {
    const i = this.numbers.get(side);
    return i === undefined ? "kx" : `k${i}`;
  }

  /** Fill an element as a look says. */
  apply(element, look, still = false) {
    if (look.fill.length === 1 && look.texture !== "empty") {
      element.setAttribute("class", this.fill(look.fill[0][0], look.tint));
    } else {
      element.setAttribute("class", "");
      element.setAttribute("fill", this.pattern(look.texture, look.fill, look.tint, still));
    }
  }

  /** Textures that lie over the fill: dots of a claimant, lines of those who fight. */
  overlays(look, still = false) {
    const out = [];
    if (look.claimant) out.push(this.pattern("dots", [[look.claimant, 1]], 0, still));
    if (look.contested) out.push(this.pattern("contested", look.contested.map((side) => [side, 1]), 0, still));
    return out;
  }

  pattern(texture, fill, tint, still) {
    const key = [texture, tint, still ? 1 : 0, ...fill.map(([side, weight]) => `${side}:${weight}`)].join("|");
    let found = this.patterns.get(key);
    if (!found) {
      found = svg("pattern", { id: `p${this.patterns.size}`, patternUnits: "userSpaceOnUse" }, this.defs);
      TEXTURES[texture](found, fill, (side) => this.fill(side, tint));
      found.turn = Number(found.dataset.turn || 0);
      found.still = still;
      this.patterns.set(key, found);
      this.place(found);
    }
    return `url(#${found.id})`;
  }

  /** Keep textures the same size on the screen: `scale` is screen pixels per unit of the map's plane. */
  resize(scale) {
    this.scale = scale;
    for (const pattern of this.patterns.values()) this.place(pattern);
  }

  place(pattern) {
    pattern.setAttribute("patternTransform", `scale(${pattern.still ? 1 : 1 / this.scale}) rotate(${pattern.turn})`);
  }
}

function tile(pattern, width, height, turn = 0) {
  pattern.setAttribute("width", width);
  pattern.setAttribute("height", height);
  pattern.dataset.turn = turn;
}

function bars(pattern, fill, colour, period, turn) {
  const whole = fill.reduce((sum, [, weight]) => sum + weight, 0) || 1;
  tile(pattern, period, period, turn);
  let x = 0;
  for (const [side, weight] of fill) {
    const width = (period * weight) / whole;
    svg("rect", { x, y: 0, width: width + 0.05, height: period, class: colour(side) }, pattern);
    x += width;
  }
}

const TEXTURES = {
  stripes: (pattern, fill, colour) => bars(pattern, widened(fill, 0.2), colour, 6 * Math.max(2, fill.length), 45),
  level: (pattern, fill, colour) => bars(pattern, fill, colour, 6 * fill.length, 90),
  thin(pattern, [[side], ...others], colour) {
    tile(pattern, 13, 13, 45);
    svg("rect", { width: 13, height: 13, class: colour(side) }, pattern);
    others.slice(0, 2).forEach(([other], i) => svg("rect", { x: 5 * i, width: 2.4, height: 13, class: colour(other) }, pattern));
  },
  diamonds(pattern, fill, colour) {
    tile(pattern, 12, 12, 45);
    svg("rect", { width: 12, height: 12, class: colour(fill[0][0]) }, pattern);
    const other = colour((fill[1] ?? fill[0])[0]), third = colour((fill[2] ?? fill[1] ?? fill[0])[0]);
    svg("rect", { width: 6, height: 6, class: other }, pattern);
    svg("rect", { x: 6, y: 6, width: 6, height: 6, class: third }, pattern);
  },
  empty(pattern) {
    tile(pattern, 8, 8, 45);
    svg("rect", { width: 8, height: 8, class: "paper" }, pattern);
    svg("rect", { width: 1, height: 8, class: "ink-faint" }, pattern);
  },
  dots(pattern, [[side]], colour) {
    tile(pattern, 9, 9, 45);
    svg("circle", { cx: 4.5, cy: 4.5, r: 2.9, class: "paper" }, pattern);
    svg("circle", { cx: 4.5, cy: 4.5, r: 2.2, class: colour(side) }, pattern);
  },
  contested(pattern, sides, colour) {
    const period = 7 * Math.max(2, sides.length);
    tile(pattern, period, period, -45);
    sides.forEach(([side], i) => {
      const x = (period / Math.max(2, sides.length)) * i;
      svg("rect", { x, width: 3.6, height: period, class: colour(side) }, pattern);
      svg("rect", { x: x + 3.6, width: 1.1, height: period, class: "ink" }, pattern);
    });
  },
};

/** Weights none of which is too thin to be seen. */
function widened(fill, least) {
  return fill.map(([side, weight]) => [side, Math.max(weight, least)]);
}
