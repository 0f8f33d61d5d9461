import { arange, array, fromData, type NDArray } from "@core/array";
import { bytesFile, type SignalParts } from "@core/signal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import { fromstring, genfromtxt, loadtxt, recfromcsv, savetxt } from "./index.js";
import { readText } from "./read.js";

const messageOf = (call: () => unknown): string => {
  try {
    return String(call());
  } catch (error) {
    return (error as Error).message;
  }
};

describe("numbers", () => {
  it("come back as they were, bit by bit", () => {
    fc.assert(
      fc.property(
        fc.float64Array({ minLength: 1, maxLength: 30 }),
        fc.constantFrom("%.18e", "%.17g", "%r"),
        (values, fmt) => {
          const read = loadtxt(savetxt(values, { fmt }), { ndmin: 1 });
          expect(read.toNested()).toEqual([...values]);
        },
      ),
    );
  });
  it("are read by the fast scanner as by the careful reader", () => {
    const word = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc
        .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: -40, max: 40 }))
        .map(([m, e]) => `${m}e${e}`),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `${a}.${b}`),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const expected = words.map(Number);
        expect(loadtxt(words.join(" "), { ndmin: 1 }).toNested()).toEqual(expected);
        expect(loadtxt(words.join(" , "), { delimiter: ",", ndmin: 1 }).toNested()).toEqual(expected);
        expect(loadtxt(words.join(" "), { ndmin: 1, maxRows: 1 }).toNested()).toEqual(expected);
      }),
    );
  });
  it("any text is read or refused with a code", () => {
    const letters = fc.string({ unit: fc.constantFrom(...'0123456789.eE+-, \t\n\r#"naif;_j'), maxLength: 40 });
    fc.assert(
      fc.property(letters, fc.constantFrom(undefined, ",", "\t"), (content, delimiter) => {
        const given = delimiter === undefined ? {} : { delimiter };
        for (const call of [
          () => loadtxt(content, given),
          () => loadtxt(content, { ...given, quotechar: '"', maxRows: 3 }),
          () => genfromtxt(content, { ...given, dtype: null }),
          () => genfromtxt(content, { ...given, names: true, invalidRaise: false }),
        ]) {
          const result = codeOf(call);
          expect(typeof result === "string" ? result : "read").toMatch(/^(BAD_FILE|BAD_ARGUMENT|read)$/);
        }
      }),
    );
  });
});

