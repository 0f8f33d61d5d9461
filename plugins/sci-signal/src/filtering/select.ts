/** The number of rank `rank` among the first `count` of a buffer without NaN, which it disorders (Hoare's selection). */
export function select(buffer: Float64Array, count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const swap = buffer[middle] as number;
    buffer[middle] = buffer[low + 1] as number;
    buffer[low + 1] = swap;
    let first = buffer[low] as number;
    let pivot = buffer[low + 1] as number;
    let last = buffer[high] as number;
    if (first > last) [first, last] = [last, first];
    if (pivot > last) [pivot, last] = [last, pivot];
    if (first > pivot) [first, pivot] = [pivot, first];
    buffer[low] = first;
    buffer[low + 1] = pivot;
    buffer[high] = last;
    let i = low + 1;
    let j = high;
    while (true) {
      do i++;
      while ((buffer[i] as number) < pivot);
      do j--;
      while ((buffer[j] as number) > pivot);
      if (j < i) break;
      const other = buffer[i] as number;
      buffer[i] = buffer[j] as number;
      buffer[j] = other;
    }
    buffer[low + 1] = buffer[j] as number;
    buffer[j] = pivot;
    if (j >= rank) high = j - 1;
    if (j <= rank) low = i;
  }
  if (high === low + 1 && (buffer[high] as number) < (buffer[low] as number)) {
    const swap = buffer[low] as number;
    buffer[low] = buffer[high] as number;
    buffer[high] = swap;
  }
  return buffer[rank] as number;
}

/** The same with NaN behind all numbers. */
export function selectWithNaN(buffer: Float64Array, count: number, rank: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const value = buffer[i] as number;
    if (!Number.isNaN(value)) buffer[kept++] = value;
  }
  return rank >= kept ? Number.NaN : select(buffer, kept, rank);
}
