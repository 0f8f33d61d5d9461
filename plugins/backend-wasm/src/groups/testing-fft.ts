import { type DType, isComplexDType, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { fft, fftn, hfft, ifft, ihfft, irfft, rfft } from "sci-fft";
import type { GroupTable } from "../testing.js";

const waves: Sample = (dtype, shape, seed) => {
  const a = filledArray(dtype, shape, () => 0);
  const data = a.data as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = 100 * (Math.sin(i * 1.7 + seed - 1) + Math.cos(i * i * 0.013));
  return a;
};
const complex: readonly DType[] = ["complex128", "complex64"];
const real: readonly DType[] = ["float64", "float32"];
/** The relative distance in the sense of squares. */
const within = (dtype: DType, [n]: readonly number[]) => ({
  norm: (/32$|x64$/.test(dtype) ? 5e-8 : 1e-15) * Math.max(2, Math.log2(n as number)),
});
const lines = [48, 67, 101, 128, 243, 1000, 1009].map((n) => [n, Math.ceil(4400 / n)]);
const transforms = { fft, ifft, rfft, ihfft, irfft, hfft };
const row = (operation: string, names: readonly (keyof typeof transforms)[], dtypes: readonly DType[]): CallRow => ({
  operation: `sci-fft/${operation}`,
  calls: Object.fromEntries(
    names.map((name): [string, Call] => [name, (x) => transforms[name](x as NDArray, { axis: 0 })]),
  ),
  dtypes,
  shapes: lines,
  samples: { waves },
  tolerance: within,
});

export const table: GroupTable = {
  groups: ["fft"],
  rows: [
    row("fft", ["fft", "ifft"], complex),
    row("rfft", ["rfft", "ihfft"], real),
    row("irfft", ["irfft", "hfft"], complex),
    ...[...complex, ...real].map(
      (dtype): CallRow => ({
        operation: isComplexDType(dtype) ? "sci-fft/fft" : "sci-fft/rfft",
        name: "layouts",
        calls: { lines: (x) => (isComplexDType(dtype) ? fft : rfft)(x as NDArray, { axis: 1 }) },
        dtypes: [dtype],
        shapes: [[40, 60]],
        layouts,
        samples: { waves },
        tolerance: (own) => within(own, [60]),
      }),
    ),
    {
      operation: "sci-fft/fftn",
      calls: { fftn: (x) => fftn(x as NDArray) },
      dtypes: [...complex, ...real],
      shapes: [
        [48, 50],
        [33, 45],
        [7, 12, 31],
      ],
      samples: { waves },
      tolerance: (dtype) => within(dtype, [5000]),
    },
  ],
};
