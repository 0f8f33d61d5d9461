import { isCoreError } from "@core/array/runtime";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UniformDataAxis } from "../axes/index.js";
import { isMetadataTree, MetadataTree } from "./index.js";

const awkward = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "__defineGetter__",
  "valueOf",
  "a",
];
const key = fc.oneof(fc.constantFrom(...awkward), fc.string({ minLength: 1 }));
const path = fc.array(key, { minLength: 1, maxLength: 5 });
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt(),
  fc.array(fc.integer(), { maxLength: 4 }),
);

function clean(): void {
  const fresh: Record<string, unknown> = {};
  for (const name in fresh) throw new Error(`every object now has ${name}`);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}

function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("properties", () => {
  test("what was set can be got, whatever the keys, and no prototype changes", () => {
    fc.assert(
      fc.property(path, leaf, (keys, value) => {
        const tree = new MetadataTree();
        tree.set(keys, value);
        expect(tree.get(keys)).toEqual(value);
        expect(tree.has(keys)).toBe(true);
        let found: unknown = tree.asDictionary();
        for (const name of keys) {
          expect(Object.hasOwn(found as object, name)).toBe(true);
          found = (found as Record<string, unknown>)[name];
        }
        expect(found).toEqual(value);
        expect(tree.remove(keys)).toBe(true);
        expect(tree.has(keys)).toBe(false);
        expect(tree.remove(keys)).toBe(false);
        clean();
      }),
    );
  });

  test("a tree comes back from its dictionary and from its text", () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf))), (dictionary) => {
        const tree = new MetadataTree(dictionary);
        const again = new MetadataTree(tree.asDictionary());
        expect(again.asDictionary()).toEqual(tree.asDictionary());
        expect(again.toString()).toBe(tree.toString());
        expect(new MetadataTree(new Map(Object.entries(dictionary))).asDictionary()).toEqual(tree.asDictionary());
        clean();
      }),
    );
  });

  test("a copy and its original never see each other's changes", () => {
    const change = fc.record({ on: fc.nat(3), keys: path, value: leaf, copy: fc.boolean(), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        const trees = [new MetadataTree()];
        const models: Map<string, unknown>[] = [new Map()];
        for (const { on, keys, value, copy, remove } of changes) {
          const index = on % trees.length;
          const tree = trees[index] as MetadataTree;
          const model = models[index] as Map<string, unknown>;
          if (copy) {
            trees.push(tree.copy());
            models.push(new Map(model));
          }
          const place = keys.map((name) => name.replace(/^_/, "x"));
          try {
            if (remove) tree.remove(place);
            else tree.set(place, value);
          } catch (error) {
            expect(isCoreError(error, "BAD_ARGUMENT")).toBe(true);
            continue;
          }
          const prefix = JSON.stringify(place).slice(0, -1);
          for (const known of [...model.keys()])
            if (known === `${prefix}]` || known.startsWith(`${prefix},`)) model.delete(known);
          if (!remove) model.set(JSON.stringify(place), value);
        }
        for (const [index, tree] of trees.entries())
          for (const [place, value] of models[index] ?? []) expect(tree.get(JSON.parse(place))).toEqual(value);
      }),
    );
  });
});

describe("sharing", () => {
  test("branches are copies", () => {
    const tree = new MetadataTree({ a: { b: 1 } });
    const branch = tree.get("a");
    expect(isMetadataTree(branch)).toBe(true);
    (branch as MetadataTree).set("b", 2);
    expect(tree.get("a.b")).toBe(1);
    tree.set("a.b", 3);
    expect((branch as MetadataTree).get("b")).toBe(2);
  });

  test("a tree put into another is a copy", () => {
    const inner = new MetadataTree({ x: 1 });
    const outer = new MetadataTree().set("inner", inner);
    inner.set("x", 2);
    outer.set("inner.y", 3);
    expect(outer.asDictionary()).toEqual({ inner: { x: 1, y: 3 } });
    expect(inner.asDictionary()).toEqual({ x: 2 });
  });

  test("arrays are copied in, frozen inside and free outside", () => {
    const list = [1, { deep: [2] }];
    const tree = new MetadataTree({ list });
    list[0] = 9;
    expect(tree.get("list")).toEqual([1, { deep: [2] }]);
    expect(() => (tree.get("list") as number[]).push(4)).toThrow(TypeError);
    const out = tree.asDictionary().list as unknown[];
    out[0] = 7;
    (out[1] as { deep: number[] }).deep.push(5);
    expect(tree.get("list")).toEqual([1, { deep: [2] }]);
  });

  test("typed arrays and objects are shared by copy() and copied by deepCopy()", () => {
    const data = Float64Array.of(1, 2);
    const signal = { kind: "signal", deepCopy: () => ({ kind: "copy" }) };
    class Opaque {
      deepCopy(): Opaque {
        return new Opaque();
      }
    }
    const opaque = new Opaque();
    const tree = new MetadataTree({ a: { data }, opaque });
    expect(tree.copy().get("a.data")).toBe(data);
    expect(tree.copy().get("opaque")).toBe(opaque);
    const deep = tree.deepCopy();
    expect(deep.get("a.data")).toEqual(data);
    expect(deep.get("a.data")).not.toBe(data);
    expect(deep.get("opaque")).not.toBe(opaque);
    expect(code(() => tree.set("f", signal))).toBe("BAD_ARGUMENT");
  });

  test("copies cost nothing and single changes little", () => {
    const tree = new MetadataTree();
    for (let index = 0; index < 3000; index++) tree.set(["many", `key ${index}`], index);
    const start = performance.now();
    for (let index = 0; index < 1000; index++) tree.copy();
    expect(performance.now() - start).toBeLessThan(200);
    const writing = performance.now();
    for (let index = 0; index < 3000; index++) tree.set(["many", `key ${index}`], -index);
    expect(performance.now() - writing).toBeLessThan(1000);
    expect(tree.get("many.key 5")).toBe(-5);
  });
});

