import * as arrays from "@core/array";
import { isCoreError } from "@core/array";
import { randomState } from "@core/array/random";
import * as signals from "@core/signal";
import { imagePlot, linePlot, renderPng } from "plot";
import { EELSSpectrum } from "signal-eels";
import { afterAll, describe, expect, it } from "vitest";
import { createHyperscope } from "./runtime.js";

const runtime = createHyperscope();
const a = arrays.arange(6).reshape([2, 3]);
const s = new signals.Signal1D(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  { axes: [{ name: "x" }, { name: "E", units: "eV", offset: 10 }], runtime },
);
const eels = new EELSSpectrum([[5, 4, 3, 2, 1, 1]], { axes: [{}, { offset: 100 }], runtime });
const other = arrays.createRuntime({ plugins: [signals.signalCore] });
/** Wrong calls are wrong for TypeScript too. */
const wrong = (value: unknown): never => value as never;

type Row = readonly [what: string, call: () => unknown, code: string];

const arrayCalls: readonly Row[] = [
  ["ragged lists", () => arrays.array([[1, 2], [3]]), "BAD_SHAPE"],
  ["text as an element", () => arrays.array(wrong(["1"])), "BAD_ARGUMENT"],
  ["an unknown dtype", () => arrays.zeros(3, { dtype: wrong("float16") }), "BAD_DTYPE"],
  ["a dtype named like a prototype's property", () => arrays.zeros(3, { dtype: wrong("constructor") }), "BAD_DTYPE"],
  ["a negative size", () => arrays.zeros([2, -1]), "BAD_SHAPE"],
  ["a fractional size", () => arrays.zeros(2.5), "BAD_SHAPE"],
  ["sizes that cannot be counted", () => arrays.zeros([2 ** 31, 2 ** 31]), "BAD_SHAPE"],
  ["more memory than there is", () => arrays.zeros([2 ** 20, 2 ** 20]), "OUT_OF_MEMORY"],
  ["33 axes", () => arrays.zeros(new Array(33).fill(1)), "BAD_SHAPE"],
  ["data of another length", () => arrays.fromData(new Float64Array(5), [2, 3]), "BAD_SHAPE"],
  [
    "data that cannot hold the dtype",
    () => arrays.fromData(wrong(new Float32Array(6)), 6, { dtype: "float64" }),
    "BAD_DTYPE",
  ],
  ["an arange step of 0", () => arrays.arange(0, 10, 0), "BAD_VALUE"],
  ["an endless arange", () => arrays.arange(0, Number.POSITIVE_INFINITY, 1), "BAD_VALUE"],
  ["an index out of range", () => a.get(2, 0), "BAD_INDEX"],
  ["too few indices", () => a.get(1), "BAD_INDEX"],
  ["a fractional index", () => a.get(0.5, 0), "BAD_INDEX"],
  ["too many selectors", () => a.slice(0, 0, 0), "BAD_INDEX"],
  ["two ellipses", () => a.slice("...", "..."), "BAD_INDEX"],
  ["a slice step of 0", () => a.slice("::0"), "BAD_INDEX"],
  ["a malformed slice", () => a.slice("1:two"), "BAD_INDEX"],
  ["an impossible reshape", () => a.reshape([4, -1]), "BAD_SHAPE"],
  ["two unknown sizes", () => a.reshape([-1, -1]), "BAD_SHAPE"],
  ["a transpose that is no permutation", () => a.transpose([0, 0]), "BAD_AXIS"],
  ["shapes that do not broadcast", () => arrays.add(a, arrays.zeros([2, 2])), "BAD_SHAPE"],
  ["an assignment that does not fit", () => a.copy().assign(arrays.zeros([3, 2])), "BAD_SHAPE"],
  ["a mask of another shape", () => arrays.at(a, arrays.array([true, false, true])), "BAD_INDEX"],
  ["a list of indices out of range", () => arrays.at(a, [0, 7]), "BAD_INDEX"],
  ["bits of floats", () => arrays.bitwiseAnd(a, a), "BAD_DTYPE"],
  ["a difference of booleans", () => arrays.subtract(arrays.array([true]), arrays.array([false])), "BAD_DTYPE"],
  ["out of another shape", () => arrays.add(a, a, { out: arrays.zeros([3, 2]) }), "BAD_SHAPE"],
  [
    "out that would lose fractions",
    () => arrays.add(a, a, { out: wrong(arrays.zeros([2, 3], { dtype: "int32" })) }),
    "BAD_DTYPE",
  ],
  ["a reduction over an axis that is not there", () => arrays.sum(a, { axis: 2 }), "BAD_AXIS"],
  ["a reduction over an axis twice", () => arrays.sum(a, { axis: [0, -2] }), "BAD_AXIS"],
  ["the maximum of nothing", () => arrays.max(arrays.zeros([0])), "BAD_SHAPE"],
  ["a percentile above 100", () => arrays.percentile(a, 101), "BAD_VALUE"],
  ["all NaN", () => arrays.nanargmax(arrays.array([Number.NaN])), "BAD_VALUE"],
  ["joining of shapes that differ", () => arrays.concatenate([a, arrays.zeros([2, 2])]), "BAD_SHAPE"],
  ["joining of nothing", () => arrays.concatenate([]), "BAD_VALUE"],
  ["an uneven split", () => arrays.split(a, 4, { axis: 1 }), "BAD_SHAPE"],
  ["a matrix product that does not fit", () => arrays.matmul(a, a), "BAD_SHAPE"],
  ["a negative standard deviation", () => randomState(1).normal({ scale: -1 }), "BAD_VALUE"],
  ["a negative Poisson mean", () => randomState(1).poisson({ lam: -1 }), "BAD_VALUE"],
  [
    "arrays of two runtimes",
    () => arrays.add(arrays.zeros(2, { runtime }), arrays.zeros(2, { runtime: other })),
    "FOREIGN_RUNTIME",
  ],
  ["a device that is not there", () => arrays.zeros(2, { runtime }).to("webgpu"), "MISSING"],
  ["a plugin that is a promise", () => arrays.createRuntime({ plugins: [wrong(Promise.resolve({}))] }), "BAD_PLUGIN"],
];

