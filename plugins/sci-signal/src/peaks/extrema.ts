import { type ArrayLikeInput, isComplexDType, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
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
  return argrelextrema(data, (one, other) => one < other, options);
}

/** Samples above all of their neighbours along an axis. See {@link argrelextrema}. */
export function argrelmax(data: ArrayLikeInput, options: ExtremaOptions = {}): NDArray<"int64">[] {
  return argrelextrema(data, (one, other) => one > other, options);
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
  const { axis = 0, order = 1 } = options;
  const mode = checkWord(options.mode ?? "clip", "mode", ["clip", "wrap"]);
  checkWhole(order, "order", 1);
  const x = checkSignal(data, "data");
  if (isComplexDType(x.dtype)) throw coreError("BAD_DTYPE", `data: got ${x.dtype}; complex numbers have no order.`);
  const lines = signalsOf(x, axis);
  const shape = [...lines.lead, lines.length];
  const found: number[][] = [];
  for (let line = 0; line < lines.count; line++) {
    const own = lines.re.subarray(line * lines.length, (line + 1) * lines.length);
    for (let i = 0; i < own.length; i++) {
      if (!isExtremum(own, i, order, mode, comparator)) continue;
      const index: number[] = [];
      let rest = line;
      for (let k = lines.lead.length - 1; k >= 0; k--) {
        const size = shape[k] as number;
        index.unshift(rest % size);
        rest = Math.floor(rest / size);
      }
      index.splice(lines.axis, 0, i);
      found.push(index);
    }
  }
  found.sort((one, other) => {
    for (let k = 0; k < one.length; k++) if (one[k] !== other[k]) return (one[k] as number) - (other[k] as number);
    return 0;
  });
  return x.shape.map((_, k) => indexVector(found.map((index) => index[k] as number)));
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
