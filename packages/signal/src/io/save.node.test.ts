import { createRuntime } from "@core/array";
import { expect, test } from "vitest";
import { encode, makeSignal, signalCore, type Writer } from "../index.js";

test("bytes that a writer gives in shared memory come as bytes that a Blob takes", async () => {
  const writer: Writer = {
    format: { name: "Shared", extensions: ["shared"] },
    write: async () => new Uint8Array(new SharedArrayBuffer(8), 2, 3).fill(7),
  };
  const plugin = { name: "shared", version: "1.0.0", provides: { "@core/signal/writer#1": [writer] } };
  const bytes = await encode(createRuntime({ plugins: [signalCore, plugin] }), makeSignal([1]), "shared");
  expect(await new Blob([bytes]).text()).toBe("\x07\x07\x07");
});
