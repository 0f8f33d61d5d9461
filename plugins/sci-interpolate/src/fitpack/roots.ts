import { coreError } from "@core/array/runtime";
import { basisSplines } from "../basis.js";
import { realRoots } from "../real-roots.js";

/** The zeros of a cubic spline within its range, in order, each once (what FITPACK's sproot gives). */
export function splineRoots(where: string, t: Float64Array, c: Float64Array, most: number): number[] {
  const n = t.length - 4;
  for (let i = 3; i < n; i++)
    if (!(t[i]! < t[i + 1]!)) throw coreError("BAD_VALUE", `${where}: the knots do not rise strictly at ${t[i]}.`);
  const basis = new Float64Array(4);
  const work = new Float64Array(4);
  const zeros: number[] = [];
  for (let left = 3; left < n; left++) {
    const width = t[left + 1]! - t[left]!;
    const taylor: number[] = [];
    let scale = 1;
    for (let nu = 0; nu <= 3; nu++) {
      if (nu > 0) scale *= width / nu;
      basisSplines(t, 3, t[left]!, left, nu, basis, work);
      let sum = 0;
      for (let a = 0; a < 4; a++) sum += c[left - 3 + a]! * basis[a]!;
      taylor.push(sum * scale);
    }
    const largest = Math.max(...taylor.map(Math.abs));
    // Coefficients that are nothing but rounding make no zeros far away.
    const cleaned = taylor.map((value) => (Math.abs(value) < 1e-14 * largest ? 0 : value));
    for (const y of realRoots(cleaned) ?? []) {
      if (y < -1e-14 || y > 1 + 1e-14) continue;
      const zero = t[left]! + width * Math.min(Math.max(y, 0), 1);
      const before = zeros[zeros.length - 1];
      if (before !== undefined && Math.abs(zero - before) <= 1e-12 * width) continue;
      if (zeros.length === most) return zeros;
      zeros.push(zero);
    }
  }
  return zeros;
}
