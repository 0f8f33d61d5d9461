const smallCount = 2048;
const longestRun = 64;

/**
 * The order of increasing keys, which are finite and not negative. Equal keys come in the order in which the reference's quicksort
 * leaves them, because groups that are joined by equally reliable edges depend on it.
 */
export function orderOf(keys: Float64Array): Int32Array {
  if (keys.length > smallCount) {
    const order = radixOrder(keys);
    if (sortRuns(keys, order)) return order;
  }
  const order = Int32Array.from(keys, (_, i) => i);
  quickSort(keys.slice(), order, 0, keys.length - 1, 0);
  return order;
}

/** Sorts by the upper 32 bits of the keys, in two steps of 16 bits. */
function radixOrder(keys: Float64Array): Int32Array {
  const count = keys.length;
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * count);
  const high = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
  const lower = new Int32Array(65537);
  const upper = new Int32Array(65537);
  const tops = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const top = words[2 * i + high] as number;
    tops[i] = top;
    lower[(top & 0xffff) + 1]! += 1;
    upper[(top >>> 16) + 1]! += 1;
  }
  for (let digit = 0; digit < 65536; digit++) {
    lower[digit + 1]! += lower[digit] as number;
    upper[digit + 1]! += upper[digit] as number;
  }
  const between = new Int32Array(count);
  for (let i = 0; i < count; i++) between[lower[(tops[i] as number) & 0xffff]!++] = i;
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const item = between[i] as number;
    order[upper[(tops[item] as number) >>> 16]!++] = item;
  }
  return order;
}

/** Puts the few keys that the upper bits do not tell apart in order. False where keys are equal, or where they are too many. */
function sortRuns(keys: Float64Array, order: Int32Array): boolean {
  for (let i = 1; i < order.length; i++) {
    const item = order[i] as number;
    const key = keys[item] as number;
    let at = i - 1;
    while (at >= 0 && (keys[order[at] as number] as number) > key && i - at <= longestRun) {
      order[at + 1] = order[at] as number;
      at--;
    }
    if (i - at > longestRun || (at >= 0 && keys[order[at] as number] === key)) return false;
    order[at + 1] = item;
  }
  return true;
}

/** A quicksort of both keys and order, with the pivots of the reference. */
function quickSort(keys: Float64Array, order: Int32Array, from: number, to: number, depth: number): void {
  let left = from;
  for (let level = depth; ; level++) {
    if (level > 500) {
      sortSlice(keys, order, left, to);
      return;
    }
    const pivot = pivotOf(keys, left, to);
    if (pivot === undefined) return;
    const middle = partition(keys, order, left, to, pivot);
    quickSort(keys, order, left, middle - 1, level + 1);
    left = middle;
  }
}

/** The larger of the first two different keys among the first, the middle and the last one, else among all; none if all are equal. */
function pivotOf(keys: Float64Array, left: number, right: number): number | undefined {
  if (left >= right) return undefined;
  const first = keys[left] as number;
  const middle = keys[left + ((right - left) >> 1)] as number;
  const last = keys[right] as number;
  const least = Math.min(first, middle, last);
  const most = Math.max(first, middle, last);
  const median = Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last));
  if (least < median) return median;
  if (median < most) return most;
  for (let i = left + 1; i <= right; i++) {
    const key = keys[i] as number;
    if (key !== first) return Math.max(key, first);
  }
  return undefined;
}

function partition(keys: Float64Array, order: Int32Array, from: number, to: number, pivot: number): number {
  let left = from;
  let right = to;
  while (left <= right) {
    while ((keys[left] as number) < pivot) left++;
    while ((keys[right] as number) >= pivot) right--;
    if (left >= right) continue;
    const key = keys[left] as number;
    keys[left] = keys[right] as number;
    keys[right] = key;
    const item = order[left] as number;
    order[left++] = order[right] as number;
    order[right--] = item;
  }
  return left;
}

/** Sorts a slice for which quicksort would go too deep. */
function sortSlice(keys: Float64Array, order: Int32Array, from: number, to: number): void {
  const places = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  places.sort((a, b) => (keys[a] as number) - (keys[b] as number));
  order.set(
    places.map((place) => order[place] as number),
    from,
  );
  keys.subarray(from, to + 1).sort();
}
