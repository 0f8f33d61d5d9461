import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../golden/errors.js";
import {
  add,
  allclose,
  arange,
  array,
  createRuntime,
  cross,
  dot,
  einsum,
  eye,
  inner,
  kron,
  matmul,
  multiply,
  type NDArray,
  ones,
  outer,
  polyfit,
  polyfitFull,
  polyval,
  subtract,
  sum,
  tensordot,
  trace,
  withRuntime,
  zeros,
} from "../index.js";
import { integers, uniform } from "../random.js";

function matrix(rows: number, columns: number, seed: number): NDArray<"float64"> {
  return integers(-9, { high: 10, shape: [rows, columns], seed });
}

const size = fc.integer({ min: 1, max: 40 });

describe("matmul", () => {
  it("is the sum of products, whatever the sizes and the layout", () => {
    fc.assert(
      fc.property(size, size, size, fc.nat(1000), fc.boolean(), (m, k, n, seed, turned) => {
        const a = turned ? matrix(k, m, seed).T : matrix(m, k, seed);
        const b = matrix(k, n, seed + 1);
        const product = matmul(a, b);
        const plain = sum(multiply(a.reshape([m, k, 1]), b.reshape([1, k, n])), { axis: 1 });
        expect(product.toNested()).toEqual(plain.toNested());
      }),
      { numRuns: 60 },
    );
  });

  it("is exact for whole numbers of every width, as far as they wrap", () => {
    for (const dtype of ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"] as const) {
      const a = matrix(7, 300, 1).astype(dtype);
      const b = matrix(300, 9, 2).astype(dtype);
      const exact = matmul(a.astype("int64"), b.astype("int64")).astype(dtype);
      expect(matmul(a, b).toNested()).toEqual(exact.toNested());
    }
  });

  it("adds float32 up in float64", () => {
    const n = 1 << 20;
    const a = array(new Float32Array(n).fill(0.1));
    const expected = Math.fround(n * Math.fround(0.1) * 1);
    expect(dot(a, ones(n, { dtype: "float32" }))).toBe(expected);
  });

  it("keeps NaN and infinity where they belong", () => {
    const a = array([
      [1, Number.NaN],
      [1, 2],
    ]);
    expect(matmul(a, eye(2)).toNested()).toEqual([
      [Number.NaN, Number.NaN],
      [1, 2],
    ]);
    const bright = zeros([70, 70]);
    bright.set([0, 0], Number.POSITIVE_INFINITY);
    expect(matmul(bright, ones([70, 70])).get(0, 5)).toBe(Number.POSITIVE_INFINITY);
  });

  it("belongs to the runtime of its operands", () => {
    const runtime = createRuntime({ plugins: [] });
    expect(matmul(eye(2), withRuntime(runtime, eye(2))).runtime).toBe(runtime);
  });
});