const signalCalls: readonly Row[] = [
  ["axes of another size", () => new signals.Signal1D([1, 2, 3], { axes: [{ size: 4 }] }), "BAD_SHAPE"],
  ["too few axes", () => new signals.Signal2D([1, 2, 3]), "BAD_SHAPE"],
  [
    "an axis with a scale that is no number",
    () => new signals.UniformDataAxis({ size: 3, scale: Number.NaN }),
    "BAD_ARGUMENT",
  ],
  ["an axis of falling and rising values", () => new signals.DataAxis({ axis: [1, 3, 2] }), "BAD_ARGUMENT"],
  [
    "code in an axis' expression",
    () => new signals.FunctionalDataAxis({ expression: "x.constructor", size: 3 }),
    "BAD_ARGUMENT",
  ],
  ["an index out of range", () => s.isig(3), "BAD_INDEX"],
  ["a value outside the axis", () => s.isig(signals.value(99)), "BAD_VALUE"],
  ["a fraction as an index", () => s.isig(0.5), "BAD_INDEX"],
  ["units that do not fit", () => s.isig("5 nm"), "BAD_UNITS"],
  ["a relative place above 1", () => s.isig("rel1.5"), "BAD_VALUE"],
  ["more selectors than axes", () => s.inav(0, 0), "BAD_INDEX"],
  ["an axis by a name that is not there", () => s.sum({ axis: "y" }), "BAD_AXIS"],
  [
    "navigation spaces that do not fit",
    () =>
      s.add(
        new signals.Signal1D(
          [
            [1, 2, 3],
            [1, 2, 3],
            [1, 2, 3],
          ],
          { runtime },
        ),
      ),
    "BAD_SHAPE",
  ],
  ["an in-place sum that would grow", () => signals.add(s.inav(0), s, { inplace: true }), "BAD_SHAPE"],
  ["an unknown signal type", () => s.as("EDS_TEM"), "MISSING"],
  ["a class of another dimension", () => s.transpose({ signalAxes: 2 }).as(EELSSpectrum), "INCOMPATIBLE"],
  ["a transpose that leaves out an axis", () => s.transpose({ signalAxes: [0], navigationAxes: [] }), "BAD_ARGUMENT"],
  ["a method that is not there", () => signals.call(s, "removeBackgroud", {}), "MISSING"],
  ["a method's unknown option", () => signals.call(s, "sum", { axes: 0 }), "BAD_ARGUMENT"],
  ["a child under a leaf of the metadata", () => new signals.MetadataTree({ a: 1 }).set("a.b", 2), "BAD_ARGUMENT"],
  ["a background before the axis", () => eels.removeBackground({ signalRange: [1, 50] }), "BAD_VALUE"],
  ["a background range turned round", () => eels.removeBackground({ signalRange: [104, 101] }), "BAD_VALUE"],
  ["a background without range", () => eels.removeBackground(wrong({})), "BAD_ARGUMENT"],
];

