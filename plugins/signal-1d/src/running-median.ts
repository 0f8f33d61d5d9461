/** The median of `size` (odd) numbers around each, with zeros beyond the ends; NaN count as larger than all numbers. */
export function runningMedian(line: Float64Array, size: number, into: Float64Array): void {
  const n = line.length;
  const half = size >> 1;
  const sorted = new Float64Array(size);
  for (let k = 0; k < half + 1; k++) sorted[half + k] = k - 1 >= 0 && k - 1 < n ? (line[k - 1] as number) : 0;
  sorted.sort();
  for (let i = 0; i < n; i++) {
    const leaves = i - half - 1 >= 0 ? (line[i - half - 1] as number) : 0;
    const enters = i + half < n ? (line[i + half] as number) : 0;
    replace(sorted, leaves, enters);
    into[i] = sorted[half] as number;
  }
}

/** Takes one number out of a sorted list and puts another one in. */
function replace(sorted: Float64Array, leaves: number, enters: number): void {
  let at = 0;
  while (at + 1 < sorted.length && !same(sorted[at] as number, leaves)) at++;
  while (at + 1 < sorted.length && after(enters, sorted[at + 1] as number)) {
    sorted[at] = sorted[at + 1] as number;
    at++;
  }
  while (at > 0 && after(sorted[at - 1] as number, enters)) {
    sorted[at] = sorted[at - 1] as number;
    at--;
  }
  sorted[at] = enters;
}

function same(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

function after(a: number, b: number): boolean {
  return a > b || (Number.isNaN(a) && !Number.isNaN(b));
}
