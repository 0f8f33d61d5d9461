import { type ArrayLikeInput, asArray, astype, contiguous, coreError, describeValue, elementsOf } from "@core/array";
import { type Axis, type AxisPosition, isCalibratedValue, isSignal, type SignalLike } from "@core/signal";
import type { Spectra } from "./spectra.js";

/** One value for each position, or one for all: a signal or an array of the navigation shape in array order, or a number. */
export type PerPosition = SignalLike | ArrayLikeInput;

/**
 * One number for each spectrum.
 * @throws BAD_SHAPE for another shape than that of the navigation space
 */
export function perPosition(name: string, what: string, given: PerPosition, spectra: Spectra): Float64Array {
  const data = isSignal(given) ? given.data : asArray(given as ArrayLikeInput);
  const { navigationShape, count } = spectra;
  const numbers = elementsOf(contiguous(astype(data, "float64"))) as Float64Array;
  if (numbers.length === 1) return new Float64Array(count).fill(numbers[0] as number);
  const shape = data.shape.filter((size) => size !== 1).join();
  if (numbers.length !== count || shape !== navigationShape.filter((size) => size !== 1).join())
    throw coreError(
      "BAD_SHAPE",
      `${name}: ${what} has shape (${data.shape.join(", ")}), expected that of the navigation space in array order, (${navigationShape.join(", ")}), or one value.`,
    );
  return numbers;
}

/** Which positions a mask leaves out; undefined where there is no mask. */
export function navigationMask(
  name: string,
  what: string,
  given: PerPosition | undefined | null,
  spectra: Spectra,
): Uint8Array | undefined {
  if (given === undefined || given === null) return undefined;
  return Uint8Array.from(perPosition(name, what, given, spectra), (value) => (value === 0 ? 0 : 1));
}

/**
 * Which channels a mask leaves out; undefined where there is no mask.
 * @throws BAD_SHAPE for another number of channels
 */
export function channelMask(
  name: string,
  what: string,
  given: PerPosition | undefined | null,
  channels: number,
): Uint8Array | undefined {
  if (given === undefined || given === null) return undefined;
  const data = isSignal(given) ? given.data : asArray(given as ArrayLikeInput);
  if (data.size !== channels)
    throw coreError("BAD_SHAPE", `${name}: ${what} has ${data.size} values, the spectra have ${channels} channels.`);
  const numbers = elementsOf(contiguous(astype(data, "float64"))) as Float64Array;
  return Uint8Array.from(numbers, (value) => (value === 0 ? 0 : 1));
}

/** @throws BAD_VALUE for what is not a finite number above `above`, or from `least` */
export function checkNumber(
  name: string,
  what: string,
  given: unknown,
  limits: { readonly above?: number; readonly least?: number; readonly below?: number; readonly whole?: boolean } = {},
): number {
  const { above, least, below, whole = false } = limits;
  const fits =
    typeof given === "number" &&
    Number.isFinite(given) &&
    (!whole || Number.isInteger(given)) &&
    (above === undefined || given > above) &&
    (least === undefined || given >= least) &&
    (below === undefined || given < below);
  if (fits) return given;
  const bounds = [
    above === undefined ? "" : ` above ${above}`,
    least === undefined ? "" : ` from ${least}`,
    below === undefined ? "" : ` below ${below}`,
  ].join("");
  throw coreError(
    "BAD_VALUE",
    `${name}: ${what} is ${describeValue(given)}, expected a ${whole ? "whole " : ""}number${bounds}.`,
  );
}

/**
 * A length along an axis in channels: a whole number is one, `value(x)` is in the units of a uniform axis.
 * @throws BAD_ARGUMENT, UNSUPPORTED for a value on an axis that is not uniform
 */
export function channelsOf(name: string, what: string, axis: Axis, given: AxisPosition): number {
  if (typeof given === "number" && Number.isInteger(given)) return given;
  if (!isCalibratedValue(given))
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: ${what} is ${describeValue(given)}, expected a whole number of channels or value(…) in units of the axis.`,
    );
  if (axis.kind !== "uniform")
    throw coreError("UNSUPPORTED", `${name}: ${what} in units needs a uniform axis: give a number of channels.`);
  return given.value / Math.abs(axis.scale);
}
