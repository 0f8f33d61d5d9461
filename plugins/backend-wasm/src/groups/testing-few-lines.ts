import { type DType, type NDArray, withRuntime } from "@core/array";
import { type Call, type CallRow, layouts, type Sample, testArray } from "@core/conformance";
import { filtfilt, lfilter, resamplePoly, sosfilt, sosfiltfilt, upfirdn } from "sci-signal";
import type { GroupTable } from "../testing.js";

type Work = (x: NDArray) => unknown;
const dtypes: readonly DType[] = ["float32", "float64", "uint8", "int16", "uint32"];
const floats: readonly DType[] = ["float32", "float64"];

/** Numbers without those that never leave a state again. */
const finite: Sample = (dtype, shape, seed) => {
  const x = testArray(dtype, shape, "contiguous", seed);
  const data = x.data as Float64Array;
  for (let i = 0; i < data.length; i++) if (!(Math.abs(data[i] as number) < 1e30)) data[i] = i % 7;
  return x;
};
const numbers = (size: number, seed: number): number[] =>
  Array.from({ length: size }, (_, k) => (k === 0 ? 1.25 : 0.3 * Math.sin(3 * k + seed)) / (1 + k));
const sections = (count: number): number[][] =>
  Array.from({ length: count }, (_, k) => [...numbers(3, k), 1, -0.6 + 0.1 * k, 0.2 - 0.03 * k]);

const calls = (list: readonly (readonly [string, Work])[]): Record<string, Call> => Object.fromEntries(list) as never;
const row = (operation: string, own: Omit<CallRow, "operation">): CallRow => ({
  operation: `sci-signal/${operation}`,
  samples: { finite },
  ...own,
});
const orders = [
  [1, 2],
  [2, 1],
  [3, 3],
  [3, 1],
  [2, 4],
  [4, 1],
  [5, 5],
  [6, 2],
  [4, 7],
  [8, 8],
  [9, 3],
  [2, 12],
] as const;
const paddings = ["odd", "even", "constant", null] as const;
const rates = [
  [1, 1],
  [3, 2],
  [2, 3],
  [7, 5],
  [1, 4],
  [5, 1],
  [100, 7],
] as const;
const states = (x: NDArray, dtype: DType, shape: readonly number[]): NDArray =>
  withRuntime(x.runtime, finite(dtype, shape, 5));

