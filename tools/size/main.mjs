import { pureEntries, sizeCases } from "./cases.mjs";
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
for (const { specifier, residue } of impure) {
  console.error(`import "${specifier}" alone leaves code behind:\n${residue.slice(0, 500)}`);
}
process.exitCode = impure.length > 0 || rows.some(({ problems }) => problems.length > 0) ? 1 : 0;
