import { type ArrayLikeInput, contiguousStrides, isComplexDType, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkSignal, checkWhole, checkWord } from "../internal/checks.js";
import { indexVector, signalsOf } from "../internal/signals.js";

/** What {@link argrelextrema} takes. */
export interface ExtremaOptions {
  /** The axis; the first by default, as in SciPy. */
  readonly axis?: number;
  /** How many samples to each side are compared; 1 by default. */
  readonly order?: number;
  /** What is beyond the ends: the last sample ("clip", default) or the other end ("wrap"). */
  readonly mode?: "clip" | "wrap";
}

/** Samples below all of their neighbours along an axis. See {@link argrelextrema}. */
export function argrelmin(data: ArrayLikeInput, options: ExtremaOptions = {}): NDArray<"int64">[] {
  checkOptions("argrelmin", options, { axis: "number", order: "number", mode: "any" });
  return extrema(data, options, (line, order, mode) => lineExtrema(line, order, mode, -1));
}

/** Samples above all of their neighbours along an axis. See {@link argrelextrema}. */
export function argrelmax(data: ArrayLikeInput, options: ExtremaOptions = {}): NDArray<"int64">[] {
  checkOptions("argrelmax", options, { axis: "number", order: "number", mode: "any" });
  return extrema(data, options, (line, order, mode) => lineExtrema(line, order, mode, 1));
}

/**
 * Samples for which a comparison with each of their neighbours along an axis is true.
 * @param comparator compares a sample with a neighbour
 * @returns the indices, one int64 array for each axis, in C order
 * @throws BAD_VALUE unless `order` is a whole number from 1
 */
export function argrelextrema(
  data: ArrayLikeInput,
  comparator: (sample: number, neighbour: number) => boolean,
  options: ExtremaOptions = {},
): NDArray<"int64">[] {
  checkOptions("argrelextrema", options, { axis: "number", order: "number", mode: "any" });
  checkKind("argrelextrema", "comparator", comparator, "function");
  return extrema(data, options, (line, order, mode) =>
    Int32Array.from(line.keys()).filter((i) => isExtremum(line, i, order, mode, comparator)),
  );
}

type Mode = "clip" | "wrap";

function extrema(
  data: ArrayLikeInput,
  options: ExtremaOptions,
  find: (line: Float64Array, order: number, mode: Mode) => Int32Array,
): NDArray<"int64">[] {
  const { axis = 0, order = 1 } = options;
  const mode = checkWord(options.mode ?? "clip", "mode", ["clip", "wrap"]);
  checkWhole(order, "order", 1);
  const x = checkSignal(data, "data");
  if (isComplexDType(x.dtype)) throw coreError("BAD_DTYPE", `data: got ${x.dtype}; complex numbers have no order.`);
  const lines = signalsOf(x, axis);
  const { length, count } = lines;
  const found: Int32Array[] = [];
  for (let line = 0; line < count; line++)
    // Beyond the length of a line the neighbours are the same again.
    found.push(find(lines.re.subarray(line * length, (line + 1) * length), Math.min(order, length), mode));
  if (x.shape.length === 1) return [indexVector(found[0] ?? [])];
  // Places in C order: a line begins at the place of its other axes, and goes on in steps of its axis.
  const step = x.shape.slice(lines.axis + 1).reduce((product, size) => product * size, 1);
  const places = found.flatMap((line, k) => {
    const start = Math.floor(k / step) * step * length + (k % step);
    return Array.from(line, (i) => start + i * step);
  });
  places.sort((one, other) => one - other);
  const strides = contiguousStrides(x.shape);
  return x.shape.map((size, k) =>
    indexVector(places.map((place) => Math.floor(place / (strides[k] as number)) % size)),
  );
}

/** Samples above (sign 1) or below (sign -1) their neighbours. */
function lineExtrema(x: Float64Array, order: number, mode: Mode, sign: 1 | -1): Int32Array {
  const n = x.length;
  const found = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const own = sign * (x[i] as number);
    let extreme = true;
    for (let shift = 1; shift <= order && extreme; shift++) {
      let [left, right] = [i - shift, i + shift];
      if (left < 0) left = mode === "clip" ? 0 : ((left % n) + n) % n;
      if (right >= n) right = mode === "clip" ? n - 1 : right % n;
      extreme = own > sign * (x[left] as number) && own > sign * (x[right] as number);
    }
    if (extreme) found[count++] = i;
  }
  return found.slice(0, count);
}

/** Whether a comparison with all neighbours of a sample is true. */
export function isExtremum(
  line: Float64Array,
  i: number,
  order: number,
  mode: "clip" | "wrap",
  comparator: (sample: number, neighbour: number) => boolean,
): boolean {
  const n = line.length;
  const own = line[i] as number;
  const at = (index: number): number =>
    line[mode === "clip" ? Math.min(n - 1, Math.max(0, index)) : ((index % n) + n) % n] as number;
  for (let shift = 1; shift <= order; shift++)
    if (!comparator(own, at(i + shift)) || !comparator(own, at(i - shift))) return false;
  return true;
}
