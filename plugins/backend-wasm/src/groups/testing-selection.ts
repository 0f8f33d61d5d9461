import type { DType, NDArray } from "@core/array";
import * as core from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, testArray } from "@core/conformance";
import type { GroupTable } from "../testing.js";

const operation = "@core/array/ranks";
const floats: readonly DType[] = ["float32", "float64"];
const filled =
  (value: (i: number, n: number) => number): Sample =>
  (dtype, shape) =>
    filledArray(dtype, shape, (i) => value(i, shape[0] as number));
const median = (...options: readonly object[]): Record<string, Call> =>
  Object.fromEntries(options.map((own) => [`median ${JSON.stringify(own)}`, (a: NDArray) => core.median(a, own)]));

const finite: Sample = (dtype, shape, seed) => {
  const a = core.add(testArray("float64", shape, "contiguous", seed).astype(dtype), 0) as NDArray;
  return core.where(core.isfinite(a), a, 3.5).astype(dtype);
};

const orders: Readonly<Record<string, Sample>> = {
  mixed: filled((i) => ((i * 7919) % 10007) - 5000.5),
  rising: filled((i) => i + 1),
  falling: filled((i, n) => n - i),
  equal: filled(() => 7),
  "two values": filled((i) => (i % 2) + 1),
  organ: filled((i, n) => Math.min(i, n - i) + 1),
  saw: filled((i) => (i % 17) + 0.5),
};
const long: Readonly<Record<string, Sample>> = {
  ...orders,
  counts: filled((i) => (i * 7919) % 7),
  "counts and two far out": filled((i) => (i === 5 ? 1e30 : i === 70000 ? -1e30 : ((i * 7919) % 13) + 1)),
  infinities: filled((i) => (i % 3 === 0 ? Infinity : i % 7 === 0 ? -Infinity : (i * 31) % 1009)),
  huge: filled((i) => ((i % 2) - 0.5) * 3e38 * (1 + (i % 101)) * 1e-2),
  denormal: filled((i) => (i % 5) * 1e-45),
};

export const table: GroupTable = {
  groups: ["selection"],
  rows: [
    {
      operation,
      calls: {
        median: (a) => core.median(a),
        percentile: (a) => core.percentile(a, [0, 10, 50, 99.9, 100]),
        quantile: (a) => core.quantile(a, [0.25, 0.9], { method: "lower" }),
      },
      dtypes: floats,
      shapes: [[1024], [1031], [20001]],
      samples: orders,
    },
    {
      operation,
      name: "long lines",
      calls: { percentile: (a) => core.percentile(a, [0, 0.1, 25, 50, 75, 99.99, 100]) },
      dtypes: floats,
      shapes: [[65536], [65537], [150001]],
      samples: long,
    },
    {
      operation,
      name: "long lines of any layout",
      calls: median({}),
      dtypes: floats,
      shapes: [[65537]],
      layouts,
      samples: long,
    },
    {
      operation,
      name: "long lines, many and with NaN",
      calls: { percentile: (a) => core.percentile(a, [5, 50, 80], { axis: 1 }) },
      dtypes: floats,
      shapes: [[3, 70001]],
      samples: { waves: filled((i) => (i === 70001 + 65000 ? Number.NaN : Math.sin(i * 1.7) ** 3 * 100)) },
    },
    {
      operation,
      name: "axes and layouts",
      calls: median(...[0, 1, 2, [0, 1], [0, 2], undefined].map((axis) => ({ axis, keepdims: true }))),
      dtypes: floats,
      shapes: [[9, 13, 31]],
      layouts,
      samples: { finite },
    },
    {
      operation,
      name: "NaN and infinities",
      calls: {
        ...median({}),
        "axis 0": (a) => core.percentile(a, [5, 50, 80], { axis: 0 }),
        "axis 1": (a) => core.percentile(a, [5, 50, 80], { axis: 1 }),
      },
      dtypes: floats,
      shapes: [[40, 300]],
      samples: {
        "some lines": filled((i) => {
          if (i === 5 * 300 + 7) return Number.NaN;
          return Math.floor(i / 200) === 13 ? (i % 2 === 0 ? Infinity : -Infinity) : (i * 31) % 1009;
        }),
      },
    },
    {
      operation,
      name: "special values, denormals",
      calls: median({}, { axis: 0 }, { axis: 1 }),
      dtypes: floats,
      shapes: [[40, 300]],
      // Of zeros of both signs either may be found.
      tolerance: { largest: 0 },
    },
    {
      operation,
      name: "wholes",
      calls: median({ axis: 0 }),
      dtypes: ["int32"],
      shapes: [[50, 100]],
      samples: { mixed: filled((i) => (i * 7919) % 4001) },
    },
    ...(
      [
        ["without NaN", { nanmedian: (a: NDArray) => core.nanmedian(a, { axis: 1 }) }, [40, 300]],
        ["few elements", { median: (a: NDArray) => core.median(a) }, [1000]],
        ["many ranks", { quantile: (a: NDArray) => core.quantile(a, core.linspace(0, 1)) }, [5000]],
      ] as const
    ).map(
      ([name, calls, shape]): CallRow => ({
        name,
        calls: calls as Readonly<Record<string, Call>>,
        dtypes: ["float64"],
        shapes: [shape],
        samples: { mixed: filled((i) => (i * 7919) % 5003) },
      }),
    ),
  ],
};
