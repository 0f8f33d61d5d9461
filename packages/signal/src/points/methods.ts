import type { Point } from "@core/array";
import type { Method, SignalLike } from "../contract.js";
import { countSignalAxes } from "../functions/axes.js";

/** The methods of a runtime. */
export interface Methods {
  readonly all: readonly Method[];
  /** The method of a name for a signal: one for its type before one for all types. */
  find(signal: SignalLike, name: string): Method | undefined;
  /** The methods that a signal has, sorted by name. */
  of(signal: SignalLike): readonly Method[];
}

/** The slot for methods. */
export const methodPoint: Point<Method, Methods> = {
  id: "@core/signal/method#1",
  keys: (method) =>
    (method.types ?? [""]).flatMap((type) =>
      (method.dimensions ?? [undefined]).map((dimension) =>
        `${method.name} ${type.toLowerCase()}${dimension === undefined ? "" : ` ${dimension}`}`.trimEnd(),
      ),
    ),
  index: indexMethods,
};

function suits(method: Method, signal: SignalLike): boolean {
  if (method.dimensions !== undefined && !method.dimensions.includes(countSignalAxes(signal.axes))) return false;
  return method.types === undefined || method.types.some((type) => type.toLowerCase() === signal.type.toLowerCase());
}

/** Of two methods of one name, the one that says more about the signal comes first. */
function rank(method: Method): number {
  return (method.types === undefined ? 0 : 2) + (method.dimensions === undefined ? 0 : 1);
}

/** The index of {@link methodPoint}. */
export function indexMethods(all: readonly Method[]): Methods {
  const lists = new Map<string, Method[]>();
  for (const method of [...all].sort((a, b) => rank(b) - rank(a))) {
    const list = lists.get(method.name);
    if (list === undefined) lists.set(method.name, [method]);
    else list.push(method);
  }
  const find: Methods["find"] = (signal, name) => lists.get(name)?.find((method) => suits(method, signal));
  return {
    all,
    find,
    of: (signal) =>
      [...lists.keys()]
        .sort()
        .map((name) => find(signal, name))
        .filter((method) => method !== undefined),
  };
}
