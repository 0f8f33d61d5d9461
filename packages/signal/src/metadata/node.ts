import { coreError, describeValue } from "@core/array/runtime";
import { isAxis } from "../axes/axis.js";

/**
 * An inner node of a tree. Nodes are shared by copies of a tree: only the tree whose token a node bears may write into it,
 * the others copy it first.
 */
export interface TreeNode {
  readonly brand: "@core/signal/node";
  readonly owner: object;
  readonly entries: Map<string, unknown>;
}

const deepest = 200;

/** A node of the tree that bears the token `owner`. */
export function makeNode(owner: object, entries: Iterable<readonly [string, unknown]> = []): TreeNode {
  return { brand: "@core/signal/node", owner, entries: new Map(entries) };
}

/** Whether a value inside a tree is a branch. */
export function isNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as TreeNode).brand === "@core/signal/node" &&
    (value as TreeNode).entries instanceof Map
  );
}

function isMap(value: object): value is Map<unknown, unknown> {
  return Object.prototype.toString.call(value) === "[object Map]";
}

/** Signals may be plain objects, and are leaves all the same. */
function isSignal(value: object): boolean {
  const { axes, data, metadata } = value as { axes?: unknown; data?: unknown; metadata?: { brand?: unknown } };
  return (
    typeof data === "object" &&
    metadata?.brand === "@core/metadata#1" &&
    Array.isArray(axes) &&
    axes.every((axis) => isAxis(axis))
  );
}

/** The keys and values of a plain object or a Map, undefined for everything else. */
export function dictionaryEntries(value: unknown): [string, unknown][] | undefined {
  if (typeof value !== "object" || value === null || isSignal(value)) return undefined;
  if (isMap(value)) return Array.from(value, ([key, item]) => [String(key), item]);
  const prototype = Object.getPrototypeOf(value) as object | null;
  const plain =
    prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf"));
  return plain ? Object.keys(value).map((key) => [key, (value as Record<string, unknown>)[key]]) : undefined;
}

/**
 * What is kept for a leaf: arrays are copied and frozen, so that copies of a tree may share them; typed arrays, n-d arrays,
 * signals and other objects are kept as they are. Errors: `BAD_ARGUMENT` for functions, symbols and undefined.
 */
export function freezeLeaf(value: unknown, path: string, depth = 0): unknown {
  if (typeof value === "function" || typeof value === "symbol" || value === undefined)
    throw coreError(
      "BAD_ARGUMENT",
      `metadata cannot hold ${describeValue(value)} at "${path}": use numbers, texts, booleans, null, arrays or objects`,
    );
  if (typeof value !== "object" || value === null) return value;
  checkDepth(depth, path);
  if (Array.isArray(value)) return Object.freeze(value.map((item) => freezeLeaf(item ?? null, path, depth + 1)));
  const entries = dictionaryEntries(value);
  if (entries === undefined) return value;
  const frozen: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) if (item !== undefined) frozen[key] = freezeLeaf(item, path, depth + 1);
  return Object.freeze(frozen);
}

/** Errors with BAD_ARGUMENT when a structure is nested so deeply that it is likely to contain itself. */
export function checkDepth(depth: number, path: string): void {
  if (depth > deepest)
    throw coreError(
      "BAD_ARGUMENT",
      `metadata at "${path.slice(0, 60)}" are nested deeper than ${deepest}: does an object contain itself?`,
    );
}

/** A copy that the caller may change: of arrays and plain objects, and with `deep` also of typed arrays and of what has a `deepCopy`. */
export function thawLeaf(value: unknown, deep = false): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => thawLeaf(item, deep));
  const entries = dictionaryEntries(value);
  if (entries !== undefined) {
    const copy: Record<string, unknown> = Object.create(null);
    for (const [key, item] of entries) copy[key] = thawLeaf(item, deep);
    return copy;
  }
  if (!deep) return value;
  if (ArrayBuffer.isView(value) && "slice" in value) return (value as Uint8Array).slice();
  const copyable = value as { deepCopy?: () => unknown };
  return typeof copyable.deepCopy === "function" ? copyable.deepCopy() : value;
}
