import type { Point } from "@core/array";
import type { SignalClass, SignalType } from "../contract.js";

/** The signal types of a runtime. */
export interface SignalTypes {
  readonly all: readonly SignalType[];
  /** The type of exactly this dimension, kind and name or alias. */
  find(dimension: number, kind: "real" | "complex", type: string): SignalType | undefined;
  /**
   * The type for a signal: exactly that, else the generic one of the dimension, else the generic one of any dimension, and the
   * same three of kind real for complex data. Undefined where none is there.
   */
  resolve(dimension: number, kind: "real" | "complex", type: string): SignalType | undefined;
  /** All types of a name, alias or class name. */
  named(name: string): readonly SignalType[];
}

/** The slot for signal types. */
export const signalTypePoint: Point<SignalType | SignalClass, SignalTypes> = {
  id: "@core/signal/type#1",
  keys: (value) => {
    const type = rowOf(value);
    return namesOf(type).map((name) => `${type.dimension} ${type.kind} ${name}`);
  },
  index: (values) => indexTypes(values.map(rowOf)),
};

function rowOf(value: SignalType | SignalClass): SignalType {
  return "signalType" in value ? value.signalType : value;
}

function namesOf(type: SignalType): string[] {
  return [...new Set([type.type, ...(type.aliases ?? [])].map((name) => name.toLowerCase()))];
}

function indexTypes(all: readonly SignalType[]): SignalTypes {
  const rows = new Map<string, SignalType>();
  const names = new Map<string, SignalType[]>();
  const note = (name: string, type: SignalType): void => {
    const list = names.get(name) ?? [];
    if (!list.includes(type)) list.push(type);
    names.set(name, list);
  };
  for (const type of all) {
    for (const name of namesOf(type)) {
      rows.set(`${type.dimension} ${type.kind} ${name}`, type);
      note(name, type);
    }
    note(type.name.toLowerCase(), type);
  }
  const find: SignalTypes["find"] = (dimension, kind, type) => rows.get(`${dimension} ${kind} ${type.toLowerCase()}`);
  return {
    all,
    find,
    resolve(dimension, kind, type) {
      for (const one of kind === "complex" ? (["complex", "real"] as const) : (["real"] as const)) {
        const found =
          find(dimension, one, type) ??
          (type === "" ? undefined : rows.get(`any ${one} ${type.toLowerCase()}`)) ??
          find(dimension, one, "") ??
          rows.get(`any ${one} `);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    named: (name) => names.get(name.toLowerCase()) ?? [],
  };
}
