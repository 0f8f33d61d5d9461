/** A round structure of some width. */
export interface Blob {
  readonly row: number;
  readonly column: number;
  readonly sigma: number;
}

type Place = readonly [layer: number, row: number, column: number];

/**
 * Where a stack of images is above a threshold and not below any of the 26 neighbours, the highest first; beyond its border it counts
 * as 0. Numbers that differ by rounding only count as equal.
 */
export function scaleMaxima(
  space: Float64Array,
  layers: number,
  rows: number,
  columns: number,
  threshold: number,
  border: number,
): Place[] {
  let size = 0;
  for (let i = 0; i < space.length; i++) size = Math.max(size, Math.abs(space[i] as number));
  const slack = size * 1e-12;
  const places: { readonly place: Place; readonly value: number }[] = [];
  for (let layer = 0; layer < layers; layer++)
    for (let row = border; row < rows - border; row++)
      for (let column = border; column < columns - border; column++) {
        const value = space[(layer * rows + row) * columns + column] as number;
        if (!(value > threshold)) continue;
        if (isHighest(space, layers, rows, columns, layer, row, column, value + slack))
          places.push({ place: [layer, row, column], value });
      }
  places.sort((a, b) => b.value - a.value);
  return places.map(({ place }) => place);
}

function isHighest(
  space: Float64Array,
  layers: number,
  rows: number,
  columns: number,
  layer: number,
  row: number,
  column: number,
  limit: number,
): boolean {
  for (let l = layer - 1; l <= layer + 1; l++)
    for (let r = row - 1; r <= row + 1; r++)
      for (let c = column - 1; c <= column + 1; c++) {
        const inside = l >= 0 && r >= 0 && c >= 0 && l < layers && r < rows && c < columns;
        if ((inside ? (space[(l * rows + r) * columns + c] as number) : 0) > limit) return false;
      }
  return true;
}

/** Blobs without those that overlap with a wider one (of equal ones, the later one stays) by more than a part of their area. */
export function prunedBlobs(blobs: readonly Blob[], overlap: number): Blob[] {
  const kept = new Uint8Array(blobs.length).fill(1);
  const widest = blobs.reduce((most, { sigma }) => Math.max(most, sigma), 0);
  const near = 2 * widest * Math.SQRT2;
  for (let i = 0; i < blobs.length; i++)
    for (let j = i + 1; j < blobs.length; j++) {
      const [a, b] = [blobs[i] as Blob, blobs[j] as Blob];
      if (Math.hypot(a.row - b.row, a.column - b.column) > near) continue;
      if (kept[i] === 0 || kept[j] === 0 || sharedPart(a, b) <= overlap) continue;
      kept[a.sigma > b.sigma ? j : i] = 0;
    }
  return blobs.filter((_, i) => kept[i] === 1);
}

/** The part of the smaller of two circles that lies in the other one. */
function sharedPart(a: Blob, b: Blob): number {
  const distance = Math.hypot(a.row - b.row, a.column - b.column);
  const [r, s] = [a.sigma * Math.SQRT2, b.sigma * Math.SQRT2];
  if (distance > r + s) return 0;
  if (distance <= Math.abs(r - s)) return 1;
  const first = Math.acos(clamped((distance ** 2 + r ** 2 - s ** 2) / (2 * distance * r)));
  const second = Math.acos(clamped((distance ** 2 + s ** 2 - r ** 2) / (2 * distance * s)));
  const product = (r + s - distance) * (distance - s + r) * (distance + s - r) * (distance + r + s);
  const area = r * r * first + s * s * second - 0.5 * Math.sqrt(Math.abs(product));
  return area / (Math.PI * Math.min(r, s) ** 2);
}

function clamped(cosine: number): number {
  return Math.max(-1, Math.min(1, cosine));
}
