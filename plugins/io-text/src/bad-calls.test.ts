import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as functions from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused with a code, never fail inside.
const any = functions as unknown as Record<string, (...args: unknown[]) => unknown>;

const table = "1 2\n3 4\n";

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["loadtxt", [], "BAD_ARGUMENT"],
  ["loadtxt", [null], "BAD_ARGUMENT"],
  ["loadtxt", [[1, 2]], "BAD_ARGUMENT"],
  ["loadtxt", [table, null], "BAD_ARGUMENT"],
  ["loadtxt", [table, { skipRows: 1 }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { dtype: [null] }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { dtype: "float" }], "BAD_DTYPE"],
  ["loadtxt", [table, { converters: { 0: 5 } }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { usecols: {} }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { unpack: "yes" }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { ndmin: 3 }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { maxRows: "1" }], "BAD_ARGUMENT"],
  ["genfromtxt", [], "BAD_ARGUMENT"],
  ["genfromtxt", [null], "BAD_ARGUMENT"],
  ["genfromtxt", [[1, 2]], "BAD_ARGUMENT"],
  ["genfromtxt", [table, null], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { skiprows: 1 }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { dtype: [null] }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { dtype: "float" }], "BAD_DTYPE"],
  ["genfromtxt", [table, { converters: { 0: 5 } }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { usecols: {} }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { unpack: "yes" }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { ndmin: 3 }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { maxRows: "1" }], "BAD_ARGUMENT"],
  ["recfromcsv", [], "BAD_ARGUMENT"],
  ["recfromcsv", [null], "BAD_ARGUMENT"],
  ["recfromcsv", [[1, 2]], "BAD_ARGUMENT"],
  ["recfromcsv", [table, null], "BAD_ARGUMENT"],
  ["recfromcsv", [table, { sep: "," }], "BAD_ARGUMENT"],
  ["recfromcsv", [table, { dtype: [null] }], "BAD_ARGUMENT"],
  ["recfromcsv", [table, { dtype: "float" }], "BAD_DTYPE"],
  ["recfromcsv", [table, { converters: { 0: 5 } }], "BAD_ARGUMENT"],
  ["recfromcsv", [table, { usecols: {} }], "BAD_ARGUMENT"],
  ["recfromcsv", [table, { unpack: "yes" }], "BAD_ARGUMENT"],
  ["recfromcsv", [table, { ndmin: 3 }], "BAD_ARGUMENT"],
  ["recfromcsv", [table, { maxRows: "1" }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { delimiter: "ab" }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { comments: [""] }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { converters: () => undefined }], "BAD_ARGUMENT"],
  ["loadtxt", [table, { skiprows: -1 }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { delimiter: [0] }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { names: 5 }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { missingValues: 5 }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { fillingValues: () => 1 }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { excludelist: 5 }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { deletechars: null }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { caseSensitive: "no" }], "BAD_ARGUMENT"],
  ["genfromtxt", [table, { converters: { 0: () => undefined } }], "BAD_ARGUMENT"],
  ["fromstring", [5], "BAD_ARGUMENT"],
  ["fromstring", ["1", null], "BAD_ARGUMENT"],
  ["fromstring", ["1", { seperator: "," }], "BAD_ARGUMENT"],
  ["fromstring", ["1", { sep: "" }], "BAD_ARGUMENT"],
  ["fromstring", ["1", { count: 1.5 }], "BAD_ARGUMENT"],
  ["savetxt", [], "BAD_ARGUMENT"],
  ["savetxt", [[1], null], "BAD_ARGUMENT"],
  ["savetxt", [[1], { format: "%d" }], "BAD_ARGUMENT"],
  ["savetxt", [[1], { fmt: 5 }], "BAD_ARGUMENT"],
  ["savetxt", [[1], { fmt: "%q" }], "BAD_ARGUMENT"],
  ["savetxt", [[1], { delimiter: 5 }], "BAD_ARGUMENT"],
  ["savetxt", [[[[1]]]], "BAD_SHAPE"],
];

describe("io-text: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });

  it("the type of a column is found in one pass, whole numbers and all", () => {
    const read = (text: string): unknown => functions.genfromtxt(text, { dtype: null });
    expect(read("1\n2.5\n3")).toMatchObject({ dtype: "float64" });
    expect(read("1\n2.5\n3j")).toMatchObject({ dtype: "complex128" });
    expect(read("True\n0\n1.5")).toMatchObject({ columns: { f0: ["True", "0", "1.5"] } });
    expect(functions.genfromtxt("\r\n\r\r\n\n1 2\r3 4\n\n").toString()).toBe("[[1. 2.]\n [3. 4.]]");
  });

  it("numbers of more digits than Python reads are no whole numbers", () => {
    expect(codeOf(() => functions.loadtxt("1".repeat(5000), { dtype: "int64" }))).toBe("BAD_FILE");
    expect(functions.genfromtxt("1".repeat(5000), { dtype: null })).toMatchObject({ dtype: "float64" });
  });
});
