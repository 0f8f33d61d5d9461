import {
  type ArrayLikeInput,
  asArray,
  broadcastShapes,
  broadcastTo,
  checkShape,
  contiguous,
  elementsOf,
  fromData,
  isNDArray,
  type NDArray,
  sizeOf,
} from "@core/array";
import { type RandomState, randomState, type Seed } from "@core/array/random";
import { coreError } from "@core/array/runtime";
import type { DrawOptions } from "./types.js";

/** A function of a point, the location, the scale and up to three shape parameters. */
export type Placed = (x: number, loc: number, scale: number, a: number, b: number, c: number) => number;

/** A function of a standardised point and the shape parameters. */
export type Kernel = (x: number, a: number, b: number, c: number) => number;

/** A function of the shape parameters. */
export type Parametric<T> = (a: number, b: number, c: number) => T;

/** The same with as many parameters as there are shapes: what `vectorize` looks at. */
export function withShapes(count: number, f: Placed): (...given: number[]) => number {
  if (count === 0) return (x, loc, scale) => f(x!, loc!, scale!, 0, 0, 0);
  if (count === 1) return (x, a, loc, scale) => f(x!, loc!, scale!, a!, 0, 0);
  if (count === 2) return (x, a, b, loc, scale) => f(x!, loc!, scale!, a!, b!, 0);
  return (x, a, b, c, loc, scale) => f(x!, loc!, scale!, a!, b!, c!);
}

/** The shape parameters, and the options behind them. */
export function splitArguments<Options extends object>(
  name: string,
  count: number,
  shapes: readonly string[],
  given: readonly unknown[],
): { readonly leading: readonly ArrayLikeInput[]; readonly options: Options } {
  const leading = given.slice(0, count) as ArrayLikeInput[];
  if (leading.length < count || leading.some((one) => one === undefined || isOptions(one)))
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: expected ${["x", ...shapes].slice(-count).join(", ")} before the options.`,
    );
  const rest = given.slice(count);
  const options = rest[0] ?? {};
  if (rest.length > 1 || !isOptions(options))
    throw coreError("BAD_ARGUMENT", `${name}: expected options { loc, scale, … } after ${count} arguments.`);
  return { leading, options: options as Options };
}

function isOptions(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !isNDArray(value) &&
    !ArrayBuffer.isView(value)
  );
}

/** Refuses keys that no option has. */
export function checkKeys(name: string, options: object, allowed: readonly string[]): void {
  for (const key of Object.keys(options))
    if (!allowed.includes(key))
      throw coreError(
        "BAD_ARGUMENT",
        `${name}: unknown option ${JSON.stringify(key)}, expected ${allowed.join(", ")}.`,
      );
}

/** The stream of a seed, or the one given. */
export function streamOf(seed: Seed | RandomState | undefined): RandomState {
  return typeof seed === "object" && "stream" in seed ? seed : randomState(seed as Seed | undefined);
}

/** Fills an array of random numbers whose parameters are broadcast. */
export function drawn(
  parameters: readonly ArrayLikeInput[],
  options: DrawOptions,
  fill: (out: Float64Array, random: RandomState, at: (index: number, i: number) => number) => void,
): NDArray | number {
  const plain = parameters.every((one) => typeof one === "number");
  const arrays = parameters.map((one) => asArray(one).astype("float64"));
  const own = broadcastShapes(...arrays.map((one) => one.shape));
  const shape = options.size === undefined ? own : checkShape(options.size);
  const out = new Float64Array(sizeOf(shape));
  const spread = arrays.map((one) =>
    one.size === 1 ? elementsOf(contiguous(one)) : elementsOf(contiguous(broadcastTo(one, shape))),
  );
  fill(out, streamOf(options.seed), (index, i) => {
    const data = spread[index] as Float64Array;
    return data.length === 1 ? data[0]! : data[i]!;
  });
  return plain && options.size === undefined ? out[0]! : fromData(out, shape);
}
