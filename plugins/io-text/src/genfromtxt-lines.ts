import { coreError, describeValue } from "@core/array/runtime";

/** What is between columns: a text, the width of all columns, or the width of each; blanks where it is undefined. */
export type GenDelimiter = string | number | readonly number[] | null | undefined;

/** Splits one line into fields; comments and empty lines give none. */
export function makeSplitter(
  delimiter: GenDelimiter,
  comments: string | null,
  autostrip: boolean,
): (line: string) => string[] {
  const uncommented = (line: string): string => (comments === null ? line : (line.split(comments)[0] as string));
  const split = splitterOf(delimiter);
  return (line) => {
    // Millions of empty lines take no time.
    if (line === "") return [];
    const fields = split(uncommented(line));
    return autostrip ? fields.map((field) => field.trim()) : fields;
  };
}

function splitterOf(delimiter: GenDelimiter): (line: string) => string[] {
  if (delimiter === undefined || delimiter === null || delimiter === "")
    return (line) => (line.trim() === "" ? [] : line.trim().split(/\s+/));
  if (typeof delimiter === "string")
    return (line) => {
      const own = line.replace(/^[ \r\n]+|[ \r\n]+$/g, "");
      return own === "" ? [] : own.split(delimiter);
    };
  if (typeof delimiter === "number" && Number.isInteger(delimiter) && delimiter > 0)
    return (line) => {
      const own = line.replace(/^[\r\n]+|[\r\n]+$/g, "");
      return Array.from({ length: Math.ceil(own.length / delimiter) }, (_, k) =>
        own.slice(k * delimiter, (k + 1) * delimiter),
      );
    };
  if (Array.isArray(delimiter) && delimiter.every((width) => Number.isInteger(width) && width > 0)) {
    const ends = (delimiter as readonly number[]).map((_, k) =>
      (delimiter as readonly number[]).slice(0, k + 1).reduce((sum, width) => sum + width, 0),
    );
    return (line) => (line === "" ? [] : ends.map((end, k) => line.slice(ends[k - 1] ?? 0, end)));
  }
  throw coreError("BAD_ARGUMENT", `delimiter: got ${describeValue(delimiter)}, expected a text, a width or widths.`);
}
