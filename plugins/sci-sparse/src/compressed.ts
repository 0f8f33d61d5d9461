/** Lines of a sparse matrix one behind the other: line i has the elements `indptr[i]` to `indptr[i + 1]`, their places rising and each standing once. */
export interface Compressed {
  readonly lines: number;
  readonly width: number;
  readonly data: Float64Array;
  readonly indices: Int32Array;
  readonly indptr: Int32Array;
}

/** Elements of a sparse matrix in any order; those of one place add up. */
export interface Triplets {
  readonly data: Float64Array;
  readonly row: Int32Array;
  readonly col: Int32Array;
}

/** Lines from elements in any order. */
export function compress(elements: Triplets, lines: number, width: number, byColumn = false): Compressed {
  const [line, place] = byColumn ? [elements.col, elements.row] : [elements.row, elements.col];
  const count = elements.data.length;
  const indptr = new Int32Array(lines + 1);
  for (let k = 0; k < count; k++) indptr[line[k]! + 1]!++;
  for (let i = 0; i < lines; i++) indptr[i + 1]! += indptr[i]!;
  const next = indptr.slice(0, lines);
  const indices = new Int32Array(count);
  const data = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const at = next[line[k]!]!++;
    indices[at] = place[k]!;
    data[at] = elements.data[k]!;
  }
  return canonical({ lines, width, data, indices, indptr });
}

/** Sorted lines without repetitions. */
export function canonical(a: Compressed): Compressed {
  let tidy = true;
  for (let i = 0; i < a.lines && tidy; i++)
    for (let k = a.indptr[i]! + 1; k < a.indptr[i + 1]! && tidy; k++) tidy = a.indices[k]! > a.indices[k - 1]!;
  if (tidy) return a;
  // Turning a matrix round twice sorts it.
  const sorted = turned(turned(a));
  const indices = new Int32Array(sorted.indices.length);
  const data = new Float64Array(sorted.data.length);
  const indptr = new Int32Array(a.lines + 1);
  let to = 0;
  for (let i = 0; i < a.lines; i++) {
    const first = to;
    for (let k = sorted.indptr[i]!; k < sorted.indptr[i + 1]!; k++) {
      if (to > first && indices[to - 1] === sorted.indices[k]) data[to - 1]! += sorted.data[k]!;
      else {
        indices[to] = sorted.indices[k]!;
        data[to++] = sorted.data[k]!;
      }
    }
    indptr[i + 1] = to;
  }
  return { lines: a.lines, width: a.width, data: data.slice(0, to), indices: indices.slice(0, to), indptr };
}

/** The transposed matrix by lines: also the same matrix by its other lines. */
export function turned(a: Compressed): Compressed {
  const count = a.indptr[a.lines]!;
  const indptr = new Int32Array(a.width + 1);
  for (let k = 0; k < count; k++) indptr[a.indices[k]! + 1]!++;
  for (let j = 0; j < a.width; j++) indptr[j + 1]! += indptr[j]!;
  const next = indptr.slice(0, a.width);
  const indices = new Int32Array(count);
  const data = new Float64Array(count);
  for (let i = 0; i < a.lines; i++) {
    for (let k = a.indptr[i]!; k < a.indptr[i + 1]!; k++) {
      const at = next[a.indices[k]!]!++;
      indices[at] = i;
      data[at] = a.data[k]!;
    }
  }
  return { lines: a.width, width: a.lines, data, indices, indptr };
}

/** The elements one by one. */
export function triplets(a: Compressed, byColumn = false): Triplets {
  const line = new Int32Array(a.indices.length);
  for (let i = 0; i < a.lines; i++) line.fill(i, a.indptr[i]!, a.indptr[i + 1]!);
  const data = a.data.slice();
  const place = a.indices.slice();
  return byColumn ? { data, row: place, col: line } : { data, row: line, col: place };
}

