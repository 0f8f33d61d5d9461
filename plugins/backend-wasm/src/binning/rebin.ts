import { bytesOf, contiguous, type DType, elementsOf, type Kernel, type NDArray, type TypedArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats, smallWholes } from "../dtypes.js";
import { copyOut, isResident, makeResult } from "../elements.js";
import {
  type Bins,
  type Layout,
  layoutOf,
  pointsOf,
  type RebinAttributes,
  reachOf,
  type Slices,
  slicesOf,
  spanOf,
} from "./layout.js";

const fewest = 1024;
/** Elements of a row that an item has at most, if a single bin has not more. */
const partWidth = 16384;
const mostOfBin = 1048576;
/** Elements that are staged at once: few for the nearest cache of one thread, more where threads are to share them. */
const tileOf = ({ threads }: Engine): number => (threads > 1 ? 131072 : 32768);

/** In the order of their codes. */
const types: readonly DType[] = [...floats, ...smallWholes];
const small: readonly DType[] = ["int8", "uint8", "int16", "uint16"];

/** Sums of the points of bins. */
export function rebin(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/signal/rebin",
    device: "host",
    dtypes: [...types, "bool", "complex64", "complex128"],
    accepts([input], attributes) {
      const a = input as NDArray;
      const { bins, dtype } = attributes as RebinAttributes;
      if (a.size < fewest || bins.some(({ size }) => size === 0)) return false;
      const layout = layoutOf(a, attributes as RebinAttributes);
      if (layout === undefined || !isKnown(layout)) return false;
      const plan = planOf(engine, layout);
      const size = bins.reduce((product, one) => product * one.size, 1);
      const tables = 16 * plan.places + tableBytes(layout.down) + tableBytes(layout.across);
      const bytes = bytesOf(dtype) * size + 8 * plan.room + 8 * plan.outRoom + tables;
      return (
        reachOf(layout.across) * layout.inner <= mostOfBin &&
        plan.places * 4 <= a.size + 1024 &&
        size < 2 ** 31 &&
        engine.fits(bytes + plan.scratch * engine.threads + 65536)
      );
    },
    run: ([input], attributes) => run(engine, group, input as NDArray, attributes as RebinAttributes),
  };
}

/** Whole numbers may become floats and wholes; floats become floats. */
function isKnown({ dtype, outDType }: Layout): boolean {
  const code = types.indexOf(outDType);
  if (types.indexOf(dtype) < 2) return code === 0 || code === 1;
  return code >= 0 || outDType === "int64" || outDType === "uint64";
}

/** How the work is divided, and what it needs: elements in the memory, bytes of scratch. */
interface Plan {
  /** Bins of a row that are one item. */
  readonly part: number;
  readonly tile: number;
  readonly scratch: number;
  /** Slices of the input that a slice of the result is made of, at most, and those of all slices. */
  readonly most: number;
  readonly places: number;
  readonly room: number;
  readonly outRoom: number;
}

function planOf(engine: Engine, { lead, down, across, width, inner }: Layout): Plan {
  const tile = tileOf(engine);
  const reach = reachOf(across) * inner;
  const part = Math.min(across.size, Math.max(1, Math.floor(partWidth / reach)));
  const most = lead.reduce((product, bins) => product * reachOf(bins), 1);
  const places = lead.reduce((product, bins) => product * pointsOf(bins), 1);
  const least = most * reachOf(down) * Math.min(width, part * reach);
  const made = across.size * inner;
  const rows = Math.max(1, Math.floor(tile / (most * width)));
  const outRoom = Math.max(part * inner, made * rows);
  return { part, tile, scratch: 8 * part * (reach + inner), most, places, room: Math.max(least, tile), outRoom };
}

function run(engine: Engine, group: Binary, input: NDArray, attributes: RebinAttributes): NDArray {
  const layout = layoutOf(input, attributes) as Layout;
  const plan = planOf(engine, layout);
  const a = contiguous(input);
  const shape = attributes.bins.map(({ size }) => size);
  const result = makeResult(engine, [input], attributes.dtype, shape);
  engine.scope((arena) => {
    const work = prepare(arena, layout, plan);
    if (isResident(engine, a)) runThere(engine, group, arena, work, a, result);
    else runStaged(engine, group, arena, work, a, result);
  });
  return result;
}

interface Work {
  readonly layout: Layout;
  readonly plan: Plan;
  readonly slices: Slices;
  readonly parts: number;
  /** The table of where slices are. */
  readonly places: number;
  readonly job: number;
}

const jobWords = 20;
const word = { places: 1, stride: 4, out: 17 };

function prepare(arena: Arena, layout: Layout, plan: Plan): Work {
  const slices = slicesOf(layout);
  const { down, across } = layout;
  const parts = Math.ceil(layout.across.size / plan.part);
  const places = arena.take(4 * slices.offsets.length);
  const whole =
    down.windows === undefined && across.windows === undefined && slices.shares.every((share) => share === 1);
  const added = plan.most * reachOf(layout.down) * reachOf(layout.across);
  const values = [
    arena.put(slices.starts),
    places,
    arena.put(slices.shares),
    layout.down.size,
    layout.width,
    ...putBins(arena, down),
    layout.across.size,
    plan.part,
    ...putBins(arena, across),
    layout.inner,
    whole ? (small.includes(layout.dtype) && added <= 32768 ? 2 : 1) : 0,
    0,
    types.indexOf(layout.dtype),
    types.includes(layout.outDType) ? types.indexOf(layout.outDType) : types.length,
  ];
  const job = arena.put(Uint32Array.from(values));
  return { layout, plan, slices, parts, places, job };
}

function tableBytes({ windows }: Bins): number {
  return windows === undefined ? 0 : windows.firsts.byteLength + windows.starts.byteLength + windows.weights.byteLength;
}

