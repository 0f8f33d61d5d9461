import {
  arange,
  array,
  astype,
  copy,
  createRuntime,
  flip,
  fromData,
  full,
  kernelPoint,
  type NDArray,
  roll,
  rot90,
  withRuntime,
  zeros,
} from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, expectNumbers, numbersOf } from "../../../tools/golden/golden.js";
import * as g from "./geometry.js";

const modes: readonly g.GeometryMode[] = [
  "reflect",
  "grid-mirror",
  "constant",
  "grid-constant",
  "nearest",
  "mirror",
  "grid-wrap",
  "wrap",
];
const image: NDArray = fromData(
  Float64Array.from({ length: 63 }, (_, k) => Math.sin(k * k) * 10),
  [7, 9],
);

describe("properties", () => {
  it("shifts by whole elements are rolls where the array repeats", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -12, max: 12 }),
        fc.integer({ min: -12, max: 12 }),
        fc.integer({ min: 0, max: 5 }),
        (y, x, order) => {
          const shifted = g.shift(image, [y, x], { mode: "grid-wrap", order });
          expectNumbers(numbersOf(shifted), numbersOf(roll(image, [y, x], { axis: [0, 1] })), { atol: 1e-12 }, "roll");
        },
      ),
    );
  });
  it("no shift changes nothing, in any mode and order, however short the axes", () => {
    for (const mode of modes)
      for (let order = 0; order <= 5; order++)
        for (const a of [image, image.slice(":2", ":3"), image.slice(":1", ":")])
          expectNumbers(numbersOf(g.shift(a, 0, { mode, order })), numbersOf(a), { atol: 1e-12 }, `${mode} ${order}`);
  });
  it("quarter turns are exact", () => {
    for (const turns of [-3, -2, -1, 1, 2, 3, 4, 5])
      for (let order = 0; order <= 5; order++) {
        const turned = g.rotate(image, 90 * turns, { order });
        const expected = rot90(image, { k: turns });
        expect(turned.shape).toEqual(expected.shape);
        expectNumbers(numbersOf(turned), numbersOf(expected), { atol: 1e-12 }, `${turns} turns, order ${order}`);
      }
  });
  it("splines give polynomials of their order back, far from the edges", () => {
    for (let order = 1; order <= 5; order++) {
      const line = arange(80).toNested() as number[];
      const polynomial = (x: number): number => ((x - 40) / 10) ** order + x / 20;
      const places = [35.25, 40.5, 44.75];
      const values = g.mapCoordinates(line.map(polynomial), [places], { order });
      expectNumbers(numbersOf(values), places.map(polynomial), { atol: 1e-10 }, `order ${order}`);
    }
  });
  it("constants stay constants", () => {
    const flat = full([6, 5], 7);
    for (const mode of modes.filter((one) => one !== "constant" && one !== "grid-constant"))
      for (let order = 0; order <= 5; order++) {
        const values = numbersOf(
          g.affineTransform(
            flat,
            [
              [0.7, 0.9],
              [-2, 1.1],
            ],
            { mode, order, offset: -3.3 },
          ),
        );
        expectNumbers(values, new Array(30).fill(7), { rtol: 1e-13 }, `${mode} ${order}`);
      }
  });
  it("takes real and imaginary parts by themselves, with a complex constant and in grid mode too", () => {
    const complex = array([
      [
        { re: 1, im: -1 },
        { re: 2, im: 5 },
      ],
      [
        { re: 3, im: 0 },
        { re: 4, im: 9 },
      ],
    ]);
    const re = array([
      [1, 2],
      [3, 4],
    ]);
    const im = array([
      [-1, 5],
      [0, 9],
    ]);
    const options = { gridMode: true, mode: "grid-constant", order: 2 } as const;
    const zoomed = numbersOf(g.zoom(complex, 2, { ...options, cval: { re: 7, im: -2 } }));
    const parts = [g.zoom(re, 2, { ...options, cval: 7 }), g.zoom(im, 2, { ...options, cval: -2 })].map(numbersOf);
    expect(zoomed).toEqual((parts[0] as number[]).flatMap((x, i) => [x, parts[1]?.[i]]));
  });
  it("a diagonal with zeros is the matrix with that diagonal", () => {
    const options = { offset: [1, 2.5], mode: "nearest" } as const;
    const diagonal = g.affineTransform(image, [0, 0.5], options);
    const matrix = g.affineTransform(
      image,
      [
        [0, 0],
        [0, 0.5],
      ],
      options,
    );
    expectNumbers(numbersOf(diagonal), numbersOf(matrix), {}, "diagonal");
  });
});

