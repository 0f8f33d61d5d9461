import {
  type ArrayLikeInput,
  asArray,
  assign,
  astype,
  coreError,
  type DType,
  describeValue,
  elementsOf,
  isComplexDType,
  isNDArray,
  isScalar,
  type NDArray,
  promoteTypes,
} from "@core/array";

/** Results in one array, and the dtypes that they had, in the order in which these came up. */
export interface Collected {
  readonly stored: NDArray;
  readonly dtypes: readonly DType[];
}

/**
 * All results in one array, in the dtype that all of them fit in.
 * @param first the number of the first position, for messages
 * @throws BAD_SHAPE when results differ in shape, BAD_ARGUMENT for a result that is no array
 */
export function collect(
  results: Iterable<unknown>,
  navigation: readonly number[],
  outputSignalSize: readonly number[] | undefined,
  outputDtype: DType | undefined,
  first = 0,
): Collected {
  const collector = createCollector(navigation, outputSignalSize, outputDtype, first);
  for (const result of results) collector.add(result);
  return collector.finish();
}

/** Takes results one after the other. See {@link collect}. */
export function createCollector(
  navigation: readonly number[],
  outputSignalSize: readonly number[] | undefined,
  outputDtype: DType | undefined,
  first = 0,
): { add(result: unknown): void; finish(): Collected } {
  const dtypes: DType[] = [];
  let stored: NDArray | undefined;
  let size: readonly number[] = outputSignalSize ?? [];
  let place = 0;
  return {
    add(result) {
      if (typeof result === "number" && stored?.dtype === "float64" && size.length === 0) {
        stored.data[place++] = result;
        return;
      }
      const part = resultArray(result, first + place);
      if (stored === undefined) {
        size = outputSignalSize ?? part.shape;
        stored = part.make(outputDtype ?? part.dtype, [...navigation, ...size]);
      }
      if (!sameSizes(part.shape, size))
        throw coreError(
          "BAD_SHAPE",
          `map: the result at position ${first + place} has shape (${part.shape.join(", ")}), expected (${size.join(", ")}); results of several shapes need { ragged: true }.`,
        );
      if (!dtypes.includes(part.dtype)) dtypes.push(part.dtype);
      const dtype: DType = outputDtype ?? promoteTypes(stored.dtype, part.dtype);
      if (dtype !== stored.dtype) stored = astype(stored, dtype);
      store(stored, part, place++, navigation.length);
    },
    finish() {
      if (stored !== undefined) return { stored, dtypes };
      throw coreError("BAD_SHAPE", "map: the signal has no positions, so there is nothing to apply the function to.");
    },
  };
}

export function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Writes one result into its place in a contiguous array. */
function store(stored: NDArray, part: NDArray, place: number, navigation: number): void {
  const step = part.size;
  if (part.dtype === stored.dtype && part.isContiguous) {
    const width = isComplexDType(part.dtype) ? 2 : 1;
    (stored.data as Float64Array).set(elementsOf(part) as Float64Array, place * step * width);
  } else assign(stored.view(part.shape, stored.strides.slice(navigation), place * step), part);
}

/** A result as an array. */
export function resultArray(result: unknown, place: number): NDArray {
  if (isNDArray(result)) return result;
  if (isScalar(result) || Array.isArray(result) || ArrayBuffer.isView(result)) return asArray(result as ArrayLikeInput);
  throw coreError(
    "BAD_ARGUMENT",
    `map: the function gave ${describeValue(result)} at position ${place}, expected an array, a number or nested lists.`,
  );
}

/** A result as an item of a ragged signal: lists of numbers become arrays. */
export function resultItem(result: unknown): unknown {
  const numbers =
    ArrayBuffer.isView(result) || (Array.isArray(result) && result.length > 0 && result.flat(32).every(isScalar));
  return numbers ? asArray(result as ArrayLikeInput) : result;
}
