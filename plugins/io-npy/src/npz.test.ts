import { array, type DType, type NDArray, zeros } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import fc from "fast-check";
import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import { oracleRows } from "../../../tools/golden/oracle.js";
import golden from "../golden/arrays.json" with { type: "json" };
import { codeOf, flatOf, fromBase64, numbersOf, toBase64 } from "../golden/support.js";
import { decodeNpz, encodeNpy, encodeNpz } from "./index.js";
import { writeZip } from "./zip-write.js";

describe("archives of NumPy", () => {
  for (const row of golden.archives) {
    it(`reads ${row.name}`, () => {
      const arrays = decodeNpz(fromBase64(row.npz));
      expect([...arrays.keys()]).toEqual(row.arrays.map(({ name }) => name));
      for (const { name, dtype, shape, values } of row.arrays) {
        const a = arrays.get(name) as NDArray;
        expect([a.dtype, a.shape]).toEqual([dtype, shape]);
        expect(flatOf(a)).toEqual(numbersOf(values, dtype as DType));
      }
    });
    if (row.compress === false)
      it(`writes the same bytes for ${row.name}`, () =>
        expect(toBase64(encodeNpz(decodeNpz(fromBase64(row.npz))))).toBe(row.npz));
  }
  it("reads io.npz of the tutorials", () => {
    const [row] = oracleRows((id) => id === "io.npz");
    const arrays = decodeNpz(fromBase64(row?.inputs.npz_base64));
    expect(Object.fromEntries([...arrays].map(([name, a]) => [name, a.toNested()]))).toEqual(row?.expected);
  });
});

describe("encodeNpz and decodeNpz", () => {
  it("give back any arrays under any names", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 12 }), fc.array(fc.double(), { maxLength: 9 })), {
          maxLength: 5,
        }),
        fc.boolean(),
        (entries, compress) => {
          const given = new Map(entries);
          const file = encodeNpz(
            new Map([...given].map(([name, values]) => [name, array(values, { dtype: "float64" }) as NDArray])),
            { compress },
          );
          const found = decodeNpz(file);
          expect(new Map([...found].map(([name, a]) => [name, a.toNested()]))).toEqual(given);
        },
      ),
    );
  });
  it("take plain objects, and make smaller files when they compress", () => {
    const a = zeros([100, 100]);
    const plain = encodeNpz({ a, b: a });
    const packed = encodeNpz({ a, b: a }, { compress: true });
    expect(packed.length).toBeLessThan(plain.length / 50);
    expect([...decodeNpz(packed).keys()]).toEqual(["a", "b"]);
    expect(codeOf(() => encodeNpz({ a }, { compress: "yes" as unknown as boolean }))).toBe("BAD_ARGUMENT");
  });
  it("read only the arrays named", () => {
    const file = encodeNpz({ a: array([1]), b: array([2]) });
    expect([...decodeNpz(file, { names: ["b"] }).keys()]).toEqual(["b"]);
    expect(codeOf(() => decodeNpz(file, { names: ["c"] }))).toBe("NOT_FOUND");
  });
  it("refuse a pickled member by name, and read the others", () => {
    const pickle = fromBase64(golden.refused.find(({ name }) => name === "objects")?.npy as string);
    const file = zip([
      ["bad.npy", pickle],
      ["good.npy", encodeNpy(array([5]))],
    ]);
    expect(() => decodeNpz(file)).toThrow(/UNSUPPORTED.*"bad".*pickle/);
    expect(
      decodeNpz(file, { names: ["good"] })
        .get("good")
        ?.toNested(),
    ).toEqual([5]);
  });
  it("keep to maxBytes over all arrays", () => {
    const file = encodeNpz({ a: zeros(10), b: zeros(10) });
    expect(codeOf(() => decodeNpz(file, { maxBytes: 159 }))).toBe("BAD_FILE");
    expect(decodeNpz(file, { maxBytes: 160 }).size).toBe(2);
  });
});

function zip(members: readonly (readonly [string, Uint8Array])[], packed = false): Uint8Array {
  return writeZip(
    members.map(([name, content]) => ({ name, content, packed: packed ? deflateSync(content) : undefined })),
  );
}

