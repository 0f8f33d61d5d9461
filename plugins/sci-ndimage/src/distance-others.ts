import { type ArrayLikeInput, asArray, contiguousStrides, hostStorage, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { asked, type BothOptions, type DistanceOptions, indicesOf } from "./distance-edt.js";
import { erodeBits } from "./erode-bits.js";
import { neighbourhood, truths } from "./neighbourhood.js";
import { connectivityOf, generateBinaryStructure } from "./structure.js";
import { perAxis } from "./values.js";

/** Options of {@link distanceTransformCdt}. */
export interface ChamferOptions extends DistanceOptions {
  /** `chessboard` (default), `taxicab` = `cityblock` = `manhattan`, or the steps that are allowed, as a structure of 3 along each axis. */
  readonly metric?: string | ArrayLikeInput;
}

/** Options of {@link distanceTransformBf}. */
export interface BruteForceOptions extends DistanceOptions {
  /** `euclidean` (default), `taxicab` = `cityblock` = `manhattan` or `chessboard`. */
  readonly metric?: string;
  /** The distance of neighbours along all axes or each, for the Euclidean metric; 1 by default. */
  readonly sampling?: number | readonly number[];
}

const taxicab = ["taxicab", "cityblock", "manhattan"];

/**
 * The number of steps from each element that is not 0 to the nearest one that is, by one sweep forwards and one backwards (chamfer).
 * @returns int32 distances, -1 where there is no way; with `returnIndices` also int32 indices of shape (axes, ...shape), or those alone
 * @throws BAD_VALUE for an unknown metric, BAD_SHAPE for a metric that is not 3 along each axis, BAD_ARGUMENT when nothing is asked for
 */
export function distanceTransformCdt(
  input: ArrayLikeInput,
  options: ChamferOptions & BothOptions,
): [distances: NDArray<"int32">, indices: NDArray<"int32">];
export function distanceTransformCdt(input: ArrayLikeInput, options?: ChamferOptions): NDArray;
export function distanceTransformCdt(
  input: ArrayLikeInput,
  options: ChamferOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("distanceTransformCdt", options, {
    metric: "any",
    returnDistances: "boolean",
    returnIndices: "boolean",
  });
  const a = asArray(input);
  const steps = stepsOf(options.metric ?? "chessboard", a.shape.length);
  return asked(
    options,
    () => chamfer(a, steps),
    ({ distances }) => a.make("int32", a.shape, hostStorage(distances)),
    ({ sites }) => indicesOf(sites, a),
  );
}

/**
 * The distance of each element that is not 0 to the nearest one that is, by comparing with all those at the edge of the background: the
 * time grows with the product of both. Without any 0 Euclidean distances are infinite, others 2 ** 32 - 1.
 * @returns float64 distances, uint32 for other metrics than `euclidean`; with `returnIndices` also int32 indices, or those alone
 * @throws BAD_VALUE for an unknown metric or a wrong sampling, BAD_ARGUMENT when nothing is asked for
 */
export function distanceTransformBf(
  input: ArrayLikeInput,
  options: BruteForceOptions & BothOptions,
): [distances: NDArray, indices: NDArray<"int32">];
export function distanceTransformBf(input: ArrayLikeInput, options?: BruteForceOptions): NDArray;
export function distanceTransformBf(
  input: ArrayLikeInput,
  options: BruteForceOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("distanceTransformBf", options, {
    metric: "any",
    sampling: "numbers",
    returnDistances: "boolean",
    returnIndices: "boolean",
  });
  const a = asArray(input);
  const metric = bruteForceMetric(options.metric ?? "euclidean");
  const sampling = perAxis(options.sampling ?? 1, a.shape.length, "sampling");
  for (const one of sampling)
    if (typeof one !== "number" || !Number.isFinite(one))
      throw coreError("BAD_VALUE", `sampling: got ${describeValue(one)}, expected distances of neighbours.`);
  return asked(
    options,
    () => bruteForce(a, metric, sampling),
    ({ distances }) => {
      if (metric === "euclidean") return a.make("float64", a.shape, hostStorage(distances.map(Math.sqrt)));
      return a.make("uint32", a.shape, hostStorage(Uint32Array.from(distances, (one) => Math.min(one, 2 ** 32 - 1))));
    },
    ({ sites }) => indicesOf(sites, a),
  );
}

function stepsOf(metric: string | ArrayLikeInput, dimensions: number): NDArray {
  if (metric === "chessboard") return generateBinaryStructure(dimensions, dimensions);
  if (typeof metric !== "string") return connectivityOf(metric, dimensions);
  if (taxicab.includes(metric)) return generateBinaryStructure(dimensions, 1);
  throw coreError(
    "BAD_VALUE",
    `metric: got ${describeValue(metric)}, allowed are chessboard, ${taxicab.join(", ")} and a structure of 3 along each axis.`,
  );
}

function bruteForceMetric(metric: string): "euclidean" | "taxicab" | "chessboard" {
  const name = typeof metric === "string" ? metric.toLowerCase() : "";
  if (taxicab.includes(name)) return "taxicab";
  if (name === "euclidean" || name === "chessboard") return name;
  throw coreError(
    "BAD_VALUE",
    `metric: got ${describeValue(metric)}, allowed are euclidean, ${taxicab.join(", ")} and chessboard.`,
  );
}

function chamfer(a: NDArray, structure: NDArray): { readonly distances: Int32Array; readonly sites: Int32Array } {
  const bits = truths(a);
  const distances = new Int32Array(a.size);
  const sites = new Int32Array(a.size);
  for (let i = 0; i < sites.length; i++) {
    distances[i] = -(bits[i] as number);
    sites[i] = i;
  }
  if (a.size === 0 || a.shape.length === 0) return { distances, sites };
  // Only the steps to elements that come before; the sweep backwards takes the same steps the other way.
  const members = truths(structure).slice();
  members.fill(0, Math.floor(members.length / 2));
  const origins = a.shape.map(() => 0);
  const start = new Float64Array(distances);
  const around = neighbourhood(start, a.shape, structure.shape, members, origins, "constant", -1);
  const wide = new Int32Array(around.values);
  const from = new Int32Array(wide.length);
  const centre = middleOf(a.shape);
  const offsets = around.offsets.map((offset) => offset - centre);
  const back = offsets.map((offset) => -offset);
  const { rows, length } = around;
  for (let row = 0; row < rows.length; row++) {
    const at = (rows[row] as number) + centre;
    from.set(sites.subarray(row * length, (row + 1) * length), at);
    for (let i = at; i < at + length; i++) step(wide, from, offsets, i);
  }
  for (let row = rows.length - 1; row >= 0; row--) {
    const at = (rows[row] as number) + centre;
    for (let i = at + length - 1; i >= at; i--) step(wide, from, back, i);
    distances.set(wide.subarray(at, at + length), row * length);
    sites.set(from.subarray(at, at + length), row * length);
  }
  return { distances, sites };
}

/** The distance of a filter's centre from its corner in an array with a border of one element. */
function middleOf(shape: readonly number[]): number {
  return contiguousStrides(shape.map((size) => size + 2)).reduce((sum, stride) => sum + stride, 0);
}

function step(distances: Int32Array, from: Int32Array, offsets: Int32Array, at: number): void {
  let least = distances[at] as number;
  if (least === 0) return;
  let best = at;
  for (let k = 0; k < offsets.length; k++) {
    const neighbour = at + (offsets[k] as number);
    const distance = distances[neighbour] as number;
    if (distance >= 0 && (least < 0 || distance + 1 < least)) {
      least = distance + 1;
      best = neighbour;
    }
  }
  distances[at] = least;
  from[at] = from[best] as number;
}

function bruteForce(
  a: NDArray,
  metric: "euclidean" | "taxicab" | "chessboard",
  sampling: readonly number[],
): { readonly distances: Float64Array; readonly sites: Int32Array } {
  const dimensions = a.shape.length;
  const bits = truths(a);
  const edge = edgeOf(a, bits);
  const strides = contiguousStrides(a.shape);
  const indexOf = (at: number, axis: number): number =>
    Math.floor(at / (strides[axis] as number)) % (a.shape[axis] as number);
  const places = edge.map((at) => a.shape.map((_, axis) => indexOf(at, axis)));
  const distances = new Float64Array(bits.length);
  const sites = Int32Array.from(bits, (_, i) => i);
  const index = new Float64Array(dimensions);
  for (let at = 0; at < bits.length; at++) {
    if (bits[at] === 0) continue;
    for (let axis = 0; axis < dimensions; axis++) index[axis] = indexOf(at, axis);
    let least = Number.POSITIVE_INFINITY;
    let best = -1;
    // From the last one backwards, as SciPy does: of several as near the last one counts.
    for (let k = edge.length - 1; k >= 0; k--) {
      const place = places[k] as number[];
      let distance = 0;
      for (let axis = 0; axis < dimensions; axis++) {
        const away = Math.abs((index[axis] as number) - (place[axis] as number));
        if (metric === "euclidean") distance += (away * (sampling[axis] as number)) ** 2;
        else distance = metric === "taxicab" ? distance + away : Math.max(distance, away);
      }
      if (distance < least) {
        least = distance;
        best = edge[k] as number;
      }
    }
    distances[at] = least;
    sites[at] = best;
  }
  return { distances, sites };
}

/** Positions of background elements that touch something else. */
function edgeOf(a: NDArray, bits: Uint8Array): number[] {
  const structure = generateBinaryStructure(a.shape.length, a.shape.length);
  const eroded = erodeBits({
    bits: bits.map((bit) => 1 - bit),
    shape: a.shape,
    box: structure.shape,
    members: structure.data,
    origins: a.shape.map(() => 0),
    mask: undefined,
    border: true,
    iterations: 1,
    bruteForce: false,
  });
  const edge: number[] = [];
  for (let i = 0; i < bits.length; i++) if (bits[i] === 0 && eroded[i] === 0) edge.push(i);
  return edge;
}
