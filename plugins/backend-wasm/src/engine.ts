import { coreError } from "@core/array/runtime";
import { createAllocator } from "./allocator.js";
import { type Binary, type Engine, type EngineOptions, stackBytes } from "./contract.js";
import { sharedBinary } from "./features.js";
import { createPool, type Pool } from "./pool.js";

const pageBytes = 65536;

type Exported = (...values: number[]) => void;

/** A memory and the kernels that work in it. */
export function createEngine({ threads, shared, limit, worker }: EngineOptions): Engine {
  const base = stackBytes * threads;
  const initial = Math.ceil(base / pageBytes) + 16;
  const memory = new WebAssembly.Memory({ initial, maximum: 65536, shared });
  const blocks = createAllocator(base, initial * pageBytes);
  const instances = new Map<Binary, Record<string, Exported>>();
  let pool: Pool | undefined;
  let reserved = 0;
  let view = new Uint8Array(memory.buffer);
  let end = initial * pageBytes;
  let settled = shared;

  const bytes = () => {
    if (view.buffer !== memory.buffer) view = new Uint8Array(memory.buffer);
    return view;
  };

  const growBy = (pages: number): boolean => {
    if (pages < 1 || end / pageBytes + pages > 65536) return false;
    try {
      memory.grow(pages);
    } catch {
      return false;
    }
    end += pages * pageBytes;
    blocks.extend(end);
    return true;
  };

  const grow = (needed: number): boolean => {
    if (settled && !shared) return false;
    const pages = Math.min(65536 - end / pageBytes, Math.max(Math.ceil(needed / pageBytes), 256, end / pageBytes / 4));
    return growBy(Math.floor(pages)) || growBy(Math.ceil(needed / pageBytes));
  };

  // Growth of memory that is not shared takes it from the views that programs hold. So it grows to all that it may become
  // before the first array lives there, and never again; pages that nothing was written to take no memory.
  const settle = () => {
    for (let pages = Math.ceil((limit * 1.125) / pageBytes); pages > 64; pages /= 2)
      if (growBy(Math.min(65536 - end / pageBytes, Math.floor(pages)))) break;
    settled = true;
  };

  const take = (size: number): number | undefined => {
    const found = blocks.allocate(size);
    if (found !== undefined) return found;
    return grow(size + 64) ? blocks.allocate(size) : undefined;
  };

  const instanceOf = (binary: Binary): Record<string, Exported> => {
    let exported = instances.get(binary);
    if (exported === undefined) {
      const module = new WebAssembly.Module(shared ? sharedBinary(binary.bytes) : binary.bytes);
      const instance = new WebAssembly.Instance(module, { env: { memory } });
      exported = instance.exports as unknown as Record<string, Exported>;
      instances.set(binary, exported);
    }
    return exported;
  };

  const engine: Engine = {
    memory,
    threads,
    limit,
    watcher: undefined,
    get bytes() {
      return bytes();
    },
    get used() {
      return blocks.used - reserved;
    },
    fits: (size) => engine.used + size <= limit && (!settled || shared || blocks.largest >= size),
    allocate(size) {
      if (engine.used + size > limit) return undefined;
      if (!settled) settle();
      return take(size);
    },
    reserve(size) {
      const before = blocks.used;
      const pointer = take(size);
      reserved += blocks.used - before;
      return pointer;
    },
    free: (pointer) => blocks.free(pointer),
    scope(work) {
      const taken: number[] = [];
      const one = (size: number): number => {
        const pointer = take(size);
        if (pointer === undefined)
          throw coreError("OUT_OF_MEMORY", `backend-wasm: ${size} bytes more do not fit into WebAssembly's memory.`);
        taken.push(pointer);
        return pointer;
      };
      try {
        return work({
          take: one,
          put(data) {
            if (data.buffer === memory.buffer) return data.byteOffset;
            const pointer = one(data.byteLength);
            bytes().set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), pointer);
            return pointer;
          },
        });
      } finally {
        for (const pointer of taken) blocks.free(pointer);
      }
    },
    run(group, kernel, total, { grain = total, scratch = 0, heavy = false }, ...values) {
      if (total <= 0) return;
      const exported = instanceOf(group);
      const run = exported[kernel] as Exported;
      const steps = Math.ceil(total / Math.max(1, grain));
      const helpers = heavy && shared && threads > 1 && steps > 1;
      engine.scope((arena) => {
        const own = Math.ceil(scratch / 64) * 64;
        const room = scratch > 0 ? arena.take(own * (helpers ? threads : 1)) : 0;
        if (!helpers) {
          for (let step = 0; step < steps; step++)
            run(step * grain, Math.min(total, (step + 1) * grain), room, ...values);
          return;
        }
        pool ??= createPool(engine, worker);
        pool.run({ group, kernel, run, total, grain, steps, room, own, values });
      });
    },
    kernel: (group, kernel) => instanceOf(group)[kernel] as Exported,
    get helpers() {
      return pool?.helpers ?? 0;
    },
    dispose() {
      pool?.dispose();
      pool = undefined;
      instances.clear();
    },
  };
  return engine;
}
