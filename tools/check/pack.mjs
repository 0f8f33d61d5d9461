import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { commandEnvironment } from "../setup/setup.mjs";
import { workspaceRoot } from "../setup/workspace.mjs";

const root = workspaceRoot();

/**
 * @param {string} script of a package at the root
 * @param {readonly string[]} options
 * @param {string} cwd
 * @returns {string | undefined} the output of a command that failed
 */
function failure(script, options, cwd) {
  const command = [join(root, "node_modules", script), ...options];
  const result = spawnSync(process.execPath, command, { cwd, env: commandEnvironment(root), encoding: "utf8" });
  return result.status === 0 ? undefined : `${result.stdout}${result.stderr}${result.error ?? ""}`;
}

/**
 * Packs a package as it would be published, and asks publint and are-the-types-wrong about it.
 *
 * @param {string} directory of the package
 * @returns {Promise<string[]>}
 */
export async function packageProblems(directory) {
  const folder = mkdtempSync(join(tmpdir(), "hyperscope-pack-"));
  try {
    return await problemsIn(directory, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} directory
 * @param {string} folder an empty one
 * @returns {Promise<string[]>}
 */
async function problemsIn(directory, folder) {
  const packed = failure("pnpm/bin/pnpm.cjs", ["pack", "--pack-destination", folder], directory);
  if (packed !== undefined) return [`pnpm pack failed: ${packed}`];
  const [name] = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  if (name === undefined) return ["pnpm pack made no package"];
  const tarball = readFileSync(join(folder, name));
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(tarball).buffer }, strict: true });
  const problems = messages
    .filter(({ type }) => type !== "suggestion")
    .map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
  const types = failure(
    "@arethetypeswrong/cli/dist/index.js",
    [
      join(folder, name),
      "--profile",
      "esm-only",
      "--exclude-entrypoints",
      "./package.json",
      "--no-color",
      "--no-emoji",
    ],
    root,
  );
  return types === undefined ? problems : [...problems, `are the types wrong: ${types}`];
}
