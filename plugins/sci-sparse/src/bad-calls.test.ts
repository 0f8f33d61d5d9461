import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as sparse from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = sparse as unknown as Record<string, (...args: unknown[]) => unknown>;

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["bmat", [5], "BAD_ARGUMENT"],
  ["bmat", [[1, 2]], "BAD_ARGUMENT"],
  ["hstack", [undefined], "BAD_ARGUMENT"],
  ["vstack", [5], "BAD_ARGUMENT"],
  ["blockDiag", [{}], "BAD_ARGUMENT"],
  ["diags", [[1, 2], { offsets: {} }], "BAD_ARGUMENT"],
  ["eye", [1e9], "OUT_OF_MEMORY"],
  ["identity", [1e9], "OUT_OF_MEMORY"],
  ["eye", [3, { k: 0.5 }], "BAD_VALUE"],
  ["eye", [-1], "BAD_SHAPE"],
  ["lilMatrix", [[1e9, 1e9]], "OUT_OF_MEMORY"],
  ["lilMatrix", [undefined], "BAD_SHAPE"],
  ["csrMatrix", ["text"], "BAD_ARGUMENT"],
  ["csrMatrix", [null], "BAD_ARGUMENT"],
  ["spsolve", [[[1, 2, 3]], [1]], "BAD_SHAPE"],
  ["cg", [[[1]], [1, 2]], "BAD_SHAPE"],
  [
    "eigsh",
    [
      [
        [1, 0],
        [0, 2],
      ],
      { which: "most" },
    ],
    "BAD_ARGUMENT",
  ],
  ["random", [-1, 2], "BAD_SHAPE"],
  ["kron", [undefined, [[1]]], "BAD_ARGUMENT"],
  ["eye", [2, null], "BAD_ARGUMENT"],
  ["eye", [2, { size: 3 }], "BAD_ARGUMENT"],
];

describe("sci-sparse: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
  it.each([sparse.CsrMatrix, sparse.CscMatrix, sparse.CooMatrix])("%o is made of typed arrays that fit", (matrix) => {
    const make = matrix as unknown as new (shape: unknown, parts?: unknown) => unknown;
    expect(codeOf(() => new make([2, 2]))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new make([2, 2], null))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new make([2, 2], { data: [1] }))).toBe("BAD_ARGUMENT");
    const one = Int32Array.of(0);
    const parts = { data: Float64Array.of(1), indices: one, indptr: Int32Array.of(0, 1, 1), row: one, col: one };
    expect(new make([2, 2], parts)).toHaveProperty("nnz", 1);
    expect(codeOf(() => new make(2, parts))).toBe("BAD_SHAPE");
    const short = new Int32Array(0);
    expect(codeOf(() => new make([2, 2], { ...parts, indices: short, col: short }))).toBe("BAD_SHAPE");
    expect(codeOf(() => new make([2, 2], { ...parts, indptr: one, row: short }))).toBe("BAD_SHAPE");
  });
  it("diagonals have whole numbers", () => {
    expect(codeOf(() => sparse.eye(3).diagonal({ k: 0.5 }))).toBe("BAD_VALUE");
    expect(codeOf(() => sparse.eye(3).diagonal({ k: "a" as never }))).toBe("BAD_VALUE");
  });
});