describe("products", () => {
  it("agree with one another", () => {
    fc.assert(
      fc.property(size, size, size, fc.nat(1000), (m, k, n, seed) => {
        const a = matrix(m, k, seed);
        const b = matrix(k, n, seed + 1);
        const product = matmul(a, b).toNested();
        expect((dot(a, b) as NDArray).toNested()).toEqual(product);
        expect((tensordot(a, b, { axes: 1 }) as NDArray).toNested()).toEqual(product);
        expect((inner(a, b.T) as NDArray).toNested()).toEqual(product);
        expect((einsum("ij,jk->ik", a, b) as NDArray).toNested()).toEqual(product);
        expect((einsum("ik->ki", matmul(a, b)) as NDArray).toNested()).toEqual(matmul(b.T, a.T).toNested());
        expect(trace(matmul(a, a.T))).toBe(einsum("ij,ij", a, a));
      }),
      { numRuns: 30 },
    );
  });

  it("give (A kron B)(C kron D) = AC kron BD", () => {
    const [a, b, c, d] = [matrix(2, 3, 1), matrix(3, 2, 2), matrix(3, 2, 3), matrix(2, 4, 4)];
    expect(matmul(kron(a, b), kron(c, d)).toNested()).toEqual(kron(matmul(a, c), matmul(b, d)).toNested());
  });

  it("give vectors at right angles to both", () => {
    const [a, b] = [matrix(20, 3, 1), matrix(20, 3, 2)];
    const c = cross(a, b) as NDArray;
    expect(sum(multiply(a, c), { axis: 1 }).toNested()).toEqual(new Array(20).fill(0));
    expect(sum(multiply(b, c), { axis: 1 }).toNested()).toEqual(new Array(20).fill(0));
  });

  it("refuse what does not match", () => {
    const [a, v] = [zeros([2, 3]), arange(3)];
    const wrong: readonly [string, () => unknown][] = [
      ["BAD_SHAPE", () => matmul(a, a)],
      ["BAD_SHAPE", () => matmul(a, 3)],
      ["BAD_SHAPE", () => matmul(zeros([2, 2, 3]), zeros([3, 3, 2]))],
      ["BAD_SHAPE", () => dot(a, a)],
      ["BAD_SHAPE", () => dot(v, arange(4))],
      ["BAD_SHAPE", () => inner(a, zeros([2, 2]))],
      ["BAD_SHAPE", () => tensordot(a, a.T)],
      ["BAD_AXIS", () => tensordot(a, a, { axes: 3 })],
      ["BAD_AXIS", () => tensordot(a, a, { axes: [[5], [0]] })],
      ["BAD_SHAPE", () => tensordot(a, a, { axes: [[0, 1], [0]] })],
      ["OUT_OF_MEMORY", () => outer(zeros(1 << 21), zeros(1 << 21))],
      ["BAD_SHAPE", () => cross(zeros([4]), zeros([4]))],
      ["BAD_AXIS", () => trace(v)],
      ["BAD_VALUE", () => einsum("ij,jk->ik", a)],
      ["BAD_VALUE", () => einsum("ijk", a)],
      ["BAD_VALUE", () => einsum("i1", a)],
      ["BAD_VALUE", () => einsum("ij->ik", a)],
      ["BAD_VALUE", () => einsum("ij->ii", a)],
      ["BAD_VALUE", () => einsum("...->", a)],
      ["BAD_VALUE", () => einsum("......", a)],
      ["BAD_VALUE", () => einsum(3 as never, a)],
      ["BAD_SHAPE", () => einsum("ii", a)],
      ["BAD_SHAPE", () => einsum("ij,ij", a, zeros([2, 4]))],
      ["BAD_SHAPE", () => polyfit(v, [1, 2], 1)],
      ["BAD_SHAPE", () => polyfit([], [], 1)],
      ["BAD_SHAPE", () => polyfit(a, a, 1)],
      ["BAD_VALUE", () => polyfit(v, v, -1)],
      ["BAD_VALUE", () => polyfit(v, [1, Number.NaN, 2], 1)],
      ["BAD_SHAPE", () => polyfit(v, v, 1, { w: [1] })],
      ["BAD_VALUE", () => polyfit([1e300, 2, 3], v, 4)],
      ["BAD_SHAPE", () => polyval(a, 1)],
    ];
    const start = performance.now();
    for (const [code, call] of wrong) expect(codeOf(call), String(call)).toBe(code);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("polyfit", () => {
  it("finds the polynomial that points lie on", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 6 }), fc.nat(99), (p, seed) => {
        const x = uniform({ low: -2, high: 2, shape: 30, seed });
        const fitted = polyfit(x, polyval(p, x), p.length - 1);
        expect(allclose(fitted, p, { atol: 1e-8 })).toBe(true);
      }),
    );
  });

  it("says when the powers cannot be told apart", () => {
    const x = arange(2000, 2021);
    const fit = polyfitFull(x, subtract(x, 2000), 5);
    expect(fit.rank).toBeLessThan(6);
    expect(fit.residuals.size).toBe(0);
    expect(allclose(polyval(fit.coefficients, x), subtract(x, 2000), { atol: 1e-5 })).toBe(true);
    expect(allclose(add(polyfit([1, 1, 1], [2, 2, 2], 1).slice(0), polyfit([1, 1, 1], [2, 2, 2], 1).slice(1)), 2)).toBe(
      true,
    );
  });
});
