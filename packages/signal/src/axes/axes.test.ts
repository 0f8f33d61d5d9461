import { isCoreError } from "@core/array/runtime";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AxesManager,
  type Axis,
  axisFromDictionary,
  axisSlice,
  axisToDictionary,
  convertToFunctionalDataAxis,
  convertUnits,
  DataAxis,
  FunctionalDataAxis,
  indexToValue,
  isAxis,
  iterateIndices,
  parseIndexText,
  positionToIndex,
  resolveRange,
  slice,
  UniformDataAxis,
  value,
  valueRangeToIndices,
  valueToIndex,
  withScaleQuantity,
} from "./index.js";

const uniform = fc
  .record({
    size: fc.integer({ min: 1, max: 5000 }),
    exponent: fc.integer({ min: -12, max: 12 }),
    mantissa: fc.double({ min: 1, max: 10, noNaN: true }),
    falling: fc.boolean(),
    steps: fc.integer({ min: -10000, max: 10000 }),
  })
  .map(({ size, exponent, mantissa, falling, steps }) => {
    const scale = (falling ? -1 : 1) * mantissa * 10 ** exponent;
    return new UniformDataAxis({ size, scale, offset: scale * steps });
  });

const data = fc
  .tuple(
    fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 }),
    fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    fc.boolean(),
  )
  .map(([steps, start, falling]) => {
    let sum = start;
    return new DataAxis({ axis: steps.map((step) => (sum += falling ? -step : step)) });
  });

const functional = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 50 }), fc.boolean())
  .map(
    ([size, a, falling]) =>
      new FunctionalDataAxis({ expression: falling ? "-a * x ** 2 - x" : "a * sqrt(x)", size, parameters: { a } }),
  );

const anyAxis: fc.Arbitrary<Axis> = fc.oneof(uniform, data, functional);
const bound = fc.option(fc.integer({ min: -80, max: 80 }), { nil: undefined });
const stride = fc.option(
  fc.integer({ min: -5, max: 5 }).filter((step) => step !== 0),
  { nil: undefined },
);

/** Python's slice, step by step. */
function pythonSlice<Item>(list: readonly Item[], start?: number, stop?: number, step = 1): Item[] {
  const ordered = step > 0 ? list : [...list].reverse();
  const place = (index: number | undefined, otherwise: number): number => {
    if (index === undefined) return otherwise;
    const positive = index < 0 ? index + list.length : index;
    const turned = step > 0 ? positive : list.length - 1 - positive;
    return Math.min(list.length, Math.max(0, turned));
  };
  return ordered.slice(place(start, 0), place(stop, list.length)).filter((_, index) => index % Math.abs(step) === 0);
}

