import { elementsOf, fromData, type NDArray } from "@core/array";
import { irfft2, nextFastLen, rfft2 } from "sci-fft";

/** The sizes of the Fourier transforms of pictures: the next ones that are fast. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Columns of the transform that are kept, the others being their conjugates. */
  readonly half: number;
  /** Whose kernels transform. */
  readonly runtime: NDArray["runtime"];
}

/** The grid for pictures of a size. */
export function gridFor(rows: number, columns: number, runtime: NDArray["runtime"]): Grid {
  const wide = nextFastLen(columns, { real: true });
  return { rows: nextFastLen(rows), columns: wide, half: Math.floor(wide / 2) + 1, runtime };
}

/** The Fourier transform of a real picture, real and imaginary parts in turn. */
export function spectrumOf(numbers: Float64Array, rows: number, columns: number, grid: Grid): Float64Array {
  const { runtime } = grid;
  const image = fromData(numbers, [rows, columns], runtime === undefined ? {} : { runtime });
  return elementsOf(rfft2(image, { s: [grid.rows, grid.columns] })) as Float64Array;
}

/** The spectrum of the correlation of two pictures, of its phases alone where asked for. */
export function crossSpectrum(first: Float64Array, second: Float64Array, phases: boolean): Float64Array {
  const result = new Float64Array(first.length);
  for (let i = 0; i < first.length; i += 2) {
    const a = first[i] as number;
    const b = first[i + 1] as number;
    const c = second[i] as number;
    const d = second[i + 1] as number;
    result[i] = a * c + b * d;
    result[i + 1] = a * d - b * c;
  }
  if (!phases) return result;
  let greatest = 0;
  for (let i = 0; i < result.length; i++) greatest = Math.max(greatest, Math.abs(result[i] as number));
  for (let i = 0; i < result.length; i += 2) {
    const size = Math.sqrt((result[i] as number) ** 2 + (result[i + 1] as number) ** 2);
    // Rounding errors have phases too, which mean nothing.
    const factor = size > greatest * 1e-15 ? 1 / size : 0;
    result[i] = (result[i] as number) * factor;
    result[i + 1] = (result[i + 1] as number) * factor;
  }
  return result;
}

/** Where the correlation is greatest, as row and column of the grid. */
export function greatestOf(spectrum: Float64Array, grid: Grid): readonly [number, number] {
  const { runtime } = grid;
  const transform = fromData(spectrum, [grid.rows, grid.half], {
    dtype: "complex128",
    ...(runtime === undefined ? {} : { runtime }),
  });
  const correlation = elementsOf(irfft2(transform, { s: [grid.rows, grid.columns] })) as Float64Array;
  let best = 0;
  for (let i = 1; i < correlation.length; i++) if ((correlation[i] as number) > (correlation[best] as number)) best = i;
  return [Math.floor(best / grid.columns), best % grid.columns];
}

/** Where a correlation is evaluated along one axis: at `centre + (j - reach) · step` pixels. */
export interface Samples {
  readonly centre: number;
  readonly step: number;
  readonly reach: number;
}

/**
 * The greatest value of a correlation on a fine grid around a point, by the Fourier sum itself (Guizar-Sicairos, Thurman and Fienup, Optics
 * Letters 33 (2008) 156).
 * @returns its place, in steps from the centre of each axis
 */
export function finestOf(
  spectrum: Float64Array,
  grid: Grid,
  down: Samples,
  across: Samples,
): readonly [number, number] {
  const { rows, columns, half } = grid;
  const count = 2 * down.reach + 1;
  const lines = new Float64Array(2 * count * half);
  for (let row = 0; row < rows; row++) {
    const frequency = row <= rows / 2 ? row : row - rows;
    for (let j = 0; j < count; j++) {
      const angle = (2 * Math.PI * frequency * (down.centre + (j - down.reach) * down.step)) / rows;
      addTurned(lines, 2 * j * half, spectrum, 2 * row * half, 2 * half, Math.cos(angle), Math.sin(angle));
    }
  }
  const width = 2 * across.reach + 1;
  let best = Number.NEGATIVE_INFINITY;
  let place: readonly [number, number] = [count, width];
  const [cos, sin] = [new Float64Array(half), new Float64Array(half)];
  for (let i = 0; i < width; i++) {
    const shift = across.centre + (i - across.reach) * across.step;
    for (let k = 0; k < half; k++) {
      const once = k === 0 || 2 * k === columns ? 1 : 2;
      const angle = (2 * Math.PI * k * shift) / columns;
      cos[k] = once * Math.cos(angle);
      sin[k] = once * Math.sin(angle);
    }
    for (let j = 0; j < count; j++) {
      const value = realProduct(lines, 2 * j * half, cos, sin);
      const at: readonly [number, number] = [j - down.reach, i - across.reach];
      // Of equal values, the nearest one.
      if (value < best || (value === best && Math.hypot(...at) >= Math.hypot(...place))) continue;
      best = value;
      place = at;
    }
  }
  return place;
}

function addTurned(
  into: Float64Array,
  start: number,
  from: Float64Array,
  first: number,
  length: number,
  cos: number,
  sin: number,
): void {
  for (let i = 0; i < length; i += 2) {
    const re = from[first + i] as number;
    const im = from[first + i + 1] as number;
    into[start + i] = (into[start + i] as number) + re * cos - im * sin;
    into[start + i + 1] = (into[start + i + 1] as number) + re * sin + im * cos;
  }
}

function realProduct(line: Float64Array, start: number, cos: Float64Array, sin: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < cos.length; k++)
    sum +=
      (line[start + 2 * k] as number) * (cos[k] as number) - (line[start + 2 * k + 1] as number) * (sin[k] as number);
  return sum;
}
