/** Products of rows begin to end of x (m, n) with all rows of h (k, n), two rows and two sums at a time. */
export function products(
  x: Float64Array,
  h: Float64Array,
  n: number,
  k: number,
  begin: number,
  end: number,
  out: Float64Array,
): void {
  for (let i = begin; i < end; i += 2) {
    const one = i * n;
    const other = i + 1 < end ? one + n : one;
    let t = 0;
    for (; t + 2 <= k; t += 2) {
      const left = t * n;
      const right = left + n;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let j = 0; j < n; j++) {
        const a = x[one + j]!;
        const b = x[other + j]!;
        const c = h[left + j]!;
        const d = h[right + j]!;
        s00 += a * c;
        s01 += a * d;
        s10 += b * c;
        s11 += b * d;
      }
      out[i * k + t] = s00;
      out[i * k + t + 1] = s01;
      if (i + 1 < end) {
        out[(i + 1) * k + t] = s10;
        out[(i + 1) * k + t + 1] = s11;
      }
    }
    if (t < k) {
      let s0 = 0;
      let s1 = 0;
      for (let j = 0; j < n; j++) {
        s0 += x[one + j]! * h[t * n + j]!;
        s1 += x[other + j]! * h[t * n + j]!;
      }
      out[i * k + t] = s0;
      if (i + 1 < end) out[(i + 1) * k + t] = s1;
    }
  }
}

/** Adds rows begin to end of x (m, n), times each column of w (m, k), to sums (k, n). */
export function accumulate(
  x: Float64Array,
  w: Float64Array,
  n: number,
  k: number,
  begin: number,
  end: number,
  sums: Float64Array,
): void {
  let i = begin;
  for (; i + 4 <= end; i += 4) {
    const r0 = i * n;
    const r1 = r0 + n;
    const r2 = r1 + n;
    const r3 = r2 + n;
    for (let t = 0; t < k; t++) {
      const w0 = w[i * k + t]!;
      const w1 = w[(i + 1) * k + t]!;
      const w2 = w[(i + 2) * k + t]!;
      const w3 = w[(i + 3) * k + t]!;
      if (w0 === 0 && w1 === 0 && w2 === 0 && w3 === 0) continue;
      const to = t * n;
      for (let j = 0; j < n; j++)
        sums[to + j] = sums[to + j]! + (w0 * x[r0 + j]! + w1 * x[r1 + j]! + (w2 * x[r2 + j]! + w3 * x[r3 + j]!));
    }
  }
  for (; i < end; i++)
    for (let t = 0; t < k; t++) {
      const factor = w[i * k + t]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) sums[t * n + j] = sums[t * n + j]! + factor * x[i * n + j]!;
    }
}

/** The sum of the squares of x - w h. */
export function squares(x: Float64Array, w: Float64Array, h: Float64Array, m: number, n: number, k: number): number {
  const row = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < m; i++) {
    row.set(x.subarray(i * n, (i + 1) * n));
    for (let t = 0; t < k; t++) {
      const factor = w[i * k + t]!;
      if (factor !== 0) for (let j = 0; j < n; j++) row[j] = row[j]! - factor * h[t * n + j]!;
    }
    let own = 0;
    for (let j = 0; j < n; j++) own += row[j]! * row[j]!;
    sum += own;
  }
  return sum;
}
