import { coreError, type DType, describeValue, type NDArray, promoteTypes, sizeOf } from "@core/array";
import { iterateIndices } from "../axes/iterate.js";
import type { SignalLike } from "../contract.js";
import { nodeModule } from "../io/node.js";
import {
  checkAborted,
  deliverMapped,
  jobOf,
  type MapFunction,
  type MapJob,
  type MapOptions,
  raggedResult,
} from "./map.js";
import { createCollector, resultItem, sameSizes } from "./map-collect.js";
import {
  type Answer,
  memoryOf,
  receive,
  receiveArray,
  receiveError,
  send,
  sendArray,
  storePart,
  type Task,
} from "./map-message.js";
import { type AtPosition, parametersAt } from "./map-positions.js";
import { findFunction } from "./map-worker.js";
import { checkOptions } from "./options.js";

/** A function that other threads can find: an export of a module. */
export interface ModuleFunction {
  /** The URL of the module, for example `new URL("./smooth.js", import.meta.url).href`. */
  readonly module: string | URL;
  /** The name of the export; `default` by default. */
  readonly name?: string | undefined;
}

/** A worker thread of Node or of a browser. */
export interface MapWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate(): unknown;
  /** How workers of Node are heard. */
  readonly on?: (event: never, listener: never) => unknown;
  /** How workers of browsers are heard. */
  readonly addEventListener?: (event: never, listener: never) => unknown;
}

/** What `mapAsync` takes besides the function. */
export interface MapAsyncOptions extends Omit<MapOptions, "vectorized"> {
  /** Whether the work is shared among worker threads; needs a function that they can find. False by default. */
  readonly parallel?: boolean | undefined;
  /** The number of threads; that of the processor's cores, 32 at most, by default. */
  readonly maxWorkers?: number | undefined;
  /**
   * Makes a worker in which `serveMap` runs: `() => new Worker(new URL("./worker.js", import.meta.url), { type: "module" })`. Needed in
   * apps that are bundled, and for functions that are given by name.
   */
  readonly worker?: (() => MapWorker) | undefined;
}

/**
 * As `map`, for functions that give promises, for modules, and in parallel. A plain function runs in this thread, one position after the
 * other, with pauses in which the page stays alive. An export of a module, or a name that the workers know, can run in worker
 * threads with `parallel`: the results are the same, bit for bit. Arrays in shared memory are not copied for the workers.
 * @throws BAD_ARGUMENT for a plain function with `parallel`, MISSING when there is no such function, ABORTED, and as `map`
 */
export async function mapAsync(
  signal: SignalLike,
  apply: MapFunction<unknown, never> | ModuleFunction | string,
  options: MapAsyncOptions = {},
): Promise<SignalLike> {
  checkOptions("mapAsync", options, "{ parallel: true }");
  const job = jobOf(signal, options);
  if (options.parallel === true) return runParallel(signal, job, apply, options);
  const own = typeof apply === "function" ? apply : await findFunction(sentFunction(apply));
  const total = sizeOf(job.sizes);
  const items: unknown[] = [];
  const collector = createCollector(job.shape, options.outputSignalSize, options.outputDtype);
  const parameters = parametersAt(job.parameters, job.sizes.length);
  let done = 0;
  let rested = performance.now();
  for (const indices of iterateIndices(job.sizes)) {
    checkAborted(options.signal, done, total);
    const result: unknown = await own(job.at(indices) as never, parameters(indices) as never, indices);
    if (job.ragged) items.push(resultItem(result));
    else collector.add(result);
    options.onProgress?.(++done, total);
    if (performance.now() - rested < 16) continue;
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }
  if (job.ragged) return raggedResult(signal, job, items);
  return deliverMapped(signal, job, collector.finish().stored, options);
}

function sentFunction(apply: ModuleFunction | string): { module?: string; name: string } {
  if (typeof apply === "string") return { name: apply };
  const { module, name = "default" } = apply ?? {};
  if (typeof module === "string" || module instanceof URL) return { module: String(module), name };
  throw coreError(
    "BAD_ARGUMENT",
    `map: got ${describeValue(apply)}, expected a function, { module: url, name }, or a name that the workers know.`,
  );
}

