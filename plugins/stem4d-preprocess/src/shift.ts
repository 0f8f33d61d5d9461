import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  type DType,
  elementsOf,
  fromData,
  hostStorage,
  makeData,
  type NDArray,
  withRuntime,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { irfft2, nextFastLen, rfft2 } from "sci-fft";
import { dtypeGiven, saturated } from "./dtypes.js";
import { delivered, type FrameInput, type Frames, framesOf, type Same, stackOf } from "./frames.js";
import { shiftBilinear, shiftSpectra } from "./shift-operations.js";

/** Options of {@link shiftDiffraction}. */
export interface ShiftDiffractionOptions {
  /** Whether what leaves at one border comes in at the opposite one (the default), or zeros do. */
  readonly periodic?: boolean | undefined;
  /** Whether numbers between pixels come from the four around them, in place of the Fourier series. */
  readonly bilinear?: boolean | undefined;
  /**
   * The dtype of the result, or `"same"` for that of the patterns; whole numbers are rounded and kept within what they hold. By default
   * float32, but float64 for float64 and whole numbers of more than 16 bits.
   */
  readonly dtype?: DType | "same" | null | undefined;
}

/**
 * Moves each pattern by a shift of its own. Positive shifts move what is there towards higher indices.
 *
 * By Fourier series a pattern without borders stays what it is between its pixels; around steps it swings. Without `periodic` the patterns
 * are continued by zeros.
 * @param xshifts pixels along the rows' axis: one for all patterns, or one for each in the shape of the scan
 * @param yshifts pixels along the columns' axis
 * @throws BAD_SHAPE for shifts of another shape than the scan, BAD_VALUE for shifts that are not finite, BAD_DTYPE
 */
export function shiftDiffraction<C extends FrameInput>(
  cube: C,
  xshifts: ArrayLikeInput,
  yshifts: ArrayLikeInput,
  options: ShiftDiffractionOptions = {},
): Same<C> {
  const name = "shiftDiffraction";
  checkOptions(name, options, { periodic: "boolean", bilinear: "boolean", dtype: "string or null" });
  const { periodic = true, bilinear = false } = options;
  const frames = framesOf(name, cube);
  const { data, count, rows, columns } = frames;
  const precision = precisionOf(data.dtype);
  const dtype = dtypeGiven(name, options.dtype, data.dtype) ?? precision;
  const shifts = [shiftsOf(name, "xshifts", xshifts, frames), shiftsOf(name, "yshifts", yshifts, frames)] as const;
  const stack = stackOf(frames);
  if (bilinear && dtype === precision) {
    const moved = shiftBilinear(stack, ...arraysOf(stack, shifts), { periodic, dtype: precision });
    return delivered<C>(frames, moved.reshape([...data.shape]));
  }
  const result = makeData(dtype, data.size);
  const block = Math.max(1, Math.floor(blockSize / Math.max(1, rows * columns)));
  for (let first = 0; first < count; first += block) {
    const last = Math.min(count, first + block);
    const some = stack.slice(`${first}:${last}`);
    const own = shifts.map((list) => (list.length === 1 ? list : list.subarray(first, last))) as [
      Float64Array,
      Float64Array,
    ];
    const moved = bilinear
      ? shiftBilinear(some, ...arraysOf(stack, own), { periodic, dtype: precision })
      : byFourier(some, own, periodic, precision);
    (result as Float64Array).set(
      elementsOf(contiguous(saturated(moved, dtype))) as Float64Array,
      first * rows * columns,
    );
  }
  return delivered<C>(frames, data.make(dtype, data.shape, hostStorage(result)));
}

/** Pixels at a time: few enough for the cache. */
const blockSize = 2 ** 19;

type Precision = "float32" | "float64";

const single: readonly DType[] = ["float32", "bool", "int8", "uint8", "int16", "uint16"];

const precisionOf = (dtype: DType): Precision => (single.includes(dtype) ? "float32" : "float64");

