import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as linalg from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = linalg as unknown as Record<string, (...args: unknown[]) => unknown>;

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["funm", [[[1]], 5], "BAD_ARGUMENT"],
  ["multiDot", [5], "BAD_ARGUMENT"],
  ["multiDot", [undefined], "BAD_ARGUMENT"],
  ["multiDot", [[[1]]], "BAD_ARGUMENT"],
  ["solveBanded", [undefined, [[1]], [1]], "BAD_ARGUMENT"],
  ["pascal", [1e9], "BAD_VALUE"],
  ["invhilbert", [1e6], "BAD_VALUE"],
  ["hilbert", [-1], "BAD_VALUE"],
  ["dft", [1e6], "BAD_VALUE"],
  ["helmert", [1e6], "BAD_VALUE"],
  ["det", [[[1, 2, 3]]], "BAD_SHAPE"],
  [
    "inv",
    [
      [
        [1, 2],
        [2, 4],
      ],
    ],
    "SINGULAR",
  ],
  [
    "solve",
    [
      [
        [1, 2],
        [3, 4],
      ],
      [1, 2, 3],
    ],
    "BAD_SHAPE",
  ],
  ["svd", [[[NaN]]], "BAD_VALUE"],
  ["qr", [[[1]], { mode: "thin" }], "BAD_ARGUMENT"],
  [
    "cholesky",
    [
      [
        [1, 2],
        [2, 1],
      ],
    ],
    "NOT_POSITIVE_DEFINITE",
  ],
  ["eigh", [[[1, 2]]], "BAD_SHAPE"],
  ["expm", [[1, 2]], "BAD_SHAPE"],
  ["norm", [[[1]], { ord: "max" }], "BAD_ARGUMENT"],
  ["svd", [[[1]], null], "BAD_ARGUMENT"],
  ["svd", [[[1]], { fullMatrix: true }], "BAD_ARGUMENT"],
  ["luSolve", [undefined, [1]], "BAD_ARGUMENT"],
  ["luSolve", [[[[1]], null], [1]], "BAD_ARGUMENT"],
  ["choSolve", [null, [1]], "BAD_ARGUMENT"],
  ["solveToeplitz", [[], []], "BAD_SHAPE"],
  ["qrMultiply", [[[1]], null], "BAD_ARGUMENT"],
  ["choSolveBanded", [[[[1]]], [1]], "BAD_ARGUMENT"],
];

describe("sci-linalg: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});
