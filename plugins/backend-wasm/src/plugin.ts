import type { NDArray } from "@core/array";
import { checkOptions, coreError, type Diagnostic, describeValue, type Plugin } from "@core/array/runtime";
import { backendPlugin } from "./backend-plugin.js";
import { detectFeatures, type Features } from "./features.js";
import { type GroupName, groupSources } from "./groups.js";
import type { ServingWorker } from "./worker.js";

/** Options of {@link wasm} and {@link wasmBackend}. */
export interface WasmOptions {
  /** The groups of kernels that are brought; all by default. */
  readonly groups?: readonly GroupName[];
  /** Threads that work together, the caller's among them; as many as the machine runs at once, at most 8, by default. */
  readonly threads?: number;
  /** Whether results may not depend on the processor: relaxed instructions are not used. */
  readonly deterministic?: boolean;
  /** Bytes that arrays and work may take in WebAssembly memory; 1 GiB by default. Beyond it plain memory and reference bodies serve. */
  readonly limit?: number;
  /** Gives a binary by its name, for pages that serve `backend-wasm/wasm/<name>.wasm` as files; by default they come with the code. */
  readonly binaries?: (name: string) => BufferSource | Promise<BufferSource>;
  /**
   * Makes a worker that calls `serveKernels` of `backend-wasm/worker`, for pages whose content security policy forbids workers made of
   * text; by default workers are made of text.
   */
  readonly worker?: () => ServingWorker;
  /** Told once, with the code `WASM_ABSENT`, where WebAssembly is absent or blocked and the reference bodies serve. */
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void;
}

/** The plugin and the memory behind it. */
export interface WasmBackend {
  readonly plugin: Plugin;
  readonly features: Features;
  /** `relaxed` or `base`; `none` where WebAssembly is absent or blocked. */
  readonly variant: "relaxed" | "base" | "none";
  /** Threads that work together; 1 where memory cannot be shared. */
  readonly threads: number;
  /** Bytes of WebAssembly memory in use. */
  readonly used: number;
  /**
   * A copy of an array in WebAssembly memory: operations on it save the copying, and what they give lives there too. Give it back
   * with `array.storage.dispose()` or {@link WasmBackend.scope}. Beyond the limit the array itself comes back.
   */
  resident<A extends NDArray>(array: A): A;
  /**
   * Does a piece of work and gives back all arrays that it left in WebAssembly memory, but for those in what it returns: arrays,
   * signals, and lists and plain objects of them.
   * @throws BAD_ARGUMENT where the work is asynchronous
   */
  scope<Result>(work: () => Result): Result;
  /** Workers that have started by now; they start with the first work that is worth it, and until then the caller does it alone. */
  readonly helpers: number;
  /** Stops the threads. */
  dispose(): void;
  /** The same, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * The plugin with kernels in WebAssembly for the operations of arrays. Where WebAssembly is absent or blocked it has none, and the
 * reference bodies serve: `onDiagnostic` is told once.
 * @throws BAD_ARGUMENT for unknown options or groups, BAD_VALUE for numbers of threads or bytes that cannot be
 */
export async function wasm(options: WasmOptions = {}): Promise<Plugin> {
  return (await wasmBackend(options)).plugin;
}

/**
 * As {@link wasm}, with the memory for arrays that shall live in it.
 * @throws as {@link wasm}
 */
export async function wasmBackend(options: WasmOptions = {}): Promise<WasmBackend> {
  const settings = checked(options);
  const features = detectFeatures();
  if (!features.simd) return absent(features, settings.onDiagnostic);
  const { startBackend } = await import("./backend.js");
  return (await startBackend(settings, features)) ?? absent(features, settings.onDiagnostic);
}

/** Without WebAssembly: no kernels, which is told. */
function absent(features: Features, onDiagnostic: WasmOptions["onDiagnostic"]): WasmBackend {
  onDiagnostic?.({
    code: "WASM_ABSENT",
    message:
      "backend-wasm: WebAssembly is absent, blocked by the content security policy (it takes wasm-unsafe-eval) or without SIMD: the reference bodies serve.",
  });
  return {
    plugin: backendPlugin([]),
    features,
    variant: "none",
    threads: 1,
    used: 0,
    resident: (array) => array,
    scope: (work) => work(),
    helpers: 0,
    dispose: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
}

/** The options of a backend, checked. */
export interface Settings {
  /** Those asked for; undefined for all. */
  readonly groups: readonly GroupName[] | undefined;
  readonly threads: number | undefined;
  readonly deterministic: boolean;
  readonly limit: number;
  readonly binaries: WasmOptions["binaries"];
  readonly worker: WasmOptions["worker"];
  readonly onDiagnostic: WasmOptions["onDiagnostic"];
}

function checked(options: WasmOptions): Settings {
  checkOptions<WasmOptions>("wasm", options, {
    ...{ groups: "list", threads: "number", deterministic: "boolean", limit: "number" },
    ...{ binaries: "function", worker: "function", onDiagnostic: "function" },
  });
  const all = Object.keys(groupSources) as GroupName[];
  const { groups, threads, deterministic = false, limit = 2 ** 30, binaries, worker, onDiagnostic } = options;
  for (const group of groups ?? [])
    if (!all.includes(group))
      throw coreError("BAD_ARGUMENT", `groups: ${describeValue(group)} is unknown; allowed are ${all.join(", ")}.`);
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 64))
    throw coreError("BAD_VALUE", `threads: got ${describeValue(threads)}, expected a whole number from 1 to 64.`);
  if (!(limit >= 0 && limit <= 2 ** 32))
    throw coreError(
      "BAD_VALUE",
      `limit: got ${describeValue(limit)}, expected a number of bytes from 0 to ${2 ** 32}.`,
    );
  return { groups, threads, deterministic, limit, binaries, worker, onDiagnostic };
}
