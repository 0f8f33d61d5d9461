import { plainText } from "./text.js";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const prefixes: readonly (readonly [string, number])[] = [
  ["f", -15],
  ["p", -12],
  ["n", -9],
  ["µ", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
];
const scalable = ["m", "s", "V", "eV", "A", "Hz", "g", "K", "T", "Pa", "J", "W", "N", "C", "F", "rad", "sr", "Ω", "L"];

/** A whole number in raised digits: -3 is ⁻³. */
export function superscript(value: number): string {
  return [...String(value)].map((digit) => (digit === "-" ? "⁻" : (superscripts[Number(digit)] ?? digit))).join("");
}

/** Units as they are printed: `um` is µm, `1/nm` and `$nm^{-1}$` are nm⁻¹; units that say nothing are empty. */
export function prettyUnits(units: string | undefined): string {
  const text = plainText(units).replace(/^\$(.*)\$$/, "$1");
  if (["", "<undefined>", "undefined", "dimensionless", "px", "pixel", "pixels", "None"].includes(text)) {
    return text.startsWith("p") ? "px" : "";
  }
  return text
    .replace(/\\AA\b|Angstroms?\b|angstroms?\b/g, "Å")
    .replace(/\u212b/g, "Å")
    .replace(/\u03bc/g, "µ")
    .replace(/^(1\s*\/\s*)?u(?=(m|s|A|V|eV|rad)\b)/, "$1µ")
    .replace(/^1\s*\/\s*([^\s/^*]+)$/, "$1⁻¹")
    .replace(/(?:\^|\*\*)\s*\{?\s*([-−+]?\d{1,3})\s*\}?/g, (_, power: string) =>
      superscript(Number(power.replace("−", "-"))),
    );
}

/** The label of an axis: "Energy loss (eV)". */
export function axisTitle(label: string | undefined, units: string | undefined): string {
  const name = plainText(label).replace(/^<undefined>$/, "");
  const unit = prettyUnits(units);
  return unit === "" ? name : name === "" ? `(${unit})` : `${name} (${unit})`;
}

/** What a unit is made of, where an SI prefix can be exchanged: `nm` is ["m", -9]; otherwise undefined. */
function splitPrefix(units: string): readonly [string, number] | undefined {
  const text = prettyUnits(units);
  if (scalable.includes(text)) return [text, 0];
  for (const [prefix, power] of prefixes) {
    if (prefix !== "" && text.startsWith(prefix) && scalable.includes(text.slice(prefix.length))) {
      return [text.slice(prefix.length), power];
    }
  }
  return undefined;
}

/**
 * A length in the SI prefix that makes it read well: 1000 nm is 1 µm. Values from `low` to 1000 keep their units.
 * @returns the factor from the given to the new units, and the new units; undefined where the units have no prefix to change
 */
export function betterPrefix(value: number, units: string, low = 1): { factor: number; units: string } | undefined {
  const parts = splitPrefix(units);
  if (parts === undefined || value === 0 || !Number.isFinite(value)) return undefined;
  const size = Math.abs(value);
  if (size >= low && size < 1000) return { factor: 1, units: prettyUnits(units) };
  const wanted = Math.floor(Math.round((Math.log10(size) + parts[1]) * 1e9) / 1e9 / 3) * 3;
  const power = Math.min(12, Math.max(-15, wanted));
  const prefix = prefixes.find(([, one]) => one === power)?.[0] ?? "";
  const shift = parts[1] - power;
  return { factor: shift >= 0 ? 10 ** shift : 1 / 10 ** -shift, units: prefix + parts[0] };
}
