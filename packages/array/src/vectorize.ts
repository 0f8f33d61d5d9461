import { type ArrayLikeInput, asArray } from "./create.js";
import { checkDType, type DType, isComplexDType } from "./dtype.js";
import { coreError, describeValue } from "./errors.js";
import { commonRuntime } from "./kernel.js";
import { NDArray } from "./ndarray.js";
import { broadcastShapes, broadcastStrides, sizeOf } from "./shape.js";
import { hostStorage } from "./storage.js";
import { astype, contiguous, copy, elementsOf } from "./transfer.js";

/** Options of {@link vectorize}. */
export interface VectorizeOptions {
  /**
   * The dtype of results that are arrays, float64 by default. `"float"` gives float32 where all arrays fit float32 (float32, bool and
   * whole numbers of up to 16 bits), else float64, as NumPy's ufuncs of floats do.
   */
  readonly dtype?: DType | "float";
  /** What errors call the function; its own name by default. */
  readonly name?: string;
}

/** A function of numbers that also takes arrays, broadcast against each other. */
export interface Vectorized<Parameters extends readonly number[]> {
  (...operands: Parameters): number;
  (...operands: { readonly [K in keyof Parameters]: ArrayLikeInput }): NDArray;
}

/** A function with several results that also takes arrays: a tuple of numbers, or of arrays. */
export interface VectorizedTuple<Parameters extends readonly number[], Results extends readonly number[]> {
  (...operands: Parameters): { [K in keyof Results]: number };
  (...operands: { readonly [K in keyof Parameters]: ArrayLikeInput }): { [K in keyof Results]: NDArray };
}

// The loops are shared by functions of any number of parameters.
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyFunction = (...operands: any[]) => any;

/** Operands as numbers: one value with step 0, or all with step 1. */
interface Operand {
  readonly data: Float64Array;
  readonly step: 0 | 1;
}

interface Operands {
  readonly shape: readonly number[];
  readonly list: readonly Operand[];
  readonly dtype: DType;
  readonly make: (data: Float64Array) => NDArray;
}

/**
 * Makes a function of numbers take arrays: operands are broadcast, the result has their shape. Numbers in give a number out.
 * Operands of any real dtype are read as float64. NumPy's `vectorize`.
 * @param f a function of one or more numbers that gives a number
 * @throws BAD_ARGUMENT when the function made is given too few or too many operands, BAD_SHAPE when their shapes do not fit,
 * BAD_DTYPE for complex operands
 */
export function vectorize<Parameters extends readonly number[]>(
  f: (...operands: Parameters) => number,
  options: VectorizeOptions = {},
): Vectorized<Parameters> {
  const name = options.name ?? (f.name || "vectorize");
  const arity = f.length;
  const wanted = options.dtype === undefined || options.dtype === "float" ? options.dtype : checkDType(options.dtype);
  return ((...given: readonly unknown[]): unknown => {
    if (given.every(isNumber)) {
      checkCount(name, given, arity);
      return (f as AnyFunction)(...given);
    }
    const operands = readOperands(name, given, arity, wanted);
    const result = new Float64Array(sizeOf(operands.shape));
    fill(result, f as AnyFunction, operands.list);
    return operands.make(result);
  }) as Vectorized<Parameters>;
}

/**
 * {@link vectorize} for functions with several results.
 * @param f a function of numbers that gives a list of `count` numbers
 * @param count how many numbers it gives
 * @throws as {@link vectorize}
 */
