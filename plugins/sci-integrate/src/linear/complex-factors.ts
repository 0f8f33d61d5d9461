/** A complex matrix of n rows, row by row, factored in place with partial pivoting. */
export interface ComplexFactors {
  readonly n: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly pivots: Int32Array;
}

/** Factors a complex matrix. */
export function factorComplex(f: ComplexFactors): void {
  const { n, re, im, pivots } = f;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    let largest = -1;
    for (let i = k; i < n; i++) {
      const size = Math.abs(re[i * n + k]!) + Math.abs(im[i * n + k]!);
      if (size > largest) {
        largest = size;
        pivot = i;
      }
    }
    pivots[k] = pivot;
    if (pivot !== k)
      for (let j = 0; j < n; j++) {
        swap(re, k * n + j, pivot * n + j);
        swap(im, k * n + j, pivot * n + j);
      }
    const [pr, pi] = [re[k * n + k]!, im[k * n + k]!];
    const square = pr * pr + pi * pi;
    for (let i = k + 1; i < n; i++) {
      const [ar, ai] = [re[i * n + k]!, im[i * n + k]!];
      const fr = (ar * pr + ai * pi) / square;
      const fi = (ai * pr - ar * pi) / square;
      re[i * n + k] = fr;
      im[i * n + k] = fi;
      if (fr === 0 && fi === 0) continue;
      for (let j = k + 1; j < n; j++) {
        const [tr, ti] = [re[k * n + j]!, im[k * n + j]!];
        re[i * n + j] = re[i * n + j]! - (fr * tr - fi * ti);
        im[i * n + j] = im[i * n + j]! - (fr * ti + fi * tr);
      }
    }
  }
}

/** Solves for one right-hand side, in place. */
export function solveComplex({ n, re, im, pivots }: ComplexFactors, br: Float64Array, bi: Float64Array): void {
  for (let k = 0; k < n; k++) {
    swap(br, k, pivots[k]!);
    swap(bi, k, pivots[k]!);
  }
  for (let i = 1; i < n; i++) {
    let [sr, si] = [br[i]!, bi[i]!];
    for (let j = 0; j < i; j++) {
      const [ar, ai] = [re[i * n + j]!, im[i * n + j]!];
      sr -= ar * br[j]! - ai * bi[j]!;
      si -= ar * bi[j]! + ai * br[j]!;
    }
    br[i] = sr;
    bi[i] = si;
  }
  for (let i = n - 1; i >= 0; i--) {
    let [sr, si] = [br[i]!, bi[i]!];
    for (let j = n - 1; j > i; j--) {
      const [ar, ai] = [re[i * n + j]!, im[i * n + j]!];
      sr -= ar * br[j]! - ai * bi[j]!;
      si -= ar * bi[j]! + ai * br[j]!;
    }
    const [pr, pi] = [re[i * n + i]!, im[i * n + i]!];
    const square = pr * pr + pi * pi;
    br[i] = (sr * pr + si * pi) / square;
    bi[i] = (si * pr - sr * pi) / square;
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}
