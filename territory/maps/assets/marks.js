// Marks that keep their size: chevrons for threats, dots for towns with their holder.

/** Three strokes that point: someone is at the gates. */
function chevron(parent, x, y, line) {
  const mark = svg("g", { transform: `translate(${x} ${y})`, class: "chevron" }, parent);
  const d = [-7, -1, 5].map((at) => `M${at - 2} -6l5 6l-5 6`).join("");
  svg("path", { d, class: "halo" }, mark);
  svg("path", { d, class: `line ${line}` }, mark);
  return mark;
}

const SYMBOLS = {
  crossing: "M-4.5 -4.5h9v9h-9z",
  base: "M0 -5.5L5 4H-5z",
  airport: "M0 -5.5L5 4H-5z",
  dam: "M-5.5 0L0 -5.5L5.5 0L0 5.5z",
  oilfield: "M-5.5 0L0 -5.5L5.5 0L0 5.5z",
};

const SYMBOL_WORDS = { crossing: "crossing", base: "base", airport: "base", dam: "dam", oilfield: "dam" };

/** A town's or point's symbol; its radius falls with its rank. */
function symbol(parent, place, size) {
  const d = SYMBOLS[place.kind];
  if (d) return svg("path", { d, transform: `scale(${size / 5})` }, parent);
  return svg("circle", { r: size }, parent);
}
