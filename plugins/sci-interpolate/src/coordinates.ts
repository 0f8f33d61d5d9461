import {
  type ArrayLikeInput,
  asArray,
  broadcastArrays,
  commonRuntime,
  isNDArray,
  type NDArray,
  type Runtime,
} from "@core/array";
import { coreError } from "@core/array/runtime";
import { numbersOf, shapeText } from "./arguments.js";

/** Points in d dimensions: an array whose last axis has d elements, or a list of d arrays of coordinates that are broadcast. */
export type PointsInput = ArrayLikeInput | readonly NDArray[];

/** Points as rows of a matrix. */
export interface Points {
  /** The shape of the array of points. */
  readonly shape: readonly number[];
  readonly count: number;
  readonly dimensions: number;
  readonly data: Float64Array;
  /** Of the arrays that they come from. */
  readonly runtime: Runtime | undefined;
}

/** Points of any form; a single axis of numbers is one point after the other, or places where there is one dimension. */
export function pointsOf(where: string, name: string, points: PointsInput, dimensions?: number): Points {
  if (Array.isArray(points) && points.length > 0 && points.every(isNDArray))
    return fromCoordinates(where, name, points as readonly NDArray[], dimensions);
  const a = asArray(points as ArrayLikeInput);
  const { runtime } = a;
  if (a.shape.length === 0) {
    if ((dimensions ?? 1) !== 1) throw wrongSize(where, name, 1, dimensions);
    return { shape: [], count: 1, dimensions: 1, data: numbersOf(where, name, a), runtime };
  }
  if (a.shape.length === 1) {
    const d = dimensions ?? 1;
    const size = a.shape[0]!;
    if (size % d !== 0) throw wrongSize(where, name, size, dimensions);
    return { shape: [size / d], count: size / d, dimensions: d, data: numbersOf(where, name, a), runtime };
  }
  const d = a.shape[a.shape.length - 1]!;
  if (dimensions !== undefined && d !== dimensions)
    throw coreError(
      "BAD_SHAPE",
      `${where}: ${name} has shape ${shapeText(a)}, expected ${dimensions} coordinates along the last axis.`,
    );
  const shape = a.shape.slice(0, -1);
  return { shape, count: shape.reduce((x, y) => x * y, 1), dimensions: d, data: numbersOf(where, name, a), runtime };
}

function wrongSize(where: string, name: string, size: number, dimensions: number | undefined): Error {
  return coreError(
    "BAD_SHAPE",
    `${where}: ${name} has ${size} numbers, which are no points in ${dimensions} dimensions.`,
  );
}

function fromCoordinates(
  where: string,
  name: string,
  given: readonly NDArray[],
  dimensions: number | undefined,
): Points {
  const d = given.length;
  if (dimensions !== undefined && d !== dimensions)
    throw coreError("BAD_SHAPE", `${where}: ${name} has ${d} arrays of coordinates, expected ${dimensions}.`);
  const whole = broadcastArrays(...given) as NDArray[];
  const { shape } = whole[0]!;
  const count = shape.reduce((x, y) => x * y, 1);
  const data = new Float64Array(count * d);
  for (const [k, one] of whole.entries()) {
    const column = numbersOf(where, name, one);
    for (let i = 0; i < count; i++) data[i * d + k] = column[i]!;
  }
  return { shape, count, dimensions: d, data, runtime: commonRuntime(given) };
}
