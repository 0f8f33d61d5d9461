import { type ArrayLikeInput, asArray, checkShape, hostStorage, type NDArray, zeros } from "@core/array";
import { checkKind, coreError, describeValue } from "@core/array/runtime";
import { sameShape } from "./values.js";

/**
 * A structuring element of three along each axis: those at most `connectivity` steps from its centre.
 * @param rank the number of axes; from 0 down a single truth
 * @param connectivity 1 for neighbours that share a face, `rank` for all; smaller numbers count as 1
 */
export function generateBinaryStructure(rank: number, connectivity: number): NDArray<"bool"> {
  checkKind("generateBinaryStructure", "rank", rank, "number");
  checkKind("generateBinaryStructure", "connectivity", connectivity, "number");
  if (!Number.isInteger(rank) || rank > 16 || !(typeof connectivity === "number") || Number.isNaN(connectivity))
    throw coreError(
      "BAD_VALUE",
      `generateBinaryStructure: got rank ${describeValue(rank)} and connectivity ${describeValue(connectivity)}, expected numbers, rank up to 16.`,
    );
  const shape = checkShape(new Array<number>(Math.max(0, rank)).fill(3));
  const result = zeros(shape, { dtype: "bool" });
  const members = result.data;
  const most = Math.max(1, connectivity);
  for (let i = 0; i < members.length; i++) {
    let steps = 0;
    for (let rest = i, axis = 0; axis < shape.length; axis++) {
      steps += rest % 3 === 1 ? 0 : 1;
      rest = Math.floor(rest / 3);
    }
    members[i] = steps <= most ? 1 : 0;
  }
  return result;
}

/**
 * The neighbours that count as connected, as a structuring element of three along each axis.
 * @throws BAD_SHAPE for another shape
 */
export function connectivityOf(structure: ArrayLikeInput | undefined, dimensions: number): NDArray {
  if (structure === undefined) return generateBinaryStructure(dimensions, 1);
  const given = asArray(structure);
  if (!sameShape(given.shape, new Array<number>(dimensions).fill(3)))
    throw coreError(
      "BAD_SHAPE",
      `structure: has shape (${given.shape.join(", ")}), expected ${dimensions} axes of 3 elements.`,
    );
  return given;
}

/** An array of truths given as bytes. */
export function truthArray(bytes: Uint8Array, shape: readonly number[], like: NDArray): NDArray<"bool"> {
  return like.make("bool", shape, hostStorage(bytes));
}