function patched(bytes: Uint8Array, patch: (view: DataView, end: number) => void): Uint8Array {
  const copy = bytes.slice();
  patch(new DataView(copy.buffer), copy.length - 22);
  return copy;
}

describe("broken archives", () => {
  const stored = encodeNpz({ a: array([1, 2, 3]), b: array([4, 5]) });
  const deflated = encodeNpz({ a: zeros([40, 40]), b: array([4, 5]) }, { compress: true });
  const central = (view: DataView, end: number): number => view.getUint32(end + 16, true);
  const npyFile = encodeNpy(array([1, 2, 3]));
  const zip64 = (count: bigint, size: bigint, start: bigint): Uint8Array => {
    const body = stored.subarray(0, stored.length - 22);
    const bytes = new Uint8Array(body.length + 56 + 20 + 22);
    bytes.set(body);
    const view = new DataView(bytes.buffer);
    const at = body.length;
    view.setUint32(at, 0x06064b50, true);
    view.setBigUint64(at + 32, count, true);
    view.setBigUint64(at + 40, size, true);
    view.setBigUint64(at + 48, start, true);
    view.setUint32(at + 56, 0x07064b50, true);
    view.setBigUint64(at + 64, BigInt(at), true);
    view.setUint32(at + 76, 0x06054b50, true);
    view.setUint16(at + 84, 0xffff, true);
    view.setUint16(at + 86, 0xffff, true);
    view.setUint32(at + 88, 0xffffffff, true);
    view.setUint32(at + 92, 0xffffffff, true);
    return bytes;
  };
  const storedCentral = central(new DataView(stored.buffer), stored.length - 22);
  const storedDirectory = stored.length - 22 - storedCentral;

  it("reads a zip64 directory", () => {
    expect(
      decodeNpz(zip64(2n, BigInt(storedDirectory), BigInt(storedCentral)))
        .get("b")
        ?.toNested(),
    ).toEqual([4, 5]);
  });

  const files: Record<string, Uint8Array> = {
    empty: new Uint8Array(0),
    "no zip": npyFile,
    "only the end": stored.subarray(stored.length - 22),
    "65535 entries claimed": patched(stored, (view, end) => view.setUint16(end + 10, 65534, true)),
    "one entry too many": patched(stored, (view, end) => view.setUint16(end + 10, 3, true)),
    "directory past the end": patched(stored, (view, end) => view.setUint32(end + 16, 0xfffffff0, true)),
    "directory at the wrong place": patched(stored, (view, end) => view.setUint32(end + 16, 1, true)),
    "zip64 with 2^60 entries": zip64(2n ** 60n, BigInt(storedDirectory), BigInt(storedCentral)),
    "zip64 with 2^32 entries": zip64(2n ** 32n, BigInt(storedDirectory), BigInt(storedCentral)),
    "zip64 directory of 2^52 bytes": zip64(2n, 2n ** 52n, BigInt(storedCentral)),
    "zip64 directory at 2^64 - 1": zip64(2n, BigInt(storedDirectory), 2n ** 64n - 1n),
    "zip64 locator past the end": patched(zip64(2n, BigInt(storedDirectory), BigInt(storedCentral)), (view, end) =>
      view.setBigUint64(end - 12, 2n ** 50n, true),
    ),
    "member at the wrong place": patched(stored, (view, end) => view.setUint32(central(view, end) + 42, 5, true)),
    "member past the end": patched(stored, (view, end) => view.setUint32(central(view, end) + 42, 0x7fffffff, true)),
    "member without its zip64 field": patched(stored, (view, end) =>
      view.setUint32(central(view, end) + 24, 0xffffffff, true),
    ),
    "stored member of two sizes": patched(stored, (view, end) => view.setUint32(central(view, end) + 24, 9, true)),
    "packed member longer than the file": patched(deflated, (view, end) =>
      view.setUint32(central(view, end) + 20, 0x7fffffff, true),
    ),
    "ratio that deflate cannot reach": patched(deflated, (view, end) =>
      view.setUint32(central(view, end) + 24, 0x7fffffff, true),
    ),
    "unpacks to more than it claims": patched(deflated, (view, end) =>
      view.setUint32(central(view, end) + 24, 500, true),
    ),
    "unpacks to less than it claims": patched(deflated, (view, end) =>
      view.setUint32(central(view, end) + 24, 13000, true),
    ),
    "wrong checksum": patched(stored, (view, end) => view.setUint32(central(view, end) + 16, 1, true)),
    "changed element": patched(stored, (view) => view.setUint8(190, 77)),
    "changed deflated byte": patched(deflated, (view) => view.setUint8(60, view.getUint8(60) ^ 255)),
    "a name twice": patched(stored, (view, end) => view.setUint8(central(view, end) + 46 + 51, 0x61)),
    "two entries on one member": patched(stored, (view, end) => view.setUint32(central(view, end) + 51 + 42, 0, true)),
    "name longer than the directory": patched(stored, (view, end) =>
      view.setUint16(central(view, end) + 28, 0xffff, true),
    ),
    "a member that is no npy": zip([["a.npy", new TextEncoder().encode("no array")]]),
    "an empty member": zip([["a.npy", new Uint8Array(0)]]),
    "a deflated empty member": zip([["a.npy", new Uint8Array(0)]], true),
    "a cut member": zip([["a.npy", npyFile.subarray(0, 140)]], true),
    "a cut header": zip([["a.npy", npyFile.subarray(0, 9)]]),
    "a header that claims too much": zip([["a.npy", npyFile.slice().fill(255, 8, 10)]], true),
  };
  for (const [name, bytes] of Object.entries(files)) {
    it(`refuses a broken archive: ${name}`, () => {
      const started = performance.now();
      expect(codeOf(() => decodeNpz(bytes))).toBe("BAD_FILE");
      expect(performance.now() - started).toBeLessThan(1000);
    });
  }
  it("refuses encryption and other methods, and says which", () => {
    const encrypted = patched(stored, (view, end) => view.setUint16(central(view, end) + 8, 1, true));
    expect(() => decodeNpz(encrypted)).toThrow(/UNSUPPORTED.*encrypted/);
    const bzip2 = patched(deflated, (view, end) => view.setUint16(central(view, end) + 10, 12, true));
    expect(() => decodeNpz(bzip2)).toThrow(/UNSUPPORTED.*method 12/);
  });
  it("refuses a bomb of overlapping entries", () => {
    const body = zip([["a.npy", encodeNpy(zeros(1_000_000))]], true);
    const at = new DataView(body.buffer).getUint32(body.length - 6, true);
    const entry = body.subarray(at, body.length - 22);
    const count = 200;
    const bomb = new Uint8Array(at + count * entry.length + 22);
    bomb.set(body.subarray(0, at));
    for (let i = 0; i < count; i++) {
      bomb.set(entry, at + i * entry.length);
      bomb[at + i * entry.length + 46] = 40 + i;
    }
    bomb.set(body.subarray(body.length - 22), bomb.length - 22);
    const view = new DataView(bomb.buffer, bomb.length - 22);
    view.setUint16(10, count, true);
    view.setUint32(12, count * entry.length, true);
    expect(() => decodeNpz(bomb)).toThrow(/BAD_FILE/);
  });
  it("stops a bomb at maxBytes before it is unpacked", () => {
    const bomb = zip([["a.npy", encodeNpy(zeros(4_000_000))]], true);
    const started = performance.now();
    expect(codeOf(() => decodeNpz(bomb, { maxBytes: 1e6 }))).toBe("BAD_FILE");
    expect(performance.now() - started).toBeLessThan(300);
  });
  it("refuses every truncation", () => {
    for (const file of [stored, deflated])
      for (let length = 0; length < file.length; length++)
        expect(codeOf(() => decodeNpz(file.subarray(0, length)))).toBe("BAD_FILE");
  });
  it("survives damaged archives: arrays or a coded error", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(stored, deflated),
        fc.array(fc.tuple(fc.nat(9999), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (file, changes) => {
          const bytes = file.slice();
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          let outcome = "read";
          try {
            decodeNpz(bytes);
          } catch (error) {
            outcome = isCoreError(error) ? error.code : `not coded: ${error}`;
          }
          seen.add(outcome);
        },
      ),
      { numRuns: 1500, seed: 11 },
    );
    expect([...seen].filter((one) => !["read", "BAD_FILE", "UNSUPPORTED"].includes(one))).toEqual([]);
    expect(seen.has("BAD_FILE")).toBe(true);
  });
});
