import { array, type NDArray, withRuntime, zeros } from "@core/array";
import {
  bSpline,
  cubicSpline,
  interp1d,
  interpolatedUnivariateSpline,
  makeInterpSpline,
  pchipInterpolator,
  pPoly,
  regularGridInterpolator,
  splev,
  splrep,
} from "sci-interpolate";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, testTable, watchedRuntime } from "../testing.js";
import { table } from "./testing-interpolation.js";

await testTable(table);

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["interpolation"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

/** Expects the reference body's result bit for bit. */
function compare(call: (x: NDArray) => unknown, x: NDArray, wanted = true): void {
  const before = x.copy();
  const expected = call(x);
  for (const { runtime, ran } of runtimes) {
    const got = call(withRuntime(runtime, x));
    expect(ran().length).toBe(wanted ? 1 : 0);
    expectSame(got, expected);
    expect((got as NDArray).runtime).toBe(runtime);
  }
  expectSame(x, before);
}

const some = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
const list = (size: number, value: (i: number) => number): number[] => Array.from({ length: size }, (_, i) => value(i));

/** Places from before `from` to behind `to`, on breakpoints too, in no order, with NaN and infinity. */
function places(size: number, from: number, to: number, breaks: readonly number[] = []): NDArray {
  const all = list(size, (i) => from - 1 + (to - from + 2) * some(i));
  for (const [i, one] of [...breaks, Number.NaN, Infinity, -Infinity, -0, from, to].entries())
    if (i < size) all[(i * 7) % size] = one;
  return array(all);
}

const uneven = list(40, (i) => i + 0.9 * some(i + 5));
const even = list(40, (i) => i);

test("piecewise polynomials and their derivatives", () => {
  for (const x of [even, uneven, uneven.map((one) => one ** 3)])
    for (const size of [512, 517, 9001]) {
      const at = places(size, x[0]!, x[39]!, x);
      const curve = cubicSpline(x, list(40, some));
      compare((own) => curve(own), at);
      for (const nu of [1, 2, 3]) compare((own) => curve(own, { nu }), at);
      compare((own) => curve(own, { nu: 4 }), at, false);
      for (const extrapolate of [false, true] as const) compare((own) => curve(own, { extrapolate }), at);
      compare((own) => pchipInterpolator(x, list(40, some))(own), at);
    }
  // Falling breakpoints are left to the reference body; coefficients that are no numbers are not.
  const c = zeros([3, 4]).assign(array(list(12, some)).reshape([3, 4]));
  compare((own) => pPoly(c, [4, 3, 2, 1, 0])(own), places(700, 0, 4), false);
  c.set([1, 2], Number.NaN);
  compare((own) => pPoly(c, [0, 1, 2, 3, 4])(own), places(700, 0, 4, [0, 1, 2, 3, 4]));
  compare((own) => pPoly(c, [0, 1, 2, 3, 4], { extrapolate: "periodic" })(own), places(700, 0, 4));
});

test("many columns, axes, layouts", () => {
  const values = array(list(40 * 6, some)).reshape([40, 2, 3]);
  for (const layout of layouts) {
    const at = laidOut(places(30 * 20, 0, 39, even).reshape([30, 20]), layout);
    compare((own) => cubicSpline(even, values)(own), at);
    compare((own) => makeInterpSpline(even, values)(own), at);
    compare((own) => cubicSpline(even, values.transpose([1, 0, 2]), { axis: 1 })(own), at);
  }
});

test("basis splines of all degrees", () => {
  for (const x of [even, uneven])
    for (const k of [0, 1, 2, 3, 5]) {
      const at = places(2000, x[0]!, x[39]!, x);
      const curve = makeInterpSpline(x, list(40, some), { k });
      compare((own) => curve(own), at);
      compare((own) => curve(own, { nu: 1, extrapolate: false }), at);
      compare((own) => curve(own, { nu: k + 1 }), at);
    }
  // Knots that coincide.
  const t = [0, 0, 0, 0, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4];
  compare((own) => bSpline(t, list(10, some), 3)(own), places(1500, 0, 4, t));
  compare((own) => bSpline(t, list(10, some), 3)(own, { nu: 2 }), places(1500, 0, 4, t));
  compare((own) => bSpline([0, 0, 1, 1], [1, 2], 1)(own), places(511, 0, 1, t), false);
});

test("splines by other names", () => {
  const at = places(2000, 0, 39, even);
  const tck = splrep(even, list(40, some));
  for (const ext of [0, 1, 3] as const) compare((own) => splev(own, tck, { ext }), at);
  compare((own) => interpolatedUnivariateSpline(even, list(40, some))(own), at);
  for (const kind of ["quadratic", "cubic"] as const)
    compare((own) => interp1d(even, list(40, some), { kind, boundsError: false })(own), at);
  compare((own) => interp1d(even, list(40, some), { boundsError: false })(own), at, false);
});

test("grids of one to six axes", () => {
  for (let d = 1; d <= 6; d++) {
    const axes = list(d, (k) => 3 + (k % 3)).map((size, k) => list(size, (i) => i + (k % 2) * some(i)));
    const shape = axes.map((axis) => axis.length);
    const size = shape.reduce((product, one) => product * one, 1);
    const points = array(list(5000 * d, (i) => 2.4 * some(i) + (i % 97 === 0 ? -1 : 0.3))).reshape([5000, d]);
    points.set([17, d - 1], Number.NaN);
    points.set([18, 0], 1);
    for (const rest of [[], [3]]) {
      const values = array(list(size * (rest[0] ?? 1), some)).reshape([...shape, ...rest]);
      for (const method of ["linear", "nearest"] as const)
        for (const fillValue of [undefined, null, 7]) {
          const options = { method, boundsError: false, ...(fillValue === undefined ? {} : { fillValue }) };
          compare((own) => regularGridInterpolator(axes, values, options)(own), points);
        }
    }
  }
});

test("grids that are left to the reference body", () => {
  const at = array(list(1000 * 2, some)).reshape([1000, 2]);
  const [one, two] = [zeros([3, 1]), zeros([300, 300])];
  compare((own) => regularGridInterpolator([[0, 1, 2], [0.5]], one, { boundsError: false })(own), at, false);
  compare((own) => regularGridInterpolator([list(300, (i) => i), list(300, (i) => i)], two)(own), at, false);
  const seven = Array.from({ length: 7 }, () => [0, 1]);
  const points = array(list(700 * 7, some)).reshape([700, 7]);
  compare((own) => regularGridInterpolator(seven, zeros([2, 2, 2, 2, 2, 2, 2]))(own), points, false);
});
