/** The real roots of a polynomial, coefficients from the constant on, in order; undefined where it is 0 everywhere. */
export function realRoots(given: readonly number[]): number[] | undefined {
  let degree = given.length - 1;
  while (degree >= 0 && given[degree] === 0) degree--;
  if (degree < 0) return undefined;
  return rootsOf(given.slice(0, degree + 1));
}

function valueAt(c: readonly number[], x: number): number {
  let sum = 0;
  for (let k = c.length - 1; k >= 0; k--) sum = sum * x + c[k]!;
  return sum;
}

/** The size of the rounding error of a value. */
function noiseAt(c: readonly number[], x: number): number {
  let sum = 0;
  for (let k = c.length - 1; k >= 0; k--) sum = sum * Math.abs(x) + Math.abs(c[k]!);
  return 4 * 2 ** -52 * sum;
}

function rootsOf(c: readonly number[]): number[] {
  const degree = c.length - 1;
  if (degree === 0) return [];
  if (degree === 1) return [-c[0]! / c[1]!];
  if (degree === 2) return quadratic(c[2]!, c[1]!, c[0]!);
  // Between neighbouring zeros of the derivative the polynomial is monotonic.
  const turns = rootsOf(c.slice(1).map((value, k) => value * (k + 1)));
  const top = Math.abs(c[degree]!);
  let bound = 0;
  for (let k = 0; k < degree; k++) bound = Math.max(bound, 2 * (Math.abs(c[k]!) / top) ** (1 / (degree - k)));
  const ends = [Math.min(-bound, ...turns) - 1, ...turns, Math.max(bound, ...turns) + 1];
  const roots: number[] = [];
  const keep = (x: number): void => {
    if (roots.length === 0 || x > roots[roots.length - 1]!) roots.push(x);
  };
  for (let i = 0; i + 1 < ends.length; i++) {
    const [a, b] = [ends[i]!, ends[i + 1]!];
    const [fa, fb] = [valueAt(c, a), valueAt(c, b)];
    if (i > 0 && Math.abs(fa) <= noiseAt(c, a)) {
      keep(a);
      continue;
    }
    if (i + 2 < ends.length && Math.abs(fb) <= noiseAt(c, b)) continue;
    if (fa < 0 !== fb < 0) keep(bracketed(c, a, b, fa));
  }
  return roots;
}

function quadratic(a: number, b: number, c: number): number[] {
  const discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return [];
  if (discriminant === 0) return [-b / (2 * a)];
  const q = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant));
  const roots = [q / a, c / q];
  return roots.sort((x, y) => x - y);
}

/** Newton's method, kept within the bracket by bisection. */
function bracketed(c: readonly number[], from: number, to: number, valueFrom: number): number {
  let [a, b] = [from, to];
  const negative = valueFrom < 0;
  let x = 0.5 * (a + b);
  for (let round = 0; round < 200; round++) {
    let value = 0;
    let slope = 0;
    for (let k = c.length - 1; k >= 0; k--) {
      slope = slope * x + value;
      value = value * x + c[k]!;
    }
    if (value === 0) return x;
    if (value < 0 === negative) a = x;
    else b = x;
    let next = x - value / slope;
    if (!(next > a && next < b)) next = 0.5 * (a + b);
    if (Math.abs(next - x) <= 2 ** -53 * Math.abs(next) || next === a || next === b) return next;
    x = next;
  }
  return x;
}
