import { arrayCore, contiguous, elementsOf, isNDArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { backendPlugin } from "./backend-plugin.js";
import type { Binary, Engine } from "./contract.js";
import { createEngine } from "./engine.js";
import { bytesOfText, type Features } from "./features.js";
import { type GroupCode, type GroupName, groupSources } from "./groups.js";
import type { Settings, WasmBackend } from "./plugin.js";
import { residentStorage } from "./resident.js";
import { processors } from "./worker.js";

const mostThreads = 8;

/** Starts a backend where WebAssembly is known to work; `undefined` where it gets no memory. */
export async function startBackend(settings: Settings, features: Features): Promise<WasmBackend | undefined> {
  const { threads, deterministic, limit, worker } = settings;
  const count = features.shared ? (threads ?? Math.min(mostThreads, processors())) : 1;
  const variant = features.relaxed && !deterministic ? "relaxed" : "base";
  let engine: Engine;
  try {
    engine = createEngine({ threads: count, shared: count > 1, limit, worker });
  } catch {
    return undefined;
  }
  const parts = await partsOf(settings, variant);
  const lists = parts.map(([code, binary]) => code.kernels(engine, binary));
  return {
    plugin: backendPlugin(lists.flat(), [arrayCore]),
    features,
    variant,
    threads: count,
    get used() {
      return engine.used;
    },
    resident: (array) => resident(engine, array),
    scope: (work) => scoped(engine, work),
    get helpers() {
      return engine.helpers;
    },
    dispose: () => engine.dispose(),
    [Symbol.dispose]: () => engine.dispose(),
  };
}

/** Code and binaries of the groups: of all in two files, of some each on its own. */
async function partsOf(
  { groups, binaries }: Settings,
  variant: "base" | "relaxed",
): Promise<readonly (readonly [GroupCode, Binary])[]> {
  const served = binaries && (async (name: string) => ({ name, bytes: copyOf(await binaries(`${name}-${variant}`)) }));
  if (groups !== undefined)
    return Promise.all(
      groups.map(async (name) => {
        const source = groupSources[name];
        const bring = served ?? (async () => binaryOf(name, (await source[variant]()).binary));
        return Promise.all([source.code(), bring(name)]);
      }),
    );
  const [{ codeOfGroups }, texts] = await Promise.all([
    import("./all-groups.js"),
    served === undefined ? allBinaries[variant]() : undefined,
  ]);
  return Promise.all(
    (Object.keys(codeOfGroups) as GroupName[]).map(async (name) => [
      codeOfGroups[name],
      texts === undefined ? await (served as (name: string) => Promise<Binary>)(name) : binaryOf(name, texts[name]),
    ]),
  );
}

const allBinaries = {
  base: (): Promise<Readonly<Record<GroupName, string>>> => import("./binaries/all-base.js"),
  relaxed: (): Promise<Readonly<Record<GroupName, string>>> => import("./binaries/all-relaxed.js"),
};

function resident<A extends NDArray>(engine: Engine, array: A): A {
  const ordered = contiguous(array);
  const storage = residentStorage(engine, array.dtype, ordered.size);
  if (storage === undefined) return array;
  (storage.data as Float64Array).set(elementsOf(ordered) as Float64Array);
  return array.make(array.dtype, array.shape, storage) as NDArray as A;
}

function scoped<Result>(engine: Engine, work: () => Result): Result {
  const left: Set<NDArray["storage"]> = new Set();
  const before = engine.watcher;
  engine.watcher = (storage) => void left.add(storage);
  try {
    const result = work();
    if (typeof (result as Partial<Promise<unknown>> | undefined)?.then === "function")
      throw coreError("BAD_ARGUMENT", "scope: the work gave a promise; only what it does at once is given back.");
    for (const array of arraysIn(result)) {
      left.delete(array.storage);
      // What leaves this scope belongs to the one around it.
      if (array.storage.pointer !== undefined) before?.(array.storage);
    }
    return result;
  } finally {
    engine.watcher = before;
    for (const storage of left) storage.dispose?.();
  }
}

/** The arrays in a result: in lists, plain objects and signals, which hold them as data, as items and in their metadata. */
function* arraysIn(value: unknown): Generator<NDArray> {
  if (typeof value !== "object" || value === null) return;
  if (isNDArray(value)) yield value;
  else if (Array.isArray(value)) for (const one of value) yield* arraysIn(one);
  else if (isSignal(value)) {
    yield value.data;
    yield* arraysIn(value.items);
    yield* arraysIn(value.metadata?.asDictionary?.());
  } else if ([Object.prototype, null].includes(Object.getPrototypeOf(value)))
    for (const one of Object.values(value)) yield* arraysIn(one);
}

interface Signal {
  readonly data: NDArray;
  readonly items?: readonly unknown[];
  readonly metadata?: { asDictionary?(): object };
}

const isSignal = (value: object): value is Signal => isNDArray((value as Partial<Signal>).data);

/** A binary that is decoded when a kernel of it runs for the first time. */
function binaryOf(name: string, text: string): Binary {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  return {
    name,
    get bytes() {
      bytes ??= bytesOfText(text);
      return bytes;
    },
  };
}

function copyOf(source: BufferSource): Uint8Array<ArrayBuffer> {
  const view = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return new Uint8Array(view);
}