export const table: GroupTable = {
  groups: ["signal"],
  rows: [
    row("lfilter", {
      name: "few lines",
      calls: calls(orders.map(([b, a]) => [`orders ${b}, ${a}`, (x) => lfilter(numbers(b, 1), numbers(a, 2), x)])),
      dtypes: ["float64"],
      shapes: [[2048], [2051], [1, 5003], [2, 1777], [3, 1024]],
    }),
    row("sosfilt", {
      name: "few lines",
      calls: calls([1, 2, 3, 4, 5, 6, 8, 11].map((count) => [`sections ${count}`, (x) => sosfilt(sections(count), x)])),
      dtypes: ["float64"],
      shapes: [[2048], [2049], [2050], [2051], [2 * 1777], [2, 1777], [3, 1024]],
    }),
    row("lfilter", {
      name: "few lines, layouts",
      calls: calls([["last", (x) => lfilter(numbers(4, 1), numbers(3, 2), x)]]),
      dtypes,
      shapes: [[2, 1500]],
      layouts,
    }),
    row("lfilter", {
      name: "few lines, layouts, first axis",
      calls: calls([["first", (x) => lfilter(numbers(3, 1), numbers(5, 2), x, { axis: 0 })]]),
      dtypes,
      shapes: [[1111, 3]],
      layouts,
    }),
    row("sosfilt", {
      name: "few lines, layouts",
      calls: calls([["sosfilt", (x) => sosfilt(sections(4), x)]]),
      dtypes,
      shapes: [[3000]],
      layouts,
    }),
    row("filtfilt", {
      name: "few lines, layouts",
      calls: calls([["sosfiltfilt", (x) => sosfiltfilt(sections(2), x, { axis: -2 })]]),
      dtypes,
      shapes: [[1111, 3]],
      layouts,
    }),
    row("sosfilt", {
      name: "an axis in between",
      calls: calls([["sosfilt", (x) => sosfilt(sections(5), x, { axis: 1 })]]),
      dtypes: ["float64"],
      shapes: [[2, 1111, 1]],
    }),
    ...floats.flatMap((dtype) => [
      row("lfilter", {
        name: "states",
        calls: calls(
          [2, 1].map((count) => [
            `${count}`,
            (x) => lfilter(numbers(4, 1), numbers(4, 2), x, { zi: states(x, dtype, [count, 3]) }),
          ]),
        ),
        dtypes: [dtype],
        shapes: [[2, 1300]],
      }),
      row("sosfilt", {
        name: "states",
        calls: calls([["float64", (x) => sosfilt(sections(4), x, { zi: states(x, "float64", [4, 2, 2]) })]]),
        dtypes: [dtype],
        shapes: [[2, 1300]],
      }),
      row("sosfilt", {
        name: "states, first axis",
        calls: calls([["same", (x) => sosfilt(sections(3), x, { axis: 0, zi: states(x, dtype, [3, 2, 3]) })]]),
        dtypes: [dtype],
        shapes: [[1300, 3]],
      }),
    ]),
    row("filtfilt", {
      name: "few lines, paddings",
      calls: calls(
        paddings.flatMap((padtype): [string, Work][] => [
          [`filtfilt ${padtype}`, (x) => filtfilt(numbers(5, 1), numbers(4, 2), x, { padtype })],
          [`4 sections ${padtype}`, (x) => sosfiltfilt(sections(4), x, { padtype })],
          [`7 sections ${padtype}`, (x) => sosfiltfilt(sections(7), x, { padtype })],
        ]),
      ),
      dtypes: floats,
      shapes: [[2048], [2, 1500], [3, 1001]],
    }),
    row("filtfilt", {
      name: "few lines, lengths of paddings",
      calls: calls(
        [0, 2000].map((padlen) => [`${padlen}`, (x) => filtfilt(numbers(3, 1), numbers(3, 2), x, { padlen })]),
      ),
      dtypes: ["float64"],
      shapes: [[2500]],
    }),
    ...(
      [
        ["one line", -1, [70001]],
        ["one column", 0, [70000, 1]],
      ] as const
    ).map(([name, axis, shape]) =>
      row("upfirdn", {
        name,
        calls: calls(
          rates.flatMap(([up, down]) =>
            [40, 63, 257].map((size): [string, Work] => [
              `${up}/${down}, ${size} taps`,
              (x) => upfirdn(numbers(size, 1), x, { up, down, axis }),
            ]),
          ),
        ),
        dtypes: floats,
        shapes: [shape],
      }),
    ),
    row("upfirdn", {
      name: "resamplePoly",
      calls: calls([["3/2", (x) => resamplePoly(x, 3, 2)]]),
      dtypes: ["float64"],
      shapes: [[9001]],
      layouts: ["contiguous", "reversed"],
    }),
    ...(["lfilter", "sosfilt", "filtfilt"] as const).map((name) =>
      row(name, {
        name: "NaN and infinities",
        calls: calls([
          [
            name,
            (x) => {
              if (name === "lfilter") return lfilter(numbers(3, 1), numbers(3, 2), x);
              return name === "sosfilt" ? sosfilt(sections(5), x) : sosfiltfilt(sections(5), x);
            },
          ],
        ]),
        dtypes: ["float64"],
        shapes: [[3, 1024]],
        samples: { special: (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed) },
      }),
    ),
    {
      name: "few lines that are short or empty",
      calls: calls([["lfilter", (x) => lfilter(numbers(3, 1), numbers(3, 2), x)]]),
      dtypes: ["float64"],
      shapes: [[2047], [0, 1000], [0, 3]],
      samples: { finite },
    },
    {
      name: "few lines of other kinds",
      calls: calls([
        ["many numbers", (x) => lfilter(numbers(30, 1), [1], x)],
        ["one number", (x) => lfilter([2], [4], x)],
        ["complex", (x) => lfilter(numbers(3, 1), numbers(3, 2), x.astype("complex128"))],
        ["edges", (x) => upfirdn(numbers(60, 1), x, { mode: "edge" })],
      ]),
      dtypes: ["float64"],
      shapes: [[3000]],
      samples: { finite },
    },
  ],
};
