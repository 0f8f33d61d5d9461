import type { ArrayLikeInput, NDArray } from "@core/array";
import type { Objective } from "../core/scalar-function.js";
import { checkFunction, checkKeys, scalarOf, startOf, vector, type WithArgs } from "../core/values.js";

/** Options of {@link hessianCheck}. */
export interface HessianCheckOptions extends WithArgs {
  /** The step relative to max(1, |x|); 1.2e-4. */
  readonly step?: number;
}

/** What kind of point a gradient of zero has. */
export interface HessianCheckResult {
  /** `minimum`, `maximum`, `saddle`, or `flat` where some curvature is too small to tell. */
  readonly kind: "minimum" | "maximum" | "saddle" | "flat";
  /** The curvatures along the principal directions, smallest first. */
  readonly eigenvalues: NDArray<"float64">;
}

/**
 * Tells whether a point where a search ended is a minimum, by the eigenvalues of the Hessian from second differences. Methods with
 * gradients stop at saddles too: BFGS from (0, 0) on the six-hump camelback reports success there. This function is not SciPy's.
 *
 * @param fun the function that was minimised
 * @param x the point
 */
export function hessianCheck(fun: Objective, x: ArrayLikeInput, options: HessianCheckOptions = {}): HessianCheckResult {
  checkFunction(fun, "hessianCheck: fun");
  checkKeys(options, ["args", "step"], "hessianCheck");
  const { args = [], step = 2 ** -13 } = options;
  const at = startOf(x, "x");
  const n = at.length;
  const call = fun as (...all: unknown[]) => unknown;
  const steps = at.map((value) => step * Math.max(1, Math.abs(value)));
  const value = (moves: readonly (readonly [number, number])[]): number => {
    const moved = at.slice();
    for (const [j, sign] of moves) moved[j]! += sign * steps[j]!;
    return scalarOf(call(moved, ...args), "fun");
  };
  const f0 = value([]);
  let noise = Math.abs(f0);
  const h = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const [up, down] = [value([[i, 1]]), value([[i, -1]])];
    noise = Math.max(noise, Math.abs(up), Math.abs(down));
    h[i * n + i] = (up - 2 * f0 + down) / steps[i]! ** 2;
    for (let j = 0; j < i; j++) {
      const both =
        value([
          [i, 1],
          [j, 1],
        ]) -
        value([
          [i, 1],
          [j, -1],
        ]) -
        value([
          [i, -1],
          [j, 1],
        ]) +
        value([
          [i, -1],
          [j, -1],
        ]);
      h[i * n + j] = both / (4 * steps[i]! * steps[j]!);
      h[j * n + i] = h[i * n + j]!;
    }
  }
  const eigenvalues = symmetricEigenvalues(h, n);
  const least = 8 * 2 ** -52 * Math.max(noise, Number.MIN_VALUE) * n * Math.max(...steps.map((one) => 1 / one ** 2));
  const low = eigenvalues[0]!;
  const high = eigenvalues[n - 1]!;
  const kind = low > least ? "minimum" : high < -least ? "maximum" : low < -least && high > least ? "saddle" : "flat";
  return { kind, eigenvalues: vector(eigenvalues) };
}

/** Eigenvalues of a symmetric matrix in rows, smallest first, by Jacobi's rotations. */
function symmetricEigenvalues(a: Float64Array, n: number): Float64Array {
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        all += a[i * n + j]! ** 2;
        if (i !== j) off += a[i * n + j]! ** 2;
      }
    if (!(off > 1e-30 * all)) break;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q]!;
        if (apq === 0) continue;
        const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[k * n + p]!, a[k * n + q]!];
          a[k * n + p] = c * x - s * y;
          a[k * n + q] = s * x + c * y;
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p * n + k]!, a[q * n + k]!];
          a[p * n + k] = c * x - s * y;
          a[q * n + k] = s * x + c * y;
        }
      }
  }
  return Float64Array.from({ length: n }, (_, i) => a[i * n + i]!).sort();
}
