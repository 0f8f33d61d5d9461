import { isPublishable, workspacePackages, workspaceRoot } from "../setup/workspace.mjs";
import { packageProblems } from "./pack.mjs";

let failed = false;
for (const item of workspacePackages(workspaceRoot()).filter(isPublishable)) {
  const problems = await packageProblems(item.directory);
  console.log(`${item.name}: ${problems.length === 0 ? "fine" : "not fine"}`);
  for (const problem of problems) console.error(`  ${problem}`);
  failed ||= problems.length > 0;
}
process.exitCode = failed ? 1 : 0;
