import { badFile } from "./bytes.js";

/**
 * Undoes the filters of a picture's rows, in place. A row is one byte that names its filter and `width` bytes.
 * @param step bytes from a sample to that of the pixel before
 */
export function unfilterRows(data: Uint8Array, start: number, rows: number, width: number, step: number): void {
  const stride = width + 1;
  for (let row = 0; row < rows; row++) {
    const kind = data[start + row * stride] as number;
    const at = start + row * stride + 1;
    const end = at + width;
    const first = row === 0;
    if (kind === 1) {
      for (let i = at + step; i < end; i++) data[i] = (data[i] as number) + (data[i - step] as number);
    } else if (kind === 2) {
      if (!first) for (let i = at; i < end; i++) data[i] = (data[i] as number) + (data[i - stride] as number);
    } else if (kind === 3) {
      for (let i = at; i < end; i++) {
        const left = i - at < step ? 0 : (data[i - step] as number);
        const up = first ? 0 : (data[i - stride] as number);
        data[i] = (data[i] as number) + ((left + up) >> 1);
      }
    } else if (kind === 4) {
      for (let i = at; i < end; i++) {
        const inside = i - at >= step;
        const left = inside ? (data[i - step] as number) : 0;
        const up = first ? 0 : (data[i - stride] as number);
        const corner = inside && !first ? (data[i - stride - step] as number) : 0;
        data[i] = (data[i] as number) + paeth(left, up, corner);
      }
    } else if (kind !== 0) throw badFile(`png: row ${row} has the unknown filter ${kind}.`);
  }
}

/** Of three neighbours the one that is nearest to left + up - corner. */
function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Rows with filters, each the one whose differences are smallest; `filter` false leaves them as they are. */
export function filterRows(data: Uint8Array, rows: number, width: number, step: number, filter: boolean): Uint8Array {
  const stride = width + 1;
  const target = new Uint8Array(rows * stride);
  const trial = new Uint8Array(width);
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    const to = row * stride;
    target.set(data.subarray(from, from + width), to + 1);
    if (!filter) continue;
    let least = cost(target, to + 1, width);
    for (let kind = 1; kind <= 4; kind++) {
      tryFilter(data, from, width, step, kind, row === 0, trial);
      const own = cost(trial, 0, width);
      if (own >= least) continue;
      least = own;
      target[to] = kind;
      target.set(trial, to + 1);
    }
  }
  return target;
}

function tryFilter(
  data: Uint8Array,
  from: number,
  width: number,
  step: number,
  kind: number,
  first: boolean,
  trial: Uint8Array,
): void {
  for (let i = 0; i < width; i++) {
    const place = from + i;
    const left = i < step ? 0 : (data[place - step] as number);
    const up = first ? 0 : (data[place - width] as number);
    const corner = i < step || first ? 0 : (data[place - width - step] as number);
    const guess = kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : paeth(left, up, corner);
    trial[i] = (data[place] as number) - guess;
  }
}

function cost(data: Uint8Array, at: number, width: number): number {
  let sum = 0;
  for (let i = at; i < at + width; i++) {
    const value = data[i] as number;
    sum += value < 128 ? value : 256 - value;
  }
  return sum;
}
