import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { numerics } from "./numerics.mjs";
import { startPython } from "./python.mjs";
import { signals } from "./signals.mjs";
import { workloads } from "./workloads.mjs";

const help = `node tools/bench/main.mjs [--quick] [--only TEXT] [--rounds N] [--json FILE] [--page FILE]

Times the workloads here and in NumPy, SciPy and HyperSpy, where Debian's python3 has them, in turn in one run. Ratios above 1 mean that
Hyperscope is faster. Build first: npm run build. $BENCH_THREADS is the number of threads that BLAS may use (1), $BENCH_PYTHON another python3.`;

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "" },
    json: { type: "string", default: "" },
    page: { type: "string", default: "" },
    help: { type: "boolean", short: "h", default: false },
  },
});

/** The time of one call in seconds: the median over a batch of about `budget` seconds. */
function sample(run, repeat, budget) {
  const times = [];
  const begun = performance.now();
  do {
    const start = performance.now();
    for (let i = 0; i < repeat; i++) run();
    times.push((performance.now() - start) / repeat);
  } while (performance.now() - begun < budget * 1000);
  return median(times) / 1000;
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function formatTime(seconds) {
  if (seconds === undefined) return "";
  if (seconds < 1e-3) return `${(seconds * 1e6).toPrecision(3)} µs`;
  return seconds < 1 ? `${(seconds * 1e3).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
}

async function measure(workload, core, python) {
  const { quick } = options;
  const rounds = Number(options.rounds) || (quick ? 2 : 5);
  const budget = quick ? 0.02 : 0.15;
  const ours = workload.ours(core, quick);
  const theirs = workload.python(quick);
  const setup = python === undefined ? { error: "no Python" } : await python.ask({ setup: theirs.setup });
  const compared = setup.error === undefined;
  const [ourTimes, theirTimes, ratios] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    ourTimes.push(sample(ours.run, ours.repeat ?? 1, budget));
    if (!compared) continue;
    const answer = await python.ask({ run: theirs.run, repeat: theirs.repeat ?? 1, budget });
    if (answer.error !== undefined) throw new Error(`${workload.name}: ${answer.error}`);
    const seconds = answer.seconds * (theirs.scale ?? 1);
    theirTimes.push(seconds);
    ratios.push(seconds / ourTimes[round]);
  }
  const row = { group: workload.group, name: workload.name, seconds: median(ourTimes) };
  if (!compared) return row;
  const { value, error } = await python.ask({ value: theirs.value });
  const own = ours.value();
  const agrees =
    error === undefined && Math.abs(own - value) <= (workload.tolerance ?? 1e-9) * Math.max(Math.abs(value), 1e-300);
  if (!agrees) throw new Error(`${workload.name}: the results differ: ${own} here, ${value ?? error} there`);
  ours.forget?.();
  return { ...row, reference: median(theirTimes), ratio: median(ratios) };
}

const tableHead = (group) => `| ${group} | Hyperscope | reference | ratio |\n| --- | --- | --- | --- |`;

const tableRow = (row) =>
  `| ${row.name} | ${formatTime(row.seconds)} | ${formatTime(row.reference)} | ${row.ratio?.toFixed(2) ?? ""} |`;

/** The page of documentation that is made of a run, never typed. */
function page(machine, rows) {
  const groups = [...new Set(rows.map((row) => row.group))];
  const tables = groups.map((group) =>
    [tableHead(group), ...rows.filter((row) => row.group === group).map(tableRow)].join("\n"),
  );
  return `# Performance

Made by \`npm run build && node tools/bench/main.mjs --page docs/performance.md\`: Hyperscope's reference bodies in plain
TypeScript beside NumPy, SciPy and HyperSpy, in turn in one run on one machine, one thread, medians. Ratios above 1 mean that Hyperscope is
faster. Arrays are ${machine.size} of float32; signals of the fixed cost have 2 × 3 × 4 elements; the numerical base works on float64. The
results of both sides are compared in the same run.

${Object.entries(machine)
  .filter(([name]) => name !== "size")
  .map(([name, value]) => `- ${name}: ${value}`)
  .join("\n")}

${tables.join("\n\n")}
`;
}

if (options.help) {
  console.log(help);
} else {
  const core = {
    array: await import("@core/array"),
    signal: await import("@core/signal"),
    eels: await import("signal-eels"),
    fft: await import("sci-fft"),
    linalg: await import("sci-linalg"),
    ndimage: await import("sci-ndimage"),
    optimize: await import("sci-optimize"),
    sciSignal: await import("sci-signal"),
    oneD: await import("signal-1d"),
    twoD: await import("signal-2d"),
    complex: await import("signal-complex"),
  };
  const python = await startPython();
  const machine = {
    processor: cpus()[0]?.model ?? "not known",
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    threads: 1,
    size: options.quick ? "4 MB" : "268 MB",
    ...python?.versions,
  };
  console.log(
    Object.entries(machine)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
  );
  if (python === undefined) console.log("NumPy was not found: only our own times are shown.");
  const rows = [];
  let group = "";
  for (const workload of [...workloads, ...signals, ...numerics].filter((one) =>
    `${one.group} ${one.name}`.includes(options.only),
  )) {
    const row = await measure(workload, core, python);
    rows.push(row);
    if (row.group !== group) console.log(`\n${tableHead(row.group)}`);
    group = row.group;
    console.log(tableRow(row));
  }
  if (options.json !== "") await writeFile(options.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  if (options.page !== "") await writeFile(options.page, page(machine, rows));
  python?.stop();
}
