import { serve, type WorkerData } from "./worker-code.js";

/** A worker of a page, as far as it is needed. */
export interface ServingWorker {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

/** A worker that runs. */
export interface Helper {
  stop(): void;
}

interface NodeWorker {
  unref(): void;
  terminate(): unknown;
  on(event: string, listener: () => void): void;
}

interface NodeProcess {
  getBuiltinModule?(name: string): {
    Worker: new (code: string, options: object) => NodeWorker;
    availableParallelism(): number;
  };
}

const nodeProcess = (): NodeProcess | undefined =>
  (globalThis as { process?: NodeProcess }).process?.getBuiltinModule === undefined
    ? undefined
    : (globalThis as { process?: NodeProcess }).process;

/** How many threads the machine runs at once. */
export function processors(): number {
  const found = nodeProcess()?.getBuiltinModule?.("node:os").availableParallelism();
  return found ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/**
 * Starts a worker that serves kernels; undefined where workers are forbidden.
 * @param make gives the worker, which calls `serveKernels`; without it the worker is made of text
 */
export function startWorker(data: WorkerData, make?: () => ServingWorker): Helper | undefined {
  const node = nodeProcess()?.getBuiltinModule?.("node:worker_threads");
  try {
    if (make !== undefined) {
      const worker = make();
      worker.postMessage(data);
      return { stop: () => void worker.terminate() };
    }
    if (node !== undefined) {
      const code = `(${serve})(require("node:worker_threads").workerData)`;
      const worker = new node.Worker(code, { eval: true, workerData: data });
      worker.on("error", () => undefined);
      worker.unref();
      return { stop: () => void worker.terminate() };
    }
    const code = `onmessage = (event) => (${serve})(event.data)`;
    const place = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = new Worker(place);
    worker.onerror = (event) => event.preventDefault();
    worker.postMessage(data);
    return { stop: () => worker.terminate() };
  } catch {
    return undefined;
  }
}
