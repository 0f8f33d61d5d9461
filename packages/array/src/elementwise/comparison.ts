import type { ArrayLikeInput } from "../create.js";
import type { NDArray } from "../ndarray.js";
import {
  type BinaryTest,
  type BinaryWholeTest,
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
} from "./define.js";
import { compareRule } from "./rules.js";

/** Complex numbers are ordered by their real parts, then by their imaginary ones; beside NaN nothing is in order. */
function orderly(inOrder: boolean, ai: number, bi: number): boolean {
  return inOrder && !Number.isNaN(ai) && !Number.isNaN(bi);
}

// Loops are written out for each comparison: a shared one that calls a function for each element is several times slower.
const equalNumbers: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! === b[i]! ? 1 : 0;
};

const equalWholes: BinaryWholeTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! === b[i]! ? 1 : 0;
};

const equalPairs: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const [ar, ai, br, bi] = [a[2 * i]!, a[2 * i + 1]!, b[2 * i]!, b[2 * i + 1]!];
    out[i] = ar === br && ai === bi ? 1 : 0;
  }
};

/** The operation of {@link equal}. */
export const equalOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("equal", compareRule, {
  bool: equalNumbers,
  int: equalNumbers,
  float: equalNumbers,
  big: equalWholes,
  complex: equalPairs,
});

/** `a == b`; NaN equals nothing. Gives bool; broadcasts. */
export function equal(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(equalOperation, [a, b], options) as NDArray<"bool">;
}

const notEqualNumbers: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! !== b[i]! ? 1 : 0;
};

const notEqualWholes: BinaryWholeTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! !== b[i]! ? 1 : 0;
};

const notEqualPairs: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const [ar, ai, br, bi] = [a[2 * i]!, a[2 * i + 1]!, b[2 * i]!, b[2 * i + 1]!];
    out[i] = ar !== br || ai !== bi ? 1 : 0;
  }
};

/** The operation of {@link notEqual}. */
export const notEqualOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("notEqual", compareRule, {
  bool: notEqualNumbers,
  int: notEqualNumbers,
  float: notEqualNumbers,
  big: notEqualWholes,
  complex: notEqualPairs,
});

/** `a != b`; NaN differs from everything. Gives bool; broadcasts. */
export function notEqual(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(notEqualOperation, [a, b], options) as NDArray<"bool">;
}

const lessNumbers: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! < b[i]! ? 1 : 0;
};

const lessWholes: BinaryWholeTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! < b[i]! ? 1 : 0;
};

const lessPairs: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const [ar, ai, br, bi] = [a[2 * i]!, a[2 * i + 1]!, b[2 * i]!, b[2 * i + 1]!];
    out[i] = orderly(ar < br, ai, bi) || (ar === br && ai < bi) ? 1 : 0;
  }
};

/** The operation of {@link less}. */
export const lessOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("less", compareRule, {
  bool: lessNumbers,
  int: lessNumbers,
  float: lessNumbers,
  big: lessWholes,
  complex: lessPairs,
});

/** `a < b`; false beside NaN. Complex numbers are ordered by real, then imaginary part, as in NumPy. Gives bool; broadcasts. */
export function less(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(lessOperation, [a, b], options) as NDArray<"bool">;
}

const lessEqualNumbers: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! <= b[i]! ? 1 : 0;
};

const lessEqualWholes: BinaryWholeTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! <= b[i]! ? 1 : 0;
};

const lessEqualPairs: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const [ar, ai, br, bi] = [a[2 * i]!, a[2 * i + 1]!, b[2 * i]!, b[2 * i + 1]!];
    out[i] = orderly(ar < br, ai, bi) || (ar === br && ai <= bi) ? 1 : 0;
  }
};

/** The operation of {@link lessEqual}. */
export const lessEqualOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("lessEqual", compareRule, {
  bool: lessEqualNumbers,
  int: lessEqualNumbers,
  float: lessEqualNumbers,
  big: lessEqualWholes,
  complex: lessEqualPairs,
});

/** `a <= b`; false beside NaN. Complex numbers are ordered by real, then imaginary part, as in NumPy. Gives bool; broadcasts. */
export function lessEqual(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(lessEqualOperation, [a, b], options) as NDArray<"bool">;
}

const greaterNumbers: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! > b[i]! ? 1 : 0;
};

const greaterWholes: BinaryWholeTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! > b[i]! ? 1 : 0;
};

const greaterPairs: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const [ar, ai, br, bi] = [a[2 * i]!, a[2 * i + 1]!, b[2 * i]!, b[2 * i + 1]!];
    out[i] = orderly(ar > br, ai, bi) || (ar === br && ai > bi) ? 1 : 0;
  }
};

/** The operation of {@link greater}. */
export const greaterOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("greater", compareRule, {
  bool: greaterNumbers,
  int: greaterNumbers,
  float: greaterNumbers,
  big: greaterWholes,
  complex: greaterPairs,
});

/** `a > b`; false beside NaN. Complex numbers are ordered by real, then imaginary part, as in NumPy. Gives bool; broadcasts. */
export function greater(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(greaterOperation, [a, b], options) as NDArray<"bool">;
}

const greaterEqualNumbers: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! >= b[i]! ? 1 : 0;
};

const greaterEqualWholes: BinaryWholeTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! >= b[i]! ? 1 : 0;
};

const greaterEqualPairs: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const [ar, ai, br, bi] = [a[2 * i]!, a[2 * i + 1]!, b[2 * i]!, b[2 * i + 1]!];
    out[i] = orderly(ar > br, ai, bi) || (ar === br && ai >= bi) ? 1 : 0;
  }
};

/** The operation of {@link greaterEqual}. */
export const greaterEqualOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("greaterEqual", compareRule, {
  bool: greaterEqualNumbers,
  int: greaterEqualNumbers,
  float: greaterEqualNumbers,
  big: greaterEqualWholes,
  complex: greaterEqualPairs,
});

/** `a >= b`; false beside NaN. Complex numbers are ordered by real, then imaginary part, as in NumPy. Gives bool; broadcasts. */
export function greaterEqual(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(greaterEqualOperation, [a, b], options) as NDArray<"bool">;
}
