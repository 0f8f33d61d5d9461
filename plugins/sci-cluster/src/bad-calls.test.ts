import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as cluster from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = cluster as unknown as Record<string, (...args: unknown[]) => unknown>;

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["kmeans2", [[1, 2, 3], 1e9], "BAD_VALUE"],
  ["kmeans2", [[1, 2, 3], 0], "BAD_VALUE"],
  ["kmeans2", [[1, 2, 3], 2, { minit: "best" }], "BAD_VALUE"],
  ["kmeans", [[1, 2, 3], NaN], "BAD_VALUE"],
  ["kmeans", [[1, 2, 3], -1], "BAD_VALUE"],
  ["vq", [[[1, 2]], [[1, 2, 3]]], "BAD_SHAPE"],
  ["whiten", [[[NaN]]], "BAD_VALUE"],
  [
    "linkage",
    [
      [
        [1, 2],
        [2, 3],
      ],
      { method: "wards" },
    ],
    "BAD_VALUE",
  ],
  ["linkage", [[1, 2]], "BAD_SHAPE"],
  ["fcluster", [undefined, 2], "BAD_ARGUMENT"],
  ["fcluster", [[[0, 1, 1, 2]], -1, { criterion: "maxclust" }], "BAD_VALUE"],
  ["fcluster", [[[0, 1, 1, 2]], 1, { criterion: "count" }], "BAD_VALUE"],
  ["cophenet", [[[0, 1]]], "BAD_VALUE"],
  ["leavesList", ["text"], "BAD_ARGUMENT"],
  ["cutTree", [[[0, 1, 1, 2]], { nClusters: 0 }], "BAD_VALUE"],
  [
    "linkage",
    [
      [
        [1, 2],
        [2, 3],
        [4, 5],
      ],
      null,
    ],
    "BAD_ARGUMENT",
  ],
  [
    "linkage",
    [
      [
        [1, 2],
        [2, 3],
        [4, 5],
      ],
      { metod: "ward" },
    ],
    "BAD_ARGUMENT",
  ],
  [
    "whiten",
    [
      [
        [1, 2],
        [2, 3],
      ],
      null,
    ],
    "BAD_ARGUMENT",
  ],
];

describe("sci-cluster: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});