export function vectorizeTuple<Parameters extends readonly number[], Results extends readonly number[]>(
  f: (...operands: Parameters) => Results,
  count: number,
  options: VectorizeOptions = {},
): VectorizedTuple<Parameters, Results> {
  const name = options.name ?? (f.name || "vectorize");
  const arity = f.length;
  const wanted = options.dtype === undefined || options.dtype === "float" ? options.dtype : checkDType(options.dtype);
  return ((...given: readonly unknown[]): unknown => {
    if (given.every(isNumber)) {
      checkCount(name, given, arity);
      return (f as AnyFunction)(...given);
    }
    const operands = readOperands(name, given, arity, wanted);
    const size = sizeOf(operands.shape);
    const results = Array.from({ length: count }, () => new Float64Array(size));
    const point = new Array<number>(operands.list.length).fill(0);
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < point.length; k++) {
        const { data, step } = operands.list[k]!;
        point[k] = data[i * step]!;
      }
      const values = (f as AnyFunction)(...point) as Results;
      for (let k = 0; k < count; k++) results[k]![i] = values[k]!;
    }
    return results.map(operands.make);
  }) as unknown as VectorizedTuple<Parameters, Results>;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function checkCount(name: string, given: readonly unknown[], arity: number): void {
  // A function with defaults or a rest parameter has a shorter length than it can take.
  if (given.length >= arity && given.length > 0) return;
  throw coreError("BAD_ARGUMENT", `${name}: got ${given.length} operands, expected ${Math.max(arity, 1)}.`);
}

function readOperands(
  name: string,
  given: readonly unknown[],
  arity: number,
  wanted: DType | "float" | undefined,
): Operands {
  checkCount(name, given, arity);
  const arrays = given.map((value, i) => {
    if (value === undefined || value === null || typeof value === "string")
      throw coreError(
        "BAD_ARGUMENT",
        `${name}: operand ${i} is ${describeValue(value)}, expected a number or an array of numbers.`,
      );
    const own = asArray(value as ArrayLikeInput);
    if (isComplexDType(own.dtype))
      throw coreError("BAD_DTYPE", `${name}: operand ${i} is ${own.dtype}, expected real numbers.`);
    return own;
  });
  const shape = broadcastShapes(...arrays.map((one) => one.shape));
  const list = arrays.map((one): Operand => {
    const real = one.dtype === "float64" ? one : astype(one, "float64");
    if (real.size === 1) return { data: elementsOf(contiguous(real)) as Float64Array, step: 0 };
    const spread = real.view(shape, broadcastStrides(real.shape, real.strides, shape));
    return { data: elementsOf(spread.isContiguous ? spread : copy(spread)) as Float64Array, step: 1 };
  });
  let dtype: DType = "float64";
  if (wanted === "float") {
    const own = arrays.filter((_, i) => !isScalarOperand(given[i]));
    if (own.length > 0 && own.every((one) => fitsSingle.has(one.dtype))) dtype = "float32";
  } else if (wanted !== undefined) dtype = wanted;
  const runtime = commonRuntime(arrays);
  return {
    shape,
    list,
    dtype,
    make: (data) => {
      const made = new NDArray(hostStorage(data), "float64" as DType, shape, undefined, 0, runtime);
      return dtype === "float64" ? made : astype(made, dtype);
    },
  };
}

const fitsSingle: ReadonlySet<DType> = /* @__PURE__ */ new Set<DType>([
  "float32",
  "bool",
  "int8",
  "int16",
  "uint8",
  "uint16",
]);

function isScalarOperand(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
}

function fill(out: Float64Array, f: AnyFunction, list: readonly Operand[]): void {
  const size = out.length;
  if (list.length === 1) {
    const a = list[0]!.data;
    const sa = list[0]!.step;
    for (let i = 0; i < size; i++) out[i] = f(a[i * sa]);
  } else if (list.length === 2) {
    const [{ data: a, step: sa }, { data: b, step: sb }] = list as [Operand, Operand];
    for (let i = 0; i < size; i++) out[i] = f(a[i * sa], b[i * sb]);
  } else if (list.length === 3) {
    const [{ data: a, step: sa }, { data: b, step: sb }, { data: c, step: sc }] = list as [Operand, Operand, Operand];
    for (let i = 0; i < size; i++) out[i] = f(a[i * sa], b[i * sb], c[i * sc]);
  } else if (list.length === 4) {
    const [{ data: a, step: sa }, { data: b, step: sb }, { data: c, step: sc }, { data: d, step: sd }] = list as [
      Operand,
      Operand,
      Operand,
      Operand,
    ];
    for (let i = 0; i < size; i++) out[i] = f(a[i * sa], b[i * sb], c[i * sc], d[i * sd]);
  } else {
    const point = new Array<number>(list.length).fill(0);
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < point.length; k++) point[k] = list[k]!.data[i * list[k]!.step]!;
      out[i] = f(...point);
    }
  }
}
