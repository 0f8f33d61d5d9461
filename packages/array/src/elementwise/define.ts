import { type ArrayLikeInput, asArray } from "../create.js";
import { checkDType, type DType, isBigDType, isComplexDType, kindOf, promoteTypes } from "../dtype.js";
import { coreError } from "../errors.js";
import { dispatch, type Inferred, type Operation } from "../kernel.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import { checkNames } from "../option-names.js";
import { broadcastShapes, isContiguous, sizeOf } from "../shape.js";
import { domainOf, scratchTile, type Tile, TileReader, tileSize } from "../tiles.js";
import { assign, astype, elementsOf, inOrder, overlaps } from "../transfer.js";
import { canCastSameKind, type Resolve, type Rule } from "./rules.js";
import { operandArrays } from "./scalars.js";

/** What elementwise functions take besides their operands. */
export interface ElementwiseOptions<D extends DType = DType> {
  /** Where the result goes; it is returned. It may be one of the operands. */
  readonly out?: NDArray<D>;
  /** Computes in this dtype; operands are converted where NumPy's "same_kind" casting allows it. */
  readonly dtype?: D;
  /** Only where this is true is the result computed; elsewhere `out` keeps its elements (without `out` they are 0). */
  readonly where?: ArrayLikeInput;
}

/** What an elementwise operation is told besides its inputs. */
export interface ElementwiseAttributes {
  /** A host array for the result: a kernel may use it or return an array of its own. */
  readonly out?: NDArray;
}

/** An elementwise operation. */
export type ElementwiseOperation = Operation<ElementwiseAttributes>;

type Numbers = Float64Array;
type Wholes = BigInt64Array;
type Truths = Uint8Array;

/**
 * Loops over a tile: the result's elements, one or more operands' and the count. Complex elements take two places, booleans of a
 * result are bytes. A loop that is missing makes the dtype a BAD_DTYPE.
 */
// biome-ignore lint/suspicious/noExplicitAny: tiles differ in their type from loop to loop
export type Loop = (out: any, a: any, b: any, ...rest: any[]) => void;

/** `out[i] = f(a[i])` over numbers. */
export type UnaryLoop = (out: Numbers, a: Numbers, n: number) => void;
/** `out[i] = f(a[i], b[i])` over numbers. */
export type BinaryLoop = (out: Numbers, a: Numbers, b: Numbers, n: number) => void;
/** The same over 64-bit whole numbers. */
export type UnaryWholeLoop = (out: Wholes, a: Wholes, n: number) => void;
/** The same over 64-bit whole numbers. */
export type BinaryWholeLoop = (out: Wholes, a: Wholes, b: Wholes, n: number) => void;
/** A test of numbers. */
export type UnaryTest = (out: Truths, a: Numbers, n: number) => void;
/** A comparison of numbers. */
export type BinaryTest = (out: Truths, a: Numbers, b: Numbers, n: number) => void;
/** A comparison of 64-bit whole numbers. */
export type BinaryWholeTest = (out: Truths, a: Wholes, b: Wholes, n: number) => void;

/** The loops of an operation, by the dtype that it computes in. */
export interface Loops {
  readonly bool?: Loop;
  /** Whole numbers of up to 32 bits, as int32 or (uint32) as doubles; results wrap when they are stored. */
  readonly int?: Loop;
  readonly float?: Loop;
  /** A copy of `float` for float32, for operations whose loops are as fast as memory: one loop that meets two types is slower. */
  readonly single?: Loop;
  readonly big?: Loop;
  readonly complex?: Loop;
}

/** Makes an elementwise operation of a rule for dtypes and loops over tiles. */
export function elementwise(name: string, resolve: Resolve, loops: Loops): ElementwiseOperation {
  const ruleOf = (inputs: readonly NDArray[]): Rule => {
    const dtypes = inputs.map((input) => input.dtype);
    const rule = resolve(dtypes);
    if (loopOf(loops, rule.compute) === undefined)
      throw coreError("BAD_DTYPE", `${name}: not defined for ${dtypes.join(" and ")}.${repairOf(rule.compute)}`);
    return rule;
  };
  return {
    id: `@core/array/${name}`,
    infer: (inputs): Inferred => ({
      dtype: ruleOf(inputs).result,
      shape: broadcastShapes(...inputs.map((input) => input.shape)),
    }),
    reference: (inputs, attributes) => run(inputs, ruleOf(inputs), loops, attributes.out),
  };
}

