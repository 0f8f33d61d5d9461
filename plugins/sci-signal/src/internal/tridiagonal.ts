/** Eigenvectors of a symmetric tridiagonal matrix for its `count` largest eigenvalues, the largest first, each of length 1. */
export function largestEigenvectors(d: Float64Array, e: Float64Array, count: number): Float64Array[] {
  const n = d.length;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const reach = Math.abs(i > 0 ? (e[i - 1] as number) : 0) + Math.abs(i < n - 1 ? (e[i] as number) : 0);
    low = Math.min(low, (d[i] as number) - reach);
    high = Math.max(high, (d[i] as number) + reach);
  }
  const scale = Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE);
  const vectors: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const value = bisect(d, e, n - 1 - k, low - 1e-12 * scale, high + 1e-12 * scale);
    vectors.push(inverseIteration(d, e, value, scale, vectors));
  }
  return vectors;
}

/** The eigenvalue with that many smaller ones, by Sturm sequences. */
function bisect(d: Float64Array, e: Float64Array, index: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 200; step++) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (smallerThan(d, e, middle) > index) high = middle;
    else low = middle;
  }
  return 0.5 * (low + high);
}

function smallerThan(d: Float64Array, e: Float64Array, x: number): number {
  let count = 0;
  let q = 1;
  for (let i = 0; i < d.length; i++) {
    const off = i > 0 ? (e[i - 1] as number) : 0;
    q = (d[i] as number) - x - (i > 0 ? (off * off) / q : 0);
    if (q === 0) q = -1e-300;
    if (q < 0) count++;
  }
  return count;
}

function inverseIteration(
  d: Float64Array,
  e: Float64Array,
  value: number,
  scale: number,
  earlier: readonly Float64Array[],
): Float64Array {
  const n = d.length;
  const v = Float64Array.from({ length: n }, (_, i) => 1 + 0.37 * Math.sin(7 * i + earlier.length));
  for (let round = 0; round < 4; round++) {
    solveShifted(d, e, value, 1e-16 * scale, v);
    for (const other of earlier) {
      let dot = 0;
      for (let i = 0; i < n; i++) dot += (v[i] as number) * (other[i] as number);
      for (let i = 0; i < n; i++) v[i] = (v[i] as number) - dot * (other[i] as number);
    }
    let top = 0;
    for (let i = 0; i < n; i++) top = Math.max(top, Math.abs(v[i] as number));
    let sum = 0;
    for (let i = 0; i < n; i++) sum += ((v[i] as number) / top) ** 2;
    const length = top * Math.sqrt(sum);
    for (let i = 0; i < n; i++) v[i] = (v[i] as number) / length;
  }
  return v;
}

/** Solves (T - value) x = v in place by elimination with partial pivoting; pivots of 0 become tiny. */
function solveShifted(d: Float64Array, e: Float64Array, value: number, tiny: number, v: Float64Array): void {
  const n = d.length;
  const a = new Float64Array(n);
  const b = new Float64Array(n);
  const c = new Float64Array(n);
  let diagonal = (d[0] as number) - value;
  let next = n > 1 ? (e[0] as number) : 0;
  for (let i = 0; i < n; i++) {
    if (i === n - 1) {
      a[i] = Math.abs(diagonal) < tiny ? tiny : diagonal;
      break;
    }
    const below = e[i] as number;
    const own = (d[i + 1] as number) - value;
    const after = i + 2 < n ? (e[i + 1] as number) : 0;
    if (Math.abs(below) > Math.abs(diagonal)) {
      const factor = diagonal / below;
      a[i] = below;
      b[i] = own;
      c[i] = after;
      [v[i], v[i + 1]] = [v[i + 1] as number, (v[i] as number) - factor * (v[i + 1] as number)];
      diagonal = next - factor * own;
      next = -factor * after;
    } else {
      const pivot = Math.abs(diagonal) < tiny ? tiny : diagonal;
      const factor = below / pivot;
      a[i] = pivot;
      b[i] = next;
      v[i + 1] = (v[i + 1] as number) - factor * (v[i] as number);
      diagonal = own - factor * next;
      next = after;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = v[i] as number;
    if (i + 1 < n) sum -= (b[i] as number) * (v[i + 1] as number);
    if (i + 2 < n) sum -= (c[i] as number) * (v[i + 2] as number);
    v[i] = sum / (a[i] as number);
  }
}
