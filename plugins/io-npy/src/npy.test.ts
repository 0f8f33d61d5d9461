import { array, type DType, type NDArray, transpose } from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oracleRows } from "../../../tools/golden/oracle.js";
import golden from "../golden/arrays.json" with { type: "json" };
import { codeOf, flatOf, fromBase64, numbersOf, toBase64 } from "../golden/support.js";
import { decodeNpy, encodeNpy } from "./index.js";

describe("files of NumPy", () => {
  for (const row of golden.arrays) {
    it(`reads ${row.name}`, () => {
      const a = decodeNpy(fromBase64(row.npy));
      expect(a.dtype).toBe(row.dtype);
      expect(a.shape).toEqual(row.shape);
      expect(flatOf(a)).toEqual(numbersOf(row.values, row.dtype as DType));
    });
    // float16 is read as float32, so it is not written again.
    if (row.name.includes("f2 ")) continue;
    it(`writes the same bytes for ${row.name}`, () => {
      const a = decodeNpy(fromBase64(row.npy));
      const written = encodeNpy(a, {
        version: row.version as 1 | 2 | 3,
        byteOrder: row.byteOrder as "little" | "big",
      });
      expect(toBase64(written)).toBe(row.npy);
      expect(flatOf(a)).toEqual(numbersOf(row.values, row.dtype as DType));
    });
  }
  for (const row of golden.refused)
    it(`refuses ${row.name}`, () => expect(codeOf(() => decodeNpy(fromBase64(row.npy)))).toBe(row.code));

  for (const row of oracleRows((id) => id.startsWith("io.npy."))) {
    const bytes = fromBase64(row.inputs.npy_base64);
    it(`reads ${row.id}`, () => expect(decodeNpy(bytes).toNested()).toEqual(row.expected));
  }
});

describe("encodeNpy", () => {
  it("writes a transposed view in Fortran order, as np.save does, and in C order where asked", () => {
    const a = transpose(
      array([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes.subarray(0, 128));
    expect(text(encodeNpy(a))).toContain("'fortran_order': True, 'shape': (3, 2)");
    expect(text(encodeNpy(a, { fortranOrder: false }))).toContain("'fortran_order': False, 'shape': (3, 2)");
    for (const fortranOrder of [true, false])
      expect(decodeNpy(encodeNpy(a, { fortranOrder })).toNested()).toEqual(a.toNested());
  });
  it("leaves the array as it was when it writes big-endian", () => {
    const a = array([1, 2, 3]);
    encodeNpy(a, { byteOrder: "big" });
    expect(a.toNested()).toEqual([1, 2, 3]);
  });
  it("refuses options that are not allowed", () => {
    const a = array([1]);
    expect(codeOf(() => encodeNpy(a, { version: 4 as 3 }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => encodeNpy(a, { byteOrder: "middle" as "big" }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => encodeNpy(a, { fortranOrder: 1 as unknown as boolean }))).toBe("BAD_ARGUMENT");
  });
  it("gives back any array after reading", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double(), { maxLength: 30 }),
        fc.constantFrom("little" as const, "big" as const),
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        fc.boolean(),
        fc.integer({ min: 0, max: 63 }),
        (values, byteOrder, version, fortranOrder, shift) => {
          const file = encodeNpy(array(values, { dtype: "float64" }), { byteOrder, version, fortranOrder });
          const shifted = new Uint8Array(file.length + shift).subarray(shift);
          shifted.set(file);
          expect(decodeNpy(shifted).toNested()).toEqual(values);
        },
      ),
    );
  });
});

