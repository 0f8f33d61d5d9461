import {
  allclose,
  arange,
  array,
  eye as denseEye,
  fromData,
  matmul,
  type NDArray,
  ones,
  subtract,
  zeros,
} from "@core/array";
import { normal } from "@core/array/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import {
  bmat,
  cg,
  connectedComponents,
  cooMatrix,
  cscMatrix,
  csrMatrix,
  diags,
  dijkstra,
  eigs,
  eigsh,
  eye,
  factorized,
  gmres,
  hstack,
  inv,
  kron,
  kronsum,
  lilMatrix,
  lsqr,
  minimumSpanningTree,
  minres,
  random,
  shortestPath,
  spdiags,
  splu,
  spsolve,
  spsolveTriangular,
  svds,
  triu,
} from "./index.js";

/** The negative Laplacian on a grid of n by n points. */
function poisson(n: number): ReturnType<typeof eye> {
  const line = diags([-1, 2, -1], { offsets: [-1, 0, 1], shape: [n, n] });
  return kronsum(line, line);
}

describe("making matrices", () => {
  it("takes all that SciPy takes", () => {
    const dense = [
      [1, 0, 2],
      [0, 0, 3],
      [4, 5, 6],
    ];
    const a = csrMatrix(dense);
    expect([[...a.indptr], [...a.indices], [...a.data]]).toEqual([
      [0, 2, 3, 6],
      [0, 2, 2, 0, 1, 2],
      [1, 2, 3, 4, 5, 6],
    ]);
    expect(
      cscMatrix([a.data, [[0, 0, 1, 2, 2, 2], a.indices]])
        .toArray()
        .toNested(),
    ).toEqual(dense);
    expect(
      csrMatrix([a.data, a.indices, a.indptr], { shape: [3, 3] })
        .toArray()
        .toNested(),
    ).toEqual(dense);
    expect(
      cscMatrix([a.data, a.indices, a.indptr], { shape: [3, 3] })
        .toArray()
        .toNested(),
    ).toEqual(a.T.toArray().toNested());
    expect(
      csrMatrix(
        [
          [1, 2, 3],
          [2, 0, 0],
          [0, 3],
        ],
        { shape: [1, 3] },
      )
        .toArray()
        .toNested(),
    ).toEqual([[5, 0, 1]]);
    expect(
      cooMatrix([
        [1, 2, 3],
        [
          [0, 0, 1],
          [1, 1, 0],
        ],
      ])
        .toArray()
        .toNested(),
    ).toEqual([
      [0, 3],
      [3, 0],
    ]);
    expect(cooMatrix([[1], [[2], [3]]]).shape).toEqual([3, 4]);
    expect(csrMatrix([0, 1, 2]).shape).toEqual([1, 3]);
    expect(
      csrMatrix(arange(6).reshape([2, 3]).T)
        .toArray()
        .toNested(),
    ).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(String(a)).toBe("<3x3 sparse matrix with 6 stored elements in csr format>");
    const built = lilMatrix([2, 2]).set(0, 1, 5).add(0, 1, 1).set(1, 1, 0);
    expect([built.get(0, 1), built.toCsr().nnz]).toEqual([6, 1]);
    expect(
      spdiags([[1, 2, 3]], 1, 3, 3)
        .toArray()
        .toNested(),
    ).toEqual([
      [0, 2, 0],
      [0, 0, 3],
      [0, 0, 0],
    ]);
    expect(random(50, 40, { density: 0.1, seed: 1 }).nnz).toBe(200);
    expect(eye(3).subtract(eye(3)).nnz).toBe(0);
  });
});

