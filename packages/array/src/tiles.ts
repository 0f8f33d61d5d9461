import { type DType, isBigDType, isComplexDType, type TypedArray } from "./dtype.js";
import { toBigInt } from "./element.js";
import type { NDArray } from "./ndarray.js";
import { broadcastStrides, sizeOf } from "./shape.js";
import { mergeAxes } from "./walk.js";

/** Elements that loops work on at once: few enough for a first-level cache, enough to hide the cost of a call. */
export const tileSize = 2048;

/** What a tile holds: doubles, singles, whole numbers of up to 32 bits, BigInts or interleaved complex numbers. */
export type Domain = "float64" | "float32" | "int32" | "int64" | "uint64" | "complex128";

/** Up to `tileSize` elements one behind the other; complex ones take two places. */
export type Tile = Float64Array | Float32Array | Int32Array | BigInt64Array | BigUint64Array | Uint8Array;

/** In which domain loops compute a dtype. */
export function domainOf(dtype: DType): Domain {
  if (isComplexDType(dtype)) return "complex128";
  if (isBigDType(dtype) || dtype === "float32") return dtype;
  return dtype === "float64" || dtype === "uint32" ? "float64" : "int32";
}

function makeTile(domain: Domain): Tile {
  if (domain === "float32") return new Float32Array(tileSize);
  if (domain === "int32") return new Int32Array(tileSize);
  if (domain === "int64") return new BigInt64Array(tileSize);
  if (domain === "uint64") return new BigUint64Array(tileSize);
  return new Float64Array(domain === "complex128" ? 2 * tileSize : tileSize);
}

const enough = 4;
let kept: Map<string, Tile> | undefined;

/** Scratch memory that lasts until the next operation; slots tell the operands of one operation apart. */
export function scratchTile(domain: Domain, slot: number): Tile {
  if (slot >= enough) return makeTile(domain);
  kept ??= new Map();
  const key = domain + slot;
  let tile = kept.get(key);
  if (tile === undefined) {
    tile = makeTile(domain);
    kept.set(key, tile);
  }
  return tile;
}

/** Reads the elements of an array, broadcast to a shape, in C order, tile by tile, as numbers of a domain. */
export class TileReader {
  private readonly domain: Domain;
  private readonly data: TypedArray;
  private readonly dtype: DType;
  private readonly slot: number;
  private readonly mode: "direct" | "contiguous" | "constant" | "strided";
  private readonly shape: readonly number[];
  private readonly strides: readonly number[];
  private readonly index: number[];
  /** Where the next element stands, or for strided arrays where the current line starts. */
  private position: number;
  private inLine = 0;
  private readonly constant: Tile | undefined;

  constructor(source: NDArray, shape: readonly number[], domain: Domain, slot: number) {
    const strides = source.shape === shape ? source.strides : broadcastStrides(source.shape, source.strides, shape);
    const merged = mergeAxes(shape, [strides]);
    this.domain = domain;
    this.data = source.data;
    this.dtype = source.dtype;
    this.slot = slot;
    this.shape = merged.shape;
    this.strides = merged.strides[0] as number[];
    this.index = new Array<number>(merged.shape.length).fill(0);
    this.position = source.offset;
    const dimensions = merged.shape.length;
    if (sizeOf(shape) === 0) this.mode = "contiguous";
    else if (dimensions === 0 || (dimensions === 1 && this.strides[0] === 0)) this.mode = "constant";
    else if (dimensions === 1 && this.strides[0] === 1) this.mode = source.dtype === domain ? "direct" : "contiguous";
    else this.mode = "strided";
    if (this.mode === "constant") {
      this.shape = [tileSize];
      this.strides = [0];
      this.constant = this.load(Math.min(tileSize, sizeOf(shape)));
    }
  }

  /** Whether tiles are the array's own memory, so that one tile may be as long as the array. */
  get isDirect(): boolean {
    return this.mode === "direct";
  }

  /** The next `n` elements. They are valid until the next call. */
  next(n: number): Tile {
    if (this.constant !== undefined) return this.constant;
    if (this.mode !== "direct") return this.load(n);
    const width = this.domain === "complex128" ? 2 : 1;
    const from = this.position * width;
    this.position += n;
    return (this.data as Float64Array).subarray(from, from + n * width);
  }

  private load(n: number): Tile {
    const { domain, dtype } = this;
    const tile = scratchTile(domain, this.slot);
    if (domain === "complex128") {
      if (isComplexDType(dtype)) this.fillPairs(tile as Float64Array, n);
      else {
        const real = scratchTile("float64", this.slot) as Float64Array;
        this.fillNumbers(real, n);
        for (let i = 0; i < n; i++) {
          (tile as Float64Array)[2 * i] = real[i] as number;
          (tile as Float64Array)[2 * i + 1] = 0;
        }
      }
    } else if (domain === "int64" || domain === "uint64") {
      if (isBigDType(dtype)) this.fillBig(tile as BigInt64Array, n);
      else {
        const real = scratchTile("float64", this.slot) as Float64Array;
        this.fillNumbers(real, n);
        putWholes(tile as BigInt64Array, n === tileSize ? real : real.subarray(0, n));
      }
    } else this.fillNumbers(tile as Float64Array, n);
    return tile;
  }

  private fillNumbers(tile: Numbers, n: number): void {
    const big = isBigDType(this.dtype);
    if (this.mode === "contiguous" && !big) {
      tile.set((this.data as Float64Array).subarray(this.position, this.position + n));
      this.position += n;
      return;
    }
    const words = big ? wordsOf(this.data as BigInt64Array) : undefined;
    this.lines(n, (at, position, stride, length) => {
      if (words !== undefined) gatherWords(tile, at, words, position, stride, length, this.dtype === "int64");
      else gather(tile, at, this.data, position, stride, length);
    });
  }

