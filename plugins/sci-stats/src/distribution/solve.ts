const { abs } = Math;

/** A root between two points where f changes its sign, by Brent's method (1973). NaN where it does not. */
export function brent(
  f: (x: number) => number,
  from: number,
  to: number,
  xtol: number = 2e-12,
  rtol: number = 8.9e-16,
): number {
  let [a, b, fa, fb] = [from, to, f(from), f(to)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) return Number.NaN;
  let [c, fc, d, e] = [a, fa, b - a, b - a];
  for (let i = 0; i < 200; i++) {
    if (fb * fc > 0) [c, fc, d, e] = [a, fa, b - a, b - a];
    if (abs(fc) < abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const limit = xtol / 2 + 2 * rtol * abs(b);
    const middle = 0.5 * (c - b);
    if (abs(middle) <= limit || fb === 0) return b;
    if (abs(e) >= limit && abs(fa) > abs(fb)) {
      const s = fb / fa;
      let [p, q] = [2 * middle * s, 1 - s];
      if (a !== c) {
        const [t, r] = [fa / fc, fb / fc];
        p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * middle * q - abs(limit * q), abs(e * q))) [e, d] = [d, p / q];
      else [d, e] = [middle, middle];
    } else [d, e] = [middle, middle];
    [a, fa] = [b, fb];
    b += abs(d) > limit ? d : middle > 0 ? limit : -limit;
    fb = f(b);
  }
  return b;
}

/** The x in an open interval where a monotone function reaches a value; steps outwards from the start until it is enclosed. */
export function inverted(f: (x: number) => number, value: number, low: number, high: number, rising: boolean): number {
  const miss = (x: number): number => (rising ? f(x) - value : value - f(x));
  let left = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 1 : -1;
  let right = Number.isFinite(high) ? high : left + 2;
  let step = 1;
  for (let i = 0; i < 1100 && !Number.isFinite(low) && miss(left) > 0; i++) {
    right = left;
    left -= step;
    step *= 2;
  }
  step = 1;
  for (let i = 0; i < 1100 && !Number.isFinite(high) && miss(right) < 0; i++) {
    left = right;
    right += step;
    step *= 2;
  }
  return brent(miss, left, right, 1e-300, 8.9e-16);
}

/** Nodes and weights of Gauss and Kronrod's rule of 15 points. */
const kronrod = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848, 0,
] as const;
const kronrodWeights = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
] as const;
const gaussWeights = [0.1294849661688697, 0.27970539148927664, 0.3818300505051189, 0.4179591836734694] as const;

function rule(f: (x: number) => number, a: number, b: number): [value: number, error: number] {
  const [half, middle] = [0.5 * (b - a), 0.5 * (a + b)];
  let [fine, coarse] = [0, 0];
  for (let i = 0; i < 8; i++) {
    const t = half * kronrod[i]!;
    const value = i === 7 ? f(middle) : f(middle - t) + f(middle + t);
    fine += kronrodWeights[i]! * value;
    if (i % 2 === 1) coarse += gaussWeights[(i - 1) / 2]! * value;
  }
  return [half * fine, abs(half * (fine - coarse))];
}

