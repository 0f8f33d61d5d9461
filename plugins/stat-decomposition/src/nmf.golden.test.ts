import { expect, test } from "vitest";
import {
  expectNumbers,
  expectStored,
  type Golden,
  numbersOf,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import stored from "../golden/nmf.json" with { type: "json" };
import { type NmfInit, type NmfOptions, nmf, nmfTransform } from "./index.js";

interface Case {
  readonly x: StoredArray;
  readonly k: number;
  readonly options: Omit<NmfOptions, "init"> & { readonly init?: NmfInit | null };
  readonly start?: { readonly w: StoredArray; readonly h: StoredArray };
  readonly transform?: { readonly x: StoredArray; readonly w: StoredArray };
  readonly result: { w: StoredArray; h: StoredArray; iterations: number; error: number };
}

const { cases } = stored as Golden<Case>;

/** A stop by tolerance, and steps that divide by small numbers, make more of rounding errors than single steps do. */
const close = (x: StoredArray) => {
  const single = x.dtype === "float32";
  const largest = Math.max(...x.data.map(Number));
  return { rtol: single ? 2e-4 : 1e-7, atol: (single ? 2e-5 : 1e-10) * Math.sqrt(largest) };
};

test.each(cases.map((one, i) => [i, one] as const))("case %i of sklearn.decomposition.NMF", (i, one) => {
  const { init, ...rest } = one.options;
  const start = one.start === undefined ? {} : { w: storedArray(one.start.w), h: storedArray(one.start.h) };
  const options = { ...rest, ...(init == null ? {} : { init }), ...start };
  const label = `case ${i}, ${JSON.stringify(one.options)}`;
  const got = nmf(storedArray(one.x), one.k, options);
  const tolerance = close(one.x);
  expect(got.iterations, label).toBe(one.result.iterations);
  if (one.x.dtype !== "int32") expectStored(got.w, one.result.w, tolerance, `${label}, w`);
  expectNumbers(numbersOf(got.h), numbersOf(storedArray(one.result.h)), tolerance, `${label}, h`);
  expectNumbers([got.error], [one.result.error], { rtol: tolerance.rtol, atol: 1e-9 }, `${label}, error`);
  if (one.transform === undefined) return;
  const { init: _init, w: _w, h: _h, ...known } = options as NmfOptions;
  const again = nmfTransform(storedArray(one.transform.x), storedArray(one.result.h), known);
  expectStored(again.w, one.transform.w, tolerance, `${label}, transform`);
});
