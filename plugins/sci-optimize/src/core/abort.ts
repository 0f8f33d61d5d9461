import { coreError } from "@core/array/runtime";

/** Throws ABORTED when a signal says so. */
export function checkAborted(signal: AbortSignal | undefined, name: string): void {
  if (signal?.aborted) throw coreError("ABORTED", `${name} was stopped.`, { cause: signal.reason });
}
