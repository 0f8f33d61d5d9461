import type { Budget } from "./budget.js";
import type { Group } from "./h5wasm.js";
import type { Hdf5 } from "./library.js";

/** The path of what a reference (its bytes) leads to; undefined where it leads nowhere. */
export type Resolve = (reference: Uint8Array) => string | undefined;

/**
 * Resolves references to objects. The library looks through the whole file for each of them, so where most of what is referred to
 * stands in one group, that group is listed once.
 * @param group where most of what is referred to stands, if there is such a group
 */
export function makeResolve(hdf5: Hdf5, group: Group | undefined, budget: Budget): Resolve {
  let known: Map<string, string> | undefined;
  return (reference) => {
    known ??= group === undefined ? new Map() : listed(hdf5, group, budget);
    const key = String(reference);
    const found = known.get(key) ?? hdf5.module.get_referenced_name(hdf5.root.file_id, reference, true) ?? undefined;
    if (found !== undefined) known.set(key, found);
    return found;
  };
}

function listed(hdf5: Hdf5, group: Group, budget: Budget): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of group.keys()) {
    budget.item();
    const path = `${group.path.replace(/\/$/, "")}/${name}`;
    found.set(String(hdf5.module.create_object_reference(hdf5.root.file_id, path)), path);
  }
  return found;
}
