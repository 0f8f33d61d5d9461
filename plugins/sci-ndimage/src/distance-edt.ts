import {
  type ArrayLikeInput,
  asArray,
  contiguousStrides,
  dispatch,
  elementsOf,
  hostStorage,
  type NDArray,
  type Operation,
  sqrt,
} from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { alongFirst, alongLater } from "./feature-transform.js";
import { truths } from "./neighbourhood.js";
import { perAxis } from "./values.js";

/** What a distance transform gives. */
export interface DistanceOptions {
  /** Whether to give the distances; true by default. */
  readonly returnDistances?: boolean;
  /** Whether to give the indices of the nearest background element, one array for each axis; false by default. */
  readonly returnIndices?: boolean;
}

/** Options of {@link distanceTransformEdt}. */
export interface EuclideanOptions extends DistanceOptions {
  /** The distance of neighbours along all axes or each; 1 by default. */
  readonly sampling?: number | readonly number[];
}

/** Options that ask for both distances and indices. */
export type BothOptions = { readonly returnDistances?: true; readonly returnIndices: true };

interface Attributes {
  readonly sampling: readonly number[] | undefined;
}

/** The position in C order of the nearest background element, -1 for none, and the squared distance to it. */
type Nearest = [sites: NDArray<"int32">, squares: NDArray<"float64">];

const operation: Operation<Attributes, Nearest> = {
  id: "sci-ndimage/distance-transform-edt",
  reference: ([a], { sampling }) => featureTransform(a as NDArray, sampling),
};

/**
 * The exact Euclidean distance of each element that is not 0 to the nearest one that is, in time proportional to the size (C. R. Maurer,
 * R. Qi and V. Raghavan, IEEE Trans. PAMI 25, 265, 2003). Without any 0 all distances are infinite and all indices -1.
 * @returns float64 distances; with `returnIndices` also int32 indices of shape (axes, ...shape), or those alone
 * @throws BAD_VALUE for a wrong sampling, BAD_ARGUMENT when nothing is asked for
 */
export function distanceTransformEdt(
  input: ArrayLikeInput,
  options: EuclideanOptions & BothOptions,
): [distances: NDArray<"float64">, indices: NDArray<"int32">];
export function distanceTransformEdt(input: ArrayLikeInput, options?: EuclideanOptions): NDArray;
export function distanceTransformEdt(
  input: ArrayLikeInput,
  options: EuclideanOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("distanceTransformEdt", options, {
    sampling: "numbers",
    returnDistances: "boolean",
    returnIndices: "boolean",
  });
  const given = asArray(input);
  const a = given.shape.length === 0 ? given.reshape([1]) : given;
  const sampling = options.sampling === undefined ? undefined : perAxis(options.sampling, a.shape.length, "sampling");
  for (const one of sampling ?? [])
    if (typeof one !== "number" || !Number.isFinite(one))
      throw coreError("BAD_VALUE", `sampling: got ${describeValue(one)}, expected distances of neighbours.`);
  return asked(
    options,
    () => dispatch(operation, [a], { sampling }),
    ([, squares]) => sqrt(squares) as NDArray,
    ([sites]) => indicesOf(elementsOf(sites), a),
  );
}

/** Distances, indices or both, as a transform's options ask for. */
export function asked<Result>(
  { returnDistances = true, returnIndices = false }: DistanceOptions,
  compute: () => Result,
  distances: (result: Result) => NDArray,
  indices: (result: Result) => NDArray,
): NDArray | [NDArray, NDArray] {
  if (!returnDistances && !returnIndices)
    throw coreError(
      "BAD_ARGUMENT",
      "returnDistances, returnIndices: both are false, expected at least one to be true.",
    );
  const result = compute();
  if (!returnIndices) return distances(result);
  return returnDistances ? [distances(result), indices(result)] : indices(result);
}

/** Positions in C order as indices along each axis; -1 stays. */
export function indicesOf(sites: Int32Array, a: NDArray): NDArray<"int32"> {
  const result = a.make("int32", [a.shape.length, ...a.shape]);
  const data = result.data;
  const strides = contiguousStrides(a.shape);
  for (let axis = 0; axis < strides.length; axis++) {
    const stride = strides[axis] as number;
    const size = a.shape[axis] as number;
    const at = axis * sites.length;
    for (let i = 0; i < sites.length; i++) {
      const site = sites[i] as number;
      data[at + i] = site < 0 ? -1 : ((site / stride) | 0) % size;
    }
  }
  return result;
}

function featureTransform(a: NDArray, sampling: readonly number[] | undefined): Nearest {
  const features = { sites: new Int32Array(a.size), squares: new Float64Array(a.size) };
  if (a.size > 0) alongFirst(truths(a), a.shape[0] as number, sampling?.[0] ?? 1, features);
  if (a.size > 0)
    for (let axis = 1; axis < a.shape.length; axis++) alongLater(a.shape, axis, sampling?.[axis] ?? 1, features);
  return [
    a.make("int32", a.shape, hostStorage(features.sites)),
    a.make("float64", a.shape, hostStorage(features.squares)),
  ];
}
