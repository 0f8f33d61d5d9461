import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closingLine, readCounts } from "./report.mjs";
import { commandEnvironment, ensureBuilt, ensureInstalled, requireNode } from "./setup.mjs";
import { workspaceRoot } from "./workspace.mjs";

// Machines read the last line, so there is one however the run ends.
let counts = { passed: 0, failed: 1, skipped: 0 };
process.on("exit", () => console.log(closingLine(counts)));

requireNode();
const root = workspaceRoot();
ensureInstalled(root);
ensureBuilt(root, [], { declarations: false });

const folder = mkdtempSync(join(tmpdir(), "hyperscope-test-"));
const file = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
const result = spawnSync(process.execPath, [vitest, "run", ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  env: { ...commandEnvironment(root), NODE_ENV: "test" },
  stdio: "inherit",
});
const code = result.status ?? 1;
counts = readCounts(file, code);
rmSync(folder, { recursive: true, force: true });
process.exitCode = code === 0 && counts.failed > 0 ? 1 : code;
