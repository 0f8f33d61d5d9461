import { defineConfig } from "tsup";

export interface LibraryOptions {
  /** Names of the entry files under src/, without .ts. */
  readonly entries: readonly string[];
  /** Packages that are bundled instead of imported; they are development dependencies. */
  readonly noExternal?: readonly string[];
  readonly external?: readonly string[];
  /** Whether .d.ts files are made: true, unless nothing imports the package. */
  readonly declarations?: boolean;
}

/** The tsup settings of one package: ESM, declarations, shared chunks, source maps. */
export function library(options: LibraryOptions): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: Object.fromEntries(options.entries.map((name) => [name, `src/${name}.ts`])),
    format: ["esm"],
    target: "es2022",
    platform: "neutral",
    tsconfig: "tsconfig.build.json",
    dts: process.env.HYPERSCOPE_DECLARATIONS !== "none" && (options.declarations ?? true),
    splitting: true,
    sourcemap: true,
    treeshake: true,
    clean: true,
    // Bundlers for browsers leave node: alone, "path" they look for.
    removeNodeProtocol: false,
    noExternal: [...(options.noExternal ?? [])],
    external: [/^node:/, ...(options.external ?? [])],
  });
}
