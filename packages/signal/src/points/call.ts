import { coreError, describeValue, missingError } from "@core/array";
import type { Method, MethodContext, SignalLike } from "../contract.js";
import { checkSignal } from "../functions/rebuild.js";
import { signalText } from "../functions/text.js";
import { coreMethods } from "./core-methods.js";
import { loadLazy } from "./lazy.js";
import { indexMethods, type Methods, methodPoint } from "./methods.js";

/** The methods in the runtime of a signal; those of this package in the bare runtime. */
export function methodsFor(signal: SignalLike): Methods {
  checkSignal("methodsFor", signal);
  const runtime = signal.data.runtime;
  return runtime === undefined ? indexMethods(coreMethods) : runtime.get(methodPoint);
}

/**
 * Calls a method by its name, as recipes, menus and the command line do.
 * @param options its options by name, positional parameters among them
 * @throws MISSING with near names when the signal has no such method, BAD_ARGUMENT for options that it does not have or lacks
 */
export async function call(
  signal: SignalLike,
  name: string,
  options: Readonly<Record<string, unknown>> = {},
  context: MethodContext = {},
): Promise<unknown> {
  checkSignal("call", signal);
  const methods = methodsFor(signal);
  const method = methods.find(signal, name);
  if (method === undefined) throw noMethod(signal, name, methods);
  checkOptions(method, options);
  const run = await loadLazy(method.run);
  return run(signal, options, context);
}

function noMethod(signal: SignalLike, name: string, methods: Methods): Error {
  const others = methods.all.filter((method) => method.name === name);
  const places = others.map((method) => {
    const types = method.types === undefined ? "" : `type ${method.types.join(" or ")}`;
    const dimensions = method.dimensions === undefined ? "" : `${method.dimensions.join(" or ")} signal axes`;
    return [types, dimensions].filter((part) => part !== "").join(" and ");
  });
  const near = nearNames(name, methods.of(signal));
  const more =
    places.length > 0
      ? ` It is there for signals of ${places.join(", or ")}; this one is ${signalText(signal)} of type ${JSON.stringify(signal.type)}.`
      : near.length > 0
        ? ` Near names are ${near.join(", ")}.`
        : ` There are ${methods
            .of(signal)
            .map((method) => method.name)
            .join(", ")}.`;
  return missingError(signal.data.runtime, `method ${describeValue(name)}`, `method:${String(name)}`, more);
}

/** The names that differ from one by few letters, the nearest first. */
function nearNames(name: unknown, methods: readonly Method[]): string[] {
  const wanted = String(name).slice(0, 60).toLowerCase();
  return methods
    .map((method) => ({ name: method.name, far: distance(wanted, method.name.toLowerCase()) }))
    .filter(({ name: own, far }) => far <= Math.max(2, own.length / 3))
    .sort((a, b) => a.far - b.far)
    .slice(0, 5)
    .map((one) => one.name);
}

/** The number of letters to insert, delete or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

function checkOptions(method: Method, options: Readonly<Record<string, unknown>>): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw coreError("BAD_ARGUMENT", `${method.name}: got ${describeValue(options)}, expected options by name.`);
  const properties = Object.keys((method.options.properties ?? {}) as object);
  const unknown = Object.keys(options).filter((key) => !properties.includes(key));
  if (unknown.length > 0 && method.options.additionalProperties !== true)
    throw coreError(
      "BAD_ARGUMENT",
      `${method.name}: has no option ${unknown.map((key) => JSON.stringify(key)).join(", ")}; it takes ${properties.length === 0 ? "none" : properties.join(", ")}.`,
    );
  const required = (method.options.required ?? []) as readonly string[];
  const absent = required.filter((key) => options[key] === undefined);
  if (absent.length > 0) throw coreError("BAD_ARGUMENT", `${method.name}: needs ${absent.join(" and ")}.`);
}
