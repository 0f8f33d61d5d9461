import { coreError } from "@core/array/runtime";
import { type Dimensions, type PrefixDefinition, prefixes, type UnitDefinition, units } from "./table.js";

/** One factor of a product of units: prefix, unit and integer power. */
export interface UnitTerm {
  readonly prefix: PrefixDefinition;
  readonly unit: UnitDefinition;
  readonly power: number;
}

/** A product of units with a plain number in front (1 for most). */
export interface ParsedUnits {
  readonly multiplier: number;
  readonly terms: readonly UnitTerm[];
}

/** The prefix that stands for no prefix. */
export const noPrefix: PrefixDefinition = { symbol: "", name: "", exponent: 0 };

const longest = 200;

/** One spelling for signs that look alike: both micro signs, both ångström signs, both ohm signs. */
function normalise(text: string): string {
  return text
    .replace(/\u03bc/g, "\u00b5")
    .replace(/\u212b/g, "\u00c5")
    .replace(/\u2126/g, "\u03a9");
}

function findUnit(name: string, prefixable: boolean): UnitDefinition | undefined {
  return units.find(
    (candidate) =>
      (candidate.prefixes || !prefixable) &&
      (candidate.symbol === name ||
        candidate.names.includes(name) ||
        (name.length > 3 &&
          name.endsWith("s") &&
          [candidate.symbol, ...candidate.names].some((known) => known.length > 2 && `${known}s` === name))),
  );
}

/** The prefix and unit that `name` (already normalised) stands for. */
function lookUp(name: string): { prefix: PrefixDefinition; unit: UnitDefinition } | undefined {
  const exact = findUnit(name, false);
  if (exact !== undefined) return { prefix: noPrefix, unit: exact };
  for (const prefix of prefixes) {
    for (const start of [prefix.symbol, prefix.name, ...(prefix.symbol === "µ" ? ["u"] : [])]) {
      if (!name.startsWith(start)) continue;
      const unit = findUnit(name.slice(start.length), true);
      if (unit !== undefined) return { prefix, unit };
    }
  }
  return undefined;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : a[i - 1]?.toLowerCase() === b[j - 1]?.toLowerCase() ? 0.5 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function unknownUnit(name: string, whole: string): Error {
  const spellings = units.flatMap((unit) => [
    unit.symbol,
    ...unit.names,
    ...(unit.prefixes ? ["n", "µ", "m", "k", "M"].map((prefix) => prefix + unit.symbol) : []),
  ]);
  const near = spellings
    .map((spelling) => ({ spelling, far: distance(name, spelling) }))
    .filter(({ far, spelling }) => far <= Math.max(1, spelling.length / 3))
    .sort((a, b) => a.far - b.far)
    .slice(0, 4)
    .map(({ spelling }) => spelling);
  const hint =
    near.length > 0
      ? `did you mean ${near.join(", ")}?`
      : `known are ${units
          .filter((unit) => unit.prefixes)
          .map((unit) => unit.symbol)
          .join(", ")} with the prefixes of the SI, px, min, h and %`;
  const where = whole === name ? "" : ` in "${whole}"`;
  return coreError("BAD_UNITS", `the unit "${name}"${where} is not known: ${hint}`);
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Splits a product of units into signs, numbers and names. */
function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const pattern = /\s*(\*\*|[*/^()·×]|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+|[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]|%|[\p{L}°_]+)/uy;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match?.[1] === undefined)
      throw coreError("BAD_UNITS", `the units "${text}" cannot be read at "${text.slice(start).trim()}"`);
    tokens.push(match[1]);
  }
  return tokens;
}

class UnitParser {
  readonly text: string;
  readonly tokens: readonly string[];
  position = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  fail(): Error {
    const token = this.tokens[this.position];
    return coreError(
      "BAD_UNITS",
      `the units "${this.text}" cannot be read at ${token === undefined ? "their end" : `"${token}"`}: write products such as "eV / nm", "1/nm" or "nm^-1"`,
    );
  }

  product(): ParsedUnits {
    let { multiplier, terms } = this.power();
    for (;;) {
      const token = this.tokens[this.position];
      if (token === undefined || token === ")") return { multiplier, terms };
      const divides = token === "/";
      if (divides || token === "*" || token === "·" || token === "×") this.position++;
      const right = this.power();
      multiplier = divides ? multiplier / right.multiplier : multiplier * right.multiplier;
      terms = [...terms, ...(divides ? raise(right.terms, -1) : right.terms)];
    }
  }

  power(): ParsedUnits {
    const base = this.atom();
    const exponent = this.exponent(base.terms.length > 0);
    if (exponent === undefined) return base;
    return { multiplier: base.multiplier ** exponent, terms: raise(base.terms, exponent) };
  }

