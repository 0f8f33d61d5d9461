import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  type Kernel,
  makeData,
  type NDArray,
  type TypedArray,
} from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { converted, copyOut, makeResult, outputPlace } from "../elements.js";
import { type Border, borderMap } from "./borders.js";
import { extremes, holds } from "./extremes.js";
import { lineDTypes } from "./lines.js";
import { type Network, networkOfAny, networkOfBox } from "./networks.js";

interface WindowAttributes {
  readonly border: Border;
  readonly cval: number;
  readonly origins: readonly number[];
  readonly dtype: DType;
}

interface RankAttributes extends WindowAttributes {
  readonly rank: number;
}

/** A filter's window. */
interface Footprint {
  readonly box: readonly number[];
  /** What is not 0 belongs to it. */
  readonly members: ArrayLike<number>;
  readonly count: number;
}

/** More exchanges than this are slower than counting. */
const mostExchanges = 1200;

/** The kernels of filters over boxes and footprints. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  const networks = cachedNetworks();
  return [
    rank(engine, group, networks),
    order(engine, group, networks),
    extreme(engine, group, "minimum"),
    extreme(engine, group, "maximum"),
    extremes(engine, group, "minimum"),
    extremes(engine, group, "maximum"),
    correlation(engine, group),
  ];
}

function footprintOf(given: NDArray): Footprint {
  const members = elementsOf(converted(given, "bool"));
  return { box: given.shape, members, count: members.reduce((sum, one) => sum + one, 0) };
}

function cachedNetworks(): (footprint: Footprint, rank: number) => Network {
  const known = new Map<string, Network>();
  return ({ box, members, count }, rank) => {
    const width = box.at(-1) ?? 1;
    const height = members.length / width;
    const boxed = count === members.length && height > 1 && width > 2;
    const key = boxed ? `${height} ${width} ${rank}` : `${count} ${rank}`;
    let found = known.get(key);
    if (found === undefined) {
      found = boxed ? networkOfBox(height, width, rank) : networkOfAny(count, rank);
      if (known.size > 100) known.clear();
      known.set(key, found);
    }
    return found;
  };
}

function worthIt(engine: Engine, a: NDArray, { box, count }: Footprint, width: number): boolean {
  const { shape, size } = a;
  if (size < 256 || shape.length === 0 || shape.length > 8) return false;
  const [length, last] = [shape.at(-1) as number, box.at(-1) as number];
  const lines = box.slice(0, -1).reduce((product, one) => product * one, 1);
  const scratch = (lines + 1) * (length + last + 64) * width + count * 64;
  return (
    scratch < 2 ** 26 && engine.fits(2 * size * bytesOf(a.dtype) + engine.threads * scratch + size * 8 + 16 * count)
  );
}

/** Places of the array's lines and their borders for a window, and of the window's members. */
function plan(arena: Arena, a: NDArray, { box, members }: Footprint, own: WindowAttributes, inVector: number) {
  const lead = a.shape.length - 1;
  const before = box.map((size, axis) => Math.floor(size / 2) + (own.origins[axis] as number));
  const maps = a.shape.map((size, axis) => {
    const first = before[axis] as number;
    return borderMap(size, first, (box[axis] as number) - 1 - first, own.border);
  });
  const boxLines = box.slice(0, -1).reduce((product, size) => product * size, 1);
  const length = a.shape[lead] as number;
  const all = (maps[lead] as Int32Array).length;
  const step = 4 * inVector;
  const wide = Math.ceil((all + step + inVector) / step) * step;
  const words: number[] = [
    lead,
    boxLines,
    length,
    before[lead] as number,
    all - length - (before[lead] as number),
    wide,
    0,
    0,
  ];
  let next = 8 + 3 * lead + boxLines * lead;
  for (let axis = 0; axis < lead; axis++) {
    const stride = a.shape.slice(axis + 1, lead).reduce((product, size) => product * size, 1);
    words.push(a.shape[axis] as number, stride, next);
    next += (maps[axis] as Int32Array).length;
  }
  words[6] = next;
  for (let line = 0; line < boxLines; line++) {
    const index: number[] = [];
    for (let axis = lead - 1, rest = line; axis >= 0; axis--) {
      index.unshift(rest % (box[axis] as number));
      rest = Math.floor(rest / (box[axis] as number));
    }
    words.push(...index);
  }
  for (const map of maps) for (const place of map) words.push(place);
  const width = box[lead] as number;
  const places: number[] = [];
  for (let i = 0; i < members.length; i++)
    if (members[i] !== 0) places.push(Math.floor(i / width) * wide + (i % width));
  return {
    words: arena.put(Int32Array.from(words)),
    members: arena.put(Uint32Array.from(places)),
    boxLines,
    wide,
    length,
  };
}

