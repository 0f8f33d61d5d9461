import type { ArrayLikeInput } from "@core/array";
import fourier from "../golden/fourier.json" with { type: "json" };
import stored from "../golden/geometry.json" with { type: "json" };
import spline from "../golden/spline.json" with { type: "json" };
import * as geometry from "./geometry.js";
import { type StoredCall, testStoredCalls } from "./testing.js";

const functions = {
  ...geometry,
  diagonal: geometry.affineTransform,
  matrix: geometry.affineTransform,
  homogeneous: geometry.affineTransform,
  geometricTransform: (
    input: ArrayLikeInput,
    matrix: { toNested(): unknown },
    options: geometry.GeometricTransformOptions,
  ) => {
    const rows = matrix.toNested() as number[][];
    const mapping = (place: readonly number[], offset: number): number[] =>
      rows.map((row) => offset + row.reduce((sum, factor, axis) => sum + factor * (place[axis] as number), 0));
    return geometry.geometricTransform(input, mapping, { ...options, extraArguments: [0.3] });
  },
};

/** Single precision is rounded once; a last digit may fall on either side of a rounding. */
function close({ expected }: StoredCall): { rtol: number; atol: number } {
  const { dtype } = expected as { readonly dtype: string };
  return dtype === "float32" || dtype === "complex64" ? { rtol: 1.2e-7, atol: 1e-12 } : { rtol: 1e-12, atol: 1e-12 };
}

testStoredCalls(stored, functions, close);
testStoredCalls(spline, functions, close);
testStoredCalls(fourier, functions, close);
