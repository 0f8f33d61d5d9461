import { splinePoles } from "./spline-weights.js";

/** How a line goes on beyond its ends where the recursive filter starts. */
export type SplineEnd = "mirror" | "wrap" | "reflect";

/** Powers of a pole below this add nothing to a sum of float64 numbers of any likely range. */
const negligible = 1e-60;

/**
 * Turns samples into B-spline coefficients, in place, along the middle axis of an array of shape (outer, size, inner) in C order.
 * Each pole is one causal and one anticausal recursion with exact initial conditions.
 */
export function filterSplineLines(
  data: Float64Array,
  outer: number,
  size: number,
  inner: number,
  order: number,
  end: SplineEnd,
): void {
  const poles = splinePoles(order);
  if (size < 2 || poles.length === 0) return;
  let gain = 1;
  for (const z of poles) gain *= (1 - z) * (1 - 1 / z);
  const total = outer * size * inner;
  for (let i = 0; i < total; i++) data[i] = (data[i] as number) * gain;
  for (const z of poles)
    for (let k = 0; k < outer; k++) {
      if (inner === 1) filterLine(data, k * size, size, z, end);
      else filterRows(data, k * size * inner, size, inner, z, end);
    }
}

function filterLine(data: Float64Array, at: number, size: number, z: number, end: SplineEnd): void {
  const last = at + size - 1;
  let value = startOfLine(data, at, size, z, end);
  data[at] = value;
  for (let i = at + 1; i <= last; i++) {
    value = (data[i] as number) + z * value;
    data[i] = value;
  }
  value = endOfLine(data, at, size, z, end);
  data[last] = value;
  for (let i = last - 1; i >= at; i--) {
    value = z * (value - (data[i] as number));
    data[i] = value;
  }
}

function startOfLine(data: Float64Array, at: number, size: number, z: number, end: SplineEnd): number {
  const last = at + size - 1;
  const first = data[at] as number;
  let power = z;
  let sum = first;
  if (end === "mirror") {
    const far = z ** (size - 1);
    sum += far * (data[last] as number);
    for (let i = 1; i < size - 1 && (power > negligible || power < -negligible); i++) {
      sum += power * ((data[at + i] as number) + far * (data[last - i] as number));
      power *= z;
    }
    return sum / (1 - far * far);
  }
  if (end === "wrap") {
    for (let i = 1; i < size && (power > negligible || power < -negligible); i++) {
      sum += power * (data[last + 1 - i] as number);
      power *= z;
    }
    return sum / (1 - z ** size);
  }
  const far = z ** size;
  sum += far * (data[last] as number);
  for (let i = 1; i < size && (power > negligible || power < -negligible); i++) {
    sum += power * ((data[at + i] as number) + far * (data[last - i] as number));
    power *= z;
  }
  return sum * (z / (1 - far * far)) + first;
}

function endOfLine(data: Float64Array, at: number, size: number, z: number, end: SplineEnd): number {
  const last = at + size - 1;
  const own = data[last] as number;
  if (end === "mirror") return ((z * (data[last - 1] as number) + own) * z) / (z * z - 1);
  if (end === "reflect") return own * (z / (z - 1));
  let power = z;
  let sum = own;
  for (let i = 0; i < size - 1 && (power > negligible || power < -negligible); i++) {
    sum += power * (data[at + i] as number);
    power *= z;
  }
  return sum * (z / (z ** size - 1));
}

/** The same for `inner` lines side by side, row after row, so that memory is read in its order. */
function filterRows(data: Float64Array, at: number, size: number, inner: number, z: number, end: SplineEnd): void {
  const last = at + (size - 1) * inner;
  startOfRows(data, at, size, inner, z, end);
  for (let row = at + inner; row <= last; row += inner) {
    for (let j = 0; j < inner; j++) data[row + j] = (data[row + j] as number) + z * (data[row - inner + j] as number);
  }
  endOfRows(data, at, size, inner, z, end);
  for (let row = last - inner; row >= at; row -= inner) {
    for (let j = 0; j < inner; j++) data[row + j] = z * ((data[row + inner + j] as number) - (data[row + j] as number));
  }
}

function startOfRows(data: Float64Array, at: number, size: number, inner: number, z: number, end: SplineEnd): void {
  const last = at + (size - 1) * inner;
  const sums = data.slice(at, at + inner);
  let power = z;
  if (end === "wrap") {
    for (let i = 1; i < size && (power > negligible || power < -negligible); i++) {
      const row = last + inner - i * inner;
      for (let j = 0; j < inner; j++) sums[j] = (sums[j] as number) + power * (data[row + j] as number);
      power *= z;
    }
    const scale = 1 - z ** size;
    for (let j = 0; j < inner; j++) data[at + j] = (sums[j] as number) / scale;
    return;
  }
  const mirror = end === "mirror";
  const far = z ** (mirror ? size - 1 : size);
  const stop = mirror ? size - 1 : size;
  for (let j = 0; j < inner; j++) sums[j] = (sums[j] as number) + far * (data[last + j] as number);
  for (let i = 1; i < stop && (power > negligible || power < -negligible); i++) {
    const near = at + i * inner;
    const back = last - i * inner;
    for (let j = 0; j < inner; j++)
      sums[j] = (sums[j] as number) + power * ((data[near + j] as number) + far * (data[back + j] as number));
    power *= z;
  }
  const scale = 1 - far * far;
  if (mirror) for (let j = 0; j < inner; j++) data[at + j] = (sums[j] as number) / scale;
  else for (let j = 0; j < inner; j++) data[at + j] = (sums[j] as number) * (z / scale) + (data[at + j] as number);
}

function endOfRows(data: Float64Array, at: number, size: number, inner: number, z: number, end: SplineEnd): void {
  const last = at + (size - 1) * inner;
  if (end === "mirror") {
    for (let j = 0; j < inner; j++)
      data[last + j] = ((z * (data[last - inner + j] as number) + (data[last + j] as number)) * z) / (z * z - 1);
  } else if (end === "reflect") {
    for (let j = 0; j < inner; j++) data[last + j] = (data[last + j] as number) * (z / (z - 1));
  } else {
    let power = z;
    for (let i = 0; i < size - 1 && (power > negligible || power < -negligible); i++) {
      const row = at + i * inner;
      for (let j = 0; j < inner; j++) data[last + j] = (data[last + j] as number) + power * (data[row + j] as number);
      power *= z;
    }
    const scale = z / (z ** size - 1);
    for (let j = 0; j < inner; j++) data[last + j] = (data[last + j] as number) * scale;
  }
}
