import { serve, type WorkerData } from "./worker-code.js";

/** Makes the worker that this is called in serve the kernels of the page that made it; see the option `worker`. */
export function serveKernels(): void {
  globalThis.addEventListener("message", (event) => serve((event as MessageEvent<WorkerData>).data), { once: true });
}
