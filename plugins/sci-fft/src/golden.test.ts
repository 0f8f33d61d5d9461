import { type NDArray, transpose } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectStored,
  type Golden,
  isStoredArray,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import golden from "../golden/fft.json" with { type: "json" };
import * as sciFft from "./index.js";

interface Case {
  readonly name: string;
  readonly x: StoredArray;
  readonly view: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: StoredArray | "error";
  readonly n: number;
  readonly d: number;
  readonly targets: readonly number[];
  readonly real: readonly number[];
}

const { cases } = golden as Golden<Case>;
const functions = sciFft as unknown as Record<string, (x: NDArray, options: object) => NDArray>;

const views: Readonly<Record<string, (x: NDArray) => NDArray>> = {
  "": (x) => x,
  transpose: (x) => transpose(x),
  reverse: (x) => x.slice("...", "::-1"),
  step: (x) => x.slice("...", "::2"),
};

/** A few digits of the largest number: SciPy computes float32 in float32. */
function closeTo(stored: StoredArray): { rtol: number; atol: number } {
  const single = stored.dtype === "float32" || stored.dtype === "complex64";
  const largest = Math.max(
    0,
    ...stored.data.map((one) => {
      const { re, im } = one as { re: number; im: number };
      return typeof one === "number" ? Math.abs(one) : Math.abs(Number(re)) + Math.abs(Number(im)) || 0;
    }),
  );
  return { rtol: 0, atol: (single ? 4e-7 : 2e-15) * largest };
}

describe("scipy.fft", () => {
  it.each([...new Set(cases.map(({ name }) => name))])("%s", (name) => {
    for (const one of cases.filter((each) => each.name === name)) {
      const label = JSON.stringify({ name, view: one.view, shape: one.x?.shape, dtype: one.x?.dtype, ...one.options });
      if (name === "fftfreq" || name === "rfftfreq") {
        const frequencies = name === "fftfreq" ? sciFft.fftfreq : sciFft.rfftfreq;
        expectStored(frequencies(one.n, { d: one.d }), one.result, { rtol: 1e-15 }, label);
      } else if (name === "nextFastLen") {
        expect(one.targets.map((target) => sciFft.nextFastLen(target))).toEqual(one.result);
        expect(one.targets.map((target) => sciFft.nextFastLen(target, { real: true }))).toEqual(one.real);
      } else {
        const base = storedArray(one.x);
        const before = base.copy();
        const x = (views[one.view] as (x: NDArray) => NDArray)(base);
        const call = functions[name] as (x: NDArray, options: object) => NDArray;
        if (!isStoredArray(one.result)) {
          expect(
            codeOf(() => call(x, one.options)),
            label,
          ).toMatch(/^BAD_/);
        } else {
          const result = call(x, one.options);
          const bare = JSON.stringify(one.options) === '{"axes":[]}' && /^i?fft/.test(name);
          expectStored(bare ? result.astype(one.result.dtype) : result, one.result, closeTo(one.result), label);
        }
        expect(base.toNested(), label).toEqual(before.toNested());
      }
    }
  });
});
