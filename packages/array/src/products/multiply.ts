/** Rows of the left and columns of the right matrix that one run of the innermost loop makes: eight sums stay in registers. */
const tileRows = 2;
const tileColumns = 4;
/** How much of the right matrix is packed at a time, to stay in the caches. */
const blockDepth = 256;
const blockColumns = 256;

let packed: Float64Array | undefined;

/**
 * Adds the product of two contiguous matrices to a third: `c += a b`, with `a` (m, k), `b` (k, n) and `c` (m, n), in float64.
 * The right matrix is packed block by block into strips of four columns, so that the innermost loop reads memory in order.
 */
export function multiplyInto(c: Float64Array, a: Float64Array, b: Float64Array, m: number, k: number, n: number): void {
  if (m * n * k < 4096 || n < tileColumns) {
    multiplyPlain(c, a, b, m, k, n);
    return;
  }
  packed ??= new Float64Array(blockDepth * blockColumns);
  const strips = packed;
  for (let column = 0; column < n; column += blockColumns) {
    const columns = Math.min(blockColumns, n - column);
    const whole = columns - (columns % tileColumns);
    for (let depth = 0; depth < k; depth += blockDepth) {
      const depths = Math.min(blockDepth, k - depth);
      pack(strips, b, n, depth, depths, column, whole);
      const evenRows = m - (m % tileRows);
      for (let row = 0; row < evenRows; row += tileRows)
        for (let strip = 0; strip < whole; strip += tileColumns)
          tile(c, a, strips, row * k + depth, k, strip * depths, depths, row * n + column + strip, n);
      if (evenRows < m) rest(c, a, b, evenRows, m, column, column + whole, depth, depths, k, n);
      if (whole < columns) rest(c, a, b, 0, m, column + whole, column + columns, depth, depths, k, n);
    }
  }
}

function pack(
  strips: Float64Array,
  b: Float64Array,
  n: number,
  depth: number,
  depths: number,
  column: number,
  whole: number,
): void {
  for (let strip = 0; strip < whole; strip += tileColumns) {
    let to = strip * depths;
    let from = depth * n + column + strip;
    for (let i = 0; i < depths; i++) {
      strips[to] = b[from] as number;
      strips[to + 1] = b[from + 1] as number;
      strips[to + 2] = b[from + 2] as number;
      strips[to + 3] = b[from + 3] as number;
      to += tileColumns;
      from += n;
    }
  }
}

function tile(
  c: Float64Array,
  a: Float64Array,
  strips: Float64Array,
  atA: number,
  k: number,
  atB: number,
  depths: number,
  atC: number,
  n: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let right = atB;
  const below = atA + k;
  for (let i = 0; i < depths; i++) {
    const a0 = a[atA + i] as number;
    const a1 = a[below + i] as number;
    const b0 = strips[right] as number;
    const b1 = strips[right + 1] as number;
    const b2 = strips[right + 2] as number;
    const b3 = strips[right + 3] as number;
    right += 4;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
  }
  c[atC] = (c[atC] as number) + s00;
  c[atC + 1] = (c[atC + 1] as number) + s01;
  c[atC + 2] = (c[atC + 2] as number) + s02;
  c[atC + 3] = (c[atC + 3] as number) + s03;
  c[atC + n] = (c[atC + n] as number) + s10;
  c[atC + n + 1] = (c[atC + n + 1] as number) + s11;
  c[atC + n + 2] = (c[atC + n + 2] as number) + s12;
  c[atC + n + 3] = (c[atC + n + 3] as number) + s13;
}

/** The rows and columns that do not fill a tile. */
function rest(
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  rowStart: number,
  rowEnd: number,
  columnStart: number,
  columnEnd: number,
  depth: number,
  depths: number,
  k: number,
  n: number,
): void {
  for (let row = rowStart; row < rowEnd; row++) {
    for (let column = columnStart; column < columnEnd; column++) {
      let sum = 0;
      for (let i = depth; i < depth + depths; i++) sum += (a[row * k + i] as number) * (b[i * n + column] as number);
      c[row * n + column] = (c[row * n + column] as number) + sum;
    }
  }
}

function multiplyPlain(c: Float64Array, a: Float64Array, b: Float64Array, m: number, k: number, n: number): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let i = 0; i < k; i++) sum += (a[row * k + i] as number) * (b[i * n + column] as number);
      c[row * n + column] = (c[row * n + column] as number) + sum;
    }
  }
}

/** `c += a b` for whole numbers of up to 32 bits, which wrap. */
export function multiplyWhole(c: Int32Array, a: Int32Array, b: Int32Array, m: number, k: number, n: number): void {
  for (let row = 0; row < m; row++) {
    for (let i = 0; i < k; i++) {
      const left = a[row * k + i] as number;
      if (left === 0) continue;
      for (let column = 0; column < n; column++)
        c[row * n + column] = (c[row * n + column] as number) + Math.imul(left, b[i * n + column] as number);
    }
  }
}

/** `c += a b` for whole numbers of 64 bits, which wrap. */
export function multiplyBig(
  c: BigInt64Array,
  a: BigInt64Array,
  b: BigInt64Array,
  m: number,
  k: number,
  n: number,
): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0n;
      for (let i = 0; i < k; i++) sum += (a[row * k + i] as bigint) * (b[i * n + column] as bigint);
      c[row * n + column] = (c[row * n + column] as bigint) + sum;
    }
  }
}
