import { arange, array, type DType, dtypes, isComplexDType, type NDArray } from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import {
  type Card,
  columnValues,
  encodeFits,
  type FitsHdu,
  FitsHeader,
  findHdu,
  fitsInfo,
  imageData,
  openFits,
} from "./index.js";

function imageOf(bytes: Uint8Array, index = 0): NDArray {
  return imageData(openFits(bytes)[index] as FitsHdu);
}

describe("encodeFits", () => {
  it.each(dtypes.filter((dtype) => !isComplexDType(dtype)))("gives back %s, whatever the strides", (dtype) => {
    const a = arange(24).astype(dtype).reshape([2, 3, 4]);
    for (const view of [a, a.T, a.slice("::-1", ":", "1::2"), a.slice(0, 0)]) {
      const back = imageOf(encodeFits({ data: view }));
      expect(back.dtype).toBe(dtype === "bool" ? "uint8" : dtype);
      expect(back.toNested()).toEqual(view.astype(back.dtype).toNested());
    }
  });

  it("keeps the extremes of every whole dtype", () => {
    const extremes: [DType, (number | bigint)[]][] = [
      ["int8", [-128, 127]],
      ["uint16", [0, 65535]],
      ["uint32", [0, 4294967295]],
      ["int64", [-(2n ** 63n), 2n ** 63n - 1n]],
      ["uint64", [0n, 2n ** 64n - 1n]],
    ];
    for (const [dtype, values] of extremes) {
      const back = imageOf(encodeFits({ data: array(values as number[], { dtype }) }));
      expect([back.dtype, back.toNested()]).toEqual([dtype, values]);
    }
  });

  it("writes whole blocks, the first image as the primary part", () => {
    const bytes = encodeFits([{ data: arange(3) }, { data: arange(2), name: "SCI", version: 2 }, { data: null }]);
    expect(bytes.length % 2880).toBe(0);
    const hdus = openFits(bytes);
    expect(hdus.map(({ name, version }) => [name, version])).toEqual([
      ["PRIMARY", 1],
      ["SCI", 2],
      ["", 1],
    ]);
    expect(fitsInfo(hdus).split("\n")[2]).toMatch(/^1 {4}SCI +2 {4}image +\d+ +\(2\)$/);
    expect(findHdu(hdus, "sci")).toBe(hdus[1]);
    expect(codeOf(() => findHdu(hdus, "SCI", 3))).toBe("NOT_FOUND");
  });

  it("compresses with gzip, which is read again", () => {
    const a = arange(1000).reshape([10, 100]);
    const packed = encodeFits({ data: a }, { gzip: true });
    expect([packed[0], packed[1]]).toEqual([0x1f, 0x8b]);
    expect(imageOf(packed).toNested()).toEqual(a.toNested());
  });

  it("gives back any header entries, also those of a file that was read", () => {
    const text = fc.string({
      unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
      maxLength: 300,
    });
    const entry = fc.record({
      keyword: fc.stringMatching(/^[A-Z][A-Z0-9_-]{0,6}Q$/),
      value: fc.oneof(
        text.map((value) => value.trimEnd()),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }),
        fc.constant(undefined),
      ),
      comment: fc.constant(""),
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ keyword }) => keyword, maxLength: 40 }), (cards: Card[]) => {
        const { header } = openFits(encodeFits({ data: null, cards }))[0] as FitsHdu;
        for (const { keyword, value } of cards) expect(header.get(keyword)).toEqual(value);
        const again = openFits(encodeFits({ data: [1], cards: header.cards }))[0] as FitsHdu;
        for (const { keyword, value } of cards) expect(again.header.get(keyword)).toEqual(value);
      }),
      { numRuns: 60 },
    );
  });

  it("writes numbers so that every digit comes back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { header } = openFits(encodeFits({ data: null, cards: [["VALUE", value]] }))[0] as FitsHdu;
        expect(header.get("VALUE")).toBe(value);
      }),
    );
  });

  it("gives back tables", () => {
    const lists = [array([1, 2, 3]).astype("int16"), array([4]).astype("int16")];
    const bytes = encodeFits({
      name: "EVENTS",
      columns: [
        { name: "flag", values: array([true, false]) },
        { name: "matrix", units: "nm", values: arange(12).reshape([2, 2, 3]) },
        { name: "u16", values: array([0, 65535]).astype("uint16") },
        {
          name: "phase",
          values: array([
            { re: 1, im: -2 },
            { re: 0, im: 3 },
          ]),
        },
        { name: "text", values: ["one", ""] },
        { name: "lists", values: lists },
        { name: "none", values: arange(0).reshape([2, 0]) },
      ],
    });
    const hdu = openFits(bytes)[1] as FitsHdu;
    if (hdu.kind !== "binTable") throw new Error("no table");
    const nested = (name: string): unknown => (hdu.column(name).values as NDArray).toNested();
    expect([nested("flag"), nested("U16")]).toEqual([
      [true, false],
      [0, 65535],
    ]);
    expect([hdu.column("matrix").units, nested("matrix")]).toEqual(["nm", arange(12).reshape([2, 2, 3]).toNested()]);
    expect(nested("phase")).toEqual([
      { re: 1, im: -2 },
      { re: 0, im: 3 },
    ]);
    expect(hdu.column("text").values).toEqual(["one", ""]);
    expect((hdu.column("lists").values as NDArray[]).map((list) => [list.dtype, list.toNested()])).toEqual([
      ["int16", [1, 2, 3]],
      ["int16", [4]],
    ]);
    expect((hdu.column("none").values as NDArray).shape).toEqual([2, 0]);
    expect(codeOf(() => columnValues(hdu, "other"))).toBe("NOT_FOUND");
    expect(columnValues(hdu, "TEXT")).toEqual(["one", ""]);
    expect(codeOf(() => imageData(hdu))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => columnValues(openFits(bytes)[0] as FitsHdu, "a"))).toBe("BAD_ARGUMENT");
  });

  it.each([
    ["no part", () => encodeFits([]), "BAD_ARGUMENT"],
    ["neither image nor table", () => encodeFits({} as { data: null }), "BAD_ARGUMENT"],
    ["complex images", () => encodeFits({ data: array([1]).astype("complex128") }), "BAD_DTYPE"],
    ["texts that are not ASCII", () => encodeFits({ data: null, cards: [["OBJECT", "Ångström"]] }), "BAD_VALUE"],
    ["comments that are not ASCII", () => encodeFits({ data: null, cards: [["A", 1, "µ"]] }), "BAD_VALUE"],
    ["NaN in a header", () => encodeFits({ data: null, cards: [["A", Number.NaN]] }), "BAD_VALUE"],
    ["keywords with =", () => encodeFits({ data: null, cards: [["a=b", 1]] }), "BAD_VALUE"],
    ["empty tables", () => encodeFits({ columns: [] }), "BAD_ARGUMENT"],
    [
      "columns without values",
      () => encodeFits({ columns: [{ name: "a" } as { name: string; values: [] }] }),
      "BAD_ARGUMENT",
    ],
    [
      "columns of different length",
      () =>
        encodeFits({
          columns: [
            { name: "a", values: [1] },
            { name: "b", values: [1, 2] },
          ],
        }),
      "BAD_SHAPE",
    ],
    ["columns without rows", () => encodeFits({ columns: [{ name: "a", values: 5 }] }), "BAD_SHAPE"],
    [
      "lists of different dtypes",
      () => encodeFits({ columns: [{ name: "a", values: [array([1]), array([1]).astype("int8")] }] }),
      "BAD_DTYPE",
    ],
    ["table texts that are not ASCII", () => encodeFits({ columns: [{ name: "a", values: ["é"] }] }), "BAD_VALUE"],
  ])("refuses %s", (_, call, code) => expect(codeOf(call)).toBe(code));

  it("cuts comments that do not fit, never values", () => {
    const header = new FitsHeader([{ keyword: "A", value: "x".repeat(60), comment: "y".repeat(60) }]);
    expect(header.toString()).toBe(`A       = '${"x".repeat(60)}' / ${"y".repeat(5)}`);
  });
});
