import { arange, array } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Golden } from "../../../tools/golden/golden.js";
import document from "../golden/files.json" with { type: "json" };
import { type FileCase, fromBase64 } from "../golden/support.js";
import { decodeMat, loadmat, type MatStruct, savemat, whosmat } from "./index.js";

const { cases } = document as Golden<FileCase>;
const allowed = ["BAD_FILE", "OUT_OF_MEMORY", "UNSUPPORTED", "read"];

/** The codes of what went wrong; anything that has none is thrown again. */
function outcome(bytes: Uint8Array, maxBytes = 2 ** 26): string {
  try {
    decodeMat(bytes, { maxBytes });
    return "read";
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "read",
    (error) => {
      if (isCoreError(error)) return error.code;
      throw error;
    },
  );
}

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const old = cases.filter(({ options }) => options !== null);
const hdf5 = cases.filter(({ options }) => options === null);
const fileOf = (name: string): Uint8Array => fromBase64((cases.find((one) => one.name === name) as FileCase).bytes);

/** A file of version 5 with one element. */
function withElement(type: number, body: Uint8Array, claimed = body.length): Uint8Array {
  const bytes = new Uint8Array(136 + body.length);
  bytes.set([0, 1, 0x49, 0x4d], 124);
  new DataView(bytes.buffer).setUint32(128, type, true);
  new DataView(bytes.buffer).setUint32(132, claimed, true);
  bytes.set(body, 136);
  return bytes;
}

const words = (...list: number[]): number[] => [...new Uint8Array(Int32Array.from(list).buffer)];
const head = (mxClass: number, ...sizes: number[]): number[] => [
  ...words(6, 8, mxClass, 0),
  ...words(5, 4 * sizes.length, ...sizes, ...(sizes.length % 2 === 1 ? [0] : [])),
  ...words(1, 0),
];
const matrix = (...bytes: number[]): Uint8Array => withElement(14, Uint8Array.from(bytes));

