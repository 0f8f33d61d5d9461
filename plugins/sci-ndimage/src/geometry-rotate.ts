import { type ArrayLikeInput, asArray, checkAxis, copy, moveAxis, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { turn } from "./geometry-angle.js";
import type { InterpolationOptions } from "./geometry-common.js";
import { transformPlanes } from "./geometry-transforms.js";

/** What {@link rotate} takes. */
export interface RotateOptions extends InterpolationOptions {
  /** The two axes of the plane of rotation; [1, 0] by default. */
  readonly axes?: readonly [number, number];
  /** Whether the result is large enough to hold the whole rotated input; true by default. */
  readonly reshape?: boolean;
}

/**
 * Rotates an array about its centre in the plane of two axes. As `scipy.ndimage.rotate`.
 * @param angle in degrees; positive angles turn the second of the two axes towards the first, which is counterclockwise in pictures
 * @throws BAD_SHAPE for fewer than two axes, BAD_AXIS, BAD_ARGUMENT for an unknown order or mode or an angle that is no finite number,
 * BAD_DTYPE
 */
export function rotate(input: ArrayLikeInput, angle: number, options: RotateOptions = {}): NDArray {
  checkOptions("rotate", options, {
    axes: "any",
    reshape: "boolean",
    output: "any",
    order: "number",
    mode: "any",
    cval: "any",
    prefilter: "boolean",
  });
  checkKind("rotate", "angle", angle, "number");
  const a = asArray(input);
  const rank = a.shape.length;
  if (rank < 2) throw coreError("BAD_SHAPE", `input: got ${rank} axes, expected two or more.`);
  if (!Number.isFinite(angle))
    throw coreError("BAD_ARGUMENT", `angle: got ${describeValue(angle)}, expected a finite number of degrees.`);
  const given = options.axes ?? [1, 0];
  if (!Array.isArray(given) || given.length !== 2)
    throw coreError("BAD_AXIS", `axes: got ${describeValue(given)}, expected two axes.`);
  const [first, second] = given.map((axis: number) => checkAxis(axis, rank, "axes")).sort((x, y) => x - y) as [
    number,
    number,
  ];
  if (first === second) throw coreError("BAD_AXIS", `axes: got ${describeValue(given)}, expected two different axes.`);
  const [c, s] = turn(angle);
  const [rows, columns] = [a.shape[first] as number, a.shape[second] as number];
  const plane: [number, number] = options.reshape === false ? [rows, columns] : bounds(rows, columns, c, s);
  const [y, x] = [(plane[0] - 1) / 2, (plane[1] - 1) / 2];
  const offset = [(rows - 1) / 2 - (c * y + s * x), (columns - 1) / 2 - (-s * y + c * x)];
  const last = moveAxis(moveAxis(a, first, -1), second - 1, -1);
  const result = transformPlanes(last, [c, s, -s, c], offset, plane, options);
  if (rank === 2) return result;
  return copy(moveAxis(moveAxis(result, -1, second - 1), -1, first));
}

function bounds(rows: number, columns: number, c: number, s: number): [number, number] {
  const extent = (a: number, b: number): number => {
    const corners = [0, b * columns, a * rows, a * rows + b * columns];
    return Math.trunc(Math.max(...corners) - Math.min(...corners) + 0.5);
  };
  return [extent(c, s), extent(-s, c)];
}
