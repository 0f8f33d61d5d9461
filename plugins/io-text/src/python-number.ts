import type { Complex } from "@core/array";

const digits = String.raw`\d+(?:_\d+)*`;
const decimal = new RegExp(String.raw`^[+-]?(?:${digits}\.?(?:${digits})?|\.${digits})(?:[eE][+-]?${digits})?$`);
const special = /^([+-]?)(inf|infinity|nan)$/i;
const whole = new RegExp(`^[+-]?${digits}$`);

/** The number that Python's `float` reads from a text; undefined where it refuses. */
export function pythonFloat(text: string): number | undefined {
  const word = text.trim();
  if (decimal.test(word)) return Number(word.replaceAll("_", ""));
  const match = special.exec(word);
  if (match === null) return undefined;
  if (match[2]?.toLowerCase() === "nan") return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** As in Python since 3.11: reading more digits takes time that grows with their square. */
const mostDigits = 4300;

/** The whole number that Python's `int` reads; undefined where it refuses. */
export function pythonInt(text: string): bigint | undefined {
  const word = text.trim();
  return word.length <= mostDigits && whole.test(word)
    ? BigInt(word.replaceAll("_", "").replace(/^\+/, ""))
    : undefined;
}

/** The number that Python's `complex` reads; undefined where it refuses. `loadtxt` wants a number before the letter, and a small one. */
export function pythonComplex(text: string, strict = false): Complex | undefined {
  const word = text.trim().replace(/^\(\s*([\s\S]*?)\s*\)$/, "$1");
  const real = pythonFloat(word);
  if (real !== undefined) return { re: real, im: 0 };
  if (!(strict ? /[\d.fny]j$/i : /j$/i).test(word) || (strict && word.endsWith("J"))) return undefined;
  const body = word.slice(0, -1);
  for (let at = body.length - 1; at >= 0; at--) {
    const letter = body[at];
    if ((letter !== "+" && letter !== "-") || /[eE]/.test(body[at - 1] ?? "")) continue;
    const im = imaginary(body.slice(at));
    const re = at === 0 ? 0 : pythonFloat(body.slice(0, at));
    return im === undefined || re === undefined ? undefined : { re, im };
  }
  const im = imaginary(body);
  return im === undefined ? undefined : { re: 0, im };
}

function imaginary(text: string): number | undefined {
  if (text === "" || text === "+" || text === "-") return text === "-" ? -1 : 1;
  return /\s/.test(text) ? undefined : pythonFloat(text);
}
