import { coreError, describeValue } from "@core/array/runtime";

/** The order in which positions are visited: rows always from the left, to and fro, or the very positions given, in natural order. */
export type IterationPath = "flyback" | "serpentine" | Iterable<readonly number[]>;

/**
 * All positions of a space in natural order (x runs fastest), as fresh tuples. `flyback` starts every line at its beginning,
 * `serpentine` turns round at each end. No axes means one position, `[]`; an axis of size 0 none.
 * Errors: `BAD_ARGUMENT` for another path, `BAD_INDEX` for given positions that are not there.
 */
export function* iterateIndices(
  shape: readonly number[],
  path: IterationPath = "flyback",
): Generator<number[], void, undefined> {
  if (!Array.isArray(shape) || !shape.every((size) => Number.isInteger(size) && size >= 0))
    throw coreError("BAD_ARGUMENT", `the shape must be a list of whole numbers from 0, not ${describeValue(shape)}`);
  if (typeof path === "object" && path !== null && Symbol.iterator in path) {
    for (const indices of path) yield checkPosition(shape, indices);
    return;
  }
  if (path !== "flyback" && path !== "serpentine")
    throw coreError(
      "BAD_ARGUMENT",
      `the path must be "flyback", "serpentine" or a list of positions, not ${describeValue(path)}`,
    );
  if (shape.includes(0)) return;
  const indices = shape.map(() => 0);
  const directions = shape.map(() => 1);
  for (;;) {
    yield [...indices];
    if (!advance(shape, indices, directions, path === "serpentine")) return;
  }
}

function checkPosition(shape: readonly number[], indices: readonly number[]): number[] {
  const fits = Array.isArray(indices) && indices.length === shape.length;
  if (!fits || indices.some((index, axis) => !Number.isInteger(index) || index < 0 || index >= (shape[axis] ?? 0)))
    throw coreError(
      "BAD_INDEX",
      `the path holds ${describeValue(indices)}, which is no position of a space of ${shape.join(" × ")} points`,
    );
  return [...indices];
}

function advance(shape: readonly number[], indices: number[], directions: number[], turn: boolean): boolean {
  for (let axis = 0; axis < shape.length; axis++) {
    const direction = directions[axis] ?? 1;
    const next = (indices[axis] ?? 0) + direction;
    if (next >= 0 && next < (shape[axis] ?? 0)) {
      indices[axis] = next;
      return true;
    }
    if (turn) directions[axis] = -direction;
    else indices[axis] = 0;
  }
  return false;
}
