import { ticks as niceTicks, tickStep } from "d3-array";
import { superscript } from "./units.js";

/** Where an axis is marked and what stands there. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
  readonly minor: readonly number[];
  /** What every label is to be multiplied with and moved by, such as `×10⁶`; empty where nothing is. */
  readonly note: string;
}

/**
 * Marks at 1, 2 or 5 times a power of ten (of d3-array), with labels of equal precision. From 10⁵ on and below 10⁻³ the power of ten goes
 * into `note`; so does the common part of values that differ in their last digits only.
 * @param low one end of the axis, finite
 * @param high the other end, finite; below `low` for a reversed axis
 * @param count about how many marks
 */
export function linearTicks(low: number, high: number, count: number): Ticks {
  const [from, to] = low < high ? [low, high] : [high, low];
  const values = niceTicks(from, to, Math.max(1, count)).map((value) => (value === 0 ? 0 : value));
  if (values.length === 0) return { values: [], labels: [], minor: [], note: "" };
  const step =
    values.length > 1 ? (values[1] as number) - (values[0] as number) : tickStep(from, to, Math.max(1, count));
  const offset = commonPart(values, step);
  const rest = values.map((value) => value - offset);
  const largest = rest.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const power = largest === 0 ? 0 : decade(largest * (1 + 1e-12));
  const exponent = power >= 5 || power < -3 ? power : 0;
  const decimals = Math.min(20, Math.max(0, -decade(step * (1 + 1e-9)) + exponent));
  const labels = rest.map((value) => minusSign(shiftPower(value, exponent).toFixed(decimals)));
  return { values, labels, minor: minorTicks(from, to, values, step), note: noteOf(exponent, offset) };
}

/**
 * Marks of a logarithmic axis: powers of ten, all or every second, third …, labelled 10ⁿ (0.01 to 1000 written out where the axis stays within);
 * where only one power of ten is in sight 1, 2 and 5 times a power of ten, and over still less the marks of a linear axis.
 * @param low one end, above 0
 * @param high the other end, above 0
 */
export function logTicks(low: number, high: number, count: number): Ticks {
  const [from, to] = low < high ? [low, high] : [high, low];
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  if (last - first < 1) {
    const some = digitsBetween(from, to, [1, 2, 5]);
    if (some.length >= 3 && some.length <= count + 1) return shortLogTicks(some, from, to);
    const linear = linearTicks(from, to, count);
    return { ...linear, minor: linear.minor.filter((value) => value > 0) };
  }
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, count)));
  const plain = first >= -2 && last <= 3;
  const values: number[] = [];
  for (let power = first; power <= last; power++) if (power % stride === 0) values.push(Number(`1e${power}`));
  const labels = values.map((value) => {
    const power = Math.round(Math.log10(value));
    return plain ? String(value) : power === 0 ? "1" : power === 1 ? "10" : `10${superscript(power)}`;
  });
  const between = digitsBetween(from, to, stride === 1 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1]);
  const minor = between.filter((value) => !values.includes(value));
  return { values, labels, minor, note: "" };
}

function digitsBetween(from: number, to: number, digits: readonly number[]): number[] {
  const values: number[] = [];
  for (let power = decade(from); power <= decade(to); power++) {
    for (const digit of digits) {
      const value = Number(`${digit}e${power}`);
      if (value >= from && value <= to) values.push(value);
    }
  }
  return values;
}

function shortLogTicks(values: readonly number[], from: number, to: number): Ticks {
  const power = decade(values[values.length - 1] as number);
  const exponent = power >= 5 || power < -3 ? power : 0;
  return {
    values,
    labels: values.map((value) => String(shiftPower(value, exponent))),
    minor: digitsBetween(from, to, [1, 2, 3, 4, 5, 6, 7, 8, 9]).filter((value) => !values.includes(value)),
    note: noteOf(exponent, 0),
  };
}

/** A hyphen before a number becomes a minus sign, and negative zero is zero. */
export function minusSign(text: string): string {
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replace(/^-/, "−");
}

/** The power of ten at or below a value above 0, exact at the powers themselves. */
export function decade(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

function shiftPower(value: number, exponent: number): number {
  if (exponent === 0 || value === 0) return value;
  const [digits, power] = value.toExponential().split("e") as [string, string];
  return Number(`${digits}e${Number(power) - exponent}`);
}

function commonPart(values: readonly number[], step: number): number {
  const first = values[0] as number;
  const last = values[values.length - 1] as number;
  const smallest = Math.min(Math.abs(first), Math.abs(last));
  if (first * last <= 0 || smallest < step * 1e4) return 0;
  const unit = Number(`1e${decade(last - first) + 1}`);
  return Number((Math.trunc((first < 0 ? last : first) / unit) * unit).toPrecision(15));
}

function minorTicks(from: number, to: number, values: readonly number[], step: number): number[] {
  const parts = Math.round(step / Number(`1e${decade(step * (1 + 1e-9))}`)) === 2 ? 4 : 5;
  const part = step / parts;
  const first = values[0] as number;
  const minor: number[] = [];
  const start = Math.ceil((from - first) / part - 1e-9);
  const stop = Math.floor((to - first) / part + 1e-9);
  if (!(stop - start < 1000)) return [];
  for (let index = start; index <= stop; index++) if (index % parts !== 0) minor.push(first + index * part);
  return minor;
}

function noteOf(exponent: number, offset: number): string {
  const factor = exponent === 0 ? "" : `×10${superscript(exponent)}`;
  if (offset === 0) return factor;
  const text = `${offset < 0 ? "−" : "+"}${plainNumber(Math.abs(offset))}`;
  return factor === "" ? text : `${factor} ${text}`;
}

/** A number as text for people: at most `digits` significant digits, powers of ten raised, a true minus sign. */
export function plainNumber(value: number, digits = 12): string {
  const short = Number(value.toPrecision(digits));
  const power = short === 0 ? 0 : decade(Math.abs(short));
  if (power >= -4 && power < 7) return minusSign(String(short));
  const factor = String(shiftPower(short, power));
  return minusSign(`${factor === "1" ? "" : factor === "-1" ? "-" : `${factor}×`}10${superscript(power)}`);
}
