import { existsSync, readFileSync } from "node:fs";
import { isNDArray, max, mean, min, type NDArray, std, sum } from "@core/array";
import { createRuntime } from "@core/array/runtime";
import { loadAll, signalCore } from "@core/signal";
import { describe, expect, it } from "vitest";
import { loadmat, type MatValue, mat, whosmat } from "./index.js";

const folder = new URL("../../../../shared/data/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("Real MATLAB files skipped: the folder ../shared/data is not here.");

interface Facts {
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly char?: readonly string[];
  readonly cell?: readonly Facts[];
  readonly struct_fields?: readonly string[];
  readonly elements?: readonly Readonly<Record<string, Facts>>[];
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number | { readonly re: number; readonly im: number };
  readonly std?: number;
  readonly sum?: number | { readonly re: number; readonly im: number };
  readonly samples?: readonly { readonly index: readonly number[]; readonly value: unknown }[];
}

function check(value: MatValue | undefined, facts: Facts, isTransposed = false): void {
  if (facts.char !== undefined) {
    expect([value].flat()).toEqual(facts.char);
  } else if (isNDArray(value)) {
    const a: NDArray = isTransposed ? value.T : value;
    expect(a.shape).toEqual(facts.shape);
    expect(a.dtype).toBe(facts.dtype?.replace(/^[<>|=]f8$/, "float64"));
    for (const { index, value: wanted } of facts.samples ?? []) expect(a.get(...index)).toEqual(wanted);
    if (typeof facts.mean !== "number") return;
    expect([min(a), max(a)]).toEqual([facts.min, facts.max]);
    expect(mean(a)).toBeCloseTo(facts.mean, 10);
    expect(std(a)).toBeCloseTo(facts.std as number, 10);
    expect(Number(sum(a)) / (facts.sum as number)).toBeCloseTo(1, 12);
  } else {
    const object = value as Exclude<MatValue, NDArray | string | readonly string[]>;
    if (object.kind === "opaque" || object.kind === "sparse") throw new Error(object.kind);
    expect(object.shape).toEqual(facts.shape);
    facts.cell?.forEach((one, i) => {
      check(object.elements[i] as MatValue, one);
    });
    if (object.kind !== "struct") return;
    expect(object.fields).toEqual(facts.struct_fields);
    facts.elements?.forEach((element, i) => {
      for (const [name, one] of Object.entries(element)) check(object.elements[i]?.[name], one);
    });
  }
}

describe.skipIf(!here)("real MATLAB files", () => {
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
  const all: Readonly<Record<string, { variables?: Record<string, Facts>; datasets?: (Facts & { path: string })[] }>> =
    here ? JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) : {};

  it.each(Object.keys(all).filter((name) => name.startsWith("mat/")))("reads %s", async (name) => {
    const found = await loadmat(read(name));
    const { variables = {} } = all[name] ?? {};
    expect(Object.keys(found)).toEqual(Object.keys(variables));
    for (const [key, facts] of Object.entries(variables)) check(found[key], facts);
  });

  it("reads a file of version 7.3 as MATLAB shows it: axes are in reverse", async () => {
    const bytes = read("4dstem/ducky_coords.mat");
    const found = await loadmat(bytes);
    for (const facts of all["4dstem/ducky_coords.mat"]?.datasets ?? []) check(found[facts.path], facts, true);
    expect(await whosmat(bytes)).toEqual([
      ["atoms", [33086, 4], "double"],
      ["cell_dim", [1, 3], "double"],
    ]);
    const runtime = createRuntime({ plugins: [signalCore, mat] });
    const signals = await loadAll(runtime, bytes, { name: "ducky_coords.mat" });
    expect(signals.map(String)).toEqual([
      "<Signal2D, title: atoms, dimensions: (|4, 33086)>",
      "<Signal1D, title: cell_dim, dimensions: (|3)>",
    ]);
  });
});
