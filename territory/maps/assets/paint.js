// Colours and textures. Colours are CSS classes, so that light, dark and print each get their own; textures are SVG
// patterns whose size on the screen does not change with the zoom.

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes. */
function svg(name, attributes = {}, parent = null) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.append(element);
  return element;
}

class Paint {
  constructor(data, defs) {
    this.numbers = new Map(data.sides.map((side, i) => [side.key, i]));
    const style = document.createElement("style");
    style.textContent = data.css;
    document.head.append(style);
    this.moving = data.patterns.map((pattern, i) => this.define(pattern, `p${i}`, defs));
    this.stills = () => data.patterns.forEach((pattern, i) => this.define(pattern, `q${i}`, defs));
  }

  /** A pattern of rectangles (x, y, width, height, class) and circles (x, y, radius, class). */
  define({ size, turn, shapes }, id, defs) {
    const made = svg("pattern", { id, patternUnits: "userSpaceOnUse", width: size, height: size, patternTransform: `rotate(${turn})` }, defs);
    for (const [x, y, ...rest] of shapes) {
      if (rest.length === 2) svg("circle", { cx: x, cy: y, r: rest[0], class: rest[1] }, made);
      else svg("rect", { x, y, width: rest[0], height: rest[1], class: rest[2] }, made);
    }
    made.turn = turn;
    return made;
  }

  /** Class that fills with a side's full colour; sides that are not named are grey. */
  fill(side) {
    return this.numbers.has(side) ? `c${this.numbers.get(side)}t0` : "cx";
  }

  line(side) {
    return this.numbers.has(side) ? `k${this.numbers.get(side)}` : "kx";
  }

  block(side) {
    return this.numbers.has(side) ? `b${this.numbers.get(side)}` : "bx";
  }

  /** Fill an element as a look says; `still` for samples outside the map's plane. */
  apply(element, look, still = false) {
    if (still && this.stills) this.stills = this.stills();
    element.setAttribute("class", look.fill ?? "");
    if (look.pattern !== undefined) element.setAttribute("fill", `url(#${still ? "q" : "p"}${look.pattern})`);
  }

  /** Fills of the textures that lie over a look. */
  overlays(look, still = false) {
    return (look.over ?? []).map((n) => `url(#${still ? "q" : "p"}${n})`);
  }

  /** Keep textures the same size on the screen: `scale` is screen pixels per unit of the map's plane. */
  resize(scale) {
    if (scale === this.scale) return;
    this.scale = scale;
    for (const pattern of this.moving) pattern.setAttribute("patternTransform", `scale(${1 / scale}) rotate(${pattern.turn})`);
  }
}
