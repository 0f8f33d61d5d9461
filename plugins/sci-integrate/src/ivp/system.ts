import {
  type ArrayLikeInput,
  asArray,
  astype,
  type Complex,
  contiguous,
  elementsOf,
  fromData,
  isComplexDType,
} from "@core/array";
import { coreError } from "@core/array/runtime";
import { numbersOf, takeVector } from "../arguments.js";
import type { IvpSystem } from "./solver.js";

/** The slopes of a function of the user: of (t, y, ...args). */
// biome-ignore lint/suspicious/noExplicitAny: the form of y depends on options, further arguments are the caller's own
export type IvpFunction = (t: number, y: any, ...args: any[]) => ArrayLikeInput;

/** How states are handed to functions of the user. */
export interface Presentation {
  /** What a function gets as y: a Float64Array of its own, or a list of complex numbers. */
  present(y: Float64Array): Float64Array | Complex[];
}

/** The system that a function describes. */
export function systemOf(
  fun: IvpFunction,
  n: number,
  complex: boolean,
  vectorized: boolean,
  args: readonly unknown[],
): IvpSystem & Presentation {
  const size = complex ? 2 * n : n;
  const counts = { nfev: 0, njev: 0, nlu: 0 };
  const present = (y: Float64Array): Float64Array | Complex[] =>
    complex ? Array.from({ length: n }, (_, i) => ({ re: y[2 * i]!, im: y[2 * i + 1]! })) : y.slice();
  const single = (t: number, y: Float64Array): Float64Array => {
    const out = new Float64Array(size);
    if (complex) takeComplex(fun(t, present(y), ...args), n, out);
    else takeVector("solveIvp", "fun", fun(t, y.slice(), ...args), out);
    return out;
  };
  const several = (t: number, states: readonly Float64Array[]): Float64Array[] => {
    const k = states.length;
    const matrix = Float64Array.from({ length: n * k }, (_, at) => states[at % k]![Math.floor(at / k)]!);
    const given = numbersOf("solveIvp: fun", fun(t, fromData(matrix, [n, k]), ...args));
    if (given.length !== n * k)
      throw coreError(
        "BAD_SHAPE",
        `solveIvp: fun returned ${given.length} numbers for ${k} states of ${n}, expected ${n * k}.`,
      );
    return states.map((_, j) => Float64Array.from({ length: n }, (__, i) => given[i * k + j]!));
  };
  if (complex && vectorized)
    throw coreError("UNSUPPORTED", "solveIvp: vectorized functions of complex states are not supported.");
  return {
    size,
    n,
    counts,
    present,
    slopes: (t, y) => {
      counts.nfev++;
      return vectorized ? several(t, [y])[0]! : single(t, y);
    },
    columns: (t, states) => (vectorized ? several(t, states) : states.map((y) => single(t, y))),
  };
}

function takeComplex(given: ArrayLikeInput, n: number, out: Float64Array): void {
  const a = asArray(given);
  if (a.size !== n) throw coreError("BAD_SHAPE", `solveIvp: fun returned ${a.size} numbers, expected ${n}.`);
  out.set(elementsOf(contiguous(astype(a, "complex128"))) as Float64Array);
}

/** The first state: as numbers, complex ones one behind the other. */
export function firstState(y0: ArrayLikeInput): { readonly values: Float64Array; readonly complex: boolean } {
  const a = asArray(y0);
  if (a.shape.length !== 1)
    throw coreError("BAD_SHAPE", `solveIvp: y0 has shape (${a.shape.join(", ")}), expected one axis.`);
  const complex = isComplexDType(a.dtype);
  const values = elementsOf(contiguous(astype(a, complex ? "complex128" : "float64"))) as Float64Array;
  return { values: values.slice(), complex };
}
