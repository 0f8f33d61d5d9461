import { type ArrayLikeInput, array } from "./create.js";
import { type DType, kindOf, type Scalar, type TypedArray } from "./dtype.js";
import { isScalar } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import { commonRuntime, withRuntime } from "./kernel.js";
import { isNDArray, type NDArray } from "./ndarray.js";
import { broadcastShapes, broadcastStrides, contiguousStrides, isContiguous, sizeOf } from "./shape.js";
import { isSlice, parseSlice, sliceIndices } from "./slice.js";
import { assign, astype, contiguous, copy, eachPosition, elementsOf } from "./transfer.js";
import { broadcastTo, type Selector, sliceArray } from "./views.js";
import { type Words, wordsOf } from "./words.js";

/** What selects elements: all of basic indexing, and masks and whole numbers in arrays, typed arrays or nested lists. */
export type Index = Selector | NDArray | TypedArray | readonly unknown[];

/**
 * NumPy's full indexing. With basic selectors only the result is a view, otherwise a copy.
 * Arrays of whole numbers are broadcast together; a mask stands for the places where it is true and takes as many axes as it has.
 * The axes of the arrays stand where they were selected, or first when a slice, `"..."` or `null` stands between them.
 * @throws BAD_INDEX for an index out of range, a mask of another shape, too many selectors or a malformed one
 */
export function at<D extends DType>(a: NDArray<D>, ...selectors: Index[]): NDArray<D> {
  if (isBasic(selectors)) return sliceArray(a, ...selectors);
  const runtime = commonRuntime([a, ...selectors.filter(isNDArray)]);
  const mask = wholeMask(a, selectors);
  const plan = mask === undefined ? planOf(a, selectors) : undefined;
  const result = a.make(a.dtype, plan?.shape ?? [countTrue(mask as Uint8Array)]);
  const { data, width } = wordsOf(a);
  const out = wordsOf(result).data;
  if (plan === undefined) gatherMask(out, data, a.offset, width, mask as Uint8Array);
  else gather(out, data, width, plan);
  return withRuntime(runtime, result);
}

/**
 * Writes an array or a scalar to what selectors of {@link at} select, broadcast and converted to the dtype; changes `a`.
 * Where a place is selected more than once, the last value stays. Memory that overlaps is read first.
 * @throws BAD_SHAPE when the value does not broadcast to the selection, otherwise as {@link at}; `a` is then as it was
 */
export function put<A extends NDArray>(a: A, selectors: readonly Index[], value: ArrayLikeInput): A {
  if (!Array.isArray(selectors))
    throw coreError("BAD_ARGUMENT", `put: got ${describeValue(selectors)}, expected a list of selectors.`);
  const given = isScalar(value) ? value : isNDArray(value) ? value : array(value as Scalar[]);
  if (isBasic(selectors)) {
    const target = sliceArray(a, ...selectors);
    assign(target, isScalar(given) ? given : trimmedTo(given, target.shape.length));
    return a;
  }
  const mask = wholeMask(a, selectors);
  const plan = mask === undefined ? planOf(a, selectors) : undefined;
  const shape = plan?.shape ?? [countTrue(mask as Uint8Array)];
  const wanted = isScalar(given) ? array(given) : given;
  const trimmed = trimmedTo(wanted, shape.length);
  const source = trimmed.dtype === a.dtype ? copy(trimmed) : astype(trimmed, a.dtype);
  const spread = broadcastTo(source, shape);
  const { data, width } = wordsOf(a);
  if (plan !== undefined) scatter(data, wordsOf(contiguous(spread)).data, width, plan);
  else scatterMask(data, wordsOf(source).data, a.offset, width, mask as Uint8Array, source.size === 1 ? 0 : 1);
  return a;
}

/** Leading axes of size 1 more than the target has are allowed when writing. */
function trimmedTo(a: NDArray, dimensions: number): NDArray {
  let skip = 0;
  while (a.shape.length - skip > dimensions && a.shape[skip] === 1) skip++;
  return skip === 0 ? a : a.view(a.shape.slice(skip), a.strides.slice(skip));
}

/** Where the selected elements are: every sum of one outer, one middle and one inner place, in C order of the result. */
export interface Places {
  readonly outer: Float64Array;
  readonly middle: Float64Array;
  readonly inner: Float64Array;
}

interface Plan extends Places {
  readonly shape: number[];
}

/** An array selector as distances in the storage. */
interface Distances {
  readonly shape: readonly number[];
  readonly distances: Float64Array;
}

function isBasic(selectors: readonly Index[]): selectors is Selector[] {
  return selectors.every((one) => one === null || typeof one !== "object" || isSlice(one));
}

