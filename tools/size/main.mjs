import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workspacePackages, workspaceRoot } from "../setup/workspace.mjs";
import { pureEntries, sizeCases } from "./cases.mjs";
import { writeSizes } from "./document.mjs";
import { importResidue, measure, table } from "./measure.mjs";

const source = process.argv.includes("--source");
const rows = [];
for (const item of sizeCases) rows.push(await measure(item, { source }));
const impure = [];
for (const specifier of pureEntries) {
  const residue = await importResidue(specifier, { source });
  if (residue !== "") impure.push({ specifier, residue });
}

if (process.argv.includes("--json")) console.log(JSON.stringify({ source, rows, impure }, null, 2));
else console.log(table(rows));
if (process.argv.includes("--write")) {
  const root = workspaceRoot();
  for (const folder of [".", ...workspacePackages(root).map((item) => item.folder)]) {
    const file = join(root, folder, "README.md");
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    const written = writeSizes(text, rows);
    if (written !== text) writeFileSync(file, written);
  }
}
for (const { specifier, residue } of impure) {
  console.error(`import "${specifier}" alone leaves code behind:\n${residue.slice(0, 500)}`);
}
process.exitCode = impure.length > 0 || rows.some(({ problems }) => problems.length > 0) ? 1 : 0;
