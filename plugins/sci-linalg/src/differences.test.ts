import {
  abs,
  allclose,
  array,
  astype,
  conjugate,
  eye,
  matmul,
  multiply,
  type NDArray,
  ones,
  transpose,
} from "@core/array";
import { normal } from "@core/array/random";
import { describe, expect, it } from "vitest";
import { eig, eigh, inv, matrixRank, orthogonalProcrustes, qr, sqrtm } from "./index.js";

describe("where SciPy is not followed", () => {
  it("small whole numbers are computed in float64", () => {
    for (const dtype of ["uint8", "int16", "bool"] as const) {
      const a = astype(
        array([
          [1, 1],
          [0, 1],
        ]),
        dtype,
      );
      expect(inv(a).dtype).toBe("float64");
      expect(eigh(a)[1].dtype).toBe("float64");
    }
  });

  it("sqrtm of complex128 is complex128, and ranks are numbers", () => {
    expect(sqrtm(multiply(eye(2), { re: 0, im: 2 })).dtype).toBe("complex128");
    expect(matrixRank(ones([2, 3, 3])) as NDArray).toMatchObject({ dtype: "float64", shape: [2] });
  });

  it("orthogonalProcrustes of complex matrices", () => {
    const a = matmul(
      normal({ shape: [6, 3], seed: 1 }),
      array([
        [{ re: 1, im: 1 }, 0, 2],
        [0, { re: 0, im: 1 }, 1],
        [1, 1, 1],
      ]),
    );
    const [q] = qr(matmul(conjugate(transpose(a)), a));
    const [r] = orthogonalProcrustes(a, matmul(a, q));
    expect(allclose(r, q, { atol: 1e-10 })).toBe(true);
  });

  it("generalised eigenvalues with a singular b", () => {
    const a = normal({ shape: [4, 4], seed: 3 });
    const b = array([
      [1, 0, 0, 0],
      [0, 2, 0, 0],
      [0, 0, 3, 0],
      [0, 0, 0, 0],
    ]);
    const [w, v] = eig(a, { b });
    const values = w.toNested() as { re: number; im: number }[];
    expect(values.filter(({ re }) => Math.abs(re) === Infinity).length).toBe(1);
    const [pairs, left, right] = eig(a, { b, homogeneousEigvals: true, left: true });
    const [alpha, beta] = [pairs.slice(0), pairs.slice(1)];
    expect(allclose(multiply(matmul(a, right), beta), multiply(matmul(b, right), alpha), { atol: 1e-10 })).toBe(true);
    const rows = conjugate(transpose(left)) as NDArray;
    const [first, second] = [beta.reshape([4, 1]), alpha.reshape([4, 1])];
    expect(allclose(multiply(first, matmul(rows, a)), multiply(second, matmul(rows, b)), { atol: 1e-10 })).toBe(true);
    expect(allclose(abs(v) as NDArray, abs(right) as NDArray)).toBe(true);
  });
});
