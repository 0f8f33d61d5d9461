/**
 * Entries of a matrix line by line: those of line i stand from `starts[i]` up to `starts[i + 1]`, each with its place across the line. Lines are rows in CSR
 * and columns in CSC.
 */
export interface Compressed {
  readonly lines: number;
  readonly across: number;
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** Entries by (line, place, value), in any order; those of one place add up where `add` is set. Places in a line rise. */
export function compress(
  lines: number,
  across: number,
  line: ArrayLike<number>,
  place: ArrayLike<number>,
  value: ArrayLike<number>,
  add = true,
): Compressed {
  const count = value.length;
  const starts = new Int32Array(lines + 1);
  for (let k = 0; k < count; k++) starts[(line[k] as number) + 1] = (starts[(line[k] as number) + 1] as number) + 1;
  for (let i = 0; i < lines; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  const next = starts.slice();
  const places = new Int32Array(count);
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const i = line[k] as number;
    const at = next[i] as number;
    next[i] = at + 1;
    places[at] = place[k] as number;
    values[at] = value[k] as number;
  }
  const sorted = sortLines({ lines, across, starts, places, values });
  return add ? sumDuplicates(sorted) : sorted;
}

/** The same with the places of each line in order; entries of one place keep theirs. */
export function sortLines(a: Compressed): Compressed {
  const { lines, starts } = a;
  const isSorted = (): boolean => {
    for (let i = 0; i < lines; i++)
      for (let k = (starts[i] as number) + 1; k < (starts[i + 1] as number); k++)
        if ((a.places[k - 1] as number) > (a.places[k] as number)) return false;
    return true;
  };
  return isSorted() ? a : flip(flip(a));
}

/** Entries of one place as their sum; lines must be sorted. */
export function sumDuplicates(a: Compressed): Compressed {
  const starts = new Int32Array(a.lines + 1);
  const places = new Int32Array(a.places.length);
  const values = new Float64Array(a.values.length);
  let at = 0;
  for (let i = 0; i < a.lines; i++) {
    const begin = at;
    for (let k = a.starts[i] as number; k < (a.starts[i + 1] as number); k++) {
      const place = a.places[k] as number;
      if (at > begin && places[at - 1] === place) values[at - 1] = (values[at - 1] as number) + (a.values[k] as number);
      else {
        places[at] = place;
        values[at++] = a.values[k] as number;
      }
    }
    starts[i + 1] = at;
  }
  return at === a.values.length ? a : { ...a, starts, places: places.slice(0, at), values: values.slice(0, at) };
}

/** The same entries by the other axis: rows become columns. Lines of the result are sorted. */
export function flip(a: Compressed): Compressed {
  const { lines, across, starts, places, values } = a;
  const turned = new Int32Array(across + 1);
  for (let k = 0; k < places.length; k++)
    turned[(places[k] as number) + 1] = (turned[(places[k] as number) + 1] as number) + 1;
  for (let j = 0; j < across; j++) turned[j + 1] = (turned[j + 1] as number) + (turned[j] as number);
  const next = turned.slice();
  const newPlaces = new Int32Array(places.length);
  const newValues = new Float64Array(places.length);
  for (let i = 0; i < lines; i++)
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) {
      const j = places[k] as number;
      const at = next[j] as number;
      next[j] = at + 1;
      newPlaces[at] = i;
      newValues[at] = values[k] as number;
    }
  return { lines: across, across: lines, starts: turned, places: newPlaces, values: newValues };
}

/** The product with a dense vector across the lines: one number for each line. */
export function timesVector({ lines, starts, places, values }: Compressed, x: Float64Array): Float64Array {
  const y = new Float64Array(lines);
  for (let i = 0; i < lines; i++) {
    let sum = 0;
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++)
      sum += (values[k] as number) * (x[places[k] as number] as number);
    y[i] = sum;
  }
  return y;
}

/** The product with a dense vector along the lines: one number for each place across them. */
export function transposedTimesVector(
  { lines, across, starts, places, values }: Compressed,
  x: Float64Array,
): Float64Array {
  const y = new Float64Array(across);
  for (let i = 0; i < lines; i++) {
    const factor = x[i] as number;
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) {
      const j = places[k] as number;
      y[j] = (y[j] as number) + (values[k] as number) * factor;
    }
  }
  return y;
}

/** The product of two sparse matrices by lines (F. Gustavson, ACM TOMS 4, 1978). Lines of the result are sorted. */
export function timesSparse(a: Compressed, b: Compressed): Compressed {
  const starts = new Int32Array(a.lines + 1);
  const places: number[] = [];
  const values: number[] = [];
  const sums = new Float64Array(b.across);
  const seen = new Int32Array(b.across).fill(-1);
  for (let i = 0; i < a.lines; i++) {
    const own: number[] = [];
    for (let k = a.starts[i] as number; k < (a.starts[i + 1] as number); k++) {
      const row = a.places[k] as number;
      const factor = a.values[k] as number;
      for (let m = b.starts[row] as number; m < (b.starts[row + 1] as number); m++) {
        const j = b.places[m] as number;
        if (seen[j] !== i) {
          seen[j] = i;
          sums[j] = 0;
          own.push(j);
        }
        sums[j] = (sums[j] as number) + factor * (b.values[m] as number);
      }
    }
    own.sort((one, other) => one - other);
    for (const j of own) {
      places.push(j);
      values.push(sums[j] as number);
    }
    starts[i + 1] = places.length;
  }
  return {
    lines: a.lines,
    across: b.across,
    starts,
    places: Int32Array.from(places),
    values: Float64Array.from(values),
  };
}

/**
 * Two matrices entry by entry. Where only one has an entry, the other counts as 0; results that are 0 are left out.
 * @param both whether only places count where both have an entry, as for products
 */
export function combine(
  a: Compressed,
  b: Compressed,
  operation: (x: number, y: number) => number,
  both: boolean,
): Compressed {
  const starts = new Int32Array(a.lines + 1);
  const places: number[] = [];
  const values: number[] = [];
  const put = (place: number, value: number): void => {
    if (value === 0) return;
    places.push(place);
    values.push(value);
  };
  for (let i = 0; i < a.lines; i++) {
    let k = a.starts[i] as number;
    let m = b.starts[i] as number;
    const [endA, endB] = [a.starts[i + 1] as number, b.starts[i + 1] as number];
    while (k < endA || m < endB) {
      const left = k < endA ? (a.places[k] as number) : Infinity;
      const right = m < endB ? (b.places[m] as number) : Infinity;
      if (left === right) put(left, operation(a.values[k++] as number, b.values[m++] as number));
      else if (left < right) {
        const value = a.values[k++] as number;
        if (!both) put(left, operation(value, 0));
      } else {
        const value = b.values[m++] as number;
        if (!both) put(right, operation(0, value));
      }
    }
    starts[i + 1] = places.length;
  }
  return { ...a, starts, places: Int32Array.from(places), values: Float64Array.from(values) };
}
