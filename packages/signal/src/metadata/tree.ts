import { coreError, describeValue } from "@core/array/runtime";
import { checkDepth, dictionaryEntries, freezeLeaf, isNode, makeNode, type TreeNode, thawLeaf } from "./node.js";
import { compareKeys, printNode } from "./print.js";

/** Where an item is: keys joined by full stops, or a list of keys, which may then contain full stops themselves. */
export type MetadataPath = string | readonly string[];

/** What a tree can be filled with: a plain object or a Map, nested as deep as wanted. */
export type MetadataDictionary = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

/** How an item is looked for. */
export interface FindOptions {
  /** Whether the path is the whole path from the root (the default) or only its end. */
  readonly fullPath?: boolean | undefined;
  /** With `fullPath: false`: whether a part of the last key is enough, whatever its case. */
  readonly wild?: boolean | undefined;
}

/** An item found: where, and its value. */
export interface FoundItem {
  readonly path: string;
  readonly value: unknown;
}

/**
 * A tree of metadata. Keys may be any text, `__proto__` and `constructor` among them: they never touch a prototype. Copying
 * costs nothing until one of the copies is written into. Keys that begin with `_` are hidden: they can be read and written,
 * but are not printed, counted or listed.
 */
export class MetadataTree implements Iterable<[key: string, value: unknown]> {
  readonly brand: "@core/metadata#1" = "@core/metadata#1";
  #token: object = {};
  #root: TreeNode;

  /** An empty tree, or one with the items of a dictionary or another tree. Errors: see {@link MetadataTree.addDictionary}. */
  constructor(items?: MetadataDictionary | MetadataTree) {
    this.#root = makeNode(this.#token);
    if (items === undefined) return;
    if (isMetadataTree(items)) this.#root = MetadataTree.#share(items);
    else this.addDictionary(items);
  }

