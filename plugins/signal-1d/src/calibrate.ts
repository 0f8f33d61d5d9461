import { coreError, describeValue } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import {
  type Axis,
  type AxisPosition,
  calibrate as calibrateAxis,
  isCalibratedValue,
  positionToIndex,
  rebuild,
  type SignalLike,
} from "@core/signal";
import { signalAxis, uniformAxis } from "./spectra.js";

/** Options of {@link calibrate}. */
export interface CalibrateOptions {
  /** The units of the new values; those of the axis by default. */
  readonly units?: string | undefined;
}

/**
 * The signal with its signal axis calibrated by two known places (HyperSpy's `calibrate`, which asks for them in a window). The data are shared.
 * @param places two places on the axis: indices, `value(…)` in its present units (also between channels), or texts
 * @param values what they should be
 * @throws BAD_SHAPE without one signal axis, BAD_ARGUMENT for places that are the same or no pair, UNSUPPORTED for an axis that is not uniform
 */
export function calibrate<S extends SignalLike>(
  signal: S,
  places: readonly [AxisPosition, AxisPosition],
  values: readonly [number, number],
  options: CalibrateOptions = {},
): S {
  const name = "calibrate";
  checkOptions(name, options, { units: "any" });
  const place = signalAxis(name, signal);
  const axis = uniformAxis(name, signal.axes[place] as Axis, "Use convertToUniformAxis first.");
  for (const [what, pair] of Object.entries({ places, values }))
    if (!Array.isArray(pair) || pair.length !== 2)
      throw coreError("BAD_ARGUMENT", `${name}: ${what} is ${describeValue(pair)}, expected a pair.`);
  if (values[0] === values[1])
    throw coreError("BAD_ARGUMENT", `${name}: both values are ${describeValue(values[0])}, they must differ.`);
  const index = (at: AxisPosition): number =>
    isCalibratedValue(at) ? (at.value - axis.offset) / axis.scale : positionToIndex(axis, at);
  const made = calibrateAxis(axis, values, [index(places[0]), index(places[1])]);
  const calibrated = options.units === undefined ? made : made.with({ units: options.units });
  return rebuild(signal, { axes: signal.axes.map((own, i) => (i === place ? calibrated : own)) }) as S;
}