function caught(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    if (isCoreError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("properties", () => {
  test("every point is found again by its value", () => {
    fc.assert(
      fc.property(anyAxis, fc.nat(), (axis, number) => {
        const index = number % axis.size;
        expect(valueToIndex(axis, indexToValue(axis, index))).toBe(index);
        expect(indexToValue(axis, index)).toBe(axis.values()[index]);
        expect(indexToValue(axis, index - axis.size)).toBe(axis.values()[index]);
      }),
    );
  });

  test("the nearest point is found", () => {
    fc.assert(
      fc.property(fc.oneof(data, functional), fc.double({ min: 0, max: 1, noNaN: true }), (axis, fraction) => {
        const values = [...axis.values()];
        const [low, high] = [Math.min(...values), Math.max(...values)];
        const wanted = Math.min(high, low + fraction * (high - low));
        const distance = Math.abs(axis.at(valueToIndex(axis, wanted)) - wanted);
        const least = Math.min(...values.map((other) => Math.abs(other - wanted)));
        expect(distance).toBeLessThanOrEqual(least * (1 + 1e-9) + (high - low) * 1e-11);
      }),
    );
  });

  test("floor and ceil enclose a value", () => {
    fc.assert(
      fc.property(anyAxis, fc.double({ min: 0, max: 1, noNaN: true }), (axis, fraction) => {
        const values = axis.values();
        const low = Math.min(...values);
        const high = Math.max(...values);
        const wanted = Math.min(high, low + fraction * (high - low));
        const hair = (Math.abs(low) + Math.abs(high)) * 1e-9;
        const sides = [
          axis.at(valueToIndex(axis, wanted, { rounding: "floor" })),
          axis.at(valueToIndex(axis, wanted, { rounding: "ceil" })),
        ];
        expect(Math.min(...sides)).toBeLessThanOrEqual(wanted + hair);
        expect(Math.max(...sides)).toBeGreaterThanOrEqual(wanted - hair);
      }),
    );
  });

  test("slices are those of Python, and slices of slices too", () => {
    fc.assert(
      fc.property(anyAxis, bound, bound, stride, bound, bound, stride, (axis, ...numbers) => {
        const short = axis.slice(0, 50);
        const [a, b, c, d, e, f] = numbers;
        const indices = Array.from({ length: short.size }, (_, index) => index);
        const expected = pythonSlice(pythonSlice(indices, a, b, c), d, e, f);
        const sliced = short.slice(a, b, c).slice(d, e, f);
        expect(sliced.size).toBe(expected.length);
        const size = Math.max(Math.abs(short.at(0)), Math.abs(short.at(short.size - 1)));
        for (const [place, index] of expected.entries())
          expect(Math.abs(sliced.at(place) - short.at(index))).toBeLessThanOrEqual(size * 1e-12);
      }),
    );
  });

  test("a resolved slice is what Python would take", () => {
    fc.assert(
      fc.property(fc.nat(12), bound, bound, stride, (length, start, stop, step) => {
        const indices = Array.from({ length }, (_, index) => index);
        const range = resolveRange(length, start, stop, step);
        const taken = Array.from({ length: range.size }, (_, place) => range.start + place * range.step);
        expect(taken).toEqual(pythonSlice(indices, start, stop, step));
        expect(pythonSlice(indices, range.start, range.stop ?? undefined, range.step)).toEqual(taken);
      }),
    );
  });

  test("a slice between the values of two points has these points", () => {
    fc.assert(
      fc.property(anyAxis, fc.nat(), fc.nat(), (axis, one, other) => {
        const [first, last] = [one % axis.size, other % axis.size].sort((a, b) => a - b) as [number, number];
        const range = axisSlice(axis, value(axis.at(first)), value(axis.at(last)));
        expect([range.start, range.size]).toEqual([first, last - first]);
        expect(valueRangeToIndices(axis, axis.at(first), axis.at(last))).toEqual([first, last]);
      }),
    );
  });

  test("axes come back from their dictionaries", () => {
    fc.assert(
      fc.property(anyAxis, fc.option(fc.string(), { nil: undefined }), fc.boolean(), (axis, name, navigate) => {
        fc.pre(name !== "<undefined>");
        const named = axis.with({ name, navigate, isBinned: !navigate });
        const back = axisFromDictionary(structuredClone(axisToDictionary(named)));
        expect(back.kind).toBe(axis.kind);
        expect([back.name, back.navigate, back.isBinned, back.size]).toEqual([name, navigate, !navigate, axis.size]);
        expect(back.values()).toEqual(axis.values());
      }),
    );
  });

  test("units go there and back", () => {
    fc.assert(
      fc.property(
        uniform,
        fc.constantFrom("nm", "µm", "Å", "m", "in"),
        fc.constantFrom("nm", "km", "pm"),
        (axis, from, to) => {
          const back = convertUnits(convertUnits(axis.with({ units: from }), to), from);
          expect(back.scale / axis.scale).toBeCloseTo(1, 12);
          expect(Math.abs(back.offset - axis.offset)).toBeLessThanOrEqual(Math.abs(axis.offset) * 1e-12);
        },
      ),
    );
  });

  test("both paths visit every position once, the serpentine by single steps", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }), (shape) => {
        const size = shape.reduce((product, length) => product * length, 1);
        for (const path of ["flyback", "serpentine"] as const) {
          const visited = [...iterateIndices(shape, path)];
          expect(new Set(visited.map(String)).size).toBe(size);
          expect(visited.length).toBe(size);
        }
        const serpentine = [...iterateIndices(shape, "serpentine")];
        for (const [place, position] of serpentine.slice(1).entries()) {
          const before = serpentine[place] ?? [];
          expect(position.reduce((sum, index, axis) => sum + Math.abs(index - (before[axis] ?? 0)), 0)).toBe(1);
        }
      }),
    );
  });
});

