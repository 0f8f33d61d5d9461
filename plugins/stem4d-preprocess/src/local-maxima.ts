import {
  contiguous,
  type DType,
  dispatch,
  elementsOf,
  fromData,
  type NDArray,
  type Operation,
  withRuntime,
} from "@core/array";

/** Attributes of the operation `stem4d-preprocess/localMaxima`. */
export interface LocalMaximaAttributes {
  /** Maxima are above `low` and below `high`; NaN as `high` is no limit. */
  readonly low: number;
  readonly high: number;
  /**
   * What a maximum is: `ordered` not below its eight neighbours, and above those that come before it column by column, so that a plateau
   * has one; `strict` above all of them, where neighbours that are not between the limits count as 0.
   */
  readonly rule: "ordered" | "strict";
  /** Whether the pixels beyond a border are those at the opposite one; otherwise there are none. */
  readonly wrap: boolean;
  /** So many rows and columns at each border have no maxima. */
  readonly edge: number;
  /** No maximum is nearer than this, in rows and columns, to a pixel that is not below `high`. */
  readonly clearance: number;
}

/**
 * The local maxima of a stack of images, perhaps with a dark reference taken off and multiplied by a gain first. The inputs: the stack; for
 * each pixel a number that maxima reach, dark reference and gain (float64, each without elements where there is no such).
 * The result: where the maxima of each image begin in the list, and the list of their places, row by row (int32).
 */
const operation: Operation<LocalMaximaAttributes, readonly NDArray[]> = {
  id: "stem4d-preprocess/localMaxima",
  reference: (inputs, attributes) => find(inputs, attributes),
};

/** The local maxima of a stack of images. */
export function localMaxima(
  stack: NDArray,
  { dark, gain }: { readonly dark?: Float64Array | undefined; readonly gain?: Float64Array | undefined },
  attributes: LocalMaximaAttributes,
): { readonly starts: Int32Array; readonly places: Int32Array } {
  const [, rows, columns] = stack.shape as [number, number, number];
  const bounds = lowerBounds(stack.dtype, rows * columns, attributes.low, dark, gain);
  const maps = [bounds, dark, gain].map((one) =>
    withRuntime(stack.runtime, fromData(one ?? new Float64Array(0), [one?.length ?? 0]) as NDArray),
  );
  const [starts, places] = dispatch(operation, [stack, ...maps], attributes) as [NDArray, NDArray];
  return { starts: elementsOf(starts) as Int32Array, places: elementsOf(places) as Int32Array };
}

function find(inputs: readonly NDArray[], attributes: LocalMaximaAttributes): readonly NDArray[] {
  const stack = contiguous(inputs[0] as NDArray);
  const [count, rows, columns] = stack.shape as [number, number, number];
  const [bounds, dark, gain] = inputs
    .slice(1)
    .map((one) => (one.size === 0 ? undefined : (elementsOf(contiguous(one)) as Float64Array)));
  const image: Image = { data: numbersOf(stack), rows, columns, dark, gain };
  const starts = new Int32Array(count + 1);
  const places: number[] = [];
  for (let k = 0; k < count; k++) {
    if (bounds === undefined) seekEverywhere(image, k * rows * columns, attributes, places);
    else seekAbove(image, k * rows * columns, attributes, bounds, places);
    starts[k + 1] = places.length;
  }
  return [fromData(starts, [count + 1]), fromData(Int32Array.from(places), [places.length])] as NDArray[];
}

type Numbers = Float32Array | Float64Array | Uint8Array | Uint16Array;

function numbersOf(stack: NDArray): Numbers {
  const data = elementsOf(stack);
  return data instanceof BigInt64Array || data instanceof BigUint64Array
    ? Float64Array.from(data as never as ArrayLike<number>, Number)
    : (data as Numbers);
}

interface Image {
  readonly data: Numbers;
  readonly rows: number;
  readonly columns: number;
  readonly dark: Float64Array | undefined;
  readonly gain: Float64Array | undefined;
}

/**
 * For each pixel a number below which nothing can be above `low` once dark reference and gain are applied; whole for whole numbers.
 * Undefined where there is no such limit.
 */
