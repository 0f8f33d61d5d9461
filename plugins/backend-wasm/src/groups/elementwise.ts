import {
  broadcastShapes,
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  isBigDType,
  isContiguous,
  type Kernel,
  kindOf,
  makeData,
  type NDArray,
  promoteTypes,
  sizeOf,
} from "@core/array";
import { type Arena, type Binary, type Engine, grainOf } from "../contract.js";
import { floats, wholes } from "../dtypes.js";
import { hasRoom, isResident, makeResult } from "../elements.js";

/** Elements of one tile: its copies stay in the processor's cache. */
const tile = 16384;
/** Below this, calling costs more than the kernel gains. */
const fewest = 256;

/** An elementwise operation and its kernels, one for each dtype. */
export interface Row {
  readonly operation: string;
  /** The name of the kernel, without the dtype. */
  readonly kernel: string;
  readonly dtypes: Kernel["dtypes"];
  /** Whether the kernel is that of the elements' width, whatever they mean. */
  readonly byWidth?: boolean;
  /** The result's dtype where it is not that of the inputs. */
  readonly result?: DType;
  /** The dtype in which the operation computes with inputs of two dtypes. */
  readonly common?: (a: DType, b: DType) => DType;
  /** Whether the kernel takes the inputs the other way round. */
  readonly swapped?: boolean;
  /** Does the elements for which the kernel gives NaN and says so. */
  readonly repair?: (x: number, y: number) => number;
}

const rows: readonly Row[] = [
  ...["add", "subtract", "multiply"].map((name) => mixed(row(name, [...floats, ...wholes]))),
  mixed(row("divide", floats), quotient),
  ...["maximum", "minimum"].map((name) => mixed(row(name, floats))),
  ...["less", "lessEqual", "equal", "notEqual"].map((name) => test(name, name)),
  test("greater", "less", true),
  test("greaterEqual", "lessEqual", true),
  ...["negative", "square", "absolute", "sqrt", "floor", "ceil"].map((name) => row(name, floats)),
  ...["trunc", "rint"].map((name) => row(name, floats)),
  ...["isnan", "isinf", "isfinite"].map((name): Row => ({ ...row(name, floats), result: "bool" })),
  ...["bitwiseAnd", "bitwiseOr", "bitwiseXor"].map(
    (name): Row => ({ ...row(name, [...wholes, "bool"]), byWidth: true }),
  ),
  { ...row("invert", wholes), byWidth: true },
  { ...row("invert", ["bool"]), kernel: "logicalNot", byWidth: true },
  ...["logicalAnd", "logicalOr", "logicalXor", "logicalNot"].map(
    (name): Row => ({ ...row(name, ["bool"]), byWidth: true }),
  ),
  mixed({ ...row("where", [...floats, ...wholes, "bool"]), byWidth: true }, promoteTypes, ["bool"]),
];

function row(name: string, dtypes: Kernel["dtypes"]): Row {
  return { operation: `@core/array/${name}`, kernel: name, dtypes };
}

function test(name: string, kernel: string, swapped = false): Row {
  return mixed({ ...row(name, [...floats, ...wholes, "bool"]), kernel, result: "bool", swapped });
}

function quotient(a: DType, b: DType): DType {
  const common = promoteTypes(a, b);
  return kindOf(common) === "float" ? common : "float64";
}

/**
 * A row for inputs of two dtypes too, behind inputs of dtypes that stay: copies into the memory convert what they copy. Wholes of 64 bits
 * do not convert.
 */
function mixed(own: Row, common: NonNullable<Row["common"]> = promoteTypes, first: readonly DType[] = []): Row {
  const single = own.dtypes as readonly DType[];
  const converted = [...floats, ...wholes].filter((dtype) => !isBigDType(dtype));
  const pairs = converted.flatMap((a) =>
    converted
      .filter((b) => !(a === b && single.includes(a)) && single.includes(common(a, b)) && !isBigDType(common(a, b)))
      .map((b) => [a, b]),
  );
  const alike = first.length === 0 ? single : single.map((dtype) => [...first, dtype, dtype]);
  return { ...own, common, dtypes: [...alike, ...pairs.map((pair) => [...first, ...pair])] };
}