describe("solvers", () => {
  it("solve random systems of any pattern", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(9999),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (n, seed, density) => {
          const a = random(n, n, { density, seed, format: "csr" }).add(eye(n).multiply(0.5)).slice("::-1", ":");
          const b = normal({ shape: n, seed });
          const lu = splu(a);
          const x = lu.solve(b);
          const size = 1e-9 * Math.max(1, ...Array.from(x.data as Float64Array, Math.abs));
          expect(allclose(a.dot(x), b, { atol: size })).toBe(true);
          expect(allclose(a.T.dot(lu.solve(b, "T")), b, { atol: 1e-6 })).toBe(true);
          // Pr A Pc = L U
          const [rows, columns] = [new Float64Array(n), new Float64Array(n)];
          (lu.permR.toNested() as number[]).forEach((to, from) => {
            rows[to] = from;
          });
          (lu.permC.toNested() as number[]).forEach((to, from) => {
            columns[to] = from;
          });
          const product = lu.L.dot(lu.U).toArray();
          expect(
            allclose(product, a.slice(fromData(rows, [n]), fromData(columns, [n])).toArray(), { atol: 1e-10 }),
          ).toBe(true);
          expect(triu(lu.U).subtract(lu.U).nnz).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("solve Poisson's equation in all ways alike", () => {
    const a = poisson(20);
    const b = normal({ shape: 400, seed: 1 });
    const x = spsolve(a, b);
    expect(allclose(a.dot(x), b, { atol: 1e-10 })).toBe(true);
    const solve = factorized(a);
    expect(allclose(solve(b), x, { rtol: 1e-13 })).toBe(true);
    for (const call of [cg, gmres, minres])
      expect(allclose(call(a, b, { tol: 1e-11 })[0], x, { atol: 1e-6 }), call.name).toBe(true);
    let steps = 0;
    const [better, info] = cg(a, b, { tol: 1e-10, M: { shape: [400, 400], matvec: solve }, callback: () => steps++ });
    expect([info, steps <= 2, allclose(better, x, { atol: 1e-8 })]).toEqual([0, true, true]);
    const [operated] = cg({ shape: [400, 400], matvec: (v) => a.dot(v) }, b, { tol: 1e-11 });
    expect(allclose(operated, x, { atol: 1e-8 })).toBe(true);
    expect(cg(a, b, { maxiter: 3 })[1]).toBe(3);
    expect(lsqr(a, b, { atol: 1e-12, btol: 1e-12, iterLim: 4000 })[1]).toBeLessThan(3);
  });

  it("find eigenvalues and singular values", () => {
    const n = 12;
    const a = poisson(n);
    const known = Array.from({ length: n }, (_, i) => 2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1)));
    const all = known.flatMap((x) => known.map((y) => x + y)).sort((x, y) => x - y);
    const [w, v] = eigsh(a, { k: 5, sigma: 0, seed: 3 });
    expect(allclose(matmul(v.T, v), denseEye(5), { atol: 1e-9 })).toBe(true);
    expect(Math.abs((w.get(0) as number) - all[0]!)).toBeLessThan(1e-10);
    expect(
      allclose(
        a.dot(v),
        matmul(
          v,
          fromData(
            Float64Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? (w.get(i / 6) as number) : 0)),
            [5, 5],
          ),
        ),
        { atol: 1e-9 },
      ),
    ).toBe(true);
    const rectangle = random(60, 25, { density: 0.3, seed: 2, format: "csr" });
    const [u, s, vh] = svds(rectangle, { k: 25 - 1 });
    expect(allclose(matmul(u.T, u), denseEye(24), { atol: 1e-8 })).toBe(true);
    const left = rectangle.T.dot(u);
    expect(allclose(left, multiplyColumns(vh.T, s), { atol: 1e-8 })).toBe(true);
    const general = random(60, 60, { density: 0.2, seed: 5, format: "csr" });
    for (const which of ["LM", "LR", "SR", "LI"] as const) {
      const [e, x] = eigs(general, { k: 4, which });
      const rest = subtract(matmul(general.toArray(), x), multiplyColumns(x, e));
      expect(allclose(rest, zeros([60, 4]), { atol: 1e-8 }), which).toBe(true);
    }
  });
});

function multiplyColumns(a: NDArray, s: NDArray): NDArray {
  const n = s.size;
  const d = zeros([n, n], { dtype: s.dtype });
  for (let i = 0; i < n; i++) d.set([i, i], s.get(i));
  return matmul(a, d);
}

