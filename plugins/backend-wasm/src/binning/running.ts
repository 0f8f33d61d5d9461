import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  type Kernel,
  kindOf,
  type NDArray,
  sizeOf,
  type TypedArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { floats, wholes } from "../dtypes.js";
import { isResident, makeResult } from "../elements.js";
import { patchesOf, putPatch, type Rows, roomFor, takePatch, takeRoom, tile } from "../signals/patches.js";

interface Attributes {
  readonly axis?: number | undefined;
  readonly dtype?: DType | undefined;
}

const fewest = 256;
const pieceRoom = 2048 * 8;
const pieceWidth = 1024;

/** In the order of their codes. */
const types: readonly DType[] = [...floats, ...wholes];

/** Running sums and products. */
export function running(engine: Engine, group: Binary): readonly Kernel[] {
  return ["cumsum", "cumprod", "nancumsum", "nancumprod"].map((name) => ({
    operation: `@core/array/${name}`,
    device: "host",
    dtypes: [...types, "bool"],
    accepts([input], attributes) {
      const a = input as NDArray;
      const dtype = dtypeOf(a, attributes);
      // Floats that become whole numbers are converted by the reference body's rules.
      const known = types.includes(dtype) && (kindOf(a.dtype) !== "float" || kindOf(dtype) === "float");
      return known && a.size >= fewest && rowsOf(a, attributes) !== undefined && engine.fits(a.size * 8 + 2 ** 20);
    },
    run: ([input], attributes) =>
      run(engine, group, input as NDArray, attributes, name.endsWith("prod"), name.startsWith("nan")),
  }));
}

function dtypeOf({ dtype }: NDArray, attributes: Attributes): DType {
  if (attributes.dtype !== undefined) return attributes.dtype;
  const kind = kindOf(dtype);
  return kind === "float" ? dtype : kind === "uint" ? "uint64" : "int64";
}

/** How the elements follow one another; undefined for an axis that is not there. */
function rowsOf({ shape }: NDArray, { axis: given }: Attributes): Rows | undefined {
  if (given === undefined) return { outer: 1, length: sizeOf(shape), lanes: 1 };
  const axis = given < 0 ? given + shape.length : given;
  if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length) return undefined;
  return { outer: sizeOf(shape.slice(0, axis)), length: shape[axis] as number, lanes: sizeOf(shape.slice(axis + 1)) };
}

function run(
  engine: Engine,
  group: Binary,
  input: NDArray,
  attributes: Attributes,
  multiplies: boolean,
  skips: boolean,
): NDArray {
  const a = contiguous(input);
  const rows = rowsOf(a, attributes) as Rows;
  const dtype = dtypeOf(a, attributes);
  const result = makeResult(engine, [input], dtype, attributes.axis === undefined ? [a.size] : a.shape);
  const source = elementsOf(a) as TypedArray;
  const target = elementsOf(result) as TypedArray;
  const codes = [types.indexOf(a.dtype === "bool" ? "uint8" : a.dtype), types.indexOf(dtype)];
  const steps = [multiplies ? 1 : 0, skips ? 1 : 0];
  engine.scope((arena) => {
    const job = arena.take(40);
    const tell = (from: number, to: number, length: number, lanes: number, carried: number, goesOn: boolean): void =>
      new Uint32Array(engine.memory.buffer, job, 10).set([
        from,
        to,
        ...codes,
        length,
        lanes,
        ...steps,
        carried,
        goesOn ? 1 : 0,
      ]);
    const { outer, length, lanes } = rows;
    if (isResident(engine, a) && isResident(engine, result)) {
      tell(source.byteOffset, target.byteOffset, length, lanes, 0, false);
      const each = lanes === 1 ? 4 * length : length * Math.min(lanes, pieceWidth);
      const grain = Math.ceil(16384 / each) * (lanes === 1 ? 4 : 1);
      const division = { grain, scratch: pieceRoom, heavy: a.size > 65536 };
      engine.run(group, "running", itemsOf(outer, lanes), division, job, 0);
      return;
    }
    const room = arena.take(pieceRoom);
    const carried = arena.take(8 * tile);
    const [from, to] = [takeRoom(arena, bytesOf(a.dtype)), takeRoom(arena, bytesOf(dtype))];
    const [inputs, outputs] = [roomFor(engine, from, source), roomFor(engine, to, target)];
    for (const patch of patchesOf(rows)) {
      putPatch(inputs, source, rows, patch);
      const whole = patch.from === 0 && patch.to === length;
      tell(from, to, patch.to - patch.from, patch.width, whole ? 0 : carried, patch.from > 0);
      engine.run(group, "running", itemsOf(patch.blocks, patch.width), {}, job, room);
      takePatch(outputs, target, rows, patch);
    }
  });
  return result;
}

/** Lines, or parts of rows. */
function itemsOf(blocks: number, lanes: number): number {
  return blocks * Math.ceil(lanes / pieceWidth);
}