/** The integral of f over an interval that may be infinite; the worst piece is halved until the error is small. */
export function integral(f: (x: number) => number, from: number, to: number, points: readonly number[] = []): number {
  const pieces: { f: (x: number) => number; a: number; b: number; value: number; error: number }[] = [];
  const add = (g: (x: number) => number, a: number, b: number): void => {
    const [value, error] = rule(g, a, b);
    pieces.push({ f: g, a, b, value, error });
  };
  const inner = points.filter((p) => p > from && p < to && Number.isFinite(p)).sort((p, q) => p - q);
  const first = inner[0] ?? (Number.isFinite(from) ? from : Number.isFinite(to) ? to : 0);
  const last = inner[inner.length - 1] ?? (Number.isFinite(from) ? from : first);
  const finite = [
    ...(Number.isFinite(from) ? [from] : []),
    ...(inner.length > 0 ? inner : [first, last]),
    ...(Number.isFinite(to) ? [to] : []),
  ];
  const edges = [...new Set(finite)].sort((p, q) => p - q);
  for (let i = 0; i + 1 < edges.length; i++) add(f, edges[i]!, edges[i + 1]!);
  const width = Math.max(1e-300, edges.length > 1 ? edges[edges.length - 1]! - edges[0]! : 1);
  if (!Number.isFinite(to)) {
    const start = edges[edges.length - 1]!;
    add((t) => (f(start + (width * t) / (1 - t)) * width) / (1 - t) ** 2, 0, 1);
  }
  if (!Number.isFinite(from)) {
    const end = edges[0]!;
    add((t) => (f(end - (width * t) / (1 - t)) * width) / (1 - t) ** 2, 0, 1);
  }
  for (let i = 0; i < 400; i++) {
    let [total, error, worst] = [0, 0, 0];
    pieces.forEach((piece, k) => {
      total += piece.value;
      error += piece.error;
      if (piece.error > pieces[worst]!.error) worst = k;
    });
    if (!(error > 1e-13 * abs(total)) || error < 1e-300) return total;
    const { f: g, a, b } = pieces[worst]!;
    const middle = 0.5 * (a + b);
    if (middle === a || middle === b) return total;
    pieces.splice(worst, 1);
    add(g, a, middle);
    add(g, middle, b);
  }
  return pieces.reduce((sum, piece) => sum + piece.value, 0);
}

/** Nelder and Mead's simplex with the steps, order and limits of SciPy's `fmin`. */
export function simplex(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  tolerance: number = 1e-4,
): number[] {
  const n = start.length;
  const most = 200 * n;
  let calls = 0;
  const value = (x: readonly number[]): number => {
    calls++;
    return f(x);
  };
  let points = [[...start]];
  for (let k = 0; k < n; k++) {
    const one = [...start];
    one[k] = one[k] === 0 ? 0.00025 : 1.05 * one[k]!;
    points.push(one);
  }
  let values = points.map(value);
  const sort = (): void => {
    const order = values.map((_, i) => i).sort((i, j) => compare(values[i]!, values[j]!) || i - j);
    points = order.map((i) => points[i]!);
    values = order.map((i) => values[i]!);
  };
  sort();
  for (let iteration = 1; calls < most && iteration < most; iteration++) {
    let [spreadX, spreadF] = [0, 0];
    for (let i = 1; i <= n; i++) {
      for (let k = 0; k < n; k++) spreadX = Math.max(spreadX, abs(points[i]![k]! - points[0]![k]!));
      spreadF = Math.max(spreadF, abs(values[0]! - values[i]!));
    }
    if (spreadX <= tolerance && spreadF <= tolerance) break;
    const centre = Array.from({ length: n }, (_, k) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += points[i]![k]!;
      return sum / n;
    });
    const worst = points[n]!;
    const along = (t: number): number[] => centre.map((m, k) => (1 + t) * m - t * worst[k]!);
    const reflected = along(1);
    const fr = value(reflected);
    let shrink = false;
    if (fr < values[0]!) {
      const expanded = along(2);
      const fe = value(expanded);
      [points[n], values[n]] = fe < fr ? [expanded, fe] : [reflected, fr];
    } else if (fr < values[n - 1]!) [points[n], values[n]] = [reflected, fr];
    else if (fr < values[n]!) {
      const outside = along(0.5);
      const fc = value(outside);
      if (fc <= fr) [points[n], values[n]] = [outside, fc];
      else shrink = true;
    } else {
      const inside = along(-0.5);
      const fc = value(inside);
      if (fc < values[n]!) [points[n], values[n]] = [inside, fc];
      else shrink = true;
    }
    if (shrink)
      for (let i = 1; i <= n; i++) {
        points[i] = points[i]!.map((x, k) => points[0]![k]! + 0.5 * (x - points[0]![k]!));
        values[i] = value(points[i]!);
      }
    sort();
  }
  return points[0]!;
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
