import { add, linspace, type NDArray } from "@core/array";
import { oracleNormal, testOracle } from "../../../tools/golden/oracle.js";
import {
  bohman,
  boxcar,
  butter,
  convolve,
  detrend,
  flattop,
  hamming,
  hann,
  nuttall,
  type WindowOptions,
  wiener,
} from "./index.js";

/** What the rows have as inputs, under the names that they use. */
interface Inputs {
  readonly a: number[];
  readonly b: number[];
  readonly img: number[][];
  readonly noise: { readonly seed: number; readonly n: number };
}

const both = (window: (m: number, options?: WindowOptions) => NDArray) => (): object => ({
  sym9: window(9),
  periodic8: window(8, { sym: false }),
});

testOracle(["signal."], {
  "signal.detrend": ({ noise }: Inputs) => ({
    out: detrend(add(linspace(0, 5, { num: 100 }), oracleNormal(noise.seed, noise.n))),
  }),
  "signal.window.hamming": both(hamming),
  "signal.window.hann": both(hann),
  "signal.window.flattop": both(flattop),
  "signal.window.nuttall": both(nuttall),
  "signal.window.boxcar": both(boxcar),
  "signal.window.bohman": both(bohman),
  "signal.wiener": ({ img }: Inputs) => wiener(img, { mysize: [5, 5] }),
  "signal.convolve": ({ a, b }: Inputs) => convolve(a, b, { mode: "same" }),
  "signal.butter": () => {
    const [b, a] = butter(4, 0.2);
    return { b, a };
  },
});