function planOf(a: NDArray, selectors: readonly Index[]): Plan {
  const parsed = selectors.map((one) =>
    one === null || typeof one !== "object" || isSlice(one) ? one : indexArray(one as ArrayLikeInput),
  );
  const taken = parsed.reduce<number>(
    (sum, one) => sum + (one === null || one === "..." ? 0 : isMask(one) ? one.shape.length : 1),
    0,
  );
  if (taken > a.shape.length)
    throw coreError("BAD_INDEX", `index: got ${taken} selectors for an array with shape (${a.shape.join(", ")}).`);
  if (parsed.filter((one) => one === "...").length > 1) throw coreError("BAD_INDEX", 'index: "..." may stand once.');
  if (!parsed.includes("...")) parsed.push("...");

  const shape: number[] = [];
  const strides: number[] = [];
  const places: Distances[] = [];
  let offset = a.offset;
  let axis = 0;
  let split = 0;
  let [started, ended, apart] = [false, false, false];
  for (const one of parsed) {
    const isArray = typeof one === "number" || isNDArray(one);
    if (isArray && !started) split = shape.length;
    if (isArray) [started, apart] = [true, apart || ended];
    else ended = started;

    if (one === null) {
      shape.push(1);
      strides.push(0);
    } else if (one === "...") {
      for (let rest = a.shape.length - taken; rest > 0; rest--, axis++) {
        shape.push(a.shape[axis] as number);
        strides.push(a.strides[axis] as number);
      }
    } else if (typeof one === "number" || isNDArray(one)) {
      const count = isMask(one) ? one.shape.length : 1;
      places.push(
        isMask(one)
          ? maskPlaces(one, a, axis)
          : indexPlaces(one, a.shape[axis] as number, a.strides[axis] as number, axis),
      );
      axis += count;
    } else {
      const size = a.shape[axis] as number;
      const stride = a.strides[axis] as number;
      if (typeof one !== "string" && !isSlice(one)) throw badSelector(one);
      const { start, length, step } = sliceIndices(typeof one === "string" ? parseSlice(one) : one, size);
      offset += length === 0 ? 0 : start * stride;
      shape.push(length);
      strides.push(stride * step);
      axis++;
    }
  }
  if (apart) split = 0;
  const common = joined(places);
  return {
    shape: [...shape.slice(0, split), ...common.shape, ...shape.slice(split)],
    outer: distancesOf(shape.slice(0, split), strides.slice(0, split), offset),
    middle: common.distances,
    inner: distancesOf(shape.slice(split), strides.slice(split), 0),
  };
}

function isMask(one: unknown): one is NDArray<"bool"> {
  return isNDArray(one) && one.dtype === "bool";
}

function indexArray(value: ArrayLikeInput): NDArray {
  const index = isNDArray(value) ? value : array(value as Scalar[]);
  if (kindOf(index.dtype) === "complex")
    throw coreError("BAD_INDEX", `index: got ${index.dtype}, expected whole numbers or a mask.`);
  if (index.dtype === "bool" && index.shape.length === 0)
    throw coreError("BAD_INDEX", "index: a mask without axes selects nothing that can be named.");
  return index;
}

function badSelector(one: unknown): Error {
  return coreError(
    "BAD_INDEX",
    `index: got ${describeValue(one)}; allowed are a whole number, slice(start, stop, step), "1:10:2", "...", null, a mask, and whole numbers in arrays or lists.`,
  );
}

/** Whole numbers of an index array, counted from 0 and checked against the axis. */
export function indexNumbers(index: NDArray, size: number, axis: number): Float64Array {
  const numbers = astype(index, "float64").data;
  for (let i = 0; i < numbers.length; i++) {
    const given = numbers[i] as number;
    const counted = given < 0 ? given + size : given;
    if (!(counted >= 0 && counted < size) || !Number.isInteger(counted))
      throw coreError("BAD_INDEX", `index: got ${given} on axis ${axis}, which has size ${size}.`);
    numbers[i] = counted;
  }
  return numbers;
}

function indexPlaces(one: number | NDArray, size: number, stride: number, axis: number): Distances {
  const index = typeof one === "number" ? array(one) : one;
  const distances = indexNumbers(index, size, axis);
  for (let i = 0; i < distances.length; i++) distances[i] = (distances[i] as number) * stride;
  return { shape: index.shape, distances };
}

function maskPlaces(mask: NDArray<"bool">, a: NDArray, axis: number): Distances {
  const covered = a.shape.slice(axis, axis + mask.shape.length);
  if (mask.shape.some((size, i) => size !== covered[i]))
    throw coreError(
      "BAD_INDEX",
      `index: the mask has shape (${mask.shape.join(", ")}), the axes that it covers have (${covered.join(", ")}).`,
    );
  const plain = contiguous(mask);
  const { data, offset } = plain;
  const size = plain.size;
  let count = 0;
  for (let i = 0; i < size; i++) if (data[offset + i] !== 0) count++;
  const distances = new Float64Array(count);
  const strides = a.strides.slice(axis, axis + mask.shape.length);
  let found = 0;
  const last = covered.length - 1;
  const length = covered[last] as number;
  const step = strides[last] as number;
  const lead = covered.slice(0, -1);
  const none = lead.map(() => 0);
  let from = offset;
  if (size > 0)
    eachPosition(lead, strides.slice(0, -1), 0, none, 0, (base) => {
      for (let i = 0; i < length; i++) if (data[from + i] !== 0) distances[found++] = base + i * step;
      from += length;
    });
  return { shape: [count], distances };
}

