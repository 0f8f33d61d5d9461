import { coreError } from "@core/array/runtime";
import { type Binary, type Engine, stackBytes } from "./contract.js";
import { sharedBinary } from "./features.js";
import { type Helper, type ServingWorker, startWorker } from "./worker.js";
import { slots } from "./worker-code.js";

/** A kernel's run in steps. */
export interface Job {
  readonly group: Binary;
  readonly kernel: string;
  readonly run: (...values: number[]) => void;
  readonly total: number;
  readonly grain: number;
  readonly steps: number;
  /** Scratch memory of all threads, and the bytes of one. */
  readonly room: number;
  readonly own: number;
  readonly values: readonly number[];
}

/** Workers that take steps of the caller's work. */
export interface Pool {
  /** Workers that have started. */
  readonly helpers: number;
  run(job: Job): void;
  dispose(): void;
}

/**
 * Workers on a shared memory. They start on their own; until they are there the caller does everything itself. The caller always
 * takes its share, and waits only for steps that a worker has begun.
 */
export function createPool(engine: Engine, worker?: () => ServingWorker): Pool {
  const control = new Int32Array(new SharedArrayBuffer(4 * slots.length));
  const numbers = new Float64Array(new SharedArrayBuffer(8 * 64));
  const helpers: (Helper | undefined)[] = [];
  for (let thread = 1; thread < engine.threads; thread++)
    helpers.push(
      startWorker({ memory: engine.memory, control, numbers, thread, stack: stackBytes * (thread + 1) }, worker),
    );
  const groups = new Map<Binary, { id: number; pointer: number; bytes: number; names: readonly string[] }>();

  /** Workers that wait for work hear no messages, so they find the binaries in the memory. */
  const placed = (group: Binary) => {
    let found = groups.get(group);
    if (found === undefined) {
      const binary = sharedBinary(group.bytes);
      const pointer = engine.reserve(binary.length);
      if (pointer === undefined) return undefined;
      engine.bytes.set(binary, pointer);
      const names = WebAssembly.Module.exports(new WebAssembly.Module(binary)).map(({ name }) => name);
      found = { id: groups.size, pointer, bytes: binary.length, names };
      groups.set(group, found);
    }
    return found;
  };

  const takeSteps = ({ run, total, grain, steps, room, values }: Job) => {
    for (;;) {
      const step = Atomics.add(control, slots.next, 1);
      if (step >= steps) return;
      run(step * grain, Math.min(total, (step + 1) * grain), room, ...values);
    }
  };

  return {
    get helpers() {
      return Atomics.load(control, slots.ready);
    },
    run(job) {
      const group = placed(job.group);
      if (group === undefined || job.values.length > 48) {
        for (let step = 0; step < job.steps; step++)
          job.run(step * job.grain, Math.min(job.total, (step + 1) * job.grain), job.room, ...job.values);
        return;
      }
      const { total, grain, steps, room, own, values } = job;
      numbers.set([
        group.id,
        group.pointer,
        group.bytes,
        group.names.indexOf(job.kernel),
        total,
        grain,
        steps,
        room,
        own,
      ]);
      numbers[9] = values.length;
      numbers.set(values, 16);
      Atomics.store(control, slots.failed, 0);
      Atomics.store(control, slots.next, 0);
      Atomics.store(control, slots.open, 1);
      Atomics.add(control, slots.sequence, 1);
      Atomics.notify(control, slots.sequence);
      try {
        takeSteps(job);
      } finally {
        Atomics.store(control, slots.open, 0);
        waitForNone(control);
      }
      if (Atomics.load(control, slots.failed) !== 0)
        throw coreError("OUT_OF_MEMORY", `backend-wasm: a worker failed in ${job.kernel}; are there too many threads?`);
    },
    dispose() {
      for (const helper of helpers) helper?.stop();
    },
  };
}

/** Waits until no worker is at work. A page's main thread may not sleep, so it polls. */
function waitForNone(control: Int32Array): void {
  for (let polls = 0; ; polls++) {
    const active = Atomics.load(control, slots.active);
    if (active === 0) return;
    if (polls < 2000) continue;
    try {
      Atomics.wait(control, slots.active, active, 5);
    } catch {
      // The main thread of a page.
    }
  }
}
