import { add, type DType, elementsOf, eye, matmul, multiply, type NDArray, withRuntime, zeros } from "@core/array";
import {
  choFactor,
  cholesky,
  det,
  eigh,
  inv,
  lstsq,
  lu,
  luFactor,
  pinv,
  qr,
  randomizedSvd,
  slogdet,
  solve,
  svd,
} from "sci-linalg";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, testTable, watchedRuntime } from "../testing.js";
import { table } from "./testing-decompositions.js";

await testTable(table);

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["decompositions"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

function sample(dtype: DType, shape: readonly number[]): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  // Well conditioned: vectors of near values would be free to turn.
  let state = 12345;
  for (let i = 0; i < data.length; i++) {
    state = (state * 1103515245 + 12345) % 2147483648;
    data[i] = state / 2147483648 - 0.5;
  }
  const n = shape[1] as number;
  for (let i = 0; i < Math.min(...shape); i++) data[i * n + i]! += 3 + (5 * i) / n;
  return a;
}

/** Singular vectors with the signs of pairs chosen, which rounding decides: the largest element of each row of vh is positive. */
function chosen([u, s, vh]: readonly NDArray[]): NDArray[] {
  const [left, right] = [elementsOf(u!) as Float64Array, elementsOf(vh!) as Float64Array];
  const [width, n] = [u!.shape[1] as number, vh!.shape[1] as number];
  for (let k = 0; k < s!.size; k++) {
    const row = right.subarray(k * n, (k + 1) * n);
    let largest = 0;
    for (const value of row) if (Math.abs(value) > Math.abs(largest) * 1.001) largest = value;
    if (largest > 0) continue;
    for (let j = 0; j < n; j++) row[j] = -row[j]!;
    for (let i = k; i < left.length; i += width) left[i] = -left[i]!;
  }
  return [u!, s!, vh!];
}

/**
 * The steps are those of the reference bodies, and so are the signs; only sums of products go in another order. What that
 * changes grows with the size of the matrix and, for vectors, with how near their values are.
 */
function compare(call: (a: NDArray) => unknown, a: NDArray, wanted: boolean | number = true): void {
  const expected = call(a);
  for (const { runtime, ran } of runtimes) {
    ran();
    const got = call(withRuntime(runtime, a));
    expect(ran().length).toBe(Number(wanted));
    expectSame(got, expected, a.dtype === "float32" ? 1e-6 : 5e-11);
  }
}

const shapes = [
  [40, 40],
  [97, 64],
  [64, 97],
  [300, 33],
  [33, 300],
  [130, 131],
  [1100, 1],
  [1, 1100],
] as const;

test.each(["float64", "float32"] as const)("LU and QR of %s", (dtype) => {
  for (const shape of shapes) {
    const a = sample(dtype, shape);
    compare((x) => lu(x), a);
    compare((x) => lu(x, { permuteL: true }), a);
    for (const mode of ["full", "economic", "r"] as const) compare((x) => qr(x, { mode }), a);
    compare((x) => qr(x, { mode: "raw" })[0], a);
    compare((x) => qr(x, { pivoting: true }), a, false);
  }
  compare((x) => luFactor(x), sample(dtype, [70, 70]));
});

test.each(["float64", "float32"] as const)("singular values and vectors of %s", (dtype) => {
  for (const shape of shapes) {
    const a = sample(dtype, shape);
    compare((x) => chosen(svd(x)), a);
    compare((x) => chosen(svd(x, { fullMatrices: false })), a);
    compare((x) => svd(x, { computeUv: false }), a);
  }
});

test.each(["float64", "float32"] as const)("eigenvalues and vectors of symmetric %s", (dtype) => {
  for (const n of [32, 33, 64, 100]) {
    const a = sample(dtype, [n, n]);
    for (const lower of [true, false]) {
      compare((x) => eigh(x, { lower }), a);
      compare((x) => eigh(x, { lower, eigvalsOnly: true }), a);
    }
  }
});