/** The matrix as a dense one in C order of its lines. */
export function dense(a: Compressed): Float64Array {
  const result = new Float64Array(a.lines * a.width);
  for (let i = 0; i < a.lines; i++)
    for (let k = a.indptr[i]!; k < a.indptr[i + 1]!; k++) result[i * a.width + a.indices[k]!]! += a.data[k]!;
  return result;
}

/** The elements of a dense matrix that are not 0. */
export function fromDense(values: Float64Array, lines: number, width: number): Compressed {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (values[at] !== 0) count++;
  const data = new Float64Array(count);
  const indices = new Int32Array(count);
  const indptr = new Int32Array(lines + 1);
  let to = 0;
  for (let i = 0; i < lines; i++) {
    for (let j = 0; j < width; j++) {
      const value = values[i * width + j]!;
      if (value === 0) continue;
      indices[to] = j;
      data[to++] = value;
    }
    indptr[i + 1] = to;
  }
  return { lines, width, data, indices, indptr };
}

/** `y = A x`. */
export function timesVector(a: Compressed, x: Float64Array): Float64Array {
  const { data, indices, indptr, lines } = a;
  const y = new Float64Array(lines);
  for (let i = 0; i < lines; i++) {
    let sum = 0;
    const end = indptr[i + 1]!;
    for (let k = indptr[i]!; k < end; k++) sum += data[k]! * x[indices[k]!]!;
    y[i] = sum;
  }
  return y;
}

/** `y = Aᵀ x`. */
export function vectorTimes(a: Compressed, x: Float64Array): Float64Array {
  const { data, indices, indptr, lines } = a;
  const y = new Float64Array(a.width);
  for (let i = 0; i < lines; i++) {
    const own = x[i]!;
    if (own === 0) continue;
    const end = indptr[i + 1]!;
    for (let k = indptr[i]!; k < end; k++) y[indices[k]!]! += data[k]! * own;
  }
  return y;
}

/** `A X` for a dense matrix of `columns` columns in C order. */
export function timesDense(a: Compressed, x: Float64Array, columns: number): Float64Array {
  const y = new Float64Array(a.lines * columns);
  for (let i = 0; i < a.lines; i++) {
    const to = i * columns;
    for (let k = a.indptr[i]!; k < a.indptr[i + 1]!; k++) {
      const from = a.indices[k]! * columns;
      const factor = a.data[k]!;
      for (let j = 0; j < columns; j++) y[to + j]! += factor * x[from + j]!;
    }
  }
  return y;
}

/** The product of two sparse matrices, line by line (Gustavson, ACM Trans. Math. Softw. 4, 250 (1978)). */
export function timesSparse(a: Compressed, b: Compressed): Compressed {
  const indptr = new Int32Array(a.lines + 1);
  const mark = new Int32Array(b.width).fill(-1);
  for (let i = 0; i < a.lines; i++) {
    let count = 0;
    for (let k = a.indptr[i]!; k < a.indptr[i + 1]!; k++) {
      const line = a.indices[k]!;
      for (let l = b.indptr[line]!; l < b.indptr[line + 1]!; l++) {
        if (mark[b.indices[l]!] === i) continue;
        mark[b.indices[l]!] = i;
        count++;
      }
    }
    indptr[i + 1] = indptr[i]! + count;
  }
  const indices = new Int32Array(indptr[a.lines]!);
  const data = new Float64Array(indices.length);
  const sums = new Float64Array(b.width);
  mark.fill(-1);
  for (let i = 0; i < a.lines; i++) {
    let to = indptr[i]!;
    for (let k = a.indptr[i]!; k < a.indptr[i + 1]!; k++) {
      const line = a.indices[k]!;
      const factor = a.data[k]!;
      for (let l = b.indptr[line]!; l < b.indptr[line + 1]!; l++) {
        const j = b.indices[l]!;
        if (mark[j] !== i) {
          mark[j] = i;
          sums[j] = 0;
          indices[to++] = j;
        }
        sums[j]! += factor * b.data[l]!;
      }
    }
    const own = indices.subarray(indptr[i]!, to).sort();
    for (let k = 0; k < own.length; k++) data[indptr[i]! + k] = sums[own[k]!]!;
  }
  return { lines: a.lines, width: b.width, data, indices, indptr };
}