describe("errors leave the tree as it was", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const endless: unknown[] = [];
  endless.push(endless);
  test.each<[string, (tree: MetadataTree) => unknown]>([
    ["a leaf in the way", (tree) => tree.set("a.b.c", 1)],
    ["a leaf in the way of a branch", (tree) => tree.addNode("a.b.c")],
    ["a leaf in the way of a dictionary", (tree) => tree.addDictionary({ z: 1, a: { b: { c: 1 } } })],
    ["an empty key", (tree) => tree.set("a..c", 1)],
    ["an empty path", (tree) => tree.set("", 1)],
    ["no path", (tree) => tree.set([], 1)],
    ["a path that is none", (tree) => tree.get(5 as unknown as string)],
    ["a function", (tree) => tree.set("new.f", () => 1)],
    ["a symbol", (tree) => tree.set("new.s", Symbol("s"))],
    ["undefined", (tree) => tree.set("new.u", undefined)],
    ["a function in an array", (tree) => tree.set("new.l", [() => 1])],
    ["a function deep inside", (tree) => tree.addDictionary({ z: { y: 1, x: { f: () => 1 } } })],
    ["an object in itself", (tree) => tree.set("new", cyclic)],
    ["an array in itself", (tree) => tree.set("new.l", endless)],
    ["a long path", (tree) => tree.set(Array(1000).fill("a"), 1)],
    ["a text for a dictionary", (tree) => tree.addDictionary("abc" as unknown as Record<string, unknown>)],
  ])("%s", (_, run) => {
    const tree = new MetadataTree({ a: { b: 1 } });
    expect(code(() => run(tree))).toBe("BAD_ARGUMENT");
    expect(tree.asDictionary()).toEqual({ a: { b: 1 } });
    expect(tree.toString()).toBe("└── a\n    └── b = 1\n");
  });
});

describe("small things", () => {
  test("keys with full stops are reached by lists", () => {
    const tree = new MetadataTree({ "a.b": 1, a: { b: 2 } });
    expect(tree.get("a.b")).toBe(2);
    expect(tree.get(["a.b"])).toBe(1);
    expect(tree.get([""], "none")).toBe("none");
  });

  test("undefined in a dictionary is passed over", () => {
    expect(new MetadataTree({ a: undefined, b: { c: undefined } }).asDictionary()).toEqual({ b: {} });
  });

  test("items are listed and looked for", () => {
    const tree = new MetadataTree({ b: 1, a: { c: 2 }, _h: 3 });
    expect(tree.toJSON()).toEqual(tree.asDictionary());
    expect([...tree].map(([name]) => name)).toEqual(["a", "b"]);
    expect(tree.size).toBe(2);
    expect(tree.hasItem("c")).toBe(false);
    expect(tree.hasItem("c", { fullPath: false })).toBe(true);
    expect(tree.getItem("C", 0, { fullPath: false, wild: true })).toBe(2);
    expect(tree.getItem("C", 0, { fullPath: false })).toBe(0);
    expect(JSON.parse(JSON.stringify(tree))).toEqual({ b: 1, a: { c: 2 }, _h: 3 });
  });

  test("JSON with __proto__ stays data", () => {
    const tree = new MetadataTree(
      JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}'),
    );
    expect(tree.get("__proto__.polluted")).toBe(true);
    expect(tree.get("constructor.prototype.polluted")).toBe(1);
    expect(tree.has("hasOwnProperty")).toBe(false);
    clean();
  });

  test("a signal is a leaf, even as a plain object", () => {
    const signal = { data: {}, axes: [new UniformDataAxis({ size: 1 })], metadata: new MetadataTree(), type: "" };
    const tree = new MetadataTree({ Noise: { variance: signal } });
    expect(tree.get("Noise.variance")).toBe(signal);
    expect(tree.copy().asDictionary()).toEqual({ Noise: { variance: signal } });
    const stored = { data: {}, axes: [{ size: 1 }], metadata: {} };
    expect(isMetadataTree(new MetadataTree({ stored }).get("stored"))).toBe(true);
  });

  test("objects of other kinds are leaves that print themselves", () => {
    class Thing {
      toString(): string {
        return "<a thing>";
      }
    }
    const tree = new MetadataTree({ thing: new Thing(), long: Int32Array.from({ length: 5000 }, (_, i) => i) });
    expect(tree.toString()).toContain("thing = <a thing>");
    expect(tree.toString().length).toBeLessThan(400);
  });
});
