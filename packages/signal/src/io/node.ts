import { coreError } from "@core/array";

interface NodeModules {
  readonly "node:fs/promises": typeof import("node:fs/promises");
  readonly "node:os": typeof import("node:os");
  readonly "node:path": typeof import("node:path");
  readonly "node:url": typeof import("node:url");
  readonly "node:worker_threads": typeof import("node:worker_threads");
}

/**
 * A module of Node. Its name is no literal where it is imported, for bundlers of pages would look for it in vain.
 * @param otherwise what the error says that is thrown where there is no Node
 */
export async function nodeModule<Name extends keyof NodeModules>(
  name: Name,
  otherwise: string,
): Promise<NodeModules[Name]> {
  const host = globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } };
  if (host.process?.versions?.node === undefined) throw coreError("UNSUPPORTED", otherwise);
  return (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as NodeModules[Name];
}