/** Elements of either matrix, combined; results that are 0 are left out. `missing` stands for an element that is not there. */
function merged(a: Compressed, b: Compressed, combine: (x: number, y: number) => number): Compressed {
  const most = a.indices.length + b.indices.length;
  const indices = new Int32Array(most);
  const data = new Float64Array(most);
  const indptr = new Int32Array(a.lines + 1);
  let to = 0;
  for (let i = 0; i < a.lines; i++) {
    let k = a.indptr[i]!;
    let l = b.indptr[i]!;
    const [endA, endB] = [a.indptr[i + 1]!, b.indptr[i + 1]!];
    while (k < endA || l < endB) {
      const placeA = k < endA ? a.indices[k]! : a.width;
      const placeB = l < endB ? b.indices[l]! : a.width;
      const place = Math.min(placeA, placeB);
      const value = combine(placeA === place ? a.data[k++]! : 0, placeB === place ? b.data[l++]! : 0);
      if (value === 0) continue;
      indices[to] = place;
      data[to++] = value;
    }
    indptr[i + 1] = to;
  }
  return { lines: a.lines, width: a.width, data: data.slice(0, to), indices: indices.slice(0, to), indptr };
}

/** `p a + q b`. */
export function sumOf(a: Compressed, b: Compressed, p: number, q: number): Compressed {
  return merged(a, b, (x, y) => p * x + q * y);
}

/** Products of elements. */
export function timesElements(a: Compressed, b: Compressed): Compressed {
  return merged(a, b, (x, y) => x * y);
}

/** The larger (or smaller) of two elements. */
export function extremeOf(a: Compressed, b: Compressed, larger: boolean): Compressed {
  return merged(a, b, larger ? Math.max : Math.min);
}

/** The same places with other values. */
export function mapped(a: Compressed, change: (x: number) => number): Compressed {
  return { ...a, data: a.data.map((x) => change(x)) };
}

/** Elements that pass a test. */
export function filtered(a: Compressed, keep: (i: number, j: number, value: number) => boolean): Compressed {
  const indices = new Int32Array(a.indices.length);
  const data = new Float64Array(a.data.length);
  const indptr = new Int32Array(a.lines + 1);
  let to = 0;
  for (let i = 0; i < a.lines; i++) {
    for (let k = a.indptr[i]!; k < a.indptr[i + 1]!; k++) {
      if (!keep(i, a.indices[k]!, a.data[k]!)) continue;
      indices[to] = a.indices[k]!;
      data[to++] = a.data[k]!;
    }
    indptr[i + 1] = to;
  }
  return { lines: a.lines, width: a.width, data: data.slice(0, to), indices: indices.slice(0, to), indptr };
}

/** Lines in another order, or some of them. */
export function pickLines(a: Compressed, which: ArrayLike<number>): Compressed {
  const indptr = new Int32Array(which.length + 1);
  for (let i = 0; i < which.length; i++) indptr[i + 1] = indptr[i]! + a.indptr[which[i]! + 1]! - a.indptr[which[i]!]!;
  const indices = new Int32Array(indptr[which.length]!);
  const data = new Float64Array(indices.length);
  for (let i = 0; i < which.length; i++) {
    const [from, to] = [a.indptr[which[i]!]!, a.indptr[which[i]! + 1]!];
    indices.set(a.indices.subarray(from, to), indptr[i]!);
    data.set(a.data.subarray(from, to), indptr[i]!);
  }
  return { lines: which.length, width: a.width, data, indices, indptr };
}

/** One element. */
export function elementAt(a: Compressed, i: number, j: number): number {
  let [low, high] = [a.indptr[i]!, a.indptr[i + 1]!];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (a.indices[middle]! < j) low = middle + 1;
    else high = middle;
  }
  return low < a.indptr[i + 1]! && a.indices[low] === j ? a.data[low]! : 0;
}
