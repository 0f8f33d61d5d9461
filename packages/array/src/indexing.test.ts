import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../golden/errors.js";
import {
  append,
  arange,
  array,
  arraySplit,
  at,
  block,
  choose,
  compress,
  concatenate,
  copy,
  createRuntime,
  deleteItems,
  diff,
  full,
  greater,
  hsplit,
  insert,
  type NDArray,
  type PadMode,
  pad,
  place,
  put,
  putAlongAxis,
  repeat,
  resize,
  roll,
  rot90,
  select,
  slice,
  split,
  stack,
  take,
  takeAlongAxis,
  tile,
  trimZeros,
  vsplit,
  withRuntime,
  zeros,
} from "./index.js";

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 });

function counted(shape: readonly number[]): NDArray<"float64"> {
  const size = shape.reduce((product, length) => product * length, 1);
  return arange(size).reshape(shape);
}

describe("at and put", () => {
  const a = counted([4, 5]);

  it("give views for basic selectors and copies for others", () => {
    expect(at(a, 1, ":").storage).toBe(a.storage);
    expect(at(a, [1, 2]).storage).not.toBe(a.storage);
    expect(at(a).storage).toBe(a.storage);
  });

  it("take float64 numbers, typed arrays and lists as whole numbers", () => {
    const expected = [
      [5, 6, 7, 8, 9],
      [0, 1, 2, 3, 4],
    ];
    for (const index of [[1, 0], array([1, 0]), new Int8Array([1, 0]), array([1n, 0n]), [-3, -4]])
      expect(at(a, index).toNested()).toEqual(expected);
  });

  it("select by masks in lists", () => {
    expect(at(a, [true, false, false, true], 0).toNested()).toEqual([0, 15]);
  });

  it("write what they read back, through any view", () => {
    fc.assert(
      fc.property(shapes, fc.infiniteStream(fc.boolean()), fc.boolean(), (shape, truths, turned) => {
        const whole = counted(shape);
        const target = turned ? copy(whole).T : copy(whole);
        const source = turned ? whole.T : whole;
        const mask = zeros(target.shape, { dtype: "bool" });
        for (let i = 0; i < mask.data.length; i++) mask.data[i] = truths.next().value ? 1 : 0;
        const picked = at(source, mask);
        put(target, [mask], 0);
        put(target, [mask], picked);
        expect(target.toNested()).toEqual(source.toNested());
      }),
    );
  });

  it("read memory that overlaps before they write", () => {
    const b = arange(6);
    put(b, ["1:"], at(b, ":-1"));
    expect(b.toNested()).toEqual([0, 0, 1, 2, 3, 4]);
    put(b, [[1, 2, 3]], at(b, "3:"));
    expect(b.toNested()).toEqual([0, 2, 3, 4, 3, 4]);
    const truths = array([true, false, true]);
    put(truths, [truths], false);
    expect(truths.toNested()).toEqual([false, false, false]);
  });

  it("convert what they write to the dtype", () => {
    const bytes = array(new Uint8Array([1, 2, 3]));
    expect(put(bytes, [[0, 2]], [258.7, -1]).toNested()).toEqual([2, 2, 255]);
    const complex = zeros(3, { dtype: "complex64" });
    expect(put(complex, [[1]], { re: 1, im: -2 }).get(1)).toEqual({ re: 1, im: -2 });
    const big = array([1n, 2n]);
    expect(put(big, [[true, false]], 7).toNested()).toEqual([7n, 2n]);
  });

  it("keep every bit of 64-bit whole numbers", () => {
    const bits = array([0x7ff0000000000001n, -1n, 0x7ff8000000000123n]);
    expect(at(bits, [2, 0]).toNested()).toEqual([0x7ff8000000000123n, 0x7ff0000000000001n]);
    expect(at(bits, [true, false, true]).toNested()).toEqual([0x7ff0000000000001n, 0x7ff8000000000123n]);
  });

  it("stay in the runtime", () => {
    const runtime = createRuntime({ plugins: [] });
    const bound = withRuntime(runtime, a);
    for (const result of [at(bound, [1]), at(a, withRuntime(runtime, array([1]))), take(bound, [1]), stack([a, bound])])
      expect(result.runtime).toBe(runtime);
    const other = withRuntime(createRuntime({ plugins: [] }), array([1]));
    expect(codeOf(() => at(bound, other))).toBe("FOREIGN_RUNTIME");
    expect(codeOf(() => concatenate([bound, other.reshape([1, 1])], { axis: null }))).toBe("FOREIGN_RUNTIME");
  });

  it("refuse what selects nothing, and leave the array as it was", () => {
    const wrong: readonly [string, () => unknown][] = [
      ["BAD_INDEX", () => at(a, [4])],
      ["BAD_INDEX", () => at(a, [-5])],
      ["BAD_INDEX", () => at(a, [0.5])],
      ["BAD_INDEX", () => at(a, [Number.NaN])],
      ["BAD_INDEX", () => at(a, [true, false])],
      ["BAD_INDEX", () => at(a, zeros([4, 4], { dtype: "bool" }))],
      ["BAD_INDEX", () => at(a, zeros([5, 4], { dtype: "bool" }))],
      ["BAD_INDEX", () => at(a, zeros([4, 5, 1], { dtype: "bool" }))],
      ["BAD_INDEX", () => at(a, [0], [0], [0])],
      ["BAD_INDEX", () => at(a, [0, 1], [0, 1, 2])],
      ["BAD_INDEX", () => at(a, [{ re: 1, im: 0 }])],
      ["BAD_INDEX", () => at(a, true as never)],
      ["BAD_INDEX", () => at(a, true as never, [1])],
      ["BAD_INDEX", () => at(a, "1" as never, [1])],
      ["BAD_INDEX", () => at(a, "...", "...", [1])],
      ["BAD_INDEX", () => at(a, slice(0, 1, 0), [1])],
      ["BAD_INDEX", () => at(a, 4, [1])],
      ["BAD_SHAPE", () => at(a, [[0, 1], [2]])],
      ["BAD_SHAPE", () => put(a, [[0, 1]], [1, 2])],
      ["BAD_SHAPE", () => put(a, [greater(a, 3)], [1, 2])],
      ["BAD_INDEX", () => put(a, [[0, 9]], 1)],
      ["BAD_ARGUMENT", () => put(a, [[0]], "x" as never)],
      ["BAD_ARGUMENT", () => put(a, 0 as never, 1)],
    ];
    for (const [code, call] of wrong) expect(codeOf(call), String(call)).toBe(code);
    expect(a.toNested()).toEqual(counted([4, 5]).toNested());
  });
});

