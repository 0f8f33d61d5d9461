import { coreError, describeValue, slice, sliceIndices } from "@core/array";

/**
 * A resolved slice of `size` points: `start`, `start + step`, … It may be handed on as the Python slice
 * `start:stop:step`, where `stop` is null when a negative step runs to the first point.
 */
export interface ResolvedSlice {
  readonly start: number;
  readonly stop: number | null;
  readonly step: number;
  readonly size: number;
}

function checkWhole(name: string, given: number | null | undefined): void {
  if (given !== undefined && given !== null && !Number.isInteger(given))
    throw coreError(
      "BAD_INDEX",
      `the ${name} of a slice must be a whole number, not ${describeValue(given)}: a value on the axis is written value(${describeValue(given)})`,
    );
}

/**
 * Resolves a slice by whole numbers on `length` points as Python does: negative ones count from the end, too large ones are
 * cut. Errors: `BAD_INDEX` for a number that is not whole and for the step 0.
 */
export function resolveRange(
  length: number,
  start?: number | null,
  stop?: number | null,
  step?: number | null,
): ResolvedSlice {
  checkWhole("start", start);
  checkWhole("stop", stop);
  checkWhole("step", step);
  const range = sliceIndices(slice(start, stop, step), length);
  const first = Math.max(0, range.start);
  const end = range.start + range.length * range.step;
  return {
    start: first,
    stop: range.length === 0 ? first : end < 0 ? null : end,
    step: range.step,
    size: range.length,
  };
}

/** The index from the front. Errors: `BAD_INDEX` when it is not whole or lies outside `size` points of the axis `label`. */
export function resolveIndex(size: number, index: number, label: string): number {
  if (!Number.isInteger(index))
    throw coreError(
      "BAD_INDEX",
      `an index must be a whole number, not ${describeValue(index)}: a value on the axis is written value(${describeValue(index)})`,
    );
  const positive = index < 0 ? index + size : index;
  if (positive < 0 || positive >= size)
    throw coreError(
      "BAD_INDEX",
      size === 0
        ? `index ${index} is out of range: the ${label} is empty`
        : `index ${index} is out of range: the ${label} has ${size} points, so ${-size} to ${size - 1} are allowed`,
    );
  return positive;
}
