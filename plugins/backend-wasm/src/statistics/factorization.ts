import type { Kernel, NDArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { copyOf, numbersAt, partsOf, placeOf, plainFrom, resultFrom, sumAt } from "./parts.js";

/** What stat-decomposition's factorizations are told; see there. */
interface FactorizationAttributes {
  readonly iterations: number;
  readonly done: number;
  readonly tolerance: number;
  readonly first: number;
  readonly last: number;
  readonly l1W: number;
  readonly l1H: number;
  readonly l2W: number;
  readonly l2H: number;
  readonly updateH: boolean;
}

/** As in kernels/statistics.cpp. */
const featuresOfBlock = 256;
const heavy = 65536;
const fewest = 4096;

/** The kernels of factorizations without numbers below zero. */
export function factorizationKernels(engine: Engine, group: Binary): readonly Kernel[] {
  const accepts = ([x, w]: readonly NDArray[]): boolean => {
    const { m, n, k } = sizesOf(x as NDArray, w as NDArray);
    const elements =
      m * n + 4 * m * k + (partsOf(m, k * n) + 4) * k * (n + k) + engine.threads * (k + 8) * featuresOfBlock;
    return m * n * k >= fewest && elements < 2 ** 28 && engine.fits(8 * elements + 65536);
  };
  const loop = (operation: string, isMultiplicative: boolean): Kernel => ({
    operation,
    device: "host",
    dtypes: [["float64", "float64", "float64", "int32"]],
    accepts,
    run: (inputs, attributes) =>
      iterate(engine, group, inputs, attributes as FactorizationAttributes, isMultiplicative),
  });
  return [
    loop("stat-decomposition/coordinateDescent", false),
    loop("stat-decomposition/multiplicativeUpdate", true),
    {
      operation: "stat-decomposition/residual",
      device: "host",
      dtypes: ["float64"],
      accepts,
      run: (inputs) => residual(engine, group, inputs),
    },
  ];
}

interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

function sizesOf(x: NDArray, w: NDArray): Sizes {
  const [m, n] = x.shape as [number, number];
  return { m, n, k: w.shape[1] as number };
}

/** Where everything is. */
interface Places {
  readonly x: number;
  readonly w: number;
  readonly h: number;
  readonly gram: number;
  readonly products: number;
  readonly sums: number;
  readonly grams: number;
  readonly found: number;
}

/** What a step is told, in a block of its own. */
function jobAt(
  engine: Engine,
  place: number,
  at: Places,
  { m, n, k }: Sizes,
  parts: number,
  step: { order: number; multiplies: boolean; accumulates: boolean; isMultiplicative: boolean; l1: number; l2: number },
): number {
  new Uint32Array(engine.memory.buffer, place, 16).set([
    ...[at.x, at.w, at.h, at.gram, at.products, step.order, at.sums, at.grams, at.found, m, n, k, parts],
    ...[step.multiplies, step.accumulates, step.isMultiplicative].map(Number),
  ]);
  numbersAt(engine, place + 64, 2).set([step.l1, step.l2]);
  return place;
}

function placesOf(engine: Engine, arena: Arena, inputs: readonly NDArray[], { m, n, k }: Sizes, parts: number): Places {
  return {
    x: placeOf(arena, inputs[0] as NDArray),
    w: copyOf(engine, arena, inputs[1] as NDArray),
    h: copyOf(engine, arena, inputs[2] as NDArray),
    gram: arena.take(8 * k * k),
    products: arena.take(8 * m * k),
    sums: arena.take(8 * parts * k * n),
    grams: arena.take(8 * parts * k * k),
    found: arena.take(8 * Math.max(parts, Math.ceil(n / featuresOfBlock))),
  };
}

function errorOf(engine: Engine, group: Binary, job: number, at: Places, sizes: Sizes, parts: number): number {
  const isHeavy = sizes.m * sizes.n * sizes.k > heavy;
  engine.run(group, "factor_residual", parts, { grain: 1, heavy: isHeavy }, job);
  return Math.sqrt(sumAt(engine, at.found, parts));
}

function iterate(
  engine: Engine,
  group: Binary,
  inputs: readonly NDArray[],
  attributes: FactorizationAttributes,
  isMultiplicative: boolean,
): NDArray[] {
  const sizes = sizesOf(inputs[0] as NDArray, inputs[1] as NDArray);
  const { m, n, k } = sizes;
  const { iterations, done, tolerance, updateH } = attributes;
  const parts = partsOf(m, k * n);
  const blocks = Math.ceil(n / featuresOfBlock);
  const given = inputs[3] as NDArray;
  return engine.scope((arena) => {
    const at = placesOf(engine, arena, inputs, sizes, parts);
    const natural = arena.put(Uint32Array.from({ length: k }, (_, t) => t));
    const orders = given.size === 0 ? undefined : placeOf(arena, given);
    const jobs = [0, 1].map(() => arena.take(80)) as [number, number];
    const tell = (half: number, order: number, multiplies: boolean): number =>
      jobAt(engine, jobs[half] as number, at, sizes, parts, {
        order,
        multiplies,
        accumulates: updateH,
        isMultiplicative,
        l1: half === 0 ? attributes.l1W : attributes.l1H,
        l2: half === 0 ? attributes.l2W : attributes.l2H,
      });
    let { first, last } = attributes;
    tell(0, natural, true);
    if (isMultiplicative && done === 0 && tolerance > 0)
      first = last = errorOf(engine, group, jobs[0], at, sizes, parts);
    let count = 0;
    let ended = false;
    while (count < iterations && !ended) {
      const orderOf = (half: number): number => (orders === undefined ? natural : orders + 4 * k * (2 * count + half));
      const multiplies = updateH || count === 0;
      const rows = tell(0, orderOf(0), multiplies);
      if (multiplies) engine.run(group, "factor_gram_rows", k, { grain: 1, heavy: k * k * n > 4 * heavy }, rows);
      engine.run(group, "factor_rows", parts, { grain: 1, scratch: 8 * k, heavy: m * n * k > heavy }, rows);
      let violation = sumAt(engine, at.found, parts);
      if (updateH) {
        const columns = tell(1, orderOf(1), true);
        engine.run(group, "factor_gram", 1, {}, columns);
        const scratch = 8 * k * featuresOfBlock;
        engine.run(group, "factor_columns", blocks, { grain: 1, scratch, heavy: n * k * (k + parts) > heavy }, columns);
        violation += sumAt(engine, at.found, blocks);
      }
      count++;
      if (!isMultiplicative) {
        if (done + count === 1) first = violation;
        last = violation;
        ended = first === 0 || violation / first <= tolerance;
      } else if (tolerance > 0 && (done + count) % 10 === 0) {
        const error = errorOf(engine, group, jobs[0], at, sizes, parts);
        ended = (last - error) / first < tolerance;
        last = error;
      }
    }
    const state = arena.take(32);
    numbersAt(engine, state, 4).set([done + count, first, last, ended ? 1 : 0]);
    return [
      resultFrom(engine, inputs, at.w, [m, k]),
      resultFrom(engine, inputs, at.h, [k, n]),
      plainFrom(engine, inputs[0] as NDArray, state, [4]),
    ];
  });
}

function residual(engine: Engine, group: Binary, inputs: readonly NDArray[]): NDArray {
  const [x, w, h] = inputs as [NDArray, NDArray, NDArray];
  const sizes = sizesOf(x, w);
  const parts = partsOf(sizes.m, sizes.k * sizes.n);
  return engine.scope((arena) => {
    const found = arena.take(8 * parts);
    const at = { x: placeOf(arena, x), w: placeOf(arena, w), h: placeOf(arena, h), gram: 0, products: 0 };
    const job = jobAt(engine, arena.take(80), { ...at, sums: 0, grams: 0, found }, sizes, parts, {
      order: 0,
      multiplies: false,
      accumulates: false,
      isMultiplicative: false,
      l1: 0,
      l2: 0,
    });
    const error = errorOf(engine, group, job, { ...at, sums: 0, grams: 0, found }, sizes, parts);
    numbersAt(engine, found, 1)[0] = error;
    return plainFrom(engine, x, found, []);
  });
}
