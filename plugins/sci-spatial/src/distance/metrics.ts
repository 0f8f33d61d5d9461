/** The distance of n numbers of `a` from place i on and n numbers of `b` from place j on. */
export type Distance = (a: Float64Array, i: number, b: Float64Array, j: number, n: number) => number;

/** The squared Euclidean distance. */
function squared(a: Float64Array, i: number, b: Float64Array, j: number, n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const d = a[i + k]! - b[j + k]!;
    sum += d * d;
  }
  return sum;
}

/** The squared Euclidean distance; differences count by their weights. */
export function sqeuclideanBy(w: Float64Array | undefined): Distance {
  if (w === undefined) return squared;
  return (a, i, b, j, n) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const d = a[i + k]! - b[j + k]!;
      sum += w[k]! * d * d;
    }
    return sum;
  };
}

/** The Euclidean distance. */
export function euclideanBy(w: Float64Array | undefined): Distance {
  if (w === undefined) return (a, i, b, j, n) => Math.sqrt(squared(a, i, b, j, n));
  const weighted = sqeuclideanBy(w);
  return (a, i, b, j, n) => Math.sqrt(weighted(a, i, b, j, n));
}

/** The distance divided by variances, each on its own. */
export function seuclideanBy(v: Float64Array): Distance {
  return (a, i, b, j, n) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const d = a[i + k]! - b[j + k]!;
      sum += (d * d) / v[k]!;
    }
    return Math.sqrt(sum);
  };
}

/** The sum of absolute differences. */
export function cityblockBy(w: Float64Array | undefined): Distance {
  return (a, i, b, j, n) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const d = Math.abs(a[i + k]! - b[j + k]!);
      sum += w === undefined ? d : w[k]! * d;
    }
    return sum;
  };
}

/** The largest absolute difference among those of positive weight; NaN does not count, as in SciPy. */
export function chebyshevBy(w: Float64Array | undefined): Distance {
  return (a, i, b, j, n) => {
    let largest = 0;
    for (let k = 0; k < n; k++) {
      if (w !== undefined && !(w[k]! > 0)) continue;
      const d = Math.abs(a[i + k]! - b[j + k]!);
      if (d > largest) largest = d;
    }
    return largest;
  };
}

/** The p-norm of the differences. */
export function minkowskiBy(p: number, w: Float64Array | undefined): Distance {
  if (p === 1) return cityblockBy(w);
  if (p === 2) return euclideanBy(w);
  if (p === Number.POSITIVE_INFINITY) return chebyshevBy(w);
  return (a, i, b, j, n) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const d = Math.abs(a[i + k]! - b[j + k]!) ** p;
      sum += w === undefined ? d : w[k]! * d;
    }
    return sum ** (1 / p);
  };
}

/** Sums of absolute differences over sums of absolute sums. */
export function braycurtisBy(w: Float64Array | undefined): Distance {
  return (a, i, b, j, n) => {
    let above = 0;
    let below = 0;
    for (let k = 0; k < n; k++) {
      const own = w === undefined ? 1 : w[k]!;
      above += own * Math.abs(a[i + k]! - b[j + k]!);
      below += own * Math.abs(a[i + k]! + b[j + k]!);
    }
    return above / below;
  };
}

/** The sum of absolute differences over sums of absolute values; 0 / 0 counts as 0. */
export function canberraBy(w: Float64Array | undefined): Distance {
  return (a, i, b, j, n) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const x = a[i + k]!;
      const y = b[j + k]!;
      const below = Math.abs(x) + Math.abs(y);
      if (below === 0) continue;
      const d = Math.abs(x - y) / below;
      sum += w === undefined ? d : w[k]! * d;
    }
    return sum;
  };
}

/** 1 minus the cosine of the angle. */
export function cosineBy(w: Float64Array | undefined): Distance {
  return (a, i, b, j, n) => {
    let ab = 0;
    let aa = 0;
    let bb = 0;
    for (let k = 0; k < n; k++) {
      const x = a[i + k]!;
      const y = b[j + k]!;
      const own = w === undefined ? 1 : w[k]!;
      ab += own * x * y;
      aa += own * x * x;
      bb += own * y * y;
    }
    return oneMinus(ab / (Math.sqrt(aa) * Math.sqrt(bb)));
  };
}

