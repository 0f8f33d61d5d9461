import type { NDArray } from "@core/array";
import { type Axis, DataAxis, UniformDataAxis } from "@core/signal";
import type { Card } from "./card.js";
import { type FitsHeader, numberOf, stringOf } from "./header.js";
import { escapeText, plainUnits, unescapeText } from "./words.js";

/** Of axes that say so themselves. */
const navigationKeyword = "NAVIG";

/** Of the axis of red, green and blue, where there is one. */
const colourKeyword = "COLOUR";

/** Where the planes of red, green and blue (and opacity) lie along, which the header says; undefined where they do not. */
export function colourPlace(
  header: FitsHeader,
  { shape, dtype }: Pick<NDArray, "shape" | "dtype">,
): number | undefined {
  if (dtype !== "uint8" && dtype !== "uint16") return undefined;
  const place = shape.findIndex((_, axis) => header.get(`${colourKeyword}${shape.length - axis}`) === true);
  return place >= 0 && (shape[place] === 3 || shape[place] === 4) ? place : undefined;
}

/**
 * The axes of an image in array order, calibrated by the world coordinates of its header: linear ones (CRVAL, CRPIX, and CDELT or the diagonal of CD or PC),
 * logarithmic wavelengths (`-LOG`). Sky coordinates under a projection and rotated axes are linear only near a point: those count in units from the reference point on, or stay uncalibrated where
 * they are rotated.
 * @param navigation array axes that become navigation axes; those that the header names, or all but the last two, where none are given
 */
export function axesOf(
  header: FitsHeader,
  shape: readonly number[],
  navigation: readonly number[] | undefined,
): Axis[] {
  const count = shape.length;
  return shape.map((size, axis) => {
    const number = count - axis;
    const own = header.get(`${navigationKeyword}${number}`);
    const isNavigation = navigation?.includes(axis) ?? (typeof own === "boolean" ? own : axis < count - 2);
    return axisOf(header, number, count, size, isNavigation);
  });
}

function axisOf(header: FitsHeader, number: number, count: number, size: number, navigate: boolean): Axis {
  const type = stringOf(header, `CTYPE${number}`);
  const [name = "", projection = ""] = type.split(/-+/, 2);
  const units = unescapeText(stringOf(header, `CUNIT${number}`));
  const common = {
    ...(name === "" ? {} : { name: unescapeText(name.trim()) }),
    ...(units === "" ? {} : { units }),
    navigate,
    size,
  };
  const scale = stepOf(header, number, count);
  if (scale === undefined)
    return new UniformDataAxis({ ...(name === "" ? {} : { name: common.name as string }), navigate, size });
  const reference = numberOf(header, `CRVAL${number}`, 0);
  // The standard counts from pixel 0 where a header with coordinates names none.
  const isGiven = ["CRVAL", "CDELT", "CD"].some((key) =>
    header.has(key === "CD" ? `CD${number}_${number}` : `${key}${number}`),
  );
  const pixel = numberOf(header, `CRPIX${number}`, isGiven ? 0 : 1);
  if (projection === "LOG" && reference !== 0) {
    const values = Float64Array.from(
      { length: size },
      (_, i) => reference * Math.exp(((i + 1 - pixel) * scale) / reference),
    );
    if (values.every((value, i) => Number.isFinite(value) && (i === 0 || value !== values[i - 1])))
      return new DataAxis({ ...common, axis: values });
  }
  const zero = projection === "" || projection === "LOG" ? reference : 0;
  return new UniformDataAxis({ ...common, scale, offset: zero + (1 - pixel) * scale });
}

/** The step along an axis; undefined where the axes are turned against the pixels, or the step is none. */
function stepOf(header: FitsHeader, number: number, count: number): number | undefined {
  const others = Array.from({ length: count }, (_, i) => i + 1).filter((other) => other !== number);
  const isTurned = (matrix: string): boolean =>
    others.some((other) => numberOf(header, `${matrix}${number}_${other}`, 0) !== 0);
  if (header.has(`CD${number}_${number}`) || isTurned("CD"))
    return isTurned("CD") ? undefined : usable(numberOf(header, `CD${number}_${number}`, 1));
  if (isTurned("PC")) return undefined;
  return usable(numberOf(header, `CDELT${number}`, 1) * numberOf(header, `PC${number}_${number}`, 1));
}

function usable(step: number): number | undefined {
  return Number.isFinite(step) && step !== 0 ? step : undefined;
}

/** The world coordinates of axes, as header entries. */
export function cardsOfAxes(axes: readonly Axis[]): Card[] {
  return [...axes].reverse().flatMap((axis, i): Card[] => {
    const card = (keyword: string, value: Card["value"], comment = ""): Card => ({
      keyword: `${keyword}${i + 1}`,
      value,
      comment,
    });
    const [scale, offset] = axis.kind === "uniform" ? [axis.scale, axis.offset] : [1, 0];
    return [
      ...(axis.name === undefined || axis.name === "" ? [] : [card("CTYPE", escapeText(axis.name.replace(/-/g, "_")))]),
      card("CRPIX", 1),
      card("CRVAL", offset, "value of the first pixel"),
      card("CDELT", scale),
      ...(axis.units === undefined || axis.units === "" ? [] : [card("CUNIT", plainUnits(axis.units))]),
      axis.isColour
        ? card(colourKeyword, true, "planes of red, green, blue (and opacity)")
        : card(navigationKeyword, axis.navigate, "whether it is a navigation axis"),
    ];
  });
}
