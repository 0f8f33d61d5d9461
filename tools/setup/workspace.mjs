import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} [version]
 * @property {boolean} [private]
 * @property {boolean | string[]} [sideEffects]
 * @property {Record<string, Record<string, string> | string>} [exports]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {object} WorkspacePackage
 * @property {string} name
 * @property {string} directory   absolute
 * @property {string} folder      relative to the root, with forward slashes: "packages/array"
 * @property {string} group       "packages", "plugins", "apps" or "tools"
 * @property {Manifest} manifest
 */

export const groups = /** @type {const} */ (["packages", "plugins", "apps", "tools"]);

/** The folder that holds the whole workspace. */
export function workspaceRoot() {
  return resolve(dirname(fileURLToPath(import.meta.url)), "../..");
}

/**
 * @param {string} file
 * @returns {Manifest}
 */
export function readManifest(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * Every package of the workspace, sorted by folder.
 *
 * @param {string} root
 * @returns {WorkspacePackage[]}
 */
export function workspacePackages(root) {
  const found = [];
  for (const group of groups) {
    const parent = join(root, group);
    if (!existsSync(parent)) continue;
    for (const name of readdirSync(parent).sort()) {
      const directory = join(parent, name);
      const file = join(directory, "package.json");
      if (!existsSync(file)) continue;
      const manifest = readManifest(file);
      const folder = relative(root, directory).split(sep).join("/");
      found.push({ name: manifest.name, directory, folder, group, manifest });
    }
  }
  return found;
}

/**
 * @param {WorkspacePackage} item
 * @returns {boolean} whether the package goes to the registry
 */
export function isPublishable(item) {
  return item.manifest.private !== true;
}
