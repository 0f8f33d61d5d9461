import { dot } from "../core/vectors.js";

/**
 * The last corrections of a limited-memory estimate B = theta I - W M W' of the Hessian, W = [Y, theta S]
 * (Byrd, Lu, Nocedal and Zhu 1995). `ys` holds the products S'Y, `ss` those of S'S, both for the newest correction last.
 */
export interface Memory {
  readonly most: number;
  theta: number;
  s: Float64Array[];
  y: Float64Array[];
  /** Entry [i][j] is s_i . y_j. */
  sy: number[][];
  /** Entry [i][j] is s_i . s_j. */
  ss: number[][];
  /** The lower Cholesky factor of theta S'S + L D^-1 L'. */
  factor: Float64Array;
}

/** An empty memory for at most so many corrections. */
export function emptyMemory(most: number): Memory {
  return { most, theta: 1, s: [], y: [], sy: [], ss: [], factor: new Float64Array() };
}

/** Forgets all corrections. */
export function forget(memory: Memory): void {
  memory.theta = 1;
  memory.s = [];
  memory.y = [];
  memory.sy = [];
  memory.ss = [];
  memory.factor = new Float64Array();
}

/** Takes a correction in; false when the matrix is no longer positive definite. */
export function remember(memory: Memory, s: Float64Array, y: Float64Array, theta: number): boolean {
  if (memory.s.length === memory.most) {
    memory.s.shift();
    memory.y.shift();
    memory.sy.shift();
    memory.ss.shift();
    for (const row of memory.sy) row.shift();
    for (const row of memory.ss) row.shift();
  }
  memory.s.push(s);
  memory.y.push(y);
  const last = memory.s.length - 1;
  for (let i = 0; i < last; i++) {
    memory.sy[i]!.push(dot(memory.s[i]!, y));
    memory.ss[i]!.push(dot(memory.s[i]!, s));
  }
  memory.sy.push(memory.y.map((other) => dot(s, other)));
  memory.ss.push(memory.s.map((other) => dot(s, other)));
  memory.theta = theta;
  return factorise(memory);
}

/** The Cholesky factor of T = theta S'S + L D^-1 L'. */
function factorise(memory: Memory): boolean {
  const { sy, ss, theta } = memory;
  const n = sy.length;
  const t = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < j; k++) sum += (sy[i]![k]! * sy[j]![k]!) / sy[k]![k]!;
      t[i * n + j] = sum + theta * ss[i]![j]!;
    }
  for (let j = 0; j < n; j++) {
    let pivot = t[j * n + j]!;
    for (let k = 0; k < j; k++) pivot -= t[j * n + k]! ** 2;
    if (!(pivot > 0)) return false;
    pivot = Math.sqrt(pivot);
    t[j * n + j] = pivot;
    for (let i = j + 1; i < n; i++) {
      let sum = t[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= t[i * n + k]! * t[j * n + k]!;
      t[i * n + j] = sum / pivot;
    }
  }
  memory.factor = t;
  return true;
}

/** The product of the middle matrix M with a vector of twice as many numbers as there are corrections. */
export function middleProduct({ sy, factor }: Memory, v: Float64Array): Float64Array {
  const n = sy.length;
  const p = new Float64Array(2 * n);
  const q = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = v[n + i]!;
    for (let k = 0; k < i; k++) sum += (sy[i]![k]! * v[k]!) / sy[k]![k]!;
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * q[k]!;
    q[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = q[i]!;
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i]! * p[n + k]!;
    p[n + i] = sum / factor[i * n + i]!;
  }
  for (let i = 0; i < n; i++) {
    let sum = -v[i]!;
    for (let k = i + 1; k < n; k++) sum += sy[k]![i]! * p[n + k]!;
    p[i] = sum / sy[i]![i]!;
  }
  return p;
}

/** W' times a vector: the products with all y, then those with all s times theta. */
export function projections({ s, y, theta }: Memory, x: Float64Array): Float64Array {
  const n = s.length;
  const p = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    p[i] = dot(y[i]!, x);
    p[n + i] = theta * dot(s[i]!, x);
  }
  return p;
}

/** The product of the estimate of the inverse Hessian with a vector, by two loops over the corrections. */
export function inverseProduct(
  s: readonly Float64Array[],
  y: readonly Float64Array[],
  scale: number,
  x: Float64Array,
): Float64Array {
  const q = x.slice();
  const alpha = new Float64Array(s.length);
  for (let k = s.length - 1; k >= 0; k--) {
    const [sk, yk] = [s[k]!, y[k]!];
    const weight = dot(sk, q) / dot(sk, yk);
    alpha[k] = weight;
    for (let i = 0; i < q.length; i++) q[i]! -= weight * yk[i]!;
  }
  for (let i = 0; i < q.length; i++) q[i]! *= scale;
  for (let k = 0; k < s.length; k++) {
    const [sk, yk] = [s[k]!, y[k]!];
    const weight = alpha[k]! - dot(yk, q) / dot(sk, yk);
    for (let i = 0; i < q.length; i++) q[i]! += weight * sk[i]!;
  }
  return q;
}
