import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { contendersOf } from "./contenders.mjs";
import { kernels } from "./kernels.mjs";
import { collect, takenBy } from "./memory.mjs";
import { numerics } from "./numerics.mjs";
import { page, tableHead, tableRow } from "./page.mjs";
import { patterns } from "./patterns.mjs";
import { startPython } from "./python.mjs";
import { signals } from "./signals.mjs";
import { workloads } from "./workloads.mjs";

const help = `node tools/bench/main.mjs [--quick] [--only TEXT] [--rounds N] [--plain] [--cpu] [--json FILE] [--page FILE]

Times the workloads here, with plain bodies, with the kernels of backend-wasm on plain arrays and on arrays in WebAssembly memory, on one thread and on two, and in NumPy, SciPy and HyperSpy,
where Debian's python3 has them, in turn in one run. Ratios above 1 mean that Hyperscope is faster. Build first: npm run build. $BENCH_THREADS is the number of threads that BLAS may use (1), $BENCH_PYTHON another python3.
With --cpu the tables show the time of the processor, all threads together, which other work on the machine changes less than that of the clock. With --plain only the plain bodies are timed. Node 20 has the relaxed instructions behind a flag: node --experimental-wasm-relaxed-simd.`;

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

/**
 * The times of one call in seconds, of the clock and of the processor: medians over a batch of about `budget` seconds. A first call of less
 * than a second does not count, as in worker.py.
 */
function sample(run, repeat, budget) {
  const times = [];
  const works = [];
  let begun = performance.now();
  for (let warm = false; times.length === 0 || performance.now() - begun < budget * 1000; warm = true) {
    const [start, work] = [performance.now(), processorTime()];
    for (let i = 0; i < repeat; i++) run();
    const time = performance.now() - start;
    if (warm || time >= 1000) {
      times.push(time / repeat);
      works.push((processorTime() - work) / repeat);
    } else begun = performance.now();
  }
  return { seconds: median(times) / 1000, cpu: median(works) / 1000 };
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const ratioOf = (a, b) => ({ seconds: a.seconds / b.seconds, cpu: a.cpu / b.cpu });

const mediansOf = (list) => ({
  seconds: median(list.map(({ seconds }) => seconds)),
  cpu: median(list.map(({ cpu }) => cpu)),
});

const clock = options.cpu ? "cpu" : "seconds";

/** Opens the contenders that have kernels for a workload; their first call tells, and what memory it takes. */
async function entriesOf(workload, contenders) {
  const entries = [];
  for (const { name, open } of contenders) {
    const opened = await open();
    if (opened === undefined) continue;
    const { core, ran, scope, close } = opened;
    const work = workload.ours(core, options.quick);
    ran?.();
    collect();
    const memory = await takenBy(() => scope(work.run));
    // Without a kernel for it, the work is that of the plain bodies.
    if (ran?.() === false) close?.();
    else entries.push({ name, work, scope, close, memory, times: [], ratios: [] });
  }
  return entries;
}

async function measure(workload, contenders, python) {
  const { quick } = options;
  const rounds = Number(options.rounds) || (quick ? 2 : 5);
  const budget = quick ? 0.02 : 0.15;
  const theirs = workload.python(quick);
  const setup = python === undefined ? { error: "no Python" } : await python.ask({ setup: theirs.setup });
  const compared = setup.error === undefined;
  const ours = await entriesOf(workload, contenders);
  const theirTimes = [];
  for (let round = 0; round < rounds; round++) {
    for (const { work, scope, times } of ours) times.push(sample(() => scope(work.run), work.repeat ?? 1, budget));
    if (!compared) continue;
    const answer = await python.ask({ run: theirs.run, repeat: theirs.repeat ?? 1, budget });
    if (answer.error !== undefined) throw new Error(`${workload.name}: ${answer.error}`);
    const scale = theirs.scale ?? 1;
    const time = { seconds: answer.seconds * scale, cpu: answer.cpu * scale };
    theirTimes.push(time);
    for (const { times, ratios } of ours) ratios.push(ratioOf(time, times[round]));
  }
  const row = { group: workload.group, name: workload.name, ours: {}, memory: {} };
  for (const { name, times, ratios, memory } of ours) {
    row.ours[name] = { ...mediansOf(times), ...(compared ? { ratio: mediansOf(ratios) } : {}) };
    row.memory[name] = memory;
  }
  if (compared) {
    row.reference = mediansOf(theirTimes);
    const { value, error } = await python.ask({ value: theirs.value });
    for (const { name, work, scope } of ours) {
      const own = scope(() => {
        work.run();
        return work.value();
      });
      const agrees =
        error === undefined &&
        Math.abs(own - value) <= (workload.tolerance ?? 1e-9) * Math.max(Math.abs(value), 1e-300);
      if (!agrees)
        throw new Error(`${workload.name}, ${name}: the results differ: ${own} here, ${value ?? error} there`);
    }
    if (theirs.repeat === undefined) row.referenceMemory = (await python.ask({ memory: theirs.run })).bytes;
  }
  for (const { close } of ours.splice(0)) close?.();
  workload.forget?.();
  // The memories of this workload would still be there beside those of the next.
  collect();
  return row;
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
    decomposition: await import("stat-decomposition"),
    stem: await import("stem4d-preprocess"),
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
    "instructions of the kernels": (await import("backend-wasm")).detectFeatures().relaxed ? "relaxed SIMD" : "SIMD",
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
  const contenders = contendersOf(core, options);
  const rows = [];
  let group = "";
  for (const workload of [...workloads, ...signals, ...numerics, ...patterns, ...kernels].filter((one) =>
    `${one.group} ${one.name}`.includes(options.only),
  )) {
    const row = await measure(workload, contenders, python);
    rows.push(row);
    if (row.group !== group) console.log(`\n${tableHead(row.group)}`);
    group = row.group;
    console.log(tableRow(row, clock));
  }
  if (options.json !== "") await writeFile(options.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  if (options.page !== "") await writeFile(options.page, page(machine, rows, clock));
  python?.stop();
}
