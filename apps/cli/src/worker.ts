import { parentPort, workerData } from "node:worker_threads";
import { runCommand } from "./main.js";
import { flagSignal, type Message, type WorkOrder } from "./messages.js";

const { argv, interrupted } = workerData as WorkOrder;
const controller = new AbortController();
const tell = (message: Message): void => parentPort?.postMessage(message);
parentPort?.on("message", () => controller.abort());

let told = 0;
const code = await runCommand(argv, {
  signal: flagSignal(interrupted, controller),
  out: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  onProgress: (done, total) => {
    if (done < total && performance.now() - told < 50) return;
    told = performance.now();
    tell({ kind: "progress", done, total });
  },
  endProgress: () => tell({ kind: "end progress" }),
});
tell({ kind: "exit", code });
parentPort?.unref();
