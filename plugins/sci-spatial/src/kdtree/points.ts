import { type ArrayLikeInput, asArray, isComplexDType } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { checkFinite, float64Of } from "../numbers.js";
import type { PointTree } from "./point-tree.js";
import type { Space } from "./space.js";

/** Refuses what is no tree of points. */
export function checkTree(tree: unknown, name: string): void {
  const nodes = (tree as Partial<PointTree> | null | undefined)?.nodes;
  if (typeof nodes !== "object" || nodes === null || !ArrayBuffer.isView(nodes.points))
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(tree)}, expected a KDTree.`);
}

/** Points to search from: their numbers, and the shape without the last axis. */
export interface Targets {
  readonly values: Float64Array;
  readonly shape: readonly number[];
  readonly count: number;
}

/** Reads points for a tree; those of a tree that wraps round are brought into its box. */
export function targetsFor(tree: PointTree, x: ArrayLikeInput): Targets {
  const a = asArray(x);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `x: is ${a.dtype}, expected real numbers.`);
  if (a.shape.at(-1) !== tree.m)
    throw coreError(
      "BAD_SHAPE",
      `x: has shape (${a.shape.join(", ")}), its last axis must have ${tree.m} coordinates.`,
    );
  const given = float64Of(a);
  checkFinite(given, "x");
  const shape = a.shape.slice(0, -1);
  const count = shape.reduce((all, one) => all * one, 1);
  const box = tree.boxsize === null ? undefined : float64Of(tree.boxsize);
  if (box === undefined) return { values: given, shape, count };
  const values = given.map((value, i) => {
    const length = box[i % tree.m]!;
    return length > 0 ? value - Math.floor(value / length) * length : value;
  });
  return { values, shape, count };
}

/** The space of a tree with the norm p. */
export function spaceOf(tree: PointTree, p: number | undefined): Space {
  checkTree(tree, "tree");
  const order = p ?? 2;
  if (!(order >= 1)) throw coreError("BAD_VALUE", `p: got ${describeValue(p)}, expected a number from 1 on.`);
  return { p: order, box: tree.boxsize === null ? undefined : float64Of(tree.boxsize) };
}

/** By how much a search may be off, from 0 on. */
export function epsOf(eps: number | undefined): number {
  const value = eps ?? 0;
  if (!(value >= 0)) throw coreError("BAD_VALUE", `eps: got ${describeValue(eps)}, expected a number from 0 on.`);
  return value;
}

/** Two trees over points of as many coordinates, or BAD_SHAPE. */
export function checkAlike(tree: PointTree, other: PointTree): void {
  checkTree(tree, "tree");
  checkTree(other, "other");
  if (tree.m !== other.m)
    throw coreError("BAD_SHAPE", `other: has points of ${other.m} coordinates, this tree has ${tree.m}.`);
  const [a, b] = [tree.boxsize?.toNested() ?? null, other.boxsize?.toNested() ?? null];
  if (JSON.stringify(a) !== JSON.stringify(b))
    throw coreError("BAD_VALUE", "other: wraps round otherwise than this tree (boxsize).");
}
