import { array, asArray, fromData, isNDArray, type NDArray } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import {
  decodeMat,
  field,
  loadmat,
  type MatCell,
  type MatInput,
  type MatSparse,
  type MatStruct,
  matVersion,
  savemat,
  simplify,
  toDense,
  whosmat,
} from "./index.js";

const file = savemat({
  row: [1, 2, 3],
  number: 5,
  flag: true,
  text: "abc",
  lines: ["ab", "c"],
  mixed: [1, "two", [3, 4]],
  record: { name: "n", inner: { x: [1.5], big: 2n ** 60n } },
  empty: [],
});
const sparse: MatSparse = {
  kind: "sparse",
  shape: [2, 3],
  rows: Int32Array.of(1, 0),
  columns: Int32Array.of(0, 1, 1, 2),
  values: asArray([5, 6]),
};
const struct = (elements: readonly Record<string, MatInput>[], shape: readonly number[]): MatInput =>
  ({ kind: "struct", shape, fields: ["x"], elements }) as unknown as MatInput;

describe("savemat", () => {
  it("takes numbers, truths, texts, lists and objects", () => {
    const found = decodeMat(file);
    const a = (name: string): unknown[] => {
      const value = found[name] as NDArray;
      return [value.dtype, value.toNested()];
    };
    expect(a("row")).toEqual(["float64", [[1, 2, 3]]]);
    expect(a("number")).toEqual(["float64", [[5]]]);
    expect(a("flag")).toEqual(["bool", [[true]]]);
    expect([found.text, found.lines]).toEqual(["abc", ["ab", "c "]]);
    expect((found.empty as NDArray).shape).toEqual([0, 0]);
    const cell = found.mixed as MatCell;
    expect([cell.kind, cell.shape, cell.elements[1]]).toEqual(["cell", [1, 3], "two"]);
    expect((field(field(found.record, "inner"), "big") as NDArray).item()).toBe(2n ** 60n);
    expect(simplify(found.record as MatStruct)).toMatchObject({ name: "n", inner: { x: 1.5, big: 2n ** 60n } });
  });

  it("writes rows, or columns where asked", () => {
    for (const format of ["4", "5"] as const)
      for (const [oneDimAs, shape] of [
        ["row", [1, 3]],
        ["column", [3, 1]],
      ] as const)
        expect((decodeMat(savemat({ a: [1, 2, 3] }, { format, oneDimAs })).a as NDArray).shape).toEqual(shape);
    expect((decodeMat(savemat({ a: [1, "b"] }, { oneDimAs: "column" })).a as MatCell).shape).toEqual([2, 1]);
  });

  it("writes views of any strides", () => {
    const base = array(Float64Array.from({ length: 24 }, (_, i) => i)).reshape([2, 3, 4]);
    for (const view of [base.T, base.slice("::-1", ":", "::2"), base.transpose([1, 0, 2]) as NDArray])
      for (const dtype of ["float64", "int16", "complex64", "bool"] as const) {
        const a = view.astype(dtype);
        expect((decodeMat(savemat({ a })).a as NDArray).toNested()).toEqual(a.toNested());
      }
    expect((decodeMat(savemat({ a: base.slice(0).T }, { format: "4" })).a as NDArray).toNested()).toEqual(
      base.slice(0).T.toNested(),
    );
  });

  it("writes raw values inside of cells and structures", () => {
    const cell = { kind: "cell", shape: [2, 1], elements: [1, { x: "y" }] } as unknown as MatInput;
    expect(simplify(decodeMat(savemat({ cell })).cell as MatCell)).toEqual([1, { x: "y" }]);
    expect(simplify(decodeMat(savemat({ s: struct([{ x: 1 }, { x: 2 }], [1, 2]) })).s as MatStruct)).toEqual([
      { x: 1 },
      { x: 2 },
    ]);
  });

  it.each([
    ["no object", () => savemat(5 as never), "BAD_ARGUMENT"],
    ["a list", () => savemat([1] as never), "BAD_ARGUMENT"],
    ["a name with a blank", () => savemat({ "a b": 1 }), "BAD_ARGUMENT"],
    ["a name that begins with _", () => savemat({ _a: 1 }), "BAD_ARGUMENT"],
    ["a long name", () => savemat({ ["x".repeat(64)]: 1 }), "BAD_ARGUMENT"],
    ["a function", () => savemat({ a: (() => 1) as never }), "BAD_ARGUMENT"],
    ["null", () => savemat({ a: null as never }), "BAD_ARGUMENT"],
    ["undefined in a list", () => savemat({ a: [1, undefined as never] }), "BAD_ARGUMENT"],
    ["another format", () => savemat({ a: 1 }, { format: "7.3" as never }), "BAD_ARGUMENT"],
    ["another direction", () => savemat({ a: 1 }, { oneDimAs: "rows" as never }), "BAD_ARGUMENT"],
    ["long fields", () => savemat({ a: { ["f".repeat(32)]: 1 } }), "BAD_VALUE"],
    ["too long fields", () => savemat({ a: { ["f".repeat(64)]: 1 } }, { longFieldNames: true }), "BAD_VALUE"],
    ["a cell of another size", () => savemat({ a: { kind: "cell", shape: [2, 2], elements: [] } }), "BAD_SHAPE"],
    ["a cell of a broken shape", () => savemat({ a: { kind: "cell", shape: [-1, 0], elements: [] } }), "BAD_SHAPE"],
    ["a structure without a field", () => savemat({ a: struct([{}], [1, 1]) }), "BAD_ARGUMENT"],
    [
      "a sparse matrix that points outside",
      () => savemat({ a: { ...sparse, rows: Int32Array.of(1, 2) } }),
      "BAD_VALUE",
    ],
    ["a function handle", () => savemat({ a: { kind: "opaque", className: "function_handle" } }), "UNSUPPORTED"],
    ["a cell in level 4", () => savemat({ a: [1, "b"] }, { format: "4" }), "UNSUPPORTED"],
    ["three axes in level 4", () => savemat({ a: [[[1]]] }, { format: "4" }), "BAD_SHAPE"],
    ["Greek in level 4", () => savemat({ a: "Ω" }, { format: "4" }), "BAD_VALUE"],
  ])("refuses %s", (_, call, code) => expect(codeOf(call)).toBe(code));

  it("refuses objects that contain themselves", () => {
    const loop: Record<string, MatInput> = {};
    loop.loop = loop;
    expect(codeOf(() => savemat({ loop }))).toBe("BAD_ARGUMENT");
  });
});

