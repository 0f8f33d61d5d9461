const mostSweeps = 60;

/**
 * The orthogonal matrix nearest to a square one, and the sum of its singular values: columns are turned against each other until all are
 * at right angles (M. R. Hestenes, J. Soc. Ind. Appl. Math. 6 (1958) 51).
 */
export function polar(matrix: Float64Array, n: number): { readonly rotation: Float64Array; readonly scale: number } {
  const columns = Array.from({ length: n }, (_, k) => Float64Array.from({ length: n }, (__, i) => matrix[i * n + k]!));
  const turns = Array.from({ length: n }, (_, k) => Float64Array.from({ length: n }, (__, i) => (i === k ? 1 : 0)));
  for (let sweep = 0, still = false; sweep < mostSweeps && !still; sweep++) {
    still = true;
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (turnPair(columns, turns, i, j)) still = false;
  }
  const norms = columns.map((column) => Math.sqrt(dot(column, column)));
  const basis = unitColumns(columns, norms);
  const rotation = new Float64Array(n * n);
  basis.forEach((column, k) => {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) rotation[i * n + j] = rotation[i * n + j]! + column[i]! * turns[k]![j]!;
  });
  return { rotation, scale: norms.reduce((sum, one) => sum + one, 0) };
}

function turnPair(columns: Float64Array[], turns: Float64Array[], i: number, j: number): boolean {
  const [a, b] = [columns[i]!, columns[j]!];
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  if (Math.abs(ab) <= 2 ** -53 * Math.sqrt(aa * bb)) return false;
  const ratio = (bb - aa) / (2 * ab);
  const tangent = Math.sign(ratio || 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (const list of [columns, turns]) {
    const [x, y] = [list[i]!, list[j]!];
    for (let k = 0; k < x.length; k++) {
      const kept = x[k]!;
      x[k] = cosine * kept - sine * y[k]!;
      y[k] = sine * kept + cosine * y[k]!;
    }
  }
  return true;
}

/** Columns of length 1; those of length 0 are replaced by any at right angles to the others. */
function unitColumns(columns: readonly Float64Array[], norms: readonly number[]): Float64Array[] {
  const n = columns.length;
  const largest = Math.max(...norms);
  const done: Float64Array[] = [];
  const result = columns.map((column, k) => {
    const norm = norms[k]!;
    if (!(norm > n * 2 ** -52 * largest)) return undefined;
    const unit = column.map((one) => one / norm);
    done.push(unit);
    return unit;
  });
  return result.map((unit) => {
    if (unit !== undefined) return unit;
    for (let axis = 0; axis < n; axis++) {
      const candidate = Float64Array.from({ length: n }, (_, i) => (i === axis ? 1 : 0));
      for (const other of done) {
        const part = dot(candidate, other);
        for (let i = 0; i < n; i++) candidate[i] = candidate[i]! - part * other[i]!;
      }
      const norm = Math.sqrt(dot(candidate, candidate));
      if (norm < 0.5 / Math.sqrt(n)) continue;
      const found = candidate.map((one) => one / norm);
      done.push(found);
      return found;
    }
    return new Float64Array(n);
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
