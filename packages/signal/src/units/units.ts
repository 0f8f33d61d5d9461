import { coreError, describeValue } from "@core/array/runtime";
import { formatUnits, noPrefix, type ParsedUnits, parseUnits, type UnitTerm, unitSize } from "./parse.js";
import { type Dimensions, prefixes } from "./table.js";

/** A number and its units. */
export interface Quantity {
  readonly value: number;
  readonly units: string;
}

function multiply(value: number, exponent: number): number {
  // Up to 1e22 powers of ten are exact, so that one operation rounds correctly: 1e-9 m is 1 nm, not 0.9999999999999999 nm.
  if (exponent === 0) return value;
  if (Math.abs(exponent) > 300)
    return multiply(multiply(value, Math.trunc(exponent / 2)), exponent - Math.trunc(exponent / 2));
  return exponent > 0 ? value * Number(`1e${exponent}`) : value / Number(`1e${-exponent}`);
}

function sameDimensions(a: Dimensions, b: Dimensions): boolean {
  const keys = Object.keys(a) as (keyof Dimensions)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function convertParsed(value: number, from: ParsedUnits, to: ParsedUnits): number | undefined {
  const source = unitSize(from);
  const target = unitSize(to);
  if (!sameDimensions(source.dimensions, target.dimensions)) return undefined;
  const scaled = source.mantissa === target.mantissa ? value : (value * source.mantissa) / target.mantissa;
  return multiply(scaled, source.exponent - target.exponent);
}

/**
 * Converts `value` from one unit into another: `convert(2000, "nm", "µm")` is 2.
 * Errors: `BAD_UNITS` for unknown units and for units of different dimensions.
 */
export function convert(value: number, from: string, to: string): number {
  const result = convertParsed(value, parseUnits(from), parseUnits(to));
  if (result === undefined)
    throw coreError("BAD_UNITS", `cannot convert "${from}" into "${to}": they measure different quantities`);
  return result;
}

/** Whether `text` can be read as units of this table. The empty text is not: it means that there are none. */
export function isKnownUnits(text: string | undefined): boolean {
  if (typeof text !== "string" || text.trim() === "") return false;
  try {
    parseUnits(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether both are known and measure the same quantity, so that {@link convert} works between them. */
export function areCompatibleUnits(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || !isKnownUnits(a) || !isKnownUnits(b)) return false;
  return sameDimensions(unitSize(parseUnits(a)).dimensions, unitSize(parseUnits(b)).dimensions);
}

/** The usual spelling of units: `normalizeUnits("um")` is `"µm"`, `"1/nm"` is `"1 / nm"`. Errors: `BAD_UNITS`. */
export function normalizeUnits(text: string): string {
  return formatUnits(parseUnits(text));
}

/** The units of one divided by a value: `nm` gives `1 / nm`, `1 / nm` gives `nm`. Errors: `BAD_UNITS`. */
export function inverseUnits(text: string): string {
  const parsed = parseUnits(text);
  return formatUnits({
    multiplier: 1 / parsed.multiplier,
    terms: parsed.terms.map((term) => ({ ...term, power: -term.power })),
  });
}

/**
 * Reads a number with units, for example `"2000 nm"`, `"-1.5e3 eV"` or `"5 1/nm"`. The units come back in their usual spelling.
 * Errors: `BAD_UNITS` when the number or the units are missing or unknown.
 */
export function parseQuantity(text: string): Quantity {
  if (typeof text !== "string")
    throw coreError("BAD_UNITS", `a quantity must be a text such as "2000 nm", not ${describeValue(text)}`);
  const match = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![\d.])\s*(.*)$/su.exec(text.slice(0, 300));
  if (match?.[1] === undefined || match[2] === undefined)
    throw coreError("BAD_UNITS", `${describeValue(text)} is not a number with units, such as "2000 nm"`);
  if (match[2].trim() === "")
    throw coreError("BAD_UNITS", `${describeValue(text)} has no units: write for example "${match[1]} nm"`);
  // "5 / nm" is five per nanometre.
  const units = match[2].startsWith("/") ? `1 ${match[2]}` : match[2];
  const parsed = parseUnits(units);
  return { value: Number(match[1]) * parsed.multiplier, units: formatUnits(parsed) };
}

/**
 * The same quantity in the units whose prefix brings it nearest above 1, as for the label of a scale bar:
 * `compactPrefix(0.002, "mm")` is `{ value: 2, units: "µm" }`. In a product the first numerator (else the first
 * denominator) takes the prefix. Zero and values that are not finite keep their units. Errors: `BAD_UNITS`.
 */
export function compactPrefix(value: number, text: string): Quantity {
  const parsed = parseUnits(text);
  const given = formatUnits(parsed);
  const first = parsed.terms.find((term) => term.power > 0) ?? parsed.terms[0];
  const scaled = value * parsed.multiplier;
  if (first === undefined || scaled === 0 || !Number.isFinite(scaled)) return { value: scaled, units: given };
  if (!first.unit.prefixes) return { value: scaled, units: given };
  const bare: ParsedUnits = { multiplier: 1, terms: parsed.terms.map((term) => ({ ...term, prefix: noPrefix })) };
  const unscaled: ParsedUnits = { multiplier: 1, terms: parsed.terms };
  const magnitude = Math.log10(Math.abs(convertParsed(scaled, unscaled, bare) ?? scaled)) / first.power / 3;
  const wanted = 3 * (first.power > 0 ? Math.floor(magnitude) : Math.ceil(magnitude));
  const exponent = Math.min(24, Math.max(-24, wanted));
  const prefix = prefixes.find((candidate) => candidate.exponent === exponent) ?? noPrefix;
  const terms: UnitTerm[] = bare.terms.map((term) => (term.unit === first.unit ? { ...term, prefix } : term));
  const target: ParsedUnits = { multiplier: 1, terms };
  return { value: convertParsed(scaled, unscaled, target) ?? scaled, units: formatUnits(target) };
}
