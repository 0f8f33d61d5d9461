import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import type { Compressed } from "./compressed.js";
import { bothWays, type Graph, graphOf } from "./graph.js";
import { oneOf, placesOf, realOf } from "./input.js";
import { CsrMatrix } from "./matrix.js";
import { bellmanFordFrom, dijkstraFrom, type Paths } from "./paths.js";

/** Options of the functions for shortest ways. */
export interface PathOptions {
  /** Whether ways have a direction; true by default. */
  readonly directed?: boolean;
  /** Gives the place before each on the shortest way, too: -9999 where there is none. */
  readonly returnPredecessors?: boolean;
  /** Counts steps instead of lengths. */
  readonly unweighted?: boolean;
  /** From which places; all by default. */
  readonly indices?: number | ArrayLikeInput;
}

/** Options of {@link dijkstra}. */
export interface DijkstraOptions extends PathOptions {
  /** Longer ways count as none; no limit by default. */
  readonly limit?: number;
  /** The distance to the nearest of the places `indices` only. */
  readonly minOnly?: boolean;
}

/** Options of {@link shortestPath}. */
export interface ShortestPathOptions extends PathOptions {
  /** "D" Dijkstra, "BF" Bellman and Ford, "J" Johnson (with negative lengths), "FW" Floyd and Warshall; "auto" (the default) chooses. */
  readonly method?: "auto" | "FW" | "D" | "BF" | "J";
}

function starts(
  indices: PathOptions["indices"],
  n: number,
): { readonly list: Int32Array; readonly shape: readonly number[] } {
  if (indices === undefined) return { list: Int32Array.from({ length: n }, (_, i) => i), shape: [n] };
  const { data, array } = realOf(typeof indices === "number" ? [indices] : indices, "indices");
  const list = placesOf(
    fromData(
      data.map((i) => (i < 0 ? i + n : i)),
      [data.length],
    ),
    n,
    "indices",
  );
  return { list, shape: typeof indices === "number" ? [] : array.shape };
}

function prepared(csgraph: Graph, options: PathOptions): Compressed {
  let graph = graphOf(csgraph);
  if (options.directed === false) graph = bothWays(graph);
  return options.unweighted === true ? { ...graph, data: new Float64Array(graph.data.length).fill(1) } : graph;
}

function outcome(
  all: readonly Paths[],
  shape: readonly number[],
  n: number,
  withPredecessors: boolean,
): NDArray | [NDArray, NDArray] {
  const distances = new Float64Array(all.length * n);
  const before = new Int32Array(all.length * n);
  all.forEach((one, i) => {
    distances.set(one.distances, i * n);
    before.set(one.before, i * n);
  });
  const result = fromData(distances, [...shape, n]);
  return withPredecessors ? [result, fromData(before, [...shape, n])] : result;
}

/**
 * Shortest ways by Dijkstra's method with a heap.
 * @returns distances (infinite where there is no way), with `returnPredecessors` [distances, predecessors]; with `minOnly` also the source of each
 * @throws BAD_VALUE for negative lengths, BAD_SHAPE
 */
export function dijkstra(
  csgraph: Graph,
  options: DijkstraOptions & { readonly returnPredecessors: true; readonly minOnly: true },
): [distances: NDArray, predecessors: NDArray, sources: NDArray];
export function dijkstra(
  csgraph: Graph,
  options: DijkstraOptions & { readonly returnPredecessors: true; readonly minOnly?: false },
): [distances: NDArray, predecessors: NDArray];
export function dijkstra(csgraph: Graph, options?: DijkstraOptions & { readonly returnPredecessors?: false }): NDArray;
export function dijkstra(csgraph: Graph, options: DijkstraOptions = {}): NDArray | NDArray[] {
  checkOptions("dijkstra", options, {
    limit: "number",
    minOnly: "boolean",
    directed: "boolean",
    returnPredecessors: "boolean",
    unweighted: "boolean",
    indices: "any",
  });
  const graph = prepared(csgraph, options);
  const n = graph.lines;
  requireNonNegative(graph);
  const limit = options.limit ?? Infinity;
  if (!(limit >= 0)) throw coreError("BAD_VALUE", `limit: got ${describeValue(limit)}, expected a number from 0.`);
  const { list, shape } = starts(options.indices, n);
  const wanted = options.returnPredecessors === true;
  if (options.minOnly === true) {
    const { distances, before, source } = dijkstraFrom(graph, list, limit);
    const result = fromData(distances, [n]);
    return wanted ? [result, fromData(before, [n]), fromData(source, [n])] : result;
  }
  const all = Array.from(list, (start) => dijkstraFrom(graph, [start], limit));
  return outcome(all, shape, n, wanted);
}

function requireNonNegative(graph: Compressed): void {
  if (graph.data.some((x) => x < 0))
    throw coreError("BAD_VALUE", 'csgraph: has negative lengths; take the methods "BF" or "J" of shortestPath.');
}

/**
 * Shortest ways by the method of Bellman and Ford, which takes negative lengths.
 * @returns distances, with `returnPredecessors` [distances, predecessors]
 * @throws BAD_VALUE for a negative cycle, BAD_SHAPE
 */
export function bellmanFord(
  csgraph: Graph,
  options: PathOptions & { readonly returnPredecessors: true },
): [distances: NDArray, predecessors: NDArray];
export function bellmanFord(csgraph: Graph, options?: PathOptions & { readonly returnPredecessors?: false }): NDArray;
export function bellmanFord(csgraph: Graph, options: PathOptions = {}): NDArray | [NDArray, NDArray] {
  checkOptions("bellmanFord", options, {
    directed: "boolean",
    returnPredecessors: "boolean",
    unweighted: "boolean",
    indices: "any",
  });
  const graph = prepared(csgraph, options);
  const { list, shape } = starts(options.indices, graph.lines);
  const all = Array.from(list, (start) => {
    const found = bellmanFordFrom(graph, start);
    if (found === undefined) throw coreError("BAD_VALUE", "csgraph: has a cycle of negative length.");
    return found;
  });
  return outcome(all, shape, graph.lines, options.returnPredecessors === true);
}