describe("expressions", () => {
  // A tree that prints itself and computes itself, so that the parser is held against the arithmetic of JavaScript.
  type Tree = { text: string; compute: (x: number) => number };
  const { tree } = fc.letrec<{ tree: Tree; leaf: Tree; node: Tree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 5 }, tie("leaf"), tie("node")),
    leaf: fc.oneof(
      fc.constant<Tree>({ text: "x", compute: (x) => x }),
      fc.integer({ min: 0, max: 9 }).map<Tree>((number) => ({ text: `${number}`, compute: () => number })),
    ),
    node: fc.tuple(fc.constantFrom("+", "-", "*", "/", "**", "^"), tie("tree"), tie("tree")).map(
      ([sign, a, b]): Tree => ({
        text: `(${a.text}) ${sign} (${b.text})`,
        compute: {
          "+": (x: number) => a.compute(x) + b.compute(x),
          "-": (x: number) => a.compute(x) - b.compute(x),
          "*": (x: number) => a.compute(x) * b.compute(x),
          "/": (x: number) => a.compute(x) / b.compute(x),
          "**": (x: number) => a.compute(x) ** b.compute(x),
          "^": (x: number) => a.compute(x) ** b.compute(x),
        }[sign] as (x: number) => number,
      }),
    ),
  }));

  test("are computed as written", () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: -5, max: 5 }), ({ text, compute }, x) => {
        const axis = new FunctionalDataAxis({ expression: text, x: new DataAxis({ axis: [x] }) });
        const expected = compute(x);
        expect(axis.at(0)).toEqual(Number.isFinite(expected) ? expected : Number.NaN);
      }),
    );
  });

  test.each([
    ["Max(x, 2) + Min(x, 3)", 6, 9],
    ["-2 ** 2 + 0 * x", 1, -4],
    ["2 ** 3 ** 2 + 0 * x", 1, 512],
    ["log(x, 2)", 8, 3],
    ["8 / 2 / 2 * x", 1, 2],
    ["7 - 2 - 1 + 0 * x", 1, 4],
    ["a * x; a = b + 1; b = 2", 5, 15],
  ])("%s", (expression, x, expected) => {
    const axis = new FunctionalDataAxis({ expression, x: new DataAxis({ axis: [x] }) });
    expect(axis.at(0)).toBeCloseTo(expected, 12);
  });

  test("functions work where nothing is saved", () => {
    const axis = new FunctionalDataAxis({ expression: (x, { k = 0 }) => k * x, size: 3, parameters: { k: 2 } });
    expect([...axis.values()]).toEqual([0, 2, 4]);
    expect([...axis.slice(1).values()]).toEqual([2, 4]);
    expect(caught(() => axisToDictionary(axis)).code).toBe("UNSUPPORTED");
  });
});

describe("text indices", () => {
  test.each([
    ["3", [3]],
    ["-1, 2", [-1, 2]],
    ["4.", [{ value: 4 }]],
    ["1e3", [{ value: 1000 }]],
    ["0.5:4.", [{ start: { value: 0.5 }, stop: { value: 4 }, step: null }]],
    ["5::-1", [{ start: 5, stop: null, step: -1 }]],
    [":2000 nm", [{ start: null, stop: "2000 nm", step: null }]],
    ["1:3:2", [{ start: 1, stop: 3, step: 2 }]],
    ["rel0.5:", [{ start: "rel0.5", stop: null, step: null }]],
    ["::0.5", [{ start: null, stop: null, step: { value: 0.5 } }]],
    ["..., -.5 :", ["...", { start: { value: -0.5 }, stop: null, step: null }]],
  ])("%s", (text, expected) => expect(parseIndexText(text)).toEqual(expected));

  test("slice() makes what text makes", () => {
    expect(slice(value(0.5), "4 nm")).toEqual({ start: { value: 0.5 }, stop: "4 nm", step: null });
    expect([slice(null, 5, -1)]).toEqual(parseIndexText(":5:-1"));
  });
});

