import {
  type ArrayLikeInput,
  asArray,
  astype,
  broadcastTo,
  contiguous,
  coreError,
  describeValue,
  dispatch,
  elementsOf,
  isComplexDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { cRandom } from "./c-random.js";
import { edgesOf } from "./edges.js";
import { joinGroups } from "./groups.js";
import { orderOf } from "./order.js";
import { reliabilities } from "./reliability.js";

/** Options of {@link unwrapPhase}. */
export interface UnwrapOptions {
  /** Whether opposite borders are neighbours, for all axes or for each one in the order of the array. False by default. */
  readonly wrapAround?: boolean | readonly boolean[] | undefined;
  /** Decides between edges at the borders, for which there is no reliability. A whole number, 0 by default. */
  readonly seed?: number | undefined;
  /** True for pixels that are left out: they keep their values. Those that are not finite are left out anyway. */
  readonly mask?: ArrayLikeInput | undefined;
}

interface Attributes {
  /** For each of the last axes, which are unwrapped, whether its borders are neighbours. */
  readonly wrapAround: readonly boolean[];
  readonly seed: number;
}

// Edges are numbered with 32 bits, up to 18 numbers for each pixel.
const mostPoints = 2 ** 27;

const unwrapOperation: Operation<Attributes, NDArray> = {
  id: "signal-complex/unwrapPhase",
  reference: ([phase, mask], { wrapAround, seed }) => unwrapAll(phase as NDArray, mask, wrapAround, seed),
  infer: ([phase]) => ({ dtype: "float64", shape: (phase as NDArray).shape }),
};

/**
 * Takes the jumps of 2 pi out of phases in radians, of a line, an image or a volume. Lines are followed from their beginning; images
 * and volumes along the most reliable paths, where neighbours differ most evenly. The result is right up to a multiple of 2 pi.
 * @returns float64 of the same shape
 * @throws BAD_SHAPE for other numbers of axes, BAD_DTYPE for complex numbers, BAD_ARGUMENT for lines with borders that are neighbours
 * or a mask, BAD_VALUE for wrong seeds
 * Source: M. A. Herráez, D. R. Burton, M. J. Lalor, M. A. Gdeisat, Appl. Opt. 41 (2002) 7437; H. Abdul-Rahman et al., Proc. SPIE 5856
 * (2005) 32. Numbers of scikit-image's `unwrap_phase`.
 */
export function unwrapPhase(phase: ArrayLikeInput, options: UnwrapOptions = {}): NDArray {
  checkOptions("unwrapPhase", options, { wrapAround: "any", seed: "any", mask: "any" });
  const array = asArray(phase);
  if (array.shape.length < 1 || array.shape.length > 3)
    throw coreError(
      "BAD_SHAPE",
      `unwrapPhase: the array has ${array.shape.length} axes, allowed are lines, images and volumes (1 to 3).`,
    );
  const mask = options.mask === undefined ? undefined : asArray(options.mask);
  const wrapAround = checkWrapAround("unwrapPhase", options.wrapAround, array.shape.length, mask !== undefined);
  return unwrapLast(array, mask === undefined ? undefined : broadcastTo(mask, array.shape), wrapAround, options.seed);
}

/** Unwraps each position over the last axes, as many as `wrapAround` has entries. */
export function unwrapLast(
  phase: NDArray,
  mask: NDArray | undefined,
  wrapAround: readonly boolean[],
  seed = 0,
): NDArray {
  if (isComplexDType(phase.dtype))
    throw coreError("BAD_DTYPE", "unwrapPhase: got complex numbers, expected phases in radians.");
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw coreError("BAD_VALUE", `seed: got ${describeValue(seed)}, expected a whole number from 0 to 2 ** 32 - 1.`);
  return dispatch(unwrapOperation, mask === undefined ? [phase] : [phase, mask], { wrapAround, seed });
}

/** Which borders are neighbours, for each axis. */
export function checkWrapAround(
  name: string,
  given: boolean | readonly boolean[] | undefined,
  axes: number,
  masked: boolean,
): readonly boolean[] {
  const list =
    typeof given === "boolean" || given === undefined ? new Array<boolean>(axes).fill(given === true) : given;
  if (!Array.isArray(list) || list.length !== axes || !list.every((one) => typeof one === "boolean"))
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: wrapAround is ${describeValue(given)}, expected true, false, or one of them for each of ${axes} axes.`,
    );
  if (axes === 1 && list[0] === true)
    throw coreError("BAD_ARGUMENT", `${name}: the ends of a line cannot be neighbours: leave out wrapAround.`);
  if (axes === 1 && masked) throw coreError("BAD_ARGUMENT", `${name}: lines cannot have a mask.`);
  return list;
}

function unwrapAll(phase: NDArray, mask: NDArray | undefined, wrapAround: readonly boolean[], seed: number): NDArray {
  const shape = phase.shape.slice(phase.shape.length - wrapAround.length);
  const points = shape.reduce((product, size) => product * size, 1);
  if (points > mostPoints)
    throw coreError(
      "OUT_OF_MEMORY",
      `unwrapPhase: got ${points} points, expected up to ${mostPoints} at each position.`,
    );
  const values = elementsOf(contiguous(astype(phase, "float64")));
  const left = mask === undefined ? undefined : elementsOf(contiguous(astype(mask, "bool")));
  const result = phase.make("float64", phase.shape);
  const target = elementsOf(result) as Float64Array;
  const start = wrapAround.length === 1 ? new Float64Array(0) : cRandom(seed, points);
  for (let from = 0; from < values.length; from += points) {
    const own = values.subarray(from, from + points);
    const out = target.subarray(from, from + points);
    if (wrapAround.length === 1) unwrapLine(own, out);
    else unwrapSpace(own, out, leftOut(own, left?.subarray(from, from + points)), shape, wrapAround, start);
  }
  return result;
}

function leftOut(values: Float64Array, mask: ArrayLike<number> | undefined): Uint8Array {
  const left = new Uint8Array(values.length);
  for (let i = 0; i < left.length; i++)
    left[i] = (mask !== undefined && mask[i] !== 0) || !Number.isFinite(values[i]) ? 1 : 0;
  return left;
}

/** Numbers that are not finite stay, and the line goes on from the last one that is. */
function unwrapLine(values: Float64Array, target: Float64Array): void {
  let turns = 0;
  let before = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const difference = value - before;
    if (difference > Math.PI) turns--;
    else if (difference < -Math.PI) turns++;
    target[i] = value + 2 * Math.PI * turns;
    if (Number.isFinite(value)) before = value;
  }
}

function unwrapSpace(
  values: Float64Array,
  target: Float64Array,
  left: Uint8Array,
  shape: readonly number[],
  wrapAround: readonly boolean[],
  start: Float64Array,
): void {
  const edges = edgesOf(values, shape, wrapAround, left, reliabilities(values, shape, wrapAround, start));
  const tree = joinGroups(edges, orderOf(edges.keys));
  for (let i = 0; i < values.length; i++) target[i] = (values[i] as number) + 2 * Math.PI * (tree[2 * i + 1] as number);
}
