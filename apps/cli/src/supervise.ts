import { Worker } from "node:worker_threads";
import type { Message, WorkOrder } from "./messages.js";
import { progressBar } from "./progress-bar.js";
import { exitCodes } from "./terminal.js";

/** How long an interrupted command may take to clear up, in milliseconds. */
const grace = 3000;

/**
 * Runs the command line in a thread of its own, so that Ctrl-C and the progress bar work while numbers are crunched.
 * The first Ctrl-C asks the command to stop and leave nothing half done, the second one ends it.
 * @returns the exit code
 */
export async function supervise(argv: readonly string[]): Promise<number> {
  const interrupted = new Int32Array(new SharedArrayBuffer(4));
  const order: WorkOrder = { argv, interrupted };
  const reads = argv.includes("-");
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: order, stdin: reads });
  if (reads) process.stdin.pipe(worker.stdin as NodeJS.WritableStream);
  const bar = progressBar();
  let code: number | undefined;
  const interrupt = (): void => {
    bar.end();
    if (Atomics.exchange(interrupted, 0, 1) === 1) {
      void worker.terminate();
      return;
    }
    worker.postMessage("interrupt");
    setTimeout(() => void worker.terminate(), grace).unref();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  worker.on("message", (message: Message) => {
    if (message.kind === "progress") bar.update(message.done, message.total);
    else bar.end();
    if (message.kind === "exit") code = message.code;
  });
  return new Promise((resolve) => {
    worker.on("error", (error) => {
      code = exitCodes.failed;
      process.stderr.write(`hyperscope: ${error.message}\n`);
    });
    worker.on("exit", () => {
      bar.end();
      if (reads) process.stdin.destroy();
      resolve(Atomics.load(interrupted, 0) === 1 ? exitCodes.interrupted : (code ?? exitCodes.failed));
    });
  });
}