/** The kernels of elementwise operations. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return rows.map((row) => elementwiseKernel(engine, group, row));
}

/** The kernel of one operation. */
export function elementwiseKernel(engine: Engine, group: Binary, row: Row): Kernel {
  return {
    operation: row.operation,
    device: "host",
    dtypes: row.dtypes,
    // A tile of each array, and a flag.
    accepts: (inputs) => accepted(inputs) && hasRoom(engine, (inputs.length + 1) * tile * 8 + 64),
    run: (inputs, attributes) => run(engine, group, row, inputs, (attributes as { out?: NDArray }).out),
  };
}

function accepted(inputs: readonly NDArray[]): boolean {
  const [a, b] = inputs as [NDArray, NDArray | undefined];
  if (inputs.length > 2) {
    const size = sizeOf(broadcastShapes(...inputs.map((input) => input.shape)));
    return size >= fewest && inputs.every((input) => input.size === size || input.size === 1);
  }
  if (b === undefined) return a.size >= fewest;
  if (a.size < fewest && b.size < fewest) return false;
  // What repeats within the other must repeat as a whole: one number, or the last axes.
  const [large, other] = a.size >= b.size ? [a, b] : [b, a];
  if (other.size === 0 || large.size === 0) return false;
  const shape = broadcastShapes(a.shape, b.shape);
  if (sizeOf(shape) !== large.size) return false;
  const own = [...other.shape];
  while (own[0] === 1 && own.length > 0) own.shift();
  return (
    (own.every((size, i) => size === shape[shape.length - own.length + i]) && other.size <= tile) ||
    other.size === large.size
  );
}

/** The suffix of the kernel for a dtype. Arithmetic is the same for signed and unsigned wholes. */
function suffixOf({ byWidth, result }: Row, dtype: DType): string {
  if (byWidth === true) return `int${8 * bytesOf(dtype)}`;
  if (dtype === "bool") return "uint8";
  return result === undefined ? dtype.replace("uint", "int") : dtype;
}

