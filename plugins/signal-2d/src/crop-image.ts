import { type AxisPosition, type CropOptions, crop, type SignalLike } from "@core/signal";
import { checkOptions } from "./checks.js";
import { imagesOf } from "./images.js";

/** What stays of the images: indices, values on the axes (`value(0.5)`), quantities (`"2 nm"`) or parts (`"rel0.5"`); absent ends stay as they are. */
export interface CropImageOptions {
  readonly top?: AxisPosition | null | undefined;
  readonly bottom?: AxisPosition | null | undefined;
  readonly left?: AxisPosition | null | undefined;
  readonly right?: AxisPosition | null | undefined;
  /** Whether the signal axes get the prefix of their units that suits their new extent; false by default. */
  readonly convertUnits?: boolean | undefined;
}

/**
 * A view of part of the images: rows from `top` up to, without, `bottom`, columns from `left` up to, without, `right`.
 * @throws BAD_SHAPE for anything but two signal axes, BAD_VALUE for values outside the axes, BAD_ARGUMENT for an empty part
 */
export function cropImage<S extends SignalLike>(signal: S, options: CropImageOptions = {}): S {
  checkOptions("cropImage", options, ["top", "bottom", "left", "right", "convertUnits"]);
  imagesOf("cropImage", signal);
  const { top, bottom, left, right, convertUnits } = options;
  const last: CropOptions = { start: left, end: right, convertUnits };
  return crop(crop(signal, -1, { start: top, end: bottom }), -2, last);
}

/** `cropImage` under the name that it has in HyperSpy 2. */
export function cropSignal<S extends SignalLike>(signal: S, options: CropImageOptions = {}): S {
  return cropImage(signal, options);
}
