import { coreError, describeValue } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import {
  type Axis,
  type AxisPosition,
  convertUnits,
  crop,
  isCalibratedValue,
  rebuild,
  type SignalLike,
  value,
} from "@core/signal";
import { signalAxis } from "./spectra.js";

/** The ends of a range on the signal axis: an index, `value(…)`, or a text such as `"rel0.5"` or `"2000 nm"`. */
export interface CropSignal1DOptions {
  /** Where the part begins; a pair `[left, right]` or a region of interest with `left` and `right` gives both ends. */
  readonly leftValue?:
    | AxisPosition
    | readonly [AxisPosition, AxisPosition]
    | { readonly left: number; readonly right: number }
    | null
    | undefined;
  /** Where it ends: this point does not belong to it. */
  readonly rightValue?: AxisPosition | null | undefined;
  /** Whether the axis takes the prefix of its units that suits what stays. */
  readonly convertUnits?: boolean | undefined;
}

/**
 * Part of the signal axis, as a view (HyperSpy's `crop_signal1D`).
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for values outside the axis, BAD_ARGUMENT when both ends are the same
 */
export function cropSignal1D<S extends SignalLike>(signal: S, options: CropSignal1DOptions = {}): S {
  const name = "cropSignal1D";
  checkOptions(name, options, { leftValue: "any", rightValue: "any", convertUnits: "boolean" });
  const place = signalAxis(name, signal);
  const [start, end] = endsOf(name, options);
  const part = crop(signal, -1, { start, end });
  const axis = part.axes[place] as Axis;
  if (options.convertUnits !== true || axis.kind !== "uniform") return part;
  return rebuild(part, { axes: part.axes.map((own, i) => (i === place ? convertUnits(own) : own)) }) as S;
}

type End = AxisPosition | null | undefined;

function endsOf(name: string, { leftValue, rightValue }: CropSignal1DOptions): [End, End] {
  if (typeof leftValue !== "object" || leftValue === null || isCalibratedValue(leftValue))
    return [leftValue as End, rightValue];
  if (rightValue !== undefined && rightValue !== null)
    throw coreError("BAD_ARGUMENT", `${name}: leftValue is a range already, so rightValue must be left out.`);
  if (Array.isArray(leftValue) && leftValue.length === 2) return [leftValue[0], leftValue[1]];
  const { left, right } = leftValue as { readonly left?: unknown; readonly right?: unknown };
  if (typeof left === "number" && typeof right === "number") return [value(left), value(right)];
  throw coreError(
    "BAD_ARGUMENT",
    `${name}: leftValue is ${describeValue(leftValue)}, expected a place on the axis, two places or a span.`,
  );
}
