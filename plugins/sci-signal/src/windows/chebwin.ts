import type { NDArray } from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { fft } from "sci-fft";
import { makeArray, partsOf, vector } from "../internal/signals.js";
import { makeWindow, type WindowOptions } from "./make.js";

/**
 * Dolph and Chebyshev's window: the narrowest main lobe for side lobes of a given height.
 * @param at attenuation of the side lobes in decibels
 */
export function chebwin(m: number, at: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("chebwin", options, { sym: "boolean" });
  checkKind("chebwin", "m", m, "number");
  checkKind("chebwin", "at", at, "number");
  return makeWindow(m, options, (length) => {
    const order = length - 1;
    const odd = length % 2 === 1;
    const beta = Math.cosh(Math.acosh(10 ** (Math.abs(at) / 20)) / order);
    const re = new Float64Array(length);
    const im = new Float64Array(length);
    for (let k = 0; k < length; k++) {
      const x = beta * Math.cos((Math.PI * k) / length);
      const value =
        x > 1
          ? Math.cosh(order * Math.acosh(x))
          : x < -1
            ? (odd ? 1 : -1) * Math.cosh(order * Math.acosh(-x))
            : Math.cos(order * Math.acos(x));
      const angle = odd ? 0 : (Math.PI / length) * k;
      re[k] = value * Math.cos(angle);
      im[k] = value * Math.sin(angle);
    }
    const spectrum = partsOf(fft(makeArray(vector([]), re, im, [length], "complex128"))).re;
    const w = new Float64Array(length);
    const half = Math.floor(length / 2);
    let top = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      const from = odd ? Math.abs(i - half) : i < half ? half - i : i - half + 1;
      w[i] = spectrum[from] as number;
      top = Math.max(top, w[i] as number);
    }
    for (let i = 0; i < length; i++) w[i] = (w[i] as number) / top;
    return w;
  });
}
