import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import { coreError } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import {
  type BinaryLoop,
  type BinaryWholeLoop,
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
} from "./define.js";
import { keepRule } from "./rules.js";
import { bothTrue, eitherTrue } from "./truths.js";
import type { Promoted } from "./types.js";

const maximumNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! >= b[i]! || Number.isNaN(a[i]) ? a[i]! : b[i]!;
};

const minimumNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! <= b[i]! || Number.isNaN(a[i]) ? a[i]! : b[i]!;
};

const fmaxNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! >= b[i]! || Number.isNaN(b[i]) ? a[i]! : b[i]!;
};

const fminNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! <= b[i]! || Number.isNaN(b[i]) ? a[i]! : b[i]!;
};

const maximumWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! >= b[i]! ? a[i]! : b[i]!;
};

const minimumWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! <= b[i]! ? a[i]! : b[i]!;
};

/** Takes the first of two complex numbers where a test of their parts says so. */
function choosePairs(first: (ar: number, ai: number, br: number, bi: number) => boolean): BinaryLoop {
  return (out, a, b, n) => {
    for (let i = 0; i < 2 * n; i += 2) {
      const from = first(a[i]!, a[i + 1]!, b[i]!, b[i + 1]!) ? a : b;
      const re = from[i]!;
      out[i + 1] = from[i + 1]!;
      out[i] = re;
    }
  };
}

function isNotANumber(re: number, im: number): boolean {
  return Number.isNaN(re) || Number.isNaN(im);
}

function notLess(ar: number, ai: number, br: number, bi: number): boolean {
  return (ar > br && !Number.isNaN(ai) && !Number.isNaN(bi)) || (ar === br && ai >= bi);
}

const maximumPairs = /* @__PURE__ */ choosePairs((ar, ai, br, bi) => isNotANumber(ar, ai) || notLess(ar, ai, br, bi));
const minimumPairs = /* @__PURE__ */ choosePairs((ar, ai, br, bi) => isNotANumber(ar, ai) || notLess(br, bi, ar, ai));
const fmaxPairs = /* @__PURE__ */ choosePairs((ar, ai, br, bi) => isNotANumber(br, bi) || notLess(ar, ai, br, bi));
const fminPairs = /* @__PURE__ */ choosePairs((ar, ai, br, bi) => isNotANumber(br, bi) || notLess(br, bi, ar, ai));

/** The operation of {@link maximum}. */
export const maximumOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("maximum", keepRule, {
  bool: eitherTrue,
  int: maximumNumbers,
  float: maximumNumbers,
  big: maximumWholes,
  complex: maximumPairs,
});

/** The greater of two elements; NaN where one is NaN. Complex numbers are ordered by real, then imaginary part. Broadcasts. */
export function maximum<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<Promoted<A, B>>;
export function maximum<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function maximum(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(maximumOperation, [a, b], options);
}

/** The operation of {@link minimum}. */
export const minimumOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("minimum", keepRule, {
  bool: bothTrue,
  int: minimumNumbers,
  float: minimumNumbers,
  big: minimumWholes,
  complex: minimumPairs,
});

/** The lesser of two elements; NaN where one is NaN. Complex numbers are ordered by real, then imaginary part. Broadcasts. */
export function minimum<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<Promoted<A, B>>;
export function minimum<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function minimum(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(minimumOperation, [a, b], options);
}

/** The operation of {@link fmax}. */
export const fmaxOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("fmax", keepRule, {
  bool: eitherTrue,
  int: maximumNumbers,
  float: fmaxNumbers,
  big: maximumWholes,
  complex: fmaxPairs,
});

/** The greater of two elements; where one is NaN, the other. Broadcasts. */
export function fmax<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<Promoted<A, B>>;
export function fmax<D extends DType>(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function fmax(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(fmaxOperation, [a, b], options);
}

/** The operation of {@link fmin}. */
export const fminOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("fmin", keepRule, {
  bool: bothTrue,
  int: minimumNumbers,
  float: fminNumbers,
  big: minimumWholes,
  complex: fminPairs,
});

/** The lesser of two elements; where one is NaN, the other. Broadcasts. */
export function fmin<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<Promoted<A, B>>;
export function fmin<D extends DType>(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function fmin(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(fminOperation, [a, b], options);
}

/**
 * `minimum(maximum(a, lowest), highest)`: elements outside of the limits become the limit, NaN stays. `null` leaves a side open.
 * @throws BAD_ARGUMENT when both limits are missing
 */
export function clip(
  a: ArrayLikeInput,
  lowest: ArrayLikeInput | null,
  highest: ArrayLikeInput | null,
  options: ElementwiseOptions = {},
): NDArray {
  const { out, dtype, where } = options;
  const inner: ElementwiseOptions = dtype === undefined ? {} : { dtype };
  if (lowest === null && highest === null)
    throw coreError("BAD_ARGUMENT", "clip: both limits are null, expected at least one number or array.");
  if (highest === null) return maximum(a, lowest as ArrayLikeInput, options);
  if (lowest === null) return minimum(a, highest, options);
  return minimum(maximum(a, lowest, inner), highest, {
    ...inner,
    ...(out === undefined ? {} : { out }),
    ...(where === undefined ? {} : { where }),
  });
}
