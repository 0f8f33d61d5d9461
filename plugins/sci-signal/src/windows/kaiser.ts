import type { NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { besselI0 } from "../internal/bessel.js";
import { vector } from "../internal/signals.js";
import { fillWindow, makeWindow, type WindowOptions } from "./make.js";

/**
 * Kaiser's window, nearly the one with most of its energy in the main lobe.
 * @param beta shape: 0 is a box, 5 near Hamming, 6 near Hann, 8.6 near Blackman
 */
export function kaiser(m: number, beta: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("kaiser", options, { sym: "boolean" });
  checkKind("kaiser", "m", m, "number");
  checkKind("kaiser", "beta", beta, "number");
  return makeWindow(m, options, (length) => {
    const middle = (length - 1) / 2;
    const top = besselI0(beta);
    return fillWindow(length, (i) => besselI0(beta * Math.sqrt(1 - ((i - middle) / middle) ** 2)) / top);
  });
}

/**
 * Kaiser-Bessel derived, for the modified discrete cosine transform.
 * @param m number of points, even
 * @throws BAD_VALUE for odd `m`, BAD_ARGUMENT for `sym: false`
 */
export function kaiserBesselDerived(m: number, beta: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("kaiserBesselDerived", options, { sym: "boolean" });
  checkKind("kaiserBesselDerived", "m", m, "number");
  checkKind("kaiserBesselDerived", "beta", beta, "number");
  if (options.sym === false) throw coreError("BAD_ARGUMENT", "sym: Kaiser-Bessel derived windows are symmetric only.");
  if (m < 1) return vector([]);
  if (m % 2 !== 0)
    throw coreError("BAD_VALUE", `m: got ${m}, Kaiser-Bessel derived windows have an even number of points.`);
  const half = m / 2;
  const from = kaiser(half + 1, beta);
  const w = new Float64Array(m);
  let sum = 0;
  for (let i = 0; i < half; i++) {
    sum += from.get(i);
    w[i] = sum;
  }
  const total = sum + from.get(half);
  for (let i = 0; i < half; i++) {
    w[i] = Math.sqrt((w[i] as number) / total);
    w[m - 1 - i] = w[i] as number;
  }
  return vector(w);
}
