import { join } from "node:path";
import { run } from "../setup/setup.mjs";
import { workspaceRoot } from "../setup/workspace.mjs";

const root = workspaceRoot();
const turbo = join(root, "node_modules", "turbo", "bin", "turbo");
const typescript = join(root, "node_modules", "typescript", "bin", "tsc");

run(process.execPath, [turbo, "run", "typecheck", "--output-logs=errors-only", "--concurrency=2"], {
  cwd: root,
  what: "checking the types of the packages",
});
run(process.execPath, [typescript, "-p", "tools"], { cwd: root, what: "checking the types of the tools" });
