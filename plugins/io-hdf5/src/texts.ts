import { coreError } from "@core/array/runtime";
import type { Budget } from "./budget.js";
import { withMemory } from "./data.js";
import type { Attribute } from "./h5wasm.js";
import type { Hdf5 } from "./library.js";

const mostTexts = 65_536;

/**
 * An attribute of lists of characters as texts, one for each list; undefined where it is of another type. The library would make an
 * object of each character, and damaged files claim more of them than there can be.
 * @throws BAD_FILE for more than 65,536 texts, or lists that are not in the library's memory
 */
export function readCharacterLists(hdf5: Hdf5, attribute: Attribute, budget: Budget): string[] | undefined {
  const { metadata, path, name } = attribute;
  const { vlen_type: inner, total_size: count, shape } = metadata;
  if (shape === null || inner === undefined || inner.type !== 3 || inner.vlen || inner.size !== 1) return undefined;
  const broken = (): Error =>
    coreError("BAD_FILE", `${hdf5.format}: the attribute ${name} of ${path} holds no lists of characters that fit.`);
  if (!(count <= mostTexts)) throw broken();
  const texts: string[] = [];
  withMemory(hdf5, 8 * count, (pointer) => {
    if (hdf5.module.get_attribute_data(attribute.file_id, path, name, BigInt(pointer)) < 0)
      throw new Error(`the attribute ${name} of ${path} cannot be read`);
    const memory = hdf5.module.HEAPU8;
    const pairs = new Uint32Array(memory.slice(pointer, pointer + 8 * count).buffer);
    for (let i = 0; i < count; i++) {
      const [length, start] = [pairs[2 * i] as number, pairs[2 * i + 1] as number];
      if (start + length > memory.length) throw broken();
      budget.bytes(length, `${path}@${name}`);
      texts.push(new TextDecoder().decode(memory.slice(start, start + length)));
    }
    hdf5.module.reclaim_vlen_memory(attribute.file_id, path, name, BigInt(pointer));
  });
  return texts;
}
