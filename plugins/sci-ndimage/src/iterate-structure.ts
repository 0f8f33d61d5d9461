import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { binaryDilation } from "./binary-erosion.js";

/**
 * A structuring element dilated with itself: what `iterations` dilations with it do at once.
 * @returns the structure; with an `origin` also the origin for it, as a pair
 */
export function iterateStructure(structure: ArrayLikeInput, iterations: number): NDArray;
export function iterateStructure(
  structure: ArrayLikeInput,
  iterations: number,
  options: { readonly origin: number | readonly number[] },
): [structure: NDArray, origin: number[]];
export function iterateStructure(
  structure: ArrayLikeInput,
  iterations: number,
  options: { readonly origin?: undefined },
): NDArray;
export function iterateStructure(
  structure: ArrayLikeInput,
  iterations: number,
  options: { readonly origin?: number | readonly number[] | undefined } = {},
): NDArray | [NDArray, number[]] {
  checkOptions("iterateStructure", options, { origin: "numbers" });
  checkKind("iterateStructure", "iterations", iterations, "number");
  const given = asArray(structure);
  if (!Number.isInteger(iterations))
    throw coreError("BAD_VALUE", `iterations: got ${describeValue(iterations)}, expected a whole number.`);
  if (iterations < 2) return given.copy();
  const more = iterations - 1;
  const shape = given.shape.map((size) => size + more * (size - 1));
  const size = shape.reduce((product, one) => product * one, 1);
  if (!(size <= 2 ** 26))
    throw coreError(
      "OUT_OF_MEMORY",
      `iterations: ${iterations} make a structure of ${size} elements, up to 2 ** 26 fit.`,
    );
  const wide = given.make("bool", shape);
  const inner = wide.view(
    given.shape,
    wide.strides,
    given.shape.reduce((sum, size, axis) => sum + more * Math.floor(size / 2) * (wide.strides[axis] as number), 0),
  );
  inner.assign(given.astype("bool"));
  const result = binaryDilation(wide, { structure: given, iterations: more });
  if (options.origin === undefined) return result;
  const { origin } = options;
  const origins = typeof origin === "number" ? given.shape.map(() => origin) : origin;
  return [result, origins.map((one) => iterations * one)];
}
