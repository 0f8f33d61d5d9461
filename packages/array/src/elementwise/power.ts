import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import { kindOf, resultType } from "../dtype.js";
import { coreError } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { TileReader, tileSize } from "../tiles.js";
import { complexExp, complexLog } from "./complex-math.js";
import {
  type BinaryLoop,
  type BinaryWholeLoop,
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
} from "./define.js";
import { numberRule } from "./rules.js";
import type { KeptBoth } from "./types.js";

/** C's pow, which differs from JavaScript's for 1 to any power and -1 to an infinite one. */
function powerOf(x: number, y: number): number {
  if (y === 2) return x * x;
  if (x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY)) return 1;
  return x ** y;
}

function powerOfInt(x: number, y: number): number {
  let result = 1;
  let factor = x;
  for (let exponent = y; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = Math.imul(result, factor);
    factor = Math.imul(factor, factor);
  }
  return result;
}

const powerNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = powerOf(a[i]!, b[i]!);
};

const powerInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = powerOfInt(a[i]!, b[i]!);
};

const powerWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    let result = 1n;
    let factor = a[i]!;
    for (let exponent = b[i]!; exponent > 0n; exponent >>= 1n) {
      if ((exponent & 1n) === 1n) result = BigInt.asUintN(64, result * factor);
      factor = BigInt.asUintN(64, factor * factor);
    }
    out[i] = result;
  }
};

/** z to a whole power by repeated squaring, as NumPy does up to 100. */
function wholePower(out: Float64Array, at: number, re: number, im: number, exponent: number): void {
  let [resultRe, resultIm, re2, im2] = [1, 0, re, im];
  for (let rest = Math.abs(exponent); rest > 0; rest >>= 1) {
    if (rest & 1) [resultRe, resultIm] = [resultRe * re2 - resultIm * im2, resultRe * im2 + resultIm * re2];
    [re2, im2] = [re2 * re2 - im2 * im2, 2 * re2 * im2];
  }
  const square = exponent < 0 ? resultRe * resultRe + resultIm * resultIm : 1;
  out[at] = resultRe / square;
  out[at + 1] = exponent < 0 ? -resultIm / square : resultIm;
}

const powerPairs: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < 2 * n; i += 2) {
    const [re, im, powerRe, powerIm] = [a[i]!, a[i + 1]!, b[i]!, b[i + 1]!];
    if (powerRe === 0 && powerIm === 0) {
      out[i] = 1;
      out[i + 1] = 0;
    } else if (re === 0 && im === 0) {
      const zero = powerRe > 0 && powerIm === 0 ? 0 : Number.NaN;
      out[i] = zero;
      out[i + 1] = zero;
    } else if (powerRe === 1 && powerIm === 0) {
      out[i] = re;
      out[i + 1] = im;
    } else if (powerIm === 0 && Number.isInteger(powerRe) && Math.abs(powerRe) < 100) {
      wholePower(out, i, re, im, powerRe);
    } else {
      complexLog(out, i, re, im);
      const [logRe, logIm] = [out[i]!, out[i + 1]!];
      complexExp(out, i, powerRe * logRe - powerIm * logIm, powerRe * logIm + powerIm * logRe);
    }
  }
};

const bare: ElementwiseOperation = /* @__PURE__ */ elementwise("power", numberRule, {
  int: powerInts,
  float: powerNumbers,
  big: powerWholes,
  complex: powerPairs,
});

/** The operation of {@link power}. */
export const powerOperation: ElementwiseOperation = {
  id: "@core/array/power",
  infer: (inputs, attributes) => (bare.infer as NonNullable<typeof bare.infer>)(inputs, attributes),
  reference: (inputs, attributes) => {
    checkExponents(inputs);
    return bare.reference(inputs, attributes);
  },
};

function checkExponents(inputs: readonly NDArray[]): void {
  const exponents = inputs[1] as NDArray;
  const computed = kindOf(resultType(...inputs.map((input) => input.dtype)));
  if (computed === "float" || computed === "complex") return;
  if (kindOf(exponents.dtype) !== "int" || inputs.some((input) => input.size === 0)) return;
  const reader = new TileReader(exponents, exponents.shape, "float64", 0);
  for (let start = 0; start < exponents.size; start += tileSize) {
    const n = Math.min(tileSize, exponents.size - start);
    const tile = reader.next(n) as Float64Array;
    for (let i = 0; i < n; i++) {
      if (tile[i]! < 0)
        throw coreError(
          "BAD_VALUE",
          `power: whole numbers to the negative power ${tile[i]} are no whole numbers; convert the base with astype("float64").`,
        );
    }
  }
}

/**
 * `a` to the power `b`. Whole numbers stay whole and wrap; a real number's power that is not real gives NaN. Broadcasts.
 * @throws BAD_VALUE for whole numbers to negative powers
 */
export function power<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<KeptBoth<A, B>>;
export function power<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function power(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(powerOperation, [a, b], options);
}
