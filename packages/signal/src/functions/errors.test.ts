import { array, isCoreError } from "@core/array";
import { expect, test } from "vitest";
import * as api from "../index.js";
import { BaseSignal, makeSignal, Signal1D, Signal2D, slice, value } from "../index.js";

const spectra = (): Signal1D =>
  new Signal1D(
    array([
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    ]),
    {
      axes: [{ name: "y" }, { name: "x", units: "nm" }, { name: "E", scale: 0.5, offset: 1, units: "eV" }],
    },
  );
const wrong = (given: unknown): never => given as never;

const calls: [code: string, name: string, call: (signal: Signal1D) => unknown][] = [
  ["BAD_INDEX", "an index beyond the end", (s) => s.isig(4)],
  ["BAD_INDEX", "an index before the beginning", (s) => s.inav(-3)],
  ["BAD_INDEX", "too many selectors", (s) => s.isig(0, 0)],
  ["BAD_INDEX", "too many selectors in a text", (s) => s.inav("0,0,0")],
  ["BAD_INDEX", "two ellipses", (s) => s.inav("...", "...")],
  ["BAD_INDEX", "a fraction as an index", (s) => s.isig(0.5)],
  ["BAD_INDEX", "NaN as an index", (s) => s.isig(Number.NaN)],
  ["BAD_INDEX", "nothing as a selector", (s) => s.isig(wrong(undefined))],
  ["BAD_INDEX", "null as a selector", (s) => s.isig(wrong(null))],
  ["BAD_INDEX", "too few booleans as a selector", (s) => s.isig([true, false])],
  ["BAD_INDEX", "an object as a selector", (s) => s.isig(wrong({ begin: 1 }))],
  ["BAD_INDEX", "a step of 0", (s) => s.isig(slice(null, null, 0))],
  ["BAD_INDEX", "four parts of a slice", (s) => s.isig("0:1:2:3")],
  ["BAD_INDEX", "an empty text", (s) => s.isig("")],
  ["BAD_VALUE", "a value beyond the end", (s) => s.isig(value(9))],
  ["BAD_VALUE", "NaN as a value", (s) => s.isig(value(Number.NaN))],
  ["BAD_VALUE", "a slice that starts beyond the end", (s) => s.isig("9.:")],
  ["BAD_VALUE", "rel beyond 1", (s) => s.isig("rel1.5")],
  ["BAD_VALUE", "a text without a number", (s) => s.isig("here")],
  ["BAD_UNITS", "units of another dimension", (s) => s.isig(":2 nm")],
  ["BAD_UNITS", "unknown units", (s) => s.isig(":2 quux")],
  ["BAD_UNITS", "units on an axis without", (s) => s.inav(slice(null, null), ":1 nm")],
  ["BAD_INDEX", "writing outside", (s) => s.setIsig(9, 1)],
  ["BAD_SHAPE", "writing what does not fit", (s) => s.setIsig("0:2", [1, 2, 3])],
  ["BAD_ARGUMENT", "writing what is no number", (s) => s.setIsig(0, wrong("one"))],
  ["BAD_SHAPE", "signals of different sizes", (s) => s.add(new Signal1D([1, 2, 3]))],
  [
    "BAD_SHAPE",
    "navigation spaces of different sizes",
    (s) =>
      s.add(
        new Signal1D([
          [1, 1, 1, 1],
          [1, 1, 1, 1],
          [1, 1, 1, 1],
        ]),
      ),
  ],
  ["BAD_SHAPE", "an array that does not fit", (s) => s.add(array([1, 2, 3]))],
  ["BAD_SHAPE", "an array that makes the data larger", (s) => s.add(array([[[[1]]], [[[2]]]]))],
  ["BAD_ARGUMENT", "a text as an operand", (s) => s.add(wrong("1"))],
  ["BAD_ARGUMENT", "nothing as an operand", (s) => s.add(wrong(undefined))],
  ["BAD_ARGUMENT", "two numbers", () => api.add(1, 2)],
  ["BAD_ARGUMENT", "out that is no signal", (s) => s.add(1, { out: wrong([]) })],
  ["BAD_SHAPE", "out of another shape", (s) => s.add(1, { out: new Signal1D([1]) })],
  ["BAD_DTYPE", "bits of fractions", (s) => s.bitwiseAnd(1)],
  [
    "BAD_DTYPE",
    "fractions into whole numbers in place",
    () => new Signal1D(array([1], { dtype: "int8" })).add(0.5, { inplace: true }),
  ],
  ["BAD_AXIS", "a name that no axis has", (s) => s.sum({ axis: "z" })],
  ["BAD_AXIS", "an axis beyond the last", (s) => s.sum({ axis: 3 })],
  ["BAD_AXIS", "half an axis", (s) => s.mean({ axis: 0.5 })],
  ["BAD_AXIS", "an axis of another signal", (s) => s.sum({ axis: spectra().axes[0] as api.Axis })],
  ["BAD_AXIS", "nothing as an axis", (s) => s.indexmax(wrong(undefined))],
  ["BAD_AXIS", "null as an axis", (s) => s.sum({ axis: wrong(null) })],
  ["BAD_SHAPE", "the maximum of nothing", (s) => s.isig("0:0").max({ axis: -1 })],
  ["BAD_ARGUMENT", "sum of what is no signal", () => api.sum(wrong([1, 2]))],
  ["BAD_ARGUMENT", "more signal axes than axes", (s) => s.transpose({ signalAxes: 4 })],
  ["BAD_ARGUMENT", "fewer than no signal axes", (s) => s.transpose({ signalAxes: -1 })],
  ["BAD_ARGUMENT", "an axis in both spaces", (s) => s.transpose({ signalAxes: [0, 1], navigationAxes: [1, 2] })],
  ["BAD_ARGUMENT", "an axis in neither space", (s) => s.transpose({ signalAxes: [0], navigationAxes: [1] })],
  ["BAD_ARGUMENT", "an axis twice", (s) => s.transpose({ signalAxes: [0, "x"] })],
  ["BAD_ARGUMENT", "two numbers of axes", (s) => s.transpose({ signalAxes: 1, navigationAxes: 2 })],
  ["BAD_ARGUMENT", "a text as axes", (s) => s.transpose({ signalAxes: wrong("x") })],
  ["BAD_ARGUMENT", "an image of one axis", (s) => s.asSignal2D([0])],
  ["BAD_AXIS", "swapping with nothing", (s) => s.swapAxes(0, wrong(undefined))],
  ["BAD_ARGUMENT", "cropping to nothing", (s) => s.crop("E", { start: 1, end: 1 })],
  ["BAD_VALUE", "cropping outside", (s) => s.crop("E", { start: value(99) })],
  ["BAD_DTYPE", "a dtype that does not exist", (s) => s.changeDtype(wrong("float16"))],
  ["BAD_DTYPE", "complex to real numbers", () => new BaseSignal([{ re: 1, im: 2 }]).changeDtype("float64")],
  ["BAD_ARGUMENT", "a number as a signal type", (s) => s.setSignalType(wrong(3))],
  ["BAD_ARGUMENT", "a number as a title", (s) => s.withTitle(wrong(3))],
  ["BAD_SHAPE", "an axis of another size", (s) => s.withAxis("E", { size: 5 })],
  ["BAD_INDEX", "too few indices", (s) => s.getCurrentSignal({ indices: [0] })],
  ["BAD_INDEX", "indices out of range", (s) => s.getCurrentSignal({ indices: [2, 0] })],
  ["BAD_INDEX", "indices that are none", (s) => s.getCurrentSignal({ indices: wrong("00") })],
  ["BAD_ARGUMENT", "mapping nothing", (s) => s.map(wrong(undefined))],
  ["BAD_ARGUMENT", "mapping to nothing", (s) => s.map(() => wrong(undefined))],
  ["BAD_SHAPE", "results of several shapes", (s) => s.map((_, __, [x = 0]) => new Array<number>(x + 1).fill(0))],
  [
    "BAD_SHAPE",
    "parameters of other navigation axes",
    (s) => s.map((d) => d, { parameters: { p: new Signal1D([[1], [2], [3]]) } }),
  ],
  ["BAD_SHAPE", "results that do not fit in place", (s) => s.map(() => 1, { inplace: true })],
  ["BAD_SHAPE", "mapping an empty navigation space", (s) => s.inav("0:0").map((d) => d)],
  ["BAD_SHAPE", "too few axes for a class", () => new Signal2D([1, 2, 3])],
  ["BAD_SHAPE", "an axis too few", () => new Signal1D([1, 2], { axes: [] })],
  ["BAD_SHAPE", "an axis of the wrong size", () => new Signal1D([1, 2], { axes: [{ size: 3 }] })],
  ["BAD_ARGUMENT", "an axis that is none", () => new Signal1D([1, 2], { axes: [wrong(7)] })],
  ["BAD_ARGUMENT", "an axis with a scale of NaN", () => new Signal1D([1, 2], { axes: [{ scale: Number.NaN }] })],
  ["BAD_ARGUMENT", "an axis that does not rise", () => new Signal1D([1, 2], { axes: [{ axis: [1, 1] }] })],
  ["BAD_ARGUMENT", "no data", () => new Signal1D(wrong(undefined))],
  ["BAD_ARGUMENT", "data of texts", () => new Signal1D(wrong(["a"]))],
  ["BAD_SHAPE", "ragged data", () => new Signal1D([[1, 2], [3]])],
  ["BAD_ARGUMENT", "metadata that are a text", () => new Signal1D([1], { metadata: wrong("title") })],
  ["BAD_ARGUMENT", "a type that is no text", () => new Signal1D([1], { metadata: { Signal: { signal_type: 3 } } })],
  ["BAD_SHAPE", "more signal axes than the data have", () => makeSignal([1], { signalDimension: 2 })],
  ["BAD_ARGUMENT", "the axis of a sum by position", (s) => s.sum(wrong("E"))],
  ["BAD_ARGUMENT", "several axes of a mean by position", (s) => s.mean(wrong([0, 1]))],
  ["BAD_ARGUMENT", "signal axes of transpose by position", (s) => s.transpose(wrong(["x"]))],
  ["BAD_ARGUMENT", "the start of crop by position", (s) => s.crop(0, wrong(1))],
  ["MISSING", "a class that is nowhere", (s) => s.as("nope")],
  ["INCOMPATIBLE", "a class for other signal axes", (s) => s.as(Signal2D)],
  ["BAD_ARGUMENT", "a class that is none", (s) => s.as(wrong(Map))],
];

test.each(calls)("%s: %s", (code, _, call) => {
  const signal = spectra();
  const before = [signal.data.toNested(), [...signal.axes], String(signal.metadata)];
  const start = performance.now();
  let error: unknown;
  try {
    call(signal);
  } catch (reason) {
    error = reason;
  }
  expect(isCoreError(error) ? error.code : error).toBe(code);
  expect((error as Error).message.length).toBeGreaterThan(30);
  expect(performance.now() - start).toBeLessThan(1000);
  expect([signal.data.toNested(), [...signal.axes], String(signal.metadata)]).toEqual(before);
});
