import { arange } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as functions from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused with a code, never fail inside.
const any = functions as unknown as Record<string, (...args: unknown[]) => unknown>;

const a = arange(6).reshape([2, 3]);
const file = functions.encodeFits([{ data: a }, { columns: [{ name: "x", values: [1, 2] }] }]);
const hdus = functions.openFits(file);

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["openFits", [], "BAD_ARGUMENT"],
  ["openFits", [null], "BAD_ARGUMENT"],
  ["openFits", ["a.fits"], "BAD_ARGUMENT"],
  ["openFits", [file, null], "BAD_ARGUMENT"],
  ["openFits", [file, { maxByte: 1 }], "BAD_ARGUMENT"],
  ["openFits", [file, { maxBytes: "1" }], "BAD_ARGUMENT"],
  ["openFits", [file, { maxBytes: Number.NaN }], "BAD_ARGUMENT"],
  ["openFits", [new Uint8Array(0)], "BAD_FILE"],
  ["fitsInfo", [undefined], "BAD_ARGUMENT"],
  ["fitsInfo", [[null]], "BAD_ARGUMENT"],
  ["findHdu", [null, "PRIMARY"], "BAD_ARGUMENT"],
  ["findHdu", [hdus, 5], "BAD_ARGUMENT"],
  ["findHdu", [hdus, "PRIMARY", "1"], "BAD_ARGUMENT"],
  ["findHdu", [hdus, "none"], "NOT_FOUND"],
  ["imageData", [undefined], "BAD_ARGUMENT"],
  ["imageData", [hdus[1]], "BAD_ARGUMENT"],
  ["columnValues", [null, "x"], "BAD_ARGUMENT"],
  ["columnValues", [hdus[1], 5], "BAD_ARGUMENT"],
  ["columnValues", [hdus[0], "x"], "BAD_ARGUMENT"],
  ["columnValues", [hdus[1], "y"], "NOT_FOUND"],
  ["encodeFits", [undefined], "BAD_ARGUMENT"],
  ["encodeFits", [[]], "BAD_ARGUMENT"],
  ["encodeFits", [a], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a }, null], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a }, { zip: true }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a }, { gzip: 1 }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, name: 5 }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, version: "1" }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, cards: "X" }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, cards: [null] }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, cards: [[5, 1]] }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, cards: [["X", null]] }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, cards: [["X", 1, 5]] }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a, cards: [["X", Number.NaN]] }], "BAD_VALUE"],
  ["encodeFits", [{ columns: null }], "BAD_ARGUMENT"],
  ["encodeFits", [{ columns: [{ name: "x" }] }], "BAD_ARGUMENT"],
  ["encodeFits", [{ columns: [{ name: "x", values: [1], units: 5 }] }], "BAD_ARGUMENT"],
  ["encodeFits", [{ data: a.astype("complex128") }], "BAD_DTYPE"],
];

describe("io-fits: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });

  it("headers and tables refuse what is no name and no card", () => {
    const header = hdus[0]?.header as functions.FitsHeader;
    for (const wrong of [undefined, null, 5, ["NAXIS"]] as never[]) {
      expect(codeOf(() => header.get(wrong))).toBe("BAD_ARGUMENT");
      expect(codeOf(() => header.has(wrong))).toBe("BAD_ARGUMENT");
      expect(codeOf(() => (hdus[1] as functions.TableHdu).column(wrong))).toBe("BAD_ARGUMENT");
      expect(codeOf(() => new functions.FitsHeader(wrong))).toBe("BAD_ARGUMENT");
    }
  });
});
