import { arange } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { makeSignal } from "@core/signal";
import { describe, expect, it } from "vitest";
import * as functions from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused with a code, never fail inside.
const any = functions as unknown as Record<string, (...args: unknown[]) => unknown>;

const signal = makeSignal(arange(6).reshape([2, 3]));
const file = await functions.encodeHspy(signal);

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["decodeHspy", [], "BAD_ARGUMENT"],
  ["decodeHspy", ["a.hspy"], "BAD_ARGUMENT"],
  ["decodeHspy", [file, null], "BAD_ARGUMENT"],
  ["decodeHspy", [file, { lazy: true }], "BAD_ARGUMENT"],
  ["decodeHspy", [file, { maxBytes: "1" }], "BAD_ARGUMENT"],
  ["decodeHspy", [file, { maxBytes: -1 }], "BAD_ARGUMENT"],
  ["decodeHspy", [file, { onProgress: 1 }], "BAD_ARGUMENT"],
  ["decodeHspy", [new Uint8Array(9)], "BAD_FILE"],
  ["encodeHspy", [], "BAD_ARGUMENT"],
  ["encodeHspy", [arange(3)], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, null], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { compress: true }], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { compression: "lzf" }], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { compression: 5 }], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { level: 0 }], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { level: "4" }], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { chunks: [1, 2, 3] }], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { chunks: "auto" }], "BAD_ARGUMENT"],
  ["encodeHspy", [signal, { onProgress: 5 }], "BAD_ARGUMENT"],
];

describe("io-hspy: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", async (name, args, code) => {
    const failure = await Promise.resolve()
      .then(() => any[name]?.(...args))
      .catch((error: unknown) => (isCoreError(error) ? error.code : error));
    expect(failure).toBe(code);
  });
});
