import { workspaceRoot } from "../setup/workspace.mjs";
import { checkLayers } from "./check.mjs";

const problems = checkLayers(workspaceRoot());
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? "The layers hold." : `${problems.length} breaches of the layers.`);
process.exitCode = problems.length === 0 ? 0 : 1;
