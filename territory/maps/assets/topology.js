// Geometry: TopoJSON arcs, projected once to whole numbers on the Mercator plane, and the SVG paths made of them.

const BASE_ZOOM = 12;

/** Mercator pixels at BASE_ZOOM. */
function project([longitude, latitude]) {
  const world = 256 * 2 ** BASE_ZOOM;
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return [(longitude / 360 + 0.5) * world, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world];
}

/** Arcs as flat arrays of whole numbers relative to `origin` (the north-west corner). */
function readArcs(topology) {
  const [kx, ky] = topology.transform.scale;
  const [tx, ty] = topology.transform.translate;
  let left = Infinity, top = Infinity;
  const projected = topology.arcs.map((arc) => {
    const points = new Float64Array(arc.length * 2);
    let x = 0, y = 0;
    arc.forEach(([dx, dy], i) => {
      x += dx;
      y += dy;
      const [px, py] = project([x * kx + tx, y * ky + ty]);
      points[2 * i] = px;
      points[2 * i + 1] = py;
      if (px < left) left = px;
      if (py < top) top = py;
    });
    return points;
  });
  const origin = [Math.floor(left), Math.floor(top)];
  const arcs = projected.map((points) => Int32Array.from(points, (v, i) => Math.round(v - origin[i % 2])));
  return { arcs, origin };
}

/** Arcs without the vertices nearer than `step` to the one before: shared borders stay shared. */
function thinned(arcs, step) {
  return arcs.map((arc) => {
    const last = arc.length - 2;
    const closed = arc[0] === arc[last] && arc[1] === arc[last + 1];
    if (arc.length <= (closed ? 10 : 4)) return arc;
    const kept = [arc[0], arc[1]];
    for (let i = 2, x = arc[0], y = arc[1]; i < last; i += 2) {
      if (Math.abs(arc[i] - x) + Math.abs(arc[i + 1] - y) >= step) kept.push((x = arc[i]), (y = arc[i + 1]));
    }
    kept.push(arc[last], arc[last + 1]);
    return closed && kept.length < 8 ? arc : Int32Array.from(kept);
  });
}

/** Each arc as relative path commands, forwards and backwards, made when first needed. */
function pathMaker(arcs) {
  const forward = new Array(arcs.length), backward = new Array(arcs.length);
  const steps = (arc, from, to, by) => {
    let out = "";
    for (let i = from; i !== to; i += by) out += `${arc[i] - arc[i - by]} ${arc[i + 1] - arc[i - by + 1]} `;
    return out;
  };
  const piece = (n) => {
    const i = n < 0 ? ~n : n;
    const arc = arcs[i];
    if (n >= 0) return (forward[i] ??= steps(arc, 2, arc.length, 2));
    return (backward[i] ??= steps(arc, arc.length - 4, -2, -2));
  };
  const ring = (numbers) => {
    const n = numbers[0];
    const arc = arcs[n < 0 ? ~n : n];
    const at = n < 0 ? arc.length - 2 : 0;
    return `M${arc[at]} ${arc[at + 1]}l${numbers.map(piece).join("")}z`;
  };
  return {
    area: (geometry) => (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs).flat().map(ring).join(""),
    lines: (numbers) => numbers.map((n) => `M${arcs[n][0]} ${arcs[n][1]}l${piece(n)}`).join(""),
  };
}

/** Numbers of the arcs that an object uses, and how many of its geometries each separates. */
function arcsOf(object) {
  const uses = new Map();
  for (const geometry of object.geometries) {
    for (const n of geometry.arcs.flat(Infinity)) {
      const i = n < 0 ? ~n : n;
      uses.set(i, (uses.get(i) ?? 0) + 1);
    }
  }
  return uses;
}
