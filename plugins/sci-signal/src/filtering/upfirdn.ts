import {
  type ArrayLikeInput,
  type DType,
  dispatch,
  isComplexDType,
  type NDArray,
  type Operation,
  resultType,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkLine, checkSignal, checkWhole, checkWord } from "../internal/checks.js";
import { arrayOf, partsOf, signalsOf } from "../internal/signals.js";

/** How lines go on beyond their ends in {@link upfirdn}. */
export type ExtendMode =
  | "constant"
  | "symmetric"
  | "reflect"
  | "edge"
  | "wrap"
  | "smooth"
  | "antisymmetric"
  | "antireflect"
  | "line";

/** All of them. */
export const extendModes: readonly ExtendMode[] = [
  "constant",
  "wrap",
  "edge",
  "smooth",
  "symmetric",
  "reflect",
  "antisymmetric",
  "antireflect",
  "line",
];

/** What {@link upfirdn} takes. */
export interface UpfirdnOptions {
  /** Factor by which zeros are put in before the filter; 1 by default. */
  readonly up?: number;
  /** Every how many samples of the filter's output are kept; 1 by default. */
  readonly down?: number;
  /** The axis along which is filtered; the last by default. */
  readonly axis?: number;
  /** What is beyond the ends; "constant" by default. */
  readonly mode?: ExtendMode;
  /** The number beyond the ends for "constant"; 0 by default. */
  readonly cval?: number;
}

interface Attributes {
  readonly up: number;
  readonly down: number;
  readonly axis: number;
  readonly mode: ExtendMode;
  readonly cval: number;
}

const operation: Operation<Attributes, NDArray> = {
  id: "sci-signal/upfirdn",
  reference: ([h, x], attributes) => polyphase(h as NDArray, x as NDArray, attributes),
};

/**
 * Puts zeros between samples, filters, and drops samples, without computing what is dropped.
 * @param h coefficients of the filter
 * @returns `ceil(((n - 1) up + len(h)) / down)` samples for lines of n
 * @throws BAD_SHAPE for an empty filter, BAD_VALUE for factors below 1
 */
export function upfirdn(h: ArrayLikeInput, x: ArrayLikeInput, options: UpfirdnOptions = {}): NDArray {
  checkOptions("upfirdn", options, { up: "number", down: "number", axis: "number", mode: "any", cval: "number" });
  const { up = 1, down = 1, axis = -1, cval = 0 } = options;
  const mode = checkWord(options.mode ?? "constant", "mode", extendModes);
  checkWhole(up, "up", 1, 2 ** 30);
  checkWhole(down, "down", 1, 2 ** 30);
  const filter = checkLine(h, "h");
  if (filter.size === 0) throw coreError("BAD_SHAPE", "h: the filter is empty.");
  return dispatch(operation, [filter, checkSignal(x, "x")], { up, down, axis, mode, cval });
}

/** The number of samples that {@link upfirdn} gives. */
export function upfirdnLength(taps: number, length: number, up: number, down: number): number {
  return Math.floor(((length - 1) * up + taps - 1) / down) + 1;
}

function polyphase(h: NDArray, x: NDArray, attributes: Attributes): NDArray {
  const dtype: DType = resultType(h.dtype, x.dtype, "float32");
  const lines = signalsOf(x, attributes.axis);
  if (lines.length === 0) throw coreError("BAD_SHAPE", "x: the lines are empty.");
  const filter = partsOf(h);
  const length = upfirdnLength(h.size, lines.length, attributes.up, attributes.down);
  if (!(lines.count * length <= 2 ** 28))
    throw coreError(
      "OUT_OF_MEMORY",
      `upfirdn: up ${attributes.up} makes lines of ${length} samples, up to 2 ** 28 fit.`,
    );
  const run = (part: Float64Array, taps: Float64Array): Float64Array => {
    const out = new Float64Array(lines.count * length);
    for (let line = 0; line < lines.count; line++)
      runLine(part, line * lines.length, lines.length, taps, out, line * length, length, attributes);
    return out;
  };
  const re = run(lines.re, filter.re);
  if (!isComplexDType(dtype)) return arrayOf(lines, re, undefined, length, dtype);
  const im = lines.im === undefined ? new Float64Array(re.length) : run(lines.im, filter.re);
  if (filter.im !== undefined) {
    const across = run(lines.re, filter.im);
    for (let i = 0; i < im.length; i++) im[i] = (im[i] as number) + (across[i] as number);
    if (lines.im !== undefined) {
      const both = run(lines.im, filter.im);
      for (let i = 0; i < re.length; i++) re[i] = (re[i] as number) - (both[i] as number);
    }
  }
  return arrayOf(lines, re, im, length, dtype);
}

/** One line: for each output the coefficients of its phase, which stand one behind the other. */
function runLine(
  x: Float64Array,
  from: number,
  length: number,
  taps: Float64Array,
  out: Float64Array,
  at: number,
  count: number,
  { up, down, mode, cval }: Attributes,
): void {
  const width = Math.ceil(taps.length / up);
  const phases = new Float64Array(width * up);
  for (let i = 0; i < taps.length; i++) phases[(i % up) * width + (width - 1 - Math.floor(i / up))] = taps[i] as number;
  const wide = new Float64Array(length + 2 * width);
  wide.set(x.subarray(from, from + length), width);
  if (mode !== "constant" || cval !== 0) {
    const line = x.subarray(from, from + length);
    for (let i = 1; i <= width; i++) wide[width - i] = beyondEnds(line, -i, mode, cval);
    for (let i = 0; i < width; i++) wide[width + length + i] = beyondEnds(line, length + i, mode, cval);
  }
  for (let n = 0; n < count; n++) {
    const time = n * down;
    const phase = (time % up) * width;
    const first = Math.floor(time / up) + 1;
    let sum = 0;
    for (let j = 0; j < width; j++) sum += (phases[phase + j] as number) * (wide[first + j] as number);
    out[at + n] = sum;
  }
}

/** The sample at an index outside of the line. */
function beyondEnds(x: Float64Array, index: number, mode: ExtendMode, cval: number): number {
  const n = x.length;
  const last = n - 1;
  const at = (i: number): number => x[i] as number;
  const near = index < 0 ? 0 : last;
  if (mode === "constant") return cval;
  if (mode === "edge" || n === 1) return mode === "antisymmetric" ? odd(x, index) : at(near);
  if (mode === "wrap") return at(((index % n) + n) % n);
  if (mode === "line") return at(near) + ((index - near) * (at(last) - at(0))) / last;
  if (mode === "smooth") {
    const slope = index < 0 ? at(1) - at(0) : at(last) - at(last - 1);
    return at(near) + (index - near) * slope;
  }
  if (mode === "antisymmetric") return odd(x, index);
  if (mode === "symmetric") {
    const place = ((index % (2 * n)) + 2 * n) % (2 * n);
    return at(place < n ? place : 2 * n - 1 - place);
  }
  const turns = Math.floor(index / (2 * last));
  const place = index - turns * 2 * last;
  if (mode === "reflect") return at(place <= last ? place : 2 * last - place);
  return turns * 2 * (at(last) - at(0)) + (place <= last ? at(place) : 2 * at(last) - at(2 * last - place));
}

function odd(x: Float64Array, index: number): number {
  const n = x.length;
  const place = ((index % (2 * n)) + 2 * n) % (2 * n);
  return place < n ? (x[place] as number) : -(x[2 * n - 1 - place] as number);
}