describe("loadmat", () => {
  it("reads what is asked for", async () => {
    expect(Object.keys(await loadmat(file, { variableNames: ["text", "row"] }))).toEqual(["row", "text"]);
    expect(matVersion(file)).toBe(5);
    expect(matVersion(savemat({ a: 1 }, { format: "4" }))).toBe(4);
    expect(await whosmat(savemat({ a: [1, 2], t: "abc", c: [1, "x"], s: { x: 1 }, l: [true], m: sparse }))).toEqual([
      ["a", [1, 2], "double"],
      ["t", [1], "char"],
      ["c", [1, 2], "cell"],
      ["s", [1, 1], "struct"],
      ["l", [1, 1], "logical"],
      ["m", [2, 3], "sparse"],
    ]);
  });

  it("gives numbers the dtype of their class where asked", () => {
    const stored = decodeMat(savemat({ a: [1, 2] }));
    expect((stored.a as NDArray).dtype).toBe("float64");
    // MATLAB stores whole doubles as bytes: class double, type uint8.
    const bytes = savemat({ a: array([1, 2]).astype("uint8") });
    bytes[144] = 6;
    expect((decodeMat(bytes).a as NDArray).dtype).toBe("uint8");
    expect((decodeMat(bytes, { matDtype: true }).a as NDArray).dtype).toBe("float64");
  });

  it("squeezes at all depths", async () => {
    const { row, number, record, mixed, empty } = await loadmat(file, { squeezeMe: true });
    expect([row, number, empty].map((a) => (a as NDArray).shape)).toEqual([[3], [], [0]]);
    expect((field(field(record, "inner"), "x") as NDArray).shape).toEqual([]);
    expect((mixed as MatCell).shape).toEqual([3]);
    const again = decodeMat(savemat(await loadmat(file, { squeezeMe: true })));
    expect(Object.values(again).map((one) => (isNDArray(one) ? one.shape : 0))).toEqual(
      Object.values(decodeMat(file)).map((one) => (isNDArray(one) ? one.shape : 0)),
    );
  });

  it("simplifies cells and structures", async () => {
    const plain = await loadmat(file, { simplifyCells: true });
    expect(plain).toMatchObject({ number: 5, flag: true, text: "abc", lines: ["ab", "c "] });
    expect((plain.row as NDArray).toNested()).toEqual([1, 2, 3]);
    expect((plain.mixed as unknown[]).slice(0, 2)).toEqual([1, "two"]);
    const grid = { kind: "cell", shape: [2, 3], elements: [..."abcdef"] } as MatCell;
    expect(simplify(grid)).toEqual([
      ["a", "b", "c"],
      ["d", "e", "f"],
    ]);
    expect(simplify({ ...grid, shape: [1, 6] })).toEqual([..."abcdef"]);
    expect(simplify({ ...grid, shape: [0, 3], elements: [] })).toEqual([]);
  });

  it("refuses what it cannot take", async () => {
    const code = async (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => "read",
        (error) => (isCoreError(error) ? error.code : error),
      );
    expect(await code(loadmat("a.mat" as never))).toBe("BAD_ARGUMENT");
    expect(await code(loadmat(file, { variableNames: ["none"] }))).toBe("NOT_FOUND");
    expect(await code(loadmat(file, { variableNames: "row" as never }))).toBe("BAD_ARGUMENT");
    expect(await code(loadmat(file, { maxBytes: Number.NaN }))).toBe("BAD_ARGUMENT");
    expect(await code(whosmat(new Uint8Array(5)))).toBe("BAD_FILE");
  });
});