  exponent(named: boolean): number | undefined {
    const token = this.tokens[this.position];
    if (token === undefined) return undefined;
    if (/^[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/u.test(token)) {
      this.position++;
      const digits = Array.from(token, (sign) => (sign === "⁻" ? "-" : String(superscripts.indexOf(sign)))).join("");
      return this.whole(digits);
    }
    const marked = token === "^" || token === "**";
    // Files write "s-1" for "s^-1".
    const bare = named && (token === "-" || token === "+") && /^\d+$/.test(this.tokens[this.position + 1] ?? "");
    if (!marked && !bare) return undefined;
    if (marked) this.position++;
    let sign = "";
    if (this.tokens[this.position] === "-" || this.tokens[this.position] === "+")
      sign = this.tokens[this.position++] ?? "";
    return this.whole(sign + (this.tokens[this.position++] ?? ""));
  }

  whole(digits: string): number {
    const value = /^[-+]?\d+$/.test(digits) ? Number(digits) : Number.NaN;
    if (!(Math.abs(value) <= 20)) {
      this.position--;
      throw this.fail();
    }
    return value;
  }

  atom(): ParsedUnits {
    const token = this.tokens[this.position];
    if (token === undefined) throw this.fail();
    if (token === "(") {
      this.position++;
      const inner = this.product();
      if (this.tokens[this.position] !== ")") throw this.fail();
      this.position++;
      return inner;
    }
    if (/^[\d.]/.test(token)) {
      this.position++;
      return { multiplier: Number(token), terms: [] };
    }
    if (!/^[\p{L}°%_]/u.test(token)) throw this.fail();
    const found = lookUp(token);
    if (found === undefined) throw unknownUnit(token, this.text);
    this.position++;
    return { multiplier: 1, terms: [{ ...found, power: 1 }] };
  }
}

function raise(terms: readonly UnitTerm[], power: number): UnitTerm[] {
  return terms.map((term) => ({ ...term, power: term.power * power }));
}

/**
 * Reads a unit or a product of units, for example `nm`, `1 / nm`, `eV/nm`, `nm^-1` or `W m**-2`.
 * Errors: `BAD_UNITS` when it cannot be read or names an unknown unit.
 */
export function parseUnits(text: string): ParsedUnits {
  if (typeof text !== "string") throw coreError("BAD_UNITS", `units must be a text, not ${typeof text}`);
  if (text.length > longest)
    throw coreError("BAD_UNITS", `units of ${text.length} signs are not read, at most ${longest}`);
  const normal = normalise(text).trim();
  if (normal === "") return { multiplier: 1, terms: [] };
  const parser = new UnitParser(normal);
  const parsed = parser.product();
  if (parser.position < parser.tokens.length) throw parser.fail();
  return { multiplier: parsed.multiplier, terms: merge(parsed.terms) };
}

function merge(terms: readonly UnitTerm[]): UnitTerm[] {
  const merged = new Map<string, UnitTerm>();
  for (const term of terms) {
    const symbol = term.prefix.symbol + term.unit.symbol;
    merged.set(symbol, { ...term, power: term.power + (merged.get(symbol)?.power ?? 0) });
  }
  return [...merged.values()].filter((term) => term.power !== 0);
}

/** Prints units with short symbols, numerators first: `eV / nm`, `1 / nm ** 2`, `A * s`; nothing for none. */
export function formatUnits(parsed: ParsedUnits): string {
  const symbols = parsed.terms
    .map((term) => ({ symbol: term.prefix.symbol + term.unit.symbol, power: term.power }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const print = ({ symbol, power }: { symbol: string; power: number }): string =>
    Math.abs(power) === 1 ? symbol : `${symbol} ** ${Math.abs(power)}`;
  const over = symbols.filter(({ power }) => power > 0).map(print);
  const under = symbols.filter(({ power }) => power < 0).map(print);
  if (over.length === 0 && under.length === 0) return "";
  return [over.length === 0 ? "1" : over.join(" * "), ...under].join(" / ");
}

/** The size of parsed units in base units: `mantissa * 10 ** exponent`, and their dimensions. */
export function unitSize(parsed: ParsedUnits): { mantissa: number; exponent: number; dimensions: Dimensions } {
  let mantissa = parsed.multiplier;
  let exponent = 0;
  const dimensions: Partial<Record<keyof Dimensions, number>> = {};
  for (const { prefix, unit, power } of parsed.terms) {
    if (unit.mantissa !== 1) mantissa *= unit.mantissa ** power;
    exponent += (prefix.exponent + unit.exponent) * power;
    for (const [key, value] of Object.entries(unit.dimensions) as [keyof Dimensions, number][]) {
      const total = (dimensions[key] ?? 0) + value * power;
      if (total === 0) delete dimensions[key];
      else dimensions[key] = total;
    }
  }
  return { mantissa, exponent, dimensions };
}
