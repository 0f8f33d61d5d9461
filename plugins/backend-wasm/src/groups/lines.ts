import { contiguous, type DType, elementsOf, type NDArray, type TypedArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats, smallWholes } from "../dtypes.js";
import { copyOut, makeResult, outputPlace } from "../elements.js";
import { type Border, borderMap } from "./borders.js";

/** The dtypes that kernels for lines read and write, in the order of their codes. */
export const lineDTypes: readonly DType[] = [...floats, ...smallWholes, "bool"];

/** How lines along one axis of an array lie, and how they go on beyond their ends. */
export interface Lines {
  readonly axis: number;
  readonly before: number;
  readonly after: number;
  readonly border: Border;
  readonly cval: number;
}

/** What a kernel for lines does. */
export interface LineWork {
  readonly kernel: string;
  readonly dtype: DType;
  /** Lines of one block where the axis is the last, and where it is another. */
  readonly blocks: readonly [number, number];
  /** Bytes of an element in scratch memory. */
  readonly width: number;
  /** Bytes of scratch beyond the lines and their results. */
  readonly room?: number;
  /** The kernel's own arguments. */
  readonly values: (arena: Arena) => readonly number[];
  /** Elements of a line of the result, where not as many as in the input. */
  readonly length?: number;
  /** Takes what else the kernel has made from the memory. */
  readonly done?: () => void;
}

/** Elements of a block's lines beyond which lines are left to the reference body: 32 MiB. */
const most = 4194304;

/** Whether there are lines enough to be worth a kernel, and memory for them. */
export function acceptsLines(engine: Engine, a: NDArray, axis: number, { before, after, made }: Reach): boolean {
  const length = a.shape[axis] ?? 0;
  if (a.size < 1024 || length === 0) return false;
  const wide = before + length + after;
  const own = made ?? length;
  const arrays = 8 * a.size + 8 * (a.size / length) * own;
  return wide * 16 <= most && engine.fits(arrays + engine.threads * (wide + Math.max(wide, own)) * 16 * 8 + 65536);
}

interface Reach extends Pick<Lines, "before" | "after"> {
  /** Elements of a line of the result, where not as many as in the input. */
  readonly made?: number;
}

/** Filters all lines along an axis. */
export function runLines(engine: Engine, group: Binary, input: NDArray, lines: Lines, work: LineWork): NDArray {
  const a = contiguous(input);
  const { axis, before, after, border, cval } = lines;
  const { dtype } = work;
  const length = a.shape[axis] as number;
  const inner = a.shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const outer = a.size / (length * inner);
  const { length: made = length } = work;
  const shape = a.shape.map((size, k) => (k === axis ? made : size));
  const result = makeResult(engine, [input], dtype, shape);
  engine.scope((arena) => {
    const out = outputPlace(engine, arena, result);
    const map = arena.put(borderMap(length, before, after, border));
    const own = work.values(arena);
    const from = arena.put(elementsOf(a) as TypedArray);
    const size = inner === 1 ? work.blocks[0] : work.blocks[1];
    const total = inner === 1 ? Math.ceil(outer / size) : outer * Math.ceil(inner / size);
    const scratch = (size * (length + made + before + after) + 256) * work.width + (work.room ?? 0);
    const grain = Math.max(1, Math.min(Math.ceil(total / 16), Math.ceil(16384 / (size * length))));
    engine.run(
      group,
      work.kernel,
      total,
      { grain, scratch, heavy: a.size >= 65536 },
      from,
      lineDTypes.indexOf(a.dtype),
      out,
      lineDTypes.indexOf(dtype),
      outer,
      length,
      inner,
      before,
      after,
      map,
      cval,
      ...own,
    );
    copyOut(engine, out, elementsOf(result) as TypedArray);
    work.done?.();
  });
  return result;
}
