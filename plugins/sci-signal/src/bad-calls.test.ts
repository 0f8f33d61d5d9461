import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as signal from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = signal as unknown as Record<string, (...args: unknown[]) => unknown>;
const x = Array.from({ length: 32 }, (_, i) => Math.sin(i / 3));
const image = [
  [1, 2],
  [3, 4],
];

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["groupDelay", [undefined], "BAD_ARGUMENT"],
  ["groupDelay", [[[1]]], "BAD_ARGUMENT"],
  ["groupDelay", [[[1], null]], "BAD_ARGUMENT"],
  ["groupDelay", [[[1], [1]], { W: 5 }], "BAD_ARGUMENT"],
  ["cwt", [x, () => undefined, [1, 2]], "BAD_ARGUMENT"],
  ["cwt", [x, "ricker", [1]], "BAD_ARGUMENT"],
  ["cwt", [x, () => [image], [1, 2]], "BAD_SHAPE"],
  ["findPeaksCwt", [x, [1, 2], { wavelet: () => undefined }], "BAD_ARGUMENT"],
  ["argrelextrema", [x, "greater"], "BAD_ARGUMENT"],
  ["argrelextrema", [x, Math.max, { order: 0 }], "BAD_VALUE"],
  ["argrelmax", [x, { mode: "wrapp" }], "BAD_VALUE"],
  ["argrelmax", [x, null], "BAD_ARGUMENT"],
  ["butter", ["3", 0.2], "BAD_ARGUMENT"],
  ["butter", [3, 2], "BAD_VALUE"],
  ["butter", [3, 0.2, { btype: "lo" }], "BAD_VALUE"],
  ["butter", [3, 0.2, { Btype: "low" }], "BAD_ARGUMENT"],
  ["butter", [1e9, 0.2], "BAD_VALUE"],
  ["butter", [Number.NaN, 0.2], "BAD_VALUE"],
  ["firwin", [1e9, 0.3], "BAD_VALUE"],
  ["firwin2", [9, [0, 0.5, 1], [1, 1, 0], { nfreqs: 1e9 }], "BAD_VALUE"],
  ["iircomb", [5e-324, 30], "BAD_VALUE"],
  ["gammatone", [440, "fir", { fs: 1e9 }], "BAD_VALUE"],
  ["remez", [9, [0, 0.1], null], "BAD_ARGUMENT"],
  ["residue", [[1, 2], [1, 0.2], { tol: Number.NaN }], "BAD_VALUE"],
  ["uniqueRoots", [[1, 1], { rtype: "least" }], "BAD_VALUE"],
  ["convolve2d", [image, image, { fillvalue: "0" }], "BAD_ARGUMENT"],
  ["convolve2d", [image, image, { boundary: "mirror" }], "BAD_VALUE"],
  ["convolve", [x, {}], "BAD_ARGUMENT"],
  ["upfirdn", [[1, 1], x, { up: 1e9 }], "OUT_OF_MEMORY"],
  ["resample", [x, 1e9], "BAD_VALUE"],
  ["decimate", [x, 0], "BAD_VALUE"],
  ["czt", [x, { w: null }], "BAD_ARGUMENT"],
  ["czt", [x, { a: {} }], "BAD_ARGUMENT"],
  ["istft", [image, { noverlap: -1e9 }], "BAD_VALUE"],
  ["stft", [x, { nperseg: Number.NaN }], "BAD_VALUE"],
  ["checkCOLA", ["hann", 8, -1e9], "BAD_VALUE"],
  ["welch", [x, { window: "hnn" }], "BAD_VALUE"],
  ["peakWidths", [x, [5], { prominenceData: null }], "BAD_ARGUMENT"],
  ["peakWidths", [x, [1e9]], "BAD_VALUE"],
  ["findPeaks", [x, { height: "1" }], "BAD_ARGUMENT"],
  ["savgolFilter", [x, 1e9, 2], "BAD_VALUE"],
  ["lfilter", [[1], [0], x], "BAD_VALUE"],
  ["filtfilt", [[1, 1], [1], [1]], "BAD_VALUE"],
  ["unitImpulse", [1e9], "OUT_OF_MEMORY"],
  ["hann", [1e9], "BAD_VALUE"],
  ["hann", [-1], "BAD_VALUE"],
  ["getWindow", ["hanning", 8], "BAD_VALUE"],
  ["dpss", [8, 9], "BAD_VALUE"],
];

describe("sci-signal: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    const before = JSON.stringify(args);
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
    expect(JSON.stringify(args)).toBe(before);
  });
});
