import { asArray, isCoreError } from "@core/array";
import { BaseSignal } from "@core/signal";
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
const sample = (): tools.ComplexSignal2D =>
  new tools.ComplexSignal2D(
    asArray(Array.from({ length: 24 }, (_, i) => ({ re: i, im: (i * 7) % 11 }))).reshape([2, 3, 4]),
  );

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
  ["fft", [sample(), { Shift: true }], "BAD_ARGUMENT"],
  ["fft", [sample(), { shift: 1 }], "BAD_ARGUMENT"],
  ["fft", [sample(), true], "BAD_ARGUMENT"],
  ["fft", [new BaseSignal([1, 2], { axes: [{ navigate: true }] })], "BAD_SHAPE"],
  ["ifft", [sample(), { return_real: true }], "BAD_ARGUMENT"],
  ["angle", [sample(), { degrees: true }], "BAD_ARGUMENT"],
  ["unwrappedPhase", [sample(), { onProgress: 5 }], "BAD_ARGUMENT"],
  ["unwrappedPhase", [sample(), { wrap_around: true }], "BAD_ARGUMENT"],
  ["argandDiagram", [sample(), { size: [1e9, 1e9] }], "BAD_VALUE"],
  ["applyApodization", [sample(), { window: "welch" }], "BAD_VALUE"],
  ["addPhaseRamp", [sample(), 1, 2, { offset: "0" }], "BAD_VALUE"],
  ["withPhase", [sample(), 1, { inPlace: true }], "BAD_ARGUMENT"],
];

describe("signal-complex: bad calls", () => {
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