function run(
  engine: Engine,
  group: Binary,
  row: Row,
  inputs: readonly NDArray[],
  wanted: NDArray | undefined,
): NDArray {
  const shape =
    inputs.length === 1 ? (inputs[0] as NDArray).shape : broadcastShapes(...inputs.map((input) => input.shape));
  // Of three inputs the first is a condition.
  const [last, other] = [inputs.at(-1), inputs.at(-2)] as [NDArray, NDArray | undefined];
  const own = row.common === undefined || other === undefined ? last.dtype : row.common(other.dtype, last.dtype);
  const dtype = row.result ?? own;
  const size = sizeOf(shape);
  const takes =
    wanted !== undefined &&
    isTarget(wanted, dtype, shape, inputs) &&
    !(row.repair !== undefined && inputs.some((input) => input.storage === wanted.storage));
  const kernel = `${row.kernel}_${suffixOf(row, own)}`;
  const ordered = (row.swapped === true ? [...inputs].reverse() : inputs).map((input) => contiguous(input));
  const period = Math.min(...ordered.map((input) => input.size));
  const step = period < size ? Math.max(1, Math.floor(tile / period)) * period : tile;
  return engine.scope((arena) => {
    // What is there already is used in its place; what repeats is laid out once, the rest is copied tile by tile.
    const placed = (one: NDArray, dtype: DType): { there: boolean; place: number; dtype: DType } => {
      const there = one.size === size && one.dtype === dtype && isResident(engine, one);
      return { there, place: there ? elementsOf(one).byteOffset : arena.take(step * bytesOf(dtype)), dtype };
    };
    const sources = ordered.map((one, i) => placed(one, i === 0 && ordered.length > 2 ? one.dtype : own));
    const flags = flagsIn(engine, arena, row);
    // After the tiles: it may take what memory is left.
    const out = takes ? wanted : makeResult(engine, inputs, dtype, shape);
    const arrays = [...ordered, out];
    const all = [...sources, placed(out, dtype)];
    const [there, places] = [all.map((one) => one.there), all.map((one) => one.place)];
    // From here on nothing makes the memory grow, so views of it stay.
    const elements = arrays.map((one) => elementsOf(one) as Uint8Array);
    const tiles = elements.map((own, i) => {
      if (there[i]) return own;
      const View = makeData((all[i] as (typeof all)[number]).dtype, 0).constructor as Uint8ArrayConstructor;
      return new View(engine.memory.buffer as ArrayBuffer, places[i] as number, step);
    });
    let repeats = 0;
    for (let i = 0; i < ordered.length; i++) {
      const [source, whole] = [elements[i] as Uint8Array, tiles[i] as Uint8Array];
      if (source.length === size) continue;
      repeats |= 1 << i;
      whole.set(source);
      for (let filled = source.length; filled < step; filled *= 2)
        whole.copyWithin(filled, 0, Math.min(filled, step - filled));
    }
    const told = ordered.length > 1 ? [repeats, ...flags] : flags;
    if (there.every((one, i) => one || (repeats & (1 << i)) !== 0)) {
      const grain = repeats === 0 ? grainOf(size, step) : step;
      engine.run(group, kernel, size, { grain, heavy: size > 131072 }, ...places, ...told);
      repair(engine, row, flags, elements, size);
      return out;
    }
    const [source, target] = [elements.slice(0, -1), elements.at(-1) as Uint8Array];
    const result = tiles.at(-1) as Uint8Array;
    for (let start = 0; start < size; start += step) {
      const n = Math.min(step, size - start);
      for (let i = 0; i < source.length; i++) {
        const own = source[i] as Uint8Array;
        if (!there[i] && own.length === size) (tiles[i] as Uint8Array).set(own.subarray(start, start + n));
      }
      const at = places.map((place, i) =>
        there[i] ? place + start * (tiles[i] as Uint8Array).BYTES_PER_ELEMENT : place,
      );
      engine.run(group, kernel, n, {}, ...at, ...told);
      if (flags.length > 0) {
        const now = tiles.map((one, i) => (there[i] ? one.subarray(start, start + n) : one));
        repair(engine, row, flags, now, n);
      }
      if (!there[ordered.length]) target.set(n === step ? result : result.subarray(0, n), start);
    }
    return out;
  });
}

/** A place, 0 at first, where kernels say that something must be repaired. */
function flagsIn(engine: Engine, arena: Arena, row: Row): number[] {
  if (row.repair === undefined) return [];
  const place = arena.take(4);
  new Uint32Array(engine.memory.buffer, place, 1)[0] = 0;
  return [place];
}

/** Does what the kernel says that it left; the last of the lists is the result, and what repeats among the others is short. */
function repair(
  engine: Engine,
  row: Row,
  [flag]: readonly number[],
  lists: readonly ArrayLike<number>[],
  size: number,
): void {
  if (row.repair === undefined || flag === undefined) return;
  if (new Uint32Array(engine.memory.buffer, flag, 1)[0] === 0) return;
  const [first, second] = [lists[0], lists[lists.length - 2]] as [Float64Array, Float64Array];
  const output = lists[lists.length - 1] as Float64Array;
  for (let i = 0; i < size; i++)
    if (Number.isNaN(output[i]))
      output[i] = row.repair(first[i % first.length] as number, second[i % second.length] as number);
}

/**
 * Whether the result can be written where the caller wants it: tile by tile, so also over an input in the same order. What is not in
 * one piece, or repeats, is copied before anything is written.
 */
export function isTarget(out: NDArray, dtype: DType, shape: readonly number[], inputs: readonly NDArray[]): boolean {
  if (out.dtype !== dtype || out.shape.join() !== shape.join() || !isContiguous(out.shape, out.strides)) return false;
  const target = elementsOf(out);
  return inputs.every((input) => {
    if (input.size !== out.size || !isContiguous(input.shape, input.strides)) return true;
    const source = elementsOf(input);
    if (source.buffer !== target.buffer) return true;
    const [from, to] = [source.byteOffset, target.byteOffset];
    return (
      from >= to + target.byteLength || to >= from + source.byteLength || (from === to && input.dtype === out.dtype)
    );
  });
}