describe("values", () => {
  it("of structures are found by name", () => {
    const { record, row } = decodeMat(file);
    expect(field(record, "name")).toBe("n");
    expect(codeOf(() => field(record, "none"))).toBe("NOT_FOUND");
    expect(codeOf(() => field(record, "name", 1))).toBe("BAD_INDEX");
    expect(codeOf(() => field(row, "name"))).toBe("BAD_ARGUMENT");
  });

  it("of sparse matrices become dense", () => {
    const { m } = decodeMat(savemat({ m: sparse }));
    expect(toDense(m as MatSparse).toNested()).toEqual([
      [0, 0, 6],
      [5, 0, 0],
    ]);
    expect(codeOf(() => toDense(array([1]) as never))).toBe("BAD_ARGUMENT");
    const old = decodeMat(savemat({ m: sparse }, { format: "4" })).m as MatSparse;
    expect(toDense(old).toNested()).toEqual(toDense(sparse).toNested());
  });

  it("come back as they were written", () => {
    const number = fc.double({ noNaN: true });
    const text = fc.string({ maxLength: 8, unit: "grapheme" }).filter((one) => !/[\0\p{Surrogate}]/u.test(one));
    const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
    const { value } = fc.letrec<{ value: MatInput }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.boolean(),
        text,
        fc
          .array(number, { minLength: 1, maxLength: 6 })
          .map((list) => fromData(Float64Array.from(list), [list.length, 1])),
        fc
          .dictionary(key, tie("value"), { maxKeys: 3 })
          .filter((one) => !("re" in one && "im" in one) && !("kind" in one)),
        fc
          .array(tie("value"), { minLength: 1, maxLength: 3 })
          .map((elements) => ({ kind: "cell", shape: [elements.length, 1], elements }) as unknown as MatInput),
      ),
    }));
    fc.assert(
      fc.property(value, fc.boolean(), (one, doCompression) => {
        const first = savemat({ one }, { doCompression });
        expect(savemat(decodeMat(first), { doCompression })).toEqual(first);
        const read = decodeMat(first).one;
        if (typeof one === "number") expect((read as NDArray).item()).toBe(one);
        if (typeof one === "string") expect(read).toBe(one);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
