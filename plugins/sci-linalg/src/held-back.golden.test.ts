import { absolute, diagonal, type NDArray, real, sort } from "@core/array";
import { errorClass, testHeldBack } from "../../../tools/golden/held-back.js";
import {
  cholesky,
  det,
  eigh,
  eigvals,
  expm,
  inv,
  lstsq,
  lu,
  luFactor,
  luSolve,
  matrixRank,
  norm,
  pinv,
  qr,
  schur,
  solve,
  svd,
} from "./index.js";

const classes = {
  BAD_SHAPE: "ValueError",
  BAD_VALUE: "ValueError",
  SINGULAR: "LinAlgError",
  NOT_POSITIVE_DEFINITE: "LinAlgError",
};
const values = (parts: readonly [NDArray, NDArray, NDArray]): object => ({
  shapes: parts.map(({ shape }) => [...shape]),
  s: parts[1],
});

testHeldBack(["linalg."], {
  "linalg.det.3": ({ a }) => det(a),
  "linalg.inv.3": ({ a }) => inv(a),
  "linalg.inv.nonsquare": ({ a }) => errorClass(() => inv(a), classes),
  "linalg.inv.nan": () =>
    errorClass(
      () =>
        inv([
          [1, Number.NaN],
          [0, 1],
        ]),
      classes,
    ),
  "linalg.qr.*": ({ a }) => {
    const [q, r] = qr(a);
    return { q, r };
  },
  "linalg.qr.economic.*": ({ a }) => {
    const [q, r] = qr(a, { mode: "economic" });
    return { q, r };
  },
  "linalg.lu.*": ({ a }) => {
    const [p, l, u] = lu(a);
    return { p, l, u };
  },
  "linalg.svd.*": ({ a }) => values(svd(a)),
  "linalg.svd.thin.*": ({ a }) => values(svd(a, { fullMatrices: false })),
  "linalg.pinv.*": ({ a }) => pinv(a),
  "linalg.lu_factor": ({ a, b }) => {
    const [factors, piv] = luFactor(a);
    return { lu: factors, piv, x: luSolve([factors, piv], b) };
  },
  "linalg.cholesky": ({ a }) => cholesky(a),
  "linalg.cholesky.lower": ({ a }) => cholesky(a, { lower: true }),
  "linalg.cholesky.indefinite": () =>
    errorClass(
      () =>
        cholesky([
          [1, 2],
          [2, 1],
        ]),
      classes,
    ),
  "linalg.solve": ({ a, b }) => solve(a, b),
  "linalg.solve.many": ({ a, b }) => solve(a, b, { assumeA: "pos" }),
  "linalg.solve.singular": () =>
    errorClass(
      () =>
        solve(
          [
            [3, 2],
            [6, 4],
          ],
          [1, 2],
        ),
      classes,
    ),
  "linalg.eigh": ({ a }) => {
    const [w, v] = eigh(a);
    return { w, v: absolute(v) };
  },
  "linalg.eig": ({ a }) => sort(eigvals(a)),
  "linalg.expm": ({ a }) => expm(a),
  "linalg.expm.large": ({ a }) => expm(a),
  "linalg.norm": ({ a }) => [
    norm(a),
    norm(a, { ord: 2 }),
    norm(a, { ord: 1 }),
    norm(a, { ord: Number.POSITIVE_INFINITY }),
  ],
  "linalg.matrix_rank": ({ a }) => matrixRank(a),
  "linalg.schur.complex": ({ a }) => sort(real(diagonal(schur(a, { output: "complex" })[0]))),
  "linalg.lstsq.deficient": ({ a, b }) => {
    const [x, , rank, s] = lstsq(a, b);
    return { x, rank, s };
  },
});
