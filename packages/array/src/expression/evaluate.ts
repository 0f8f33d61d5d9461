import { type ArrayLikeInput, asArray } from "../create.js";
import type { DType } from "../dtype.js";
import {
  absolute,
  add,
  arctan,
  arctan2,
  bitwiseAnd,
  bitwiseOr,
  ceil,
  cos,
  divide,
  equal,
  exp,
  exp2,
  expm1,
  floor,
  greater,
  greaterEqual,
  hypot,
  invert,
  less,
  lessEqual,
  log,
  log1p,
  log2,
  log10,
  maximum,
  minimum,
  mod,
  multiply,
  negative,
  notEqual,
  power,
  sin,
  sqrt,
  square,
  subtract,
  tan,
  tanh,
  where,
} from "../elementwise/index.js";
import { canCastSameKind } from "../elementwise/rules.js";
import { coreError, describeValue } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import { checkNames } from "../option-names.js";
import { assign } from "../transfer.js";
import { type ExpressionNode, parseExpression } from "./parse.js";

/** Options of {@link evaluate}. */
export interface EvaluateOptions<D extends DType = DType> {
  /** Where the result goes; it is returned. It may be one of the arrays. */
  readonly out?: NDArray<D>;
}

/** What the operation of {@link evaluate} is told besides the arrays. */
export interface EvaluateAttributes {
  readonly node: ExpressionNode;
  /** A host array for the result: a kernel may use it or return an array of its own. */
  readonly out?: NDArray;
}

type Call = (...operands: (NDArray | number)[]) => NDArray;

const bodies = {
  absolute,
  add,
  arctan,
  arctan2,
  bitwiseAnd,
  bitwiseOr,
  ceil,
  cos,
  divide,
  equal,
  exp,
  exp2,
  expm1,
  floor,
  greater,
  greaterEqual,
  hypot,
  invert,
  less,
  lessEqual,
  log,
  log1p,
  log2,
  log10,
  maximum,
  minimum,
  mod,
  multiply,
  negative,
  notEqual,
  power,
  sin,
  sqrt,
  square,
  subtract,
  tan,
  tanh,
  where,
} as unknown as Readonly<Record<string, Call>>;

/** An expression by the functions that it names, one after the other. */
function composed(inputs: readonly NDArray[], { node }: EvaluateAttributes): NDArray {
  const resultOf = (one: ExpressionNode): NDArray | number => {
    if (one.kind === "number") return one.value;
    if (one.kind === "array") return inputs[one.index] as NDArray;
    return (bodies[one.operation] as Call)(...one.inputs.map(resultOf));
  };
  const value = resultOf(node);
  return isNDArray(value) ? value : asArray(value);
}

/** The operation of {@link evaluate}, for kernels and `explain`. */
export const evaluateOperation: Operation<EvaluateAttributes> = {
  id: "@core/array/evaluate",
  reference: composed,
  compose: composed,
};

/**
 * Evaluates an expression of arrays by name, such as `evaluate("a * b + c", { a, b, c })`: what the functions of the same meaning give one
 * after the other, in one pass where a backend can. Expressions have numbers, names, `pi`, parentheses, Python's operators
 * `+ - * / % ** < <= > >= == != & | ~` with their precedence, and the functions abs, sqrt, square, exp, exp2, expm1, log, log2, log10,
 * log1p, sin, cos, tan, tanh, arctan, arctan2, hypot, floor, ceil, min, max (of two) and where.
 * @returns an array of the shape to which the arrays broadcast
 * @throws BAD_ARGUMENT for what is no expression, BAD_SHAPE and BAD_DTYPE as the functions do
 */
export function evaluate(
  expression: string,
  arrays: Readonly<Record<string, ArrayLikeInput>>,
  options: EvaluateOptions = {},
): NDArray {
  if (typeof expression !== "string")
    throw coreError(
      "BAD_ARGUMENT",
      `expression: got ${describeValue(expression)}, expected a text such as "a * b + c".`,
    );
  if (typeof arrays !== "object" || arrays === null || isNDArray(arrays))
    throw coreError("BAD_ARGUMENT", `arrays: got ${describeValue(arrays)}, expected an object such as { a, b }.`);
  checkNames("evaluate", options, ["out"]);
  const { node, names } = parseExpression(expression, Object.keys(arrays));
  const inputs = names.map((name) => asArray(arrays[name] as ArrayLikeInput));
  const { out } = options;
  if (out !== undefined && !isNDArray(out)) throw coreError("BAD_ARGUMENT", "evaluate: out must be an array.");
  if (node.kind === "array") {
    const only = inputs[node.index] as NDArray;
    return out === undefined ? only.copy() : checked(out, only);
  }
  const result = dispatch(evaluateOperation, inputs, out === undefined ? { node } : { node, out });
  return out === undefined ? result : checked(out, result);
}

function checked(out: NDArray, result: NDArray): NDArray {
  if (result.storage === out.storage && result.offset === out.offset) return out;
  if (!canCastSameKind(result.dtype, out.dtype))
    throw coreError("BAD_DTYPE", `evaluate: the result is ${result.dtype} and does not go into out of ${out.dtype}.`);
  if (out.shape.join() !== result.shape.join())
    throw coreError(
      "BAD_SHAPE",
      `evaluate: the result has shape (${result.shape.join(", ")}), out has (${out.shape.join(", ")}).`,
    );
  return assign(out, result);
}
