import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, requireNode, run } from "../setup/setup.mjs";
import { workspaceRoot } from "../setup/workspace.mjs";
import { chooseSteps } from "./steps.mjs";

requireNode();
const root = workspaceRoot();
const output = mkdtempSync(join(tmpdir(), "hyperscope-check-"));
process.on("exit", () => rmSync(output, { recursive: true, force: true }));

ensureInstalled(root);
const steps = chooseSteps(process.argv.slice(2), output);
if (steps.some(({ built }) => built)) ensureBuilt(root);
for (const { name, command } of steps) {
  const started = performance.now();
  console.log(`\n== ${name}`);
  run(process.execPath, command(root), { cwd: root, what: `the check "${name}"` });
  console.log(`== ${name}: passed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
console.log(`\nAll checks passed: ${steps.map(({ name }) => name).join(", ")}.`);
