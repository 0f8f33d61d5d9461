import { arange } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as functions from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused with a code, never fail inside.
const any = functions as unknown as Record<string, (...args: unknown[]) => unknown>;

const a = arange(6);
const npy = functions.encodeNpy(a);
const npz = functions.encodeNpz({ a });

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["decodeNpy", [], "BAD_ARGUMENT"],
  ["decodeNpy", [[1]], "BAD_ARGUMENT"],
  ["decodeNpy", [npy, null], "BAD_ARGUMENT"],
  ["decodeNpy", [npy, { maxByte: 1 }], "BAD_ARGUMENT"],
  ["decodeNpy", [npy, { maxBytes: "1" }], "BAD_ARGUMENT"],
  ["decodeNpy", [npy, { maxBytes: Number.NaN }], "BAD_ARGUMENT"],
  ["decodeNpy", [npy, { maxBytes: 1 }], "BAD_FILE"],
  ["decodeNpz", [], "BAD_ARGUMENT"],
  ["decodeNpz", [npz, null], "BAD_ARGUMENT"],
  ["decodeNpz", [npz, { name: "a" }], "BAD_ARGUMENT"],
  ["decodeNpz", [npz, { names: "a" }], "BAD_ARGUMENT"],
  ["decodeNpz", [npz, { names: [5] }], "BAD_ARGUMENT"],
  ["decodeNpz", [npz, { maxBytes: -1 }], "BAD_ARGUMENT"],
  ["decodeNpz", [npz, { names: ["b"] }], "NOT_FOUND"],
  ["encodeNpy", [], "BAD_ARGUMENT"],
  ["encodeNpy", [[1, 2]], "BAD_ARGUMENT"],
  ["encodeNpy", [a, null], "BAD_ARGUMENT"],
  ["encodeNpy", [a, { compress: true }], "BAD_ARGUMENT"],
  ["encodeNpy", [a, { version: 4 }], "BAD_ARGUMENT"],
  ["encodeNpy", [a, { byteOrder: ">" }], "BAD_ARGUMENT"],
  ["encodeNpy", [a, { fortranOrder: 1 }], "BAD_ARGUMENT"],
  ["encodeNpz", [null], "BAD_ARGUMENT"],
  ["encodeNpz", [a], "BAD_ARGUMENT"],
  ["encodeNpz", [[a]], "BAD_ARGUMENT"],
  ["encodeNpz", [{ a: [1] }], "BAD_ARGUMENT"],
  ["encodeNpz", [new Map([[1, a]])], "BAD_ARGUMENT"],
  ["encodeNpz", [new Set([a])], "BAD_ARGUMENT"],
  ["encodeNpz", [{ a }, null], "BAD_ARGUMENT"],
  ["encodeNpz", [{ a }, { compressed: true }], "BAD_ARGUMENT"],
  ["encodeNpz", [{ a }, { compress: 1 }], "BAD_ARGUMENT"],
  ["encodeNpz", [{ a }, { version: 0 }], "BAD_ARGUMENT"],
];

describe("io-npy: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});