/**
 * Shortest ways between all places by the method of Floyd and Warshall.
 * @returns distances (n, n), with `returnPredecessors` [distances, predecessors]
 * @throws BAD_VALUE for a negative cycle, BAD_SHAPE
 */
export function floydWarshall(
  csgraph: Graph,
  options: Omit<PathOptions, "indices"> & { readonly returnPredecessors: true },
): [distances: NDArray, predecessors: NDArray];
export function floydWarshall(
  csgraph: Graph,
  options?: Omit<PathOptions, "indices"> & { readonly returnPredecessors?: false },
): NDArray;
export function floydWarshall(
  csgraph: Graph,
  options: Omit<PathOptions, "indices"> = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("floydWarshall", options, { directed: "boolean", returnPredecessors: "boolean", unweighted: "boolean" });
  const graph = prepared(csgraph, options);
  const n = graph.lines;
  const d = new Float64Array(n * n).fill(Infinity);
  const before = new Int32Array(n * n).fill(-9999);
  for (let i = 0; i < n; i++) {
    for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) {
      const at = i * n + graph.indices[k]!;
      if (graph.data[k]! >= d[at]!) continue;
      d[at] = graph.data[k]!;
      before[at] = i;
    }
    d[i * n + i] = Math.min(0, d[i * n + i]!);
    before[i * n + i] = -9999;
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const first = d[i * n + k]!;
      if (first === Infinity) continue;
      for (let j = 0; j < n; j++) {
        const through = first + d[k * n + j]!;
        if (through >= d[i * n + j]!) continue;
        d[i * n + j] = through;
        before[i * n + j] = before[k * n + j]!;
      }
    }
  }
  for (let i = 0; i < n; i++)
    if (d[i * n + i]! < 0) throw coreError("BAD_VALUE", "csgraph: has a cycle of negative length.");
  const result = fromData(d, [n, n]);
  return options.returnPredecessors === true ? [result, fromData(before, [n, n])] : result;
}

/** Shortest ways with negative lengths, which Bellman and Ford's method takes away first (Johnson, J. ACM 24, 1 (1977)). */
function johnson(graph: Compressed, list: Int32Array): Paths[] {
  const n = graph.lines;
  const height = new Float64Array(n);
  for (let round = 0; ; round++) {
    let changed = false;
    for (let i = 0; i < n; i++) {
      for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) {
        const through = height[i]! + graph.data[k]!;
        if (through >= height[graph.indices[k]!]!) continue;
        height[graph.indices[k]!] = through;
        changed = true;
      }
    }
    if (!changed) break;
    if (round > n) throw coreError("BAD_VALUE", "csgraph: has a cycle of negative length.");
  }
  const data = graph.data.slice();
  for (let i = 0; i < n; i++)
    for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++)
      data[k] = Math.max(0, data[k]! + height[i]! - height[graph.indices[k]!]!);
  return Array.from(list, (start) => {
    const found = dijkstraFrom({ ...graph, data }, [start], Infinity);
    for (let j = 0; j < n; j++) found.distances[j]! += height[j]! - height[start]!;
    return found;
  });
}

/**
 * Shortest ways between places of a graph.
 * @returns distances (n, n), or (k, n) from the places `indices`, infinite where there is no way; with `returnPredecessors` [distances, predecessors]
 * @throws BAD_VALUE for a negative cycle or, with "D", negative lengths; BAD_SHAPE, BAD_ARGUMENT
 */
export function shortestPath(
  csgraph: Graph,
  options: ShortestPathOptions & { readonly returnPredecessors: true },
): [distances: NDArray, predecessors: NDArray];
export function shortestPath(
  csgraph: Graph,
  options?: ShortestPathOptions & { readonly returnPredecessors?: false },
): NDArray;
export function shortestPath(csgraph: Graph, options: ShortestPathOptions = {}): NDArray | [NDArray, NDArray] {
  checkOptions("shortestPath", options, {
    method: "any",
    directed: "boolean",
    returnPredecessors: "boolean",
    unweighted: "boolean",
    indices: "any",
  });
  const method = oneOf(options.method ?? "auto", ["auto", "FW", "D", "BF", "J"], "method");
  const graph = prepared(csgraph, options);
  const n = graph.lines;
  const wanted = options.returnPredecessors === true;
  const negative = graph.data.some((x) => x < 0);
  const { list, shape } = starts(options.indices, n);
  const own = method === "auto" ? (negative ? (list.length > n / 4 ? "J" : "BF") : "D") : method;
  if (own === "FW" && options.indices !== undefined)
    throw coreError("BAD_ARGUMENT", 'indices: cannot be given with the method "FW".');
  const ways = new CsrMatrix([n, n], graph);
  if (own === "FW") return floydWarshall(ways, { returnPredecessors: wanted } as never);
  if (own === "D") requireNonNegative(graph);
  if (own === "BF")
    return bellmanFord(ways, {
      returnPredecessors: wanted,
      ...(options.indices === undefined ? {} : { indices: options.indices }),
    } as never);
  const all = own === "J" ? johnson(graph, list) : Array.from(list, (start) => dijkstraFrom(graph, [start], Infinity));
  return outcome(all, shape, n, wanted);
}
