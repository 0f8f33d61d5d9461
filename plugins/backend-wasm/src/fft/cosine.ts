import { writeRoot } from "./roots.js";

// Cosine and sine transforms as a Fourier transform of rows that are sums of rows, and sums of its rows. The methods are those of sci-fft's
// reference bodies.

/** Attributes of `sci-fft/dct`. */
export interface CosineAttributes {
  readonly sine: boolean;
  readonly type: 1 | 2 | 3 | 4;
  readonly n: number;
  /** Whether first and last numbers are weighted so that the matrix of the transform is orthogonal but for a factor. */
  readonly orthogonal: boolean;
  readonly scale: number;
}

/** Row p is `first[p]` times row `from[p]`; row -1 is of zeros. */
export interface Rows {
  readonly from: Int32Array;
  readonly first: Float64Array;
}

/** Complex rows of sums of two rows. */
export interface PairRows {
  readonly from: Int32Array;
  readonly other: Int32Array;
  /** What both give to the real and to the imaginary part, four numbers for each row. */
  readonly factors: Float64Array;
}

/** Rows of the parts of complex rows: `re[p]` times the real part of row `from[p]`, plus `im[p]` times its imaginary part. */
export interface PartRows {
  readonly from: Int32Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** How a transform is made of a Fourier transform of so many points. */
export type Method =
  | { readonly kind: "real"; readonly points: number; readonly before: Rows; readonly after: PartRows }
  | { readonly kind: "hermitian"; readonly points: number; readonly before: PairRows; readonly after: Rows }
  | { readonly kind: "complex"; readonly points: number; readonly before: PairRows; readonly after: PartRows };

const mostMethods = 32;
const methods: Map<string, Method> = /* @__PURE__ */ new Map();

/** The rows of a transform. */
export function methodOf(attributes: CosineAttributes): Method {
  const { sine, type, n, orthogonal, scale } = attributes;
  const key = `${sine} ${type} ${n} ${orthogonal} ${scale}`;
  const known = methods.get(key);
  if (known !== undefined) return known;
  const made = makeMethod(attributes);
  if (methods.size >= mostMethods) methods.clear();
  methods.set(key, made);
  return made;
}

function makeMethod({ sine, type, n, orthogonal, scale }: CosineAttributes): Method {
  const given = new Float64Array(n).fill(1);
  const taken = new Float64Array(n).fill(scale);
  if (orthogonal) {
    const [before, after] = weightsOf(sine, type, n);
    for (const [k, weight] of before) given[k]! *= weight;
    for (const [k, weight] of after) taken[k]! *= weight;
  }
  const turned = sine && type !== 1;
  for (let k = 1; turned && k < n; k += 2)
    if (type === 2) given[k]! *= -1;
    else taken[k]! *= -1;
  // Which row of x is number k of the cosine transform, and which of its results row k of ours.
  const rowOf = (k: number): number => (turned && type !== 2 ? n - 1 - k : k);
  const resultOf = (k: number): number => (turned && type === 2 ? n - 1 - k : k);
  const real = (count: number, row: (p: number) => number, sign: (p: number) => number): Rows => {
    const from = Int32Array.from({ length: count }, (_, p) => (row(p) < 0 ? -1 : rowOf(row(p))));
    return { from, first: Float64Array.from(from, (at, p) => (at < 0 ? 0 : sign(p) * given[at]!)) };
  };
  const parts: { from: Int32Array; re: Float64Array; im: Float64Array } = {
    from: new Int32Array(n),
    re: new Float64Array(n),
    im: new Float64Array(n),
  };
  const put = (k: number, row: number, re: number, im: number): void => {
    const at = resultOf(k);
    parts.from[at] = row;
    parts.re[at] = re * taken[at]!;
    parts.im[at] = im * taken[at]!;
  };
  const pairs = (
    count: number,
    rows: (p: number) => readonly [number, number, number, number, number, number],
  ): PairRows => {
    const [from, other, factors] = [new Int32Array(count), new Int32Array(count), new Float64Array(4 * count)];
    for (let p = 0; p < count; p++) {
      const [near, far, a, b, c, d] = rows(p);
      from[p] = rowOf(near);
      other[p] = rowOf(far);
      const [x, y] = [given[from[p]!]!, given[other[p]!]!];
      factors.set([a * x, b * y, c * x, d * y], 4 * p);
    }
    return { from, other, factors };
  };
  const root = new Float64Array(2);
  const rootOf = (k: number, period: number): readonly [number, number] => {
    writeRoot(root, 0, k, period);
    return [root[0]!, root[1]!];
  };
  const sorted = (p: number): number => (2 * p < n ? 2 * p : 2 * (n - p) - 1);

  if (type === 1) {
    const long = sine ? 2 * (n + 1) : 2 * (n - 1);
    if (sine) {
      for (let k = 0; k < n; k++) put(k, k + 1, 0, -1);
      const row = (p: number): number => (p === 0 || p === n + 1 ? -1 : p <= n ? p - 1 : long - 1 - p);
      return { kind: "real", points: long, before: real(long, row, (p) => (p <= n ? 1 : -1)), after: parts };
    }
    for (let k = 0; k < n; k++) put(k, k, 1, 0);
    return {
      kind: "real",
      points: long,
      before: real(
        long,
        (p) => (p < n ? p : long - p),
        () => 1,
      ),
      after: parts,
    };
  }
  if (type === 2) {
    put(0, 0, 2, 0);
    for (let k = 1; 2 * k <= n; k++) {
      const [wr, wi] = rootOf(k, 4 * n);
      put(n - k, k, -2 * wi, -2 * wr);
      put(k, k, 2 * wr, -2 * wi);
    }
    return { kind: "real", points: n, before: real(n, sorted, () => 1), after: parts };
  }
  if (type === 3) {
    const before = pairs(Math.floor(n / 2) + 1, (k) => {
      if (k === 0) return [0, 0, 1, 0, 0, 0];
      const [wr, wi] = rootOf(k, 4 * n);
      return [k, n - k, wr, -wi, -wi, -wr];
    });
    const from = new Int32Array(n);
    for (let p = 0; p < n; p++) from[sorted(p)] = p;
    return { kind: "hermitian", points: n, before, after: { from, first: taken } };
  }
  if (n % 2 === 0) {
    const before = pairs(n / 2, (j) => {
      const [x, y] = rootOf(4 * j + 1, 8 * n);
      return [2 * j, n - 1 - 2 * j, x, -y, y, x];
    });
    for (let j = 0; 2 * j < n; j++) {
      const [x, y] = rootOf(j, 2 * n);
      put(2 * j, j, 2 * x, -2 * y);
      put(n - 1 - 2 * j, j, -2 * y, -2 * x);
    }
    return { kind: "complex", points: n / 2, before, after: parts };
  }
  const places = Array.from({ length: n }, (_, i) => ((n - 1) / 2 + 4 * i) % (4 * n));
  const quarter = (p: number): number => Math.floor(places[p]! / n);
  for (let k = 0; k < n; k++) {
    const at = (2 * k + 1) % n;
    const mirrored = 2 * at > n;
    const octant = k % 4;
    const sign = octant < 2 === mirrored ? -1 : 1;
    put(k, mirrored ? n - at : at, Math.SQRT2 * (octant === 0 || octant === 3 ? 1 : -1), Math.SQRT2 * sign);
  }
  const before = real(
    n,
    (p) => (quarter(p) % 2 === 0 ? places[p]! % n : n - 1 - (places[p]! % n)),
    (p) => (quarter(p) === 0 || quarter(p) === 3 ? 1 : -1),
  );
  return { kind: "real", points: n, before, after: parts };
}

type Weights = readonly (readonly [number, number])[];

/** Weights of single numbers before and after an orthogonal transform. */
function weightsOf(sine: boolean, type: number, n: number): readonly [Weights, Weights] {
  const edge = sine ? n - 1 : 0;
  if (type === 2) return [[], [[edge, Math.SQRT1_2]]];
  if (type === 3) return [[[edge, Math.SQRT2]], []];
  if (type === 4 || sine) return [[], []];
  const both = (weight: number): Weights => [
    [0, weight],
    [n - 1, weight],
  ];
  return [both(Math.SQRT2), both(Math.SQRT1_2)];
}
