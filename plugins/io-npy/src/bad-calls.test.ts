import { arange } from "@core/array";
import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as functions from "./index.js";
import { writeZip } from "./zip-write.js";

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

function withoutChecksums(file: Uint8Array): Uint8Array {
  const [result, view] = [file.slice(), new DataView(file.buffer, file.byteOffset, file.length)];
  const directory = view.getUint32(file.length - 6, true);
  result.fill(0, 14, 18).fill(0, directory + 16, directory + 20);
  return result;
}

describe("io-npy: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
  it("what follows an array in its member is not unpacked", () => {
    const npy = functions.encodeNpy(a);
    const content = new Uint8Array(npy.length + 8_000_000);
    content.set(npy);
    const file = writeZip([{ name: "a.npy", content, packed: deflateSync(content) }]);
    // Only who unpacks all of it sees that its checksum, at 14 and in the directory, is wrong.
    expect(functions.decodeNpz(withoutChecksums(file)).get("a")?.shape).toEqual(a.shape);
  });
});