function runWindows(
  engine: Engine,
  group: Binary,
  input: NDArray,
  footprint: Footprint,
  own: WindowAttributes,
  work: {
    readonly kernel: string;
    readonly dtype: DType;
    /** Bytes of an element in scratch memory. */
    readonly width: number;
    readonly values: (arena: Arena) => readonly number[];
  },
): NDArray {
  const a = contiguous(input);
  const result = makeResult(engine, [input], work.dtype, a.shape);
  engine.scope((arena) => {
    const out = outputPlace(engine, arena, result);
    const { words, members, boxLines, wide, length } = plan(arena, a, footprint, own, 16 / work.width);
    const values = work.values(arena);
    const from = arena.put(elementsOf(a) as TypedArray);
    const scratch = (boxLines + 1) * wide * work.width + footprint.count * 64 + 256;
    const total = a.size / length;
    const grain = Math.max(1, Math.min(Math.ceil(total / 16), Math.ceil(8192 / length)));
    const heavy = a.size * footprint.count > 200000;
    const codes = [lineDTypes.indexOf(a.dtype), lineDTypes.indexOf(work.dtype)] as const;
    const target = work.kernel === "correlate" ? [out, codes[1]] : [out];
    engine.run(
      group,
      work.kernel,
      total,
      { grain, scratch, heavy },
      ...[from, codes[0], words, own.cval, ...target, members, footprint.count, ...values],
    );
    copyOut(engine, out, elementsOf(result) as TypedArray);
  });
  return result;
}

const suffixOf = (dtype: DType): string => (dtype === "bool" ? "uint8" : dtype);

/** Dtypes with a kernel of their own for medians of 3 x 3. */
const nines: readonly DType[] = ["float32", "float64", "uint8", "int16", "uint16", "bool"];

function rankWork(
  a: NDArray,
  rank: number,
  network: Network,
  { box, count, members }: Footprint,
  cval: number,
  nanLast: boolean,
) {
  const square = count === 9 && members.length === 9 && box.at(-1) === 3;
  const nine = square && rank === 4 && nines.includes(a.dtype) && !Number.isNaN(cval);
  return {
    kernel: `rank_${suffixOf(a.dtype)}`,
    dtype: a.dtype,
    width: bytesOf(a.dtype),
    values: (arena: Arena) => [
      rank,
      arena.put(network.columns),
      network.columns.length,
      arena.put(network.selection),
      network.selection.length,
      network.found,
      nine ? 1 : 0,
      nanLast ? 1 : 0,
    ],
  };
}

function rank(engine: Engine, group: Binary, networks: ReturnType<typeof cachedNetworks>): Kernel {
  return {
    operation: "sci-ndimage/rank-filter",
    device: "host",
    dtypes: lineDTypes.map((dtype) => [dtype, "bool"]),
    accepts([a, given], attributes) {
      const input = a as NDArray;
      const own = attributes as RankAttributes;
      if (own.dtype !== input.dtype || (given as NDArray).size > 400) return false;
      if (input.dtype === "bool" && !holds("bool", own.cval)) return false;
      const footprint = footprintOf(given as NDArray);
      return (
        worthIt(engine, input, footprint, bytesOf(input.dtype)) &&
        networks(footprint, own.rank).selection.length <= mostExchanges
      );
    },
    run([a, given], attributes) {
      const own = attributes as RankAttributes;
      const input = a as NDArray;
      const footprint = footprintOf(given as NDArray);
      const network = networks(footprint, own.rank);
      const cval = cast(own.cval, input.dtype);
      return runWindows(
        engine,
        group,
        input,
        footprint,
        { ...own, cval },
        rankWork(input, own.rank, network, footprint, cval, false),
      );
    },
  };
}

