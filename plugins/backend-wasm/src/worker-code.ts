/** Places of the control block. */
export const slots = { sequence: 0, next: 1, open: 2, active: 3, failed: 4, ready: 5, length: 8 } as const;

/** What a worker is told once. */
export interface WorkerData {
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
  readonly numbers: Float64Array;
  /** From 1. */
  readonly thread: number;
  /** The end of its stack. */
  readonly stack: number;
}

/**
 * What a worker does for ever: wait for work, take steps of it, wait. Complete in itself, because its text is what workers run.
 * The numbers are: group, its binary's place and length, the kernel's place among the exports, total, grain, steps, scratch, scratch
 * of one thread, the number of values; the values stand from 16 on.
 */
export function serve({ memory, control, numbers, thread, stack }: WorkerData): void {
  const [sequence, next, open, active, failed, ready] = [0, 1, 2, 3, 4, 5];
  const instances: { exports: WebAssembly.Exports; names: string[] }[] = [];
  let seen = 0;
  Atomics.add(control, ready, 1);
  for (;;) {
    for (let polls = 0; polls < 1000 && Atomics.load(control, sequence) === seen; polls++);
    while (Atomics.load(control, sequence) === seen) Atomics.wait(control, sequence, seen);
    seen = Atomics.load(control, sequence);
    Atomics.add(control, active, 1);
    try {
      if (Atomics.load(control, open) === 1) {
        const [id, pointer, bytes, kernel, total, grain, steps, room, own, count] = numbers as unknown as number[];
        let instance = instances[id as number];
        if (instance === undefined) {
          const module = new WebAssembly.Module(new Uint8Array(memory.buffer, pointer, bytes).slice());
          const { exports } = new WebAssembly.Instance(module, { env: { memory } });
          (exports.__stack_pointer as WebAssembly.Global).value = stack;
          instance = { exports, names: WebAssembly.Module.exports(module).map(({ name }) => name) };
          instances[id as number] = instance;
        }
        const run = instance.exports[instance.names[kernel as number] as string] as (...values: number[]) => void;
        const values = Array.from(numbers.subarray(16, 16 + (count as number)));
        const scratch = (room as number) + (own as number) * thread;
        for (;;) {
          const step = Atomics.add(control, next, 1);
          if (step >= (steps as number)) break;
          const begin = step * (grain as number);
          run(begin, Math.min(total as number, begin + (grain as number)), scratch, ...values);
        }
      }
    } catch {
      Atomics.store(control, failed, 1);
    } finally {
      Atomics.sub(control, active, 1);
      Atomics.notify(control, active);
    }
  }
}
