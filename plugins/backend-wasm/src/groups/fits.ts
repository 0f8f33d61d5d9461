import { contiguous, elementsOf, hostStorage, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut } from "../elements.js";

/** What sci-optimize's batched fits are told; see curveFitBatch there. */
interface FitAttributes {
  readonly model: readonly (string | { readonly polynomial: number })[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly ftol: number;
  readonly xtol: number;
  readonly gtol: number;
  readonly maxiter: number;
}

/** Named parts of a model: the number of the kind in kernels/fits.cpp, and of parameters. */
const parts: Readonly<Record<string, readonly [kind: number, parameters: number]>> = {
  gaussian: [0, 3],
  lorentzian: [1, 3],
  powerLaw: [2, 2],
  exponential: [3, 2],
  constant: [4, 1],
  line: [4, 2],
};
/** More parameters leave the equations in normal form without digits, and are rare. */
const mostParameters = 32;

/** The kernels of fits of many spectra. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    {
      operation: "sci-optimize/curve-fit-batch",
      device: "host",
      dtypes: ["float64"],
      accepts([, y, p0], attributes) {
        const found = partsOf((attributes as FitAttributes).model);
        const [count, m] = (y as NDArray).shape as [number, number];
        const n = (p0 as NDArray).shape.at(-1) as number;
        if (found === undefined || n > mostParameters || count === 0 || m === 0 || !isWhole(attributes)) return false;
        return engine.fits(8 * (count * (2 * m + 2 * n + 3) + 2 * m) + engine.threads * scratchOf(m, n) + 65536);
      },
      run: (inputs, attributes) => fit(engine, group, inputs, attributes as FitAttributes),
    },
  ];
}

function isWhole(attributes: object): boolean {
  const { maxiter } = attributes as FitAttributes;
  return Number.isInteger(maxiter) && maxiter >= 0 && maxiter < 2 ** 32;
}

/** Kind and number of parameters of each part; undefined where one has no kernel. */
function partsOf(model: FitAttributes["model"]): number[] | undefined {
  const list: number[] = [];
  for (const one of model) {
    const found = typeof one === "string" ? parts[one] : ([4, one.polynomial + 1] as const);
    if (found === undefined) return undefined;
    list.push(...found);
  }
  return list;
}

function scratchOf(m: number, n: number): number {
  return 8 * (2 * m * (n + 1) + 2 * n * n + 5 * n);
}

function fit(engine: Engine, group: Binary, inputs: readonly NDArray[], attributes: FitAttributes): NDArray[] {
  const [x, y, p0, weights] = inputs.map((input) => elementsOf(contiguous(input)) as Float64Array) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array?,
  ];
  const [count, m] = (inputs[1] as NDArray).shape as [number, number];
  const n = (inputs[2] as NDArray).shape.at(-1) as number;
  const apart = inputs[3]?.shape.length === 2 ? m : 0;
  const list = partsOf(attributes.model) as number[];
  const { low, high, ftol, xtol, gtol, maxiter } = attributes;
  const results = [
    new Float64Array(p0),
    new Float64Array(count * n),
    new Float64Array(count),
    new Int32Array(count),
    new Int32Array(count),
  ] as const;
  engine.scope((arena) => {
    const limits = low.length > 0 ? [low, high].map((one) => arena.put(Float64Array.from(one))) : [0, 0];
    const logs = list.some((kind, i) => i % 2 === 0 && kind === 2) ? arena.put(x.map((one) => Math.log(one))) : 0;
    // The parameters are changed: never those of the caller.
    const out = results.map((one, i) => (i === 0 ? arena.put(one) : arena.take(one.byteLength)));
    engine.run(
      group,
      "fit_batch",
      count,
      { grain: 4, scratch: scratchOf(m, n), heavy: count * m > 2048 },
      ...[arena.put(x), logs, arena.put(Uint32Array.from(list)), list.length / 2, m, n, ...(limits as number[])],
      ...[ftol, xtol, gtol, maxiter, arena.put(y), weights === undefined ? 0 : arena.put(weights), apart, ...out],
    );
    for (const [i, one] of results.entries()) copyOut(engine, out[i] as number, one);
  });
  const like = inputs[1] as NDArray;
  return results.map((data, i) =>
    like.make(i < 3 ? "float64" : "int32", i < 2 ? [count, n] : [count], hostStorage(data)),
  );
}
