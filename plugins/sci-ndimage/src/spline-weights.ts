/** Distances of the poles of the B-spline filter of each order, as in Unser, Aldroubi and Eden (1991). */
const poles: readonly (readonly number[])[] = [
  [],
  [],
  [-0.1715728752538099],
  [-0.2679491924311227],
  [-0.36134122590022016, -0.013725429297339121],
  [-0.4305753470999738, -0.04309628820326465],
];

/** The poles of the filter that turns samples into B-spline coefficients. */
export function splinePoles(order: number): readonly number[] {
  return poles[order] as readonly number[];
}

/**
 * Writes the weights of the `order + 1` coefficients around `x` to `weights` from `at` on. The last weight is what the others leave of
 * one, as in SciPy, so that constants come out as they went in.
 */
export function splineWeights(x: number, order: number, weights: Float64Array, at: number): void {
  const u = x - Math.floor(order & 1 ? x : x + 0.5);
  const v = 1 - u;
  if (order === 1) {
    weights[at] = v;
  } else if (order === 2) {
    const h = 0.5 - u;
    weights[at + 1] = 0.75 - u * u;
    weights[at] = 0.5 * h * h;
  } else if (order === 3) {
    weights[at + 1] = (u * u * (u - 2) * 3 + 4) / 6;
    weights[at + 2] = (v * v * (v - 2) * 3 + 4) / 6;
    weights[at] = (v * v * v) / 6;
  } else if (order === 4) {
    const square = u * u;
    const y = 1 + u;
    const h = 0.5 - u;
    const hh = h * h;
    weights[at + 2] = square * (square * 0.25 - 0.625) + 115 / 192;
    weights[at + 1] = y * (y * ((y * (5 - y)) / 6 - 1.25) + 5 / 24) + 55 / 96;
    weights[at + 3] = v * (v * ((v * (5 - v)) / 6 - 1.25) + 5 / 24) + 55 / 96;
    weights[at] = (hh * hh) / 24;
  } else if (order === 5) {
    const uu = u * u;
    const vv = v * v;
    const y = u + 1;
    const z = v + 1;
    weights[at + 2] = uu * (uu * (0.25 - u / 12) - 0.5) + 0.55;
    weights[at + 3] = vv * (vv * (0.25 - v / 12) - 0.5) + 0.55;
    weights[at + 1] = y * (y * (y * (y * (y / 24 - 0.375) + 1.25) - 1.75) + 0.625) + 0.425;
    weights[at + 4] = z * (z * (z * (z * (z / 24 - 0.375) + 1.25) - 1.75) + 0.625) + 0.425;
    weights[at] = (v * vv * vv) / 120;
  } else {
    weights[at] = 1;
    return;
  }
  let rest = 1;
  for (let i = 0; i < order; i++) rest -= weights[at + i] as number;
  weights[at + order] = rest;
}
