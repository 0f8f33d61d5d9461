/** Units as FITS writes them, of those that are not ASCII. */
const units: readonly (readonly [RegExp, string])[] = [
  [/[µμ]/g, "u"],
  [/[ÅÅ]/g, "Angstrom"],
  [/°/g, "deg"],
  [/⁻¹/g, "-1"],
  [/⁻²/g, "-2"],
  [/²/g, "2"],
];

/** Units in ASCII. */
export function plainUnits(text: string): string {
  return escapeText(units.reduce((plain, [pattern, name]) => plain.replace(pattern, name), text));
}

/** Text in printable ASCII, other characters as `\uXXXX`. */
export function escapeText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Text as it was before {@link escapeText}. */
export function unescapeText(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