describe("graphs", () => {
  it("agree with each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(9999), (n, seed) => {
        const graph = random(n, n, { density: 0.15, seed, format: "csr" });
        const d = shortestPath(graph);
        for (const method of ["FW", "BF", "J"] as const)
          expect(allclose(shortestPath(graph, { method }), d, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
        const [count] = connectedComponents(graph, { directed: false });
        // A tree for each part has as many ways as places but one.
        const loops = (graph.diagonal().toNested() as number[]).filter((x) => x !== 0).length;
        expect(minimumSpanningTree(graph).nnz).toBe(n - count);
        expect(loops).toBeGreaterThanOrEqual(0);
        const near = dijkstra(graph, { indices: [0], minOnly: true });
        expect(allclose(near, d.slice(0))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe("wrong calls", () => {
  it("are refused with a code", () => {
    const a = eye(3);
    const cycle = csrMatrix([
      [0, -1],
      [-1, 0],
    ]);
    const calls: [string, () => unknown][] = [
      ["BAD_SHAPE", () => a.dot([1, 2])],
      ["BAD_SHAPE", () => a.add(eye(2))],
      ["BAD_SHAPE", () => a.multiply([1, 2])],
      ["BAD_SHAPE", () => csrMatrix(ones([2, 2, 2]))],
      ["BAD_SHAPE", () => csrMatrix([[1], [0], [0, 2]], { shape: [1, 1] })],
      ["BAD_SHAPE", () => spsolve(eye(2, { n: 3 }), [1, 2])],
      ["BAD_SHAPE", () => spsolve(a, [1, 2])],
      ["BAD_SHAPE", () => cg(a, [1, 2])],
      ["BAD_SHAPE", () => hstack([a, eye(2)])],
      [
        "BAD_SHAPE",
        () =>
          bmat([
            [null, a],
            [null, a],
          ]),
      ],
      ["BAD_SHAPE", () => diags([[1, 2, 3]], { offsets: [0, 1] })],
      ["BAD_SHAPE", () => eye(-1)],
      ["BAD_SHAPE", () => shortestPath(eye(2, { n: 3 }))],
      ["BAD_INDEX", () => a.get(3, 0)],
      ["BAD_INDEX", () => a.slice(5)],
      ["BAD_INDEX", () => lilMatrix([2, 2]).set(2, 0, 1)],
      ["BAD_AXIS", () => a.sum({ axis: 2 })],
      ["BAD_VALUE", () => a.power(0)],
      ["BAD_VALUE", () => cooMatrix([[1], [[-1], [0]]])],
      ["BAD_VALUE", () => cooMatrix([[1], [[2], [0]]], { shape: [2, 2] })],
      ["BAD_VALUE", () => random(3, 3, { density: 2 })],
      ["BAD_VALUE", () => eigsh(a, { k: 3 })],
      ["BAD_VALUE", () => eigsh(poisson(4), { k: 2, ncv: 2 })],
      ["BAD_VALUE", () => cg(a, [1, Number.NaN, 2])],
      ["BAD_VALUE", () => spsolve(a.multiply(Number.NaN), [1, 2, 3])],
      ["BAD_VALUE", () => spsolveTriangular(csrMatrix(ones([2, 2])), [1, 2])],
      ["BAD_VALUE", () => shortestPath(cycle)],
      ["BAD_VALUE", () => shortestPath(cycle, { method: "BF" })],
      ["BAD_VALUE", () => shortestPath(cycle, { method: "FW" })],
      ["BAD_VALUE", () => shortestPath(cycle, { method: "D" })],
      ["BAD_ARGUMENT", () => shortestPath(a, { method: "A*" as never })],
      ["BAD_ARGUMENT", () => a.asFormat("bsr" as never)],
      ["BAD_ARGUMENT", () => eye(2, { format: "dia" as never })],
      ["BAD_ARGUMENT", () => eigsh(poisson(4), { which: "LR" as never })],
      ["BAD_ARGUMENT", () => connectedComponents(a, { connection: "both" as never })],
      ["BAD_ARGUMENT", () => a.add(ones([3, 3]) as never)],
      ["BAD_ARGUMENT", () => lsqr({ shape: [2, 2], matvec: (x) => x }, [1, 2])],
      ["UNSUPPORTED", () => csrMatrix(array([[{ re: 1, im: 1 }]]))],
      ["UNSUPPORTED", () => eigsh({ shape: [30, 30], matvec: (x) => x }, { k: 2, sigma: 1 })],
      [
        "SINGULAR",
        () =>
          spsolve(
            csrMatrix([
              [1, 2],
              [2, 4],
            ]),
            [1, 2],
          ),
      ],
      ["SINGULAR", () => splu(csrMatrix(zeros([2, 2])))],
      [
        "SINGULAR",
        () =>
          spsolveTriangular(
            csrMatrix([
              [0, 0],
              [1, 1],
            ]),
            [1, 2],
          ),
      ],
      ["NOT_CONVERGED", () => eigsh(poisson(12), { k: 3, which: "SM", maxiter: 1 })],
    ];
    for (const [code, call] of calls) expect(codeOf(call), String(call)).toBe(code);
  });

  it("never hang on systems that cannot be solved", () => {
    const singular = csrMatrix([
      [1, 1],
      [1, 1],
    ]);
    for (const call of [cg, gmres, minres]) expect(call(singular, [1, -1], { maxiter: 50 })[0].shape).toEqual([2]);
    expect(kron(eye(2), [[1, 2]]).shape).toEqual([2, 4]);
    expect(inv(eye(2).multiply(4)).toArray().toNested()).toEqual([
      [0.25, 0],
      [0, 0.25],
    ]);
  });
});