describe("errors", () => {
  const axis = new UniformDataAxis({ size: 10, scale: 0.5, name: "E", units: "eV" });
  const squares = new DataAxis({ axis: [0, 1, 4, 9] });
  const manager = new AxesManager([axis.with({ navigate: true, name: "x" }), axis]);
  const uniformOf = (settings: unknown) => () => new UniformDataAxis(settings as { size: number });
  const dataOf = (points: unknown) => () => new DataAxis({ axis: points as number[] });
  const expressionOf =
    (expression: unknown, more: object = { size: 3 }) =>
    () =>
      new FunctionalDataAxis({ expression: expression as string, ...more });
  test.each<[string, string, () => unknown, RegExp]>([
    ["a size below 0", "BAD_ARGUMENT", uniformOf({ size: -1 }), /size.*-1/],
    ["half a size", "BAD_ARGUMENT", uniformOf({ size: 1.5 }), /size.*1\.5/],
    ["no size", "BAD_ARGUMENT", uniformOf({}), /size.*undefined/],
    ["no settings", "BAD_ARGUMENT", uniformOf(null), /settings/],
    ["a scale of NaN", "BAD_ARGUMENT", uniformOf({ size: 1, scale: Number.NaN }), /scale.*NaN/],
    ["an endless offset", "BAD_ARGUMENT", uniformOf({ size: 1, offset: Number.POSITIVE_INFINITY }), /offset/],
    ["a name that is no text", "BAD_ARGUMENT", uniformOf({ size: 1, name: 5 }), /name.*5/],
    ["units that are no text", "BAD_ARGUMENT", uniformOf({ size: 1, units: {} }), /units/],
    ["navigate that is no boolean", "BAD_ARGUMENT", uniformOf({ size: 1, navigate: "yes" }), /navigate/],
    ["a huge list of values", "OUT_OF_MEMORY", () => axis.with({ size: 2 ** 50 }).values(), /indexToValue/],
    ["values that turn", "BAD_ARGUMENT", dataOf([0, 1, 0.5]), /rise or all fall/],
    ["values twice", "BAD_ARGUMENT", dataOf([1, 1]), /rise or all fall/],
    ["values of NaN", "BAD_ARGUMENT", dataOf([0, Number.NaN]), /number 1 is NaN/],
    ["values that are no list", "BAD_ARGUMENT", dataOf("abc"), /array of numbers/],
    ["values as an object", "BAD_ARGUMENT", dataOf({ length: 1e9 }), /array of numbers/],
    ["an unknown parameter", "BAD_ARGUMENT", expressionOf("a * x"), /parameters a/],
    ["a superfluous parameter", "BAD_ARGUMENT", expressionOf("x", { size: 3, parameters: { a: 1 } }), /named a/],
    ["neither x nor size", "BAD_ARGUMENT", expressionOf("x", {}), /x axis or its size/],
    ["an unknown function", "BAD_ARGUMENT", expressionOf("constructor(x)"), /"constructor".*not known/],
    ["code", "BAD_ARGUMENT", expressionOf("x.constructor"), /cannot be read/],
    ["a call without values", "BAD_ARGUMENT", expressionOf("sin()"), /cannot be read/],
    ["too many values", "BAD_ARGUMENT", expressionOf("sin(x, 1)"), /does not take 2/],
    ["an open parenthesis", "BAD_ARGUMENT", expressionOf("(x"), /its end/],
    ["a deep expression", "BAD_ARGUMENT", expressionOf(`${"(".repeat(1500)}x${")".repeat(1500)}`), /nested/],
    ["a long expression", "BAD_ARGUMENT", expressionOf("x+".repeat(5000)), /at most/],
    ["an expression that is none", "BAD_ARGUMENT", expressionOf(5), /must be a text/],
    ["a bad substitution", "BAD_ARGUMENT", expressionOf("a; a"), /name = expression/],
    ["an index out of range", "BAD_INDEX", () => indexToValue(axis, 10), /10 points, so -10 to 9/],
    ["half an index", "BAD_INDEX", () => positionToIndex(axis, 0.5), /value\(0\.5\)/],
    ["an index of an empty axis", "BAD_INDEX", () => indexToValue(axis.with({ size: 0 }), 0), /empty/],
    ["a value out of range", "BAD_VALUE", () => valueToIndex(axis, 100), /axis "E".*0 to 4\.5 eV/],
    ["a value of NaN", "BAD_VALUE", () => valueToIndex(squares, Number.NaN), /NaN/],
    ["an unknown rounding", "BAD_ARGUMENT", () => valueToIndex(axis, 1, { rounding: "up" as "ceil" }), /"up"/],
    ["a place that is none", "BAD_ARGUMENT", () => positionToIndex(axis, {} as never), /quantity/],
    ["a text that is none", "BAD_VALUE", () => positionToIndex(axis, "abc"), /"abc"/],
    ["a relative place above 1", "BAD_VALUE", () => positionToIndex(axis, "rel2"), /0 to 1/],
    ["other units", "BAD_UNITS", () => positionToIndex(axis, "3 nm"), /"nm".*"eV"/],
    ["units without units", "BAD_UNITS", () => positionToIndex(squares, "3 nm"), /no units/],
    ["a step of 0", "BAD_INDEX", () => axisSlice(axis, null, null, 0), /step/],
    ["half a step", "BAD_INDEX", () => axisSlice(axis, null, null, 0.5), /step/],
    ["a step below the scale", "BAD_INDEX", () => axisSlice(axis, null, null, value(0.2)), /0\.2/],
    ["a step in units", "BAD_ARGUMENT", () => axisSlice(squares, null, null, value(2)), /uniform/],
    ["a start behind the end", "BAD_VALUE", () => axisSlice(axis, value(99)), /99/],
    ["a bound that is none", "BAD_ARGUMENT", () => axisSlice(axis, {} as never), /start/],
    ["a bound of NaN", "BAD_VALUE", () => axisSlice(axis, value(Number.NaN)), /NaN/],
    ["a range backwards", "BAD_VALUE", () => valueRangeToIndices(axis, 3, 1), /swap/],
    ["an empty text", "BAD_INDEX", () => parseIndexText(""), /empty part/],
    ["too many colons", "BAD_INDEX", () => parseIndexText("1:2:3:4"), /start:stop:step/],
    ["a step with units", "BAD_INDEX", () => parseIndexText("1:2:3 nm"), /start:stop:step/],
    ["an unknown axis", "BAD_AXIS", () => manager.get("y"), /0 "x", 1 "E"/],
    ["an axis too far", "BAD_AXIS", () => manager.get(2), /0 "x", 1 "E"/],
    ["an axis too far back", "BAD_AXIS", () => manager.get(-3), /0 "x", 1 "E"/],
    ["half an axis", "BAD_AXIS", () => manager.get(0.5), /0\.5/],
    ["a foreign axis", "BAD_AXIS", () => manager.get(squares), /0 "x", 1 "E"/],
    ["what is no axis", "BAD_ARGUMENT", () => new AxesManager([{ size: 3 } as never]), /axis 0/],
    ["too few indices", "BAD_INDEX", () => manager.withIndices([]), /1 numbers/],
    ["indices out of range", "BAD_INDEX", () => manager.withIndices([10]), /10 points/],
    ["coordinates out of range", "BAD_VALUE", () => manager.withCoordinates([10]), /0 to 4\.5/],
    ["a signal dimension too high", "BAD_ARGUMENT", () => manager.withSignalDimension(3), /0 to 2/],
    ["an unknown path", "BAD_ARGUMENT", () => [...iterateIndices([2], "spiral" as "flyback")], /"spiral"/],
    ["units for a list", "UNSUPPORTED", () => convertUnits(squares, "nm"), /uniform/],
    ["incompatible units", "BAD_UNITS", () => convertUnits(axis, "nm"), /different quantities/],
    ["units from none", "BAD_UNITS", () => convertUnits(axis.with({ units: undefined }), "nm"), /no units/],
    ["a quantity without units", "BAD_UNITS", () => withScaleQuantity(axis, "5"), /no units/],
    ["an expression of nothing", "BAD_ARGUMENT", () => convertToFunctionalDataAxis(axis, ""), /must be a text/],
  ])("%s", (_, code, run, message) => {
    const error = caught(run);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  test.each<[string, unknown]>([
    ["no dictionary", null],
    ["a list", []],
    ["a negative size", { size: -1 }],
    ["a scale of NaN", { size: 3, scale: Number.NaN }],
    ["a scale that is a text", { size: 3, scale: "1" }],
    ["a size that is endless", { size: Number.POSITIVE_INFINITY }],
    ["an unknown type", { _type: "Object", size: 3 }],
    ["a name that is an object", { size: 3, name: {} }],
    ["navigate that is a text", { size: 3, navigate: "False" }],
    ["an axis that is a number", { axis: 5 }],
    ["an axis with holes", { axis: [1, null, 3] }],
    ["an expression that is a function", { expression: () => 1, size: 3 }],
    [
      "an x within an x",
      (() => {
        const nested: Record<string, unknown> = { expression: "x" };
        nested.x = nested;
        return nested;
      })(),
    ],
  ])("hostile dictionaries: %s", (_, dictionary) => {
    expect(caught(() => axisFromDictionary(dictionary as Record<string, unknown>)).code).toBe("BAD_ARGUMENT");
  });

  test("dictionaries as files hold them", () => {
    const read = axisFromDictionary({
      size: 5n,
      scale: 2,
      navigate: 1,
      units: "<undefined>",
      index_in_array: 0,
      __proto__: { offset: 3 },
    });
    expect(read).toMatchObject({ kind: "uniform", size: 5, scale: 2, offset: 0, navigate: true, units: undefined });
  });
});

describe("small things", () => {
  test("an axis without points", () => {
    const empty = new UniformDataAxis({ size: 0 });
    expect(empty.values()).toHaveLength(0);
    expect(empty.slice(null, null, -1).size).toBe(0);
    expect(axisSlice(empty, 2, 5).size).toBe(0);
    expect(new DataAxis({ axis: [] }).size).toBe(0);
    expect([...iterateIndices([3, 0])]).toEqual([]);
    expect([...iterateIndices([])]).toEqual([[]]);
  });

  test("axes are told by their looks", () => {
    expect(isAxis(new UniformDataAxis({ size: 1 }))).toBe(true);
    for (const other of [null, undefined, 5, {}, { kind: "uniform" }, []]) expect(isAxis(other)).toBe(false);
  });

  test("values() belongs to the caller", () => {
    const axis = new DataAxis({ axis: [1, 2, 3] });
    axis.values()[0] = 9;
    expect(axis.at(0)).toBe(1);
    const given = [1, 2, 3];
    const made = new DataAxis({ axis: given });
    given[0] = 9;
    expect(made.at(0)).toBe(1);
  });

  test("a manager keeps its position where it still fits", () => {
    const x = new UniformDataAxis({ size: 4, name: "x", navigate: true });
    const manager = new AxesManager([x, new UniformDataAxis({ size: 3, name: "E" })]).withIndices([-1]);
    expect(manager.indices).toEqual([3]);
    expect(manager.coordinates).toEqual([3]);
    expect(manager.replace("E", new UniformDataAxis({ size: 9 })).indices).toEqual([3]);
    expect(manager.replace("x", x.slice(0, 2)).indices).toEqual([0]);
    expect(manager.remove("x").indices).toEqual([]);
    expect(manager.remove(["x", "E"]).axes).toEqual([]);
    expect(manager.getAll(["E", 0, "E"]).map(({ name }) => name)).toEqual(["E", "x"]);
    expect([...manager.positions()]).toEqual([[0], [1], [2], [3]]);
    expect(AxesManager.fromDictionaries(manager.toDictionaries()).dimensions).toBe("(4|3)");
  });
});
