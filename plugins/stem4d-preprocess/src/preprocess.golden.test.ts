import { type ArrayLikeInput, elementsOf, type NDArray } from "@core/array";
import { expect, test } from "vitest";
import {
  expectNumbers,
  expectStored,
  type Golden,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import golden from "../golden/preprocess.json" with { type: "json" };
import * as preprocess from "./index.js";

interface Case {
  readonly kind: string;
  readonly thresh?: number;
  readonly gain?: number;
  readonly dtype?: "same";
  readonly factor?: readonly [number, number];
  readonly expected: unknown;
  readonly options?: Record<string, unknown>;
}

const { cases } = golden as unknown as Golden<Case>;
const arrays = (cases[0] as unknown as { arrays: StoredArray[] }).arrays.map(storedArray);
const input = (one: Case, key: string): NDArray => arrays[one[key as keyof Case] as number] as NDArray;

const triples = ({ x, y, intensity }: preprocess.Maxima): number[][] => {
  const lists = [x, y, intensity].map((list) => elementsOf(list) as Float64Array);
  return Array.from(lists[0] as Float64Array, (_, i) => lists.map((list) => list[i] as number));
};

const ordered = (list: number[][]): number[][] => {
  const key = (place: number | undefined): number => Math.round((place as number) * 1e6);
  return [...list].sort((a, b) => key(a[0]) - key(b[0]) || key(a[1]) - key(b[1]));
};

const calls: Record<string, (one: Case, label: string) => void> = {
  arrays() {},
  binDiffraction: (one, label) => binned(preprocess.binDiffraction, one, label),
  binReal: (one, label) => binned(preprocess.binReal, one, label),
  filterHotPixels(one, label) {
    const options = { ...one.options, returnMask: true } as const;
    expectStored(
      preprocess.filterHotPixels(input(one, "data"), one.thresh as number, options),
      one.expected,
      {},
      label,
    );
  },
  medianFilterMaskedPixels(one, label) {
    const result = preprocess.medianFilterMaskedPixels(input(one, "data"), input(one, "mask"), one.options);
    expectStored(result, one.expected, {}, label);
  },
  shiftDiffraction(one, label) {
    const [xs, ys] = [input(one, "xs"), input(one, "ys")];
    const result = preprocess.shiftDiffraction(input(one, "data"), xs, ys, one.options);
    const wide = (one.expected as StoredArray).dtype === "float64";
    expectStored(result, one.expected, wide ? { rtol: 1e-12, atol: 1e-12 } : { rtol: 1e-6, atol: 2e-5 }, label);
  },
  getMaxima2d(one, label) {
    const result = triples(preprocess.getMaxima2d(input(one, "image"), one.options));
    const expected = one.expected as StoredArray;
    expect(result.length, label).toBe(expected.shape[0]);
    for (let i = 1; i < result.length; i++)
      expect(result[i]?.[2], label).toBeLessThanOrEqual(result[i - 1]?.[2] as number);
    // Heights that are equal but for rounding come in any order.
    const wanted = expected.data.flatMap((_, i) => (i % 3 === 0 ? [expected.data.slice(i, i + 3) as number[]] : []));
    expectNumbers(ordered(result).flat(), ordered(wanted).flat(), { rtol: 1e-9, atol: 1e-9 }, label);
  },
  countElectrons(one, label) {
    const gain = one.gain === undefined ? {} : { gain: input(one, "gain") };
    const options = { ...one.options, ...gain };
    const [data, dark] = [input(one, "data"), input(one, "dark")];
    const events = preprocess.countElectrons(data, dark, options);
    const offsets = elementsOf(events.offsets) as Uint32Array;
    const [qx, qy, counts] = [events.qx, events.qy, events.counts].map((list) => Array.from(elementsOf(list), Number));
    const lists = Array.from({ length: offsets.length - 1 }, (_, k) =>
      Array.from({ length: (offsets[k + 1] as number) - (offsets[k] as number) }, (_, i) =>
        [qx, qy, counts].map((list) => list?.[(offsets[k] as number) + i]),
      ),
    );
    expect(lists, label).toEqual(one.expected);
    const cube = preprocess.countElectrons(data, dark, { ...options, output: "datacube" });
    const made = Array.from({ length: offsets.length - 1 }, (_, k) => {
      const pattern = cube.reshape([-1, ...cube.shape.slice(-2)]).slice(k);
      const rows = pattern.toNested() as number[][];
      return rows.flatMap((row, r) => row.flatMap((value, c) => (value > 0 ? [[r, c, value]] : [])));
    });
    expect(made, label).toEqual(one.expected);
  },
  calculateThresholds(one, label) {
    const result = preprocess.calculateThresholds(input(one, "data"), input(one, "dark"), one.options);
    expectStored(result, one.expected, { rtol: 1e-6 }, label);
    expect(result.success).toBe(true);
  },
  getDarkReference(one, label) {
    expectStored(
      preprocess.getDarkReference(input(one, "data"), 12, one.options),
      one.expected,
      { atol: 1e-12 },
      label,
    );
  },
};

function binned(
  call: (cube: ArrayLikeInput, factor: readonly [number, number], options: preprocess.BinOptions) => NDArray,
  one: Case,
  label: string,
): void {
  const options = one.dtype === undefined ? {} : { dtype: one.dtype };
  expectStored(
    call(input(one, "data"), one.factor as [number, number], options),
    one.expected,
    { rtol: 1e-6, atol: 1e-5 },
    label,
  );
}

for (const kind of Object.keys(calls))
  test(`${kind} as NumPy and SciPy make it of the formulas`, () => {
    const own = cases.filter((one) => one.kind === kind);
    expect(own.length).toBeGreaterThan(0);
    for (const [i, one] of own.entries()) {
      const label = `${kind} ${i}: ${JSON.stringify(one.options)}`;
      calls[kind]?.(one, label);
    }
  });
