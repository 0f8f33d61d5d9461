import { allclose, array, diag, dot, eye, matmul, type NDArray } from "@core/array";
import { codeOf } from "../../../tools/golden/golden.js";
import { testOracle } from "../../../tools/golden/oracle.js";
import { det, inv, lstsq, pinv, schur, svd } from "./index.js";

interface Inputs {
  readonly a: number[][];
  readonly arr: number[][];
  readonly b: number[];
}

/** The signs of singular vectors are free in pairs: those of the row are taken. */
function withSigns(u: NDArray, vh: NDArray, wanted: { readonly u: readonly (readonly number[])[] }): object {
  const signs = diag(array((wanted.u[0] as number[]).map((x, i) => Math.sign(x) * Math.sign(u.get(0, i) as number))));
  return { u: matmul(u, signs), vh: matmul(signs, vh) };
}

/** Errors by the words that the reference prints. */
function failure(call: () => unknown): object {
  const code = codeOf(call);
  return code === "SINGULAR"
    ? { error: "LinAlgError", message: "singular matrix" }
    : { error: code === "BAD_SHAPE" ? "ValueError" : String(code), message: "expected square matrix" };
}

testOracle(["linalg."], {
  "linalg.det": ({ a }: Inputs) => det(a),
  "linalg.det.singular": ({ a }: Inputs) => det(a),
  "linalg.det.nonsquare": ({ a }: Inputs) => failure(() => det(a)),
  "linalg.inv": ({ a }: Inputs) => inv(a),
  "linalg.inv.check": ({ a }: Inputs) => allclose(dot(a, inv(a)) as NDArray, eye(2)),
  "linalg.inv.singular": ({ a }: Inputs) => failure(() => inv(a)),
  "linalg.svd.spec": ({ arr }: Inputs) => svd(arr)[1],
  "linalg.svd.uv": ({ arr }: Inputs, row) => {
    const [u, , vh] = svd(arr);
    return withSigns(u, vh, row.expected as { u: number[][] });
  },
  "linalg.svd.recompose": ({ arr }: Inputs) => {
    const [u, s, vh] = svd(arr);
    return allclose(matmul(matmul(u, diag(s)), vh), arr);
  },
  "linalg.schur": ({ a }: Inputs) => {
    const [T, Z] = schur(a);
    return { T, Z };
  },
  "linalg.lstsq": ({ a, b }: Inputs) => {
    const [x, residues, rank, s] = lstsq(a, b);
    return { x, residues, rank, s };
  },
  "linalg.pinv": ({ a }: Inputs) => pinv(a),
});
