import { readdirSync } from "node:fs";
import type { SignalLike } from "@core/signal";
import { describe, expect, it } from "vitest";
import { codeOf, cpuSeconds, goldenFacts, goldenFile } from "../golden/files.js";
import { factsOf } from "../golden/support.js";
import { decodeHspy, encodeHspy } from "./codec.js";

type Facts = Record<string, unknown> & { title: string; metadata: Record<string, Record<string, unknown>> };
interface Golden {
  readonly files: Record<string, Facts[]>;
  readonly refused: Record<string, string>;
}

const folder = new URL("../golden/", import.meta.url);
const golden = goldenFacts<Golden>();
/** Where this reader differs from HyperSpy 1.7.3 on purpose. */
function corrected(facts: Facts): Record<string, unknown> {
  const rest = JSON.parse(JSON.stringify(facts), (key, value) => (key === "class" ? undefined : value)) as Facts & {
    axes: { units: unknown }[];
    data: { dtype: string };
  };
  // Arrays have no float16.
  if (rest.data.dtype === "float16") rest.data.dtype = "float32";
  // No units are undefined, whether nothing or an empty text was stored.
  for (const axis of rest.axes) if (axis.units === "") axis.units = null;
  const everything = rest.metadata.Everything;
  if (everything !== undefined) {
    // HyperSpy sorts the entries of lists as texts: 0, 1, 10, 11, 2, …. (That the numbers became texts was done by NumPy.)
    everything.twelve = Array.from({ length: 12 }, (_, i) => [String(i), String(i)]);
    // HyperSpy gives the texts of tuples, but not those of lists, as bytes.
    everything["text tuple"] = ["a", "b"];
  }
  return rest;
}

describe("files of HyperSpy", () => {
  it("are all there", () => {
    const names = [...Object.keys(golden.files), ...Object.keys(golden.refused)].map((name) => `${name}.gz`);
    expect(readdirSync(new URL("files/", folder)).sort()).toEqual(names.sort());
  });
  for (const [name, facts] of Object.entries(golden.files)) {
    describe(name, () => {
      for (const [i, expected] of facts.entries()) {
        it(`reads ${expected.title || "a signal without title"}`, async () => {
          const signals = await decodeHspy(goldenFile(name));
          expect(signals).toHaveLength(facts.length);
          expect(factsOf(signals[i] as SignalLike)).toEqual(corrected(expected));
        });
      }
      it("gives the same after writing and reading again", async () => {
        for (const signal of await decodeHspy(goldenFile(name))) {
          const [back] = await decodeHspy(await encodeHspy(signal as SignalLike));
          expect(factsOf(back as SignalLike)).toEqual(factsOf(signal));
        }
      });
    });
  }
  for (const [name, code] of Object.entries(golden.refused))
    it(`refuses ${name} within a second`, async () => {
      const bytes = goldenFile(name);
      const before = cpuSeconds();
      expect(await codeOf(decodeHspy(bytes))).toBe(code);
      expect(cpuSeconds() - before).toBeLessThan(1);
    });
});
