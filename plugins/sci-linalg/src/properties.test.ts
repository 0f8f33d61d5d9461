import {
  abs,
  add,
  allclose,
  array,
  conjugate,
  diag,
  divide,
  eye,
  matmul,
  max,
  min,
  multiply,
  type NDArray,
  ones,
  type Scalar,
  subtract,
  transpose,
  zeros,
} from "@core/array";
import { normal } from "@core/array/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cholesky,
  det,
  eig,
  eigh,
  eigvals,
  expm,
  funm,
  hessenberg,
  inv,
  logm,
  lstsq,
  lu,
  nullSpace,
  orth,
  pinv,
  qr,
  randomizedSvd,
  schur,
  solve,
  sqrtm,
  svd,
  svdvals,
} from "./index.js";

const adjoint = (a: NDArray): NDArray => conjugate(transpose(a)) as NDArray;
const near = (a: NDArray, b: NDArray | number, size = 1): boolean => allclose(a, b, { rtol: 0, atol: 1e-12 * size });

function numbers(rows: number, columns: number, seed: number, complex: boolean): NDArray {
  const re = normal({ shape: [rows, columns], seed });
  return complex ? add(re, multiply(normal({ shape: [rows, columns], seed: seed + 1 }), { re: 0, im: 1 })) : re;
}

const sizes = fc.integer({ min: 1, max: 40 });
const square = fc.record({ n: sizes, seed: fc.nat(9999), complex: fc.boolean() });
const any = fc.record({ m: sizes, n: sizes, seed: fc.nat(9999), complex: fc.boolean() });

