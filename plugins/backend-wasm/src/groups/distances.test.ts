import { type DType, elementsOf, type NDArray, withRuntime, zeros } from "@core/array";
import { vq } from "sci-cluster";
import { type CsrMatrix, csrMatrix } from "sci-sparse";
import { cdist, pdist } from "sci-spatial";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["products"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

function sample(dtype: DType, shape: readonly number[], seed = 1): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = 10 * Math.sin(i * 1.7 + seed) + Math.cos(i * i * 0.013);
  return a;
}

function compare(call: (...inputs: NDArray[]) => unknown, inputs: readonly NDArray[], wanted = true): void {
  const expected = call(...inputs);
  for (const { runtime, ran } of runtimes) {
    const got = call(...inputs.map((input) => withRuntime(runtime, input)));
    expect(ran().length).toBe(wanted ? 1 : 0);
    expectSame(got, expected);
  }
}

const sizes = [
  [100, 90, 1],
  [90, 101, 3],
  [61, 62, 7],
  [33, 1, 300],
  [1, 34, 300],
  [50, 43, 64],
  [4100, 3, 5],
] as const;

test.each(["euclidean", "sqeuclidean", "cityblock", "chebyshev"] as const)("distances, %s, bit for bit", (metric) => {
  for (const dtype of ["float32", "float64"] as const)
    for (const [m, n, k] of sizes) {
      compare((a, b) => cdist(a!, b!, { metric }), [sample(dtype, [m, k]), sample(dtype, [n, k], 2)]);
      if (m > 1 && m < 1000) compare((a) => pdist(a!, { metric }), [sample(dtype, [m, k])], m * m * k >= 16384);
    }
  for (const layout of layouts)
    compare(
      (a, b) => cdist(a!, b!, { metric }),
      [laidOut(sample("float64", [70, 40]), layout), sample("float64", [30, 40])],
    );
});

test("NaN, infinity and what is left to the reference body", () => {
  const a = sample("float64", [80, 20]);
  for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0].entries())
    (elementsOf(a) as Float64Array)[i * 37] = value;
  for (const metric of ["euclidean", "sqeuclidean", "cityblock", "chebyshev"] as const) {
    compare((x, y) => cdist(x!, y!, { metric }), [a, a]);
    compare((x) => pdist(x!, { metric }), [a]);
  }
  const w = new Array<number>(20).fill(2);
  compare((x, y) => cdist(x!, y!, { metric: "euclidean", w }), [a, a], false);
  compare((x, y) => cdist(x!, y!, { metric: "canberra" }), [a, a], false);
  compare((x) => pdist(x!), [sample("float64", [4, 3])], false);
  compare((x) => pdist(x!), [sample("float64", [0, 3])], false);
  compare((x, y) => vq(x!, y!, { checkFinite: false }), [a, sample("float64", [30, 20])]);
});

test("nearest centres, bit for bit", () => {
  for (const dtype of ["float32", "float64"] as const)
    for (const [m, n, k] of sizes) compare((a, b) => vq(a!, b!), [sample(dtype, [m, k]), sample(dtype, [n, k], 2)]);
  compare((a, b) => vq(a!, b!), [sample("float64", [5000]), sample("float64", [7], 2)]);
  // The first of several.
  compare((a, b) => vq(a!, b!), [zeros([900, 4]), zeros([6, 4])]);
});

test("sparse products, bit for bit", () => {
  const dense = sample("float64", [300, 200]);
  const values = elementsOf(dense) as Float64Array;
  for (let i = 0; i < values.length; i++) if (i % 3 !== 0) values[i] = 0;
  const matrix = csrMatrix(dense) as CsrMatrix;
  for (const x of [sample("float64", [200]), sample("float64", [200, 5]), sample("float64", [200, 4])])
    compare((one) => matrix.dot(one!), [x]);
  compare((one) => matrix.dot(one!), [laidOut(sample("float64", [200, 4]), "reversed")]);
});
