import { existsSync, readFileSync } from "node:fs";
import type { NDArray } from "@core/array";
import { max, mean, min, std } from "@core/array";
import { bytesFile, type SignalParts } from "@core/signal";
import { describe, expect, it } from "vitest";
import { imread } from "./index.js";
import { readPng, readTiff } from "./read.js";

interface ExpectedData {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
  readonly samples: readonly { readonly index: readonly number[]; readonly value: number }[];
}

interface Expected {
  readonly data?: ExpectedData;
  readonly signals?: readonly { readonly axes: readonly Record<string, unknown>[]; readonly data: ExpectedData }[];
}

const folder = new URL("../../../../shared/data/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("Real pictures skipped: the folder ../shared/data is not here.");

function checkData(data: NDArray, expected: ExpectedData): void {
  expect([data.dtype, ...data.shape]).toEqual([expected.dtype, ...expected.shape]);
  for (const { index, value } of expected.samples) expect(data.get(...index)).toBe(value);
  const found = [min(data), max(data), mean(data), std(data)] as number[];
  [expected.min, expected.max, expected.mean, expected.std].forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 5);
  });
}

describe.skipIf(!here)("real pictures", () => {
  const all = here
    ? (JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as Record<string, Expected>)
    : {};
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

  it("the moon landing", async () => {
    const name = "img/moonlanding.png";
    checkData(imread(read(name)), all[name]?.data as ExpectedData);
    const [signal] = await readPng(bytesFile(read(name), "moonlanding.png"), {});
    expect(signal?.axes?.map((axis) => [axis.name, axis.navigate])).toEqual([
      ["height", false],
      ["width", false],
    ]);
  });
  for (const name of ["img/imagej_stack.tif", "diff/au_xgrating_20cm.tif"])
    it(`${name} as HyperSpy`, async () => {
      const [signal] = (await readTiff(bytesFile(read(name), name), {})) as [SignalParts];
      const expected = all[name]?.signals?.[0];
      checkData(signal.data, expected?.data as ExpectedData);
      expect(
        signal.axes?.map((axis, place) => ({
          index_in_array: place,
          name: axis.name,
          units: axis.units ?? null,
          size: axis.size,
          ...(axis.kind === "uniform" ? { scale: axis.scale, offset: axis.offset } : {}),
          navigate: axis.navigate,
          is_binned: axis.isBinned,
        })),
      ).toEqual(
        expected?.axes.map((axis) => ({
          ...axis,
          // The depth has the unit of the other axes, which HyperSpy drops; no units are undefined here.
          units: axis.name === "depth" ? "µm" : axis.units === "" ? null : axis.units,
          scale: expect.closeTo(axis.scale as number, 12),
        })),
      );
    });
});
