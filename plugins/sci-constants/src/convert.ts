import { type ArrayLikeInput, add, asArray, divide, multiply, type NDArray, subtract } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { c } from "./physical.js";
import { zero_Celsius } from "./units.js";

/** A scale of temperature, in any case. */
export type TemperatureScale = "Celsius" | "Kelvin" | "Fahrenheit" | "Rankine" | "C" | "K" | "F" | "R" | (string & {});

/**
 * Temperatures of one scale on another.
 * @param oldScale `Celsius`, `Kelvin`, `Fahrenheit`, `Rankine` or their first letters, in any case
 * @throws BAD_VALUE for another scale
 */
export function convertTemperature(val: number, oldScale: TemperatureScale, newScale: TemperatureScale): number;
export function convertTemperature(
  val: ArrayLikeInput,
  oldScale: TemperatureScale,
  newScale: TemperatureScale,
): NDArray;
export function convertTemperature(
  val: ArrayLikeInput,
  oldScale: TemperatureScale,
  newScale: TemperatureScale,
): NDArray | number {
  const from = scaleOf(oldScale, "oldScale");
  const to = scaleOf(newScale, "newScale");
  const convert = (given: NDArray): NDArray => fromKelvin(toKelvin(given, from), to);
  return each(val, convert);
}

/** Optical frequencies in Hz of wavelengths in m in vacuum. */
export function lambda2nu(lambda: number): number;
export function lambda2nu(lambda: ArrayLikeInput): NDArray;
export function lambda2nu(lambda: ArrayLikeInput): NDArray | number {
  return each(lambda, (given) => divide(c, given));
}

/** Wavelengths in m in vacuum of optical frequencies in Hz. */
export function nu2lambda(nu: number): number;
export function nu2lambda(nu: ArrayLikeInput): NDArray;
export function nu2lambda(nu: ArrayLikeInput): NDArray | number {
  return each(nu, (given) => divide(c, given));
}

function each(given: ArrayLikeInput, convert: (a: NDArray) => NDArray): NDArray | number {
  const result = convert(asArray(given));
  return typeof given === "number" ? (result.item() as number) : result;
}

function toKelvin(given: NDArray, scale: string): NDArray {
  if (scale === "c") return add(given, zero_Celsius);
  if (scale === "k") return given.copy();
  if (scale === "f") return add(divide(multiply(subtract(given, 32), 5), 9), zero_Celsius);
  return divide(multiply(given, 5), 9);
}

function fromKelvin(given: NDArray, scale: string): NDArray {
  if (scale === "c") return subtract(given, zero_Celsius);
  if (scale === "k") return given;
  if (scale === "f") return add(divide(multiply(subtract(given, zero_Celsius), 9), 5), 32);
  return divide(multiply(given, 9), 5);
}

const scales: readonly string[] = ["celsius", "kelvin", "fahrenheit", "rankine"];

function scaleOf(scale: unknown, name: string): string {
  const lower = typeof scale === "string" ? scale.toLowerCase() : "";
  const found = scales.find((one) => one === lower || one[0] === lower);
  if (found === undefined)
    throw coreError(
      "BAD_VALUE",
      `${name}: got ${describeValue(scale)}, allowed are Celsius, Kelvin, Fahrenheit, Rankine and their first letters.`,
    );
  return found[0] as string;
}
