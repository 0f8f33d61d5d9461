import { type ArrayLikeInput, angle, asArray, broadcastTo, coreError, elementsOf, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { aligned, dimensionsText, isSignal, type MethodContext, rebuild, type SignalLike } from "@core/signal";
import { checkAborted, checkSignal, positionsOf } from "./checks.js";
import { titled } from "./parts.js";
import { checkWrapAround, unwrapLast } from "./unwrap/unwrap.js";

const atOnce = 16;

/** Options of {@link unwrappedPhase}. */
export interface UnwrappedPhaseOptions extends MethodContext {
  /** Whether opposite borders are neighbours, for all signal axes or for each one in natural order (x, y, z). False by default. */
  readonly wrapAround?: boolean | readonly boolean[] | undefined;
  /** Decides between edges at the borders, for which there is no reliability. A whole number, 0 by default. */
  readonly seed?: number | undefined;
  /**
   * True for points that are left out and keep their phase: an array that fits the signal space or the data (navigation axes first), or
   * a signal.
   */
  readonly mask?: SignalLike | ArrayLikeInput | undefined;
}

/**
 * The phase of complex data without its jumps of 2 pi, at each position over one to three signal axes, as a real signal titled
 * `unwrapped phase(X)` with float64 data. At each position it is right up to a multiple of 2 pi. See `unwrapPhase`.
 * @throws BAD_SHAPE for other numbers of signal axes and masks that do not fit, BAD_ARGUMENT, BAD_VALUE, ABORTED
 */
export function unwrappedPhase(signal: SignalLike, options: UnwrappedPhaseOptions = {}): SignalLike {
  checkSignal("unwrappedPhase", signal);
  checkOptions("unwrappedPhase", options, {
    wrapAround: "any",
    seed: "any",
    mask: "any",
    signal: "any",
    onProgress: "function",
  });
  const { data, axes, shape, count, points } = positionsOf("unwrappedPhase", signal);
  if (shape.length > 3)
    throw coreError(
      "BAD_SHAPE",
      `unwrappedPhase: the signal has dimensions ${dimensionsText(axes)}, allowed are one to three signal axes.`,
    );
  const { wrapAround, seed } = options;
  const natural = Array.isArray(wrapAround) ? [...wrapAround].reverse() : (wrapAround as boolean | undefined);
  const wraps = checkWrapAround("unwrappedPhase", natural, shape.length, options.mask !== undefined);
  const flat = [count, ...shape];
  const mask = options.mask === undefined ? undefined : maskFor(options.mask, data.shape).reshape(flat);
  const phases = angle(data).reshape(flat);
  const result = phases.make("float64", data.shape);
  const target = elementsOf(result) as Float64Array;
  // Where nobody waits for progress, several positions are given at once, so that threads can share them.
  const step = options.signal === undefined && options.onProgress === undefined ? atOnce : 1;
  for (let position = 0; position < count; position += step) {
    checkAborted("unwrappedPhase", options.signal, position, count);
    const range = `${position}:${Math.min(position + step, count)}`;
    const part = unwrapLast(phases.slice(range), mask?.slice(range), wraps, seed);
    target.set(elementsOf(part) as Float64Array, position * points);
    options.onProgress?.(position + 1, count);
  }
  return rebuild(signal, { data: result, axes, metadata: titled(signal, "unwrapped phase") });
}

function maskFor(mask: SignalLike | ArrayLikeInput, shape: readonly number[]): NDArray {
  return broadcastTo(isSignal(mask) ? aligned(mask).data : asArray(mask), shape);
}
