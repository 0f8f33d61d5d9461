import type { ArrayContributions, Kernel } from "@core/array";
import type { Plugin } from "@core/array/runtime";

/** The plugin with some kernels. */
export function backendPlugin(kernels: readonly Kernel[], needs: readonly Plugin[] = []): Plugin {
  const provides = { "@core/array/kernel#1": kernels } satisfies ArrayContributions;
  return { name: "backend-wasm", version: "0.1.0", needs, provides };
}