function putBins(arena: Arena, { step, windows }: Bins): number[] {
  if (windows === undefined) return [step, 0, 0, 0];
  return [0, arena.put(windows.firsts), arena.put(windows.starts), arena.put(windows.weights)];
}

function words(engine: Engine, place: number, length: number): Uint32Array {
  return new Uint32Array(engine.memory.buffer, place, length);
}

/** All at once, where the elements are. */
function runThere(engine: Engine, group: Binary, arena: Arena, work: Work, a: NDArray, result: NDArray): void {
  const { layout, plan, slices, parts, places, job } = work;
  const { byteOffset } = elementsOf(a);
  const target = elementsOf(result) as TypedArray;
  const out = isResident(engine, result) ? target.byteOffset : arena.take(target.byteLength);
  const bytes = bytesOf(layout.dtype);
  words(engine, places, slices.offsets.length).set(slices.offsets.map((offset) => byteOffset + offset * bytes));
  words(engine, job, jobWords)[word.out] = out;
  const total = (slices.starts.length - 1) * layout.down.size * parts;
  const each = Math.max(1, elementsOf(a).length / total);
  const division = { grain: Math.ceil(16384 / each), scratch: plan.scratch, heavy: a.size > 131072 };
  engine.run(group, "bin", total, division, job, 0);
  copyOut(engine, out, target);
}

/** Slices, rows and parts of rows that are staged at once. */
interface Batch {
  readonly slices: readonly [number, number];
  readonly rows: readonly [number, number];
  readonly parts: readonly [number, number];
}

function* batchesOf({ layout, plan, slices, parts }: Work): Generator<Batch> {
  const { down, width } = layout;
  const { tile } = plan;
  const count = slices.starts.length - 1;
  const slice = plan.most * pointsOf(down) * width;
  if (slice <= tile) {
    const some = Math.floor(tile / slice);
    for (let first = 0; first < count; first += some)
      yield { slices: [first, Math.min(count, first + some)], rows: [0, down.size], parts: [0, parts] };
    return;
  }
  const row = plan.most * reachOf(down) * width;
  const rows = Math.max(1, Math.floor(tile / row));
  const own = row <= tile ? parts : 1;
  for (let s = 0; s < count; s++)
    for (let first = 0; first < down.size; first += rows)
      for (let part = 0; part < parts; part += own)
        yield {
          slices: [s, s + 1],
          rows: [first, Math.min(down.size, first + rows)],
          parts: [part, Math.min(parts, part + own)],
        };
}

function runStaged(engine: Engine, group: Binary, arena: Arena, work: Work, a: NDArray, result: NDArray): void {
  const { layout, plan, slices, parts, places, job } = work;
  const { across, down, width, inner, dtype, outDType } = layout;
  const [bytes, outBytes] = [bytesOf(dtype), bytesOf(outDType)];
  const source = elementsOf(a) as TypedArray;
  const target = elementsOf(result) as TypedArray;
  const there = isResident(engine, result) ? target.byteOffset : undefined;
  const room = arena.take(plan.room * bytes);
  const outRoom = there ?? arena.take(plan.outRoom * outBytes);
  const made = across.size * inner;
  for (const batch of batchesOf(work)) {
    const [from, to] = spanOf(down, ...batch.rows);
    const [left, right] = columnsOf(work, batch.parts);
    const stride = right - left;
    const run = (to - from) * stride;
    const [first, last] = [slices.starts[batch.slices[0]] as number, slices.starts[batch.slices[1]] as number];
    const table = words(engine, places, slices.offsets.length);
    for (let k = first, at = 0; k < last; k++, at += run) {
      const start = (slices.offsets[k] as number) + from * width + left;
      table[k] = room + (at - from * stride - left) * bytes;
      if (stride === width) copyIn(engine, room + at * bytes, source, start, run);
      else
        for (let row = 0; row < to - from; row++)
          copyIn(engine, room + (at + row * stride) * bytes, source, start + row * width, stride);
    }
    const begin = (batch.slices[0] * down.size + batch.rows[0]) * parts + batch.parts[0];
    const rows = (batch.slices[1] - batch.slices[0] - 1) * down.size + batch.rows[1] - batch.rows[0];
    const items = parts === batch.parts[1] - batch.parts[0] ? rows * parts : batch.parts[1] - batch.parts[0];
    const start = Math.floor(begin / parts) * made + batch.parts[0] * plan.part * inner;
    const end =
      start + (items >= parts ? rows * made : Math.min(plan.part, across.size - batch.parts[0] * plan.part) * inner);
    const own = words(engine, job, jobWords);
    own[word.stride] = stride;
    own[word.out] = there ?? outRoom - start * outBytes;
    const division = {
      grain: Math.max(1, Math.ceil(items / 16)),
      scratch: plan.scratch,
      heavy: run * (last - first) > 32768,
    };
    engine.run(group, "bin", items, division, job, begin);
    if (there === undefined) copyOut(engine, outRoom, target.subarray(start, end) as TypedArray);
  }
}

/** The columns of the input that parts of a row are made of; where whole rows have room, they are copied in one go. */
function columnsOf({ layout, plan, parts }: Work, [begin, end]: readonly [number, number]): [number, number] {
  const { down, inner, width } = layout;
  if (end - begin === parts && plan.most * reachOf(down) * width <= plan.tile) return [0, width];
  const [from, to] = spanOf(layout.across, begin * plan.part, Math.min(layout.across.size, end * plan.part));
  return [from * inner, to * inner];
}

function copyIn(engine: Engine, place: number, source: TypedArray, start: number, length: number): void {
  const width = source.BYTES_PER_ELEMENT;
  engine.bytes.set(new Uint8Array(source.buffer, source.byteOffset + start * width, length * width), place);
}
