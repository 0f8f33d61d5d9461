import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as fourier from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = fourier as unknown as Record<string, (...args: unknown[]) => unknown>;

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["fftfreq", [1e9], "BAD_VALUE"],
  ["rfftfreq", [1e9], "BAD_VALUE"],
  ["fftfreq", [0], "BAD_VALUE"],
  ["fftfreq", [undefined], "BAD_ARGUMENT"],
  ["fftfreq", [4, { d: 0 }], "BAD_VALUE"],
  ["fft", [[1, 2], { n: -1 }], "BAD_VALUE"],
  ["fft", [[1, 2], { n: NaN }], "BAD_VALUE"],
  ["fft", [[1, 2], { axis: 3 }], "BAD_AXIS"],
  ["fft", [[1, 2], { norm: "orto" }], "BAD_VALUE"],
  ["fft", [undefined], "BAD_ARGUMENT"],
  ["fft", [5], "BAD_AXIS"],
  ["rfft", [[{ re: 1, im: 1 }]], "BAD_DTYPE"],
  ["dct", [[1, 2], { type: 5 }], "BAD_VALUE"],
  ["nextFastLen", [-1], "BAD_VALUE"],
  ["fftshift", [[1, 2], { axes: 4 }], "BAD_AXIS"],
  ["fft", [[1, 2], null], "BAD_ARGUMENT"],
  ["fft", [[1, 2], { N: 4 }], "BAD_ARGUMENT"],
  ["fftshift", [[1, 2], "axes"], "BAD_ARGUMENT"],
];

describe("sci-fft: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});