describe("inputs", () => {
  it("are not changed, and may be views", () => {
    const before = numbersOf(image);
    const view = flip(image).T;
    for (const call of [
      (a: NDArray) => g.rotate(a, 20),
      (a: NDArray) => g.zoom(a, 1.5, { order: 1 }),
      (a: NDArray) => g.shift(a, 0.5, { order: 0 }),
      (a: NDArray) => g.splineFilter(a),
      (a: NDArray) => g.fourierGaussian(a, 1),
      (a: NDArray) =>
        g.mapCoordinates(a, [
          [1.5, 2],
          [0.1, 3],
        ]),
    ])
      expect(numbersOf(call(view))).toEqual(numbersOf(call(copy(view))));
    expect(numbersOf(image)).toEqual(before);
  });
  it("may be empty", () => {
    const empty = zeros([0, 3]);
    expect(g.shift(empty, 1).shape).toEqual([0, 3]);
    expect(g.zoom(empty, 2, { mode: "nearest" }).shape).toEqual([0, 6]);
    expect(g.splineFilter(empty).shape).toEqual([0, 3]);
    expect(g.rotate(zeros([0, 4, 4], { dtype: "uint8" }), 45, { axes: [1, 2] }).shape).toEqual([0, 6, 6]);
    expect(numbersOf(g.affineTransform(empty, [1, 1], { outputShape: [1, 2], cval: 4 }))).toEqual([4, 4]);
    expect(codeOf(() => g.affineTransform(empty, [1, 1], { outputShape: [1, 2], mode: "wrap" }))).toBe("BAD_SHAPE");
    expect(g.mapCoordinates(image, zeros([2, 0])).shape).toEqual([0]);
    expect(g.fourierShift(empty, 1).dtype).toBe("complex128");
  });
  it("may hold NaN and infinities, and so may coordinates", () => {
    const values = g.mapCoordinates([1, 2, Number.NaN, 4, 5], [[0, 0.5, 1.5, 3]], { order: 1 });
    expect(numbersOf(values)).toEqual([1, 1.5, Number.NaN, 4]);
    for (const mode of modes)
      for (const order of [0, 1, 3]) {
        const bad = [[Number.NaN, Number.POSITIVE_INFINITY, -1e300, 1e18, 2]];
        expect(g.mapCoordinates([1, 2, 3, 4], bad, { mode, order, cval: -5 }).size).toBe(5);
      }
    expect(numbersOf(g.mapCoordinates([1, 2], [[Number.NaN]], { cval: -5 }))).toEqual([-5]);
  });
  it("whole numbers saturate", () => {
    const bytes = astype(array([0, 255, 0, 255, 255, 0]), "uint8");
    expect(numbersOf(g.zoom(bytes, 2)).every((x) => x >= 0 && x <= 255)).toBe(true);
    expect(numbersOf(g.shift([300, -5, 1.5, 2.5, -1.5], 0, { order: 0, output: "uint8" }))).toEqual([255, 0, 2, 3, 0]);
    expect(numbersOf(g.shift([1e30, -1e30], 0, { order: 0, output: "int32" }))).toEqual([2 ** 31 - 1, -(2 ** 31)]);
    expect(g.shift([1e30], 0, { order: 0, output: "int64" }).get(0)).toBe(2n ** 63n - 1n);
    expect(g.shift([-1e30], 0, { order: 0, output: "uint64" }).get(0)).toBe(0n);
  });
});

