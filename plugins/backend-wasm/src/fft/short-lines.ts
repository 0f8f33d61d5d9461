import { type DType, elementsOf, hostStorage, type NDArray, type TypedArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult } from "../elements.js";
import { innerLength, isPossible, type Lines, placeJob, taskOf } from "./lines.js";
import type { Precision, Tables } from "./tables.js";

/** Lines without their places. */
export type Described = Omit<Lines, "source" | "target">;

/** A transform of few numbers, whose tables and places are settled once and for all. */
export interface ShortTask {
  readonly lines: Described;
  readonly precision: Precision;
  readonly kernel: (...values: number[]) => void;
  readonly total: number;
  /** Where its parameters are. */
  readonly job: number;
  /** Numbers of the result. */
  readonly results: number;
}

/** Transforms of few numbers: of these the calls cost more than the work, so that what can be done once is done once. */
export interface ShortLines {
  /** The task of such lines, if it was made before. */
  find(lines: Described, precision: Precision): ShortTask | undefined;
  /** Makes the task, where there is room for it. */
  make(lines: Described, precision: Precision): ShortTask | undefined;
  /** Does a task with an array without gaps. */
  run(task: ShortTask, a: NDArray, dtype: DType, shape: readonly number[]): NDArray;
}

const room = 65536;
const scratchRoom = 655360;
const jobBytes = 128;
const mostTasks = 128;

/** The short transforms of an engine. */
export function createShortLines(engine: Engine, group: Binary, tables: Tables): ShortLines {
  const known = new Map<number, ShortTask[]>();
  let count = 0;
  let isFull = false;
  let start: number | undefined;
  let doubles = new Float64Array(0);
  let singles = new Float32Array(0);
  let words = new Uint32Array(0);
  const renew = () => {
    if (words.buffer === engine.memory.buffer) return;
    doubles = new Float64Array(engine.memory.buffer);
    singles = new Float32Array(engine.memory.buffer);
    words = new Uint32Array(engine.memory.buffer);
  };
  return {
    find(lines, precision) {
      for (const task of known.get(lines.n) ?? [])
        if (task.precision === precision && isSame(task.lines, lines)) return task;
      return undefined;
    },
    make(lines, precision) {
      const [reads, results] = numbersOf(lines);
      const bytes = precision === "float64" ? 8 : 4;
      if (isFull || Math.max(reads, results) * bytes > room || !isPossible(innerLength(lines))) return undefined;
      if (count === mostTasks) {
        known.clear();
        count = 0;
      }
      start ??= engine.reserve(2 * room + scratchRoom + mostTasks * jobBytes);
      if (start === undefined) return undefined;
      const source = start;
      const job = source + 2 * room + scratchRoom + count * jobBytes;
      const made = engine.scope((arena) => {
        tables.begin(arena);
        const task = taskOf({ engine, group, arena, tables, precision }, { ...lines, source, target: source + room });
        isFull = !tables.stay;
        if (isFull || task.scratch > scratchRoom) return undefined;
        placeJob(tables, task.job, job);
        return { kernel: engine.kernel(group, task.kernel), total: task.total };
      });
      if (made === undefined) return undefined;
      count++;
      const task = { ...made, lines, precision, job, results };
      known.set(lines.n, [...(known.get(lines.n) ?? []), task]);
      return task;
    },
    run({ kernel, total, job, results, precision }, a, dtype, shape) {
      const there = isResident(engine, a) ? makeResult(engine, [a], dtype, shape) : undefined;
      renew();
      const own = start as number;
      const [memory, bytes] = precision === "float64" ? [doubles, 8] : [singles, 4];
      const data = elementsOf(a) as TypedArray;
      const from = there === undefined ? own : data.byteOffset;
      if (there === undefined) memory.set(data as Float64Array, own / bytes);
      const inPlace = there !== undefined && isResident(engine, there);
      const to = inPlace ? elementsOf(there).byteOffset : own + room;
      words[job / 4] = from;
      words[job / 4 + 1] = to;
      kernel(0, total, own + 2 * room, job);
      if (there === undefined)
        return a.make(dtype, shape, hostStorage(memory.slice(to / bytes, to / bytes + results) as TypedArray));
      if (!inPlace) copyOut(engine, to, elementsOf(there));
      return there;
    },
  };
}

function isSame(a: Described, b: Described): boolean {
  return (
    a.have === b.have &&
    a.outer === b.outer &&
    a.inner === b.inner &&
    a.from === b.from &&
    a.writes === b.writes &&
    a.inverse === b.inverse &&
    a.scale === b.scale
  );
}

/** Numbers that lines have before and after. */
function numbersOf({ outer, inner, have, writes, from }: Described): [number, number] {
  const lines = outer * inner;
  return [lines * have * (from === "real" ? 1 : 2), lines * writes * (from === "hermitian" ? 1 : 2)];
}
