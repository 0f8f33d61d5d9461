import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * Debian's Python as a contender: one process, asked by lines of JSON.
 * @returns undefined where it is not installed or has no NumPy
 */
export async function startPython(path = process.env.BENCH_PYTHON ?? "/usr/bin/python3") {
  const worker = new URL("./worker.py", import.meta.url).pathname;
  const threads = process.env.BENCH_THREADS ?? "1";
  const child = spawn(path, ["-W", "ignore", worker], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, OPENBLAS_NUM_THREADS: threads, OMP_NUM_THREADS: threads, MKL_NUM_THREADS: threads },
  });
  const gone = new Promise((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("exit", () => resolve(undefined));
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await Promise.race([lines.next(), gone]);
    if (answer === undefined || answer.done) return { error: "Python ended" };
    return JSON.parse(answer.value);
  };
  const versions = await ask({ versions: true });
  if (versions.numpy === undefined) {
    child.kill();
    return undefined;
  }
  return { versions, ask, stop: () => child.kill() };
}
