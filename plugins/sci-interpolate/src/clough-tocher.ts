import { barycentricIn, type Triangulation } from "./triangulation.js";

/** Gradients at the points that make the curvature of the network of edges smallest (Nielson 1983; Renka and Cline 1984). */
export function estimateGradients(
  t: Triangulation,
  values: Float64Array,
  columns: number,
  column: number,
  tolerance: number,
  most: number,
): Float64Array {
  const { points, triangles } = t;
  const n = points.length / 2;
  const around = neighboursOf(triangles, n);
  const gradients = new Float64Array(2 * n);
  for (let round = 0; round < most; round++) {
    let error = 0;
    for (let i = 0; i < n; i++) {
      const near = around[i]!;
      if (near.length === 0) continue;
      let [q0, q1, q3, s0, s1] = [0, 0, 0, 0, 0];
      for (const j of near) {
        const ex = points[2 * j]! - points[2 * i]!;
        const ey = points[2 * j + 1]! - points[2 * i + 1]!;
        const cube = Math.sqrt(ex * ex + ey * ey) ** 3;
        // Points so close that they coincide say nothing of the slope.
        if (cube === 0) continue;
        const slope = -ex * gradients[2 * j]! - ey * gradients[2 * j + 1]!;
        q0 += (4 * ex * ex) / cube;
        q1 += (4 * ex * ey) / cube;
        q3 += (4 * ey * ey) / cube;
        const push = 6 * (values[i * columns + column]! - values[j * columns + column]!) - 2 * slope;
        s0 += (push * ex) / cube;
        s1 += (push * ey) / cube;
      }
      const determinant = q0 * q3 - q1 * q1;
      if (!(determinant > 0 && determinant < Number.POSITIVE_INFINITY)) continue;
      const r0 = (q3 * s0 - q1 * s1) / determinant;
      const r1 = (-q1 * s0 + q0 * s1) / determinant;
      const change = Math.max(Math.abs(gradients[2 * i]! + r0), Math.abs(gradients[2 * i + 1]! + r1));
      gradients[2 * i] = -r0;
      gradients[2 * i + 1] = -r1;
      error = Math.max(error, change / Math.max(1, Math.abs(r0), Math.abs(r1)));
    }
    if (error < tolerance) break;
  }
  return gradients;
}

/** The points that each one is joined with. */
function neighboursOf(triangles: Int32Array, n: number): Int32Array[] {
  const sets = Array.from({ length: n }, () => new Set<number>());
  for (let at = 0; at < triangles.length; at += 3)
    for (let k = 0; k < 3; k++) {
      const [a, b] = [triangles[at + k]!, triangles[at + ((k + 1) % 3)]!];
      sets[a]!.add(b);
      sets[b]!.add(a);
    }
  return sets.map((set) => Int32Array.from(set));
}

/** Where the cross-boundary derivatives of a triangle point: towards the centroids of its neighbours (affinely invariant). */
export function crossings(t: Triangulation, triangle: number): [number, number, number] {
  const { points, triangles, neighbours } = t;
  const c = new Float64Array(3);
  return [0, 1, 2].map((k) => {
    const other = neighbours[3 * triangle + k]!;
    if (other < 0) return -0.5;
    let [x, y] = [0, 0];
    for (let corner = 0; corner < 3; corner++) {
      const point = triangles[3 * other + corner]!;
      x += points[2 * point]! / 3;
      y += points[2 * point + 1]! / 3;
    }
    barycentricIn(t, triangle, x, y, c);
    const [first, second] = [c[(k + 1) % 3]!, c[(k + 2) % 3]!];
    return (2 * second + first - 1) / (2 - 3 * second - 3 * first);
  }) as [number, number, number];
}

/** The value of Clough and Tocher's element at barycentric coordinates (Alfeld 1984; Farin 1986). */
export function elementAt(
  t: Triangulation,
  triangle: number,
  b: Float64Array,
  g: readonly [number, number, number],
  values: Float64Array,
  columns: number,
  column: number,
  gradients: Float64Array,
): number {
  const { points, triangles } = t;
  const p = [0, 1, 2].map((k) => triangles[3 * triangle + k]!) as [number, number, number];
  const [f1, f2, f3] = p.map((one) => values[one * columns + column]!) as [number, number, number];
  /** The derivative at a corner along the edge to another one. */
  const along = (from: number, to: number): number => {
    const [i, j] = [p[from]!, p[to]!];
    return (
      gradients[2 * i]! * (points[2 * j]! - points[2 * i]!) +
      gradients[2 * i + 1]! * (points[2 * j + 1]! - points[2 * i + 1]!)
    );
  };
  // Bézier ordinates: indices count the corners and the centroid.
  const c2100 = along(0, 1) / 3 + f1;
  const c2010 = along(0, 2) / 3 + f1;
  const c1200 = along(1, 0) / 3 + f2;
  const c0210 = along(1, 2) / 3 + f2;
  const c1020 = along(2, 0) / 3 + f3;
  const c0120 = along(2, 1) / 3 + f3;
  const c2001 = (c2100 + c2010 + f1) / 3;
  const c0201 = (c1200 + f2 + c0210) / 3;
  const c0021 = (c1020 + c0120 + f3) / 3;
  const c0111 = (g[0] * (-f2 + 3 * c0210 - 3 * c0120 + f3) + (-f2 + 2 * c0210 - c0120 + c0021 + c0201)) / 2;
  const c1011 = (g[1] * (-f3 + 3 * c1020 - 3 * c2010 + f1) + (-f3 + 2 * c1020 - c2010 + c2001 + c0021)) / 2;
  const c1101 = (g[2] * (-f1 + 3 * c2100 - 3 * c1200 + f2) + (-f1 + 2 * c2100 - c1200 + c2001 + c0201)) / 2;
  const c1002 = (c1101 + c1011 + c2001) / 3;
  const c0102 = (c1101 + c0111 + c0201) / 3;
  const c0012 = (c1011 + c0111 + c0021) / 3;
  const c0003 = (c1002 + c0102 + c0012) / 3;
  const least = Math.min(b[0]!, b[1]!, b[2]!);
  const [b1, b2, b3, b4] = [b[0]! - least, b[1]! - least, b[2]! - least, 3 * least];
  return (
    b1 ** 3 * f1 +
    3 * b1 ** 2 * (b2 * c2100 + b3 * c2010 + b4 * c2001) +
    3 * b1 * (b2 ** 2 * c1200 + 2 * b2 * b4 * c1101 + b3 ** 2 * c1020 + 2 * b3 * b4 * c1011 + b4 ** 2 * c1002) +
    b2 ** 3 * f2 +
    3 * b2 ** 2 * (b3 * c0210 + b4 * c0201) +
    3 * b2 * (b3 ** 2 * c0120 + 2 * b3 * b4 * c0111 + b4 ** 2 * c0102) +
    b3 ** 3 * f3 +
    3 * b3 ** 2 * b4 * c0021 +
    3 * b3 * b4 ** 2 * c0012 +
    b4 ** 3 * c0003
  );
}
