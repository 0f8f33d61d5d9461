import { coreError } from "@core/array";
import { checkNumber } from "@core/array/runtime";
import { type Axis, type AxisPosition, placesOf, positionToIndex, rebuild, type SignalLike } from "@core/signal";
import { checkOptions, checkUniform } from "./checks.js";
import { imagesOf } from "./images.js";

/** Two points of an image whose distance is known. */
export interface CalibrateOptions {
  /** Indices (fractions of pixels too), or values on the axis (`value(0.5)`). */
  readonly x0: AxisPosition;
  readonly y0: AxisPosition;
  readonly x1: AxisPosition;
  readonly y1: AxisPosition;
  /** The distance between the points. */
  readonly newLength: number;
  /** The units of the distance; those of the axes stay by default. */
  readonly units?: string | undefined;
}

const keys = ["x0", "y0", "x1", "y1", "newLength", "units"];

/**
 * Scales both signal axes so that two points have a known distance. Offsets stay.
 * @throws BAD_VALUE when the points are the same or the length is not above 0, UNSUPPORTED for axes that are not uniform
 */
export function calibrate<S extends SignalLike>(signal: S, options: CalibrateOptions): S {
  checkOptions("calibrate", options, keys);
  imagesOf("calibrate", signal);
  const places = placesOf(signal.axes, false);
  const [x, y] = places.map((place) => signal.axes[place]) as [Axis, Axis];
  checkUniform("calibrate", [x, y]);
  const { newLength, units } = options;
  checkNumber("calibrate", "newLength", newLength, 0);
  const pixels = Math.hypot(
    pixelOf(x, "x1", options.x1) - pixelOf(x, "x0", options.x0),
    pixelOf(y, "y1", options.y1) - pixelOf(y, "y0", options.y0),
  );
  const scale = newLength / pixels;
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY))
    throw coreError(
      "BAD_VALUE",
      `calibrate: ${pixels} pixels cannot be ${newLength} long, expected two different points and a length above 0.`,
    );
  const changes = units === undefined ? { scale } : { scale, units };
  return rebuild(signal, {
    axes: signal.axes.map((axis, place) =>
      places.includes(place) && axis.kind === "uniform" ? axis.with(changes) : axis,
    ),
  }) as S;
}

function pixelOf(axis: Axis, key: string, position: AxisPosition): number {
  if (typeof position !== "number") return positionToIndex(axis, position);
  checkNumber("calibrate", key, position);
  return position;
}
