import type { ArrayLikeInput } from "../create.js";
import type { NDArray } from "../ndarray.js";
import {
  type BinaryLoop,
  type BinaryWholeLoop,
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
  type UnaryLoop,
  type UnaryWholeLoop,
} from "./define.js";
import { keepRule, numberRule } from "./rules.js";
import { bothTrue, eitherTrue, notTrue, oneTrue } from "./truths.js";

const andInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! & b[i]!;
};

const orInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! | b[i]!;
};

const xorInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! ^ b[i]!;
};

const andWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! & b[i]!;
};

const orWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! | b[i]!;
};

const xorWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! ^ b[i]!;
};

const invertInts: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = ~a[i]!;
};

const invertWholes: UnaryWholeLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = ~a[i]!;
};

// Shifts by the width and more give 0 (or -1), where JavaScript's operators take the count modulo 32. Negative counts are as large ones.
const leftInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = b[i]! >= 0 && b[i]! < 32 ? a[i]! << b[i]! : 0;
};

const rightInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = b[i]! >= 0 && b[i]! < 32 ? Math.floor(a[i]! / 2 ** b[i]!) : a[i]! < 0 ? -1 : 0;
};

const leftWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = b[i]! >= 0n && b[i]! < 64n ? BigInt.asUintN(64, a[i]! << b[i]!) : 0n;
};

const rightWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = b[i]! >= 0n && b[i]! < 64n ? a[i]! >> b[i]! : a[i]! < 0n ? -1n : 0n;
};

/** The operation of {@link bitwiseAnd}. */
export const bitwiseAndOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("bitwiseAnd", keepRule, {
  bool: bothTrue,
  int: andInts,
  big: andWholes,
});

/** The bits that both have; logical and for booleans. Floats and complex numbers are a BAD_DTYPE. Broadcasts. */
export function bitwiseAnd(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(bitwiseAndOperation, [a, b], options);
}

/** The operation of {@link bitwiseOr}. */
export const bitwiseOrOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("bitwiseOr", keepRule, {
  bool: eitherTrue,
  int: orInts,
  big: orWholes,
});

/** The bits that one of them has; logical or for booleans. Floats and complex numbers are a BAD_DTYPE. Broadcasts. */
export function bitwiseOr(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(bitwiseOrOperation, [a, b], options);
}

/** The operation of {@link bitwiseXor}. */
export const bitwiseXorOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("bitwiseXor", keepRule, {
  bool: oneTrue,
  int: xorInts,
  big: xorWholes,
});

/** The bits that just one of them has; logical xor for booleans. Floats and complex numbers are a BAD_DTYPE. Broadcasts. */
export function bitwiseXor(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(bitwiseXorOperation, [a, b], options);
}

/** The operation of {@link invert}. */
export const invertOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("invert", keepRule, {
  bool: notTrue,
  int: invertInts,
  big: invertWholes,
});

/** The bits turned over, Python's `~a`; logical not for booleans. Floats and complex numbers are a BAD_DTYPE. */
export function invert(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(invertOperation, [a], options);
}

/** The operation of {@link leftShift}. */
export const leftShiftOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("leftShift", numberRule, {
  int: leftInts,
  big: leftWholes,
});

/** The bits moved up by `b` places; those beyond the width are lost. Floats and complex numbers are a BAD_DTYPE. Broadcasts. */
export function leftShift(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(leftShiftOperation, [a, b], options);
}

/** The operation of {@link rightShift}. */
export const rightShiftOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("rightShift", numberRule, {
  int: rightInts,
  big: rightWholes,
});

/** The bits moved down by `b` places, keeping the sign. Floats and complex numbers are a BAD_DTYPE. Broadcasts. */
export function rightShift(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(rightShiftOperation, [a, b], options);
}
