import { array } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { describe, expect, it } from "vitest";
import * as functions from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused with a code, never fail inside.
const any = functions as unknown as Record<string, (...args: unknown[]) => unknown>;

const file = functions.savemat({ a: [1, 2] });
const struct = { kind: "struct", shape: [1, 1], fields: ["b"], elements: [{ b: "text" }] };
const sparse = { kind: "sparse", shape: [2, 2], rows: [0], columns: [0, 1, 1], values: array([5]) };

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["loadmat", [], "BAD_ARGUMENT"],
  ["loadmat", ["a.mat"], "BAD_ARGUMENT"],
  ["loadmat", [file, null], "BAD_ARGUMENT"],
  ["loadmat", [file, { squeeze_me: true }], "BAD_ARGUMENT"],
  ["loadmat", [file, { maxBytes: -1 }], "BAD_ARGUMENT"],
  ["loadmat", [new Uint8Array(9)], "BAD_FILE"],
  ["decodeMat", [], "BAD_ARGUMENT"],
  ["decodeMat", ["a.mat"], "BAD_ARGUMENT"],
  ["decodeMat", [file, null], "BAD_ARGUMENT"],
  ["decodeMat", [file, { squeeze_me: true }], "BAD_ARGUMENT"],
  ["decodeMat", [file, { maxBytes: -1 }], "BAD_ARGUMENT"],
  ["decodeMat", [new Uint8Array(9)], "BAD_FILE"],
  ["whosmat", [], "BAD_ARGUMENT"],
  ["whosmat", ["a.mat"], "BAD_ARGUMENT"],
  ["whosmat", [file, null], "BAD_ARGUMENT"],
  ["whosmat", [file, { squeeze_me: true }], "BAD_ARGUMENT"],
  ["whosmat", [file, { maxBytes: -1 }], "BAD_ARGUMENT"],
  ["whosmat", [new Uint8Array(9)], "BAD_FILE"],
  ["loadmat", [file, { simplifyCells: 1 }], "BAD_ARGUMENT"],
  ["loadmat", [file, { squeezeMe: "yes" }], "BAD_ARGUMENT"],
  ["loadmat", [file, { variableNames: "a" }], "BAD_ARGUMENT"],
  ["loadmat", [file, { variableNames: ["none"] }], "NOT_FOUND"],
  ["loadmat", [file, { onProgress: 5 }], "BAD_ARGUMENT"],
  ["decodeMat", [file, { simplifyCells: true }], "BAD_ARGUMENT"],
  ["matVersion", [undefined], "BAD_ARGUMENT"],
  ["matVersion", [new Uint8Array(9)], "BAD_FILE"],
  ["savemat", [], "BAD_ARGUMENT"],
  ["savemat", [[1]], "BAD_ARGUMENT"],
  ["savemat", [new Map([["a", 1]])], "BAD_ARGUMENT"],
  ["savemat", [new Uint8Array(4)], "BAD_ARGUMENT"],
  ["savemat", [{ a: 1 }, null], "BAD_ARGUMENT"],
  ["savemat", [{ a: 1 }, { compress: true }], "BAD_ARGUMENT"],
  ["savemat", [{ a: 1 }, { format: "6" }], "BAD_ARGUMENT"],
  ["savemat", [{ a: 1 }, { oneDimAs: "rows" }], "BAD_ARGUMENT"],
  ["savemat", [{ a: 1 }, { longFieldNames: 1 }], "BAD_ARGUMENT"],
  ["savemat", [{ "1a": 1 }], "BAD_ARGUMENT"],
  ["savemat", [{ a: undefined }], "BAD_ARGUMENT"],
  ["savemat", [{ a: new Date() }], "BAD_ARGUMENT"],
  ["savemat", [{ a: new Map() }], "BAD_ARGUMENT"],
  ["savemat", [{ a: { kind: "cell", shape: [2, 1], elements: [1] } }], "BAD_SHAPE"],
  ["savemat", [{ a: { kind: "struct", shape: [1, 1], fields: ["b"], elements: [null] } }], "BAD_ARGUMENT"],
  ["savemat", [{ a: { kind: "sparse", shape: [2, 2] } }], "BAD_VALUE"],
  ["toDense", [undefined], "BAD_ARGUMENT"],
  ["toDense", [{ ...sparse, rows: null }], "BAD_VALUE"],
  ["toDense", [{ ...sparse, columns: [0, 5, 9] }], "BAD_VALUE"],
  ["simplify", [undefined], "BAD_ARGUMENT"],
  ["simplify", [new Date()], "BAD_ARGUMENT"],
  ["field", [null, "b"], "BAD_ARGUMENT"],
  ["field", [struct, 5], "BAD_ARGUMENT"],
  ["field", [struct, "c"], "NOT_FOUND"],
  ["field", [struct, "b", 7], "BAD_INDEX"],
  ["field", [struct, "b", "0"], "BAD_ARGUMENT"],
];

describe("io-mat: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", async (name, args, code) => {
    const failure = await Promise.resolve()
      .then(() => any[name]?.(...args))
      .catch((error: unknown) => (isCoreError(error) ? error.code : error));
    expect(failure).toBe(code);
  });
});
