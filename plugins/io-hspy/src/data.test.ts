import { existsSync, readFileSync } from "node:fs";
import { type NDArray, reshape } from "@core/array";
import { describe, expect, it } from "vitest";
import { plainOf } from "../golden/support.js";
import { decodeHspy } from "./codec.js";

interface ExpectedSignal {
  readonly signal_type: string;
  readonly signal_dimension: number;
  readonly title: string;
  readonly axes: readonly Record<string, unknown>[];
  readonly data: {
    readonly shape: readonly number[];
    readonly dtype: string;
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly std: number;
    readonly sum: number;
    readonly argmax: readonly number[];
    readonly samples: readonly { readonly index: readonly number[]; readonly value: number }[];
  };
  readonly metadata: Record<string, unknown>;
}

interface Expected {
  readonly reader: string;
  readonly files: Record<string, { readonly bytes: number }>;
  readonly signals?: readonly ExpectedSignal[];
}

const folder = new URL("../../../../shared/data/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("Real files of HyperSpy skipped: the folder ../shared/data is not here.");

describe.skipIf(!here)("real files of HyperSpy", () => {
  const all = here
    ? (JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as Record<string, Expected>)
    : {};
  const own = Object.entries(all).filter(
    ([name, { reader, signals }]) =>
      /\.(hspy|hdf5)$/.test(name) && reader.startsWith("hyperspy") && signals !== undefined,
  );
  it("are at least eleven", () => expect(own.length).toBeGreaterThanOrEqual(11));
  for (const [name, { signals = [] }] of own) {
    it(`reads ${name}`, async () => {
      const found = await decodeHspy(new Uint8Array(readFileSync(new URL(name, folder))));
      expect(found).toHaveLength(signals.length);
      for (const [i, expected] of signals.entries()) {
        const signal = found[i];
        expect(signal?.type).toBe(expected.signal_type);
        expect(signal?.metadata?.get("General.title")).toBe(expected.title);
        expect(signal?.axes?.filter(({ navigate }) => !navigate)).toHaveLength(expected.signal_dimension);
        const axes = signal?.axes?.map((axis, place) => ({
          index_in_array: place,
          name: axis.name ?? null,
          units: axis.units ?? null,
          size: axis.size,
          ...(axis.kind === "uniform" ? { scale: axis.scale, offset: axis.offset } : {}),
          navigate: axis.navigate,
          is_binned: axis.isBinned,
        }));
        // No units are undefined here, whether nothing or an empty text was stored.
        expect(axes).toEqual(expected.axes.map((axis) => (axis.units === "" ? { ...axis, units: null } : axis)));
        checkData(signal?.data as NDArray, expected.data);
        checkScalars(plainOf(signal?.metadata?.asDictionary()), expected.metadata, "metadata");
      }
    });
  }
});

function checkData(a: NDArray, expected: ExpectedSignal["data"]): void {
  expect([a.shape, a.dtype]).toEqual([expected.shape, expected.dtype]);
  for (const { index, value } of expected.samples) expect(Number(a.get(...index))).toBe(value);
  const flat = reshape(a, -1).data;
  let [sum, min, max, at] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < flat.length; i++) {
    const value = Number(flat[i]);
    sum += value;
    if (value < min) min = value;
    if (value > max) [max, at] = [value, i];
  }
  const mean = sum / flat.length;
  let squares = 0;
  for (let i = 0; i < flat.length; i++) squares += (Number(flat[i]) - mean) ** 2;
  expect([min, max]).toEqual([expected.min, expected.max]);
  const place = expected.argmax.reduce((position, index, axis) => position * (a.shape[axis] as number) + index, 0);
  expect(at).toBe(place);
  const close = (value: number, wanted: number): void =>
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(wanted), Math.abs(expected.std)));
  close(mean, expected.mean);
  close(Math.sqrt(squares / flat.length), expected.std);
  expect(Math.abs(sum - expected.sum)).toBeLessThanOrEqual(1e-9 * Math.abs(expected.sum));
}

/** Texts, numbers and truth values of the metadata; arrays and signals are only described in expected.json. */
function checkScalars(found: unknown, expected: unknown, path: string): void {
  if (typeof expected === "object" && expected !== null && !Array.isArray(expected)) {
    for (const [key, value] of Object.entries(expected)) {
      if (key.startsWith("_sig_") || key === "_HyperSpy" || key === "FileIO") continue;
      checkScalars((found as Record<string, unknown> | undefined)?.[key], value, `${path}.${key}`);
    }
  } else if (typeof expected !== "string" || !expected.startsWith("<")) {
    expect([path, found]).toEqual([path, expected]);
  }
}
