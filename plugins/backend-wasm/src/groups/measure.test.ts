import { array, type DType, elementsOf, type NDArray, withRuntime, zeros } from "@core/array";
import { distanceTransformEdt, generateBinaryStructure, label } from "sci-ndimage";
import { unwrapPhase } from "signal-complex";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["measure"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

function filled(shape: readonly number[], dtype: DType, value: (i: number) => number): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = value(i);
  return a;
}

const noise = (i: number): number => {
  const x = Math.sin(i * 12.9898 + 1) * 43758.5453;
  return x - Math.floor(x);
};

function compare(call: (a: NDArray) => unknown, a: NDArray, operation: string | undefined): void {
  const before = a.copy();
  const expected = call(a);
  for (const { runtime, ran } of runtimes) {
    expectSame(call(withRuntime(runtime, a)), expected);
    expect(ran()).toEqual(operation === undefined ? [] : [operation]);
  }
  expectSame(a, before);
}

const unwrapped = "signal-complex/unwrapPhase";
const turn = (x: number): number => x - 2 * Math.PI * Math.round(x / (2 * Math.PI));

test("phases of images and volumes of all kinds", () => {
  const kinds: readonly ((i: number, width: number) => number)[] = [
    (i) => turn(noise(i) * 20),
    (i, width) => turn((i % width) * 0.4 + Math.floor(i / width) * 0.3),
    (i, width) => turn(((i % width) - 20) ** 2 * 0.02 + Math.floor(i / width) * 0.5 + noise(i)),
    // Many pairs are equally reliable.
    (i) => Math.floor(noise(i) * 5) - 2,
    () => 1.5,
  ];
  for (const shape of [
    [8, 8],
    [7, 53],
    [61, 37],
    [2, 40],
    [90, 1],
    [120, 130],
    [5, 6, 7],
    [20, 21, 22],
    [3, 3, 30],
  ])
    for (const kind of kinds)
      for (const dtype of ["float32", "float64"] as const) {
        const a = filled(shape, dtype, (i) => kind(i, shape.at(-1) as number));
        compare((phase) => unwrapPhase(phase), a, unwrapped);
        compare((phase) => unwrapPhase(phase, { seed: 4294967295 }), a, unwrapped);
      }
});

test("phases: layouts, numbers that are not finite, masks", () => {
  const a = filled([40, 50], "float64", (i) => turn((i % 50) * 0.7 + noise(i)));
  for (const layout of layouts) compare((phase) => unwrapPhase(phase), laidOut(a, layout), unwrapped);
  const data = elementsOf(a) as Float64Array;
  for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0, 5e-324, 1e300, -1e300].entries())
    data[i * 231 + 55] = value;
  compare((phase) => unwrapPhase(phase), a, unwrapped);
  const mask = filled([40, 50], "bool", (i) => (noise(i) < 0.4 ? 1 : 0));
  compare((phase) => unwrapPhase(phase, { mask: withRuntime(phase.runtime, mask) }), a, unwrapped);
  const ones = filled([40, 50], "bool", () => 1);
  compare((phase) => unwrapPhase(phase, { mask: withRuntime(phase.runtime, ones) }), a, unwrapped);
});

test("phases: what is left to the reference body", () => {
  const a = filled([20, 30], "float64", (i) => turn(i * 0.7));
  compare((phase) => unwrapPhase(phase, { wrapAround: true }), a, undefined);
  compare((phase) => unwrapPhase(phase.reshape(-1)), a, undefined);
  compare((phase) => unwrapPhase(phase), filled([3, 4], "float64", turn), undefined);
  compare((phase) => unwrapPhase(phase), filled([0, 40], "float64", turn), undefined);
  compare((phase) => unwrapPhase(phase), array([[1, 2, 3]], { dtype: "int32" }), undefined);
});

const shapes = [[300], [17, 31], [16, 16], [61, 97], [1, 500], [500, 1], [9, 10, 11], [3, 4, 5, 6]];
const dtypes = ["bool", "int8", "uint16", "int32", "uint64", "float32", "float64"] as const;

function spots(shape: readonly number[], dtype: DType, density: number): NDArray {
  const a = filled(shape, "float64", (i) => (noise(i) < density ? 1 + Math.floor(noise(i + 7) * 3) : 0)).astype(dtype);
  const special = [Number.NaN, -0, Infinity, 5e-324];
  if (dtype === "float32" || dtype === "float64")
    for (const [i, value] of special.entries()) (a.data as Float64Array)[i * 13 + 5] = value;
  return a;
}

test("connected parts, for all structures and dtypes", () => {
  for (const shape of shapes)
    for (const dtype of dtypes)
      for (const density of [0, 0.05, 0.4, 0.6, 0.95, 1]) {
        const a = spots(shape, dtype, density);
        for (let connectivity = 1; connectivity <= shape.length; connectivity++)
          compare(
            (input) =>
              label(input, {
                structure: withRuntime(input.runtime, generateBinaryStructure(shape.length, connectivity)),
              }),
            a,
            "sci-ndimage/label",
          );
      }
  const a = spots([40, 50], "float32", 0.5);
  for (const layout of layouts) compare((input) => label(input), laidOut(a, layout), "sci-ndimage/label");
  const slanted = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const diagonal = [
    [1, 1, 0],
    [1, 1, 1],
    [0, 1, 1],
  ];
  const crossed = [
    [1, 0, 1],
    [1, 1, 1],
    [1, 0, 1],
  ];
  const upright = [
    [0, 1, 0],
    [0, 1, 0],
    [0, 1, 0],
  ];
  for (const structure of [slanted, crossed, upright]) compare((input) => label(input, { structure }), a, undefined);
  compare((input) => label(input, { structure: diagonal }), a, "sci-ndimage/label");
  compare((input) => label(input), spots([10, 10], "int8", 0.5), undefined);
  compare((input) => label(input), spots([0, 1000], "int8", 0.5), undefined);
});

test("distances", () => {
  const operation = "sci-ndimage/distance-transform-edt";
  for (const shape of [...shapes, [300, 20], [700, 3]])
    for (const dtype of dtypes)
      for (const density of [0.3, 0.9, 0.99, 1]) {
        const a = spots(shape, dtype, density);
        compare((input) => distanceTransformEdt(input, { returnIndices: true }), a, operation);
        const sampling = shape.map((_, axis) => [0.7, 2.5, -1, 0][axis] as number);
        compare((input) => distanceTransformEdt(input, { returnIndices: true, sampling }), a, operation);
      }
  const a = spots([40, 50], "float32", 0.8);
  for (const layout of layouts) compare((input) => distanceTransformEdt(input), laidOut(a, layout), operation);
  compare(
    (input) => distanceTransformEdt(input),
    filled([40, 50], "bool", () => 1),
    operation,
  );
  compare(
    (input) => distanceTransformEdt(input),
    filled([40, 50], "bool", () => 0),
    operation,
  );
});
