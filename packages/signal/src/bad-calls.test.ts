import { asArray, isCoreError } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as signals from "./index.js";
import { BaseSignal, Signal1D, Signal2D, spanROI } from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = signals as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
const classes = /^[A-Z]/;
const asynchronous = new Set([
  "call",
  "encode",
  "load",
  "loadAll",
  "loadLazy",
  "mapAsync",
  "openSource",
  "save",
  "serveMap",
  "toHost",
  "writeBytes",
]);
/** Their first argument is a name for the text of an error. */
const named = new Set(["refuseColours", "refuseRagged"]);
const junk: readonly unknown[] = [
  undefined,
  null,
  5,
  Number.NaN,
  "text",
  "__proto__",
  true,
  10n,
  Symbol("x"),
  {},
  [],
  [null],
  { data: 1, axes: 2, metadata: 3 },
  () => 1,
];
const spectra = (): Signal1D => new Signal1D(asArray([0, 1, 2, 3, 4, 5]).reshape([2, 3]));

/** Undefined where a call gave something or was refused with a code, else what was thrown. */
function surprise(run: () => unknown): string | undefined {
  try {
    const result = run();
    if (typeof result === "object" && result !== null && "next" in result) (result as Iterator<unknown>).next();
    return undefined;
  } catch (error) {
    return isCoreError(error) ? undefined : String(error);
  }
}

const names = Object.keys(any).filter(
  (name) => typeof any[name] === "function" && !classes.test(name) && !asynchronous.has(name) && !named.has(name),
);

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["sum", [spectra(), { axes: 0 }], "BAD_ARGUMENT"],
  ["sum", [spectra(), { axis: "nowhere" }], "BAD_AXIS"],
  ["sum", [spectra(), 0], "BAD_ARGUMENT"],
  ["median", [spectra(), { method: "lower" }], "BAD_ARGUMENT"],
  ["add", [spectra(), 1, { inPlace: true }], "BAD_ARGUMENT"],
  ["add", [spectra(), 1, null], "BAD_ARGUMENT"],
  ["exp", [spectra(), "auto"], "BAD_ARGUMENT"],
  ["exp", [spectra(), { inplace: 1 }], "BAD_ARGUMENT"],
  ["round", [spectra(), 2], "BAD_ARGUMENT"],
  ["nanToNum", [spectra(), { nan: "0" }], "BAD_ARGUMENT"],
  ["indexmax", [spectra(), 0, { axis: 1 }], "BAD_ARGUMENT"],
  ["diff", [spectra(), 0, { Order: 2 }], "BAD_ARGUMENT"],
  ["rebin", [spectra()], "BAD_ARGUMENT"],
  ["rebin", [spectra(), { shape: [1, 1] }], "BAD_ARGUMENT"],
  ["transpose", [spectra(), { signal_axes: 1 }], "BAD_ARGUMENT"],
  ["asSignal1D", [spectra(), 0, { optimise: true }], "BAD_ARGUMENT"],
  ["toSignal1D", [spectra(), null], "BAD_ARGUMENT"],
  ["transposeSignals", [spectra()], "BAD_ARGUMENT"],
  ["crop", [spectra(), 0, { stop: 1 }], "BAD_ARGUMENT"],
  ["split", [spectra(), { parts: 2 }], "BAD_ARGUMENT"],
  ["stack", [[spectra(), spectra()], { newAxisName: 5 }], "BAD_ARGUMENT"],
  ["unfold", [spectra(), { signal: true }], "BAD_ARGUMENT"],
  ["unfolded", [spectra(), "apply"], "BAD_ARGUMENT"],
  ["getHistogram", [spectra(), { binCount: 3 }], "BAD_ARGUMENT"],
  ["getHistogram", [spectra(), { rangeBins: "text" }], "BAD_VALUE"],
  ["printSummaryStatistics", [spectra(), { formatter: "%.3g" }], "BAD_ARGUMENT"],
  ["addGaussianNoise", [spectra(), 1, { randomState: 5 }], "BAD_ARGUMENT"],
  ["addPoissonianNoise", [spectra(), null], "BAD_ARGUMENT"],
  ["map", [spectra(), () => 1, null], "BAD_ARGUMENT"],
  ["map", [spectra(), () => 1, { onProgress: {} }], "BAD_ARGUMENT"],
  ["map", [spectra(), () => 1, { outputDtype: "text" }], "BAD_DTYPE"],
  ["toDevice", [spectra(), {}], "BAD_ARGUMENT"],
  ["rebuild", [spectra(), -1], "BAD_ARGUMENT"],
  ["withAxis", [null, 0, {}], "BAD_ARGUMENT"],
  ["setNoiseVariance", [spectra(), "2"], "BAD_ARGUMENT"],
  ["applyROI", [spectra(), { kind: "span" }], "BAD_ARGUMENT"],
  ["applyROI", [spectra(), { kind: "circle", cx: 1, cy: 1, r: "2", rInner: 0 }], "BAD_ARGUMENT"],
  ["applyROI", [spectra(), spanROI(0, 1), { axis: 0 }], "BAD_ARGUMENT"],
  ["sumROI", [spectra(), spanROI(0, 1), null], "BAD_ARGUMENT"],
  ["lineProfile", [spectra(), spanROI(0, 1)], "BAD_ARGUMENT"],
  ["lineLength", [spanROI(0, 1)], "BAD_ARGUMENT"],
  ["circleROI", [0, 0, 1, null], "BAD_ARGUMENT"],
  ["circleROI", [0, 0, 1, { inner: 0.5 }], "BAD_ARGUMENT"],
  ["suppressEvents", [{}, "during"], "BAD_ARGUMENT"],
  ["suppressEvents", [{ a: 1 }, () => 1], "BAD_ARGUMENT"],
  ["convertUnits", [null], "BAD_ARGUMENT"],
  ["valueToIndex", [{}, 1], "BAD_ARGUMENT"],
];

