import { arrayCore, createRuntime, type Kernel, type NDArray, withRuntime } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { type CallRow, callCases, check, checkSame } from "@core/conformance";
import { afterAll, describe, expect, test, vi } from "vitest";
import { backendPlugin } from "./backend-plugin.js";
import type { Binary, Engine } from "./contract.js";
import { createEngine } from "./engine.js";
import { bytesOfText } from "./features.js";
import { type GroupCode, type GroupName, groupSources } from "./groups.js";
import { residentStorage } from "./resident.js";
import { type GroupTable, groupTables, residentView } from "./testing.js";

const pageBytes = 65536;
const limit = 2 ** 30;
/** The largest hole that is left in a memory, and the elements of inputs. */
const mostHole = 2 ** 24;
const mostElements = 2 ** 16;
/** Pages that memories may have: few where a kernel is tried. */
let mostPages = 65536;
const { grow } = WebAssembly.Memory.prototype;
vi.spyOn(WebAssembly.Memory.prototype, "grow").mockImplementation(function (this: WebAssembly.Memory, pages: number) {
  if (this.buffer.byteLength / pageBytes + pages > mostPages) throw new RangeError("no more memory");
  return grow.call(this, pages);
});
afterAll(() => void vi.restoreAllMocks());

const names = Object.keys(groupSources) as GroupName[];
const parts: ReadonlyMap<GroupName, readonly [GroupCode, Binary]> = new Map(
  await Promise.all(
    names.map(async (name) => {
      const { code, base } = groupSources[name];
      const binary = { name, bytes: bytesOfText((await base()).binary) };
      return [name, [await code(), binary]] as const;
    }),
  ),
);
const tables = await groupTables();

function kernelsOn(engine: Engine, groups: readonly GroupName[]): readonly Kernel[] {
  return groups.flatMap((name) => {
    const [code, binary] = parts.get(name) as readonly [GroupCode, Binary];
    return code.kernels(engine, binary);
  });
}

/** Takes all memory but a hole of so many bytes, and gives what it took. */
function fill(engine: Engine, hole: number): readonly number[] {
  // Blocks too small to be laid apart.
  const take = (bytes: number): readonly number[] => {
    const taken: number[] = [];
    for (let [size, left] = [2 ** 18, bytes]; size >= 64; size /= 8)
      for (; left >= size; left -= size) {
        const pointer = engine.allocate(size);
        if (pointer === undefined) break;
        taken.push(pointer);
      }
    return taken;
  };
  const own = take(hole);
  const rest = take(limit);
  for (const one of own) engine.free(one);
  return rest;
}

/** The same elements in an engine's memory. */
function placedIn(engine: Engine, input: NDArray): NDArray {
  const resident = <A extends NDArray>(a: A): A => {
    const storage = residentStorage(engine, a.dtype, a.size);
    check(storage !== undefined, "the input does not fit.");
    (storage.data as Float64Array).set(a.storage.data as Float64Array);
    return a.make(a.dtype, a.shape, storage) as NDArray as A;
  };
  return residentView({ resident }, input);
}

/** A worker that never starts: the caller does everything itself, with scratch for all threads. */
const silentWorker = () => ({ postMessage: () => undefined, terminate: () => undefined });

/** Does work on a memory, which gives back all that it took. */
function watched(engine: Engine, work: () => void): void {
  const before = engine.used;
  const made: { dispose?(): void }[] = [];
  engine.watcher = (storage) => void made.push(storage);
  try {
    work();
  } finally {
    engine.watcher = undefined;
    for (const one of made) one.dispose?.();
  }
  check(engine.used === before, `${engine.used - before} bytes were not given back.`);
}

/** A call of a kernel, which is the one at a place in the list of those of its groups. */
interface Try {
  readonly groups: readonly GroupName[];
  readonly index: number;
  readonly inputs: readonly NDArray[];
  readonly attributes: object;
  readonly expected: unknown;
}

/** A kernel has its result in a memory in which there is no more than what it asks for. */
function tryWithLittle(threads: number, there: boolean, { groups, index, inputs, attributes, expected }: Try): void {
  const engine = startEngine(threads);
  let hole = 0;
  // Shared memory might grow yet, as far as `fits` knows: here it does not.
  const fits = { value: (bytes: number) => bytes <= hole };
  const own: Engine = threads > 1 ? Object.create(engine, { fits }) : engine;
  const kernels = kernelsOn(own, groups);
  const kernel = kernels[index] as Kernel;
  // Kernels make conversions and copies by other kernels.
  const others = groups.includes("conversions") ? [] : kernelsOn(own, ["conversions"]);
  const runtime = createRuntime({ plugins: [backendPlugin([...kernels, ...others], [arrayCore])] });
  const given = inputs.map((input) => withRuntime(runtime, there ? placedIn(engine, input) : input));
  const within = <Result>(bytes: number, work: () => Result): Result => {
    hole = bytes;
    const taken = fill(engine, bytes);
    try {
      return work();
    } finally {
      for (const one of taken) engine.free(one);
    }
  };
  const accepts = (): boolean => kernel.accepts?.(given, attributes) !== false;
  let [low, high] = [-1, mostHole / 64];
  if (!within(64 * high, accepts)) return;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (within(64 * middle, accepts)) high = middle;
    else low = middle;
  }
  within(64 * high, () => {
    try {
      watched(engine, () => checkSame(kernel.run(given, attributes), expected));
    } catch (cause) {
      const shown = `${kernel.operation}, ${there ? "resident" : "plain"}, ${hole} bytes`;
      check(false, `${shown}: ${cause instanceof Error ? cause.message : cause}`);
    }
    for (const [i, input] of given.entries()) checkSame(input, inputs[i]);
  });
}

