import { type ArrayLikeInput, asArray } from "../create.js";
import { type DType, isComplexDType } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { elementsOf } from "../transfer.js";
import { equalOperation } from "./comparison.js";
import { type BinaryTest, type ElementwiseOperation, elementwise, sameShape } from "./define.js";
import { hypotenuse } from "./numbers.js";
import type { Rule } from "./rules.js";
import { operandArrays } from "./scalars.js";

/** How near is near. */
export interface CloseOptions {
  /** Allowed difference in parts of `b`; 1e-5 by default. */
  readonly rtol?: number;
  /** Allowed difference; 1e-8 by default. */
  readonly atol?: number;
  /** Whether NaN is near to NaN; false by default. */
  readonly equalNan?: boolean;
}

/** {@link CloseOptions} without gaps. */
export type CloseAttributes = Required<CloseOptions>;

function near(x: number, y: number, { rtol, atol, equalNan }: CloseAttributes): boolean {
  if (x === y) return true;
  if (Number.isFinite(y)) return Math.abs(x - y) <= atol + rtol * Math.abs(y);
  return equalNan && Number.isNaN(x) && Number.isNaN(y);
}

function closeNumbers(options: CloseAttributes): BinaryTest {
  return (out, a, b, n) => {
    for (let i = 0; i < n; i++) out[i] = near(a[i]!, b[i]!, options) ? 1 : 0;
  };
}

function closePairs(options: CloseAttributes): BinaryTest {
  const { rtol, atol, equalNan } = options;
  const hasNaN = (re: number, im: number): boolean => Number.isNaN(re) || Number.isNaN(im);
  return (out, a, b, n) => {
    for (let i = 0; i < n; i++) {
      const [ar, ai, br, bi] = [a[2 * i]!, a[2 * i + 1]!, b[2 * i]!, b[2 * i + 1]!];
      const size = hypotenuse(br, bi);
      const same = ar === br && ai === bi;
      const together = equalNan && hasNaN(ar, ai) && hasNaN(br, bi);
      const within = Number.isFinite(size) && hypotenuse(ar - br, ai - bi) <= atol + rtol * size;
      out[i] = same || together || within ? 1 : 0;
    }
  };
}

function closeBody(inputs: readonly NDArray[], attributes: CloseAttributes): NDArray {
  return closeOperationOf(attributes).reference(inputs, {});
}

function closeOperationOf(attributes: CloseAttributes): ElementwiseOperation {
  return elementwise("isclose", closeRule, { float: closeNumbers(attributes), complex: closePairs(attributes) });
}

function closeRule(dtypes: readonly DType[]): Rule {
  return { compute: dtypes.some(isComplexDType) ? "complex128" : "float64", result: "bool" };
}

/** The operation of {@link isclose}. */
export const iscloseOperation: Operation<CloseAttributes> = {
  id: "@core/array/isclose",
  infer: (inputs, attributes) => {
    const { infer } = closeOperationOf(attributes);
    return (infer as NonNullable<typeof infer>)(inputs, {});
  },
  reference: closeBody,
};

/** The operation of {@link allclose}. */
export const allcloseOperation: Operation<CloseAttributes, boolean> = {
  id: "@core/array/allclose",
  reference: (inputs, attributes) => allTrue(closeBody(inputs, attributes)),
};

/** The operation of {@link arrayEqual}, for arrays of one shape. */
export const arrayEqualOperation: Operation<{ readonly equalNan: boolean }, boolean> = {
  id: "@core/array/arrayEqual",
  reference: (inputs, { equalNan }) =>
    allTrue(equalNan ? closeBody(inputs, { rtol: 0, atol: 0, equalNan }) : equalOperation.reference(inputs, {})),
};

function allTrue(a: NDArray): boolean {
  return !(elementsOf(a) as Uint8Array).includes(0);
}

function checkClose(options: CloseOptions): CloseAttributes {
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = options;
  for (const [name, value] of [
    ["rtol", rtol],
    ["atol", atol],
  ] as const) {
    if (typeof value !== "number" || !(value >= 0))
      throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected a number from 0.`);
  }
  return { rtol, atol, equalNan };
}

/**
 * Where `|a - b| <= atol + rtol * |b|`: not symmetric, `b` is the reference. Infinities are near to themselves. Gives bool; broadcasts.
 * @throws BAD_ARGUMENT for negative tolerances
 */
export function isclose(a: ArrayLikeInput, b: ArrayLikeInput, options: CloseOptions = {}): NDArray<"bool"> {
  return dispatch(iscloseOperation, operandArrays([a, b]), checkClose(options)) as NDArray<"bool">;
}

/**
 * Whether {@link isclose} holds everywhere.
 * @throws BAD_ARGUMENT for negative tolerances
 */
export function allclose(a: ArrayLikeInput, b: ArrayLikeInput, options: CloseOptions = {}): boolean {
  return dispatch(allcloseOperation, operandArrays([a, b]), checkClose(options));
}

/** Whether two arrays have the same shape and equal elements; dtypes may differ. `equalNan` takes NaN for equal to NaN. */
export function arrayEqual(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: { readonly equalNan?: boolean } = {},
): boolean {
  const [x, y] = [asArray(a), asArray(b)];
  if (!sameShape(x.shape, y.shape)) return false;
  return dispatch(arrayEqualOperation, [x, y], { equalNan: options.equalNan === true });
}
