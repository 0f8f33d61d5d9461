import { coreError, describeValue, isNDArray, isScalar, type NDArray, type Scalar } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { SignalLike } from "../contract.js";
import { dimensionsText } from "./axes.js";
import { aligned, broadcastSignals } from "./broadcast.js";
import { refuseColours } from "./colours.js";
import { dataWritten } from "./notify.js";
import { isSignal, metadataWithoutNoise, rebuild } from "./rebuild.js";
import { functionTitle } from "./titles.js";

/** What arithmetic takes: a signal, an array that fits the data of the other operand, or a number. */
export type Operand = SignalLike | NDArray | Scalar;

/** Where the result of arithmetic goes. */
export interface OperateOptions {
  /** Writes the result into the first operand, which is returned. Its shape and dtype must be able to hold it. */
  readonly inplace?: boolean | undefined;
  /** Writes the result into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
  /**
   * Whether a new signal is titled by what was done: `exp(A)`, `add(A, Untitled Signal 2)`. By default functions do so, as NumPy's
   * functions of signals in HyperSpy, and operators (`add`, `less`, `negative`, …) do not.
   */
  readonly autoTitle?: boolean | undefined;
}

/** The signal among two operands: the first one where both are. */
export type SignalOf<A, B> = A extends SignalLike ? A : B extends SignalLike ? B : SignalLike;

type Binary = (a: NDArray | Scalar, b: NDArray | Scalar, options?: { readonly out?: NDArray }) => NDArray;
type Unary = (a: NDArray, options?: { readonly out?: NDArray }) => NDArray;

/** An elementwise operation on two operands of which one at least is a signal. See `add`. */
export function operate<A extends Operand, B extends Operand>(
  name: string,
  operation: Binary,
  a: A,
  b: B,
  options: OperateOptions | undefined,
): SignalOf<A, B> {
  const first = isSignal(a);
  const second = isSignal(b);
  if (first && second) return operateSignals(name, operation, a, b, options) as unknown as SignalOf<A, B>;
  if (!first && !second)
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(a)} and ${describeValue(b)}, expected a signal.`);
  const signal = (first ? a : b) as SignalLike;
  const other = (first ? b : a) as NDArray | Scalar;
  if (!isNDArray(other) && !isScalar(other))
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(other)}, expected a signal, an array or a number.`);
  refuseColours(name, signal);
  const target = targetOf(name, signal, first, options);
  const run = (out?: NDArray): NDArray =>
    first
      ? operation(signal.data, other, out === undefined ? undefined : { out })
      : operation(other, signal.data, out === undefined ? undefined : { out });
  if (target !== undefined) {
    run(target.data);
    return dataWritten(target) as SignalOf<A, B>;
  }
  const data = run();
  if (!fits(data, signal.data))
    throw coreError(
      "BAD_SHAPE",
      `${name}: an array of shape (${(other as NDArray).shape.join(", ")}) makes the data of shape (${signal.data.shape.join(", ")}) larger, but has no axes for that: make a signal of it.`,
    );
  const metadata = metadataOf(name, signal, [a, b], options);
  return rebuild(signal, { data, metadata }) as SignalOf<A, B>;
}

/** The metadata of a result: without noise, with a title of its own where it is asked for. */
function metadataOf(
  name: string,
  signal: SignalLike,
  operands: readonly Operand[],
  options: OperateOptions | undefined,
): SignalLike["metadata"] {
  const metadata = metadataWithoutNoise(signal);
  if (options?.autoTitle === true) metadata.set(["General", "title"], functionTitle(name, operands));
  return metadata;
}

function operateSignals(
  name: string,
  operation: Binary,
  a: SignalLike,
  b: SignalLike,
  options: OperateOptions | undefined,
): SignalLike {
  refuseColours(name, a);
  refuseColours(name, b);
  const { first, second, axes, same } = broadcastSignals(a, b);
  const target = targetOf(name, a, true, options);
  if (target === undefined)
    return rebuild(a, { data: operation(first, second), axes, metadata: metadataOf(name, a, [a, b], options) }, !same);
  const own = aligned(target).data;
  if (!fits(own, first))
    throw coreError(
      "BAD_SHAPE",
      `${name}: the result has shape (${first.shape.join(", ")}), which does not fit into ${dimensionsText(target.axes)} in place; leave out inplace.`,
    );
  operation(first, second, { out: own });
  return dataWritten(target);
}

function targetOf(
  name: string,
  signal: SignalLike,
  isFirst: boolean,
  options: OperateOptions | undefined,
): SignalLike | undefined {
  if (options === undefined) return undefined;
  checkOptions(name, options, { inplace: "boolean", out: "any", autoTitle: "boolean" });
  if (options.out !== undefined) {
    if (isSignal(options.out)) return options.out;
    throw coreError("BAD_ARGUMENT", `${name}: out is ${describeValue(options.out)}, expected a signal.`);
  }
  if (options.inplace !== true) return undefined;
  if (!isFirst) throw coreError("BAD_ARGUMENT", `${name}: inplace needs a signal as the first operand to write into.`);
  return signal;
}

function fits(a: NDArray, b: NDArray): boolean {
  return a.shape.length === b.shape.length && a.shape.every((size, i) => size === b.shape[i]);
}

/** An elementwise function of one signal, whose result is titled by default. See `exp`. */
export function applyFunction<S extends SignalLike>(
  name: string,
  operation: Unary,
  signal: S,
  options: OperateOptions = {},
): S {
  return operateUnary(name, operation, signal, titled(options));
}

/** An elementwise function of two operands, whose result is titled by default. See `maximum`. */
export function applyToPair<A extends Operand, B extends Operand>(
  name: string,
  operation: Binary,
  a: A,
  b: B,
  options: OperateOptions = {},
): SignalOf<A, B> {
  return operate(name, operation, a, b, titled(options));
}

/** The options with a title of its own where they do not say; what is no object is refused later. */
function titled(options: OperateOptions): OperateOptions {
  return typeof options === "object" && options !== null && options.autoTitle === undefined
    ? { ...options, autoTitle: true }
    : options;
}

/** An elementwise operation on one signal. See `negative`. */
export function operateUnary<S extends SignalLike>(
  name: string,
  operation: Unary,
  signal: S,
  options: OperateOptions | undefined,
): S {
  refuseColours(name, signal);
  const target = targetOf(name, signal, true, options);
  if (target === undefined)
    return rebuild(signal, {
      data: operation(signal.data),
      metadata: metadataOf(name, signal, [signal], options),
    }) as S;
  operation(signal.data, { out: target.data });
  return dataWritten(target) as S;
}
