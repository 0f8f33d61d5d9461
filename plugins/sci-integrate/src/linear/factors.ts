/** Bandwidths below and above the diagonal. */
export interface Bands {
  readonly lower: number;
  readonly upper: number;
}

/** A matrix of n rows, in full or by its bands, factored in place with partial pivoting. */
export interface Factors {
  readonly n: number;
  readonly bands: Bands | undefined;
  /** Row by row; of a banded matrix each row holds lower + upper + lower + 1 places, the diagonal at `lower`. */
  readonly values: Float64Array;
  readonly pivots: Int32Array;
}

/** An empty matrix. */
export function emptyFactors(n: number, bands: Bands | undefined): Factors {
  const width = bands === undefined ? n : 2 * bands.lower + bands.upper + 1;
  return { n, bands, values: new Float64Array(n * width), pivots: new Int32Array(n) };
}

/** Factors a matrix; false when it is singular. */
export function factor(f: Factors): boolean {
  return f.bands === undefined ? factorFull(f) : factorBanded(f, f.bands);
}

/** Solves for one right-hand side, in place. */
export function solve(f: Factors, b: Float64Array): void {
  if (f.bands === undefined) solveFull(f, b);
  else solveBanded(f, f.bands, b);
}

function factorFull({ n, values, pivots }: Factors): boolean {
  let regular = true;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    let largest = Math.abs(values[k * n + k]!);
    for (let i = k + 1; i < n; i++) {
      const size = Math.abs(values[i * n + k]!);
      if (size > largest) {
        largest = size;
        pivot = i;
      }
    }
    pivots[k] = pivot;
    if (values[pivot * n + k] === 0) {
      regular = false;
      continue;
    }
    if (pivot !== k)
      for (let j = 0; j < n; j++) {
        const kept = values[k * n + j]!;
        values[k * n + j] = values[pivot * n + j]!;
        values[pivot * n + j] = kept;
      }
    const inverse = 1 / values[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = values[i * n + k]! * inverse;
      values[i * n + k] = factor;
      if (factor !== 0)
        for (let j = k + 1; j < n; j++) values[i * n + j] = values[i * n + j]! - factor * values[k * n + j]!;
    }
  }
  return regular;
}

function solveFull({ n, values, pivots }: Factors, b: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const pivot = pivots[k]!;
    const kept = b[pivot]!;
    b[pivot] = b[k]!;
    b[k] = kept;
  }
  for (let i = 1; i < n; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= values[i * n + j]! * b[j]!;
    b[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let j = n - 1; j > i; j--) sum -= values[i * n + j]! * b[j]!;
    b[i] = sum / values[i * n + i]!;
  }
}

function factorBanded({ n, values, pivots }: Factors, { lower, upper }: Bands): boolean {
  const width = 2 * lower + upper + 1;
  const reach = upper + lower;
  let regular = true;
  for (let k = 0; k < n; k++) {
    const last = Math.min(n - 1, k + lower);
    let pivot = k;
    let largest = Math.abs(values[k * width + lower]!);
    for (let i = k + 1; i <= last; i++) {
      const size = Math.abs(values[i * width + k - i + lower]!);
      if (size > largest) {
        largest = size;
        pivot = i;
      }
    }
    pivots[k] = pivot;
    if (values[pivot * width + k - pivot + lower] === 0) {
      regular = false;
      continue;
    }
    const end = Math.min(n - 1, k + reach);
    if (pivot !== k)
      for (let j = k; j <= end; j++) {
        const [here, there] = [k * width + j - k + lower, pivot * width + j - pivot + lower];
        const kept = values[here]!;
        values[here] = values[there]!;
        values[there] = kept;
      }
    const inverse = 1 / values[k * width + lower]!;
    for (let i = k + 1; i <= last; i++) {
      const at = i * width + k - i + lower;
      const factor = values[at]! * inverse;
      values[at] = factor;
      if (factor !== 0)
        for (let j = k + 1; j <= end; j++) {
          const to = i * width + j - i + lower;
          values[to] = values[to]! - factor * values[k * width + j - k + lower]!;
        }
    }
  }
  return regular;
}

function solveBanded({ n, values, pivots }: Factors, { lower, upper }: Bands, b: Float64Array): void {
  const width = 2 * lower + upper + 1;
  for (let k = 0; k < n; k++) {
    const pivot = pivots[k]!;
    const value = b[pivot]!;
    b[pivot] = b[k]!;
    b[k] = value;
    const last = Math.min(n - 1, k + lower);
    for (let i = k + 1; i <= last; i++) b[i] = b[i]! - values[i * width + k - i + lower]! * value;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    const last = Math.min(n - 1, i + upper + lower);
    for (let j = last; j > i; j--) sum -= values[i * width + j - i + lower]! * b[j]!;
    b[i] = sum / values[i * width + lower]!;
  }
}