describe("bad calls", () => {
  it.each(names)("%s gives coded errors for what is no signal, axis or region", (name) => {
    for (const first of junk)
      expect(
        surprise(() => any[name]?.(first, 1, {})),
        String(name),
      ).toBeUndefined();
  });

  it.each(names)("%s gives coded errors for other arguments of wrong kinds", (name) => {
    const before = spectra().data.toNested();
    for (const other of junk) {
      const signal = spectra();
      expect(surprise(() => any[name]?.(signal, other))).toBeUndefined();
      expect(surprise(() => any[name]?.(signal, 0, other))).toBeUndefined();
      if (!/^set[A-Z]/.test(name)) expect(signal.data.toNested()).toEqual(before);
    }
  });

  it.each([...asynchronous])("%s is refused with a coded error", async (name) => {
    for (const first of [undefined, null, 5, Symbol("x"), {}]) {
      const error = await Promise.resolve()
        .then(() => any[name]?.(first, 5, {}))
        .then(
          () => undefined,
          (reason: unknown) => reason,
        );
      expect(error === undefined || isCoreError(error), `${name} ${String(error)}`).toBe(true);
    }
  });

  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });

  it("constructors refuse what is no data, no options and no axes", () => {
    for (const Class of [BaseSignal, Signal1D, Signal2D])
      for (const bad of junk) {
        expect(surprise(() => new Class(bad as never))).toBeUndefined();
        expect(surprise(() => new Class([[1, 2]], bad as never))).toBeUndefined();
        expect(surprise(() => new Class([[1, 2]], { axes: bad as never }))).toBeUndefined();
        expect(surprise(() => new Class([[1, 2]], { axes: [bad, bad] as never }))).toBeUndefined();
        expect(surprise(() => new Class([[1, 2]], { items: bad as never, metadata: bad as never }))).toBeUndefined();
      }
  });

  it("sums over regions of colours are refused", () => {
    const picture = new Signal1D(asArray(new Uint8Array(60)).reshape([4, 5, 3])).changeDtype("rgb8");
    expect(codeOf(() => signals.sumROI(picture, spanROI(0, 2)))).toBe("UNSUPPORTED");
    expect(codeOf(() => signals.meanROI(picture, spanROI(0, 2)))).toBe("UNSUPPORTED");
  });
});
