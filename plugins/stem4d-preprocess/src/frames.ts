import { type ArrayLikeInput, asArray, contiguous, isComplexDType, type NDArray, sizeOf } from "@core/array";
import { coreError } from "@core/array/runtime";
import {
  type Axis,
  aligned,
  dimensionsText,
  isSignal,
  placesOf,
  rebuild,
  refuseColours,
  refuseRagged,
  type SignalLike,
} from "@core/signal";

/** Diffraction patterns: an array whose last two axes are the rows and columns of a pattern, or a signal with two signal axes. */
export type FrameInput = ArrayLikeInput | SignalLike;

/** What comes of diffraction patterns: a signal of a signal, an array of anything else. */
export type Same<C> = C extends SignalLike ? C : NDArray;

/** Patterns with their scan axes first. */
export interface Frames {
  readonly data: NDArray;
  /** The sizes of the scan axes. */
  readonly scan: readonly number[];
  /** The number of patterns. */
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  readonly signal?: SignalLike;
  readonly axes?: readonly Axis[];
}

/**
 * The patterns in an array or a signal.
 * @throws BAD_SHAPE for fewer than two axes and for signals without two signal axes, BAD_DTYPE for complex numbers
 */
export function framesOf(name: string, input: FrameInput): Frames {
  if (!isSignal(input)) return parted(name, asArray(input));
  refuseRagged(name, input);
  refuseColours(name, input);
  if (placesOf(input.axes, false).length !== 2)
    throw coreError(
      "BAD_SHAPE",
      `${name}: the signal has dimensions ${dimensionsText(input.axes)}, expected two signal axes.`,
    );
  const { data, axes } = aligned(input);
  return { ...parted(name, data), signal: input, axes };
}

function parted(name: string, data: NDArray): Frames {
  const { shape, dtype } = data;
  if (shape.length < 2)
    throw coreError("BAD_SHAPE", `${name}: got shape (${shape.join(", ")}), expected rows and columns at the end.`);
  if (isComplexDType(dtype))
    throw coreError("BAD_DTYPE", `${name}: the patterns are ${dtype}: take the amplitude or another real part.`);
  const scan = shape.slice(0, -2);
  const [rows, columns] = shape.slice(-2) as [number, number];
  return { data, scan, count: sizeOf(scan), rows, columns };
}

/** The patterns one behind the other, without gaps. */
export function stackOf({ data, count, rows, columns }: Frames): NDArray {
  return contiguous(data).reshape([count, rows, columns]);
}

/** What comes of the patterns, as what they were given as. */
export function delivered<C extends FrameInput>({ signal, axes }: Frames, data: NDArray): Same<C> {
  return (signal === undefined ? data : rebuild(signal, { data, axes: axes as readonly Axis[] })) as Same<C>;
}

/**
 * One number for each pixel of a pattern, float64 without gaps.
 * @throws BAD_SHAPE for another shape
 */
export function pixelsOf(name: string, key: string, given: ArrayLikeInput, { rows, columns }: Frames): NDArray {
  const a = asArray(given);
  if (a.shape.length !== 2 || a.shape[0] !== rows || a.shape[1] !== columns)
    throw coreError(
      "BAD_SHAPE",
      `${name}: ${key} has shape (${a.shape.join(", ")}), expected that of a pattern, (${rows}, ${columns}).`,
    );
  return a;
}

/** The nearest whole number, the even one of two. */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
