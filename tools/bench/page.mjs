import { columns } from "./contenders.mjs";

function formatTime(seconds) {
  if (seconds === undefined) return "";
  if (seconds < 1e-3) return `${(seconds * 1e6).toPrecision(3)} µs`;
  return seconds < 1 ? `${(seconds * 1e3).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
}

const formatBytes = (bytes) => (bytes === undefined || bytes === null ? "" : `${(bytes / 1e6).toFixed(0)} MB`);

/** @param {"seconds" | "cpu"} clock */
export const tableHead = (group) =>
  `| ${group} | reference | ${columns.map((name) => `${name} | ratio`).join(" | ")} |\n| --- | ${"---: | ".repeat(columns.length * 2 + 1)}`.trimEnd();

export const tableRow = (row, clock) =>
  `| ${[
    row.name,
    formatTime(row.reference?.[clock]),
    ...columns.flatMap((name) => [
      formatTime(row.ours[name]?.[clock]),
      row.ours[name]?.ratio?.[clock].toFixed(2) ?? "",
    ]),
  ].join(" | ")} |`;

/** The geometric means of the ratios of rows; where no kernel serves, the plain body does. */
function means(rows, clock) {
  const compared = rows.filter((row) => row.reference !== undefined);
  if (compared.length === 0) return "";
  const cells = columns.flatMap((name) => {
    const logs = compared.map((row) => Math.log((row.ours[name] ?? row.ours.plain).ratio[clock]));
    return ["", Math.exp(logs.reduce((sum, one) => sum + one, 0) / logs.length).toFixed(2)];
  });
  return `\n| ${["geometric mean, plain bodies where no kernel serves", "", ...cells].join(" | ")} |`;
}

/** The rows in which no way to run them is as fast as the reference, the slowest first. */
function behind(rows, clock) {
  const best = (row) => Math.max(...columns.map((name) => row.ours[name]?.ratio?.[clock] ?? 0));
  const some = rows.filter((row) => row.reference !== undefined && best(row) < 1);
  if (some.length === 0) return "";
  some.sort((a, b) => best(a) - best(b));
  return `

## Behind the reference

The rows above in which none of the columns reaches a ratio of 1, with the best of them.

${some.map((row) => `- ${row.name}: ${best(row).toFixed(2)}`).join("\n")}`;
}

/** What one call takes beyond its input, where it is much. */
function memoryTable(rows) {
  const some = rows.filter(
    ({ memory, referenceMemory }) => Math.max(...Object.values(memory ?? {}), referenceMemory ?? 0) >= 16e6,
  );
  if (some.length === 0) return "";
  const [plain, wasm] = columns;
  return `

## Memory

The most that one call takes beyond its input, the first call in its memory, results and WebAssembly memory with it; rows of 16 MB or more, since allocators keep less than that ready.

| | reference | ${plain} | ${wasm} |
| --- | ---: | ---: | ---: |
${some.map((row) => `| ${[row.name, formatBytes(row.referenceMemory), formatBytes(row.memory[plain]), formatBytes(row.memory[wasm])].join(" | ")} |`).join("\n")}`;
}

/** The page of documentation that is made of a run, never typed. */
export function page(machine, rows, clock) {
  const groups = [...new Set(rows.map((row) => row.group))];
  const tables = groups.map((group) => {
    const own = rows.filter((row) => row.group === group);
    return [tableHead(group), ...own.map((row) => tableRow(row, clock))].join("\n") + means(own, clock);
  });
  return `# Performance

Made by \`npm run build && node tools/bench/main.mjs --page docs/performance.md\`: Hyperscope's reference bodies in plain
TypeScript; the kernels of \`backend-wasm\` on plain arrays, and on arrays that live in WebAssembly memory ("resident"), on one thread and on two, where there are
some; beside NumPy, SciPy and HyperSpy, in turn in one run on one machine, medians. Ratios above 1 mean that Hyperscope is faster. Arrays are ${machine.size} of
float32; signals of the fixed cost have 2 × 3 × 4 elements; the numerical base works on float64. The results of both sides are compared in the same run.

${Object.entries(machine)
  .filter(([name]) => name !== "size")
  .map(([name, value]) => `- ${name}: ${value}`)
  .join("\n")}

${tables.join("\n\n")}${behind(rows, clock)}${memoryTable(rows)}
`;
}
