import { add, cumsum, fromData, linspace, multiply, type NDArray, sin, std } from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import { oracleNormal } from "../../../tools/golden/oracle.js";
import * as signal from "./index.js";

type Window = (m: number, options: signal.WindowOptions) => NDArray;

const line = ({ seed }: { seed: number }): Float64Array => oracleNormal(seed, 21);
const picture = ({ seed }: { seed: number }): NDArray => fromData(oracleNormal(seed, 99), [9, 11]);
const long = ({ seed }: { seed: number }): Float64Array => oracleNormal(seed, 60);
const walk = ({ seed }: { seed: number }): NDArray => cumsum(oracleNormal(seed, 200));
const wave = (): NDArray => sin(linspace(0, 5, { num: 100 }));

function windowOf(name: string): Window {
  switch (name) {
    case "kaiser":
      return (m, options) => signal.kaiser(m, 8.6, options);
    case "gaussian":
      return (m, options) => signal.gaussian(m, 1.7, options);
    case "general_gaussian":
      return (m, options) => signal.generalGaussian(m, 1.5, 2, options);
    case "general_hamming":
      return (m, options) => signal.generalHamming(m, 0.6, options);
    case "exponential":
      return (m, options) => signal.exponential(m, { tau: 2, ...options });
    case "dpss":
      return (m, options) => signal.dpss(m, 2.5, { ...options, returnRatios: false });
    case "chebwin":
      return (m, options) => signal.chebwin(m, 100, options);
    default:
      return (signal as unknown as Record<string, Window>)[name] as Window;
  }
}

const designs: Readonly<Record<string, () => readonly NDArray[]>> = {
  "butter.low": () => signal.butter(3, 0.3),
  "butter.high": () => signal.butter(4, 0.2, { btype: "highpass" }),
  "butter.band": () => signal.butter(2, [0.2, 0.5], { btype: "bandpass" }),
  cheby1: () => signal.cheby1(4, 1, 0.3),
  ellip: () => signal.ellip(4, 1, 40, 0.3),
  bessel: () => signal.bessel(3, 0.3),
};
const designed = (id: string): NDArray[] => {
  const name = Object.keys(designs).find((one) => id.endsWith(`.${one}`)) as string;
  return [...(designs[name]?.() ?? [])];
};
const design = (_: unknown, { id }: { id: string }): object => {
  const [b, a] = designed(id);
  return { b, a };
};

testHeldBack(["signal."], {
  "signal.resample": () => signal.resample(wave(), 50),
  "signal.resample.up": () => signal.resample(wave(), 170),
  "signal.resample.*": ({ m, n }) => signal.resample(oracleNormal(42, m), n),
  "signal.window.*": (_, { id, expected }) => {
    const window = windowOf(id.slice("signal.window.".length));
    const made = Object.keys(expected as object).map((key) => [
      key,
      window(Number(key.slice(1)), { sym: key.startsWith("s") }),
    ]);
    return Object.fromEntries(made);
  },
  "signal.medfilt.1d": (inputs) =>
    Object.fromEntries([1, 3, 5, 9].map((kernelSize) => [kernelSize, signal.medfilt(line(inputs), { kernelSize })])),
  "signal.medfilt.2d": (inputs) => ({
    3: signal.medfilt(picture(inputs), { kernelSize: 3 }),
    5: signal.medfilt(picture(inputs), { kernelSize: 5 }),
    "3x5": signal.medfilt(picture(inputs), { kernelSize: [3, 5] }),
    two: signal.medfilt2d(picture(inputs), { kernelSize: 3 }),
  }),
  "signal.wiener.1d": (inputs) => ({
    3: signal.wiener(line(inputs)),
    5: signal.wiener(line(inputs), { mysize: 5 }),
    noise: signal.wiener(line(inputs), { mysize: 5, noise: 0.3 }),
  }),
  "signal.wiener.2d": (inputs) => ({
    3: signal.wiener(picture(inputs)),
    5: signal.wiener(picture(inputs), { mysize: [5, 5] }),
    "3x7": signal.wiener(picture(inputs), { mysize: [3, 7], noise: 0.5 }),
  }),
  "signal.savgol.*": (inputs) => signal.savgolFilter(line(inputs), inputs.window, inputs.order, { mode: inputs.mode }),
  "signal.savgol.derivative": (inputs) => signal.savgolFilter(line(inputs), 7, 3, { deriv: 1, delta: 0.5 }),
  "signal.savgol_coeffs": () => signal.savgolCoeffs(7, 2),
  "signal.butter.*": design,
  "signal.cheby1": design,
  "signal.ellip": design,
  "signal.bessel": design,
  "signal.lfilter.*": (inputs, { id }) => {
    const [b, a] = designed(id) as [NDArray, NDArray];
    return signal.lfilter(b, a, long(inputs));
  },
  "signal.filtfilt.*": (inputs, { id }) => {
    const [b, a] = designed(id) as [NDArray, NDArray];
    return signal.filtfilt(b, a, long(inputs));
  },
  "signal.sosfiltfilt": (inputs) => signal.sosfiltfilt(signal.butter(4, 0.2, { output: "sos" }), long(inputs)),
  "signal.find_peaks": (inputs) => {
    const [peaks, found] = signal.findPeaks(walk(inputs), { height: 0, distance: 5, prominence: 0.5, width: 1 });
    return {
      peaks,
      peak_heights: found.peakHeights,
      prominences: found.prominences,
      left_bases: found.leftBases,
      right_bases: found.rightBases,
      widths: found.widths,
      width_heights: found.widthHeights,
      left_ips: found.leftIps,
      right_ips: found.rightIps,
    };
  },
  "signal.find_peaks.plain": (inputs) => signal.findPeaks(walk(inputs))[0],
  "signal.detrend.constant": (inputs) => signal.detrend(picture(inputs), { type: "constant", axis: 0 }),
  "signal.detrend.axis": (inputs) => signal.detrend(picture(inputs), { axis: 0 }),
  "signal.detrend.bp": (inputs) => signal.detrend(line(inputs), { bp: [7, 14] }),
  "signal.convolve.*": (inputs) => {
    const [x, { mode }] = [line(inputs), inputs];
    const part = x.slice(0, 6);
    return [
      signal.convolve(x, part, { mode }),
      signal.fftconvolve(x, part, { mode }),
      signal.correlate(x, part, { mode }),
    ];
  },
  "signal.convolve2d.*": (inputs) => {
    const image = picture(inputs);
    return signal.convolve2d(image, image.slice(":3", ":4"), { mode: inputs.mode });
  },
  "signal.periodogram": (inputs) => signal.periodogram(line(inputs), { fs: 10 }),
  "signal.welch": (inputs) => signal.welch(walk(inputs), { fs: 10, nperseg: 64 }),
  "signal.hilbert": (inputs) => signal.hilbert(line(inputs)),
});

testHeldBack(["ndimage.wiener."], {
  "ndimage.wiener.5": () => {
    const clean = Float64Array.from({ length: 192 }, (_, k) => {
      const [i, j] = [Math.floor(k / 16), k % 16];
      return 128 + 60 * Math.sin(i / 7) + 50 * Math.cos(j / 11) + ((i * 31 + j * 17 + i * j) % 23);
    });
    const image = fromData(clean, [12, 16]);
    const noise = fromData(oracleNormal(61, 192), [12, 16]);
    return signal.wiener(add(image, multiply(noise, 0.5 * (std(image) as number))), { mysize: [5, 5] });
  },
});