describe("inputs", () => {
  it("may be texts, bytes and lines", () => {
    for (const input of ["1 2\n3 4", new TextEncoder().encode("1 2\n3 4"), ["1 2\n", "3 4"]])
      expect(loadtxt(input).toNested()).toEqual([
        [1, 2],
        [3, 4],
      ]);
    expect(loadtxt(Uint8Array.of(0x23, 0xb5, 10, 0x31)).toNested()).toBe(1);
  });
  it("of savetxt may be views", () => {
    const a = arange(6).reshape([2, 3]);
    expect(savetxt(a.T.slice("::-1"), { fmt: "%d" })).toBe("2 5\n1 4\n0 3\n");
    expect(savetxt([[1, 2]], { fmt: "%g" })).toBe("1 2\n");
  });
  it("may be changed by functions", () => {
    const degrees = (field: string): number => Number(field.replace("°", ""));
    expect(loadtxt("1° 2\n3° 4", { converters: { 0: degrees } }).toNested()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(loadtxt("1,5 2,5", { converters: (field) => Number(field.replace(",", ".")) }).toNested()).toEqual([
      1.5, 2.5,
    ]);
    const table = genfromtxt("a,b\n1%,x\n2%,y", {
      names: true,
      delimiter: ",",
      dtype: null,
      converters: { a: (field) => Number.parseFloat(field) / 100 },
    });
    expect("columns" in table && (table.columns.a as NDArray).toNested()).toEqual([0.01, 0.02]);
    expect("columns" in table && table.columns.b).toEqual(["x", "y"]);
  });
});

describe("errors", () => {
  it("name the line and the column", () => {
    expect(messageOf(() => loadtxt("# c\n1 2\n\n3 x"))).toContain("line 4, column 1");
    expect(messageOf(() => loadtxt("1 2\n3"))).toContain("line 2 has 1 columns");
    expect(messageOf(() => genfromtxt("1 2\n3 4 5\n6"))).toContain("line 2 has 3, line 3 has 1");
    expect(messageOf(() => genfromtxt("1\nx", { loose: false }))).toContain("line 2, column 0");
  });
  const wrong: readonly [string, () => unknown][] = [
    ["BAD_FILE", () => loadtxt("300", { dtype: "uint8" })],
    ["BAD_FILE", () => loadtxt('"1', { quotechar: '"' })],
    ["BAD_FILE", () => fromstring("1 x")],
    ["BAD_FILE", () => fromstring("1,,2", { sep: "," })],
    ["BAD_FILE", () => fromstring("1 2", { count: 3 })],
    ["BAD_ARGUMENT", () => fromstring("1", { sep: "" })],
    ["BAD_ARGUMENT", () => loadtxt(5 as never)],
    ["BAD_ARGUMENT", () => loadtxt("1", { delimiter: "ab" })],
    ["BAD_ARGUMENT", () => loadtxt("1", { delimiter: "#" })],
    ["BAD_ARGUMENT", () => loadtxt("1", { comments: "" })],
    ["BAD_ARGUMENT", () => loadtxt("1", { skiprows: -1 })],
    ["BAD_ARGUMENT", () => loadtxt("1", { maxRows: 1.5 })],
    ["BAD_ARGUMENT", () => loadtxt("1", { ndmin: 3 })],
    ["BAD_ARGUMENT", () => loadtxt("1", { usecols: [0.5] })],
    ["BAD_DTYPE", () => loadtxt("1", { dtype: "float16" as never })],
    ["BAD_ARGUMENT", () => genfromtxt("1 2", { usecols: "a" })],
    ["BAD_ARGUMENT", () => genfromtxt("1 2", { maxRows: 1, skipFooter: 1 })],
    ["BAD_ARGUMENT", () => genfromtxt("1 2", { names: [1] as never })],
    ["BAD_ARGUMENT", () => genfromtxt("1 2", { delimiter: [0] })],
    ["BAD_ARGUMENT", () => genfromtxt("1 2", { caseSensitive: "x" as never })],
    ["BAD_ARGUMENT", () => genfromtxt("1 2", { dtype: ["float64"] })],
    ["BAD_ARGUMENT", () => recfromcsv("1,2", { names: null, dtype: "float64" })],
    ["BAD_SHAPE", () => savetxt(fromData(new Float64Array(8), [2, 2, 2]))],
    ["BAD_SHAPE", () => savetxt(3)],
    ["BAD_ARGUMENT", () => savetxt([[1, 2]], { fmt: ["%d"] })],
    ["BAD_ARGUMENT", () => savetxt([[1, 2]], { fmt: "%d %d %d" })],
    ["BAD_ARGUMENT", () => savetxt([1], { fmt: "%q" })],
    ["BAD_ARGUMENT", () => savetxt([1], { fmt: "%99999d" })],
    ["BAD_ARGUMENT", () => savetxt([1], { fmt: "no format" })],
    ["BAD_ARGUMENT", () => savetxt([1], { delimiter: 5 as never })],
    ["BAD_VALUE", () => savetxt([Number.NaN], { fmt: "%d" })],
    ["BAD_DTYPE", () => savetxt([1.5], { fmt: "%x" })],
  ];
  it.each(wrong)("%s (%#)", (code, call) => expect(codeOf(call)).toBe(code));
});

describe("as a signal", () => {
  const read = async (content: string, options = {}): Promise<SignalParts> =>
    ((await readText(bytesFile(new TextEncoder().encode(content), "spectra.csv"), options)) as [SignalParts])[0];
  it("a table keeps the names of its columns", async () => {
    const signal = await read("some text\nenergy,a,b\n1,2,3\n2,4,5\n");
    expect(signal.data.shape).toEqual([2, 3]);
    expect(signal.originalMetadata?.get("columns")).toEqual(["energy", "a", "b"]);
    expect(signal.metadata?.get("General.title")).toBe("spectra");
  });
  it("a column may be the axis", async () => {
    const signal = await read("energy,a,b\n1,2,3\n1.5,4,5\n2,6,7\n", { axisColumn: 0 });
    expect(signal.data.toNested()).toEqual([
      [2, 4, 6],
      [3, 5, 7],
    ]);
    expect(signal.axes?.map((axis) => [axis.name, axis.navigate, [...axis.values()]])).toEqual([
      [undefined, true, [0, 1]],
      ["energy", false, [1, 1.5, 2]],
    ]);
    const [axis] = (await read("1 5\n2 6\n4 7\n", { axisColumn: 0 })).axes ?? [];
    expect(axis?.kind).toBe("data");
    expect(array([...(axis?.values() ?? [])]).toNested()).toEqual([1, 2, 4]);
  });
});

describe("genfromtxt", () => {
  it("finds types without the footer, and fills gaps of a single column with a name", () => {
    const table = genfromtxt("1,2\n3,4\nsum,6", { delimiter: ",", dtype: null, skipFooter: 1 });
    expect("dtype" in table && table.dtype).toBe("int64");
    const one = genfromtxt("a\n1\nNA", { names: true });
    expect("columns" in one && (one.columns.a as NDArray).toNested()).toEqual([1, Number.NaN]);
  });
  it("refuses whole numbers beyond their dtype", () => {
    expect(codeOf(() => genfromtxt("300 1", { dtype: "uint8" }))).toBe("BAD_FILE");
    expect(codeOf(() => genfromtxt("99999999999999999999 1", { dtype: "int64" }))).toBe("BAD_FILE");
  });
});
