import { isCoreError } from "@core/array/runtime";
import { describe, expect, test } from "vitest";
import golden from "../../golden/metadata.json" with { type: "json" };
import { isMetadataTree, MetadataTree } from "./index.js";

interface Case {
  readonly id: string;
  readonly start: Record<string, unknown>;
  readonly steps: readonly [string, ...unknown[]][];
  readonly expect: { readonly results: unknown[]; readonly text?: string; readonly dictionary?: unknown };
  readonly corrected?: unknown[];
}

function typed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const [key, list] = entries[0] ?? [];
  if (key === "int32Array") return Int32Array.from(list as number[]);
  if (key === "float64Array") return Float64Array.from(list as number[]);
  return Object.fromEntries(entries.map(([name, item]) => [name, typed(item)]));
}

const answer = (value: unknown): unknown => (isMetadataTree(value) ? { tree: value.asDictionary() } : (value ?? null));

const operations: Record<string, (tree: MetadataTree, ...args: never[]) => unknown> = {
  set: (tree, path: string, value: unknown) => void tree.set(path, value),
  addNode: (tree, path: string) => void tree.addNode(path),
  addDictionary: (tree, items: Record<string, unknown>) => void tree.addDictionary(items),
  get: (tree, path: string, fallback: unknown) => tree.get(path, fallback),
  has: (tree, path: string) => tree.has(path),
  find: (tree, path: string, wild: boolean) => tree.find(path, { wild }).map(({ path, value }) => [path, value]),
  keys: (tree) => tree.keys(),
  size: (tree) => tree.size,
};

describe("as HyperSpy", () => {
  test.each(golden.cases as unknown as Case[])("$id", (item) => {
    const tree = new MetadataTree(typed(item.start) as Record<string, unknown>);
    const results = item.steps.map(([name, ...args]) => {
      try {
        return answer(operations[name]?.(tree, ...(args as never[])));
      } catch (error) {
        if (!isCoreError(error)) throw error;
        return { error: "AttributeError" };
      }
    });
    const expected = item.corrected ?? item.expect.results;
    const sorted = (list: unknown): unknown =>
      Array.isArray(list) && Array.isArray(list[0]) ? [...list].sort((a, b) => (String(a) < String(b) ? -1 : 1)) : list;
    expect(results.map(sorted)).toEqual(expected.map(sorted));
    expect(tree.toString()).toBe(item.expect.text);
    if (item.expect.dictionary !== undefined) expect(tree.asDictionary()).toEqual(item.expect.dictionary);
  });
});