test("any layout, singular, huge and tiny matrices, and what is left to the reference body", () => {
  for (const layout of layouts) {
    compare((x) => lu(x), laidOut(sample("float64", [40, 50]), layout));
    compare((x) => svd(x, { computeUv: false }), laidOut(sample("float64", [40, 50]), layout));
  }
  const singular = zeros([40, 40]);
  compare((x) => lu(x), singular);
  compare((x) => svd(x, { computeUv: false }), singular, false);
  const ones = sample("float64", [50, 40]);
  (elementsOf(ones) as Float64Array).fill(1);
  compare((x) => svd(x, { computeUv: false }), ones);
  for (const factor of [1e-200, 1e200]) {
    const a = sample("float64", [40, 40]);
    for (const [i, value] of (elementsOf(a) as Float64Array).entries())
      (elementsOf(a) as Float64Array)[i] = value * factor;
    compare((x) => svd(x), a, false);
    compare((x) => eigh(x), a, false);
    compare((x) => qr(x), a);
  }
  compare((x) => lu(x), sample("float64", [5, 5]), false);
  const nan = sample("float64", [40, 40]);
  (elementsOf(nan) as Float64Array)[77] = Number.NaN;
  for (const { runtime } of runtimes)
    expect(() => svd(withRuntime(runtime, nan), { checkFinite: false })).toThrow("did not converge");
});

test("solutions, inverses and determinants use the factors", () => {
  const a = sample("float64", [60, 60]);
  for (const columns of [1, 2, 33]) compare((x) => solve(x, sample("float64", [60, columns])), a, 2);
  compare((x) => solve(x, sample("float64", [60, 1]).reshape([60])), a, 2);
  compare((x) => solve(x, sample("float32", [60, 3])), sample("float32", [60, 60]), 2);
  compare((x) => solve(x, sample("float64", [60, 3]), { transposed: true }), a);
  compare((x) => solve(x, sample("float64", [2, 180]).reshape([2, 60, 3])), a);
  compare((x) => inv(x), a, 2);
  compare((x) => inv(x), sample("float64", [131, 131]), 2);
  compare((x) => det(x), a);
  compare((x) => slogdet(x), a);
  for (const { runtime } of runtimes) {
    expect(() => inv(withRuntime(runtime, zeros([40, 40])))).toThrow("SINGULAR");
    expect(() => solve(withRuntime(runtime, zeros([40, 40])), zeros([40]))).toThrow("SINGULAR");
  }
});

function definite(n: number): NDArray {
  const a = sample("float64", [n, n]);
  return add(matmul(a, a.T), multiply(eye(n), n)) as NDArray;
}

test("Cholesky factors", () => {
  for (const n of [32, 33, 64, 100, 150])
    for (const lower of [true, false]) {
      compare((x) => cholesky(x, { lower }), definite(n));
      compare((x) => choFactor(x, { lower })[0], definite(n));
    }
  compare((x) => solve(x, sample("float64", [50, 2]), { assumeA: "pos" }), definite(50));
  const bad = definite(60);
  (elementsOf(bad) as Float64Array)[41 * 60 + 41] = -1;
  for (const { runtime } of runtimes)
    for (const own of [undefined, runtime]) expect(() => cholesky(withRuntime(own, bad))).toThrow("42");
});

