import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isPublishable, readManifest, workspacePackages } from "../setup/workspace.mjs";
import { findCycles } from "./cycles.mjs";
import { instanceChecks, readSource } from "./imports.mjs";

/** @import { WorkspacePackage, Manifest } from "../setup/workspace.mjs" */
/** @import { ImportUse } from "./imports.mjs" */

const ranks = /** @type {Readonly<Record<string, number>>} */ ({
  "packages/array": 0,
  "packages/signal": 1,
  "packages/conformance": 2,
  plugins: 3,
  apps: 4,
  tools: 5,
});

const order = "array <- signal <- conformance <- plugins <- apps";

/**
 * Every breach of the layer rules of docs/architecture.md in a workspace, one line each, sorted.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function checkLayers(root) {
  const packages = workspacePackages(root).filter(({ group }) => group !== "tools");
  const byName = new Map(packages.map((item) => [item.name, item]));
  const rootManifest = readManifest(join(root, "package.json"));
  /** @type {string[]} */
  const problems = [];
  for (const item of packages) {
    problems.push(...checkManifest(item, byName));
    problems.push(...checkSources(item, byName, rootManifest));
  }
  problems.push(...packageCycles(packages, byName));
  return [...new Set(problems)].sort();
}

/** @param {WorkspacePackage} item */
function rankOf(item) {
  return ranks[item.folder] ?? ranks[item.group] ?? 0;
}

/**
 * @param {WorkspacePackage} item
 * @param {ReadonlyMap<string, WorkspacePackage>} byName
 */
function checkManifest(item, byName) {
  const { manifest, folder } = item;
  const problems = [];
  if (isPublishable(item) && manifest.sideEffects !== false) {
    problems.push(`${folder}/package.json: "sideEffects" must be false`);
  }
  for (const field of /** @type {const} */ (["dependencies", "peerDependencies", "devDependencies"])) {
    for (const name of Object.keys(manifest[field] ?? {})) {
      const other = byName.get(name);
      if (other === undefined) continue;
      if (!mayUse(item, other))
        problems.push(`${folder}/package.json: ${field} names ${name}; the layers are ${order}`);
      else if (field === "dependencies" && item.group === "plugins" && other.group === "packages") {
        problems.push(`${folder}/package.json: ${name} belongs to peerDependencies, so that an app has it once`);
      }
    }
  }
  return problems;
}

/**
 * Whether the layers let one package use another one. Plugins may use declared plugins, apps declared apps.
 *
 * @param {WorkspacePackage} from
 * @param {WorkspacePackage} to
 */
function mayUse(from, to) {
  if (from.name === to.name) return false;
  if (rankOf(from) > rankOf(to)) return true;
  return from.group === to.group && from.group !== "packages";
}

/**
 * @param {WorkspacePackage} item
 * @param {ReadonlyMap<string, WorkspacePackage>} byName
 * @param {Manifest} rootManifest
 */
function checkSources(item, byName, rootManifest) {
  const problems = [];
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  const bundled = bundledNames(item.directory);
  for (const file of sourceFiles(join(item.directory, "src"))) {
    const label = relative(item.directory, file).split(sep).join("/");
    const test = isTestFile(file);
    const text = readFileSync(file, "utf8");
    const { imports, misuses } = readSource(file, text);
    const at = (/** @type {number} */ line) => `${item.folder}/${label}:${line}`;
    if (!test) problems.push(...misuses.map(({ line, message }) => `${at(line)}: ${message}`));
    const edges = [];
    /** @type {Map<string, string>} */
    const foreign = new Map();
    for (const use of imports) {
      if (use.specifier.startsWith(".")) {
        const { target, problem } = resolveRelative(item.directory, file, use);
        if (problem !== undefined) problems.push(`${at(use.line)}: ${problem}`);
        if (target !== undefined && use.kind === "runtime") edges.push(target);
        if (target !== undefined && !test && isTestFile(target)) {
          problems.push(`${at(use.line)}: "${use.specifier}" is for tests and is not published`);
        }
        continue;
      }
      const problem = checkOutside(item, byName, rootManifest, bundled, use, test);
      if (problem !== undefined) problems.push(`${at(use.line)}: ${problem}`);
      if (byName.has(packageName(use.specifier))) for (const name of use.names) foreign.set(name, use.specifier);
    }
    if (!test && foreign.size > 0) {
      for (const [line, name] of instanceChecks(file, text)) {
        const from = foreign.get(name);
        if (from === undefined) continue;
        problems.push(
          `${at(line)}: instanceof ${name} of ${from}; a second copy of that package would fail it, use its brand`,
        );
      }
    }
    graph.set(file, edges);
  }
  for (const cycle of findCycles(graph)) {
    const names = cycle.map((file) => relative(item.directory, file).split(sep).join("/"));
    problems.push(`${item.folder}: files import each other in a circle: ${names.join(" -> ")}`);
  }
  return problems;
}