function loopOf(loops: Loops, dtype: DType): Loop | undefined {
  if (isBigDType(dtype)) return loops.big;
  if (dtype === "float32") return loops.single ?? loops.float;
  const kind = kindOf(dtype);
  return loops[kind === "uint" ? "int" : kind];
}

function repairOf(dtype: DType): string {
  const kind = kindOf(dtype);
  if (kind === "bool") return " Convert booleans with astype, or use the logical functions.";
  if (kind === "complex") return " Take real(), imag() or absolute() first.";
  return kind === "float" ? " Convert to whole numbers with astype." : "";
}

function run(inputs: readonly NDArray[], rule: Rule, loops: Loops, wanted: NDArray | undefined): NDArray {
  const first = inputs[0] as NDArray;
  const shape = inputs.every((input) => sameShape(input.shape, first.shape))
    ? first.shape
    : broadcastShapes(...inputs.map((input) => input.shape));
  const fits =
    wanted !== undefined &&
    wanted.dtype === rule.result &&
    sameShape(wanted.shape, shape) &&
    isContiguous(wanted.shape, wanted.strides) &&
    inputs.every((input) => sameElements(input, wanted) || !overlaps(input, wanted));
  const out = fits ? wanted : first.make(rule.result, shape);
  const domain = domainOf(rule.compute);
  const readers = inputs.map((input, i) => {
    const own = rule.inputs === undefined ? domain : domainOf(rule.inputs[i] as DType);
    return new TileReader(inOrder(input), shape, own, i);
  });
  runTiles(out, readers, loopOf(loops, rule.compute) as Loop);
  return out;
}

function runTiles(out: NDArray, readers: readonly TileReader[], loop: Loop): void {
  const size = sizeOf(out.shape);
  const target = elementsOf(out) as Float64Array;
  const width = isComplexDType(out.dtype) ? 2 : 1;
  const own = domainOf(out.dtype);
  const direct = out.dtype === "bool" || out.dtype === own;
  const scratch = direct ? undefined : (scratchTile(own, readers.length) as Float64Array);
  const step = direct && readers.every((reader) => reader.isDirect) ? size : tileSize;
  const [x, y, z] = readers as [TileReader, TileReader | undefined, TileReader | undefined];
  for (let start = 0; start < size; start += step) {
    const n = Math.min(step, size - start);
    const tile: Tile = scratch ?? target.subarray(start * width, (start + n) * width);
    if (y === undefined) loop(tile, x.next(n), n);
    else if (z === undefined) loop(tile, x.next(n), y.next(n), n);
    else loop(tile, x.next(n), y.next(n), z.next(n), n);
    if (scratch !== undefined) target.set(n === tileSize ? scratch : scratch.subarray(0, n * width), start * width);
  }
}

/** Whether two shapes are equal. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether two arrays are the very same elements in the same order, so that one may be written while the other is read. */
function sameElements(a: NDArray, b: NDArray): boolean {
  return (
    a.storage === b.storage &&
    a.offset === b.offset &&
    a.dtype === b.dtype &&
    sameShape(a.shape, b.shape) &&
    isContiguous(a.shape, a.strides) &&
    isContiguous(b.shape, b.strides)
  );
}

const optionNames = ["out", "dtype", "where"];

/**
 * Calls an elementwise operation on operands of any form.
 * @throws BAD_SHAPE, BAD_DTYPE, BAD_ARGUMENT as the elementwise functions tell
 */
export function callElementwise(
  operation: ElementwiseOperation,
  operands: readonly ArrayLikeInput[],
  options: ElementwiseOptions,
): NDArray {
  checkNames(nameOf(operation), options, optionNames);
  let inputs = operandArrays(operands);
  const { out, dtype, where } = options;
  if (dtype !== undefined) inputs = converted(operation, inputs, checkDType(dtype));
  if (out === undefined && where === undefined) return dispatch(operation, inputs, {});
  if (out !== undefined) checkOut(operation, inputs, out);
  if (where !== undefined) return masked(operation, inputs, out, asArray(where));
  const target = out as NDArray;
  const result = dispatch(operation, inputs, { out: target });
  if (result.storage !== target.storage) assign(target, result);
  return target;
}

