import { type DType, elementsOf, fromData, kindOf, type NDArray, withRuntime, zeros } from "@core/array";
import { countElectrons, getMaximaOfPatterns, shiftDiffraction } from "stem4d-preprocess";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["frames"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray) => unknown;

function compare(call: Call, a: NDArray, operation: string | undefined): void {
  const before = a.copy();
  const expected = call(a);
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    const own = withRuntime(runtime, a);
    expectSame(call(own), expected);
    expect([...new Set(ran())]).toEqual(operation === undefined ? [] : [`stem4d-preprocess/${operation}`]);
    const backend = backends[i] as (typeof backends)[number];
    if (a.size === 0 || i > 1) continue;
    const there = backend.resident(own);
    backend.scope(() => expectSame(call(there), expected));
    there.storage.dispose?.();
    expect(backend.used).toBe(0);
    ran();
  }
  expectSame(a, before);
}

const dtypes: readonly DType[] = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"];
const shapes = [
  [3, 20, 30],
  [1, 400, 7],
  [40, 5, 7],
  [1, 3, 37, 41],
  [2, 1, 600],
  [66, 32, 33],
  [2, 13, 13],
  [0, 8, 8],
];

/** Small whole numbers with plateaus, as floats with what floats may be besides. */
function patterns(dtype: DType, shape: readonly number[], seed: number): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  let x = seed * 7919 + 1;
  for (let i = 0; i < data.length; i++) {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0;
    data[i] = (x >>> 28) + ((x >>> 8) % 97 === 0 ? 60 + ((x >>> 16) & 31) : 0);
  }
  if (kindOf(dtype) === "float" && data.length > 500)
    for (const [i, one] of [Number.NaN, Infinity, -Infinity, -0, 5e-324, 1e-40].entries()) data[i * 71 + seed] = one;
  return a;
}

const fast = (a: NDArray): boolean => a.size >= 1024;

test("maxima of all patterns", () => {
  for (const dtype of dtypes)
    for (const [seed, shape] of shapes.entries()) {
      const small = shape.length === 3 ? shape : shape.slice(1);
      const a = patterns(dtype, small, seed);
      for (const edgeBoundary of [1, 3]) {
        const inside = 2 * edgeBoundary < Math.min(...small.slice(-2));
        const find: Call = (x) => {
          const found = getMaximaOfPatterns(x, { subpixel: "pixel", maxNumPeaks: null, edgeBoundary });
          const lists = found.flatMap((one) =>
            [one.x, one.y, one.intensity].map((list) => elementsOf(list) as Float64Array),
          );
          const flat = Float64Array.from(lists.flatMap((list) => [list.length, ...list]));
          return fromData(flat, [flat.length]);
        };
        compare(find, a, fast(a) && inside ? "localMaxima" : undefined);
      }
    }
});

test("electrons, with and without dark reference and gain", () => {
  for (const dtype of dtypes)
    for (const [seed, shape] of shapes.entries()) {
      const a = patterns(dtype, shape, seed);
      const [rows, columns] = shape.slice(-2) as [number, number];
      const map = (base: number, step: number): NDArray =>
        fromData(
          Float64Array.from({ length: rows * columns }, (_, i) => base + step * Math.sin(i)),
          [rows, columns],
        );
      const [dark, gain] = [map(3, 1), map(1, 0.2)];
      const count =
        (level: NDArray | null, options: Parameters<typeof countElectrons>[2]): Call =>
        (x) => {
          const { offsets, qx, qy } = countElectrons(x, level, {
            thresholds: { background: 12, xray: 85 },
            ...options,
            output: "pointlist",
          });
          return [offsets, qx, qy];
        };
      const ran = fast(a) ? "localMaxima" : undefined;
      compare(count(null, {}), a, ran);
      compare(count(dark, { gain, xrayRadius: 3 }), a, ran);
      compare(count(dark, { rule: "strict" }), a, ran);
      compare(count(dark, { gain, rule: "strict", thresholds: { background: -20, xray: 11 } }), a, ran);
      compare(count(null, { thresholds: { background: 300, xray: 70000 } }), a, ran);
    }
});

test.each([true, false])("shifts between four pixels, periodic %s", (periodic) => {
  for (const dtype of dtypes)
    for (const [seed, shape] of shapes.entries()) {
      // All shapes for two dtypes, some for each.
      if (dtype !== "uint16" && dtype !== "float32" && seed % 3 !== 0) continue;
      const a = sampleArray(dtype, shape, seed);
      const count = shape.slice(0, -2).reduce((product, size) => product * size, 1);
      const list = (scale: number): NDArray =>
        fromData(
          Float64Array.from({ length: count }, (_, i) => Math.round(scale * Math.sin(i) * 8) / 8),
          [count],
        );
      const options = { periodic, bilinear: true };
      const ran = fast(a) ? "shiftBilinear" : undefined;
      compare((x) => shiftDiffraction(x, list(5), list(90), options), a, ran);
      compare((x) => shiftDiffraction(x, -2, 0.25, options), a, ran);
      compare((x) => shiftDiffraction(x, 0.5, -3, options), a, ran);
    }
});

test("shifts of spectra", () => {
  for (const dtype of ["uint8", "float32", "float64"] as const)
    for (const [seed, shape] of shapes.entries()) {
      const a = patterns(dtype, shape, seed);
      if (dtype !== "uint8") {
        const data = elementsOf(a) as Float64Array;
        for (let i = 0; i < data.length; i++) data[i] = Math.sin(i * i);
      }
      const count = shape.slice(0, -2).reduce((product, size) => product * size, 1);
      const list = fromData(
        Float64Array.from({ length: count }, (_, i) => Math.sin(i)),
        [count],
      ) as NDArray;
      const spectra = (shape.at(-2) as number) * (Math.floor((shape.at(-1) as number) / 2) + 1) * count;
      const ran = a.size > 0 && spectra >= 1024 ? "shiftSpectra" : undefined;
      compare((x) => shiftDiffraction(x, list, 1.5), a, ran);
      compare((x) => shiftDiffraction(x, 0.7, list), a, ran);
    }
});

test("patterns laid out in other ways", () => {
  for (const layout of layouts) {
    const a = laidOut(patterns("uint16", [6, 24, 30], 3), layout);
    const thresholds = { background: 12, xray: 85 };
    compare((x) => countElectrons(x, null, { thresholds }).qx, a, "localMaxima");
    compare((x) => shiftDiffraction(x, 1.5, -0.25, { bilinear: true }), a, "shiftBilinear");
    compare((x) => shiftDiffraction(x, 1.5, -0.25), a, "shiftSpectra");
  }
});
