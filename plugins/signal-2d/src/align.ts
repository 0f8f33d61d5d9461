import {
  type ArrayLikeInput,
  asArray,
  assign,
  astype,
  contiguous,
  coreError,
  describeValue,
  elementsOf,
  kindOf,
  type NDArray,
} from "@core/array";
import { checkWhole } from "@core/array/runtime";
import { type Axis, metadataWithoutNoise, rebuild, type SignalLike } from "@core/signal";
import { affineTransform } from "sci-ndimage";
import { checkOptions, checkStopped, checkTruth, checkUniform } from "./checks.js";
import { type EstimateShift2DOptions, estimateKeys, estimateShift2D } from "./estimate-shift.js";
import { type Images, imageAt, imagesOf } from "./images.js";
import type { Shift } from "./shifts/pair.js";

/** How images are aligned, and how their shifts are estimated where none are given. */
export interface Align2DOptions extends EstimateShift2DOptions {
  /** The shifts of {@link estimateShift2D}, to be undone; estimated by default. */
  readonly shifts?: ArrayLikeInput | undefined;
  /** Whether what some image does not show is cut off; true by default. */
  readonly crop?: boolean | undefined;
  /** Whether the images become as large as all of them together; overrules `crop`. False by default. */
  readonly expand?: boolean | undefined;
  /** The value of pixels that an image does not show: NaN by default, 0 for whole numbers. */
  readonly fillValue?: number | undefined;
  /** The degree of the splines for shifts by parts of a pixel, 0 to 5; 1, linear interpolation, by default. */
  readonly interpolationOrder?: number | undefined;
  /** Writes into the data of the signal, which is returned: with `crop: false` only, as the images keep their size then. */
  readonly inplace?: boolean | undefined;
}

const ownKeys = ["shifts", "crop", "expand", "fillValue", "interpolationOrder", "inplace"];

/**
 * Moves images back by their shifts, so that their contents lie on each other. Shifts by whole pixels only move numbers; others
 * interpolate with splines, as SciPy's `ndimage.shift`. The dtype stays.
 * @throws BAD_SHAPE when the shifts do not fit, BAD_VALUE when the images have no part in common or the fill value does not fit the
 *   dtype, and as {@link estimateShift2D}
 */
export function align2D<S extends SignalLike>(signal: S, options: Align2DOptions = {}): S {
  checkOptions("align2D", options, [...ownKeys, ...estimateKeys]);
  const {
    shifts,
    crop = true,
    expand = false,
    fillValue,
    interpolationOrder = 1,
    inplace = false,
    ...estimate
  } = options;
  for (const [key, value] of Object.entries({ crop, expand, inplace })) checkTruth("align2D", key, value);
  checkWhole("align2D", "interpolationOrder", interpolationOrder, 0);
  const images = imagesOf("align2D", signal);
  checkUniform("align2D", images.axes.slice(-2));
  if (inplace && (crop || expand))
    throw coreError(
      "BAD_ARGUMENT",
      "align2D: the images get another size, so they cannot stay in place: add crop: false.",
    );
  const fill = fillOf(images.data, fillValue);
  const moves = shiftsOf(shifts ?? estimateShift2D(signal, estimate), images);
  const [rows, columns] = [0, 1].map((axis) =>
    rangeOf(
      moves.map((move) => move[axis] as number),
      axis === 0 ? images.rows : images.columns,
      expand,
      crop,
    ),
  ) as [Range, Range];
  const data = images.data.make(images.data.dtype, [...images.navigation, rows.size, columns.size]);
  const target: Images = { ...images, data, rows: rows.size, columns: columns.size };
  for (const [position, [down, across]] of moves.entries()) {
    checkStopped("align2D", options, position, moves.length);
    const offset: Shift = [rows.start + down, columns.start + across];
    place(imageAt(target, position), imageAt(images, position), offset, fill, interpolationOrder);
    if (shifts !== undefined) options.onProgress?.(position + 1, moves.length);
  }
  if (inplace) {
    assign(images.data, data);
    signal.events?.dataChanged.emit(signal);
    return signal;
  }
  const axes = images.axes.map((axis, i) => {
    const range = [rows, columns][i - images.navigation.length];
    return range === undefined ? axis : moved(axis, range);
  });
  return rebuild(signal, { data, axes, metadata: metadataWithoutNoise(signal) }) as S;
}

