import type { Complex, Scalar } from "../dtype.js";

/** Whether an element is NaN; a complex one is when a part is. */
export function isNaNScalar(value: Scalar): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  return typeof value === "object" && (Number.isNaN(value.re) || Number.isNaN(value.im));
}

/** Negative, 0 or positive as `x` comes before, with or after `y`; complex numbers by real, then imaginary part. Not for NaN. */
export function compareScalars(x: Scalar, y: Scalar): number {
  if (typeof x === "object" || typeof y === "object") {
    const [p, q] = [partsOfScalar(x), partsOfScalar(y)];
    return compareNumbers(p.re, q.re) || compareNumbers(p.im, q.im);
  }
  return x < y ? -1 : x > y ? 1 : 0;
}

/** As a difference would, which of two equal infinities is NaN. Not for NaN. */
export function compareNumbers(x: number, y: number): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A number as a complex one. */
export function partsOfScalar(value: Scalar): Complex {
  return typeof value === "object" ? value : { re: Number(value), im: 0 };
}
