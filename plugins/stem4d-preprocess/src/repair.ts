import {
  type ArrayLikeInput,
  assign,
  contiguous,
  dispatch,
  elementsOf,
  fromData,
  isBigDType,
  kindOf,
  makeData,
  type NDArray,
  type Operation,
  withRuntime,
} from "@core/array";
import { checkOptions, checkWhole, coreError } from "@core/array/runtime";
import { delivered, type FrameInput, type Frames, framesOf, pixelsOf, type Same, stackOf } from "./frames.js";

/** Options of {@link medianFilterMaskedPixels}. */
export interface MedianFilterMaskedPixelsOptions {
  /**
   * Rows and columns of the window, 3 by default. Windows of an even width reach one pixel further towards the start. A window without a
   * good pixel grows by one pixel on each side until it has one.
   */
  readonly kernelWidth?: number | undefined;
  /** Writes into the given array, or into the data of the given signal, which is returned. */
  readonly inplace?: boolean | undefined;
}

/**
 * Replaces pixels in all patterns by the median of the good pixels around them. Medians of an even number of pixels are the mean of the
 * middle two, in whole numbers rounded up.
 * @param cube patterns, with any number of scan axes, or a single one
 * @param mask true where a pixel is replaced, in the shape of a pattern
 * @throws BAD_VALUE when all pixels are masked or the width is below 1, BAD_SHAPE, BAD_DTYPE
 */
export function medianFilterMaskedPixels<C extends FrameInput>(
  cube: C,
  mask: ArrayLikeInput,
  options: MedianFilterMaskedPixelsOptions = {},
): Same<C> {
  const name = "medianFilterMaskedPixels";
  checkOptions(name, options, { kernelWidth: "number", inplace: "boolean" });
  const { kernelWidth = 3, inplace = false } = options;
  checkWhole(name, "kernelWidth", kernelWidth, 1);
  const frames = framesOf(name, cube);
  const given = pixelsOf(name, "mask", mask, frames).copy().data as ArrayLike<number>;
  return repaired(
    name,
    cube,
    frames,
    Uint8Array.from(given, (one) => (Number(one) === 0 ? 0 : 1)),
    kernelWidth,
    inplace,
  );
}

/** The patterns without the masked pixels. */
export function repaired<C extends FrameInput>(
  name: string,
  cube: C,
  frames: Frames,
  mask: Uint8Array,
  width: number,
  inplace: boolean,
): Same<C> {
  const windows = windowsOf(name, mask, frames.rows, frames.columns, width);
  const stack = inplace ? stackOf(frames) : stackOf(frames).copy();
  if (windows.length > 0 && stack.size > 0) repairStack(stack, windows);
  const result = stack.reshape([...frames.data.shape]);
  if (!inplace) return delivered<C>(frames, result);
  if (stack.storage !== frames.data.storage) assign(frames.data, result);
  const { signal } = frames;
  signal?.events?.dataChanged.emit(signal);
  return (signal === undefined ? frames.data : cube) as Same<C>;
}

/** A pixel and the good ones around it. */
interface Window {
  readonly place: number;
  readonly around: Int32Array;
}

function windowsOf(name: string, mask: Uint8Array, rows: number, columns: number, width: number): Window[] {
  const windows: Window[] = [];
  if (mask.length > 0 && mask.every((one) => one === 1))
    throw coreError("BAD_VALUE", `${name}: all pixels are masked, so there is nothing to replace them by.`);
  for (let place = 0; place < mask.length; place++) {
    if (mask[place] === 0) continue;
    const [row, column] = [Math.floor(place / columns), place % columns];
    const around: number[] = [];
    for (let more = 0; around.length === 0; more++) {
      const [before, after] = [Math.floor(width / 2) + more, Math.ceil(width / 2) - 1 + more];
      for (let r = Math.max(0, row - before); r <= Math.min(rows - 1, row + after); r++)
        for (let c = Math.max(0, column - before); c <= Math.min(columns - 1, column + after); c++)
          if (mask[r * columns + c] === 0) around.push(r * columns + c);
    }
    windows.push({ place, around: Int32Array.from(around) });
  }
  return windows;
}

