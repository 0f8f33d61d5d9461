import { asArray } from "../create.js";
import { isBigDType, isComplexDType, type Scalar } from "../dtype.js";
import { isScalar, readElement } from "../element.js";
import { coreError } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { loadAll } from "../reduce/load.js";
import type { ArrayInput, Input } from "../reduce/types.js";
import { astype, contiguous } from "../transfer.js";
import { flip } from "../views.js";
import { compareWithNaN } from "./order.js";
import { takeElements, writePositions } from "./positions.js";

/** Options of {@link searchsorted}. */
export interface SearchOptions {
  /** Whether a place before (`left`, the default) or behind elements that are equal is given. */
  readonly side?: "left" | "right";
  /** Indices that sort `a`, where it is not sorted. */
  readonly sorter?: ArrayInput;
}

/** Options of {@link digitize}. */
export interface DigitizeOptions {
  /** Whether bins are closed at the right edge instead of the left one. */
  readonly right?: boolean;
}

/** The operation of {@link searchsorted}, for kernels and `explain`. */
export const searchsortedOperation: Operation<{ readonly side: "left" | "right" }> = {
  id: "@core/array/searchsorted",
  infer: (inputs) => ({ dtype: "int64", shape: (inputs[1] as NDArray).shape }),
  reference: searchBody,
};

/**
 * Where elements have to be inserted to keep a sorted array sorted (NumPy's `searchsorted`). NaN belongs behind all numbers.
 * @param a sorted in ascending order, one axis
 * @param v a scalar, which gives a number, or elements of any shape, which give an int64 array
 */
export function searchsorted(a: Input, v: Scalar, options?: SearchOptions): number;
export function searchsorted(a: Input, v: ArrayInput, options?: SearchOptions): NDArray<"int64">;
export function searchsorted(a: Input, v: Input, options?: SearchOptions): NDArray<"int64"> | number;
export function searchsorted(a: Input, v: Input, options: SearchOptions = {}): NDArray | number {
  const { side = "left", sorter } = options;
  if (side !== "left" && side !== "right")
    throw coreError("BAD_ARGUMENT", `side: got ${String(side)}, allowed are left and right.`);
  const sorted = asArray(a as NDArray);
  checkLine(sorted, "a");
  const ordered = sorter === undefined ? sorted : sortedBy(sorted, asArray(sorter as NDArray));
  const result = dispatch(searchsortedOperation, [ordered, asArray(v as NDArray)], { side });
  return isScalar(v) && result.device === undefined ? Number(result.item()) : result;
}

/**
 * The bin of each element (NumPy's `digitize`): `i` where `bins[i - 1] <= x < bins[i]`, 0 and the number of edges outside.
 * Edges may also descend.
 * @throws BAD_VALUE for edges that do neither
 */
export function digitize(x: Scalar, bins: Input, options?: DigitizeOptions): number;
export function digitize(x: ArrayInput, bins: Input, options?: DigitizeOptions): NDArray<"int64">;
export function digitize(x: Input, bins: Input, options: DigitizeOptions = {}): NDArray | number {
  const values = asArray(x as NDArray);
  const edges = asArray(bins as NDArray);
  checkLine(edges, "bins");
  if (isComplexDType(values.dtype) || isComplexDType(edges.dtype))
    throw coreError("BAD_DTYPE", "digitize: complex numbers have no bins; take the real part or absolute first.");
  const numbers = loadAll(contiguous(edges), contiguous(edges).offset, edges.size);
  const descends = numbers.some((edge, i) => i > 0 && edge < (numbers[i - 1] as number));
  const ascends = numbers.some((edge, i) => i > 0 && edge > (numbers[i - 1] as number));
  if (descends && ascends) throw coreError("BAD_VALUE", "bins: the edges must ascend or descend all the way.");
  const side = options.right === true ? "left" : "right";
  if (!descends) return searchsorted(edges, x as NDArray, { side });
  const found = searchsorted(flip(edges), x as NDArray, { side }) as NDArray<"int64"> | number;
  if (typeof found === "number") return edges.size - found;
  const count = BigInt(edges.size);
  for (let i = 0; i < found.data.length; i++) found.data[i] = count - (found.data[i] as bigint);
  return found;
}

function checkLine(a: NDArray, name: string): void {
  if (a.shape.length !== 1)
    throw coreError("BAD_SHAPE", `${name}: has shape (${a.shape.join(", ")}), expected one axis.`);
}

function sortedBy(a: NDArray, sorter: NDArray): NDArray {
  const places = astype(sorter, "float64").data;
  if (sorter.shape.length !== 1 || sorter.size !== a.size)
    throw coreError("BAD_SHAPE", `sorter: has shape (${sorter.shape.join(", ")}), expected (${a.size}).`);
  if (places.some((place) => !(place >= 0 && place < a.size)))
    throw coreError("BAD_INDEX", `sorter: an index is outside 0 to ${a.size - 1}.`);
  return takeElements(contiguous(a), places);
}

function searchBody([a, v]: readonly NDArray[], { side }: { readonly side: "left" | "right" }): NDArray {
  const [sorted, values] = [contiguous(a as NDArray), contiguous(v as NDArray)];
  const result = values.make("int64", values.shape);
  const length = sorted.size;
  const odd = [sorted.dtype, values.dtype].some((dtype) => isComplexDType(dtype) || isBigDType(dtype));
  if (!odd) {
    writePositions(
      result,
      searchNumbers(
        loadAll(sorted, sorted.offset, length),
        loadAll(values, values.offset, values.size),
        side === "left",
      ),
    );
    return result;
  }
  const places = Array.from({ length: values.size }, (_, i) => {
    const value = readElement(values, values.offset + i);
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compareWithNaN(readElement(sorted, sorted.offset + middle), value);
      if (order < 0 || (order === 0 && side === "right")) low = middle + 1;
      else high = middle;
    }
    return low;
  });
  writePositions(result, places);
  return result;
}

/** Places of values among sorted numbers, NaN last. */
function searchNumbers(sorted: Float64Array, values: Float64Array, left: boolean): Float64Array {
  const places = new Float64Array(values.length);
  let numbers = sorted.length;
  while (numbers > 0 && Number.isNaN(sorted[numbers - 1])) numbers--;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) {
      places[i] = left ? numbers : sorted.length;
      continue;
    }
    let low = 0;
    let high = numbers;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const own = sorted[middle] as number;
      if (own < value || (own === value && !left)) low = middle + 1;
      else high = middle;
    }
    places[i] = low;
  }
  return places;
}
