/** Knots of a spline that is being fitted: inner knots with the residuals and numbers of data in the intervals between them. */
export interface Knots {
  readonly t: number[];
  /** For each interval the sum of squared residuals, and how many data lie inside. */
  readonly residuals: number[];
  readonly counts: number[];
}

/** Adds a knot at a datum in the middle of the worst interval (FITPACK's fpknot); false when no interval has data to spare. */
export function addKnot(x: Float64Array, knots: Knots, k: number): boolean {
  const { t, residuals, counts } = knots;
  let largest = 0;
  let worst = -1;
  let first = 0;
  let begin = 1;
  for (let j = 0; j < counts.length; j++) {
    const count = counts[j]!;
    if (largest < residuals[j]! && count !== 0) {
      largest = residuals[j]!;
      worst = j;
      first = begin;
    }
    begin += count + 1;
  }
  if (worst < 0) return false;
  const count = counts[worst]!;
  const half = Math.floor(count / 2) + 1;
  const left = half - 1;
  const right = count - half;
  counts.splice(worst, 1, left, right);
  residuals.splice(worst, 1, (largest * left) / count, (largest * right) / count);
  t.splice(worst + k + 1, 0, x[first + half - 1]!);
  return true;
}

/** The knots of an interpolating spline: data for odd degrees, middles for even ones. */
export function interpolatingKnots(x: Float64Array, k: number, begin: number, end: number): number[] {
  const half = Math.floor(k / 2);
  const inner = Array.from({ length: x.length - k - 1 }, (_, i) =>
    k % 2 === 1 ? x[i + half + 1]! : (x[i + half + 1]! + x[i + half]!) * 0.5,
  );
  return [...new Array<number>(k + 1).fill(begin), ...inner, ...new Array<number>(k + 1).fill(end)];
}

/** Whether knots fit data (Schoenberg and Whitney): undefined if so, otherwise what is wrong (FITPACK's fpchec). */
export function knotTrouble(x: Float64Array, t: Float64Array, k: number): string | undefined {
  const n = t.length;
  const m = x.length;
  const k1 = k + 1;
  const count = n - k1;
  if (count < k1 || count > m) return `${n} knots do not fit ${m} data at degree ${k}`;
  for (let i = 0; i < k; i++)
    if (t[i]! > t[i + 1]! || t[n - 1 - i]! < t[n - 2 - i]!) return "the outer knots are not in order";
  for (let i = k1; i <= count; i++) if (!(t[i]! > t[i - 1]!)) return "the inner knots do not rise strictly";
  if (x[0]! < t[k]! || x[m - 1]! > t[count]!) return "data are outside the base of the knots";
  const sparse = "some basis spline has no data of its own (Schoenberg and Whitney's conditions)";
  if (x[0]! >= t[k1]! || x[m - 1]! <= t[count - 1]!) return sparse;
  let i = 0;
  for (let j = 1; j < count - 1; j++) {
    const [low, high] = [t[j]!, t[j + k1]!];
    do {
      i++;
      if (i >= m - 1) return sparse;
    } while (x[i]! <= low);
    if (x[i]! >= high) return sparse;
  }
  return undefined;
}
