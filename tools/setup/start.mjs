import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, requireNode } from "./setup.mjs";
import { workspaceRoot } from "./workspace.mjs";

requireNode();
const root = workspaceRoot();
ensureInstalled(root);
ensureBuilt(root, ["hyperscope-start..."], { declarations: false });

// npm runs scripts in the package's folder; a path the user typed is meant from where they stand.
const asked = process.env.npm_lifecycle_event === "start" ? process.env.INIT_CWD : undefined;
const cwd = asked !== undefined && existsSync(asked) ? asked : process.cwd();
const main = join(root, "apps", "start", "dist", "main.js");
const result = spawnSync(process.execPath, [main, ...process.argv.slice(2)], { cwd, stdio: "inherit" });
process.exitCode = result.status ?? 1;