/**
 * Medians of the pixels around places, in each image of a stack: images times places, of the stack's dtype. Inputs are the stack, where the
 * pixels of each place start in the list, and the list of pixels.
 */
const mediansOperation: Operation<object, NDArray> = {
  id: "stem4d-preprocess/mediansAround",
  reference: ([stack, starts, around]) => mediansAround(stack as NDArray, starts as NDArray, around as NDArray),
};

function repairStack(stack: NDArray, windows: readonly Window[]): void {
  const starts = new Int32Array(windows.length + 1);
  for (const [k, { around }] of windows.entries()) starts[k + 1] = (starts[k] as number) + around.length;
  const needed = new Int32Array(starts[windows.length] as number);
  for (const [k, { around }] of windows.entries()) needed.set(around, starts[k] as number);
  const lists = [starts, needed].map((list) => withRuntime(stack.runtime, fromData(list, [list.length]) as NDArray));
  const medians = elementsOf(contiguous(dispatch(mediansOperation, [stack, ...lists], {}) as NDArray)) as Float64Array;
  const data = elementsOf(stack) as Float64Array;
  const [count, rows, columns] = stack.shape as [number, number, number];
  for (let image = 0, at = 0; image < count; image++)
    for (let k = 0; k < windows.length; k++, at++)
      data[image * rows * columns + (windows[k] as Window).place] = medians[at] as number;
}

function mediansAround(stack: NDArray, starts: NDArray, around: NDArray): NDArray {
  const data = elementsOf(stack);
  const [count, rows, columns] = stack.shape as [number, number, number];
  const each = rows * columns;
  const whole = kindOf(stack.dtype) !== "float";
  const [first, needed] = [starts, around].map((one) => elementsOf(contiguous(one))) as [Int32Array, Int32Array];
  const windows = first.length - 1;
  // All that an image's windows need is read first: reading waits for memory, and medians for what was read.
  const room = new Float64Array(needed.length);
  const parts = Array.from({ length: windows }, (_, k) => room.subarray(first[k], first[k + 1]));
  const result = makeData(stack.dtype, count * windows);
  const shaped = () => withRuntime(stack.runtime, fromData(result, [count, windows]) as NDArray);
  if (isBigDType(stack.dtype)) {
    const [from, to] = [data, result] as [BigInt64Array, BigInt64Array];
    for (let image = 0, at = 0; image < count; image++) {
      for (let i = 0; i < needed.length; i++) room[i] = Number(from[image * each + (needed[i] as number)]);
      for (let k = 0; k < windows; k++) to[at++] = BigInt(middle(parts[k] as Float64Array, true));
    }
    return shaped();
  }
  const [from, to] = [data, result] as [Float64Array, Float64Array];
  for (let image = 0, at = 0; image < count; image++) {
    for (let i = 0; i < needed.length; i++) room[i] = from[image * each + (needed[i] as number)] as number;
    for (let k = 0; k < windows; k++) to[at++] = middle(parts[k] as Float64Array, whole);
  }
  return shaped();
}

/** The median of a list, which is sorted; NaN if one of its numbers is. */
function middle(room: Float64Array, whole: boolean): number {
  const { length } = room;
  if (length > 32) room.sort();
  else
    for (let i = 1; i < length; i++) {
      const value = room[i] as number;
      let at = i - 1;
      while (at >= 0 && (room[at] as number) > value) {
        room[at + 1] = room[at] as number;
        at--;
      }
      room[at + 1] = value;
    }
  if (!whole) for (let i = 0; i < length; i++) if (Number.isNaN(room[i])) return Number.NaN;
  const half = length >> 1;
  if (length % 2 === 1) return room[half] as number;
  const sum = (room[half - 1] as number) + (room[half] as number);
  return whole ? Math.floor((sum + 1) / 2) : sum / 2;
}