async function runParallel(
  signal: SignalLike,
  job: MapJob,
  apply: MapFunction<unknown, never> | ModuleFunction | string,
  options: MapAsyncOptions,
): Promise<SignalLike> {
  if (typeof apply === "function")
    throw coreError(
      "BAD_ARGUMENT",
      "map: a function cannot be sent to other threads: export it from a module and give { module: url, name }, or leave out parallel.",
    );
  const total = sizeOf(job.sizes);
  const { maxWorkers = await cores() } = options;
  if (!Number.isInteger(maxWorkers) || maxWorkers < 1)
    throw coreError("BAD_ARGUMENT", `maxWorkers: got ${describeValue(maxWorkers)}, allowed are whole numbers from 1.`);
  const count = Math.min(maxWorkers, total);
  // Several tasks for each worker, so that none waits long for the last one.
  const step = Math.max(1, Math.ceil(total / (count * 4)));
  const starts = Array.from({ length: Math.ceil(total / step) }, (_, i) => i * step);
  const target = sentFunction(apply);
  const answers = new Array<Answer>(starts.length);
  let next = 0;
  let done = 0;
  checkAborted(options.signal, 0, total);
  const workers: MapWorker[] = [];
  await new Promise<void>((resolve, reject) => {
    if (starts.length === 0) resolve();
    const stop = (): void => {
      try {
        checkAborted(options.signal, done, total);
      } catch (error) {
        reject(error);
      }
    };
    options.signal?.addEventListener("abort", stop, { once: true });
    const serve = async (): Promise<void> => {
      const worker = await (options.worker?.() ?? defaultWorker());
      workers.push(worker);
      const ask = (): void => {
        const id = next++;
        const first = starts[id];
        if (first === undefined) return;
        try {
          post(id, first);
        } catch (error) {
          reject(error);
        }
      };
      const post = (id: number, first: number): void => {
        const task = taskOf(job, options, id, target, first, Math.min(step, total - first));
        worker.postMessage(task, memoryOf(task));
      };
      listen(
        worker,
        (answer) => {
          if ("error" in answer) return reject(receiveError(answer));
          answers[answer.id] = answer;
          done += Math.min(step, total - (starts[answer.id] as number));
          options.onProgress?.(done, total);
          if (done === total) resolve();
          else ask();
        },
        (cause) =>
          reject(
            coreError("UNSUPPORTED", `map: a worker failed: ${String((cause as Error)?.message ?? cause)}`, { cause }),
          ),
      );
      ask();
    };
    for (let i = 0; i < count; i++) serve().catch(reject);
  }).finally(() => {
    for (const worker of workers) worker.terminate();
  });
  return assemble(signal, job, options, answers, starts);
}

function taskOf(
  job: MapJob,
  options: MapAsyncOptions,
  id: number,
  target: Task["function"],
  first: number,
  count: number,
): Task {
  const { constant, varying } = job.parameters;
  return {
    id,
    function: target,
    first,
    count,
    sizes: job.sizes,
    data: partOf(job, job.items ? job.at : job.data, first, count),
    constant: Object.fromEntries(Object.entries(constant).map(([name, value]) => [name, send(value)])),
    varying: Object.fromEntries(
      Object.entries(varying).map(([name, value]) => [name, partOf(job, value, first, count)]),
    ),
    ragged: job.ragged,
    outputSignalSize: options.outputSignalSize,
    outputDtype: options.outputDtype,
  };
}

/** The data or items of some positions. */
function partOf(job: MapJob, whole: NDArray | AtPosition, first: number, count: number): Task["data"] {
  const navigation = job.shape.length;
  if (typeof whole === "function") {
    const list = [...iterateIndices(job.sizes)].slice(first, first + count);
    return list.map((indices) => send(whole(indices)));
  }
  const rest = whole.shape.slice(navigation);
  if (navigation === 0) return sendArray(whole.view([1, ...rest], [0, ...whole.strides]));
  const flat = flatNavigation(whole, navigation);
  if (flat !== undefined) {
    const strides = [flat, ...whole.strides.slice(navigation)];
    return sendArray(whole.view([count, ...rest], strides, whole.offset + first * flat));
  }
  const made = whole.make(whole.dtype, [count, ...rest]);
  const steps = whole.strides.slice(0, navigation);
  for (let k = 0; k < count; k++) {
    let place = first + k;
    let { offset } = whole;
    for (let axis = navigation - 1; axis >= 0; axis--) {
      const size = whole.shape[axis] as number;
      offset += (place % size) * (steps[axis] as number);
      place = Math.floor(place / size);
    }
    made.slice(k).assign(whole.view(rest, whole.strides.slice(navigation), offset));
  }
  return sendArray(made);
}

