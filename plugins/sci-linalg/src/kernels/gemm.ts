/** A tile of the result: sixteen sums stay in registers. */
const tile = 4;
/** How much of the factors is packed at a time, to stay in the caches. */
const blockDepth = 256;
const blockColumns = 128;

/** A matrix inside a typed array: element (i, j) stands at `offset + i * row + j * column`. */
export interface Panel {
  readonly data: Float64Array;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

/** A panel of a matrix in C order. */
export function panel(data: Float64Array, columns: number, row = 0, column = 0): Panel {
  return { data, offset: row * columns + column, row: columns, column: 1 };
}

/** The transposed panel. */
export function flipped(p: Panel): Panel {
  return { data: p.data, offset: p.offset, row: p.column, column: p.row };
}

/** `c += scale a b` for panels of (m, k) and (k, n); `c` must not share elements with the factors. */
export function addProduct(c: Panel, a: Panel, b: Panel, m: number, k: number, n: number, scale = 1): void {
  if (m === 0 || n === 0 || k === 0) return;
  if (m * n * k < 2048 || m < 3 || n < 3) {
    addPlain(c, a, b, m, k, n, scale);
    return;
  }
  const depthLimit = Math.min(k, blockDepth);
  const rows = Math.ceil(m / tile) * tile;
  const columnLimit = Math.min(Math.ceil(n / tile) * tile, blockColumns);
  const left = new Float64Array(rows * depthLimit);
  const right = new Float64Array(columnLimit * depthLimit);
  const edge = new Float64Array(tile * tile);
  for (let depth = 0; depth < k; depth += blockDepth) {
    const depths = Math.min(blockDepth, k - depth);
    packStrips(left, a.data, a.offset + depth * a.column, a.row, a.column, m, depths, scale);
    for (let start = 0; start < n; start += blockColumns) {
      const width = Math.min(blockColumns, n - start);
      packStrips(right, b.data, b.offset + depth * b.row + start * b.column, b.column, b.row, width, depths, 1);
      multiplyStrips(c, left, right, edge, m, depths, start, width);
    }
  }
}

/** Packs `count` lines into strips of four that run along the depth; missing lines are zeros. */
function packStrips(
  to: Float64Array,
  from: Float64Array,
  offset: number,
  line: number,
  step: number,
  count: number,
  depths: number,
  scale: number,
): void {
  for (let start = 0; start < count; start += tile) {
    let at = start * depths;
    const own = Math.min(tile, count - start);
    const first = offset + start * line;
    if (own === tile) {
      for (let p = 0; p < depths; p++) {
        const place = first + p * step;
        to[at] = scale * from[place]!;
        to[at + 1] = scale * from[place + line]!;
        to[at + 2] = scale * from[place + 2 * line]!;
        to[at + 3] = scale * from[place + 3 * line]!;
        at += tile;
      }
    } else {
      for (let p = 0; p < depths; p++) {
        for (let i = 0; i < tile; i++) to[at + i] = i < own ? scale * from[first + p * step + i * line]! : 0;
        at += tile;
      }
    }
  }
}

function multiplyStrips(
  c: Panel,
  left: Float64Array,
  right: Float64Array,
  edge: Float64Array,
  m: number,
  depths: number,
  start: number,
  width: number,
): void {
  const { data, offset, row, column } = c;
  for (let i = 0; i < m; i += tile) {
    const high = Math.min(tile, m - i);
    for (let j = 0; j < width; j += tile) {
      const wide = Math.min(tile, width - j);
      const place = offset + i * row + (start + j) * column;
      if (high === tile && wide === tile && column === 1) {
        addTile(data, place, row, left, i * depths, right, j * depths, depths);
      } else {
        edge.fill(0);
        addTile(edge, 0, tile, left, i * depths, right, j * depths, depths);
        for (let y = 0; y < high; y++)
          for (let x = 0; x < wide; x++) data[place + y * row + x * column]! += edge[y * tile + x]!;
      }
    }
  }
}

function addTile(
  c: Float64Array,
  at: number,
  row: number,
  left: Float64Array,
  atLeft: number,
  right: Float64Array,
  atRight: number,
  depths: number,
): void {
  let c00 = 0;
  let c01 = 0;
  let c02 = 0;
  let c03 = 0;
  let c10 = 0;
  let c11 = 0;
  let c12 = 0;
  let c13 = 0;
  let c20 = 0;
  let c21 = 0;
  let c22 = 0;
  let c23 = 0;
  let c30 = 0;
  let c31 = 0;
  let c32 = 0;
  let c33 = 0;
  let l = atLeft;
  let r = atRight;
  for (let p = 0; p < depths; p++) {
    const b0 = right[r]!;
    const b1 = right[r + 1]!;
    const b2 = right[r + 2]!;
    const b3 = right[r + 3]!;
    r += 4;
    const a0 = left[l]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = left[l + 1]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = left[l + 2]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = left[l + 3]!;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
    l += 4;
  }
  c[at]! += c00;
  c[at + 1]! += c01;
  c[at + 2]! += c02;
  c[at + 3]! += c03;
  c[at + row]! += c10;
  c[at + row + 1]! += c11;
  c[at + row + 2]! += c12;
  c[at + row + 3]! += c13;
  c[at + 2 * row]! += c20;
  c[at + 2 * row + 1]! += c21;
  c[at + 2 * row + 2]! += c22;
  c[at + 2 * row + 3]! += c23;
  c[at + 3 * row]! += c30;
  c[at + 3 * row + 1]! += c31;
  c[at + 3 * row + 2]! += c32;
  c[at + 3 * row + 3]! += c33;
}

function addPlain(c: Panel, a: Panel, b: Panel, m: number, k: number, n: number, scale: number): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let atA = a.offset + i * a.row;
      let atB = b.offset + j * b.column;
      for (let p = 0; p < k; p++) {
        sum += a.data[atA]! * b.data[atB]!;
        atA += a.column;
        atB += b.row;
      }
      c.data[c.offset + i * c.row + j * c.column]! += scale * sum;
    }
  }
}
