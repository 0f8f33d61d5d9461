import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspacePackages, workspaceRoot } from "../setup/workspace.mjs";

const stated = workspacePackages(workspaceRoot()).flatMap(({ directory, manifest }) => {
  const source = join(directory, "src");
  const files = existsSync(source)
    ? readdirSync(source).filter((name) => /^(?:plugin|backend-plugin|kernel|version)\.ts$/.test(name))
    : [];
  return files.flatMap((file) =>
    [...readFileSync(join(source, file), "utf8").matchAll(/\bversion(?:: string)?(?::| =) "(\d[^"]*)"/g)].map(
      (match) => ({
        where: `${manifest.name}, ${file}`,
        version: match[1],
        wanted: manifest.version,
      }),
    ),
  );
});

test("plugins and the command tell the versions of their packages", () => {
  expect(stated.map(({ where }) => where).sort()).toEqual([
    "@core/array, kernel.ts",
    "@core/signal, plugin.ts",
    "backend-wasm, backend-plugin.ts",
    "hyperscope, version.ts",
    "io-fits, plugin.ts",
    "io-hspy, plugin.ts",
    "io-image, plugin.ts",
    "io-mat, plugin.ts",
    "io-npy, plugin.ts",
    "io-text, plugin.ts",
    "plot, plugin.ts",
    "signal-1d, plugin.ts",
    "signal-2d, plugin.ts",
    "signal-complex, plugin.ts",
    "signal-eels, plugin.ts",
  ]);
  for (const { where, version, wanted } of stated) expect(version, where).toBe(wanted);
});
