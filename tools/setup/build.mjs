import { ensureBuilt, ensureInstalled, requireNode } from "./setup.mjs";
import { workspaceRoot } from "./workspace.mjs";

requireNode();
const root = workspaceRoot();
ensureInstalled(root);
ensureBuilt(root, process.argv.slice(2));