describe("decodeNpy", () => {
  const good = encodeNpy(
    array([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  );
  const withHeader = (header: string, version = 1): Uint8Array => {
    const text = new TextEncoder().encode(`${header}\n`);
    const before = version === 1 ? 10 : 12;
    const bytes = new Uint8Array(before + text.length + 48);
    bytes.set(good.subarray(0, 6));
    bytes[6] = version;
    new DataView(bytes.buffer).setUint16(8, text.length, true);
    bytes.set(text, before);
    return bytes;
  };
  const header = (shape: string, descr = "'<f8'", order = "False"): string =>
    `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

  it("does not share memory with the file", () => {
    const a = decodeNpy(good) as NDArray<"float64">;
    a.set([0, 0], 99);
    expect(decodeNpy(good).get(0, 0)).toBe(1);
  });
  it("leaves alone what follows the elements", () => {
    expect(decodeNpy(withHeader(header("(2,)"))).toNested()).toEqual([0, 0]);
  });
  it("reads headers that are written in other ways", () => {
    for (const text of [
      `{"shape":(2L,3L),"descr":"<f8","fortran_order":False}`,
      ` { 'shape' : ( 2 , 3 ) , 'fortran_order':False,'descr':'<f8',} `,
      `{'descr': '<f8', 'fortran_order': False, 'shape': [2, 3]}`,
      `{'descr': '=f8', 'fortran_order': False, 'shape': (2, 3)}`,
    ])
      expect(decodeNpy(withHeader(text)).shape).toEqual([2, 3]);
    expect(decodeNpy(withHeader(header("(2, 3)"), 3)).shape).toEqual([2, 3]);
  });
  it("keeps to maxBytes", () => {
    expect(codeOf(() => decodeNpy(good, { maxBytes: 47 }))).toBe("BAD_FILE");
    expect(decodeNpy(good, { maxBytes: 48 }).size).toBe(6);
  });

  const broken: Record<string, Uint8Array> = {
    empty: new Uint8Array(0),
    "a picture": new TextEncoder().encode("\u0089PNG\r\n and more"),
    "version 0": good.slice().fill(0, 6, 7),
    "version 4": good.slice().fill(4, 6, 7),
    "version 1.1": good.slice().fill(1, 7, 8),
    "a header of 65535 bytes": good.slice().fill(255, 8, 10),
    "a header of 4 GiB": (() => {
      const bytes = good.slice().fill(255, 8, 12);
      bytes[6] = 2;
      return bytes;
    })(),
    "an empty header": good.slice().fill(0, 8, 10),
    "not UTF-8": withHeader("\u00ff\u00fe", 3),
    "a list": withHeader("[1, 2]"),
    code: withHeader("__import__('os').system('true')"),
    "a call as shape": withHeader(header("(len('ab'),)")),
    "a sum as shape": withHeader(header("(1+1,)")),
    "nesting 1000 deep": withHeader("(".repeat(1000)),
    "nesting in the shape": withHeader(header(`${"(".repeat(500)}${")".repeat(500)}`)),
    "missing descr": withHeader("{'fortran_order': False, 'shape': (2, 3)}"),
    "unknown key": withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), 'more': 1}"),
    "key twice": withHeader("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}"),
    "key __proto__": withHeader("{'__proto__': {'polluted': True}, 'fortran_order': False, 'shape': (2, 3)}"),
    "text without end": withHeader("{'descr': '<f8"),
    "dictionary without end": withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)"),
    "text after it": withHeader(`${header("(2, 3)")} x`),
    "fortran_order 1": withHeader(header("(2, 3)", "'<f8'", "1")),
    "fortran_order None": withHeader(header("(2, 3)", "'<f8'", "None")),
    "shape 6": withHeader(header("6")),
    "shape with text": withHeader(header("('2', 3)")),
    "shape with True": withHeader(header("(True, 3)")),
    "shape with None": withHeader(header("(None, 3)")),
    "shape with -1": withHeader(header("(-1, 3)")),
    "shape with a fraction": withHeader(header("(1.5, 3)")),
    "shape with 33 axes": withHeader(header(`(${"1, ".repeat(33)})`)),
    "shape of 2^31 x 2^31": withHeader(header("(2147483648, 2147483648)")),
    "shape of 2^53": withHeader(header("(9007199254740992,)")),
    "shape of 10^39": withHeader(header(`(${"9".repeat(39)},)`)),
    "shape of 10^400": withHeader(header(`(${"9".repeat(400)},)`)),
    "shape that overflows to 0": withHeader(header("(4294967296, 4294967296, 0)")),
    "shape of more than the file holds": withHeader(header("(2, 4)")),
    "shape of 1 TB": withHeader(header("(1099511627776,)", "'|u1'")),
    "descr None": withHeader(header("(2, 3)", "None")),
    "descr 8": withHeader(header("(2, 3)", "8")),
    "descr empty": withHeader(header("(2, 3)", "''")),
    "descr <x8": withHeader(header("(2, 3)", "'<x8'")),
    "descr with two orders": withHeader(header("(2, 3)", "'<>f8'")),
    "descr of many digits": withHeader(header("(2, 3)", "'<f88888888888'")),
  };
  for (const [name, bytes] of Object.entries(broken))
    it(`refuses a broken file: ${name}`, () => expect(codeOf(() => decodeNpy(bytes))).toBe("BAD_FILE"));

  it("refuses every truncation", () => {
    for (let length = 0; length < good.length; length++)
      expect(codeOf(() => decodeNpy(good.subarray(0, length)))).toBe("BAD_FILE");
  });
  it("survives damaged files: an array or a coded error, quickly", () => {
    const outcomes = new Set<string>();
    const started = performance.now();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (changes) => {
          const bytes = good.slice();
          for (const [at, value] of changes) bytes[at] = value;
          const code = codeOf(() => decodeNpy(bytes));
          outcomes.add(code);
          expect(["BAD_FILE", "UNSUPPORTED", "nothing thrown"]).toContain(code);
        },
      ),
      { numRuns: 1000, seed: 7 },
    );
    expect(outcomes.has("BAD_FILE")).toBe(true);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
