import { readFile, writeFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Frees what is not used any more, so that it does not count. */
export function collect() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

async function statusOf(name) {
  const status = await readFile("/proc/self/status", "utf8");
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) * 1024;
}

/**
 * The most memory that `run` takes beyond what this process holds already, in bytes.
 * @returns undefined where the system does not tell; Linux does
 */
export async function takenBy(run) {
  try {
    // Sets the highest mark back to what is held now.
    await writeFile("/proc/self/clear_refs", "5");
    const held = await statusOf("VmRSS");
    run();
    return Math.max(0, (await statusOf("VmHWM")) - held);
  } catch {
    return undefined;
  }
}
