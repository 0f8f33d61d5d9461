import { isNDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import { expectStored, type Golden, type StoredArray } from "../../../tools/golden/golden.js";
import document from "../golden/files.json" with { type: "json" };
import { fromBase64 } from "../golden/support.js";
import { type FitsHdu, openFits } from "./index.js";

interface GoldenHdu {
  readonly name: string;
  readonly version: number;
  readonly header: readonly (readonly [string, unknown, string])[];
  readonly data?: StoredArray | null;
  readonly columns?: readonly { readonly name: string; readonly units: string; readonly values: unknown }[];
}

interface GoldenFile {
  readonly name: string;
  readonly bytes: string;
  readonly hdus: readonly GoldenHdu[];
}

const { cases } = document as Golden<GoldenFile>;

function checkHeader(hdu: FitsHdu, expected: GoldenHdu["header"], label: string): void {
  for (const [keyword, value, comment] of expected) {
    const found = hdu.header.get(keyword);
    const wanted = value === null ? undefined : value;
    const plain = typeof found === "bigint" ? { big: String(found) } : found;
    expect(plain, `${label} ${keyword}`).toEqual(wanted);
    expect(hdu.header.comment(keyword), `${label} ${keyword}`).toBe(comment);
  }
}

describe("files of astropy", () => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", (name, one) => {
    const hdus = openFits(fromBase64(one.bytes));
    expect(hdus.length).toBe(one.hdus.length);
    one.hdus.forEach((expected, i) => {
      const hdu = hdus[i] as FitsHdu;
      expect([hdu.name, hdu.version]).toEqual([
        expected.name || (hdu.name === "COMPRESSED_IMAGE" ? hdu.name : ""),
        expected.version,
      ]);
      checkHeader(hdu, expected.header, name);
      if (expected.columns !== undefined) {
        if (hdu.kind !== "binTable" && hdu.kind !== "asciiTable") throw new Error(`${name}: ${hdu.kind} is no table`);
        expect(hdu.columns.map((column) => [column.name, column.units])).toEqual(
          expected.columns.map((column) => [column.name, column.units]),
        );
        hdu.columns.forEach((column, j) => {
          expectStored(column.values, expected.columns?.[j]?.values, { rtol: 1e-15 }, `${name} ${column.name}`);
        });
      } else {
        if (hdu.kind !== "image") throw new Error(`${name}: ${hdu.kind} is no image`);
        if (expected.data === null || expected.data === undefined) expect(hdu.data).toBe(null);
        else {
          expect(isNDArray(hdu.data)).toBe(true);
          const isSingle = expected.data.dtype === "float32";
          expectStored(hdu.data, expected.data, { rtol: isSingle ? 2 ** -23 : 1e-15 }, name);
        }
      }
    });
  });

  it("have comments and history", () => {
    const file = cases.find(({ name }) => name === "header") as GoldenFile;
    const { header } = openFits(fromBase64(file.bytes))[0] as FitsHdu;
    expect(header.comments).toEqual(["first comment", "second comment"]);
    expect(header.history).toEqual(["a step"]);
  });
});