/** One shift, or one for each pattern. */
function shiftsOf(name: string, key: string, given: ArrayLikeInput, { scan, count }: Frames): Float64Array {
  const a = astype(asArray(given), "float64");
  const whole = a.shape.length === scan.length && a.shape.every((size, i) => size === scan[i]);
  if (a.size !== 1 && !whole && !(a.shape.length === 1 && a.size === count))
    throw coreError(
      "BAD_SHAPE",
      `${name}: ${key} has shape (${a.shape.join(", ")}), expected one number, or that of the scan, (${scan.join(", ")}).`,
    );
  const list = elementsOf(contiguous(a)) as Float64Array;
  const wrong = list.find((shift) => !Number.isFinite(shift));
  if (wrong !== undefined) throw coreError("BAD_VALUE", `${name}: ${key} has ${wrong}, expected finite numbers.`);
  return list;
}

function arraysOf(like: NDArray, [xs, ys]: readonly [Float64Array, Float64Array]): [NDArray, NDArray] {
  const arrayOf = (list: Float64Array): NDArray => withRuntime(like.runtime, fromData(list, [list.length]) as NDArray);
  return [arrayOf(xs), arrayOf(ys)];
}

function byFourier(
  stack: NDArray,
  [xs, ys]: readonly [Float64Array, Float64Array],
  periodic: boolean,
  precision: Precision,
): NDArray {
  const [, rows, columns] = stack.shape as [number, number, number];
  if (stack.size === 0) return astype(stack, precision);
  // Beyond its size a pattern has left altogether; zeros on one side keep it from coming in on the other.
  const [down, across] = periodic ? [xs, ys] : [within(xs, rows), within(ys, columns)];
  const sizes = periodic ? [rows, columns] : [padded(rows, down), padded(columns, across)];
  const [height, width] = sizes as [number, number];
  const spectra = rfft2(astype(stack, precision), { s: [height, width] });
  const factors = [factorsOf(down, height, height), factorsOf(across, width, Math.floor(width / 2) + 1)] as const;
  const corner = cornerOf(down, across, height, width);
  const [a, b] = factors.map((one) => withRuntime(stack.runtime, one)) as [NDArray, NDArray];
  const moved = shiftSpectra(spectra, a, b, withRuntime(stack.runtime, corner));
  const back = irfft2(moved, { s: [height, width] });
  return periodic ? back : back.slice(":", `:${rows}`, `:${columns}`);
}

const within = (shifts: Float64Array, size: number): Float64Array =>
  shifts.map((shift) => Math.min(size, Math.max(-size, shift)));

const padded = (size: number, shifts: Float64Array): number =>
  nextFastLen(size + Math.ceil(shifts.reduce((most, shift) => Math.max(most, Math.abs(shift)), 0)), { real: true });

/**
 * For each shift the factors of the first frequencies, complex128. The highest frequency of an even size keeps its real part, as it does
 * in a real pattern.
 */
function factorsOf(shifts: Float64Array, size: number, count: number): NDArray {
  const factors = new Float64Array(2 * count * shifts.length);
  const half = Math.floor(size / 2);
  for (const [i, shift] of shifts.entries()) {
    const start = 2 * i * count;
    for (let k = 0; k <= half && k < count; k++) {
      const angle = (-2 * Math.PI * shift * k) / size;
      const [re, im] = [Math.cos(angle), 2 * k === size ? 0 : Math.sin(angle)];
      factors[start + 2 * k] = re;
      factors[start + 2 * k + 1] = im;
      if (k === 0 || 2 * k === size || size - k >= count) continue;
      factors[start + 2 * (size - k)] = re;
      factors[start + 2 * (size - k) + 1] = -im;
    }
  }
  return fromData(factors, [shifts.length, count], { dtype: "complex128" }) as NDArray;
}

/** The factors of the frequency that is the highest along both axes: a list of none where there is no such. */
function cornerOf(xs: Float64Array, ys: Float64Array, height: number, width: number): NDArray {
  const there = height % 2 === 0 && width % 2 === 0;
  const count = there ? Math.max(xs.length, ys.length) : 0;
  const at = (list: Float64Array, i: number): number => list[list.length === 1 ? 0 : i] as number;
  const factors = Float64Array.from({ length: count }, (_, i) => Math.cos(Math.PI * (at(xs, i) + at(ys, i))));
  return fromData(factors, [count]) as NDArray;
}
