import { type ArrayLikeInput, astype, elementsOf, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { type Compressed, compress, filtered, turned } from "./compressed.js";
import { asSparse } from "./construct.js";
import { oneOf, placesOf, realOf } from "./input.js";
import { CsrMatrix, issparse, type SparseMatrix } from "./matrix.js";
import { reverseCuthillMckeeOrder } from "./ordering.js";

/** A graph: element (i, j) is the length of the way from i to j. Of dense matrices 0, NaN and infinity are no ways; of sparse ones what is not stored. */
export type Graph = SparseMatrix | ArrayLikeInput;

/** The ways of a graph by their starts. @throws BAD_SHAPE when the matrix is not square */
export function graphOf(a: Graph): Compressed {
  let given: SparseMatrix;
  if (issparse(a)) given = a;
  else {
    const { data, array } = realOf(a, "csgraph");
    given = asSparse(
      fromData(
        data.map((x) => (Number.isFinite(x) ? x : 0)),
        array.shape,
      ),
    );
  }
  if (given.shape[0] !== given.shape[1])
    throw coreError("BAD_SHAPE", `csgraph: got shape (${given.shape.join(", ")}), expected a square matrix.`);
  return given.byRows();
}

/** Ways in both directions, the shorter of two. */
export function bothWays(a: Compressed): Compressed {
  const other = turned(a);
  const elements: { data: number[]; row: number[]; col: number[] } = { data: [], row: [], col: [] };
  const seen = new Map<number, number>();
  for (const one of [a, other]) {
    for (let i = 0; i < one.lines; i++) {
      for (let k = one.indptr[i]!; k < one.indptr[i + 1]!; k++) {
        const key = i * a.lines + one.indices[k]!;
        const at = seen.get(key);
        if (at === undefined) {
          seen.set(key, elements.data.length);
          elements.data.push(one.data[k]!);
          elements.row.push(i);
          elements.col.push(one.indices[k]!);
        } else elements.data[at] = Math.min(elements.data[at]!, one.data[k]!);
      }
    }
  }
  return compress(
    { data: Float64Array.from(elements.data), row: Int32Array.from(elements.row), col: Int32Array.from(elements.col) },
    a.lines,
    a.lines,
  );
}

/** Options of {@link connectedComponents}. */
export interface ComponentsOptions {
  /** Whether ways have a direction; true by default. */
  readonly directed?: boolean;
  /** "weak" (the default) forgets directions, "strong" wants ways there and back. */
  readonly connection?: "weak" | "strong";
  /** Whether labels are wanted; true by default. */
  readonly returnLabels?: boolean;
}

/**
 * The connected parts of a graph.
 * @returns [count, labels], or the count with `returnLabels: false`
 * @throws BAD_SHAPE, BAD_ARGUMENT
 */
export function connectedComponents(
  csgraph: Graph,
  options: ComponentsOptions & { readonly returnLabels: false },
): number;
export function connectedComponents(
  csgraph: Graph,
  options?: ComponentsOptions & { readonly returnLabels?: true },
): [count: number, labels: NDArray];
export function connectedComponents(csgraph: Graph, options: ComponentsOptions = {}): number | [number, NDArray] {
  checkOptions("connectedComponents", options, { directed: "boolean", connection: "any", returnLabels: "boolean" });
  const graph = graphOf(csgraph);
  const connection = oneOf(options.connection ?? "weak", ["weak", "strong"], "connection");
  const strong = options.directed !== false && connection === "strong";
  const labels = strong ? strongLabels(graph) : weakLabels(graph);
  const count = labels.reduce((most, x) => Math.max(most, x + 1), 0);
  return options.returnLabels === false ? count : [count, fromData(labels, [labels.length])];
}

function weakLabels(a: Compressed): Int32Array {
  const n = a.lines;
  // Sets of places, each with the smallest of them at its root.
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const rootOf = (start: number): number => {
    let i = start;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  for (let i = 0; i < n; i++) {
    for (let k = a.indptr[i]!; k < a.indptr[i + 1]!; k++) {
      const [p, q] = [rootOf(i), rootOf(a.indices[k]!)];
      if (p < q) parent[q] = p;
      else parent[p] = q;
    }
  }
  let count = 0;
  const labels = new Int32Array(n);
  for (let i = 0; i < n; i++) labels[i] = parent[i] === i ? count++ : labels[rootOf(i)]!;
  return labels;
}

/** Tarjan's strong components without recursion, numbered in the order in which they are finished. */
function strongLabels(a: Compressed): Int32Array {
  const n = a.lines;
  const labels = new Int32Array(n).fill(-1);
  const [index, low, next] = [new Int32Array(n).fill(-1), new Int32Array(n), new Int32Array(n)];
  const open = new Uint8Array(n);
  const [path, stack]: number[][] = [[], []];
  let [counter, label] = [0, 0];
  for (let start = 0; start < n; start++) {
    if (index[start]! >= 0) continue;
    path!.push(start);
    while (path!.length > 0) {
      const i = path![path!.length - 1]!;
      if (index[i]! < 0) {
        index[i] = low[i] = counter++;
        next[i] = a.indptr[i]!;
        stack!.push(i);
        open[i] = 1;
      }
      let deeper = false;
      while (next[i]! < a.indptr[i + 1]!) {
        const j = a.indices[next[i]!]!;
        next[i]!++;
        if (index[j]! < 0) {
          path!.push(j);
          deeper = true;
          break;
        }
        if (open[j] === 1) low[i] = Math.min(low[i]!, index[j]!);
      }
      if (deeper) continue;
      path!.pop();
      const parent = path![path!.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[i]!);
      if (low[i] !== index[i]) continue;
      for (let j = stack!.pop()!; ; j = stack!.pop()!) {
        open[j] = 0;
        labels[j] = label;
        if (j === i) break;
      }
      label++;
    }
  }
  return labels;
}

/**
 * A tree of the least total length that joins what is connected (Kruskal), as a sparse matrix with the ways that it takes.
 * @throws BAD_SHAPE
 */
export function minimumSpanningTree(csgraph: Graph): CsrMatrix {
  const graph = graphOf(csgraph);
  const n = graph.lines;
  const count = graph.data.length;
  const row = new Int32Array(count);
  for (let i = 0; i < n; i++) row.fill(i, graph.indptr[i]!, graph.indptr[i + 1]!);
  const order = Array.from({ length: count }, (_, k) => k).sort((p, q) => graph.data[p]! - graph.data[q]!);
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const rootOf = (start: number): number => {
    let i = start;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  const taken = new Uint8Array(count);
  for (const k of order) {
    const [p, q] = [rootOf(row[k]!), rootOf(graph.indices[k]!)];
    if (p === q) continue;
    parent[p] = q;
    taken[k] = 1;
  }
  let k = 0;
  return new CsrMatrix(
    [n, n],
    filtered(graph, () => taken[k++] === 1),
  );
}

/** Options of {@link breadthFirstOrder} and {@link depthFirstOrder}. */
export interface OrderOptions {
  /** Whether ways have a direction; true by default. */
  readonly directed?: boolean;
  /** Whether the place before each is wanted; true by default. */
  readonly returnPredecessors?: boolean;
}

function ordered(csgraph: Graph, iStart: number, options: OrderOptions, breadth: boolean): [NDArray, NDArray] {
  const graph = graphOf(csgraph);
  const n = graph.lines;
  const start = placesOf([iStart], n, "iStart")[0]!;
  const before = new Int32Array(n).fill(-9999);
  const seen = new Uint8Array(n);
  const order: number[] = [start];
  seen[start] = 1;
  // Without directions first the ways out, then the ways in.
  const sides = options.directed === false ? [graph, turned(graph)] : [graph];
  const visit = (i: number, j: number): boolean => {
    if (seen[j] === 1) return false;
    seen[j] = 1;
    before[j] = i;
    order.push(j);
    return true;
  };
  if (breadth) {
    for (let at = 0; at < order.length; at++) {
      const i = order[at]!;
      for (const side of sides) for (let k = side.indptr[i]!; k < side.indptr[i + 1]!; k++) visit(i, side.indices[k]!);
    }
  } else {
    const stack = [start];
    const next = sides.map((side) => side.indptr.slice());
    while (stack.length > 0) {
      const i = stack[stack.length - 1]!;
      const deeper = sides.some((side, which) => {
        const places = next[which]!;
        while (places[i]! < side.indptr[i + 1]!) {
          const j = side.indices[places[i]!]!;
          places[i]!++;
          if (visit(i, j)) {
            stack.push(j);
            return true;
          }
        }
        return false;
      });
      if (!deeper) stack.pop();
    }
  }
  return [fromData(Int32Array.from(order), [order.length]), fromData(before, [n])];
}

/** The places that are reached from one, nearest first: [order, predecessors], or the order alone. @throws BAD_SHAPE, BAD_VALUE */
export function breadthFirstOrder(
  csgraph: Graph,
  iStart: number,
  options: OrderOptions & { readonly returnPredecessors: false },
): NDArray;
export function breadthFirstOrder(
  csgraph: Graph,
  iStart: number,
  options?: OrderOptions & { readonly returnPredecessors?: true },
): [order: NDArray, predecessors: NDArray];
export function breadthFirstOrder(
  csgraph: Graph,
  iStart: number,
  options: OrderOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("breadthFirstOrder", options, { directed: "boolean", returnPredecessors: "boolean" });
  checkKind("breadthFirstOrder", "iStart", iStart, "number");
  const found = ordered(csgraph, iStart, options, true);
  return options.returnPredecessors === false ? found[0] : found;
}

/** The places that are reached from one, following each way to its end: [order, predecessors], or the order alone. @throws BAD_SHAPE, BAD_VALUE */
export function depthFirstOrder(
  csgraph: Graph,
  iStart: number,
  options: OrderOptions & { readonly returnPredecessors: false },
): NDArray;
export function depthFirstOrder(
  csgraph: Graph,
  iStart: number,
  options?: OrderOptions & { readonly returnPredecessors?: true },
): [order: NDArray, predecessors: NDArray];
export function depthFirstOrder(
  csgraph: Graph,
  iStart: number,
  options: OrderOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("depthFirstOrder", options, { directed: "boolean", returnPredecessors: "boolean" });
  checkKind("depthFirstOrder", "iStart", iStart, "number");
  const found = ordered(csgraph, iStart, options, false);
  return options.returnPredecessors === false ? found[0] : found;
}

/** An order of rows and columns that brings elements near the diagonal. @throws BAD_SHAPE */
export function reverseCuthillMckee(graph: SparseMatrix): NDArray {
  const order = reverseCuthillMckeeOrder(graphOf(graph));
  return fromData(order, [order.length]);
}

/** Options of {@link laplacian}. */
export interface LaplacianOptions {
  /** Divides by the roots of the degrees. */
  readonly normed?: boolean;
  /** Gives the diagonal (the roots of the degrees with `normed`), too. */
  readonly returnDiag?: boolean;
  /** Takes sums over rows instead of columns as degrees. */
  readonly useOutDegree?: boolean;
}

/**
 * The Laplacian of a graph, degrees less ways, as a sparse matrix.
 * @returns the matrix, with `returnDiag` [matrix, diagonal]
 * @throws BAD_SHAPE
 */
export function laplacian(
  csgraph: Graph,
  options: LaplacianOptions & { readonly returnDiag: true },
): [laplacian: SparseMatrix, diag: NDArray];
export function laplacian(csgraph: Graph, options?: LaplacianOptions & { readonly returnDiag?: false }): SparseMatrix;
export function laplacian(csgraph: Graph, options: LaplacianOptions = {}): SparseMatrix | [SparseMatrix, NDArray] {
  checkOptions("laplacian", options, { normed: "boolean", returnDiag: "boolean", useOutDegree: "boolean" });
  const all = graphOf(csgraph);
  const n = all.lines;
  const graph = filtered(all, (i, j) => i !== j);
  const square = new CsrMatrix([n, n], graph);
  const degree = elementsOf(
    astype(square.sum({ axis: options.useOutDegree === true ? 1 : 0 }), "float64"),
  ) as Float64Array;
  const roots = degree.map((x) => (x === 0 ? 1 : Math.sqrt(x)));
  const normed = options.normed === true;
  const diagonal = normed ? roots : degree;
  const places = Int32Array.from({ length: n }, (_, i) => i);
  const main = compress(
    { data: normed ? degree.map((x) => (x === 0 ? 0 : 1)) : degree.slice(), row: places, col: places },
    n,
    n,
  );
  const scaled = normed ? graph.data.slice() : graph.data;
  for (let i = 0; i < n && normed; i++)
    for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) scaled[k]! /= roots[i]! * roots[graph.indices[k]!]!;
  const result = new CsrMatrix([n, n], main).subtract(new CsrMatrix([n, n], { ...graph, data: scaled }));
  return options.returnDiag === true ? [result, fromData(diagonal, [n])] : result;
}
