import { badText } from "./source.js";

/** How lines are split. */
export interface Splitting {
  /** One character, or undefined for any blanks. */
  readonly delimiter: string | undefined;
  readonly comments: readonly string[];
  /** The character that fields with delimiters and line ends stand between. */
  readonly quote: string | undefined;
}

/** A row and the line that it begins on, counted from 1. */
export interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Splits a text into rows of fields, without comments and empty lines, as NumPy's `loadtxt` does.
 * @throws BAD_FILE for a quoted field that does not end
 */
export function* splitRows(text: string, splitting: Splitting, skip: number): Generator<Row> {
  const { quote } = splitting;
  let at = 0;
  let line = 0;
  while (at < text.length) {
    const start = line + 1;
    const quoted = quote !== undefined && line >= skip ? splitQuoted(text, at, splitting, quote, start) : undefined;
    if (quoted !== undefined) {
      line += quoted.lines;
      at = quoted.next;
      if (quoted.fields.length > 0) yield { line: start, fields: quoted.fields };
      continue;
    }
    const end = endOfLine(text, at);
    line++;
    if (line > skip) {
      const fields = splitLine(text.slice(at, end), splitting);
      if (fields.length > 0) yield { line: start, fields };
    }
    at = afterLine(text, end);
  }
}

function endOfLine(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}

function afterLine(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : end + 1;
}

function splitLine(given: string, { delimiter, comments }: Splitting): readonly string[] {
  let line = given;
  for (const comment of comments) {
    const at = line.indexOf(comment);
    if (at >= 0) line = line.slice(0, at);
  }
  if (delimiter === undefined) {
    const words = line.trim();
    return words === "" ? [] : words.split(/\s+/);
  }
  return line === "" ? [] : line.split(delimiter);
}

interface QuotedRow {
  readonly fields: readonly string[];
  readonly next: number;
  readonly lines: number;
}

function splitQuoted(text: string, start: number, splitting: Splitting, quote: string, line: number): QuotedRow {
  const { delimiter, comments } = splitting;
  const blank = (letter: string | undefined): boolean =>
    letter !== undefined && (delimiter === undefined ? /\s/.test(letter) : false);
  const fields: string[] = [];
  let field = "";
  let begun = false;
  let lines = 1;
  let at = start;
  for (;;) {
    const letter = text[at];
    if (letter === undefined || letter === "\n" || letter === "\r" || comments.some((one) => text.startsWith(one, at)))
      break;
    if (!begun && field === "" && letter === quote) {
      begun = true;
      for (at++; ; at++) {
        const inner = text[at];
        if (inner === undefined) throw badText("loadtxt", `line ${line}: a field in ${quote} does not end.`);
        if (inner === quote) {
          if (text[at + 1] !== quote) break;
          at++;
        }
        if (inner === "\n") lines++;
        field += inner;
      }
      at++;
    } else if (letter === delimiter || blank(letter)) {
      if (delimiter !== undefined || begun || field !== "") fields.push(field);
      field = "";
      begun = false;
      at++;
    } else {
      field += letter;
      at++;
    }
  }
  const empty = fields.length === 0 && field === "" && !begun;
  if (!empty && (delimiter !== undefined || begun || field !== "")) fields.push(field);
  const end = endOfLine(text, at);
  return { fields, next: afterLine(text, end), lines };
}
