import { coreError, describeValue, isComplexDType, missingFrom, type Runtime } from "@core/array";
import type { SignalParts, SignalType } from "../contract.js";
import { packageOfType } from "../points/hints.js";
import { type SignalTypes, signalTypePoint } from "../points/types.js";

/** The kind of data that a class of signals is for. */
export function kindOfData(parts: Pick<SignalParts, "data">): "real" | "complex" {
  return isComplexDType(parts.data.dtype) ? "complex" : "real";
}

/** Whether a type answers to a name. */
export function answersTo(row: SignalType, type: string): boolean {
  const name = type.toLowerCase();
  return row.type.toLowerCase() === name || (row.aliases ?? []).some((alias) => alias.toLowerCase() === name);
}

/**
 * The class for a signal of a dimension, kind and type, with a diagnostic where it is a makeshift.
 * @param own a class that is taken where it fits exactly and the runtime has none
 * @param generic the generic class of the dimension
 */
export function resolveClass(
  runtime: Runtime | undefined,
  dimension: number,
  kind: "real" | "complex",
  type: string,
  own: SignalType | undefined,
  generic: SignalType,
): SignalType {
  if (runtime !== undefined && typeof runtime?.get !== "function")
    throw coreError("BAD_ARGUMENT", `resolveClass: got ${describeValue(runtime)}, expected a runtime or undefined.`);
  const types = runtime?.get(signalTypePoint);
  const exact = types?.find(dimension, kind, type);
  if (exact !== undefined) return exact;
  if (own !== undefined && own.type !== "" && own.dimension === dimension && own.kind === kind && answersTo(own, type))
    return own;
  const found = types?.resolve(dimension, kind, type) ?? generic;
  if (runtime !== undefined && types !== undefined) tell(runtime, types, kind, type, found);
  return found;
}

function tell(runtime: Runtime, types: SignalTypes, kind: string, type: string, found: SignalType): void {
  if (type !== "" && types.named(type).length === 0)
    runtime.report(
      diagnostic(
        runtime,
        "UNKNOWN_TYPE",
        `signal type ${JSON.stringify(type)}`,
        `type:${type}`,
        packageOfType(type),
        found,
      ),
    );
  if (kind === "complex" && found.kind === "real")
    runtime.report(
      diagnostic(runtime, "NO_COMPLEX_CLASS", "a class for complex data", "kind:complex", "signal-complex", found),
    );
}

function diagnostic(
  runtime: Runtime,
  code: string,
  what: string,
  key: string,
  fallback: string | undefined,
  found: SignalType,
): { code: string; message: string; install?: string } {
  const name = runtime.hint(key) ?? fallback;
  const repair = name === undefined ? "" : ` It is in ${name}: pnpm add ${name}.`;
  return {
    code,
    message: `${what} is not in this runtime, ${found.name} is used.${repair}`,
    ...(name === undefined ? {} : { install: `pnpm add ${name}` }),
  };
}

/**
 * The class of a name for a signal: a signal type, an alias or the name of a class.
 * @throws MISSING when no plugin brings it, INCOMPATIBLE when it is for another dimension
 */
export function classNamed(
  runtime: Runtime | undefined,
  name: string,
  dimension: number,
  kind: "real" | "complex",
  generic: readonly SignalType[],
): SignalType {
  const named = [
    ...(runtime?.get(signalTypePoint).named(name) ?? []),
    ...generic.filter((row) => row.name === name || row.type === name),
  ];
  if (named.length === 0) throw missingType(runtime, name);
  const fits = (row: SignalType): boolean => row.dimension === dimension || row.dimension === "any";
  const fitting = named.filter(fits);
  const found =
    fitting.find((row) => row.kind === kind && row.dimension === dimension) ??
    fitting.find((row) => row.kind === kind) ??
    fitting[0];
  if (found !== undefined) return found;
  throw coreError(
    "INCOMPATIBLE",
    `${JSON.stringify(name)} is for signals of ${[...new Set(named.map((row) => row.dimension))].join(" or ")} signal axes, this one has ${dimension}: use transpose first.`,
  );
}

function missingType(runtime: Runtime | undefined, name: string): Error {
  const where = runtime === undefined ? "the bare runtime" : "this runtime";
  const brings = runtime?.hint(`type:${name}`) ?? packageOfType(name);
  return missingFrom(brings, `signal type ${JSON.stringify(name)} is not in ${where}.`, "It is in");
}
