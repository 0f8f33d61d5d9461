/** A typed array of numbers in which elements can be put into their sorted places. */
export type Selectable = Float64Array | Float32Array;

/**
 * Moves the elements of some ranks of `data[0 … length)` to where sorting would put them, smaller ones before and larger ones behind.
 * Quickselect with a pivot from nine elements; a range that does not shrink is sorted, so the worst case is n log n. No NaN, please.
 * @param ranks ascending, each from 0 to length - 1
 */
export function selectRanks(data: Selectable, length: number, ranks: readonly number[]): void {
  if (ranks.length > 24) {
    data.subarray(0, length).sort();
    return;
  }
  let left = 0;
  for (const rank of ranks) {
    if (rank < left) continue;
    selectRank(data, left, length - 1, rank);
    left = rank + 1;
  }
}

function selectRank(data: Selectable, first: number, last: number, rank: number): void {
  let left = first;
  let right = last;
  let budget = 2 * (32 - Math.clz32(right - left + 1));
  while (right > left) {
    if (rank === left) {
      smallestFirst(data, left, right);
      return;
    }
    if (budget-- === 0) {
      data.subarray(left, right + 1).sort();
      return;
    }
    const pivot = pivotOf(data, left, right);
    let i = left - 1;
    let j = right + 1;
    for (;;) {
      do i++;
      while ((data[i] as number) < pivot);
      do j--;
      while ((data[j] as number) > pivot);
      if (i >= j) break;
      const swapped = data[i] as number;
      data[i] = data[j] as number;
      data[j] = swapped;
    }
    // With one element in the middle, i === j stands on the pivot and belongs to both sides.
    if (rank <= j) right = j;
    else left = j + 1;
  }
}

function smallestFirst(data: Selectable, left: number, right: number): void {
  let at = left;
  let smallest = data[left] as number;
  for (let i = left + 1; i <= right; i++) {
    if ((data[i] as number) < smallest) {
      smallest = data[i] as number;
      at = i;
    }
  }
  data[at] = data[left] as number;
  data[left] = smallest;
}

/** The median of three, or of three medians of three; never the last element unless it is not the largest, so that both sides shrink. */
function pivotOf(data: Selectable, left: number, right: number): number {
  const middle = (left + right) >>> 1;
  if (right - left < 64) return medianOfThree(data[left] as number, data[middle] as number, data[right - 1] as number);
  const step = (right - left) >>> 3;
  return medianOfThree(
    medianOfThree(data[left] as number, data[left + step] as number, data[left + 2 * step] as number),
    medianOfThree(data[middle - step] as number, data[middle] as number, data[middle + step] as number),
    medianOfThree(data[right - 2 * step] as number, data[right - step] as number, data[right - 1] as number),
  );
}

function medianOfThree(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}
