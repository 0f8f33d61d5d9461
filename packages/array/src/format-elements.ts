import { type Complex, type DType, kindOf, type Scalar } from "./dtype.js";
import { positionalText, scalarText, scientificText } from "./format-number.js";

/** How numbers are written; the defaults are NumPy's print options. */
export interface NumberFormatOptions {
  /** Digits after the point; 8 by default. */
  readonly precision?: number;
  /** Whether small numbers are written as 0 instead of in scientific form; false by default. */
  readonly suppress?: boolean;
  /** Sign of positive numbers: `-` none, `+` always, a space in its place. */
  readonly sign?: "-" | "+" | " ";
  /** `maxprec` by default; see NumPy's print options. */
  readonly floatmode?: "fixed" | "unique" | "maxprec" | "maxprec_equal";
  /** What stands for NaN. */
  readonly nanstr?: string;
  /** What stands for infinity. */
  readonly infstr?: string;
}

/** A function that writes elements of one width, chosen by looking at all elements that will be written. */
export function elementFormat(
  dtype: DType,
  values: readonly Scalar[],
  options: NumberFormatOptions,
  isSingleElement: boolean,
): (value: Scalar) => string {
  const kind = kindOf(dtype);
  if (kind === "bool") return (value) => (value ? (isSingleElement ? "True" : " True") : "False");
  if (kind === "int" || kind === "uint") {
    const width = values.reduce<number>((most, value) => Math.max(most, String(value).length), 0);
    return (value) => String(value).padStart(width);
  }
  if (kind === "float") {
    const format = floatFormat(values as readonly number[], dtype === "float32", options);
    return (value) => format(value as number);
  }
  const numbers = values as readonly Complex[];
  const single = dtype === "complex64";
  const re = floatFormat(
    numbers.map((value) => value.re),
    single,
    options,
  );
  const im = floatFormat(
    numbers.map((value) => value.im),
    single,
    { ...options, sign: "+" },
  );
  return (value) => {
    const imaginary = im((value as Complex).im);
    const digits = imaginary.trimEnd();
    return `${re((value as Complex).re)}${digits}j${imaginary.slice(digits.length)}`;
  };
}

/** The text of one element as Python's `str` of a NumPy scalar. */
export function scalarFormat(dtype: DType, value: Scalar): string {
  const kind = kindOf(dtype);
  if (kind === "bool") return value ? "True" : "False";
  if (kind === "int" || kind === "uint") return String(value);
  if (kind === "float") return scalarText(value as number, dtype === "float32", "0");
  const { re, im } = value as Complex;
  const single = dtype === "complex64";
  const imaginary = scalarText(im, single, "-");
  if (Object.is(re, 0)) return `${imaginary}j`;
  return `(${scalarText(re, single, "-")}${imaginary.startsWith("-") ? "" : "+"}${imaginary}j)`;
}

function floatFormat(
  values: readonly number[],
  single: boolean,
  options: NumberFormatOptions,
): (value: number) => string {
  const { suppress = false, sign = "-", floatmode = "maxprec", nanstr = "nan", infstr = "inf" } = options;
  const precision = floatmode === "unique" ? undefined : (options.precision ?? 8);
  const plus = sign === "+" ? "+" : "";
  const finite = values.filter(Number.isFinite);
  const scientific = isScientific(finite, single, suppress);
  const unique = floatmode !== "fixed";
  const first = { precision, minDigits: 0, unique, single, trim: unique ? "." : "k" } as const;

  let left = 0;
  let right = 0;
  let exponentDigits = 0;
  let fraction = 0;
  for (const value of finite) {
    const text = scientific ? scientificText(value, { ...first, exponentDigits: 0 }) : positionalText(value, first);
    const [mantissa = "", power = ""] = text.split("e");
    const point = mantissa.indexOf(".");
    left = Math.max(left, point + (value < 0 || Object.is(value, -0) ? 0 : plus.length));
    fraction = Math.max(fraction, mantissa.length - point - 1);
    exponentDigits = Math.max(exponentDigits, power.length - 1);
  }
  right = scientific ? exponentDigits + 2 + fraction : fraction;
  const equal = scientific || floatmode === "fixed" || floatmode === "maxprec_equal";
  const last = equal
    ? ({ precision: fraction, minDigits: fraction, unique, single, trim: "k" } as const)
    : ({ precision, minDigits: 0, unique, single, trim: "." } as const);
  if (sign === " " && !finite.some((value) => value < 0 || Object.is(value, -0))) left += 1;
  if (finite.length < values.length) {
    const signed = sign !== "-" || values.includes(Number.NEGATIVE_INFINITY);
    left = Math.max(left, nanstr.length - right - 1, infstr.length + (signed ? 1 : 0) - right - 1);
  }

  return (value) => {
    if (!Number.isFinite(value)) {
      const text = Number.isNaN(value) ? plus + nanstr : (value < 0 ? "-" : plus) + infstr;
      return text.padStart(left + right + 1);
    }
    const digits = scientific ? scientificText(value, { ...last, exponentDigits }) : positionalText(value, last);
    const text = digits.startsWith("-") ? digits : plus + digits;
    const point = text.indexOf(".");
    const padded = " ".repeat(Math.max(0, left - point)) + text;
    return scientific ? padded : padded.padEnd(Math.max(left, point) + 1 + right);
  };
}

/** NumPy's rule: very large, very small or widely spread values are written with exponents. */
function isScientific(finite: readonly number[], single: boolean, suppress: boolean): boolean {
  let most = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const value of finite) {
    const size = Math.abs(value);
    if (size === 0) continue;
    most = Math.max(most, size);
    least = Math.min(least, size);
  }
  if (most === 0) return false;
  const spread = single ? Math.fround(most / least) : most / least;
  return most >= 1e8 || (!suppress && (least < 1e-4 || spread > 1000));
}
