import { absolute, argmax, divide, fromData, type NDArray, stack } from "@core/array";
import { oracleNormal, testOracle } from "../../../tools/golden/oracle.js";
import { fft, fft2, fftfreq, rfft } from "./index.js";

interface Generated {
  readonly seed: number;
  readonly n: number;
  readonly shape: [number, number];
}

interface Inputs {
  readonly x: Generated;
  readonly a: Generated;
  readonly n: number;
  readonly d: number;
  readonly noise: Generated & { readonly scale: number };
}

const transformed = ({ x }: Inputs): NDArray => fft(fromData(oracleNormal(x.seed, x.n), x.n));

function wave(
  offset: number,
  amplitude: number,
  shape: (angle: number) => number,
  start: number,
  period: number,
): NDArray {
  return fromData(
    Float64Array.from(
      { length: 21 },
      (_, i) => offset + amplitude * shape((2 * Math.PI * (1900 + i - start)) / period),
    ),
    21,
  );
}

/** Every row of the tutorials' oracle, in this package's own words. */
const calls: Readonly<Record<string, (inputs: Inputs) => unknown>> = {
  "fft.fft.1": transformed,
  "fft.fft.3": transformed,
  "fft.fft.7": transformed,
  "fft.fft.8": transformed,
  "fft.fft.12": transformed,
  "fft.fftfreq.8": ({ n, d }) => fftfreq(n, { d }),
  "fft.peak_freq": ({ noise }) => {
    const random = oracleNormal(noise.seed, noise.n);
    const sig = random.map((one, i) => Math.sin((2 * Math.PI * 0.02 * i) / 5) + noise.scale * one);
    const power = absolute(fft(sig));
    const frequencies = fftfreq(noise.n, { d: 0.02 });
    return frequencies.get(1 + argmax(power.slice("1:500")));
  },
  "fft.fft2": ({ a }) => fft2(fromData(oracleNormal(a.seed, a.shape[0] * a.shape[1]), a.shape)),
  "fft.rfft": ({ x }) => rfft(fromData(oracleNormal(x.seed, x.n), x.n)),
  "fft.periodicity.synthetic": () => {
    const columns = [
      wave(35, 25, Math.sin, 1900, 10.2),
      wave(20, 18, Math.sin, 1902, 9.8),
      wave(42, 6, Math.cos, 1900, 12),
    ];
    const power = absolute(fft(stack(columns, { axis: 1 }), { axis: 0 }));
    const periods = divide(1, fftfreq(21)) as NDArray;
    return {
      periods_1_to_10: periods.slice("1:11"),
      power_rows_0_to_4: power.slice("0:5"),
      dominant_period: [0, 1, 2].map((column) => periods.get(1 + argmax(power.slice("1:11", column)))),
    };
  },
};

testOracle(["fft."], calls);