  /** The root of a tree, which from now on has no owner. A tree of another copy of this package is copied. */
  static #share(tree: MetadataTree): TreeNode {
    const own =
      #root in tree ? tree : new MetadataTree((tree as { asDictionary(): MetadataDictionary }).asDictionary());
    own.#token = {};
    return own.#root;
  }

  /** The number of items that are not hidden. */
  get size(): number {
    return this.keys().length;
  }

  /**
   * The value at a path: a leaf, or a tree that is a copy of the branch there; `fallback` (undefined by default) where there
   * is none. Arrays come back frozen.
   */
  get(path: MetadataPath, fallback?: unknown): unknown {
    const found = this.#find(keysOf(path));
    return found === undefined ? fallback : this.#expose(found);
  }

  /** Whether there is a leaf or a branch at the path. */
  has(path: MetadataPath): boolean {
    return this.#find(keysOf(path)) !== undefined;
  }

  /**
   * Puts a value at a path, making the branches that are missing. A plain object or Map is merged with the branch that is
   * there, a tree takes its place.
   * Errors: `BAD_ARGUMENT` for an empty key, for a value that metadata cannot hold, and where a leaf is in the way.
   */
  set(path: MetadataPath, value: unknown): this {
    const keys = checkedKeys(path);
    const last = keys[keys.length - 1] ?? "";
    const put = (): void => this.#put(this.#branch(keys.slice(0, -1)), last, value, keys, 0);
    if (isMetadataTree(value) || dictionaryEntries(value) !== undefined) return this.#atomic(put);
    const leaf = freezeLeaf(value, keys.join("."));
    this.#branch(keys.slice(0, -1)).entries.set(last, leaf);
    return this;
  }

  /** Takes away the item at a path. Returns whether there was one. */
  remove(path: MetadataPath): boolean {
    const keys = keysOf(path);
    if (this.#find(keys) === undefined) return false;
    return this.#branch(keys.slice(0, -1)).entries.delete(keys[keys.length - 1] ?? "");
  }

  /** Makes the branches of a path that are missing. Errors: `BAD_ARGUMENT` where a leaf is in the way. */
  addNode(path: MetadataPath): this {
    const keys = checkedKeys(path);
    this.#branch(keys);
    return this;
  }

  /**
   * Merges the items of a dictionary or tree into this one. Undefined values are passed over.
   * Errors: `BAD_ARGUMENT` as for {@link MetadataTree.set}; the tree then stays as it was.
   */
  addDictionary(items: MetadataDictionary | MetadataTree): this {
    const entries = dictionaryEntries(isMetadataTree(items) ? items.asDictionary() : items);
    if (entries === undefined)
      throw coreError("BAD_ARGUMENT", `metadata are made from a plain object or a Map, not ${describeValue(items)}`);
    return this.#atomic(() => {
      const root = this.#branch([]);
      for (const [key, value] of entries) if (value !== undefined) this.#put(root, key, value, [key], 0);
    });
  }

  /** A copy as plain objects without a prototype; arrays in it may be changed. */
  asDictionary(): Record<string, unknown> {
    return toDictionary(this.#root);
  }

  /** What `JSON.stringify` sees. */
  toJSON(): Record<string, unknown> {
    return this.asDictionary();
  }

  /** The keys at the root that are not hidden, in the order in which they are printed. */
  keys(): string[] {
    return [...this.#root.entries.keys()].filter((key) => !key.startsWith("_")).sort(compareKeys);
  }

  /** A copy, at no cost until one of the two is written into. Typed arrays and objects in the leaves are shared. */
  copy(): MetadataTree {
    return new MetadataTree(this);
  }

  /** A copy that shares no typed array, and no n-d array or signal that can be copied. */
  deepCopy(): MetadataTree {
    const copy = new MetadataTree();
    copy.#root = deepen(this.#root, copy.#token);
    return copy;
  }

  /** The value of an item, looked for as `options` say; the first one where several match, `fallback` where none does. */
  getItem(path: MetadataPath, fallback?: unknown, options: FindOptions = {}): unknown {
    if (options.fullPath ?? true) return this.get(path, fallback);
    const found = this.find(path, options);
    return found[0] === undefined ? fallback : found[0].value;
  }

  /** Whether there is such an item, looked for as `options` say. */
  hasItem(path: MetadataPath, options: FindOptions = {}): boolean {
    return (options.fullPath ?? true) ? this.has(path) : this.find(path, options).length > 0;
  }

  /**
   * All leaves whose path ends so: `find("beam_energy")`, `find("TEM.beam_energy")`; with `wild` those whose last key
   * contains the text and whose path contains the whole, whatever the case. Hidden items are passed over.
   */
  find(path: MetadataPath, options: Pick<FindOptions, "wild"> = {}): FoundItem[] {
    const keys = keysOf(path);
    const wild = options.wild ?? false;
    const fold = (text: string): string => (wild ? text.toLowerCase() : text);
    const whole = fold(keys.join("."));
    const last = fold(keys[keys.length - 1] ?? "");
    return [...leaves(this.#root, [])]
      .filter((found) => {
        const own = fold(found.keys[found.keys.length - 1] ?? "");
        return (wild ? own.includes(last) : own === last) && fold(found.path).includes(whole);
      })
      .map(({ path: place, value }) => ({ path: place, value }));
  }

  /** The tree as HyperSpy prints it; nothing for an empty one. */
  toString(): string {
    return printNode(this.#root);
  }

  /** Keys and values at the root that are not hidden. */
  *[Symbol.iterator](): Iterator<[key: string, value: unknown]> {
    for (const key of this.keys()) yield [key, this.#expose(this.#root.entries.get(key))];
  }

  #expose(found: unknown): unknown {
    if (!isNode(found)) return found;
    const branch = new MetadataTree();
    branch.#root = found;
    // From now on the node is shared: neither tree bears its token any more.
    this.#token = {};
    return branch;
  }

  #find(keys: readonly string[]): unknown {
    let found: unknown = this.#root;
    for (const key of keys) {
      if (!isNode(found)) return undefined;
      found = found.entries.get(key);
    }
    return found;
  }

  /** The branch at a path, made where it is missing, fit to be written into. */
  #branch(keys: readonly string[]): TreeNode {
    this.#root = this.#own(this.#root);
    let node = this.#root;
    for (const [depth, key] of keys.entries()) {
      const child = node.entries.get(key);
      if (child !== undefined && !isNode(child)) throw leafInTheWay(keys, depth, child);
      const own = child === undefined ? makeNode(this.#token) : this.#own(child);
      node.entries.set(key, own);
      node = own;
    }
    return node;
  }

  #own(node: TreeNode): TreeNode {
    return node.owner === this.#token ? node : makeNode(this.#token, node.entries);
  }

  #put(parent: TreeNode, key: string, value: unknown, path: readonly string[], depth: number): void {
    checkDepth(depth + path.length, path.join("."));
    if (isMetadataTree(value)) {
      parent.entries.set(key, MetadataTree.#share(value));
      return;
    }
    const entries = isNode(value) ? undefined : dictionaryEntries(value);
    if (entries === undefined) {
      parent.entries.set(key, freezeLeaf(value, path.join(".")));
      return;
    }
    const child = parent.entries.get(key);
    if (child !== undefined && !isNode(child)) throw leafInTheWay(path, path.length - 1, child);
    const own = child === undefined ? makeNode(this.#token) : this.#own(child);
    parent.entries.set(key, own);
    for (const [inner, item] of entries) if (item !== undefined) this.#put(own, inner, item, [...path, inner], depth);
  }

  #atomic(change: () => void): this {
    const root = this.#root;
    // Nothing of the old tree is written into, so that it can come back.
    this.#token = {};
    try {
      change();
    } catch (error) {
      this.#root = root;
      throw error;
    }
    return this;
  }
}

/** Whether `value` is a metadata tree of any copy of this package. */
export function isMetadataTree(value: unknown): value is MetadataTree {
  return typeof value === "object" && value !== null && (value as MetadataTree).brand === "@core/metadata#1";
}

function keysOf(path: MetadataPath): readonly string[] {
  if (typeof path === "string") return path.split(".");
  if (Array.isArray(path) && path.length > 0 && path.every((key) => typeof key === "string")) return path;
  throw coreError(
    "BAD_ARGUMENT",
    `a path in metadata is a text such as "General.title" or a list of keys, not ${describeValue(path)}`,
  );
}

function checkedKeys(path: MetadataPath): readonly string[] {
  const keys = keysOf(path);
  if (keys.includes(""))
    throw coreError(
      "BAD_ARGUMENT",
      `the path ${describeValue(path)} has an empty key: write for example "General.title"`,
    );
  checkDepth(keys.length, keys.join("."));
  return keys;
}

function leafInTheWay(keys: readonly string[], depth: number, leaf: unknown): Error {
  const place = keys.slice(0, depth + 1).join(".");
  return coreError(
    "BAD_ARGUMENT",
    `"${place}" is a value (${describeValue(leaf)}), so nothing can be put under it: remove("${place}") first`,
  );
}

function toDictionary(node: TreeNode): Record<string, unknown> {
  const dictionary: Record<string, unknown> = Object.create(null);
  for (const [key, value] of node.entries) dictionary[key] = isNode(value) ? toDictionary(value) : thawLeaf(value);
  return dictionary;
}

function deepen(node: TreeNode, owner: object): TreeNode {
  const copy = makeNode(owner);
  for (const [key, value] of node.entries)
    copy.entries.set(key, isNode(value) ? deepen(value, owner) : deepLeaf(value));
  return copy;
}

function deepLeaf(value: unknown): unknown {
  return freezeLeaf(thawLeaf(value, true), "");
}

function* leaves(node: TreeNode, above: readonly string[]): Generator<FoundItem & { keys: readonly string[] }> {
  for (const [key, value] of node.entries) {
    if (key.startsWith("_")) continue;
    const keys = [...above, key];
    if (isNode(value)) yield* leaves(value, keys);
    else yield { path: keys.join("."), value, keys };
  }
}
