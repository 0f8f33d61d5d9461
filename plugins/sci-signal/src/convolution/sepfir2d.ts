import { type ArrayLikeInput, asArray, isComplexDType, type NDArray, resultType } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkLine } from "../internal/checks.js";
import { floatDType, makeArray, partsOf } from "../internal/signals.js";
import { addConvolved } from "./rows.js";

/**
 * Convolves an image with a filter along its rows and one along its columns; beyond the edges the image is mirrored (b a | a b c | c b).
 * @param hrow filter along the rows (the last axis), of odd length
 * @param hcol filter along the columns, of odd length
 * @returns an array of the shape of `input`, float32 for float32
 * @throws BAD_SHAPE unless `input` has two axes, BAD_VALUE for filters of even length
 */
export function sepfir2d(input: ArrayLikeInput, hrow: ArrayLikeInput, hcol: ArrayLikeInput): NDArray {
  const image = asArray(input);
  if (image.shape.length !== 2)
    throw coreError("BAD_SHAPE", `input: got shape (${image.shape.join(", ")}), expected two axes.`);
  const [across, down] = [checkLine(hrow, "hrow"), checkLine(hcol, "hcol")];
  for (const [name, one] of [
    ["hrow", across],
    ["hcol", down],
  ] as const) {
    if (one.size % 2 === 0)
      throw coreError("BAD_VALUE", `${name}: has ${one.size} coefficients, expected an odd number.`);
    if (isComplexDType(one.dtype)) throw coreError("BAD_DTYPE", `${name}: got ${one.dtype}, expected real numbers.`);
  }
  const { re, im } = partsOf(image);
  const shape = image.shape as readonly [number, number];
  const [rowTaps, columnTaps] = [partsOf(across).re, partsOf(down).re];
  const run = (part: Float64Array): Float64Array =>
    transposed(filterRows(transposed(filterRows(part, shape, rowTaps), shape), [shape[1], shape[0]], columnTaps), [
      shape[1],
      shape[0],
    ]);
  const dtype = floatDType(resultType(image.dtype));
  return makeArray(image, run(re), im === undefined ? undefined : run(im), shape, dtype);
}

function filterRows(x: Float64Array, [rows, length]: readonly [number, number], taps: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  const half = (taps.length - 1) / 2;
  const wide = new Float64Array(length + 2 * half);
  const period = 2 * length;
  for (let row = 0; row < rows; row++) {
    const start = row * length;
    for (let i = 0; i < wide.length; i++) {
      const place = (((i - half) % period) + period) % period;
      wide[i] = x[start + (place < length ? place : period - 1 - place)] as number;
    }
    addConvolved(out, start, length, 2 * half, wide, 0, wide.length, taps, 0, taps.length);
  }
  return out;
}

function transposed(x: Float64Array, [rows, columns]: readonly [number, number]): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = x[i * columns + j] as number;
  return out;
}
