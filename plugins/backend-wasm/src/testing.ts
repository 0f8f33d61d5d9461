import { readdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import {
  add,
  createRuntime,
  type DType,
  isComplexDType,
  type Kernel,
  kernelPoint,
  NDArray,
  type Plugin,
  type Runtime,
  zeros,
} from "@core/array";
import { bindCases, type CallRow, callCases, check, checkSame, type KernelBackend, testArray } from "@core/conformance";
import { afterAll, test } from "vitest";
import type { GroupName } from "./groups.js";
import { type WasmBackend, type WasmOptions, wasm, wasmBackend } from "./plugin.js";

// Node 20 has the relaxed instructions behind this flag; with it backends that are not deterministic take them.
setFlagsFromString("--experimental-wasm-relaxed-simd");

/** The tests of one or more groups that every kernel must pass: `src/groups/testing-<name>.ts` exports one as `table`. */
export interface GroupTable {
  readonly groups: readonly GroupName[];
  /** The backends: 1, 2 and 4 threads with the relaxed instructions, 1 and 4 without by default. */
  readonly settings?: readonly Settings[];
  readonly rows: readonly CallRow[];
}

type Settings = Pick<WasmOptions, "threads" | "deterministic">;

/** With the relaxed instructions and without. */
const settings: readonly Settings[] = [
  { threads: 1 },
  { threads: 2 },
  { threads: 4 },
  { threads: 1, deterministic: true },
  { threads: 4, deterministic: true },
];

/** Without the relaxed instructions, which round some kernels' sums of products once instead of twice. */
export const deterministic: readonly Settings[] = [1, 2, 4].map((threads) => ({ threads, deterministic: true }));

/** For kernels that have the reference bodies' bits in any case. */
export const exact: readonly Settings[] = [{ threads: 1 }, { threads: 2 }, { threads: 4, deterministic: true }];

/** All tables. */
export async function groupTables(): Promise<readonly GroupTable[]> {
  const folder = new URL("./groups/", import.meta.url);
  const names = readdirSync(folder).filter((name) => /^testing-.*\.ts$/.test(name));
  return Promise.all(
    names.map(async (name) => ((await import(new URL(name, folder).href)) as { readonly table: GroupTable }).table),
  );
}

/** Makes a test of each row and dtype of a table, and gives the backends for further tests. */
export async function testTable(table: GroupTable): Promise<readonly OpenBackend[]> {
  const backends = await openBackends(table.groups, table.settings);
  // A machine that builds at once is slow; a hang is still found.
  bindCases(callCases(backends, table.rows), (name, run) => test(name, run, 120_000));
  return backends;
}

/** A backend with a runtime that tells which of its kernels ran. */
export interface OpenBackend extends KernelBackend {
  readonly backend: WasmBackend;
  readonly runtime: Runtime;
}

/** Opens backends whose threads are at work, and stops them when the test file ends. */
export async function openBackends(
  groups: readonly GroupName[],
  list: readonly Settings[] = settings,
): Promise<readonly OpenBackend[]> {
  const opened = await Promise.all(list.map((own) => openBackend(groups, own)));
  afterAll(() => {
    for (const { backend } of opened) backend.dispose();
  });
  return opened;
}

async function openBackend(groups: readonly GroupName[], own: Settings): Promise<OpenBackend> {
  const starts = groups.includes("elementwise") ? groups : (["elementwise", ...groups] as const);
  const backend = await wasmBackend({ groups: starts, ...own });
  await startHelpers(backend);
  const kernels = kernelsOf(backend.plugin);
  const left = starts === groups ? 0 : kernelsOf(await wasm({ groups: ["elementwise"] })).length;
  const { runtime, ran } = watchedRuntime(backend.plugin, kernels.slice(left));
  return {
    name: `${backend.variant}, ${backend.threads} threads`,
    kind: backend.variant,
    backend,
    runtime,
    ran,
    ...(own.threads === 2 ? { resident: (inputs, work) => workResident(backend, inputs, work) } : {}),
  };
}

function workResident(
  backend: WasmBackend,
  inputs: readonly NDArray[],
  work: (inputs: readonly NDArray[]) => void,
): void {
  const before = backend.used;
  backend.scope(() => work(inputs.map((input) => residentView(backend, input))));
  check(backend.used === before, `${backend.used - before} bytes of memory were not given back.`);
}

/** The same view of the same elements, which live in the backend's memory. */
export function residentView(
  backend: Pick<WasmBackend, "resident">,
  { storage, dtype, shape, strides, offset, runtime }: NDArray,
): NDArray {
  const size = storage.data.length / (isComplexDType(dtype) ? 2 : 1);
  const there = backend.resident(new NDArray(storage, dtype, [size]));
  return new NDArray(there.storage, dtype, shape, strides, offset, runtime);
}

/** Workers start with the first heavy work, and until they have the caller does it alone. */
async function startHelpers(backend: WasmBackend): Promise<void> {
  const runtime = createRuntime({ plugins: [backend.plugin] });
  for (let round = 0; round < 1000 && backend.helpers < backend.threads - 1; round++) {
    add(zeros([2 ** 18], { dtype: "float32", runtime }), 1);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The kernels that a plugin provides. */
export const kernelsOf = (plugin: Plugin): readonly Kernel[] =>
  (plugin.provides?.[kernelPoint.id] ?? []) as readonly Kernel[];

/** A runtime with a plugin's kernels, and the ids of those that ran since it was last asked. */
export function watchedRuntime(
  plugin: Plugin,
  kernels: readonly Kernel[] = kernelsOf(plugin),
): { runtime: Runtime; ran(): string[] } {
  let ids: string[] = [];
  const watched = kernels.map((kernel) => ({
    ...kernel,
    run(inputs: readonly NDArray[], attributes: object) {
      ids.push(kernel.operation);
      return kernel.run(inputs, attributes);
    },
  }));
  const runtime = createRuntime({ plugins: [{ ...plugin, provides: { [kernelPoint.id]: watched } }] });
  return {
    runtime,
    ran() {
      const list = ids;
      ids = [];
      return list;
    },
  };
}

/** What {@link testArray} gives, without gaps. */
export function sampleArray(dtype: DType, shape: readonly number[], seed: number): NDArray {
  return testArray(dtype, shape, "contiguous", seed);
}

/** {@link checkSame} with a tolerance relative to the largest element. */
export function expectSame(got: unknown, expected: unknown, tolerance = 0): void {
  checkSame(got, expected, tolerance === 0 ? undefined : { largest: tolerance });
}

export { type Layout, laidOut, layouts } from "@core/conformance";
