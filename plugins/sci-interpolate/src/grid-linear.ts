import { dispatch, elementsOf, fromData, type NDArray, type Operation, type Runtime } from "@core/array";
import { intervalOf } from "./search.js";
import { inRuntime } from "./values.js";

interface LinearAttributes {
  /** The number of grid places along each axis. */
  readonly sizes: readonly number[];
  readonly nearest: boolean;
}

const operation: Operation<LinearAttributes, NDArray> = {
  id: "sci-interpolate/gridLinear",
  reference: ([values, axes, points], attributes) =>
    fromData(
      evaluate(
        elementsOf(values as NDArray) as Float64Array,
        elementsOf(axes as NDArray) as Float64Array,
        elementsOf(points as NDArray) as Float64Array,
        (values as NDArray).shape[1]!,
        attributes,
      ),
      [(points as NDArray).shape[0]!, (values as NDArray).shape[1]!],
    ),
  infer: ([values, , points]) => ({
    dtype: "float64",
    shape: [(points as NDArray).shape[0]!, (values as NDArray).shape[1]!],
  }),
};

/** Values at points of a grid by lines along each axis, or the nearest value; a row for each point. The outer cells go on outside. */
export function gridLinear(
  values: Float64Array,
  columns: number,
  grid: readonly Float64Array[],
  points: Float64Array,
  nearest: boolean,
  runtime?: Runtime,
): Float64Array {
  if (columns === 0) return new Float64Array(0);
  const d = grid.length;
  const axes = Float64Array.from(grid.flatMap((axis) => [...axis]));
  const result = dispatch(
    operation,
    [
      fromData(values, [values.length / columns, columns]),
      fromData(axes, [axes.length]),
      fromData(points, [points.length / d, d], inRuntime(runtime)),
    ],
    { sizes: grid.map((axis) => axis.length), nearest },
  );
  return elementsOf(result) as Float64Array;
}

function evaluate(
  values: Float64Array,
  axes: Float64Array,
  points: Float64Array,
  columns: number,
  { sizes, nearest }: LinearAttributes,
): Float64Array {
  const d = sizes.length;
  const grid: Float64Array[] = [];
  for (let k = 0, at = 0; k < d; at += sizes[k]!, k++) grid.push(axes.subarray(at, at + sizes[k]!));
  const strides = new Int32Array(d);
  for (let k = d - 1, stride = columns; k >= 0; stride *= sizes[k]!, k--) strides[k] = stride;
  const count = points.length / d;
  const out = new Float64Array(count * columns);
  const cell = new Int32Array(d);
  const part = new Float64Array(d);
  const corners = 2 ** d;
  for (let i = 0; i < count; i++) {
    let base = 0;
    let broken = false;
    for (let k = 0; k < d; k++) {
      const place = points[i * d + k]!;
      const axis = grid[k]!;
      if (Number.isNaN(place)) broken = true;
      if (axis.length === 1) {
        cell[k] = 0;
        part[k] = 0;
      } else {
        const found = Math.max(intervalOf(axis, place, true, cell[k]!), 0);
        cell[k] = found;
        part[k] = (place - axis[found]!) / (axis[found + 1]! - axis[found]!);
      }
      if (nearest && part[k]! > 0.5) base += strides[k]!;
      base += cell[k]! * strides[k]!;
    }
    if (broken) {
      out.fill(Number.NaN, i * columns, (i + 1) * columns);
      continue;
    }
    if (nearest) {
      for (let j = 0; j < columns; j++) out[i * columns + j] = values[base + j]!;
      continue;
    }
    for (let corner = 0; corner < corners; corner++) {
      let weight = 1;
      let at = base;
      for (let k = 0; k < d; k++) {
        const high = (corner >> (d - 1 - k)) & 1;
        weight *= high === 1 ? part[k]! : 1 - part[k]!;
        // An axis of one place has no second one, and no weight for it.
        if (high === 1 && sizes[k]! > 1) at += strides[k]!;
      }
      if (weight === 0 && sizes.includes(1)) continue;
      for (let j = 0; j < columns; j++) out[i * columns + j] = out[i * columns + j]! + weight * values[at + j]!;
    }
  }
  return out;
}
