import { coreError, describeValue } from "./errors.js";

/** A range of indices as in Python: absent ends and negative counts from the end are allowed. */
export interface Slice {
  readonly brand: "@core/slice#1";
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly step: number | undefined;
}

/** A slice `start:stop:step`; `null` or an absent part means what it means in Python. */
export function slice(start?: number | null, stop?: number | null, step?: number | null): Slice {
  return { brand: "@core/slice#1", start: start ?? undefined, stop: stop ?? undefined, step: step ?? undefined };
}

/** Whether a value is a {@link Slice}. */
export function isSlice(value: unknown): value is Slice {
  return (value as Slice | null | undefined)?.brand === "@core/slice#1";
}

/** A slice from Python's text form, for example `"1:10:2"`. */
export function parseSlice(text: string): Slice {
  const first = text.indexOf(":");
  const second = text.indexOf(":", first + 1);
  const end = second < 0 ? text.length : second;
  const start = wholePart(text, 0, first);
  const stop = wholePart(text, first + 1, end);
  const step = second < 0 ? undefined : wholePart(text, second + 1, text.length);
  if (first < 0 || start === null || stop === null || step === null) {
    throw coreError(
      "BAD_INDEX",
      `slice: got ${describeValue(text)}, expected "start:stop:step" of whole numbers, each part optional.`,
    );
  }
  return slice(start, stop, step);
}

/** The whole number that a part of a text is; undefined where it is empty, null where it is something else. */
function wholePart(text: string, from: number, to: number): number | undefined | null {
  if (from >= to) return undefined;
  const code = text.charCodeAt(from);
  if (to - from === 1 && code >= 48 && code <= 57) return code - 48;
  const part = text.slice(from, to).trim();
  return part === "" ? undefined : /^[+-]?\d+$/.test(part) ? Number(part) : null;
}

/**
 * Where a slice of an axis of `size` starts, how many elements it has and how far apart they are (Python's `slice.indices`).
 * @throws BAD_INDEX for a step of 0 or parts that are not whole numbers
 */
export function sliceIndices(range: Slice, size: number): { start: number; length: number; step: number } {
  const step = range.step ?? 1;
  for (const part of [range.start, range.stop, step]) {
    if (part !== undefined && !Number.isInteger(part))
      throw coreError("BAD_INDEX", `slice: got ${describeValue(part)}, expected a whole number.`);
  }
  if (step === 0) throw coreError("BAD_INDEX", "slice: the step is 0, allowed is any other whole number.");
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? size : size - 1;
  const clip = (index: number): number => Math.min(Math.max(index < 0 ? index + size : index, low), high);
  const start = range.start === undefined ? (step > 0 ? low : high) : clip(range.start);
  const stop = range.stop === undefined ? (step > 0 ? high : low) : clip(range.stop);
  const length = Math.max(0, Math.ceil((stop - start) / step));
  return { start, length, step };
}
