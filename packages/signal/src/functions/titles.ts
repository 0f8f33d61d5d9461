import { coreError, describeValue, formatArray, isNDArray, type NDArray, type Scalar } from "@core/array";
import { checkKind } from "@core/array/runtime";
import type { SignalLike } from "../contract.js";
import { pythonText } from "../metadata/python.js";
import { isSignal, titleOf } from "./rebuild.js";

/**
 * The title of what a function makes of its operands: `exp(A)`, `add(A, 2)`, `add(Untitled Signal 1, B)`. The name of the function is
 * NumPy's; a signal without a title has its place among the signals as its number; arrays are written as NumPy does.
 */
export function functionTitle(name: string, operands: readonly (SignalLike | NDArray | Scalar)[]): string {
  checkKind("functionTitle", "name", name, "string");
  if (!Array.isArray(operands))
    throw coreError("BAD_ARGUMENT", `functionTitle: got ${describeValue(operands)}, expected a list of operands.`);
  let signals = 0;
  const texts = operands.map((operand) => {
    if (isNDArray(operand)) return formatArray(operand);
    if (!isSignal(operand)) return scalarText(operand);
    signals++;
    return titleOf(operand) || `Untitled Signal ${signals}`;
  });
  return `${numpyName(name)}(${texts.join(", ")})`;
}

function numpyName(name: string): string {
  return name === "mod" ? "remainder" : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function scalarText(value: Scalar): string {
  if (typeof value !== "object" || value === null) return pythonText(value);
  const { re, im } = value;
  if (re === 0) return `${pythonText(im)}j`;
  return `(${pythonText(re)}${im < 0 ? "-" : "+"}${pythonText(Math.abs(im))}j)`;
}
