/** Powers of ten that a float64 holds exactly. */
const powers: Float64Array = /* @__PURE__ */ Float64Array.from({ length: 23 }, (_, k) => 10 ** k);

/** Numbers read from a table of plain numbers. */
export interface ScannedTable {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Reads a table of plain decimal numbers in one pass over its characters. Undefined when there is anything else in it, for the careful
 * reader to read or to complain about.
 * @param delimiter the code of the one character between columns, or -1 for any blanks
 * @param comment the code of the character that starts a comment, or -1
 * @param skip lines to leave out at the beginning
 */
export function scanNumbers(text: string, delimiter: number, comment: number, skip: number): ScannedTable | undefined {
  let values = new Float64Array(Math.max(16, text.length >> 3));
  let count = 0;
  let rows = 0;
  let columns = -1;
  let at = 0;
  for (let line = 0; line < skip; line++) {
    const end = text.indexOf("\n", at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (text.includes("\r") && /\r(?!\n)/.test(text)) return undefined;
  const { length } = text;
  while (at < length) {
    let found = 0;
    const begin = at;
    for (;;) {
      let code = at < length ? text.charCodeAt(at) : 10;
      while (code === 32 || code === 13 || (code === 9 && delimiter !== 9))
        code = ++at < length ? text.charCodeAt(at) : 10;
      if (code === 10 || code === comment) {
        // A delimiter at the end of a line promises one more number, and so do blanks where there are delimiters.
        if (delimiter >= 0 && (found > 0 || (at > begin && text.charCodeAt(at - 1) !== 13))) return undefined;
        break;
      }
      const start = at;
      let negative = false;
      if (code === 45 || code === 43) {
        negative = code === 45;
        code = text.charCodeAt(++at);
      }
      let mantissa = 0;
      let digits = 0;
      let scale = 0;
      const first = at;
      while (code >= 48 && code <= 57) {
        mantissa = mantissa * 10 + (code - 48);
        code = text.charCodeAt(++at);
      }
      digits = at - first;
      if (code === 46) {
        const point = at;
        code = text.charCodeAt(++at);
        while (code >= 48 && code <= 57) {
          mantissa = mantissa * 10 + (code - 48);
          code = text.charCodeAt(++at);
        }
        scale = point + 1 - at;
        digits += at - point - 1;
      }
      if (digits === 0) return undefined;
      if (code === 101 || code === 69) {
        let exponent = 0;
        code = text.charCodeAt(++at);
        const minus = code === 45;
        if (minus || code === 43) code = text.charCodeAt(++at);
        const power = at;
        while (code >= 48 && code <= 57) {
          exponent = exponent * 10 + (code - 48);
          code = text.charCodeAt(++at);
        }
        if (at === power || at - power > 4) return undefined;
        scale += minus ? -exponent : exponent;
      }
      let value: number;
      if (mantissa < 9007199254740992 && scale >= -22 && scale <= 22)
        value = scale < 0 ? mantissa / (powers[-scale] as number) : mantissa * (powers[scale] as number);
      else value = Math.abs(Number(text.slice(start, at)));
      if (count === values.length) {
        const more = new Float64Array(2 * count);
        more.set(values);
        values = more;
      }
      values[count++] = negative ? -value : value;
      found++;
      const next = at;
      while (code === 32 || code === 13 || (code === 9 && delimiter !== 9)) code = text.charCodeAt(++at);
      if (at >= length || code === 10 || code === comment) break;
      if (delimiter >= 0 && delimiter !== 32) {
        if (code !== delimiter) return undefined;
        at++;
      } else if (at === next || delimiter === 32) return undefined;
    }
    const end = text.indexOf("\n", at);
    at = end < 0 ? length : end + 1;
    if (found === 0) continue;
    if (columns < 0) columns = found;
    else if (columns !== found) return undefined;
    rows++;
  }
  return rows === 0 ? undefined : { values: values.slice(0, count), rows, columns };
}