/** 1 minus the correlation: the cosine distance of what differs from the mean. */
export function correlationBy(w: Float64Array | undefined): Distance {
  return (a, i, b, j, n) => {
    let total = 0;
    let meanA = 0;
    let meanB = 0;
    for (let k = 0; k < n; k++) {
      const own = w === undefined ? 1 : w[k]!;
      total += own;
      meanA += own * a[i + k]!;
      meanB += own * b[j + k]!;
    }
    meanA /= total;
    meanB /= total;
    let ab = 0;
    let aa = 0;
    let bb = 0;
    for (let k = 0; k < n; k++) {
      const x = a[i + k]! - meanA;
      const y = b[j + k]! - meanB;
      const own = w === undefined ? 1 : w[k]!;
      ab += own * x * y;
      aa += own * x * x;
      bb += own * y * y;
    }
    return oneMinus(ab / (Math.sqrt(aa) * Math.sqrt(bb)));
  };
}

function oneMinus(cosine: number): number {
  return 1 - (cosine > 1 ? 1 : cosine < -1 ? -1 : cosine);
}

/** The part of the numbers that differ. */
export function hammingBy(w: Float64Array | undefined): Distance {
  if (w === undefined)
    return (a, i, b, j, n) => {
      let differ = 0;
      for (let k = 0; k < n; k++) if (a[i + k]! !== b[j + k]!) differ++;
      return differ / n;
    };
  return (a, i, b, j, n) => {
    let differ = 0;
    let total = 0;
    for (let k = 0; k < n; k++) {
      total += w[k]!;
      if (a[i + k]! !== b[j + k]!) differ += w[k]!;
    }
    return differ / total;
  };
}

/** The part of the numbers that differ among those that are not both 0. */
export function jaccardBy(w: Float64Array | undefined): Distance {
  return (a, i, b, j, n) => {
    let differ = 0;
    let total = 0;
    for (let k = 0; k < n; k++) {
      const x = a[i + k]!;
      const y = b[j + k]!;
      if (x === 0 && y === 0) continue;
      const own = w === undefined ? 1 : w[k]!;
      total += own;
      if (x !== y) differ += own;
    }
    return total === 0 ? 0 : differ / total;
  };
}

/** The distance in the metric of a matrix, given by rows: the inverse of a covariance. */
export function mahalanobisBy(vi: Float64Array): Distance {
  return (a, i, b, j, n) => {
    let sum = 0;
    for (let row = 0; row < n; row++) {
      let own = 0;
      for (let k = 0; k < n; k++) own += vi[row * n + k]! * (a[i + k]! - b[j + k]!);
      sum += own * (a[i + row]! - b[j + row]!);
    }
    return Math.sqrt(sum);
  };
}

/** The square root of the Jensen-Shannon divergence of two distributions, which are normalized first; logarithms of base `base`. */
export function jensenshannonBy(base: number | undefined): Distance {
  const unit = base === undefined ? 1 : Math.log(base);
  return (a, i, b, j, n) => {
    let sumA = 0;
    let sumB = 0;
    for (let k = 0; k < n; k++) {
      sumA += a[i + k]!;
      sumB += b[j + k]!;
    }
    let divergence = 0;
    for (let k = 0; k < n; k++) {
      const p = a[i + k]! / sumA;
      const q = b[j + k]! / sumB;
      const m = (p + q) / 2;
      divergence += relativeEntropy(p, m) + relativeEntropy(q, m);
    }
    return Math.sqrt(divergence / unit / 2);
  };
}

function relativeEntropy(p: number, m: number): number {
  if (p > 0 && m > 0) return p * Math.log(p / m);
  if (p === 0 && m >= 0) return 0;
  return Number.isNaN(p + m) ? Number.NaN : Number.POSITIVE_INFINITY;
}
