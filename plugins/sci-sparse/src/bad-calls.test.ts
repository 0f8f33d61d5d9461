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
  it("diagonals have whole numbers", () => {
    expect(codeOf(() => sparse.eye(3).diagonal({ k: 0.5 }))).toBe("BAD_VALUE");
    expect(codeOf(() => sparse.eye(3).diagonal({ k: "a" as never }))).toBe("BAD_VALUE");
  });
});
