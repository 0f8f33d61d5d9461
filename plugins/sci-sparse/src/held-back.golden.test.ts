import { ones } from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import { cg, csrMatrix, diags, spsolve } from "./index.js";

const filled = (n: number, value: number): number[] => Array.from({ length: n }, () => value);

testHeldBack(["sparse"], {
  sparse: ({ rows, columns, values, b }) => {
    const matrix = csrMatrix([values, [rows, columns]], { shape: [4, 4] });
    return {
      matvec: matrix.dot(b as number[]),
      solve: spsolve(matrix.toCsc(), b as number[]),
      dense: matrix.toArray(),
      indptr: [...matrix.indptr],
      nnz: matrix.nnz,
      transposed: matrix.T.dot(b as number[]),
      square: matrix.dot(matrix).toArray(),
    };
  },
  "sparse.cg": () => {
    const line = diags([filled(29, -1), filled(30, 2.1), filled(29, -1)], { offsets: [-1, 0, 1] }).toCsr();
    const [x, info] = cg(line, ones(30), { tol: 1e-12 });
    return { x, info };
  },
});