describe("broken files", () => {
  it("cut off anywhere are refused, or read as far as whole variables go", () => {
    for (const { bytes } of old) {
      const file = fromBase64(bytes);
      for (let sixteenth = 0; sixteenth < 16; sixteenth++)
        expect(["BAD_FILE", "read"]).toContain(outcome(file.slice(0, Math.floor((file.length * sixteenth) / 16))));
    }
  });

  it("with changed bytes are read or refused, and nothing else", () => {
    const below = random(7);
    const seen = new Set<string>();
    for (let run = 0; run < 6000; run++) {
      const file = fromBase64((old[below(old.length)] as FileCase).bytes);
      for (let change = 0; change <= below(4); change++)
        file[below(2) === 0 ? below(file.length) : Math.min(file.length - 1, 124 + below(80))] =
          below(3) === 0 ? 255 : below(below(2) === 0 ? 20 : 256);
      seen.add(outcome(file));
    }
    expect([...seen]).toEqual(expect.arrayContaining(["BAD_FILE", "read"]));
    expect(allowed).toEqual(expect.arrayContaining([...seen]));
  });

  it("of version 7.3, cut off or with changed bytes, are read or refused, and nothing else", async () => {
    const below = random(11);
    const seen = new Set<string>();
    for (const { bytes } of hdf5) {
      const file = fromBase64(bytes);
      for (let eighth = 0; eighth < 8; eighth++)
        expect(allowed).toContain(
          await outcomeOf(loadmat(file.slice(0, Math.floor((file.length * eighth) / 8)), { maxBytes: 1e8 })),
        );
      for (let run = 0; run < 6; run++) {
        const damaged = file.slice();
        for (let change = 0; change <= below(8); change++) damaged[512 + below(file.length - 512)] = below(256);
        seen.add(await outcomeOf(loadmat(damaged, { maxBytes: 1e8 })));
        seen.add(await outcomeOf(whosmat(damaged, { maxBytes: 1e8 })));
      }
    }
    expect(allowed).toEqual(expect.arrayContaining([...seen]));
    expect(seen.has("BAD_FILE")).toBe(true);
    // The library is still in order afterwards.
    expect(await outcomeOf(loadmat(fileOf("7.3 cells")))).toBe("read");
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["something else", new Uint8Array(3000).fill(65)],
    ["another element than a variable", withElement(9, new Uint8Array(16))],
    ["an element longer than the file", withElement(14, new Uint8Array(16), 4000)],
    ["an element of 4 GiB", withElement(14, new Uint8Array(16), 0xffffffff)],
    ["a negative size", matrix(...head(6, -1, 4), ...words(9, 0))],
    ["sizes beyond any file", matrix(...head(6, 0x7fffffff, 0x7fffffff, 0x7fffffff), ...words(9, 0))],
    ["one axis", matrix(...head(6, 2), ...words(9, 16, 0, 0, 0, 0))],
    ["an unknown class", matrix(...head(99, 1, 1), ...words(9, 8, 0, 0))],
    ["fewer numbers than the shape", matrix(...head(6, 2, 2), ...words(9, 8, 0, 0))],
    ["numbers of an unknown type", matrix(...head(6, 1, 1), ...words(77, 8, 0, 0))],
    ["a cell with more elements than bytes", matrix(...head(1, 1000, 1000))],
    [
      "a structure array without fields and with billions of elements",
      matrix(...head(2, 65536, 65535), ...words(5, 4, 32, 0), ...words(1, 0)),
    ],
    [
      "a sparse matrix that points outside",
      matrix(...head(5, 2, 1), ...words(5, 4, 9, 0), ...words(5, 8, 0, 1), ...words(9, 8, 0, 0)),
    ],
    ["a text of fewer characters than its shape", matrix(...head(4, 1, 9), ...words(16, 8, 0, 0))],
    ["compressed bytes that are none", withElement(15, new Uint8Array(40).fill(9))],
    ["compressed bytes of nothing", withElement(15, new Uint8Array(0))],
    ["a compressed variable that is cut off", fileOf("f8 compressed").slice(0, 180)],
    ["compressed bytes of something else", withElement(15, zlibSync(new Uint8Array(100)))],
  ])("of %s are BAD_FILE", (_, bytes) => expect(outcome(bytes)).toBe("BAD_FILE"));

  it("with another checksum than their bytes have are BAD_FILE", () => {
    const file = fileOf("struct compressed");
    file[file.length - 1] = (file[file.length - 1] as number) ^ 1;
    expect(outcome(file)).toBe("BAD_FILE");
  });

  it("that unpack to more than allowed are stopped", () => {
    const bomb = savemat({ a: array(new Uint8Array(2 ** 23)) }, { doCompression: true });
    expect(bomb.length).toBeLessThan(20_000);
    expect(outcome(bomb, 2 ** 20)).toBe("BAD_FILE");
    expect(outcome(bomb)).toBe("read");
    expect(outcome(savemat({ a: arange(1000) }), 100)).toBe("BAD_FILE");
    expect(outcome(savemat({ a: arange(1000) }, { format: "4" }), 100)).toBe("BAD_FILE");
  });

  it("of cells in cells without end are refused", () => {
    let bytes = new Uint8Array(0);
    for (let depth = 0; depth < 5000; depth++) {
      const body = Uint8Array.from([...head(1, 1, 1)]);
      const outer = new Uint8Array(8 + body.length + bytes.length);
      new DataView(outer.buffer).setUint32(0, 14, true);
      new DataView(outer.buffer).setUint32(4, body.length + bytes.length, true);
      outer.set(body, 8);
      outer.set(bytes, 8 + body.length);
      bytes = outer;
    }
    expect(outcome(withElement(14, bytes.subarray(8)))).toBe("BAD_FILE");
  });

  it("of version 7.3 that contain themselves, or texts of HDF5, have codes", async () => {
    for (const { name, values } of hdf5)
      for (const [key, code] of Object.entries(values))
        if (typeof code === "string") {
          expect(await outcomeOf(loadmat(fileOf(name))), name).toBe(code);
          expect(await outcomeOf(loadmat(fileOf(name), { variableNames: ["a"] })), key).toBe("read");
        }
    const packed = fileOf("7.3 packed");
    expect(await outcomeOf(loadmat(packed, { maxBytes: 100 }))).toBe("BAD_FILE");
    expect(await outcomeOf(loadmat(packed, { signal: AbortSignal.abort() }))).toBe("ABORTED");
    expect(outcome(packed)).toBe("UNSUPPORTED");
  });

  it("never touch a prototype", () => {
    const file = savemat({ a: { polluted: 1 }, constructor: 2, toString: 3 });
    const text = String.fromCharCode(
      ...savemat({ a: JSON.parse('{"__proto__": {"polluted": 1}, "hasOwnProperty": 2}') }),
    );
    const found = decodeMat(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(decodeMat(file))).toEqual(["a", "constructor", "toString"]);
    expect((found.a as MatStruct).fields).toEqual(["__proto__", "hasOwnProperty"]);
  });
});
