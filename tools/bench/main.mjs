import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { collect, takenBy } from "./memory.mjs";
import { numerics } from "./numerics.mjs";
import { startPython } from "./python.mjs";
import { signals } from "./signals.mjs";
import { workloads } from "./workloads.mjs";

const help = `node tools/bench/main.mjs [--quick] [--only TEXT] [--rounds N] [--plain] [--cpu] [--json FILE] [--page FILE]

Times the workloads here, with plain bodies and with the kernels of backend-wasm on one thread and on two, and in NumPy, SciPy and HyperSpy,
where Debian's python3 has them, in turn in one run. Ratios above 1 mean that Hyperscope is faster. Build first: npm run build. $BENCH_THREADS is the number of threads that BLAS may use (1), $BENCH_PYTHON another python3.
With --cpu the tables show the time of the processor, all threads together, which other work on the machine changes less than that of the clock. With --plain only the plain bodies are timed; the most memory that one call takes beyond its input goes to FILE of --json.`;

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "" },
    json: { type: "string", default: "" },
    cpu: { type: "boolean", default: false },
    plain: { type: "boolean", default: false },
    page: { type: "string", default: "" },
    help: { type: "boolean", short: "h", default: false },
  },
});

/** Milliseconds of the processor for this process. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The times of one call in seconds, of the clock and of the processor: medians over a batch of about `budget` seconds. */
function sample(run, repeat, budget) {
  const times = [];
  const works = [];
  const begun = performance.now();
  do {
    const [start, work] = [performance.now(), processorTime()];
    for (let i = 0; i < repeat; i++) run();
    times.push((performance.now() - start) / repeat);
    works.push((processorTime() - work) / repeat);
  } while (performance.now() - begun < budget * 1000);
  return { seconds: median(times) / 1000, cpu: median(works) / 1000 };
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

const ratioOf = (a, b) => ({ seconds: a.seconds / b.seconds, cpu: a.cpu / b.cpu });

const mediansOf = (list) => ({
  seconds: median(list.map(({ seconds }) => seconds)),
  cpu: median(list.map(({ cpu }) => cpu)),
});

const clock = () => (options.cpu ? "cpu" : "seconds");

async function measure(workload, contenders, python) {
  const { quick } = options;
  const rounds = Number(options.rounds) || (quick ? 2 : 5);
  const budget = quick ? 0.02 : 0.15;
  const theirs = workload.python(quick);
  const setup = python === undefined ? { error: "no Python" } : await python.ask({ setup: theirs.setup });
  const compared = setup.error === undefined;
  const ours = [];
  for (const { name, core, ran } of contenders) {
    const work = workload.ours(core, quick);
    if (ran !== undefined) {
      // Without a kernel for it, the work is that of the plain bodies.
      ran();
      work.run();
      if (!ran()) continue;
    }
    ours.push({ name, work, times: [], ratios: [] });
  }
  const theirTimes = [];
  for (let round = 0; round < rounds; round++) {
    for (const { work, times } of ours) times.push(sample(work.run, work.repeat ?? 1, budget));
    if (!compared) continue;
    const answer = await python.ask({ run: theirs.run, repeat: theirs.repeat ?? 1, budget });
    if (answer.error !== undefined) throw new Error(`${workload.name}: ${answer.error}`);
    const scale = theirs.scale ?? 1;
    const time = { seconds: answer.seconds * scale, cpu: answer.cpu * scale };
    theirTimes.push(time);
    for (const { times, ratios } of ours) ratios.push(ratioOf(time, times[round]));
  }
  const row = { group: workload.group, name: workload.name, ours: {} };
  for (const { name, times, ratios } of ours)
    row.ours[name] = { ...mediansOf(times), ...(compared ? { ratio: mediansOf(ratios) } : {}) };
  if (compared) {
    row.reference = mediansOf(theirTimes);
    const { value, error } = await python.ask({ value: theirs.value });
    for (const { name, work } of ours) {
      const own = work.value();
      const agrees =
        error === undefined &&
        Math.abs(own - value) <= (workload.tolerance ?? 1e-9) * Math.max(Math.abs(value), 1e-300);
      if (!agrees)
        throw new Error(`${workload.name}, ${name}: the results differ: ${own} here, ${value ?? error} there`);
    }
  }
  for (const { work } of ours) work.forget?.();
  if (compared && workload.memory) {
    collect();
    row.memory = await takenBy(ours[0].work.run);
    row.referenceMemory = (await python.ask({ memory: theirs.run })).bytes;
    ours[0].work.forget?.();
  }
  return row;
}

const columns = ["plain", "wasm, 1 thread", "wasm, 2 threads"];

const tableHead = (group) =>
  `| ${group} | reference | ${columns.map((name) => `${name} | ratio`).join(" | ")} |\n| --- | ${"---: | ".repeat(columns.length * 2 + 1)}`.trimEnd();

const tableRow = (row) =>
  `| ${[
    row.name,
    formatTime(row.reference?.[clock()]),
    ...columns.flatMap((name) => [
      formatTime(row.ours[name]?.[clock()]),
      row.ours[name]?.ratio?.[clock()].toFixed(2) ?? "",
    ]),
  ].join(" | ")} |`;

/** The geometric means of the ratios of rows; where no kernel serves, the plain body does. */
function means(rows) {
  const compared = rows.filter((row) => row.reference !== undefined);
  if (compared.length === 0) return "";
  const cells = columns.flatMap((name) => {
    const logs = compared.map((row) => Math.log((row.ours[name] ?? row.ours.plain).ratio[clock()]));
    return ["", Math.exp(logs.reduce((sum, one) => sum + one, 0) / logs.length).toFixed(2)];
  });
  return `\n| ${["geometric mean, plain bodies where no kernel serves", "", ...cells].join(" | ")} |`;
}

/** Plain bodies and kernels on one and two threads: the same packages, on arrays of another runtime. */
async function contendersOf(core) {
  const { createRuntime, kernelPoint } = core.array;
  const { wasmBackend } = await import("backend-wasm");
  const list = [{ name: columns[0], core }];
  if (options.plain) return list;
  for (const [i, threads] of [1, 2].entries()) {
    const backend = await wasmBackend({ threads });
    if (backend.variant === "none" || backend.threads !== threads) continue;
    let count = 0;
    const kernels = backend.plugin.provides[kernelPoint.id].map((kernel) => ({
      ...kernel,
      run(...given) {
        count++;
        return kernel.run(...given);
      },
    }));
    const runtime = createRuntime({ plugins: [{ ...backend.plugin, provides: { [kernelPoint.id]: kernels } }] });
    const there = (make) => (first, shape, given) =>
      make === core.array.fromData
        ? make(first, shape, { ...given, runtime })
        : core.array.withRuntime(runtime, make(first, shape, given));
    const array = { ...core.array, fromData: there(core.array.fromData) };
    for (const name of ["arange", "array", "eye", "full", "linspace", "ones", "zeros"])
      array[name] = there(core.array[name]);
    const ran = () => {
      const some = count > 0;
      count = 0;
      return some;
    };
    list.push({ name: columns[i + 1], core: { ...core, array }, ran, dispose: () => backend.dispose() });
  }
  return list;
}

/** The page of documentation that is made of a run, never typed. */
function page(machine, rows) {
  const groups = [...new Set(rows.map((row) => row.group))];
  const tables = groups.map(
    (group) =>
      [tableHead(group), ...rows.filter((row) => row.group === group).map(tableRow)].join("\n") +
      means(rows.filter((row) => row.group === group)),
  );
  return `# Performance

Made by \`npm run build && node tools/bench/main.mjs --page docs/performance.md\`: Hyperscope's reference bodies in plain
TypeScript, and the kernels of \`backend-wasm\` on one thread and on two where there are some, beside NumPy, SciPy and HyperSpy, in turn in one run on
one machine, medians. Ratios above 1 mean that Hyperscope is faster. Arrays are ${machine.size} of float32; signals of the fixed cost have 2 × 3 × 4 elements; the numerical base works on float64. The
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
    time: options.cpu ? "of the processor, all threads together" : "of the clock",
    "threads of the reference": process.env.BENCH_THREADS ?? "1",
    size: options.quick ? "4 MB" : "268 MB",
    ...python?.versions,
  };
  console.log(
    Object.entries(machine)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
  );
  if (python === undefined) console.log("NumPy was not found: only our own times are shown.");
  const contenders = await contendersOf(core);
  const rows = [];
  let group = "";
  for (const workload of [...workloads, ...signals, ...numerics].filter((one) =>
    `${one.group} ${one.name}`.includes(options.only),
  )) {
    const row = await measure(workload, contenders, python);
    rows.push(row);
    if (row.group !== group) console.log(`\n${tableHead(row.group)}`);
    group = row.group;
    console.log(tableRow(row));
  }
  if (options.json !== "") await writeFile(options.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  if (options.page !== "") await writeFile(options.page, page(machine, rows));
  for (const { dispose } of contenders) dispose?.();
  python?.stop();
}