/** The step from position to position, where it is the same all along. */
function flatNavigation(whole: NDArray, navigation: number): number | undefined {
  const step = whole.strides[navigation - 1] as number;
  let expected = step;
  for (let axis = navigation - 1; axis >= 0; axis--) {
    if (whole.shape[axis] !== 1 && whole.strides[axis] !== expected) return undefined;
    expected *= whole.shape[axis] as number;
  }
  return step;
}

function assemble(
  signal: SignalLike,
  job: MapJob,
  options: MapAsyncOptions,
  answers: readonly Answer[],
  starts: readonly number[],
): SignalLike {
  if (job.ragged) {
    const items = answers.flatMap((answer) => ("items" in answer ? answer.items.map(receive) : []));
    return raggedResult(signal, job, items);
  }
  const parts = answers.map((answer) => receiveArray((answer as Extract<Answer, { done: unknown }>).done));
  const [first] = parts;
  if (first === undefined)
    throw coreError("BAD_SHAPE", "map: the signal has no positions, so there is nothing to apply the function to.");
  const size = first.shape.slice(1);
  const misfit = parts.findIndex((part) => !sameSizes(part.shape.slice(1), size));
  if (misfit >= 0)
    throw coreError(
      "BAD_SHAPE",
      `map: the result at position ${starts[misfit]} has shape (${(parts[misfit] as NDArray).shape.slice(1).join(", ")}), expected (${size.join(", ")}); results of several shapes need { ragged: true }.`,
    );
  const dtypes = answers.flatMap((answer) => ("dtypes" in answer ? answer.dtypes : []));
  const dtype = options.outputDtype ?? dtypes.reduce<DType>(promoteTypes, dtypes[0] as DType);
  const stored = signal.data.make(dtype, [...job.shape, ...size]);
  for (const [i, part] of parts.entries()) storePart(stored, part, starts[i] as number, job.shape.length);
  return deliverMapped(signal, job, stored, options);
}

function listen(worker: MapWorker, answered: (answer: Answer) => void, failed: (error: unknown) => void): void {
  const add = (worker.on ?? worker.addEventListener) as (event: string, listener: (value: unknown) => void) => unknown;
  const isNode = worker.on !== undefined;
  add.call(worker, "message", (value) => answered((isNode ? value : (value as { data: unknown }).data) as Answer));
  add.call(worker, "error", failed);
}

async function cores(): Promise<number> {
  const scope = globalThis as { readonly navigator?: { readonly hardwareConcurrency?: number } };
  const known = scope.navigator?.hardwareConcurrency;
  if (known !== undefined) return Math.min(32, known);
  const { availableParallelism } = await nodeModule("node:os", "map: the number of cores is unknown: give maxWorkers.");
  return Math.min(32, availableParallelism());
}

/** A worker that runs this package as it is installed; bundled apps must bring their own. */
async function defaultWorker(): Promise<MapWorker> {
  // No literal, for bundlers would take the file along without what it imports.
  const file = "./worker.js";
  const code = `import(${JSON.stringify(new URL(file, import.meta.url).href)}).then((own) => own.serveMap());`;
  const scope = globalThis as unknown as {
    readonly Worker?: new (url: string, options: { type: "module" }) => MapWorker;
  };
  if (scope.Worker !== undefined && typeof URL.createObjectURL === "function" && !("process" in globalThis)) {
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    try {
      return new scope.Worker(url, { type: "module" });
    } finally {
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    }
  }
  const { Worker } = await nodeModule(
    "node:worker_threads",
    "map: there are no worker threads here: leave out parallel.",
  );
  return new Worker(code, { eval: true });
}
