import { pythonComplex } from "./python-number.js";

/** What the first lines of a text look like. */
export interface Sniffed {
  /** Undefined for blanks. */
  readonly delimiter: string | undefined;
  /** Lines before the numbers that are no comments: names of columns, and what stands before them. */
  readonly header: number;
  /** The fields of the last of these lines, where they are as many as columns. */
  readonly names: readonly string[] | undefined;
}

/** No more lines than these stand before the numbers. */
const mostHeader = 64;

/** Finds the delimiter and the header of a table of numbers; undefined where no line is one of numbers. */
export function sniffTable(text: string): Sniffed | undefined {
  if (text.includes("\0")) return undefined;
  const lines = text.split(/\r\n|\r|\n/);
  for (let at = 0; at < Math.min(lines.length, mostHeader); at++) {
    const line = (lines[at] as string).split("#")[0] as string;
    if (line.trim() === "") continue;
    const delimiter = [",", "\t", ";", undefined].find((one) => isNumbers(fieldsOf(line, one)));
    if (delimiter === undefined && !isNumbers(fieldsOf(line, undefined))) continue;
    const before = (lines[at - 1] ?? "").replace(/^\s*#/, "");
    const names = fieldsOf(before, delimiter).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
    return {
      delimiter,
      header: at,
      names: names.length === fieldsOf(line, delimiter).length && before.trim() !== "" ? names : undefined,
    };
  }
  return undefined;
}

function fieldsOf(line: string, delimiter: string | undefined): string[] {
  return delimiter === undefined ? line.trim().split(/\s+/) : line.includes(delimiter) ? line.split(delimiter) : [];
}

function isNumbers(fields: readonly string[]): boolean {
  return fields.length > 0 && fields.every((field) => pythonComplex(field) !== undefined);
}

/** How sure the first bytes are those of a table of numbers. */
export function sniffBytes(head: Uint8Array): number {
  if (head.length === 0) return 0;
  const text = new TextDecoder("latin1").decode(head);
  const cut = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  return sniffTable(cut > 0 ? text.slice(0, cut) : text) === undefined ? 0 : 0.6;
}