function nameOf(operation: ElementwiseOperation): string {
  return operation.id.slice(operation.id.lastIndexOf("/") + 1);
}

function inferred(operation: ElementwiseOperation, inputs: readonly NDArray[]): Inferred {
  return (operation.infer as (inputs: readonly NDArray[], attributes: object) => Inferred)(inputs, {});
}

function converted(operation: ElementwiseOperation, inputs: readonly NDArray[], dtype: DType): NDArray[] {
  const cast = inputs.map((input) => {
    if (input.dtype === dtype) return input;
    if (!canCastSameKind(input.dtype, dtype))
      throw coreError(
        "BAD_DTYPE",
        `${nameOf(operation)}: dtype ${dtype} cannot take ${input.dtype} without losing its kind; convert with astype first.`,
      );
    return astype(input, dtype);
  });
  const { dtype: result } = inferred(operation, cast);
  if (result !== dtype)
    throw coreError("BAD_DTYPE", `${nameOf(operation)}: gives ${result} in dtype ${dtype}; leave dtype out.`);
  return cast;
}

function checkOut(operation: ElementwiseOperation, inputs: readonly NDArray[], out: NDArray): void {
  const name = nameOf(operation);
  if (!isNDArray(out)) throw coreError("BAD_ARGUMENT", `${name}: out must be an array.`);
  const { dtype, shape } = inferred(operation, inputs);
  if (!canCastSameKind(dtype, out.dtype))
    throw coreError("BAD_DTYPE", `${name}: the result is ${dtype} and does not go into out of ${out.dtype}.`);
  if (!sameShape(broadcastShapes(shape, out.shape), out.shape))
    throw coreError(
      "BAD_SHAPE",
      `${name}: the result has shape (${shape.join(", ")}), out has (${out.shape.join(", ")}).`,
    );
}

function masked(
  operation: ElementwiseOperation,
  inputs: readonly NDArray[],
  out: NDArray | undefined,
  where: NDArray,
): NDArray {
  const name = nameOf(operation);
  if (where.dtype !== "bool") throw coreError("BAD_DTYPE", `${name}: where is ${where.dtype}, expected bool.`);
  const result = dispatch(operation, inputs, {});
  const shape = broadcastShapes(result.shape, where.shape);
  const target = out ?? result.make(result.dtype, shape);
  if (!sameShape(broadcastShapes(shape, target.shape), target.shape))
    throw coreError(
      "BAD_SHAPE",
      `${name}: where has shape (${where.shape.join(", ")}), out (${target.shape.join(", ")}).`,
    );
  return assign(target, dispatch(whereOperation, [where, result, target], {}));
}

function selectNumbers(out: Numbers, c: Numbers, a: Numbers, b: Numbers, n: number): void {
  for (let i = 0; i < n; i++) out[i] = c[i] !== 0 ? a[i]! : b[i]!;
}

function selectWholes(out: Wholes, c: Numbers, a: Wholes, b: Wholes, n: number): void {
  for (let i = 0; i < n; i++) out[i] = c[i] !== 0 ? a[i]! : b[i]!;
}

function selectPairs(out: Numbers, c: Numbers, a: Numbers, b: Numbers, n: number): void {
  for (let i = 0; i < 2 * n; i++) out[i] = c[i >> 1] !== 0 ? a[i]! : b[i]!;
}

/** Chooses between its second and third input by its first, which is bool. */
export const whereOperation: ElementwiseOperation = /* @__PURE__ */ elementwise(
  "where",
  ([, a, b]) => {
    const compute = promoteTypes(a as DType, b as DType);
    return { compute, result: compute, inputs: ["bool", compute, compute] };
  },
  { bool: selectNumbers, int: selectNumbers, float: selectNumbers, big: selectWholes, complex: selectPairs },
);
