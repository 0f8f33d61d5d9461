/**
 * Composite Simpson rule over the samples `from` to `until` (exclusive) of `y`, for any spacing of `x`.
 * With an even number of samples: the mean of the rule with a trapezium at either end, as SciPy 1.10 does by default.
 */
export function simpson(x: Float64Array, y: ArrayLike<number>, from: number, until: number, start = 0): number {
  const samples = until - from;
  if (samples < 2) return 0;
  if (samples % 2 === 1) return simpsonOdd(x, y, from, until, start);
  const first = trapezium(x, y, from, start) + simpsonOdd(x, y, from + 1, until, start);
  const last = simpsonOdd(x, y, from, until - 1, start) + trapezium(x, y, until - 2, start);
  return (first + last) / 2;
}

/** The sum of the samples `from` to `until` (exclusive). */
export function sumBetween(y: ArrayLike<number>, from: number, until: number, start = 0): number {
  let sum = 0;
  for (let i = start + from; i < start + until; i++) sum += y[i] as number;
  return sum;
}

function trapezium(x: Float64Array, y: ArrayLike<number>, at: number, start: number): number {
  return (
    (((x[at + 1] as number) - (x[at] as number)) * ((y[start + at] as number) + (y[start + at + 1] as number))) / 2
  );
}

function simpsonOdd(x: Float64Array, y: ArrayLike<number>, from: number, until: number, start: number): number {
  let sum = 0;
  for (let i = from; i + 2 < until; i += 2) {
    const before = (x[i + 1] as number) - (x[i] as number);
    const after = (x[i + 2] as number) - (x[i + 1] as number);
    const whole = before + after;
    const [y0, y1, y2] = [y[start + i] as number, y[start + i + 1] as number, y[start + i + 2] as number];
    sum +=
      (whole / 6) * (y0 * (2 - after / before) + (y1 * whole * whole) / (before * after) + y2 * (2 - before / after));
  }
  return sum;
}
