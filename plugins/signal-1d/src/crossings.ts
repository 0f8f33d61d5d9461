/**
 * Where a piecewise cubic curve takes a value: writes up to `into.length` places in order and gives their number, which is more than
 * that where there are more.
 * @param places of the points, all rising or all falling
 * @param line its values, from index `from` on
 * @param slopes at the points
 */
export function crossings(
  places: Float64Array,
  line: Float64Array,
  from: number,
  slopes: Float64Array,
  level: number,
  into: Float64Array,
): number {
  let found = 0;
  const last = places.length - 2;
  for (let i = 0; i <= last; i++) {
    const step = (places[i + 1] as number) - (places[i] as number);
    const start = (line[from + i] as number) - level;
    const end = (line[from + i + 1] as number) - level;
    const second = start + ((slopes[i] as number) * step) / 3;
    const third = end - ((slopes[i + 1] as number) * step) / 3;
    // A curve in Bernstein's form stays between its four numbers.
    if ((start > 0 && second > 0 && third > 0 && end > 0) || (start < 0 && second < 0 && third < 0 && end < 0))
      continue;
    if (!Number.isFinite(start + second + third + end)) continue;
    const add = (at: number): void => {
      const place = (places[i] as number) + at * step;
      const before = into[Math.min(found, into.length) - 1];
      if (found > 0 && found <= into.length && Math.abs(place - (before as number)) <= 1e-10 * Math.abs(step)) return;
      if (found < into.length) into[found] = place;
      found++;
    };
    if (start === 0) add(0);
    roots(start, second, third, end, 0, 1, 0, add);
    if (end === 0 && i === last) add(1);
  }
  return found;
}

/** The zeros between `low` and `high` of a cubic in Bernstein's form, by halving until each part has one change of sign. */
function roots(
  a: number,
  b: number,
  c: number,
  d: number,
  low: number,
  high: number,
  depth: number,
  add: (at: number) => void,
): void {
  const changes = signChanges(a, b, c, d);
  if (changes === 0 || depth > 40) return;
  if (changes === 1 && a !== 0 && d !== 0) {
    add(low + (high - low) * simpleRoot(a, b, c, d));
    return;
  }
  const [ab, bc, cd] = [(a + b) / 2, (b + c) / 2, (c + d) / 2];
  const [abc, bcd] = [(ab + bc) / 2, (bc + cd) / 2];
  const middle = (abc + bcd) / 2;
  const half = (low + high) / 2;
  roots(a, ab, abc, middle, low, half, depth + 1, add);
  if (middle === 0) add(half);
  roots(middle, bcd, cd, d, half, high, depth + 1, add);
}

function signChanges(...numbers: readonly number[]): number {
  let changes = 0;
  let sign = 0;
  for (const number of numbers) {
    if (number === 0) continue;
    if (sign !== 0 && Math.sign(number) !== sign) changes++;
    sign = Math.sign(number);
  }
  return changes;
}

/** The only zero between 0 and 1 of a cubic in Bernstein's form, by Newton's steps within a shrinking interval. */
function simpleRoot(a: number, b: number, c: number, d: number): number {
  const [c1, c2, c3] = [3 * (b - a), 3 * (a - 2 * b + c), d - a + 3 * (b - c)];
  let [low, high] = [0, 1];
  let t = a / (a - d);
  for (let step = 0; step < 100; step++) {
    const value = ((c3 * t + c2) * t + c1) * t + a;
    if (value === 0) return t;
    if (value > 0 === a > 0) low = t;
    else high = t;
    const slope = (3 * c3 * t + 2 * c2) * t + c1;
    const newton = t - value / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15) return next;
    t = next;
  }
  return t;
}