function lowerBounds(
  dtype: DType,
  size: number,
  low: number,
  dark: Float64Array | undefined,
  gain: Float64Array | undefined,
): Float64Array | undefined {
  if (!(low > Number.NEGATIVE_INFINITY)) return undefined;
  const whole = !dtype.startsWith("float");
  const slack = dtype === "float32" ? 1e-6 : 1e-12;
  const bounds = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const [base, factor] = [dark?.[i] ?? 0, gain?.[i] ?? 1];
    const bound = low / factor + base;
    const less = bound - slack * (Math.abs(low / factor) + Math.abs(base));
    if (!(factor > 0) || !(Math.abs(less) < Infinity)) bounds[i] = Number.NEGATIVE_INFINITY;
    else bounds[i] = whole ? Math.floor(less) + 1 : less;
  }
  return bounds;
}

/** The pixels that reach their lower bound are few, and looked at one by one. */
function seekAbove(
  image: Image,
  start: number,
  attributes: LocalMaximaAttributes,
  bounds: Float64Array,
  places: number[],
): void {
  const { data, rows, columns } = image;
  const { edge } = attributes;
  for (let row = edge; row < rows - edge; row++)
    for (let place = row * columns + edge; place < (row + 1) * columns - edge; place++)
      if ((data[start + place] as number) >= (bounds[place] as number) && isMaximum(image, start, place, attributes))
        places.push(place);
}

function seekEverywhere(image: Image, start: number, attributes: LocalMaximaAttributes, places: number[]): void {
  const { rows, columns, data, dark, gain } = image;
  const { edge, rule, high, clearance } = attributes;
  if (
    edge > 0 &&
    rule === "ordered" &&
    dark === undefined &&
    gain === undefined &&
    Number.isNaN(high) &&
    clearance <= 1
  ) {
    seekInside(data, start, rows, columns, edge, places);
    return;
  }
  for (let row = edge; row < rows - edge; row++)
    for (let column = edge; column < columns - edge; column++)
      if (isMaximum(image, start, row * columns + column, attributes)) places.push(row * columns + column);
}

function seekInside(data: Numbers, start: number, rows: number, columns: number, edge: number, places: number[]): void {
  for (let row = edge; row < rows - edge; row++) {
    const [from, to] = [start + row * columns + edge, start + (row + 1) * columns - edge];
    for (let i = from; i < to; i++) {
      const own = data[i] as number;
      if (!(own > (data[i - 1] as number)) || !(own >= (data[i + 1] as number))) continue;
      if (!(own > (data[i - columns] as number)) || !(own >= (data[i + columns] as number))) continue;
      if (!(own > (data[i - columns - 1] as number)) || !(own > (data[i + columns - 1] as number))) continue;
      if (own >= (data[i - columns + 1] as number) && own >= (data[i + columns + 1] as number)) places.push(i - start);
    }
  }
}

function valueAt({ data, dark, gain }: Image, start: number, place: number): number {
  const value = data[start + place] as number;
  const less = dark === undefined ? value : value - (dark[place] as number);
  return gain === undefined ? less : less * (gain[place] as number);
}

function isMaximum(image: Image, start: number, place: number, attributes: LocalMaximaAttributes): boolean {
  const { low, high, rule, wrap, clearance } = attributes;
  const own = valueAt(image, start, place);
  if (!(own > low) || own >= high) return false;
  const { rows, columns } = image;
  const row = Math.floor(place / columns);
  const column = place - row * columns;
  for (let across = -1; across <= 1; across++)
    for (let down = -1; down <= 1; down++) {
      if (down === 0 && across === 0) continue;
      let [r, c] = [row + down, column + across];
      if (r < 0 || r >= rows || c < 0 || c >= columns) {
        if (!wrap) continue;
        [r, c] = [(r + rows) % rows, (c + columns) % columns];
      }
      const other = valueAt(image, start, r * columns + c);
      const earlier = across < 0 || (across === 0 && down < 0);
      if (rule === "strict") {
        if (!(own > (other > low && !(other >= high) ? other : 0))) return false;
      } else if (earlier ? !(own > other) : !(own >= other)) return false;
    }
  return clearance <= 1 || isClear(image, start, row, column, attributes);
}

function isClear(
  image: Image,
  start: number,
  row: number,
  column: number,
  { high, clearance }: LocalMaximaAttributes,
): boolean {
  const { rows, columns } = image;
  for (let r = Math.max(0, row - clearance); r <= Math.min(rows - 1, row + clearance); r++)
    for (let c = Math.max(0, column - clearance); c <= Math.min(columns - 1, column + clearance); c++)
      if (valueAt(image, start, r * columns + c) >= high) return false;
  return true;
}
