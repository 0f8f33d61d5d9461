import { array, eye, ones, zeros } from "@core/array";
import { describe, expect, it, vi } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import {
  blockDiag,
  cholesky,
  companion,
  cond,
  det,
  diagsvd,
  eig,
  eigh,
  expm,
  fractionalMatrixPower,
  hadamard,
  inv,
  lstsq,
  luFactor,
  luSolve,
  matrixPower,
  multiDot,
  norm,
  pascal,
  pinv,
  polar,
  qr,
  randomizedSvd,
  reciprocalCondition,
  schur,
  slogdet,
  solve,
  solveBanded,
  solveCirculant,
  solveSylvester,
  solveToeplitz,
  solveTriangular,
  sqrtm,
  svd,
  toeplitz,
} from "./index.js";

const bad = (): number[][] => [
  [1, Number.NaN],
  [0, 1],
];
const indefinite = [
  [1, 2],
  [2, 1],
];
const singular = [
  [1, 2],
  [2, 4],
];

describe("wrong calls", () => {
  it("are refused with a code", () => {
    const calls: [string, () => unknown][] = [
      ["BAD_SHAPE", () => det(ones([3, 4]))],
      ["BAD_SHAPE", () => det([1, 2])],
      ["BAD_SHAPE", () => inv(ones([2, 3]))],
      ["BAD_SHAPE", () => svd([1, 2])],
      ["BAD_SHAPE", () => solve(eye(3), [1, 2])],
      ["BAD_SHAPE", () => solve(eye(3), 1)],
      ["BAD_SHAPE", () => lstsq(ones([3, 2]), [1, 2])],
      ["BAD_SHAPE", () => expm(ones([2, 3]))],
      ["BAD_SHAPE", () => solveBanded([1, 1], ones([2, 3]), [1, 2, 3])],
      ["BAD_SHAPE", () => luSolve([eye(2), [0, 5]], [1, 2])],
      ["BAD_SHAPE", () => multiDot([ones([2, 3]), ones([3, 2]), ones([3])])],
      ["BAD_SHAPE", () => norm(ones([2, 2, 2]), { ord: 2 })],
      ["BAD_SHAPE", () => solveSylvester(eye(2), eye(3), eye(2))],
      ["BAD_SHAPE", () => diagsvd([1, 2, 3], 2, 2)],
      ["BAD_SHAPE", () => blockDiag(ones([1, 1, 1]))],
      ["BAD_SHAPE", () => companion([1])],
      ["BAD_SHAPE", () => toeplitz(ones([2, 2]))],
      ["BAD_VALUE", () => det(bad())],
      ["BAD_VALUE", () => inv(bad())],
      ["BAD_VALUE", () => svd(bad())],
      ["BAD_VALUE", () => eig(bad())],
      ["BAD_VALUE", () => eigh(bad())],
      ["BAD_VALUE", () => qr([[Infinity, 1]])],
      ["BAD_VALUE", () => schur(bad())],
      ["BAD_VALUE", () => sqrtm(bad())],
      ["BAD_VALUE", () => norm([1, Number.NaN])],
      ["BAD_VALUE", () => pinv(eye(2), { rtol: -1 })],
      ["BAD_VALUE", () => solve(eye(2), [1, Number.NaN])],
      ["BAD_VALUE", () => matrixPower(eye(2), 0.5)],
      ["BAD_VALUE", () => fractionalMatrixPower(eye(2), Number.NaN)],
      ["BAD_VALUE", () => hadamard(3)],
      ["BAD_VALUE", () => companion([0, 1, 2])],
      ["BAD_VALUE", () => eigh(eye(3), { subsetByIndex: [1, 3] })],
      ["BAD_VALUE", () => eigh(eye(3), { subsetByValue: [1, 1] })],
      ["BAD_VALUE", () => randomizedSvd(eye(3), 0)],
      ["BAD_ARGUMENT", () => solve(eye(2), [1, 2], { assumeA: "positive" as never })],
      ["BAD_ARGUMENT", () => qr(eye(2), { mode: "reduced" as never })],
      ["BAD_ARGUMENT", () => svd(eye(2), { lapackDriver: "gesvdx" as never })],
      ["BAD_ARGUMENT", () => norm(eye(2), { ord: 3 })],
      ["BAD_ARGUMENT", () => norm([1], { ord: "fro" })],
      ["BAD_ARGUMENT", () => norm([1], { ord: "max" as never })],
      ["BAD_ARGUMENT", () => cond(eye(2), { p: 3 })],
      ["BAD_ARGUMENT", () => schur(eye(2), { sort: "left" as never })],
      ["BAD_ARGUMENT", () => polar(eye(2), { side: "top" as never })],
      ["BAD_ARGUMENT", () => pascal(3, { kind: "full" as never })],
      ["BAD_ARGUMENT", () => eigh(eye(2), { b: eye(2), type: 4 as never })],
      ["BAD_ARGUMENT", () => multiDot([eye(2)])],
      ["BAD_ARGUMENT", () => solveTriangular(eye(2), [1, 2], { trans: "H" as never })],
      ["BAD_ARGUMENT", () => solveCirculant([1, 2], [1, 2], { singular: "ignore" as never })],
      ["SINGULAR", () => inv(singular)],
      ["SINGULAR", () => solve(singular, [1, 2])],
      ["SINGULAR", () => inv(zeros([2, 2]))],
      ["SINGULAR", () => matrixPower(singular, -1)],
      [
        "SINGULAR",
        () =>
          solveTriangular(
            [
              [0, 1],
              [0, 1],
            ],
            [1, 2],
          ),
      ],
      ["SINGULAR", () => solveBanded([0, 0], [[1, 0]], [1, 2])],
      ["SINGULAR", () => solveCirculant([1, 1], [1, 2])],
      ["SINGULAR", () => solveToeplitz([0, 1], [1, 2])],
      ["SINGULAR", () => solveSylvester([[1]], [[-1]], [[1]])],
      ["NOT_POSITIVE_DEFINITE", () => cholesky(indefinite)],
      ["NOT_POSITIVE_DEFINITE", () => solve(indefinite, [1, 2], { assumeA: "pos" })],
      ["NOT_POSITIVE_DEFINITE", () => eigh(eye(2), { b: indefinite })],
    ];
    for (const [code, call] of calls) expect(codeOf(call), String(call)).toBe(code);
  });

  it("say what SciPy says", () => {
    expect(() => inv(singular)).toThrow("LinAlgError: singular matrix");
    expect(() => det(ones([3, 4]))).toThrow("expected square matrix");
    expect(() => cholesky(indefinite)).toThrow("2-th leading minor of the array is not positive definite");
    expect(() => svd(bad())).toThrow("array must not contain infs or NaNs");
  });

  it("end with NaN inside, too", () => {
    for (const n of [2, 5, 40]) {
      const a = ones([n, n]);
      a.set([1, 0], Number.NaN);
      const options = { checkFinite: false };
      expect(Number.isNaN(det(a, options))).toBe(true);
      expect(codeOf(() => svd(a, options))).toBe("NOT_CONVERGED");
      expect(codeOf(() => eigh(a, options))).toBe("NOT_CONVERGED");
      for (const call of [
        () => eig(a, options),
        () => schur(a, options),
        () => qr(a, options),
        () => luFactor(a, options),
        () => inv(a, options),
        () => expm(a),
        () => slogdet(a),
      ])
        codeOf(call);
      expect(cond(a)).toBeNaN();
    }
  });
});

describe("ill-conditioned systems", () => {
  it("are told to whoever asks", () => {
    const hilbert = array(Array.from({ length: 13 }, (_, i) => Array.from({ length: 13 }, (_, j) => 1 / (i + j + 1))));
    const tell = vi.fn();
    solve(hilbert, ones(13), { onIllConditioned: tell });
    inv(hilbert, { onIllConditioned: tell });
    solve(eye(3), ones(3), { onIllConditioned: tell });
    expect(tell).toHaveBeenCalledTimes(2);
    expect(tell.mock.calls[0]?.[0]).toBeLessThan(2 ** -52);
    expect(reciprocalCondition(eye(4))).toBe(1);
    expect(reciprocalCondition(singular)).toBe(0);
    expect(cond(singular)).toBeGreaterThan(1e15);
  });
});
