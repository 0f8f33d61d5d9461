import type { ExpressionNode } from "@core/array";
import { power } from "./power.js";

/** A program for kernels/expressions.cpp. */
export interface Program {
  /** Five numbers for each instruction. */
  readonly steps: readonly number[];
  readonly constants: readonly number[];
  /** Registers that are neither arrays nor constants. */
  readonly others: number;
  /** Whether the result is bool. */
  readonly truth: boolean;
  /** Whether some instructions leave elements to the engine. */
  readonly leaves: boolean;
}

type Kind = "float" | "truth" | "number";

interface Instruction {
  readonly code: number;
  /** Of which kinds operands may be, and of which the result is. */
  readonly form: "arithmetic" | "comparison" | "logic" | "function" | "choice" | "power";
  readonly swapped?: boolean;
  readonly leaves?: boolean;
  readonly run: (x: number, y: number, z: number) => number;
}

const truth = (is: boolean): number => (is ? 1 : 0);
const comparison = (code: number, run: (x: number, y: number) => boolean, swapped = false): Instruction => ({
  code,
  form: "comparison",
  swapped,
  run: (x, y) => truth(run(x, y)),
});
const single = (code: number, run: (x: number) => number, leaves = false): Instruction => ({
  code,
  form: "function",
  run,
  leaves,
});
const double = (code: number, run: (x: number, y: number) => number): Instruction => ({
  code,
  form: "arithmetic",
  run,
});

/** The instructions by operation: kernels/expressions.cpp has the same numbers. */
export const instructions = (): Readonly<Record<string, Instruction>> => ({
  add: double(0, (x, y) => x + y),
  subtract: double(1, (x, y) => x - y),
  multiply: double(2, (x, y) => x * y),
  divide: double(3, (x, y) => x / y),
  maximum: double(4, (x, y) => (x >= y || Number.isNaN(x) ? x : y)),
  minimum: double(5, (x, y) => (x <= y || Number.isNaN(x) ? x : y)),
  less: comparison(6, (x, y) => x < y),
  lessEqual: comparison(7, (x, y) => x <= y),
  greater: comparison(6, (x, y) => x < y, true),
  greaterEqual: comparison(7, (x, y) => x <= y, true),
  equal: comparison(8, (x, y) => x === y),
  notEqual: comparison(9, (x, y) => x !== y),
  bitwiseAnd: { code: 10, form: "logic", run: (x, y) => x * y },
  bitwiseOr: { code: 11, form: "logic", run: (x, y) => truth(x !== 0 || y !== 0) },
  invert: { code: 21, form: "logic", run: (x) => 1 - x },
  arctan2: double(12, Math.atan2),
  hypot: double(13, Math.hypot),
  negative: single(20, (x) => -x),
  square: single(22, (x) => x * x),
  absolute: single(23, Math.abs),
  sqrt: single(24, Math.sqrt),
  floor: single(25, Math.floor),
  ceil: single(26, Math.ceil),
  exp: single(27, Math.exp),
  exp2: single(28, (x) => 2 ** x),
  expm1: single(29, Math.expm1),
  log: single(30, Math.log),
  log2: single(31, Math.log2),
  log10: single(32, Math.log10),
  log1p: single(33, Math.log1p),
  tanh: single(34, Math.tanh),
  arctan: single(35, Math.atan),
  where: { code: 40, form: "choice", run: (x, y, z) => (x !== 0 ? y : z) },
  sin: single(41, Math.sin, true),
  cos: single(42, Math.cos, true),
  tan: single(43, Math.tan, true),
  power: { code: 44, form: "power", leaves: true, run: power },
});

/** The kind of a result; undefined where dtypes would change on the way. */
function resultKind({ form }: Instruction, kinds: readonly Kind[]): Kind | undefined {
  if (form === "logic") return kinds.every((kind) => kind === "truth") ? "truth" : undefined;
  const own = form === "choice" ? kinds.slice(1) : kinds;
  if (form === "choice" && kinds[0] === "number") return undefined;
  if (!own.includes("float")) return undefined;
  return form === "comparison" ? "truth" : "float";
}

/**
 * The program of an expression whose arrays are all of one dtype of floats; undefined where it has other operations or dtypes.
 * @param values of the arrays: the number of one that is a number, else undefined
 */
