import { type DType, histogram, mean, type NDArray, sum } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { BaseSignal, derivative, diff, integrateSimpson } from "@core/signal";
import { EELSSpectrum, removeBackground, separateBackground } from "signal-eels";
import type { GroupTable } from "../testing.js";

const floats: readonly DType[] = ["float32", "float64"];
const numbers: readonly DType[] = [...floats, "uint8", "int16", "uint16", "int32"];
const wholes: readonly DType[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32"];
const shapes = [
  [2000],
  [3, 700],
  [1100, 3],
  [5, 6, 70],
  [4, 3, 17000],
  [2, 17000],
  [3, 40000],
  [40000, 3],
  [2, 2, 300],
  [100, 200],
  [17, 64, 5],
];

type Shape = readonly number[];
/** A function of signals along each axis that its kernel serves; signal axes count from the last one. */
const along =
  (
    work: (signal: BaseSignal, axis: number) => { readonly data: NDArray },
    served: (shape: Shape, axis: number) => boolean,
  ) =>
  (shape: Shape): Record<string, Call> =>
    Object.fromEntries(
      shape.flatMap((_, axis) =>
        served(shape, axis)
          ? [[`axis ${axis}`, (a: NDArray) => work(new BaseSignal(a), shape.length - 1 - axis).data]]
          : [],
      ),
    );
const isSummed = (shape: Shape, axis: number): boolean => {
  const lanes = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  return lanes === 1 ? (shape[axis] as number) <= 8192 : lanes > 64;
};
const simpson = (signal: BaseSignal, axis: number) => integrateSimpson(signal, axis);

const finite: Sample = (dtype, shape) => filledArray(dtype, shape, (i) => 100 + 50 * Math.sin(i * 1.7) + (i % 13));
const powerLaws: Sample = (dtype, shape) => {
  const channels = shape.at(-1) as number;
  const a = filledArray(dtype, shape, (i) => 1e6 * (20 + (i % channels)) ** -2.3 + (i % 7));
  const data = a.data as Float64Array;
  data[5] = Number.NaN;
  data.fill(0, channels, 2 * channels);
  return a;
};
const spectrum = (a: NDArray): EELSSpectrum =>
  new EELSSpectrum(a, { axes: a.shape.map((_, i) => (i === a.shape.length - 1 ? { offset: 20 } : {})) });
const background = (zeroFill: boolean): Record<string, Call> => {
  const options = { signalRange: [22, 40] as [number, number], zeroFill };
  return {
    [`apart, ${zeroFill}`]: (a) => {
      const { signal, background: own } = separateBackground(spectrum(a as NDArray), options);
      return [signal.data, own.data];
    },
    [`gone, ${zeroFill}`]: (a) => removeBackground(spectrum(a as NDArray), options).data,
  };
};

const counted = "@core/array/histogram";
const windows = (name: "sum" | "mean", call: (a: NDArray, options: object) => unknown, step: string): CallRow => ({
  operation: `@core/array/${name}`,
  name: "windows of images",
  calls: Object.fromEntries(
    [false, true].map((keepdims) => [
      `keepdims ${keepdims}`,
      (a: NDArray) => call(a.slice(step, ":", "5:30", "7:41"), { axis: [-1, 2], keepdims }),
    ]),
  ),
  dtypes: wholes,
  shapes: [[7, 6, 40, 50]],
});

export const table: GroupTable = {
  groups: ["signals"],
  rows: [
    {
      operation: "@core/signal/differences",
      runs: "often",
      calls: along(
        (signal, axis) => diff(signal, axis),
        (shape, axis) => (shape[axis] as number) >= 2,
      ),
      dtypes: floats,
      shapes,
    },
    {
      operation: "@core/signal/neighbours",
      runs: "often",
      calls: along(
        (signal, axis) => derivative(signal, axis),
        (shape, axis) => (shape[axis] as number) >= 3,
      ),
      dtypes: floats,
      shapes,
    },
    {
      operation: "@core/signal/weightedSum",
      runs: "often",
      calls: along(simpson, isSummed),
      dtypes: numbers,
      shapes,
    },
    {
      name: "sums along other axes",
      calls: along(simpson, (shape, axis) => !isSummed(shape, axis)),
      dtypes: numbers,
      shapes,
    },
    {
      operation: "@core/signal/differences",
      name: "layouts",
      runs: "often",
      calls: { diff: (a) => diff(new BaseSignal(a as NDArray), 0).data },
      dtypes: ["float32"],
      shapes: [[60, 70]],
      layouts,
    },
    {
      operation: "@core/signal/neighbours",
      name: "layouts",
      runs: "often",
      calls: { derivative: (a) => derivative(new BaseSignal(a as NDArray), 1).data },
      dtypes: ["float32"],
      shapes: [[60, 70]],
      layouts,
    },
    {
      operation: "@core/signal/weightedSum",
      name: "layouts",
      runs: "often",
      calls: { simpson: (a) => integrateSimpson(new BaseSignal(a as NDArray), 0).data },
      dtypes: ["float32"],
      shapes: [[60, 70]],
      layouts,
    },
    {
      name: "small and empty signals",
      calls: {
        diff: (a) => diff(new BaseSignal(a as NDArray), 0).data,
        derivative: (a) => derivative(new BaseSignal(a as NDArray), 0).data,
        simpson: (a) => integrateSimpson(new BaseSignal(a as NDArray), 0).data,
      },
      dtypes: floats,
      shapes: [[3], [7], [97], [2, 5]],
    },
    {
      operation: counted,
      calls: Object.fromEntries(
        [1, 7, 256, 5000].flatMap((bins): [string, Call][] => [
          [`${bins} bins`, (a) => histogram(a as NDArray, { bins })],
          [`${bins} bins of a range`, (a) => histogram(a as NDArray, { bins, range: [70, 130.5] })],
        ]),
      ),
      dtypes: numbers,
      shapes: [[4096], [40001]],
      samples: { finite },
    },
    {
      operation: counted,
      name: "layouts",
      calls: { histogram: (a) => histogram(a as NDArray) },
      dtypes: ["float64"],
      shapes: [[80, 70]],
      layouts,
      samples: { finite },
    },
    {
      operation: counted,
      name: "one value, denormals",
      calls: { histogram: (a) => histogram(a as NDArray) },
      dtypes: floats,
      shapes: [[5000]],
      samples: {
        "one value": (dtype, shape) => filledArray(dtype, shape, () => 3),
        denormals: (dtype, shape) =>
          filledArray(dtype, shape, (i) => (i === 7 ? 0 : dtype === "float32" ? 1e-45 : 5e-324)),
      },
    },
    {
      operation: counted,
      name: "values that are not finite",
      calls: { histogram: (a) => histogram(a as NDArray, { range: [-1, 1] }) },
      dtypes: floats,
      shapes: [[5000]],
    },
    {
      name: "densities and uneven bins",
      calls: {
        density: (a) => histogram(a as NDArray, { bins: 10, density: true }),
        uneven: (a) => histogram(a as NDArray, { bins: [60, 80, 150] }),
      },
      dtypes: numbers,
      shapes: [[4096]],
      samples: { finite },
    },
    {
      operation: "signal-eels/subtractPowerLaw",
      runs: "often",
      calls: { ...background(false), ...background(true) },
      dtypes: floats,
      shapes: [[400], [3, 500], [300, 40], [7, 50, 64]],
      samples: { powerLaws },
      tolerance: { largest: 1e-15 },
    },
    windows("sum", sum as never, ":"),
    windows("mean", mean as never, "::-2"),
    {
      operation: "@core/array/sum",
      name: "windows of one image",
      calls: { sum: (a) => sum(a!.slice("5:100", "7:107")) },
      dtypes: wholes,
      shapes: [[130, 120]],
    },
    {
      name: "other windows",
      calls: {
        small: (a) => sum(a!.slice(3, 2)),
        "every second": (a) => sum(a!.slice(":", ":", "5:30", "7:41:2"), { axis: [2, 3] }),
        reversed: (a) => sum(a!.slice(":", ":", "::-1", "7:41"), { axis: [2, 3] }),
        "axes apart": (a) => sum(a!.slice(":", ":", "5:30", "7:41"), { axis: [1, 3] }),
        wider: (a) => sum(a!.slice(":", ":", "5:30", "7:41"), { axis: [2, 3], dtype: "float64" }),
      },
      dtypes: wholes,
      shapes: [[7, 6, 40, 50]],
    },
  ],
};