const fileCalls: readonly Row[] = [
  ["a file that is not there", () => signals.load(runtime, "no-such-folder/no-such-file.hspy"), "NOT_FOUND"],
  ["a folder", () => signals.load(runtime, "."), "BAD_FILE"],
  ["no bytes", () => signals.load(runtime, new Uint8Array(0)), "BAD_FILE"],
  ["bytes of no known format", () => signals.load(runtime, new TextEncoder().encode("hello")), "MISSING"],
  ["a format whose package is not there", () => signals.load(runtime, new File(["x"], "map.dm4")), "MISSING"],
  ["a reader that is not there", () => signals.load(runtime, new Uint8Array([1]), { reader: "Gatan" }), "MISSING"],
  ["something that is no source", () => signals.load(runtime, wrong(5)), "BAD_ARGUMENT"],
  ["saving in an unknown format", () => signals.encode(runtime, s, "xyz"), "MISSING"],
  ["saving what is no signal", () => signals.encode(runtime, wrong({}), "npy"), "BAD_ARGUMENT"],
];

const plotCalls: readonly Row[] = [
  ["no lines", () => linePlot({ lines: [] }), "BAD_ARGUMENT"],
  ["x and y of different lengths", () => linePlot({ lines: [{ x: [1, 2], y: [1] }] }), "BAD_SHAPE"],
  ["nothing finite to draw", () => linePlot({ lines: [{ x: [Number.NaN], y: [Number.NaN] }] }), "BAD_VALUE"],
  ["an image of another length", () => imagePlot({ data: [1, 2, 3], rows: 2, columns: 2 }), "BAD_SHAPE"],
  ["an unknown colormap", () => imagePlot({ data: [1], rows: 1, columns: 1, colormap: wrong("nope") }), "BAD_VALUE"],
  [
    "a picture too large to draw",
    () => renderPng(linePlot({ lines: [{ x: [1, 2], y: [1, 2] }] }), { scale: 1e9 }),
    "BAD_VALUE",
  ],
];

const before = [a.toNested(), s.data.toNested(), eels.data.toNested()];
afterAll(() => {
  expect([a.toNested(), s.data.toNested(), eels.data.toNested()]).toEqual(before);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe.each([
  ["arrays", arrayCalls],
  ["signals", signalCalls],
  ["files", fileCalls],
  ["pictures", plotCalls],
] as const)("wrong calls of %s end with a coded error within a second", (_, rows) => {
  it.each(rows)("%s", async (_what, call, code) => {
    const attempt = async (): Promise<[thrown: unknown, took: number]> => {
      const begun = performance.now();
      try {
        await call();
      } catch (error) {
        return [error, performance.now() - begun];
      }
      return [undefined, performance.now() - begun];
    };
    let [thrown, took] = await attempt();
    // A busy machine may hold a quick call up once, hardly twice.
    if (took >= 1000) [thrown, took] = await attempt();
    expect(took).toBeLessThan(1000);
    expect(thrown, "nothing was thrown").toBeDefined();
    expect(isCoreError(thrown), String(thrown)).toBe(true);
    expect((thrown as arrays.CoreError).code, String(thrown)).toBe(code);
    expect((thrown as arrays.CoreError).message.length).toBeGreaterThan(20);
  });
});