export function compileExpression(node: ExpressionNode, values: readonly (number | undefined)[]): Program | undefined {
  const known = instructions();
  const constants: number[] = [];
  const steps: number[] = [];
  const arrays = values.length;
  // Constants come first, so that the registers behind them have their numbers from the start.
  const collect = (one: ExpressionNode): void => {
    const value = one.kind === "number" ? one.value : one.kind === "array" ? values[one.index] : undefined;
    if (value !== undefined && !constants.some((other) => Object.is(other, value))) constants.push(value);
    if (one.kind === "call") one.inputs.forEach(collect);
  };
  collect(node);
  const free: number[] = [];
  let others = 0;
  let leaves = false;

  const place = (value: number): number => arrays + constants.findIndex((other) => Object.is(other, value));
  const emit = (code: number, operands: readonly [number, Kind][], kind: Kind): [number, Kind] => {
    const registers = operands.map(([register]) => register);
    for (const register of new Set(registers)) if (register >= arrays + constants.length) free.push(register);
    const to = free.pop() ?? arrays + constants.length + others++;
    steps.push(code, to, registers[0] as number, registers[1] ?? 0, registers[2] ?? 0);
    return [to, kind];
  };
  const build = (one: ExpressionNode): [register: number, kind: Kind] | undefined => {
    if (one.kind === "number") return [place(one.value), "number"];
    if (one.kind === "array") {
      const value = values[one.index];
      return [value === undefined ? one.index : place(value), "float"];
    }
    const joined = joinedProduct(one);
    if (joined !== undefined) {
      const [code, inputs] = joined;
      const parts = inputs.map(build);
      if (parts.includes(undefined)) return undefined;
      const operands = parts as [number, Kind][];
      // Both the product and the sum must be of floats.
      const isProduct = operands[0]?.[1] === "float" || operands[1]?.[1] === "float";
      return isProduct ? emit(code, operands, "float") : undefined;
    }
    const instruction = Object.hasOwn(known, one.operation) ? (known[one.operation] as Instruction) : undefined;
    const built = one.inputs.map(build);
    if (instruction === undefined || built.includes(undefined)) return undefined;
    const operands = built as [number, Kind][];
    const kind = resultKind(
      instruction,
      operands.map(([, own]) => own),
    );
    if (kind === undefined) return undefined;
    leaves ||= instruction.leaves === true;
    return emit(instruction.code, instruction.swapped === true ? [...operands].reverse() : operands, kind);
  };

  const result = build(node);
  if (result === undefined || steps.length === 0 || constants.length + others > 24) return undefined;
  return { steps, constants, others, truth: result[1] === "truth", leaves };
}

/** A sum with a product as one instruction of three operands, rounded twice as ever. */
function joinedProduct(node: ExpressionNode): [code: number, inputs: readonly ExpressionNode[]] | undefined {
  if (node.kind !== "call" || (node.operation !== "add" && node.operation !== "subtract")) return undefined;
  const [left, right] = node.inputs as [ExpressionNode, ExpressionNode];
  const adds = node.operation === "add";
  if (left.kind === "call" && left.operation === "multiply") return [adds ? 14 : 15, [...left.inputs, right]];
  if (right.kind === "call" && right.operation === "multiply") return [adds ? 14 : 16, [...right.inputs, left]];
  return undefined;
}

/** Does a program element by element, by the engine's functions. */
export function interpret(
  { steps, constants }: Program,
  arrays: readonly (Float32Array | Float64Array)[],
  out: Float32Array | Float64Array | Uint8Array,
  size: number,
  isSingle: boolean,
): void {
  const round = isSingle ? Math.fround : (x: number): number => x;
  const byCode = new Map(Object.values(instructions()).map((one) => [one.code, one.run]));
  byCode.set(14, (x, y, z) => round(x * y) + z);
  byCode.set(15, (x, y, z) => round(x * y) - z);
  byCode.set(16, (x, y, z) => z - round(x * y));
  const registers: number[] = [];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < arrays.length; k++) registers[k] = arrays[k]?.[i] as number;
    for (let k = 0; k < constants.length; k++) registers[arrays.length + k] = round(constants[k] as number);
    let value = 0;
    for (let at = 0; at < steps.length; at += 5) {
      const run = byCode.get(steps[at] as number) as Instruction["run"];
      const operand = (which: number): number => registers[steps[at + which] as number] as number;
      value = round(run(operand(2), operand(3), operand(4)));
      registers[steps[at + 1] as number] = value;
    }
    out[i] = value;
  }
}