/** A number converted to a dtype as typed arrays do. */
function cast(value: number, dtype: DType): number {
  const cell = makeData(dtype, 1) as Float64Array;
  cell[0] = value;
  return cell[0] as number;
}

function order(engine: Engine, group: Binary, networks: ReturnType<typeof cachedNetworks>): Kernel {
  const own = lineDTypes.filter((dtype) => dtype !== "bool");
  return {
    operation: "sci-signal/orderFilter",
    device: "host",
    dtypes: own.flatMap((dtype) => [...own, "bool" as const].map((other) => [dtype, other] as const)),
    accepts([a, given], attributes) {
      if ((given as NDArray).size > 400) return false;
      const footprint = footprintOf(given as NDArray);
      return (
        footprint.count > 0 &&
        worthIt(engine, a as NDArray, footprint, bytesOf((a as NDArray).dtype)) &&
        networks(footprint, (attributes as RankAttributes).rank).selection.length <= mostExchanges
      );
    },
    run([a, given], attributes) {
      const { rank } = attributes as RankAttributes;
      const input = a as NDArray;
      const footprint = footprintOf(given as NDArray);
      const around: WindowAttributes = {
        border: "constant",
        cval: 0,
        origins: footprint.box.map(() => 0),
        dtype: input.dtype,
      };
      return runWindows(
        engine,
        group,
        input,
        footprint,
        around,
        rankWork(input, rank, networks(footprint, rank), footprint, 0, true),
      );
    },
  };
}

function extreme(engine: Engine, group: Binary, name: "minimum" | "maximum"): Kernel {
  return {
    operation: `sci-ndimage/${name}-filter`,
    device: "host",
    dtypes: lineDTypes.map((dtype) => [dtype, "bool"]),
    accepts([a, given], attributes) {
      const input = a as NDArray;
      const { dtype, cval } = attributes as WindowAttributes;
      return (
        dtype === input.dtype &&
        (dtype !== "bool" || holds("bool", cval)) &&
        (given as NDArray).size <= 2048 &&
        worthIt(engine, input, footprintOf(given as NDArray), bytesOf(dtype))
      );
    },
    run([a, given], attributes) {
      const own = attributes as WindowAttributes;
      return runWindows(
        engine,
        group,
        a as NDArray,
        footprintOf(given as NDArray),
        { ...own, cval: cast(own.cval, own.dtype) },
        {
          kernel: `extreme_${suffixOf(own.dtype)}`,
          dtype: own.dtype,
          width: bytesOf(own.dtype),
          values: () => [name === "maximum" ? 1 : 0],
        },
      );
    },
  };
}

function correlation(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/correlate",
    device: "host",
    dtypes: lineDTypes.flatMap((dtype) =>
      (["float64", "float32", "int32", "uint8"] as const).map((own) => [dtype, own] as const),
    ),
    accepts([a, weights], attributes) {
      const { dtype } = attributes as WindowAttributes;
      return (
        lineDTypes.includes(dtype) &&
        (weights as NDArray).size <= 2048 &&
        worthIt(engine, a as NDArray, footprintOf(weights as NDArray), 8)
      );
    },
    run([a, given], attributes) {
      const own = attributes as WindowAttributes;
      const weights = elementsOf(converted(given as NDArray, "float64"));
      const wanted = weights.filter((weight) => weight !== 0);
      const footprint: Footprint = { box: (given as NDArray).shape, members: weights, count: wanted.length };
      return runWindows(engine, group, a as NDArray, footprint, own, {
        kernel: "correlate",
        dtype: own.dtype,
        width: 8,
        values: (arena) => [arena.put(wanted)],
      });
    },
  };
}
