import { readFileSync } from "node:fs";
import { array, type NDArray } from "@core/array";
import { makeSignal } from "@core/signal";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { codeOf, cpuSeconds, goldenFile } from "../golden/files.js";
import { decodeHspy, encodeHspy } from "./codec.js";

const packageFile = new URL("../package.json", import.meta.url);
const ours = (): Promise<Uint8Array> =>
  encodeHspy(
    makeSignal(array(Array.from({ length: 24 }, (_, i) => i)).reshape([2, 3, 4]) as NDArray, {
      title: "ours",
      axes: [{ navigate: true, name: "x" }, { navigate: true }, { units: "eV" }],
    }),
  );
const theirs = async (): Promise<Uint8Array> => goldenFile("eels.hspy");

const allowed = ["BAD_FILE", "UNSUPPORTED", "nothing thrown"];

beforeAll(async () => {
  await decodeHspy(await ours());
});

describe("broken files", () => {
  const files: Record<string, () => Uint8Array> = {
    empty: () => new Uint8Array(0),
    "a text": () => new Uint8Array(readFileSync(packageFile)),
    "zeros only": () => new Uint8Array(4096),
    "the signature only": () => new Uint8Array([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]),
    "the signature and zeros": () => {
      const bytes = new Uint8Array(4096);
      bytes.set([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
      return bytes;
    },
    "a wrong magic": () => goldenFile("eels.hspy").fill(0x88, 0, 1),
    "an unknown superblock": () => goldenFile("eels.hspy").fill(77, 8, 9),
    "a root at the end of all addresses": () => goldenFile("eels.hspy").fill(0xfe, 56, 72),
  };
  for (const [name, make] of Object.entries(files))
    it(`refuses ${name}`, async () => expect(await codeOf(decodeHspy(make()))).toBe("BAD_FILE"));

  for (const [name, make] of Object.entries({ HyperSpy: theirs, "this package": ours })) {
    for (let part = 0; part < 16; part++) {
      it(`refuses ${part} sixteenths of a file of ${name} within a second`, async () => {
        const bytes = await make();
        const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 16));
        const before = cpuSeconds();
        expect(await codeOf(decodeHspy(cut))).toBe("BAD_FILE");
        expect(cpuSeconds() - before).toBeLessThan(1);
      });
    }
    it(`survives damage to files of ${name}: signals or a coded error, within a second`, async () => {
      const good = await make();
      const word = fc.nat(Math.floor(good.length / 4) - 1);
      const damage = fc.oneof(
        fc.record({ at: fc.array(fc.nat(good.length - 1), { minLength: 8, maxLength: 8 }), value: fc.nat(255) }),
        fc.record({ ones: fc.nat(2040) }),
        fc.record({ swap: fc.tuple(word, word) }),
      );
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(damage, async (change) => {
          const bytes = good.slice();
          if ("at" in change) for (const [i, at] of change.at.entries()) bytes[at] = (change.value * (i + 1)) & 255;
          else if ("ones" in change) bytes.fill(255, change.ones, change.ones + 8);
          else {
            const [a, b] = change.swap.map((place) => 4 * place) as [number, number];
            bytes.set(good.subarray(a, a + 4), b);
            bytes.set(good.subarray(b, b + 4), a);
          }
          const before = cpuSeconds();
          const code = await codeOf(decodeHspy(bytes, { maxBytes: 1e8 }));
          seen.add(code);
          expect(allowed).toContain(code);
          expect(cpuSeconds() - before).toBeLessThan(1);
        }),
        { numRuns: 60, seed: 5 },
      );
      expect(seen.has("BAD_FILE")).toBe(true);
      // The library is still in order afterwards.
      expect(await codeOf(decodeHspy(good))).toBe("nothing thrown");
    }, 60_000);
  }
  for (const [index, length] of [
    [0, 0n],
    [1, 2n ** 32n - 16n],
    [1, 2n ** 32n - 24n],
    [1, 2n ** 64n - 8n],
    [9, 5000n],
  ] as const) {
    it(`comes back from a heap of texts whose object ${index} is ${length} bytes long`, async () => {
      const bytes = goldenFile("eels.hspy");
      const heap = bytes.findIndex((_, at) => String.fromCharCode(...bytes.subarray(at, at + 4)) === "GCOL");
      const view = new DataView(bytes.buffer);
      view.setUint16(heap + 16, index, true);
      view.setBigUint64(heap + 24, length, true);
      const before = cpuSeconds();
      expect(["BAD_FILE", "nothing thrown"]).toContain(await codeOf(decodeHspy(bytes)));
      expect(cpuSeconds() - before).toBeLessThan(1);
    });
  }
  it("gives good files a library like new when a broken one has left it in disorder", async () => {
    const { ready } = await import("h5wasm");
    const module = (await ready) as unknown as { HEAPU8: Uint8Array };
    // What a damaged file can do by a write out of bounds.
    module.HEAPU8.fill(0x55, 70_000, 3_000_000);
    expect(await codeOf(decodeHspy(goldenFile("eels.hspy")))).toBe("nothing thrown");
  });
  it("reads files that are asked for at one time", async () => {
    const all = await Promise.all(
      ["eels.hspy", "refused-cycle.hspy", "latest.hspy"].map((name) => codeOf(decodeHspy(goldenFile(name)))),
    );
    expect(all).toEqual(["nothing thrown", "BAD_FILE", "nothing thrown"]);
  });
  it("leaves the caller's bytes alone", async () => {
    const bytes = goldenFile("eels.hspy");
    await decodeHspy(bytes);
    expect(bytes).toEqual(goldenFile("eels.hspy"));
  });
  it("keeps to maxBytes", async () => {
    expect(await codeOf(decodeHspy(await ours(), { maxBytes: 100 }))).toBe("BAD_FILE");
    expect(await codeOf(decodeHspy(await ours(), { maxBytes: Number.NaN }))).toBe("BAD_ARGUMENT");
  });
  it("never touches a prototype", async () => {
    const metadata = new Map<string, unknown>([
      ["__proto__", new Map([["polluted", true]])],
      ["constructor", new Map([["prototype", new Map([["polluted", true]])]])],
      ["toString", "text"],
      ["hasOwnProperty", 1],
      ["", "no key"],
      ["a/b", 1],
      ["..", 2],
      ["length", -1],
      ["\u202eright to left", "<img onerror=alert(1)>"],
      ["k".repeat(5000), 1],
    ]);
    metadata.delete("");
    const signal = makeSignal(array([1, 2]) as NDArray, { originalMetadata: metadata });
    const [back] = await decodeHspy(await encodeHspy(signal));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(back?.originalMetadata?.get(["__proto__", "polluted"])).toBe(true);
    expect(back?.originalMetadata?.get(["constructor", "prototype", "polluted"])).toBe(true);
    expect(back?.originalMetadata?.get(["toString"])).toBe("text");
    expect(back?.originalMetadata?.get(["a-b"])).toBe(1);
    expect(back?.originalMetadata?.get(["\u202eright to left"])).toBe("<img onerror=alert(1)>");
    expect(back?.originalMetadata?.get(["k".repeat(5000)])).toBe(1);
  });
});