/**
 * Tests, benches, and the helpers of tests: testing.ts, testing-files.ts …
 *
 * @param {string} file
 */
function isTestFile(file) {
  const name = basename(file);
  return /\.(test|bench)\.ts$/.test(name) || /^testing(-.*)?\.ts$/.test(name);
}

/**
 * @param {string} directory of the package
 * @param {string} file
 * @param {ImportUse} use
 * @returns {{ target?: string, problem?: string }}
 */
function resolveRelative(directory, file, use) {
  const path = resolve(dirname(file), use.specifier);
  if (!path.startsWith(directory + sep)) {
    // What tests share is no package of its own: array would need it, and it array.
    if (isTestFile(file) && path.startsWith(join(directory, "../../tools/golden") + sep)) return {};
    return { problem: `"${use.specifier}" leaves the package; import the other package by its name` };
  }
  if (use.specifier.endsWith(".json")) return existsSync(path) ? {} : { problem: `"${use.specifier}" does not exist` };
  if (!use.specifier.endsWith(".js")) return { problem: `"${use.specifier}" must end in .js` };
  const target = path.replace(/\.js$/, ".ts");
  return existsSync(target) ? { target } : { problem: `"${use.specifier}" does not exist` };
}

/**
 * @param {WorkspacePackage} item
 * @param {ReadonlyMap<string, WorkspacePackage>} byName
 * @param {Manifest} rootManifest
 * @param {ReadonlySet<string>} bundled
 * @param {ImportUse} use
 * @param {boolean} test
 * @returns {string | undefined}
 */
function checkOutside(item, byName, rootManifest, bundled, use, test) {
  const { specifier, kind } = use;
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) {
    if (!specifier.startsWith("node:")) return `"${specifier}" must be written "node:${specifier}"`;
    if (test || item.group === "apps" || kind !== "runtime") return undefined;
    return `"${specifier}" is imported at the top, which breaks browsers; import() it where Node is known to run`;
  }
  const name = packageName(specifier);
  if (name === item.name) return `"${specifier}" is the package itself; import the file`;
  const other = byName.get(name);
  if (other !== undefined) {
    if (!mayUse(item, other)) return `"${specifier}" is above this package; the layers are ${order}`;
    if (!test && other.folder === "packages/conformance") return `"${specifier}" is for tests only`;
    const path = specifier === name ? "." : `.${specifier.slice(name.length)}`;
    if (other.manifest.exports?.[path] === undefined) {
      return `"${specifier}" is not among the exports of ${name}: ${Object.keys(other.manifest.exports ?? {}).join(", ")}`;
    }
  }
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = item.manifest;
  const declared = { ...dependencies, ...peerDependencies, ...optionalDependencies };
  if (Object.hasOwn(declared, name)) return undefined;
  const whileWorking = { ...devDependencies, ...rootManifest.devDependencies };
  if ((test || bundled.has(name)) && Object.hasOwn(whileWorking, name)) return undefined;
  if (test) return `"${name}" is not declared; add it to devDependencies of ${item.folder}/package.json`;
  return `"${name}" is not declared; add it to dependencies or peerDependencies of ${item.folder}/package.json`;
}

/** @param {string} specifier */
function packageName(specifier) {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}

/**
 * The packages that a build copies into its output, which are therefore no dependencies.
 *
 * @param {string} directory
 */
function bundledNames(directory) {
  const file = join(directory, "tsup.config.ts");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const list = /noExternal:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? "";
  return new Set([...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? ""));
}

/**
 * @param {string} directory
 * @returns {string[]}
 */
function sourceFiles(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return sourceFiles(path);
      return entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts") ? [path] : [];
    })
    .sort();
}

/**
 * @param {readonly WorkspacePackage[]} packages
 * @param {ReadonlyMap<string, WorkspacePackage>} byName
 */
function packageCycles(packages, byName) {
  const graph = new Map(
    packages.map(({ name, manifest }) => {
      const all = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies };
      return [name, Object.keys(all).filter((other) => byName.has(other))];
    }),
  );
  return findCycles(graph).map((cycle) => `packages need each other in a circle: ${cycle.join(" -> ")}`);
}