/** Points of an axis, which may begin before its first one. */
interface Range {
  readonly start: number;
  readonly size: number;
}

function moved(axis: Axis, { start, size }: Range): Axis {
  return axis.kind === "uniform" ? axis.with({ size, offset: axis.at(start) }) : axis;
}

/** Which points of an axis the result has. What is shown of an image that is moved by s are the points 0 - s to size - s. */
function rangeOf(shifts: readonly number[], size: number, expand: boolean, crop: boolean): Range {
  let [least, most] = [0, 0];
  for (const shift of shifts) {
    least = Math.min(least, shift);
    most = Math.max(most, shift);
  }
  if (expand) {
    const start = -Math.ceil(most);
    return { start: start + 0, size: size - start + Math.ceil(-least) };
  }
  if (!crop) return { start: 0, size };
  const start = Math.ceil(-least) + 0;
  const left = size - start - Math.ceil(most);
  if (left > 0 || size === 0) return { start, size: Math.max(left, 0) };
  throw coreError(
    "BAD_VALUE",
    `align2D: shifts from ${least} to ${most} leave nothing in common of ${size} pixels: use crop: false or expand: true.`,
  );
}

function fillOf({ dtype }: NDArray, given: number | undefined): number {
  const whole = kindOf(dtype) !== "float";
  if (given === undefined) return whole ? 0 : Number.NaN;
  if (typeof given !== "number" || (whole && !Number.isInteger(given)))
    throw coreError(
      "BAD_VALUE",
      `align2D: fillValue is ${describeValue(given)}, expected a number${whole ? ` that ${dtype} can hold` : ""}.`,
    );
  return given;
}

function shiftsOf(given: ArrayLikeInput, { count, navigation }: Images): Shift[] {
  const list = asArray(given);
  const fits =
    list.size === 2 * count &&
    list.shape.at(-1) === 2 &&
    (list.shape.length === 2 || list.shape.join() === [...navigation, 2].join());
  if (!fits || kindOf(list.dtype) === "complex")
    throw coreError(
      "BAD_SHAPE",
      `align2D: shifts have shape (${list.shape.join(", ")}), expected (${[...navigation, 2].join(", ")}): rows and columns for each image.`,
    );
  const numbers = elementsOf(contiguous(astype(list, "float64"))) as Float64Array;
  return Array.from({ length: count }, (_, i): Shift => {
    const shift: Shift = [numbers[2 * i] as number, numbers[2 * i + 1] as number];
    if (shift.every(Number.isFinite)) return shift;
    throw coreError("BAD_VALUE", `align2D: the shift of image ${i} is (${shift.join(", ")}), expected finite numbers.`);
  });
}

/** Fills an image with what another one shows from `offset` on. */
function place(target: NDArray, image: NDArray, [down, across]: Shift, fill: number, order: number): void {
  if (!Number.isInteger(down) || !Number.isInteger(across)) {
    const outputShape = [...target.shape];
    const settings = { offset: [down, across], outputShape, order, mode: "constant", cval: fill } as const;
    assign(target, affineTransform(image, [1, 1], settings));
    return;
  }
  const [rows, columns] = image.shape as readonly [number, number];
  const [height, width] = target.shape as readonly [number, number];
  const [top, bottom] = [Math.max(0, -down), Math.min(height, rows - down)];
  const [left, right] = [Math.max(0, -across), Math.min(width, columns - across)];
  if (top > 0 || left > 0 || bottom < height || right < width) target.assign(fill);
  if (top >= bottom || left >= right) return;
  const size = [bottom - top, right - left];
  const [down1, across1] = target.strides as readonly [number, number];
  const [down2, across2] = image.strides as readonly [number, number];
  assign(
    target.view(size, target.strides, target.offset + top * down1 + left * across1),
    image.view(size, image.strides, image.offset + (top + down) * down2 + (left + across) * across2),
  );
}
