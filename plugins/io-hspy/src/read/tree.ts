import { isNDArray, type NDArray, type Nested, type Scalar, toNested } from "@core/array";
import { coreError } from "@core/array/runtime";
import {
  type Attribute,
  type Budget,
  type Dataset,
  elementsOf,
  type Group,
  type Hdf5,
  readAttribute,
  readDataset,
} from "io-hdf5";
import { dateText, timeText } from "./dates.js";

/** A branch of metadata as it stands in a file. Keys are any text. */
export type Tree = Map<string, unknown>;

/** What reading a tree needs. */
export interface TreeContext {
  readonly hdf5: Hdf5;
  readonly budget: Budget;
  /** Reads the signal that a group holds, for signals inside metadata. */
  readonly signal: (group: Group) => Promise<unknown>;
}

const text = 3;
const opaque = 5;
const mostDepth = 64;

/**
 * A group as nested Maps, by HyperSpy's rules: attributes and datasets are leaves, groups are branches, and prefixes of the keys
 * tell lists, tuples, byte strings, dates and signals. Items that have no counterpart here (references, structures) are left out.
 */
export async function readTree(context: TreeContext, group: Group, depth = 0): Promise<Tree> {
  if (depth > mostDepth)
    throw coreError("BAD_FILE", `hspy: groups are nested deeper than ${mostDepth} at ${group.path.slice(0, 80)}.`);
  const tree: Tree = new Map();
  for (const name of context.hdf5.module.get_attribute_names(group.file_id, group.path)) {
    context.budget.item();
    putAttribute(tree, name, readValue(context, context.hdf5.attribute(group, name)));
  }
  for (const name of group.keys()) {
    context.budget.item();
    const item = group.get(name);
    if (context.hdf5.isDataset(item)) putDataset(tree, name, await readLeaf(context, item));
    else if (context.hdf5.isGroup(item)) await putGroup(context, tree, name, item, depth);
  }
  return tree;
}

/** The value of one attribute; undefined where it has no counterpart here. */
export function readValue(context: TreeContext, attribute: Attribute): unknown {
  const { metadata } = attribute;
  if (metadata.shape === null) return null;
  if (elementsOf(metadata) !== undefined) {
    const a = readAttribute(context.hdf5, attribute, context.budget) as NDArray;
    return a.shape.length === 0 ? plainScalar(a) : a;
  }
  // Each text becomes an object besides its characters.
  context.budget.bytes(metadata.total_size * (metadata.size + 64), `${attribute.path}@${attribute.name}`);
  if (metadata.type === text) {
    const value = attribute.value;
    return value === "_None_" ? null : (value ?? undefined);
  }
  if (metadata.type === opaque && metadata.shape.length === 0) {
    const value = attribute.value;
    return value instanceof Uint8Array ? value.slice() : undefined;
  }
  return undefined;
}

/** Numbers, truth values and, where a number would not be exact, bigints. Complex numbers stay arrays without axes. */
function plainScalar(a: NDArray): unknown {
  const value = a.item();
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return typeof value === "object" ? a : value;
}

async function readLeaf(context: TreeContext, dataset: Dataset): Promise<unknown> {
  const { metadata } = dataset;
  if (metadata.shape === null) return null;
  if (elementsOf(metadata) !== undefined) return readDataset(context.hdf5, dataset, context.budget);
  if (metadata.type !== text) return undefined;
  context.budget.bytes(metadata.total_size * (metadata.size + 64), dataset.path);
  return dataset.value ?? undefined;
}

function putAttribute(tree: Tree, name: string, value: unknown): void {
  if (name.startsWith("_sig_")) return;
  if (name.startsWith("_list_empty_")) put(tree, name.slice(12), []);
  else if (name.startsWith("_tuple_empty_")) put(tree, name.slice(13), []);
  else if (name.startsWith("_bs_")) put(tree, name.slice(4), value);
  else if (name.startsWith("_datetime_date")) put(tree, name.slice(10), dateText(value));
  else if (name.startsWith("_datetime_time")) put(tree, name.slice(10), timeText(value));
  else put(tree, name, value);
}

function putDataset(tree: Tree, name: string, value: unknown): void {
  if (name.startsWith("_list_")) put(tree, name.slice(6), listOf(value));
  else if (name.startsWith("_tuple_")) put(tree, name.slice(7), listOf(value));
  else put(tree, name, value);
}

async function putGroup(context: TreeContext, tree: Tree, name: string, group: Group, depth: number): Promise<void> {
  if (name.startsWith("_sig_")) {
    put(tree, name.slice(5), await context.signal(group));
    return;
  }
  const branch = await readTree(context, group, depth + 1);
  const list = /^_(?:list|tuple)_\d+_(.*)$/s.exec(name);
  if (list !== null) put(tree, list[1] as string, entriesInOrder(branch));
  else if (name.startsWith("_hspy_AxesManager_")) put(tree, name.slice(18), entriesInOrder(branch));
  else put(tree, name, branch);
}

/** The entries of a list by their numbers. HyperSpy sorts the keys as texts, so that its lists longer than 10 come back shuffled. */
function entriesInOrder(branch: Tree): unknown[] {
  return [...branch]
    .sort(([a], [b]) => Number(/\d+/.exec(a)?.[0] ?? 0) - Number(/\d+/.exec(b)?.[0] ?? 0))
    .map(([, value]) => value);
}

/** A list as plain values; int64 and uint64 become numbers where those are exact. */
function listOf(value: unknown): unknown {
  if (!isNDArray(value)) return value;
  return mapNested(toNested(value), (item) =>
    typeof item === "bigint" && Number.isSafeInteger(Number(item)) ? Number(item) : item,
  );
}

function mapNested(value: Nested, change: (item: Scalar) => Scalar): Nested {
  return Array.isArray(value) ? value.map((item) => mapNested(item, change)) : change(value);
}

function put(tree: Tree, key: string, value: unknown): void {
  if (key !== "" && value !== undefined) tree.set(key, value);
}
