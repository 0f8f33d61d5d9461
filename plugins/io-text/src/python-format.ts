import { coreError, describeValue } from "@core/array/runtime";
import { exponential, fixed, general, shortest, shortestSingle } from "./python-float-text.js";

/** What is formatted: numbers; float32 marks those whose shortest digits are fewer. */
export type FormatKind = "float64" | "float32" | "whole" | "bool";

/** One place of a format, such as `%10.3f`, with the text before it. */
interface Place {
  readonly before: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** A format of Python's `%` operator, taken apart. */
export interface PythonFormat {
  readonly places: readonly Place[];
  readonly after: string;
}

const mostWidth = 10000;

/**
 * Takes a format apart.
 * @throws BAD_ARGUMENT for what Python refuses, and widths and precisions beyond 10000
 */
export function parseFormat(format: string): PythonFormat {
  const places: Place[] = [];
  const pattern = /%(?:\([^)]*\))?([-+ #0]*)(\d*)(?:\.(\d*))?[hlL]?(.?)/gs;
  let before = "";
  let at = 0;
  for (const match of format.matchAll(pattern)) {
    const [text, flags, width, precision, type] = match as unknown as [
      string,
      string,
      string,
      string | undefined,
      string,
    ];
    before += format.slice(at, match.index);
    at = match.index + text.length;
    if (type === "%") {
      before += "%";
      continue;
    }
    if (type === "" || !"diueEfFgGsraxXoc".includes(type) || text.startsWith("%(") || text.includes("*"))
      throw coreError(
        "BAD_ARGUMENT",
        `fmt: ${describeValue(text)} in ${describeValue(format)} is no format for a number.`,
      );
    const [wide, fine] = [Number(width), precision === undefined ? undefined : Number(precision)];
    if (wide > mostWidth || (fine ?? 0) > mostWidth)
      throw coreError("BAD_ARGUMENT", `fmt: ${describeValue(text)} asks for more than ${mostWidth} characters.`);
    places.push({ before, flags, width: wide, precision: fine, type });
    before = "";
  }
  return { places, after: before + format.slice(at) };
}

/** Formats numbers; there must be as many as places. */
export function formatNumbers(
  format: PythonFormat,
  values: ArrayLike<number | bigint>,
  from: number,
  kind: FormatKind,
): string {
  const { places } = format;
  let text = "";
  for (let k = 0; k < places.length; k++) {
    const place = places[k] as Place;
    text += place.before + formatOne(place, values[from + k] as number | bigint, kind);
  }
  return text + format.after;
}

function formatOne(place: Place, value: number | bigint, kind: FormatKind): string {
  const { type, flags, width, precision } = place;
  if (type === "e" && flags === "" && typeof value === "number" && Number.isFinite(value)) {
    const text = exponential(Math.abs(value), precision ?? 6);
    const signed = value < 0 || Object.is(value, -0) ? `-${text}` : text;
    return signed.length >= width ? signed : signed.padStart(width);
  }
  if (type === "s" || type === "r" || type === "a") {
    const text = wordOf(value, kind).slice(0, precision);
    return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
  }
  if (type === "c") return String.fromCodePoint(Number(wholeOf(value, type, kind))).padStart(width);
  const floats = "eEfFgG".includes(type);
  const negative = typeof value === "bigint" ? value < 0n : value < 0 || Object.is(value, -0);
  const body = floats ? floatBody(place, Number(value)) : wholeBody(place, value, kind);
  const minus = floats ? negative : negative && wholeOf(value, type, kind) < 0n;
  const sign = minus ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  if (flags.includes("-")) return (sign + body).padEnd(width);
  if (flags.includes("0")) {
    const prefix = /^0[xXo]/.exec(body)?.[0] ?? "";
    return sign + prefix + body.slice(prefix.length).padStart(width - sign.length - prefix.length, "0");
  }
  return (sign + body).padStart(width);
}

function floatBody({ type, flags, precision = 6 }: Place, value: number): string {
  const size = Math.abs(value);
  const lower = type.toLowerCase();
  let text: string;
  if (!Number.isFinite(size)) text = Number.isNaN(size) ? "nan" : "inf";
  else if (lower === "e") text = exponential(size, precision);
  else if (lower === "f") text = fixed(size, precision);
  else text = general(size, precision, flags.includes("#"));
  if (flags.includes("#") && Number.isFinite(size) && !text.includes(".")) text = text.replace(/^\d+/, "$&.");
  return type === lower ? text : text.toUpperCase();
}

function wholeBody({ type, flags, precision = 0 }: Place, value: number | bigint, kind: FormatKind): string {
  const whole = wholeOf(value, type, kind);
  const size = whole < 0n ? -whole : whole;
  const base = type === "x" || type === "X" ? 16 : type === "o" ? 8 : 10;
  const digits = size.toString(base).padStart(precision, "0");
  const prefix = flags.includes("#") && base !== 10 ? (base === 16 ? "0x" : "0o") : "";
  return type === "X" ? (prefix + digits).toUpperCase() : prefix + digits;
}

function wholeOf(value: number | bigint, type: string, kind: FormatKind): bigint {
  if (typeof value === "bigint") return value;
  const floats = kind === "float32" || kind === "float64";
  if (floats && "xXoc".includes(type))
    throw coreError("BAD_DTYPE", `fmt: "%${type}" needs whole numbers, the array holds ${kind}.`);
  if (!Number.isFinite(value)) throw coreError("BAD_VALUE", `fmt: "%${type}" cannot write ${value}.`);
  return BigInt(Math.trunc(value));
}

function wordOf(value: number | bigint, kind: FormatKind): string {
  if (typeof value === "bigint") return String(value);
  if (kind === "bool") return value === 0 ? "False" : "True";
  if (kind === "whole") return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const text = kind === "float32" ? shortestSingle(Math.abs(value)) : shortest(Math.abs(value));
  return value < 0 || Object.is(value, -0) ? `-${text}` : text;
}
