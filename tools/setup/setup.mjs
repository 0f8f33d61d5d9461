import { spawnSync } from "node:child_process";
import { existsSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { readManifest, workspacePackages } from "./workspace.mjs";

const oldestNode = /** @type {const} */ ([20, 19]);

/**
 * @param {string} version as in process.versions.node
 * @returns {string | undefined} what to tell the reader, or undefined where the version will do
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return undefined;
  return `Hyperscope needs Node ${oldestNode.join(".")} or newer, this is Node ${version}. Get one from https://nodejs.org and run the command again.`;
}

/** Ends the process with a plain message where Node is too old. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}

/**
 * Why the dependencies have to be installed, or undefined where they are in place.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function installReason(root) {
  const marker = join(root, "node_modules", ".modules.yaml");
  if (!existsSync(marker)) return "node_modules is missing";
  const stamp = stampFile(root);
  const newest = Math.max(modified(marker), existsSync(stamp) ? modified(stamp) : 0);
  if (modified(join(root, "pnpm-lock.yaml")) > newest) return "the lockfile is newer than node_modules";
  const members = [
    { directory: root, manifest: readManifest(join(root, "package.json")) },
    ...workspacePackages(root).map(({ directory, manifest }) => ({ directory, manifest })),
  ];
  for (const { directory, manifest } of members) {
    const wanted = Object.keys({ ...manifest.devDependencies, ...manifest.dependencies });
    for (const name of wanted) {
      if (!existsSync(join(directory, "node_modules", name)))
        return `${name}, which ${manifest.name} needs, is not installed`;
    }
  }
  return undefined;
}

/**
 * Installs the dependencies where that is needed.
 *
 * @param {string} root
 */
export function ensureInstalled(root) {
  const reason = installReason(root);
  if (reason === undefined) return;
  console.error(`Installing the dependencies (${reason}) …`);
  const [command, first] = packageManager();
  const options = ["install", "--frozen-lockfile", "--config.confirm-modules-purge=false", "--reporter=append-only"];
  run(command, [...first, ...options], { cwd: root, quiet: true, what: "installing the dependencies" });
  writeFileSync(stampFile(root), "");
  const now = new Date();
  utimesSync(stampFile(root), now, now);
}

/**
 * Builds packages that are not built or whose sources have changed.
 *
 * @param {string} root
 * @param {readonly string[]} [filters] turbo filters; without any, everything is built
 * @param {{ declarations?: boolean }} [settings] without declarations nothing is there for the compiler, in a third of the time
 */
export function ensureBuilt(root, filters = [], { declarations = true } = {}) {
  const turbo = join(root, "node_modules", "turbo", "bin", "turbo");
  const options = [
    "run",
    "build",
    "--concurrency=100%",
    "--output-logs=errors-only",
    ...filters.map((name) => `--filter=${name}`),
  ];
  console.error("Building what has changed …");
  const env = declarations ? {} : { HYPERSCOPE_DECLARATIONS: "none" };
  run(process.execPath, [turbo, ...options], { cwd: root, env, quiet: true, what: "building the packages" });
}

/**
 * The environment for commands of the workspace: its own binaries first, no telemetry, no notices.
 *
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
export function commandEnvironment(root) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const path = [join(root, "node_modules", ".bin"), dirname(process.execPath), process.env[pathName] ?? ""];
  return {
    ...process.env,
    [pathName]: path.join(delimiter),
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    DO_NOT_TRACK: "1",
  };
}

/**
 * Runs a command to its end and stops this process where it fails. A quiet command shows its output only on failure.
 *
 * @param {string} command
 * @param {readonly string[]} options
 * @param {{ cwd: string, what: string, quiet?: boolean, env?: NodeJS.ProcessEnv }} settings
 */
export function run(command, options, settings) {
  const result = spawnSync(command, options, {
    cwd: settings.cwd,
    env: { ...commandEnvironment(settings.cwd), ...settings.env },
    stdio: settings.quiet === true ? ["ignore", "pipe", "pipe"] : "inherit",
    maxBuffer: 256 * 1024 * 1024,
    encoding: "utf8",
    shell: process.platform === "win32" && !command.endsWith(".exe"),
  });
  if (result.status === 0) return;
  if (settings.quiet === true) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  if (result.error !== undefined) console.error(String(result.error));
  console.error(`Stopped: ${settings.what} failed (${result.signal ?? `exit code ${result.status}`}).`);
  process.exit(result.status === null || result.status === 0 ? 1 : result.status);
}

/**
 * npm's own command line where npm started us, so that nothing but Node and npm has to be on the path.
 *
 * @returns {[string, string[]]}
 */
function packageManager() {
  const pnpm = ["exec", "--yes", "--", "pnpm@10"];
  const started = process.env.npm_execpath;
  if (started !== undefined && existsSync(started)) {
    if (basename(started).startsWith("npm")) return [process.execPath, [started, ...pnpm]];
    if (/^pnpm\.c?m?js$/.test(basename(started))) return [process.execPath, [started]];
  }
  return ["npm", pnpm];
}

/** @param {string} root */
function stampFile(root) {
  return join(root, "node_modules", ".hyperscope-setup");
}

/** @param {string} file */
function modified(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}
