import type { NDArray } from "@core/array";
import { crossSpectrum, finestOf, type Grid, greatestOf, gridFor, spectrumOf } from "./spectrum.js";
import { overlapProduct, type Picture, weighted, windowsOf } from "./window.js";

/** How two pictures are compared. */
export interface PairOptions {
  readonly hanning: boolean;
  readonly normalizeCorr: boolean;
  readonly subPixelFactor: number;
}

/** Rows and columns by which a picture is moved against another. */
export type Shift = readonly [rows: number, columns: number];

/** A picture made ready for being compared with several others. */
export interface Prepared extends Picture {
  readonly grid: Grid;
  /** The picture with the window of a shift of 0. */
  readonly windowed: Float64Array;
  readonly spectrum: Float64Array;
}

/** Makes a picture ready for {@link shiftBetween}, whose transforms take the kernels of a runtime if one is given. */
export function prepare(picture: Picture, hanning: boolean, runtime: NDArray["runtime"]): Prepared {
  const { rows, columns } = picture;
  const grid = gridFor(rows, columns, runtime);
  const windowed = weighted(picture, windowsOf(rows, 0, hanning)[0], windowsOf(columns, 0, hanning)[0]);
  return { ...picture, grid, windowed, spectrum: spectrumOf(windowed, rows, columns, grid) };
}

/**
 * How far the second picture is moved against the first: the maximum of their correlation, then improved with windows that lie on the part
 * that both pictures show. With windows that stay where they are, the estimate is drawn towards 0.
 */
export function shiftBetween(first: Prepared, second: Prepared, options: PairOptions): Shift {
  const coarse = coarseShift(first, second, options.normalizeCorr);
  const whole = options.normalizeCorr ? coarse : climb(first, second, coarse, options.hanning);
  return options.subPixelFactor > 1 ? fineShift(first, second, whole, options) : whole;
}

function coarseShift(first: Prepared, second: Prepared, phases: boolean): Shift {
  const { rows, columns, grid } = first;
  const [row, column] = greatestOf(crossSpectrum(first.spectrum, second.spectrum, phases), grid);
  // The transform is periodic: of the shifts that it cannot tell apart, the one with the greatest product of what overlaps.
  let best: Shift = [0, 0];
  let greatest = Number.NEGATIVE_INFINITY;
  for (const down of [row, row - grid.rows])
    for (const across of [column, column - grid.columns]) {
      if (Math.abs(down) >= rows || Math.abs(across) >= columns) continue;
      const product = overlapProduct(first.windowed, second.windowed, first, down, across);
      if (product <= greatest) continue;
      greatest = product;
      best = [down, across];
    }
  return best;
}

const mostSteps = 24;
const leastOverlap = 4;

/** Moves a whole shift to a maximum of the correlation within windows that go with it. */
function climb(first: Prepared, second: Prepared, start: Shift, hanning: boolean): Shift {
  let [down, across] = start;
  const visited = new Set<string>();
  for (let step = 0; step < mostSteps; step++) {
    if (first.rows - Math.abs(down) < leastOverlap || first.columns - Math.abs(across) < leastOverlap) return start;
    visited.add(`${down},${across}`);
    const [a, b] = windowedPair(first, second, [down, across], hanning);
    let greatest = overlapProduct(a, b, first, down, across);
    let [nextDown, nextAcross] = [down, across];
    for (let i = 0; i < 9; i++) {
      if (i === 4) continue;
      const [j, k] = [down + Math.floor(i / 3) - 1, across + (i % 3) - 1];
      const product = overlapProduct(a, b, first, j, k);
      if (product <= greatest) continue;
      greatest = product;
      [nextDown, nextAcross] = [j, k];
    }
    if (visited.has(`${nextDown},${nextAcross}`)) return [down, across];
    [down, across] = [nextDown, nextAcross];
  }
  return start;
}

function windowedPair(
  first: Picture,
  second: Picture,
  [down, across]: Shift,
  hanning: boolean,
): readonly [Float64Array, Float64Array] {
  const [firstRows, secondRows] = windowsOf(first.rows, down, hanning);
  const [firstColumns, secondColumns] = windowsOf(first.columns, across, hanning);
  return [weighted(first, firstRows, firstColumns), weighted(second, secondRows, secondColumns)];
}

const mostRounds = 8;

/** The shift in parts of a pixel, on windows that are moved with it until it stays. */
function fineShift(first: Prepared, second: Prepared, start: Shift, options: PairOptions): Shift {
  const { hanning, normalizeCorr, subPixelFactor: factor } = options;
  const { rows, columns, grid } = first;
  let units: Shift = [Math.round(start[0] * factor), Math.round(start[1] * factor)];
  const visited = new Set<string>();
  for (let round = 0; round < mostRounds && !visited.has(units.join()); round++) {
    visited.add(units.join());
    const shift: Shift = [units[0] / factor, units[1] / factor];
    if (rows - Math.abs(shift[0]) < leastOverlap || columns - Math.abs(shift[1]) < leastOverlap) break;
    const [a, b] = windowedPair(first, second, shift, hanning);
    const spectra = [spectrumOf(a, rows, columns, grid), spectrumOf(b, rows, columns, grid)] as const;
    units = finestUnits(crossSpectrum(spectra[0], spectra[1], normalizeCorr), grid, units, factor);
  }
  return [units[0] / factor + 0, units[1] / factor + 0];
}

const reach = 10;

/** The maximum near a point in steps of 1 / factor pixels, from coarse steps to fine ones. */
function finestUnits(spectrum: Float64Array, grid: Grid, start: Shift, factor: number): Shift {
  let [down, across] = start;
  for (let step = Math.ceil(factor / reach); ; step = Math.ceil(step / reach)) {
    const [j, i] = finestOf(
      spectrum,
      grid,
      { centre: down / factor, step: step / factor, reach },
      { centre: across / factor, step: step / factor, reach },
    );
    down += j * step;
    across += i * step;
    if (step === 1) return [down, across];
  }
}

/** How alike two pictures are where both show the same, -1 to 1; 0 where nothing varies. */
export function likeness(first: Picture, second: Picture, shift: Shift, hanning: boolean): number {
  const whole: Shift = [Math.round(shift[0]), Math.round(shift[1])];
  const [a, b] = windowedPair(first, second, whole, hanning);
  const product = overlapProduct(a, b, first, whole[0], whole[1]);
  const size = Math.sqrt(overlapProduct(a, a, first, 0, 0) * overlapProduct(b, b, first, 0, 0));
  return size > 0 ? product / size : 0;
}
