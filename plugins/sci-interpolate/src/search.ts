/** How many elements of a rising list are below a place (side left), or not above it (right). */
export function searchSorted(values: Float64Array, x: number, right: boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // NaN comes last, as in NumPy.
    const before = right
      ? !(values[middle]! > x)
      : values[middle]! < x || (Number.isNaN(x) && !Number.isNaN(values[middle]!));
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The interval of breakpoints, rising or falling, in which a place lies: [b, next), the last one closed. Places outside belong to the
 * first or last interval when extrapolating, otherwise to none, as NaN does: -1.
 */
export function intervalOf(breaks: Float64Array, x: number, extrapolate: boolean, hint: number): number {
  const last = breaks.length - 2;
  const rising = breaks[last + 1]! >= breaks[0]!;
  if (Number.isNaN(x)) return -1;
  const [first, end] = [breaks[0]!, breaks[last + 1]!];
  if (rising) {
    if (x < first) return extrapolate ? 0 : -1;
    if (x > end) return extrapolate ? last : -1;
    if (x === end) return last;
    if (hint >= 0 && hint <= last && breaks[hint]! <= x && x < breaks[hint + 1]!) return hint;
    let [low, high] = [0, last + 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (x < breaks[middle]!) high = middle;
      else low = middle;
    }
    return low;
  }
  if (x > first) return extrapolate ? 0 : -1;
  if (x < end) return extrapolate ? last : -1;
  if (x === end) return last;
  if (hint >= 0 && hint <= last && breaks[hint]! >= x && x > breaks[hint + 1]!) return hint;
  let [low, high] = [0, last + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x > breaks[middle]!) high = middle;
    else low = middle;
  }
  return low;
}

/** A place moved into a period. */
export function wrap(x: number, from: number, to: number): number {
  const period = to - from;
  const rest = (x - from) % period;
  return from + (rest !== 0 && rest < 0 !== period < 0 ? rest + period : rest);
}
