import {
  contiguous,
  type DType,
  dispatch,
  elementsOf,
  hostStorage,
  isBigDType,
  makeData,
  type NDArray,
  type Operation,
} from "@core/array";

/** Attributes of the operation `stem4d-preprocess/shiftBilinear`. */
export interface ShiftBilinearAttributes {
  readonly periodic: boolean;
  /** Of the result. */
  readonly dtype: "float32" | "float64";
}

const bilinearOperation: Operation<ShiftBilinearAttributes, NDArray> = {
  id: "stem4d-preprocess/shiftBilinear",
  reference: ([stack, xs, ys], attributes) => bilinear(stack as NDArray, xs as NDArray, ys as NDArray, attributes),
  infer: ([stack], { dtype }) => ({ dtype, shape: (stack as NDArray).shape }),
};

/** A stack of images, each moved by one of the shifts (or all by the only one), with numbers between pixels from the four around them. */
export function shiftBilinear(stack: NDArray, xs: NDArray, ys: NDArray, attributes: ShiftBilinearAttributes): NDArray {
  return dispatch(bilinearOperation, [stack, xs, ys], attributes);
}

const spectraOperation: Operation<object, NDArray> = {
  id: "stem4d-preprocess/shiftSpectra",
  reference: ([spectra, down, across, corner]) =>
    shifted(spectra as NDArray, down as NDArray, across as NDArray, corner as NDArray),
  infer: ([spectra]) => ({ dtype: (spectra as NDArray).dtype, shape: (spectra as NDArray).shape }),
};

/**
 * Half spectra of a stack of real images, times a factor for each row and one for each column of each (or of all). Where `corner` has
 * numbers, they are the factors at half the rows of the last column.
 */
export function shiftSpectra(spectra: NDArray, down: NDArray, across: NDArray, corner: NDArray): NDArray {
  return dispatch(spectraOperation, [spectra, down, across, corner], {});
}

type Numbers = Float32Array | Float64Array;

function shifted(spectra: NDArray, down: NDArray, across: NDArray, corner: NDArray): NDArray {
  const own = contiguous(spectra);
  const [count, rows, columns] = own.shape as [number, number, number];
  const [a, b, c] = [down, across, corner].map((one) => elementsOf(contiguous(one)) as Float64Array) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const source = elementsOf(own) as Numbers;
  const result = makeData(own.dtype, own.size) as Numbers;
  const steps = [down, across, corner].map((one) => (one.shape[0] === 1 ? 0 : 1)) as [number, number, number];
  for (let k = 0; k < count; k++) {
    const [first, second] = [2 * steps[0] * k * rows, 2 * steps[1] * k * columns];
    for (let row = 0; row < rows; row++) {
      const start = 2 * (k * rows + row) * columns;
      multiplyRow(
        result,
        source,
        start,
        columns,
        a[first + 2 * row] as number,
        a[first + 2 * row + 1] as number,
        b,
        second,
      );
    }
    if (c.length === 0) continue;
    const place = 2 * ((k * rows + rows / 2) * columns + columns - 1);
    const factor = c[steps[2] * k] as number;
    result[place] = (source[place] as number) * factor;
    result[place + 1] = (source[place + 1] as number) * factor;
  }
  return own.make(own.dtype, own.shape, hostStorage(result));
}

function multiplyRow(
  result: Numbers,
  source: Numbers,
  start: number,
  columns: number,
  re: number,
  im: number,
  across: Float64Array,
  second: number,
): void {
  for (let i = 0; i < 2 * columns; i += 2) {
    const [p, q] = [across[second + i] as number, across[second + i + 1] as number];
    const x = re * p - im * q;
    const y = re * q + im * p;
    const [u, v] = [source[start + i] as number, source[start + i + 1] as number];
    result[start + i] = u * x - v * y;
    result[start + i + 1] = u * y + v * x;
  }
}

function bilinear(
  stack: NDArray,
  xs: NDArray,
  ys: NDArray,
  { periodic, dtype }: { readonly periodic: boolean; readonly dtype: DType },
): NDArray {
  const own = contiguous(stack);
  const [count, rows, columns] = own.shape as [number, number, number];
  const given = elementsOf(own);
  const source = (isBigDType(own.dtype) ? Float64Array.from(given as never, Number) : given) as Numbers;
  const result = makeData(dtype, own.size) as Numbers;
  const [x, y] = [xs, ys].map((one) => elementsOf(contiguous(one)) as Float64Array) as [Float64Array, Float64Array];
  const line = new Float64Array(columns);
  for (let k = 0; k < count; k++) {
    const [down, across] = [x[x.length === 1 ? 0 : k] as number, y[y.length === 1 ? 0 : k] as number];
    const [dr, dc] = [Math.floor(down), Math.floor(across)];
    const [wr, wc] = [down - dr, across - dc];
    for (let row = 0; row < rows; row++) {
      const start = (k * rows + row) * columns;
      mixRows(
        line,
        source,
        k * rows * columns,
        placeOf(row - dr, rows, periodic),
        wr > 0 ? placeOf(row - dr - 1, rows, periodic) : -1,
        wr,
      );
      moveRow(result, start, line, dc, wc, periodic);
    }
  }
  return own.make(dtype, own.shape, hostStorage(result));
}

/** A row moved by whole pixels and a part of one, piece by piece where neighbours stay neighbours. */
function moveRow(
  result: Numbers,
  start: number,
  line: Float64Array,
  across: number,
  weight: number,
  periodic: boolean,
): void {
  const { length } = line;
  const other = 1 - weight;
  let column = 0;
  while (column < length) {
    const p = placeOf(column - across, length, periodic);
    const q = weight > 0 ? placeOf(column - across - 1, length, periodic) : -1;
    const most = p < 0 ? 0 : Math.min(length - column, length - p);
    const shift = p - column;
    if (weight > 0 && p > 0) {
      for (const stop = column + most; column < stop; column++)
        result[start + column] =
          other * (line[column + shift] as number) + weight * (line[column + shift - 1] as number);
    } else if (weight === 0 && p >= 0) {
      for (const stop = column + most; column < stop; column++)
        result[start + column] = other * (line[column + shift] as number);
    } else {
      const one = p < 0 ? 0 : other * (line[p] as number);
      result[start + column] = q >= 0 ? one + weight * (line[q] as number) : one;
      column++;
    }
  }
}

/** Where a row or column is that may lie beyond the border; below 0 for nowhere. */
function placeOf(place: number, size: number, periodic: boolean): number {
  if (place >= 0 && place < size) return place;
  return periodic ? place - size * Math.floor(place / size) : -1;
}

/** A row and the one before it, with their weights; rows below 0 are zeros. */
function mixRows(
  line: Float64Array,
  source: Numbers,
  start: number,
  first: number,
  second: number,
  weight: number,
): void {
  const { length } = line;
  const [p, q] = [start + first * length, start + second * length];
  if (first < 0) line.fill(0);
  else for (let i = 0; i < length; i++) line[i] = (1 - weight) * (source[p + i] as number);
  if (second >= 0) for (let i = 0; i < length; i++) line[i] = (line[i] as number) + weight * (source[q + i] as number);
}
