import { coreError, describeValue, type NDArray } from "@core/array";
import { nodeModule } from "../io/node.js";
import { collect, resultItem } from "./map-collect.js";
import {
  type Answer,
  memoryOf,
  receive,
  receiveArray,
  type SentFunction,
  send,
  sendArray,
  sendError,
  type Task,
} from "./map-message.js";
import { positions } from "./map-positions.js";

type Apply = (data: never, parameters: never, indices: readonly number[]) => unknown;

/** How a worker hears and answers. */
interface Port {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  on?(event: "message", listener: (message: unknown) => void): void;
  addEventListener?(event: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/**
 * Makes a worker that {@link mapAsync} can hand positions to; the whole of a worker's file is
 * `import { serveMap } from "@core/signal"; serveMap({ smooth });`.
 * @param named functions that `mapAsync` may call by name; exports of modules are found without
 */
export async function serveMap(named: Readonly<Record<string, Apply>> = {}): Promise<void> {
  const port = await findPort();
  const answer = async (task: Task): Promise<void> => {
    const reply = await runTask(task, named).catch((error: unknown) => sendError(task.id, error));
    port.postMessage(reply, memoryOf(reply));
  };
  if (port.on !== undefined) port.on("message", (message) => void answer(message as Task));
  else port.addEventListener?.("message", ({ data }) => void answer(data as Task));
}

async function findPort(): Promise<Port> {
  const scope = globalThis as unknown as Port & { readonly WorkerGlobalScope?: unknown };
  if (scope.WorkerGlobalScope !== undefined) return scope;
  const { parentPort } = await nodeModule(
    "node:worker_threads",
    "serveMap: there is no thread that could ask for something.",
  );
  if (parentPort === null)
    throw coreError("UNSUPPORTED", "serveMap: this is the main thread: call it in the file of a worker.");
  return parentPort as unknown as Port;
}

/** The results of a task. */
export async function runTask(task: Task, named: Readonly<Record<string, Apply>>): Promise<Answer> {
  const apply = await findFunction(task.function, named);
  const results: unknown[] = [];
  const at = partAt(task.data);
  const parameters = Object.fromEntries(Object.entries(task.constant).map(([name, value]) => [name, receive(value)]));
  const varying = Object.entries(task.varying).map(([name, value]) => [name, partAt(value)] as const);
  for (let place = 0; place < task.count; place++) {
    const own: Record<string, unknown> = { ...parameters };
    for (const [name, part] of varying) own[name] = part(place);
    results.push(await apply(at(place) as never, own as never, indicesOf(task.first + place, task.sizes)));
  }
  if (task.ragged) return { id: task.id, items: results.map(resultItem).map(send) };
  const { stored, dtypes } = collect(results, [task.count], task.outputSignalSize, task.outputDtype, task.first);
  return { id: task.id, done: sendArray(stored), dtypes };
}

function partAt(data: Task["data"]): (place: number) => unknown {
  if (!("sent" in data)) return (place) => receive(data[place]);
  const at = positions(receiveArray(data), 1);
  return (place) => at([place]) as NDArray;
}

/** The indices of a position in natural order; the first axis runs fastest. */
function indicesOf(place: number, sizes: readonly number[]): number[] {
  let rest = place;
  return sizes.map((size) => {
    const index = rest % size;
    rest = Math.floor(rest / size);
    return index;
  });
}

/**
 * The function of a name, or an export of a module.
 * @throws MISSING when there is none of that name
 */
export async function findFunction(
  { module, name }: SentFunction,
  named: Readonly<Record<string, Apply>> = {},
): Promise<Apply> {
  const exports =
    module === undefined
      ? named
      : ((await import(/* webpackIgnore: true */ /* @vite-ignore */ module)) as Readonly<Record<string, unknown>>);
  const found = Object.hasOwn(exports, name) ? exports[name] : undefined;
  if (typeof found === "function") return found as Apply;
  const where = module === undefined ? "the worker, which knows" : `${module}, which has`;
  throw coreError(
    "MISSING",
    `map: no function ${describeValue(name)} in ${where} ${Object.keys(exports).join(", ") || "none"}.`,
  );
}
