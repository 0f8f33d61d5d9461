import { asArray, isCoreError } from "@core/array";
import { Signal2D } from "@core/signal";
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
const sample = (): Signal2D =>
  new Signal2D(asArray(Array.from({ length: 144 }, (_, i) => (i * 7) % 11)).reshape([2, 8, 9]));

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
  ["align2D", [sample(), { Crop: true }], "BAD_ARGUMENT"],
  ["align2D", [sample(), { onProgress: "text" }], "BAD_ARGUMENT"],
  ["estimateShift2D", [sample(), { reference: "first" }], "BAD_ARGUMENT"],
  ["estimateShift2D", [sample(), { onProgress: {} }], "BAD_ARGUMENT"],
  ["findPeaks", [sample(), { method: "nothing" }], "BAD_ARGUMENT"],
  ["findPeaks", [sample(), { method: "max", minDistance: 1 }], "BAD_ARGUMENT"],
  ["addRamp", [sample(), Number.NaN, 1], "BAD_VALUE"],
  ["cropImage", [sample(), { up: 1 }], "BAD_ARGUMENT"],
];

describe("signal-2d: bad calls", () => {
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