describe("wrong calls", () => {
  const wrong: readonly [string, () => unknown][] = [
    ["BAD_ARGUMENT", () => g.zoom(image, 2, { order: 6 })],
    ["BAD_ARGUMENT", () => g.zoom(image, 2, { order: 1.5 })],
    ["BAD_ARGUMENT", () => g.zoom(image, 2, { mode: "mirrored" as never })],
    ["BAD_ARGUMENT", () => g.splineFilter(image, { order: 1 })],
    ["BAD_ARGUMENT", () => g.shift(image, "1" as never)],
    ["BAD_ARGUMENT", () => g.shift(image, 1, { cval: "0" as never })],
    ["BAD_ARGUMENT", () => g.shift(image, 1, { cval: { re: 0, im: 1 } })],
    ["BAD_ARGUMENT", () => g.rotate(image, Number.NaN)],
    ["BAD_ARGUMENT", () => g.geometricTransform(image, 3 as never)],
    ["BAD_ARGUMENT", () => g.fourierGaussian(image, 1, { n: 2.5 })],
    ["BAD_SHAPE", () => g.shift(image, [1, 2, 3])],
    ["BAD_SHAPE", () => g.shift(5, 1)],
    ["BAD_SHAPE", () => g.rotate([1, 2], 30)],
    ["BAD_SHAPE", () => g.affineTransform(image, [[1, 0, 0, 0]])],
    ["BAD_SHAPE", () => g.affineTransform(image, [1, 2, 3])],
    ["BAD_SHAPE", () => g.affineTransform(image, [1, 1], { outputShape: [3] })],
    [
      "BAD_SHAPE",
      () =>
        g.affineTransform(
          image,
          [
            [1, 0],
            [0, 1],
          ],
          { outputShape: [] },
        ),
    ],
    ["BAD_SHAPE", () => g.mapCoordinates(image, [[1, 2]])],
    ["BAD_SHAPE", () => g.mapCoordinates(image, [1, 2])],
    ["BAD_SHAPE", () => g.fourierEllipsoid(zeros([2, 2, 2, 2]), 1)],
    ["BAD_VALUE", () => g.zoom(image, -1)],
    ["BAD_VALUE", () => g.zoom(image, Number.POSITIVE_INFINITY)],
    [
      "BAD_VALUE",
      () =>
        g.affineTransform(image, [
          [1, 0, 0],
          [0, 1, 0],
          [0, 1, 1],
        ]),
    ],
    ["BAD_VALUE", () => g.geometricTransform(image, () => [1])],
    ["BAD_VALUE", () => g.geometricTransform(image, () => ["1", 2] as never)],
    ["BAD_AXIS", () => g.rotate(image, 30, { axes: [0, 2] })],
    ["BAD_AXIS", () => g.rotate(image, 30, { axes: [1, 1] })],
    ["BAD_AXIS", () => g.rotate(image, 30, { axes: [1] as never })],
    ["BAD_AXIS", () => g.splineFilter1d(image, { axis: 2 })],
    ["BAD_AXIS", () => g.fourierUniform(image, 1, { axis: -3 })],
    ["BAD_DTYPE", () => g.zoom(image, 2, { output: "complex64" })],
    ["BAD_DTYPE", () => g.zoom(image, 2, { output: "float16" as never })],
    ["BAD_DTYPE", () => g.mapCoordinates(image, [[{ re: 1, im: 0 }], [{ re: 1, im: 0 }]])],
    ["BAD_DTYPE", () => g.fourierShift(image, 1, { output: "float64" })],
    ["BAD_DTYPE", () => g.fourierGaussian(astype(image, "complex64"), 1, { output: "float32" })],
  ];
  it.each(wrong)("%s (%#)", (code, call) => expect(codeOf(call)).toBe(code));
});

describe("kernels", () => {
  it("are asked by name, with plain attributes", () => {
    const asked: string[] = [];
    const kernel = (operation: string): object => ({
      operation,
      device: "host",
      dtypes: ["float64"],
      accepts: (_: unknown, attributes: object) => {
        JSON.stringify(attributes);
        asked.push(operation);
        return false;
      },
      run: () => undefined,
    });
    const names = ["spline-filter1d", "affine", "map-coordinates"].map((name) => `sci-ndimage/${name}`);
    const runtime = createRuntime({
      plugins: [
        { name: "test", version: "1", defines: [kernelPoint], provides: { "@core/array/kernel#1": names.map(kernel) } },
      ],
      onDiagnostic: () => undefined,
    });
    const a = withRuntime(runtime, image);
    expect(g.zoom(a, 2).runtime).toBe(runtime);
    expect(g.mapCoordinates(a, [[1], [1]], { order: 1 }).runtime).toBe(runtime);
    expect(g.fourierGaussian(a, 1).runtime).toBe(runtime);
    expect([...new Set(asked)].sort()).toEqual([...names].sort());
  });
});
