import { elementsOf, eye, matmul, multiply, type NDArray, subtract, withRuntime, zeros } from "@core/array";
import { cholesky, eigh, inv, lu, norm, qr, solve, svd } from "sci-linalg";
import { describe, expect, test } from "vitest";
import { testTable } from "../testing.js";
import { conditioned, definite, table, turned } from "./testing-decompositions.js";

const backends = await testTable(table);

describe.each(["float64", "float32"] as const)("factors of %s give the matrix back", (dtype) => {
  // A rounding of the results, and what steps that are stable lose of float64.
  const limit = dtype === "float32" ? 6e-8 : 1e-14;
  const own = (...factors: NDArray[]) => factors.map((one) => withRuntime(undefined, one).astype("float64") as NDArray);
  const sizeOf = (a: unknown) => norm(a as NDArray) as number;
  const expectNear = (got: unknown, expected: NDArray) => {
    expect(sizeOf(subtract(got as NDArray, expected)) / sizeOf(expected)).toBeLessThan(limit);
  };
  const expectOrthonormal = (q: NDArray) => {
    const n = q.shape.at(-1) as number;
    expectNear(matmul(turned(q), q), zeros([...q.shape.slice(0, -2), n, n]).assign(eye(n)));
  };

  test.each([[[700, 150]], [[150, 200]], [[97, 97]], [[60, 5, 12]], [[60, 12, 5]]])("(%s)", (shape) => {
    const a = conditioned(dtype, shape, 1);
    const [double] = own(a) as [NDArray];
    for (const { runtime, ran } of backends) {
      const given = withRuntime(runtime, a);
      ran();
      const [pl, upper] = own(...lu(given, { permuteL: true })) as [NDArray, NDArray];
      expectNear(matmul(pl, upper), double);
      for (const mode of ["full", "economic"] as const) {
        const [q, r] = own(...qr(given, { mode })) as [NDArray, NDArray];
        expectNear(matmul(q, r), double);
        expectOrthonormal(q);
      }
      const [u, s, vh] = own(...svd(given, { fullMatrices: false })) as [NDArray, NDArray, NDArray];
      expectNear(matmul(multiply(u, s.reshape([...s.shape.slice(0, -1), 1, -1])) as NDArray, vh), double);
      expectOrthonormal(u);
      expectOrthonormal(turned(vh));
      expect(ran()).toEqual(["lu", "qr", "qr", "svd"].map((name) => `sci-linalg/${name}`));
    }
  });

  test.each([[[97, 97]], [[150, 150]], [[12, 11, 11]]])("symmetric (%s)", (shape) => {
    const a = definite(dtype, shape, 1);
    const [double] = own(a) as [NDArray];
    for (const { runtime } of backends) {
      const given = withRuntime(runtime, a);
      const [w, v] = own(...eigh(given)) as [NDArray, NDArray];
      expectNear(matmul(multiply(v, w.reshape([...w.shape.slice(0, -1), 1, -1])) as NDArray, turned(v)), double);
      expectOrthonormal(v);
      const [lower] = own(cholesky(given, { lower: true })) as [NDArray];
      expectNear(matmul(lower, turned(lower)), double);
    }
  });
});

test("solutions and inverses take two kernels, for a stack as for one matrix", () => {
  const both = ["sci-linalg/lu", "sci-linalg/luSolve"];
  for (const { runtime, ran } of backends)
    for (const shape of [
      [60, 60],
      [6, 100, 8, 8],
    ]) {
      const a = withRuntime(runtime, conditioned("float64", shape, 1));
      ran();
      solve(a, conditioned("float64", shape, 2));
      expect(ran()).toEqual(both);
      inv(a);
      expect(ran()).toEqual(both);
    }
});

test("matrices without a result have the reference bodies' errors, and leave no memory taken", () => {
  const nan = conditioned("float64", [40, 40], 1);
  (elementsOf(nan) as Float64Array)[77] = Number.NaN;
  const bad = definite("float64", [60, 60], 1);
  (elementsOf(bad) as Float64Array)[41 * 60 + 41] = -1;
  for (const { backend, runtime } of backends) {
    const before = backend.used;
    for (const own of [undefined, runtime]) {
      const singular = withRuntime(own, zeros([40, 40]));
      expect(() => inv(singular)).toThrow("SINGULAR");
      expect(() => solve(singular, zeros([40]))).toThrow("SINGULAR");
      expect(() => svd(withRuntime(own, nan), { checkFinite: false })).toThrow("did not converge");
      expect(() => cholesky(withRuntime(own, bad))).toThrow("42");
    }
    expect(backend.used).toBe(before);
  }
});