/** Broadcasts array selectors together and adds their distances. */
function joined(places: readonly Distances[]): Distances {
  if (places.length === 1) return places[0] as Distances;
  let shape: number[];
  try {
    shape = broadcastShapes(...places.map((one) => one.shape));
  } catch (cause) {
    const shapes = places.map((one) => `(${one.shape.join(", ")})`).join(" and ");
    throw coreError("BAD_INDEX", `index: arrays of shapes ${shapes} do not broadcast together.`, { cause });
  }
  const distances = new Float64Array(sizeOf(shape));
  for (const one of places) {
    const positions = distancesOf(shape, broadcastStrides(one.shape, contiguousStrides(one.shape), shape), 0);
    for (let i = 0; i < distances.length; i++)
      distances[i] = (distances[i] as number) + (one.distances[positions[i] as number] as number);
  }
  return { shape, distances };
}

/** The positions of all elements of a shape in C order. */
export function distancesOf(shape: readonly number[], strides: readonly number[], offset: number): Float64Array {
  const result = new Float64Array(sizeOf(shape));
  let at = 0;
  const none = shape.map(() => 0);
  eachPosition(shape, strides, offset, none, 0, (position) => {
    result[at++] = position;
  });
  return result;
}

/** Copies the planned elements into `out`, one behind the other. */
export function gather(out: Words["data"], data: Words["data"], width: number, plan: Places): void {
  const { outer, middle, inner } = plan;
  const run = inner.length;
  const lone = run === 1 && width === 1 ? (inner[0] as number) : -1;
  const even = run * width > 16 && isEven(inner);
  let n = 0;
  for (let i = 0; i < outer.length; i++) {
    const first = outer[i] as number;
    for (let j = 0; j < middle.length; j++) {
      const base = first + (middle[j] as number);
      if (lone >= 0) out[n++] = data[base + lone] as number;
      else if (even) {
        const start = (base + (inner[0] as number)) * width;
        (out as Float64Array).set((data as Float64Array).subarray(start, start + run * width), n);
        n += run * width;
      } else {
        for (let k = 0; k < run; k++) {
          const position = (base + (inner[k] as number)) * width;
          for (let part = 0; part < width; part++) out[n++] = data[position + part] as number;
        }
      }
    }
  }
}

/** Copies values, one behind the other, to the planned places. */
function scatter(data: Words["data"], values: Words["data"], width: number, plan: Places): void {
  const { outer, middle, inner } = plan;
  const run = inner.length;
  let n = 0;
  for (let i = 0; i < outer.length; i++) {
    const first = outer[i] as number;
    for (let j = 0; j < middle.length; j++) {
      const base = first + (middle[j] as number);
      for (let k = 0; k < run; k++) {
        const position = (base + (inner[k] as number)) * width;
        for (let part = 0; part < width; part++) data[position + part] = values[n++] as number;
      }
    }
  }
}

function isEven(inner: Float64Array): boolean {
  for (let i = 1; i < inner.length; i++) if ((inner[i] as number) - (inner[i - 1] as number) !== 1) return false;
  return true;
}

/** The mask, when the only selector is one over all elements of a contiguous array: no list of places is needed then. */
function wholeMask(a: NDArray, selectors: readonly Index[]): Uint8Array | undefined {
  const mask = selectors[0];
  if (selectors.length !== 1 || !isMask(mask) || mask.shape.length === 0 || !isContiguous(a.shape, a.strides)) return;
  if (mask.shape.length !== a.shape.length || mask.shape.some((size, i) => size !== a.shape[i])) return;
  return elementsOf(mask.storage === a.storage ? copy(mask) : contiguous(mask));
}

function countTrue(mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i] === 0 ? 0 : 1;
  return count;
}

function gatherMask(out: Words["data"], data: Words["data"], start: number, width: number, mask: Uint8Array): void {
  let n = 0;
  if (width === 1) {
    for (let i = 0; i < mask.length; i++) if (mask[i] !== 0) out[n++] = data[start + i] as number;
    return;
  }
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    out[n++] = data[2 * (start + i)] as number;
    out[n++] = data[2 * (start + i) + 1] as number;
  }
}

/** Writes one value, or one after the other, where the mask is true. */
function scatterMask(
  data: Words["data"],
  values: Words["data"],
  start: number,
  width: number,
  mask: Uint8Array,
  step: number,
): void {
  let n = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    for (let part = 0; part < width; part++) data[width * (start + i) + part] = values[width * n + part] as number;
    n += step;
  }
}