  private fillPairs(tile: Float64Array, n: number): void {
    const data = this.data as Float64Array;
    if (this.mode === "contiguous") {
      tile.set(data.subarray(2 * this.position, 2 * (this.position + n)));
      this.position += n;
      return;
    }
    this.lines(n, (at, position, stride, length) => {
      for (let i = 0, from = 2 * position; i < length; i++, from += 2 * stride) {
        tile[2 * (at + i)] = data[from] as number;
        tile[2 * (at + i) + 1] = data[from + 1] as number;
      }
    });
  }

  private fillBig(tile: BigInt64Array, n: number): void {
    const data = this.data as BigInt64Array;
    if (this.mode === "contiguous") {
      tile.set(data.subarray(this.position, this.position + n));
      this.position += n;
      return;
    }
    this.lines(n, (at, position, stride, length) => {
      for (let i = 0; i < length; i++) tile[at + i] = data[position + i * stride] as bigint;
    });
  }

  private lines(n: number, visit: (at: number, position: number, stride: number, length: number) => void): void {
    if (this.mode === "contiguous") {
      visit(0, this.position, 1, n);
      this.position += n;
      return;
    }
    const { shape, strides, index } = this;
    const last = shape.length - 1;
    const length = shape[last] as number;
    const stride = strides[last] as number;
    let done = 0;
    while (done < n) {
      const take = Math.min(n - done, length - this.inLine);
      visit(done, this.position + this.inLine * stride, stride, take);
      done += take;
      this.inLine += take;
      if (this.inLine < length) return;
      this.inLine = 0;
      for (let axis = last - 1; axis >= 0; axis--) {
        const step = strides[axis] as number;
        const next = (index[axis] as number) + 1;
        this.position += step;
        if (next < (shape[axis] as number)) {
          index[axis] = next;
          break;
        }
        this.position -= step * next;
        index[axis] = 0;
      }
    }
  }
}

/** The 32-bit halves of 64-bit whole numbers. */
export function wordsOf(data: BigInt64Array | BigUint64Array): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, 2 * data.length);
}

let low: 0 | 1 | undefined;

/** Which of the two halves is the lower one on this machine. */
export function lowWord(): 0 | 1 {
  low ??= new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
  return low;
}

const two32 = 4294967296;

/** Numbers cut to whole ones as 64-bit whole numbers; they wrap, NaN and infinities give 0. Of many numbers no BigInt is made. */
export function putWholes(target: BigInt64Array | BigUint64Array, numbers: Float64Array): void {
  if (numbers.length < 16) {
    for (let i = 0; i < numbers.length; i++) target[i] = toBigInt(numbers[i] as number);
    return;
  }
  const words = wordsOf(target);
  const lower = lowWord();
  const upper = 1 - lower;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    const short = number | 0;
    if (Math.abs(number - short) < 1) {
      words[2 * i + lower] = short;
      words[2 * i + upper] = short >> 31;
      continue;
    }
    const whole = Math.trunc(number);
    const high = Math.floor(whole / two32);
    words[2 * i + lower] = whole - high * two32;
    words[2 * i + upper] = high;
  }
}

/** Reads 64-bit whole numbers from their halves with one rounding; no BigInt is made. */
export function gatherWords(
  tile: Numbers,
  at: number,
  words: Int32Array,
  position: number,
  stride: number,
  length: number,
  signed: boolean,
): void {
  const lower = lowWord();
  const upper = 1 - lower;
  for (let i = 0, from = 2 * position; i < length; i++, from += 2 * stride) {
    const high = words[from + upper] as number;
    tile[at + i] = (signed ? high : high >>> 0) * two32 + ((words[from + lower] as number) >>> 0);
  }
}

/** Reads evenly spaced elements of any typed array without BigInts as numbers. */
export function gather(
  tile: Numbers,
  at: number,
  data: TypedArray,
  position: number,
  stride: number,
  length: number,
): void {
  if (stride === 0) {
    tile.fill(data[position] as number, at, at + length);
    return;
  }
  if (stride === 1 && length > 16) {
    tile.set((data as Float64Array).subarray(position, position + length), at);
    return;
  }
  // One loop that meets every kind of typed array runs ten times slower than loops that meet few.
  switch (data.BYTES_PER_ELEMENT) {
    case 8:
      gatherDoubles(tile, at, data as Float64Array, position, stride, length);
      break;
    case 4:
      gatherWide(tile, at, data as Float32Array, position, stride, length);
      break;
    default:
      gatherNarrow(tile, at, data as Uint8Array, position, stride, length);
  }
}

type Numbers = Float64Array | Float32Array | Int32Array;

function gatherDoubles(tile: Numbers, at: number, data: Float64Array, from: number, stride: number, n: number): void {
  for (let i = 0, p = from; i < n; i++, p += stride) tile[at + i] = data[p] as number;
}

function gatherWide(tile: Numbers, at: number, data: Float32Array, from: number, stride: number, n: number): void {
  for (let i = 0, p = from; i < n; i++, p += stride) tile[at + i] = data[p] as number;
}

function gatherNarrow(tile: Numbers, at: number, data: Uint8Array, from: number, stride: number, n: number): void {
  for (let i = 0, p = from; i < n; i++, p += stride) tile[at + i] = data[p] as number;
}
