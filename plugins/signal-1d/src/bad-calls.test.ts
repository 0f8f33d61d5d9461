import { asArray, isCoreError } from "@core/array";
import { Signal1D } from "@core/signal";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as tools from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = tools as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
const junk: readonly unknown[] = [
  undefined,
  null,
  5,
  -1,
  Number.NaN,
  1e9,
  "text",
  true,
  10n,
  Symbol("x"),
  {},
  [],
  [null],
  () => 1,
];
const sample = (): Signal1D =>
  new Signal1D(asArray(Array.from({ length: 24 }, (_, i) => (i * 7) % 11)).reshape([2, 12]));

/** Undefined where a call gave something or was refused with a code, else what was thrown. */
function surprise(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return isCoreError(error) ? undefined : String(error);
  }
}

const names = Object.keys(any).filter((name) => typeof any[name] === "function" && !/^[A-Z]/.test(name));

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["shift1D", [sample(), [1, 2], { interpolation_method: "cubic" }], "BAD_ARGUMENT"],
  ["shift1D", [sample(), [1, 2], { crop: 1 }], "BAD_ARGUMENT"],
  ["shift1D", [sample(), [1, 2, 3]], "BAD_SHAPE"],
  ["estimateShift1D", [sample(), { fillValue: 0 }], "BAD_ARGUMENT"],
  ["align1D", [sample(), { alsoAlign: 5 }], "BAD_ARGUMENT"],
  ["align1D", [sample(), { maxshift: 5 }], "BAD_ARGUMENT"],
  ["smoothSavitzkyGolay", [sample()], "BAD_ARGUMENT"],
  ["smoothLowess", [sample(), { smoothingParameter: 0.5, numberOfIterations: 1, onProgress: true }], "BAD_ARGUMENT"],
  ["smoothTv", [sample(), 0.5], "BAD_ARGUMENT"],
  ["filterButterworth", [sample(), { cutoff: 0.5 }], "BAD_ARGUMENT"],
  ["gaussianFilter", [sample(), 1, { fwhm: 2 }], "BAD_ARGUMENT"],
  ["hanningTaper", [sample(), { sides: "both" }], "BAD_ARGUMENT"],
  ["findPeaks1DOhaver", [sample(), { slopeThreshold: 1 }], "BAD_ARGUMENT"],
  ["estimatePeakWidth", [sample(), { returnInterval: "yes" }], "BAD_ARGUMENT"],
  ["spikesRemoval", [sample(), { interactive: true }], "BAD_ARGUMENT"],
  ["spikesDiagnosis", [sample(), { threshold: 5 }], "BAD_ARGUMENT"],
  ["cropSignal1D", [sample(), { left: 1 }], "BAD_ARGUMENT"],
  ["cropSignal1D", [new Signal1D([1, 2, 3], { axes: [{ scale: -1 }] }), null], "BAD_ARGUMENT"],
];

describe("signal-1d: bad calls", () => {
  it.each(names)("%s gives coded errors, and leaves its input alone", (name) => {
    const before = sample().data.toNested();
    for (const one of junk)
      for (const other of junk) {
        const signal = sample();
        expect(surprise(() => any[name]?.(one, other))).toBeUndefined();
        expect(surprise(() => any[name]?.(signal, one, other))).toBeUndefined();
        expect(surprise(() => any[name]?.(signal, 1, 2, one, other))).toBeUndefined();
        expect(signal.data.toNested()).toEqual(before);
      }
  });

  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});
