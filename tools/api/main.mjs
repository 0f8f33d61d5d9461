import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPublishable, workspacePackages, workspaceRoot } from "../setup/workspace.mjs";
import { firstDifferences, packageSurface } from "./surface.mjs";

const root = workspaceRoot();
const folder = join(root, "api");
const write = process.argv.includes("--write");
const fileName = (/** @type {string} */ name) => `${name.replace(/^@/, "").replace("/", "-")}.txt`;

mkdirSync(folder, { recursive: true });
const packages = workspacePackages(root).filter(isPublishable);
const expected = new Set(packages.map(({ name }) => fileName(name)));
const changed = [];
for (const item of packages) {
  const file = join(folder, fileName(item.name));
  const surface = packageSurface(item);
  const stored = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (surface === stored) continue;
  changed.push(item.name);
  if (write) writeFileSync(file, surface);
  else console.error(`${item.name}: the public surface differs from api/${fileName(item.name)}`);
  for (const line of firstDifferences(stored, surface)) console.error(`  ${line}`);
}
for (const name of readdirSync(folder)) {
  if (expected.has(name)) continue;
  changed.push(name);
  if (write) rmSync(join(folder, name));
  else console.error(`api/${name}: no package has this name any more`);
}

if (changed.length === 0) console.log("The public surfaces are the stored ones.");
else if (write) console.log(`Written: ${changed.join(", ")}.`);
else console.error("If these changes are wanted: npm run build && npm run api -- --write, and commit api/.");
process.exitCode = changed.length === 0 || write ? 0 : 1;