describe("joining and moving", () => {
  it("split what concatenate joined", () => {
    fc.assert(
      fc.property(shapes, fc.nat(2), fc.array(fc.nat(5), { maxLength: 4 }), (shape, which, cuts) => {
        const axis = which % shape.length;
        const a = counted(shape);
        const ends = [...cuts].sort((x, y) => x - y);
        expect(concatenate(arraySplit(a, ends, { axis }), { axis }).toNested()).toEqual(a.toNested());
        expect(concatenate(arraySplit(a, 3, { axis }), { axis }).toNested()).toEqual(a.toNested());
      }),
    );
  });

  it("undo themselves", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: -9, max: 9 }), (shape, by) => {
        const a = counted(shape);
        expect(roll(roll(a, by), -by).toNested()).toEqual(a.toNested());
        const axis = shape.map((_, i) => i);
        expect(roll(roll(a, by, { axis }), -by, { axis }).toNested()).toEqual(a.toNested());
        if (shape.length > 1) expect(rot90(rot90(a, { k: by }), { k: -by }).toNested()).toEqual(a.toNested());
      }),
    );
  });

  it("keep the array inside its padding, whatever the mode", () => {
    const modes: PadMode[] = ["constant", "edge", "linear_ramp", "maximum", "mean", "median", "minimum"];
    modes.push("reflect", "symmetric", "wrap", "empty");
    fc.assert(
      fc.property(
        fc.constantFrom(...modes),
        fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
        fc.tuple(fc.nat(7), fc.nat(7)),
        fc.tuple(fc.nat(7), fc.nat(7)),
        (mode, shape, rows, columns) => {
          const a = counted(shape);
          const padded = pad(a, [rows, columns], { mode });
          expect(padded.shape).toEqual([shape[0] + rows[0] + rows[1], shape[1] + columns[0] + columns[1]]);
          const inside = at(padded, slice(rows[0], rows[0] + shape[0]), slice(columns[0], columns[0] + shape[1]));
          expect(inside.toNested()).toEqual(a.toNested());
        },
      ),
    );
  });

  it("continue periodically however wide the padding is, where NumPy 1.24 loses the period", () => {
    const a = [1, 2, 3];
    const expectPeriodic = (mode: PadMode, period: readonly number[]): void => {
      fc.assert(
        fc.property(fc.nat(12), fc.nat(12), (before, after) => {
          const padded = pad(a, [before, after], { mode });
          const n = period.length;
          for (let i = 0; i < padded.size; i++) expect(padded.get(i)).toBe(period[(((i - before) % n) + n) % n]);
        }),
      );
    };
    expectPeriodic("wrap", [1, 2, 3]);
    expectPeriodic("reflect", [1, 2, 3, 2]);
    expectPeriodic("symmetric", [1, 2, 3, 3, 2, 1]);
  });

  it("continue straight lines straight with odd mirrors", () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.integer({ min: 2, max: 5 }), (before, after, size) => {
        const padded = pad(arange(size), [before, after], { mode: "reflect", reflectType: "odd" });
        expect(padded.toNested()).toEqual(arange(-before, size + after).toNested());
      }),
    );
  });

  it("give views where nothing has to move", () => {
    const a = counted([4, 4]);
    for (const view of [...split(a, 2), ...vsplit(a, 2), ...hsplit(a, 4), rot90(a), trimZeros(a.slice(0))])
      expect(view.storage).toBe(a.storage);
  });

  it("refuse what does not fit", () => {
    const a = counted([4, 5]);
    const wrong: readonly [string, () => unknown][] = [
      ["BAD_SHAPE", () => concatenate([a, a.T])],
      ["BAD_SHAPE", () => concatenate([a, a.slice(0)])],
      ["BAD_SHAPE", () => concatenate([1, 2])],
      ["BAD_VALUE", () => concatenate([])],
      ["BAD_AXIS", () => concatenate([a, a], { axis: 2 })],
      ["BAD_DTYPE", () => concatenate([a], { dtype: "float" as never })],
      ["BAD_ARGUMENT", () => concatenate(3 as never)],
      ["BAD_SHAPE", () => stack([a, a.T])],
      ["BAD_AXIS", () => stack([a, a], { axis: 4 })],
      ["BAD_SHAPE", () => block([[a], a] as never)],
      ["BAD_SHAPE", () => split(a, 3)],
      ["BAD_VALUE", () => split(a, 0)],
      ["BAD_VALUE", () => split(a, [1.5])],
      ["BAD_AXIS", () => split(a, 2, { axis: 2 })],
      ["BAD_SHAPE", () => vsplit(a.slice(0), 1)],
      ["BAD_VALUE", () => tile(a, -1)],
      ["BAD_SHAPE", () => tile(a, [2 ** 40, 2 ** 40])],
      ["OUT_OF_MEMORY", () => tile(a, 2 ** 40)],
      ["OUT_OF_MEMORY", () => repeat(a, 2 ** 40)],
      ["BAD_SHAPE", () => repeat(a, [1, 2], { axis: 0 })],
      ["BAD_VALUE", () => repeat(a, 0.5)],
      ["BAD_VALUE", () => repeat(a, [1, -1, 1, 1], { axis: 0 })],
      ["BAD_VALUE", () => roll(a, 0.5)],
      ["BAD_AXIS", () => roll(a, 1, { axis: 5 })],
      ["BAD_SHAPE", () => roll(a, [1, 2, 3], { axis: [0, 1] })],
      ["BAD_AXIS", () => rot90(a.slice(0))],
      ["BAD_AXIS", () => rot90(a, { axes: [0, 0] })],
      ["BAD_VALUE", () => rot90(a, { k: 0.5 })],
      ["BAD_INDEX", () => deleteItems(a, 9, { axis: 0 })],
      ["BAD_INDEX", () => deleteItems(a, [true, false], { axis: 0 })],
      ["BAD_INDEX", () => insert(a, 5, 0, { axis: 0 })],
      ["BAD_INDEX", () => insert(a, -5, 0, { axis: 0 })],
      ["BAD_SHAPE", () => insert(a, 0, [1, 2, 3], { axis: 0 })],
      ["BAD_SHAPE", () => append(a, [1], { axis: 0 })],
      ["BAD_SHAPE", () => trimZeros(a)],
      ["BAD_VALUE", () => trimZeros(a.slice(0), { trim: "x" })],
      ["BAD_SHAPE", () => resize(a, [-1])],
      ["BAD_VALUE", () => diff(a, { n: -1 })],
      ["BAD_SHAPE", () => diff(3)],
      ["BAD_AXIS", () => diff(a, { axis: 2 })],
      ["BAD_SHAPE", () => diff(a, { prepend: [1, 2, 3] })],
      ["BAD_VALUE", () => pad(a, -1)],
      ["BAD_VALUE", () => pad(a, 1.5)],
      [
        "BAD_VALUE",
        () =>
          pad(a, [
            [1, 1],
            [1, 1],
            [1, 1],
          ]),
      ],
      ["BAD_VALUE", () => pad(a, 1, { mode: "mirror" as never })],
      ["BAD_VALUE", () => pad(a, 1, { mode: "mean", statLength: 0 })],
      ["BAD_VALUE", () => pad(a, 1, { mode: "reflect", reflectType: "x" as never })],
      ["BAD_SHAPE", () => pad(zeros([0]), 1, { mode: "edge" })],
      ["OUT_OF_MEMORY", () => pad(a, 2 ** 22)],
      ["BAD_INDEX", () => take(a, 20)],
      ["BAD_INDEX", () => take(a, [0.5])],
      ["BAD_INDEX", () => take(zeros([0]), [0], { mode: "wrap" })],
      ["BAD_VALUE", () => take(a, 0, { mode: "x" as never })],
      ["BAD_AXIS", () => take(a, 0, { axis: 2 })],
      ["BAD_SHAPE", () => takeAlongAxis(a, [0], 0)],
      [
        "BAD_SHAPE",
        () =>
          putAlongAxis(
            a,
            [[0]],
            [
              [1, 2, 3],
              [1, 2, 3],
            ],
            1,
          ),
      ],
      ["BAD_SHAPE", () => compress(a, a)],
      ["BAD_INDEX", () => compress(full([30], true), a)],
      ["BAD_SHAPE", () => place(a, [true], [1])],
      ["BAD_VALUE", () => place(a, greater(a, -1), [])],
      ["BAD_INDEX", () => choose([2], [[1], [2]])],
      ["BAD_VALUE", () => choose([0], [])],
      ["BAD_SHAPE", () => select([[true]], [])],
    ];
    const start = performance.now();
    for (const [code, call] of wrong) expect(codeOf(call), String(call)).toBe(code);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(a.toNested()).toEqual(counted([4, 5]).toNested());
  });
});

describe("diff", () => {
  it("is empty at once when there are as many differences of differences as elements", () => {
    expect(diff(full([3, 4], 1, { dtype: "int16" }), { n: 1e12 })).toMatchObject({ dtype: "int16", shape: [3, 0] });
  });
});