describe("decompositions of random matrices", () => {
  it("give the matrix back", () => {
    fc.assert(
      fc.property(any, ({ m, n, seed, complex }) => {
        const a = numbers(m, n, seed, complex);
        const k = Math.min(m, n);
        const size = m + n;
        const [u, s, vh] = svd(a, { fullMatrices: false });
        expect(near(matmul(multiply(u, s), vh), a, size)).toBe(true);
        expect(near(matmul(adjoint(u), u), eye(k), size)).toBe(true);
        expect(near(matmul(vh, adjoint(vh)), eye(k), size)).toBe(true);
        const [full, , rest] = svd(a);
        expect(near(matmul(full, adjoint(full)), eye(m), size)).toBe(true);
        expect(near(matmul(rest, adjoint(rest)), eye(n), size)).toBe(true);
        const [q, r] = qr(a);
        expect(near(matmul(q, r), a, size)).toBe(true);
        expect(near(matmul(adjoint(q), q), eye(m), size)).toBe(true);
        const [p, l, upper] = lu(a);
        expect(near(matmul(p, matmul(l, upper)), a, size)).toBe(true);
        const inverse = pinv(a);
        expect(allclose(matmul(matmul(a, inverse), a), a, { atol: 1e-9 })).toBe(true);
        expect(allclose(adjoint(matmul(a, inverse)), matmul(a, inverse), { atol: 1e-9 })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("of square ones as well", () => {
    fc.assert(
      fc.property(square, ({ n, seed, complex }) => {
        const a = numbers(n, n, seed, complex);
        const hermitian = add(a, adjoint(a));
        const [w, v] = eigh(hermitian);
        expect(near(matmul(multiply(v, w), adjoint(v)), hermitian, 4 * n)).toBe(true);
        const [t, z] = schur(a);
        expect(near(matmul(matmul(z, t), adjoint(z)), a, 4 * n)).toBe(true);
        const [tc, zc] = schur(a, { output: "complex" });
        expect(near(matmul(matmul(zc, tc), adjoint(zc)), a, 4 * n)).toBe(true);
        const [sorted, turned, count] = schur(a, { sort: "lhp" });
        expect(near(matmul(matmul(turned, sorted), adjoint(turned)), a, 8 * n)).toBe(true);
        const values = eigvals(a).toNested() as { re: number }[];
        expect(count).toBe(values.filter(({ re }) => re < 0).length);
        const [h, q] = hessenberg(a, { calcQ: true });
        expect(near(matmul(matmul(q, h), adjoint(q)), a, 4 * n)).toBe(true);
        const [e, left, right] = eig(a, { left: true });
        expect(allclose(matmul(a, right), multiply(right, e), { atol: 1e-10 })).toBe(true);
        expect(allclose(matmul(adjoint(a), left), multiply(left, conjugate(e)), { atol: 1e-10 })).toBe(true);
        const positive = add(matmul(a, adjoint(a)), eye(n));
        const c = cholesky(positive, { lower: true });
        expect(near(matmul(c, adjoint(c)), positive, 4 * n)).toBe(true);
        expect(allclose(matmul(positive, inv(positive)), eye(n), { atol: 1e-9 })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("find the eigenvalues of known matrices", () => {
    // Companion of (x - 1)(x - 2)...(x - 5), and Jordan's block.
    const companion = array([
      [15, -85, 225, -274, 120],
      [1, 0, 0, 0, 0],
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 1, 0],
    ]);
    const found = (eigvals(companion).toNested() as { re: number; im: number }[]).map(({ re }) => re).sort();
    found.forEach((x, i) => {
      expect(x).toBeCloseTo(i + 1, 9);
    });
    const jordan = add(multiply(eye(6), 2), eye(6, { k: 1 }));
    expect(allclose(abs(subtract(eigvals(jordan), 2)) as NDArray, 0, { atol: 1e-2 })).toBe(true);
  });

  it("give finite eigenvectors where nearly all eigenvalues are 0", () => {
    const a = ones([150, 150]);
    const [w, v] = eig(a);
    expect(allclose(matmul(a, v), multiply(v, w), { atol: 1e-8 })).toBe(true);
  });

  it("bear graded matrices and extreme scales", () => {
    const powers = array([1, 1e-4, 1e-8, 1e-12, 1e-16]);
    const [q] = qr(numbers(5, 5, 3, false));
    const [p] = qr(numbers(5, 5, 4, false));
    expect(allclose(svdvals(matmul(multiply(q, powers), p.T)), powers, { rtol: 1e-3, atol: 1e-15 })).toBe(true);
    for (const scale of [1e-290, 1e-200, 1e200, 1e290]) {
      const a = numbers(5, 5, 5, false);
      expect(allclose(divide(svdvals(multiply(a, scale)), scale), svdvals(a), { rtol: 1e-12 })).toBe(true);
      const hermitian = add(a, a.T);
      expect(allclose(divide(eigh(multiply(hermitian, scale))[0], scale), eigh(hermitian)[0], { rtol: 1e-11 })).toBe(
        true,
      );
      expect(allclose(divide(abs(eigvals(multiply(a, scale))), scale), abs(eigvals(a)), { rtol: 1e-11 })).toBe(true);
    }
    expect(svdvals(zeros([3, 4])).toNested()).toEqual([0, 0, 0]);
    expect(eigh(zeros([3, 3]))[0].toNested()).toEqual([0, 0, 0]);
  });

  it("see which matrices are not of full rank", () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 5 }), ({ m, n, seed, complex }, rank) => {
        const own = Math.min(rank, m, n);
        const a = matmul(numbers(m, own, seed, complex), numbers(own, n, seed + 7, complex));
        expect(orth(a).shape).toEqual([m, own]);
        const space = nullSpace(a);
        expect(space.shape).toEqual([n, n - own]);
        expect(near(matmul(a, space), 0, 1e3)).toBe(true);
        const b = numbers(m, 1, seed + 9, complex);
        const [x, , found] = lstsq(a, b, { cond: 1e-10 });
        expect(found).toBe(own);
        const rest = matmul(adjoint(a), subtract(matmul(a, x), b));
        expect(near(rest, 0, 1e3)).toBe(true);
        expect(near(matmul(adjoint(space), x), 0, 1e3)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("functions of random matrices", () => {
  it("undo each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(9999), fc.boolean(), (n, seed, complex) => {
        const a = divide(numbers(n, n, seed, complex), Math.sqrt(n));
        const e = expm(a);
        expect(allclose(matmul(e, expm(multiply(a, -1))), eye(n), { atol: 1e-10 })).toBe(true);
        expect(
          allclose(
            funm(a, (w) => (w as NDArray & object) && expOf(w)),
            e,
            { atol: 1e-6 },
          ),
        ).toBe(true);
        const positive = add(matmul(a, adjoint(a)), eye(n));
        expect(allclose(expm(logm(positive)), positive, { atol: 1e-10 })).toBe(true);
        expect(allclose(logm(expm(divide(a, 3))), divide(a, 3), { atol: 1e-9 })).toBe(true);
        const root = sqrtm(positive);
        expect(allclose(matmul(root, root), positive, { atol: 1e-10 })).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

function expOf(w: NDArray): NDArray {
  return array(
    (w.toNested() as { re: number; im: number }[]).map(({ re, im }) => ({
      re: Math.exp(re) * Math.cos(im),
      im: Math.exp(re) * Math.sin(im),
    })) as Scalar[],
  );
}

describe("inputs", () => {
  it("may be views of any stride and are left alone", () => {
    const base = normal({ shape: [6, 10], seed: 1 });
    const view = base.slice("::-1", "1:10:2").T.slice(":", "0:5");
    const plain = view.copy();
    const before = base.copy();
    expect(allclose(inv(view), inv(plain), { rtol: 0, atol: 0 })).toBe(true);
    expect(allclose(svd(view)[0], svd(plain)[0], { rtol: 0, atol: 0 })).toBe(true);
    expect(det(view)).toBe(det(plain));
    solve(view, view.slice(":", 0));
    eig(view);
    expect(allclose(base, before, { rtol: 0, atol: 0 })).toBe(true);
  });

  it("may be empty", () => {
    expect(det(zeros([0, 0]))).toBe(1);
    expect(inv(zeros([0, 0])).shape).toEqual([0, 0]);
    expect(svd(zeros([0, 3])).map((one) => one.shape)).toEqual([[0, 0], [0], [3, 3]]);
    expect(qr(zeros([3, 0]))[0].toNested()).toEqual(eye(3).toNested());
    expect(eig(zeros([0, 0]))[0].shape).toEqual([0]);
    expect(expm(zeros([2, 0, 0])).shape).toEqual([2, 0, 0]);
    expect(inv(zeros([0, 2, 2])).shape).toEqual([0, 2, 2]);
  });
});

describe("randomizedSvd", () => {
  it("finds the largest singular values, the same for the same seed", () => {
    const a = matmul(normal({ shape: [200, 6], seed: 1 }), normal({ shape: [6, 90], seed: 2 }));
    const [u, s, vh] = randomizedSvd(a, 4, { seed: 5 });
    expect([u.shape, s.shape, vh.shape]).toEqual([[200, 4], [4], [4, 90]]);
    expect(allclose(s, svdvals(a).slice(":4"), { rtol: 1e-10 })).toBe(true);
    expect(randomizedSvd(a, 4, { seed: 5 })[0].toNested()).toEqual(u.toNested());
    const [wide, , right] = randomizedSvd(a.T, 6, { seed: 5, powerIterationNormalizer: "QR", nIter: 2 });
    expect(near(matmul(multiply(wide, svdvals(a).slice(":6")), right), a.T, 1e3)).toBe(true);
    // The largest element of each left vector is positive.
    expect(Number(max(u)) > 0 && Number(max(abs(u) as NDArray)) === Math.max(Number(max(u)), -Number(min(u)))).toBe(
      true,
    );
    const weighted = randomizedSvd(multiply(a, { re: 0, im: 1 }), 2, { seed: 1 });
    expect(allclose(weighted[1], svdvals(a).slice(":2"), { rtol: 1e-8 })).toBe(true);
    expect(randomizedSvd(ones([5, 4]), 1)[1].get(0)).toBeCloseTo(Math.sqrt(20), 12);
    expect(diag(s).shape).toEqual([4, 4]);
  });
});
