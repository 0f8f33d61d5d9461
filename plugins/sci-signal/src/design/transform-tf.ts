import type { ArrayLikeInput, Complex } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { add, complex, complexList, scale } from "../internal/complex.js";
import { coefficientArray, normalizeLists, type Transfer } from "./convert.js";

/** A low-pass with another cutoff. @param options `wo`: cutoff, 1 by default @returns [numerator, denominator] */
export function lp2lp(b: ArrayLikeInput, a: ArrayLikeInput, options: { readonly wo?: number } = {}): Transfer {
  checkOptions("lp2lp", options, { wo: "number" });
  const { wo = 1 } = options;
  const change = (list: readonly Complex[]): Complex[] =>
    list.map((one, k) => scale(one, wo ** -(list.length - 1 - k)));
  return finished(change(complexList(b, "b")), change(complexList(a, "a")));
}

/** A high-pass from a low-pass. @param options `wo`: cutoff, 1 by default @returns [numerator, denominator] */
export function lp2hp(b: ArrayLikeInput, a: ArrayLikeInput, options: { readonly wo?: number } = {}): Transfer {
  checkOptions("lp2hp", options, { wo: "number" });
  const { wo = 1 } = options;
  const [above, below] = [complexList(b, "b"), complexList(a, "a")];
  const size = Math.max(above.length, below.length);
  const change = (list: readonly Complex[]): Complex[] =>
    Array.from({ length: size }, (_, k) => scale(list[list.length - 1 - k] ?? complex(0), wo ** k));
  return finished(change(above), change(below));
}

/** A band-pass from a low-pass. @param options `wo`: centre, `bw`: width, both 1 by default @returns [numerator, denominator] */
export function lp2bp(
  b: ArrayLikeInput,
  a: ArrayLikeInput,
  options: { readonly wo?: number; readonly bw?: number } = {},
): Transfer {
  checkOptions("lp2bp", options, { wo: "number", bw: "number" });
  const { wo = 1, bw = 1 } = options;
  const [above, below] = [complexList(b, "b"), complexList(a, "a")];
  const order = Math.max(above.length, below.length) - 1;
  // Each power s ** i becomes ((s² + wo²) / (bw s)) ** i; all is multiplied by s ** order.
  const change = (list: readonly Complex[]): Complex[] => {
    const degree = list.length - 1;
    const result = zeros(degree + order + 1);
    for (let i = 0; i <= degree; i++) {
      for (let k = 0; k <= i; k++)
        put(result, order - i + 2 * k, list[degree - i] as Complex, (choose(i, k) * wo ** (2 * (i - k))) / bw ** i);
    }
    return result.reverse();
  };
  return finished(change(above), change(below));
}

/** A band-stop from a low-pass. @param options `wo`: centre, `bw`: width, both 1 by default @returns [numerator, denominator] */
export function lp2bs(
  b: ArrayLikeInput,
  a: ArrayLikeInput,
  options: { readonly wo?: number; readonly bw?: number } = {},
): Transfer {
  checkOptions("lp2bs", options, { wo: "number", bw: "number" });
  const { wo = 1, bw = 1 } = options;
  const [above, below] = [complexList(b, "b"), complexList(a, "a")];
  const order = Math.max(above.length, below.length) - 1;
  const change = (list: readonly Complex[]): Complex[] => {
    const degree = list.length - 1;
    const result = zeros(2 * order + 1);
    for (let i = 0; i <= degree; i++) {
      for (let k = 0; k <= order - i; k++)
        put(
          result,
          i + 2 * k,
          list[degree - i] as Complex,
          choose(order - i, k) * wo ** (2 * (order - i - k)) * bw ** i,
        );
    }
    return result.reverse();
  };
  return finished(change(above), change(below));
}

/**
 * Turns an analog into a digital filter by Tustin's bilinear transform.
 * @param options `fs`: sampling rate, 1 by default
 * @returns [numerator, denominator]
 */
export function bilinear(b: ArrayLikeInput, a: ArrayLikeInput, options: { readonly fs?: number } = {}): Transfer {
  checkOptions("bilinear", options, { fs: "number" });
  const { fs = 1 } = options;
  const [above, below] = [complexList(b, "b"), complexList(a, "a")];
  const order = Math.max(above.length, below.length) - 1;
  const change = (list: readonly Complex[]): Complex[] => {
    const degree = list.length - 1;
    const result = zeros(order + 1);
    for (let i = 0; i <= degree; i++) {
      for (let k = 0; k <= i; k++) {
        for (let l = 0; l <= order - i; l++)
          put(
            result,
            k + l,
            list[degree - i] as Complex,
            choose(i, k) * choose(order - i, l) * (2 * fs) ** i * (-1) ** k,
          );
      }
    }
    return result.map(({ re }) => complex(re));
  };
  return finished(change(above), change(below));
}

function finished(b: readonly Complex[], a: readonly Complex[]): Transfer {
  const { above, below } = normalizeLists(b, a);
  return [coefficientArray(above), coefficientArray(below)];
}

function zeros(length: number): Complex[] {
  return Array.from({ length }, () => complex(0));
}

function put(target: Complex[], at: number, value: Complex, factor: number): void {
  target[at] = add(target[at] as Complex, scale(value, factor));
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return Math.round(result);
}
