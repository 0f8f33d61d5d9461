import { coreError } from "@core/array";
import type { Axis } from "../axes/axis.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";
import { dimensionsText, signalDimension, withNavigate } from "./axes.js";
import { aligned } from "./broadcast.js";
import { checkSignal, rebuild } from "./rebuild.js";

/** Pictures in colours: red, green, blue, and opacity where there is an `a`, of 8 or 16 bits each. */
export type RgbDType = "rgb8" | "rgba8" | "rgb16" | "rgba16";

/** All kinds of pictures in colours. */
export const rgbDtypes: readonly RgbDType[] = ["rgb8", "rgba8", "rgb16", "rgba16"];

/**
 * Which kind of picture in colours a signal is, undefined where it is none. The data of such a signal have a last axis of red, green, blue
 * (and opacity), marked `isColour`: it counts neither as a navigation nor as a signal axis.
 */
export function rgbDtype(signal: Pick<SignalLike, "data" | "axes">): RgbDType | undefined {
  const axis = signal?.axes?.at?.(-1);
  if (axis?.isColour !== true) return undefined;
  return `rgb${axis.size === 4 ? "a" : ""}${signal.data.dtype === "uint16" ? 16 : 8}` as RgbDType;
}

/** @throws UNSUPPORTED for a signal of colours, with which numbers cannot be made */
export function refuseColours(name: string, signal: Pick<SignalLike, "data" | "axes">): void {
  checkSignal(name, signal);
  const kind = rgbDtype(signal);
  if (kind === undefined) return;
  throw coreError(
    "UNSUPPORTED",
    `${name}: the signal is ${kind}, which is for display: use changeDtype(signal, "${signal.data.dtype}") first.`,
  );
}

/** The signal of spectra of three or four bytes as one of pictures in colours. See `changeDtype`. */
export function asColours(signal: SignalLike, dtype: RgbDType): SignalLike {
  const { data, axes } = aligned(signal);
  const needed = dtype.endsWith("16") ? "uint16" : "uint8";
  const samples = dtype.startsWith("rgba") ? 4 : 3;
  if (rgbDtype(signal) !== undefined || signalDimension(axes) !== 1)
    throw coreError(
      "BAD_SHAPE",
      `changeDtype: ${dtype} is made from a signal with one signal axis, of the colours, not from ${rgbDtype(signal) ?? dimensionsText(axes)}.`,
    );
  if (data.dtype !== needed)
    throw coreError("BAD_DTYPE", `changeDtype: ${dtype} is made from ${needed}, the signal is ${data.dtype}.`);
  const colour = axes.at(-1) as Axis;
  if (colour.size !== samples || axes.length < 3)
    throw coreError(
      "BAD_SHAPE",
      `changeDtype: ${dtype} needs two navigation axes or more and a signal axis of ${samples} points, the signal has ${dimensionsText(axes)}.`,
    );
  const pictures = axes.map((axis, place) => {
    if (axis === colour) return axis.with({ isColour: true, isBinned: false });
    return withNavigate(axis, place < axes.length - 3);
  });
  return rebuild(signal, { data, axes: pictures }, true);
}

/** The signal of pictures in colours as one of spectra of colours. See `changeDtype`. */
export function fromColours(signal: SignalLike, dtype: string): SignalLike {
  if (dtype !== signal.data.dtype)
    throw coreError(
      "BAD_DTYPE",
      `changeDtype: a signal of ${rgbDtype(signal)} can become ${signal.data.dtype} only, not ${dtype}.`,
    );
  const { data, axes } = aligned(signal);
  const colour = new UniformDataAxis({ name: "RGB index", size: axes.at(-1)?.size ?? 0 });
  return rebuild(signal, { data, axes: [...axes.slice(0, -1).map((axis) => withNavigate(axis, true)), colour] }, true);
}