/** Where the memory turns out not to grow, a kernel has its result, or says so. */
function tryWithoutGrowth(threads: number, { groups, index, inputs, attributes, expected }: Try): void {
  const engine = startEngine(threads);
  const kernel = kernelsOn(engine, groups)[index] as Kernel;
  const before = inputs.map((input) => input.copy());
  watched(engine, () => {
    try {
      checkSame(kernel.run(inputs, attributes), expected);
    } catch (cause) {
      if (!isCoreError(cause, "OUT_OF_MEMORY")) throw cause;
    }
  });
  for (const [i, input] of inputs.entries()) checkSame(input, before[i]);
}

const startEngine = (threads: number): Engine =>
  createEngine({ threads, shared: threads > 1, limit, worker: silentWorker });

/** A runtime whose kernels are tried where they run, and how often each was. */
function tryingRuntime(threads: number, groups: readonly GroupName[]) {
  const tried = new Map<string, number>();
  const roomy = startEngine(threads);
  const kernels = kernelsOn(roomy, groups).map((kernel, index) => ({
    ...kernel,
    run(inputs: readonly NDArray[], given: object) {
      const { out: _, ...attributes } = given as { readonly out?: NDArray };
      const expected = kernel.run(inputs, attributes);
      const count = tried.get(kernel.operation) ?? 0;
      if (count < 3 && inputs.every(({ size }) => size <= mostElements)) {
        tried.set(kernel.operation, count + 1);
        try {
          mostPages = 512;
          for (const there of [false, true])
            tryWithLittle(threads, there, { groups, index, inputs, attributes, expected });
          mostPages = 0;
          tryWithoutGrowth(threads, { groups, index, inputs, attributes, expected });
        } finally {
          mostPages = 65536;
        }
      }
      return expected;
    },
  }));
  const resident = (inputs: readonly NDArray[], work: (inputs: readonly NDArray[]) => void): void =>
    watched(roomy, () => work(inputs.map((input) => placedIn(roomy, input))));
  return { runtime: createRuntime({ plugins: [backendPlugin(kernels, [arrayCore])] }), resident, tried };
}

const elementsOf = (shapes: CallRow["shapes"][number]): number =>
  (Array.isArray(shapes[0]) ? (shapes as readonly (readonly number[])[]) : [shapes as readonly number[]]).reduce(
    (sum, shape) => sum + shape.reduce((size, length) => size * length, 1),
    0,
  );

/** A few rows of each operation, of each of them one call with one dtype and shape: others from row to row. */
function someRows({ rows }: GroupTable): readonly CallRow[] {
  const kernels = new Set(rows.flatMap(({ operation }) => operation ?? []));
  return [...kernels].flatMap((operation) => {
    const own = rows.filter((row) => row.operation === operation);
    const step = Math.max(1, Math.floor(own.length / 3));
    return own
      .filter((_, i) => i % step === 0)
      .map((row, i): CallRow => {
        const { operation: _, shapes, dtypes, layouts = ["contiguous"], calls, ...rest } = row;
        const pick = <Value>(list: readonly Value[]): readonly Value[] => list.slice(i % list.length).slice(0, 1);
        return {
          ...rest,
          shapes: pick(shapes.filter((one) => elementsOf(one) <= mostElements)),
          dtypes: pick(dtypes),
          layouts: pick(layouts),
          calls: (shape, dtype) =>
            Object.fromEntries(pick(Object.entries(typeof calls === "function" ? calls(shape, dtype) : calls))),
        };
      });
  });
}

describe.each([1, 3])("where there is hardly the memory that kernels ask for, %d threads", (threads) => {
  test.each(tables.map((table) => [table.groups.join(", "), table] as const))(
    "%s",
    (_, table) => {
      const { tried, ...own } = tryingRuntime(threads, table.groups);
      const backend = { name: "little memory", kind: "little memory", ...own, ran: () => [] };
      for (const one of callCases([backend], someRows(table))) one.run();
      const operations = new Set(table.rows.flatMap(({ operation }) => operation ?? []));
      expect(tried.size).toBeGreaterThan(0.8 * operations.size);
    },
    120_000,
  );
});