test("stacks are done in one go", () => {
  const diagonal = (a: NDArray): NDArray => {
    const [m, n] = a.shape.slice(-2) as [number, number];
    return add(a, multiply(eye(m, { m: n }), 5)) as NDArray;
  };
  const stack = diagonal(sample("float64", [600, 64]).reshape([6, 100, 8, 8]));
  const turned = stack.transpose([0, 1, 3, 2]);
  for (const a of [stack, turned, stack.slice("::-1", "::3"), stack.astype("float32") as NDArray]) {
    compare((x) => lu(x), a);
    compare((x) => inv(x), a, 2);
    compare((x) => det(x), a);
    compare((x) => slogdet(x), a);
    compare((x) => svd(x, { computeUv: false }), a);
    compare((x) => qr(x), a);
    const symmetric = add(a, a.transpose([0, 1, 3, 2])) as NDArray;
    compare((x) => eigh(x, { eigvalsOnly: true }), symmetric);
    compare(
      (x) => solve(x, sample("float64", [a.shape[0]! * a.shape[1]!, 24]).reshape([...a.shape.slice(0, 2), 8, 3])),
      a,
      2,
    );
  }
  const wide = diagonal(sample("float64", [200, 60]).reshape([200, 5, 12]));
  for (const a of [wide, wide.transpose([0, 2, 1])]) {
    for (const mode of ["full", "economic", "r"] as const) compare((x) => qr(x, { mode }), a);
    const [u, s, vh] = svd(withRuntime(runtimes[1]?.runtime, a), { fullMatrices: false });
    const back = matmul(multiply(u, s.reshape([200, 1, 5])) as NDArray, vh);
    expectSame(back.copy(), a.copy(), 1e-13);
  }
  const [first, second] = runtimes.map(({ runtime }) => inv(withRuntime(runtime, stack)));
  expectSame(first, second);
});

test("least squares, pseudo-inverses and randomized values go through products and factors", async () => {
  const backend = await wasmBackend({ groups: ["decompositions", "products"], threads: 1, deterministic: true });
  const { runtime, ran } = watchedRuntime(backend.plugin);
  const near = (call: (a: NDArray) => unknown, a: NDArray, tolerance = 1e-10) => {
    ran();
    const got = call(withRuntime(runtime, a));
    expect(ran().length).toBeGreaterThan(0);
    expectSame(got, call(a), tolerance);
  };
  for (const shape of [
    [120, 40],
    [40, 120],
    [60, 60],
    [70, 69],
  ] as const) {
    const a = sample("float64", shape);
    near((x) => pinv(x), a);
    near((x) => lstsq(x, sample("float64", [shape[0], 3])), a);
    near((x) => lstsq(x, sample("float64", [shape[0], 1]).reshape([shape[0]])), a);
    near((x) => chosen(randomizedSvd(x, 5, { seed: 1, flipSign: false })), a, 1e-7);
  }
  backend.dispose();
});

test("factors give the matrix back, and their columns are orthonormal", () => {
  const a = withRuntime(runtimes[0]?.runtime, sample("float64", [700, 150]));
  const [u, s, vh] = svd(a, { fullMatrices: false });
  const [q, r] = qr(a, { mode: "economic" });
  runtimes[0]?.ran();
  const rows = (x: NDArray) => elementsOf(x) as Float64Array;
  let [worst, worstQr, worstUnit] = [0, 0, 0];
  for (let i = 0; i < 700; i += 7)
    for (let j = 0; j < 150; j++) {
      let [sum, other] = [0, 0];
      for (let k = 0; k < 150; k++) {
        sum += rows(u)[i * 150 + k]! * rows(s)[k]! * rows(vh)[k * 150 + j]!;
        other += rows(q)[i * 150 + k]! * rows(r)[k * 150 + j]!;
      }
      worst = Math.max(worst, Math.abs(sum - rows(a)[i * 150 + j]!));
      worstQr = Math.max(worstQr, Math.abs(other - rows(a)[i * 150 + j]!));
    }
  for (let i = 0; i < 150; i += 5)
    for (let j = 0; j < 150; j++) {
      let sum = 0;
      for (let k = 0; k < 700; k++) sum += rows(u)[k * 150 + i]! * rows(u)[k * 150 + j]!;
      worstUnit = Math.max(worstUnit, Math.abs(sum - (i === j ? 1 : 0)));
    }
  expect(Math.max(worst, worstQr, worstUnit)).toBeLessThan(1e-12);
});
