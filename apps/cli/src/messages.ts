/** What the working thread is given. */
export interface WorkOrder {
  readonly argv: readonly string[];
  /** Becomes 1 on Ctrl-C. Shared, so that loops which never wait see it too. */
  readonly interrupted: Int32Array;
}

/** What the working thread tells. */
export type Message =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "end progress" }
  | { readonly kind: "exit"; readonly code: number };

/** A signal that is aborted once the shared flag is up, also for code that only looks at `aborted`. */
export function flagSignal(interrupted: Int32Array, controller: AbortController): AbortSignal {
  const { signal } = controller;
  Object.defineProperty(signal, "aborted", { get: () => Atomics.load(interrupted, 0) !== 0 });
  return signal;
}
