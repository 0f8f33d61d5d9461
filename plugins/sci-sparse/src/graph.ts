import { fromData, type NDArray } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { flip } from "./compressed.js";
import { matrixOf } from "./construct.js";
import { sparseError } from "./errors.js";
import { fromEntries, type SparseInput, SparseMatrix } from "./matrix.js";

/** How edges count. */
export interface GraphOptions {
  /** Whether an edge leads one way only; true unless told. */
  readonly directed?: boolean;
}

function graphOf(input: SparseInput): SparseMatrix {
  const matrix = matrixOf(input);
  if (matrix.shape[0] !== matrix.shape[1])
    throw sparseError("BAD_SHAPE", `a graph is a square matrix, got (${matrix.shape.join(", ")}).`);
  return matrix;
}

/**
 * The parts of a graph that hang together.
 * @param options `connection`: `"weak"` (unless told) forgets the directions of edges, `"strong"` asks for ways both there and back
 * @returns how many there are, and the number of each node's one
 */
export function connectedComponents(
  input: SparseInput,
  options: GraphOptions & { readonly connection?: "weak" | "strong" } = {},
): [count: number, labels: NDArray<"int32">] {
  const graph = graphOf(input);
  const { directed = true, connection = "weak" } = options;
  if (connection !== "weak" && connection !== "strong")
    throw sparseError("BAD_ARGUMENT", `connection: got ${describeValue(connection)}, expected weak or strong.`);
  const labels = directed && connection === "strong" ? strongLabels(graph) : weakLabels(graph);
  const count = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  return [count, fromData(labels, labels.length) as NDArray<"int32">];
}

function weakLabels({ rows }: SparseMatrix): Int32Array {
  const back = flip(rows);
  const labels = new Int32Array(rows.lines).fill(-1);
  let count = 0;
  for (let start = 0; start < rows.lines; start++) {
    if (labels[start] !== -1) continue;
    const stack = [start];
    labels[start] = count;
    for (let i = stack.pop(); i !== undefined; i = stack.pop())
      for (const lines of [rows, back])
        for (let k = lines.starts[i] as number; k < (lines.starts[i + 1] as number); k++) {
          const j = lines.places[k] as number;
          if (labels[j] !== -1) continue;
          labels[j] = count;
          stack.push(j);
        }
    count++;
  }
  return labels;
}

/** R. Tarjan's algorithm (SIAM J. Comput. 1, 1972) without recursion. */
function strongLabels({ rows }: SparseMatrix): Int32Array {
  const n = rows.lines;
  const labels = new Int32Array(n).fill(-1);
  const index = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const onStack = new Uint8Array(n);
  const open: number[] = [];
  let [next, count] = [0, 0];
  for (let root = 0; root < n; root++) {
    if (index[root] !== -1) continue;
    const calls: { node: number; at: number }[] = [];
    const enter = (node: number): void => {
      index[node] = next;
      low[node] = next++;
      open.push(node);
      onStack[node] = 1;
      calls.push({ node, at: rows.starts[node] as number });
    };
    enter(root);
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const { node } = call;
      if (call.at < (rows.starts[node + 1] as number)) {
        const target = rows.places[call.at++] as number;
        if (index[target] === -1) enter(target);
        else if (onStack[target] === 1) low[node] = Math.min(low[node] as number, index[target] as number);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) low[caller.node] = Math.min(low[caller.node] as number, low[node] as number);
      if (low[node] !== index[node]) continue;
      for (let member = open.pop() as number; ; member = open.pop() as number) {
        onStack[member] = 0;
        labels[member] = count;
        if (member === node) break;
      }
      count++;
    }
  }
  return labels;
}

/** What {@link dijkstra} and {@link bellmanFord} take. */
export interface PathOptions extends GraphOptions {
  /** The nodes to start from; all unless told. */
  readonly indices?: number | readonly number[];
  /** Each edge counts 1. */
  readonly unweighted?: boolean;
  /** Gives the node before each one on its way as well, -9999 where there is none. */
  readonly returnPredecessors?: boolean;
  /** Ways that are longer are not looked for. */
  readonly limit?: number;
}

/** Distances, one row for each start; with the nodes before where asked for. */
export type Paths = NDArray<"float64"> | [distances: NDArray<"float64">, predecessors: NDArray<"int32">];

/**
 * The shortest ways by E. Dijkstra's algorithm (1959); edges must not be negative.
 * @returns distances, `Infinity` where no way leads; one axis less where `indices` is one number
 * @throws BAD_SHAPE, BAD_VALUE (a negative edge), BAD_INDEX
 */
export function dijkstra(
  input: SparseInput,
  options: PathOptions & { readonly returnPredecessors: true },
): [NDArray<"float64">, NDArray<"int32">];
export function dijkstra(
  input: SparseInput,
  options?: PathOptions & { readonly returnPredecessors?: false },
): NDArray<"float64">;
export function dijkstra(input: SparseInput, options: PathOptions = {}): Paths {
  const edges = edgesOf(input, options);
  if (edges.rows.values.some((value) => value < 0))
    throw sparseError("BAD_VALUE", "dijkstra: an edge is negative; use bellmanFord.");
  return eachStart(edges, options, (start, distances, before) => {
    const heap = new Heap();
    distances[start] = 0;
    heap.push(0, start);
    for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
      const [distance, node] = top;
      if (distance > (distances[node] as number)) continue;
      for (let k = edges.rows.starts[node] as number; k < (edges.rows.starts[node + 1] as number); k++) {
        const target = edges.rows.places[k] as number;
        const way = distance + (edges.rows.values[k] as number);
        if (way >= (distances[target] as number) || way > (options.limit ?? Infinity)) continue;
        distances[target] = way;
        before[target] = node;
        heap.push(way, target);
      }
    }
  });
}

/**
 * The shortest ways by the algorithm of R. Bellman and L. Ford; edges may be negative.
 * @throws BAD_SHAPE, BAD_INDEX, NEGATIVE_CYCLE
 */
export function bellmanFord(
  input: SparseInput,
  options: PathOptions & { readonly returnPredecessors: true },
): [NDArray<"float64">, NDArray<"int32">];
export function bellmanFord(
  input: SparseInput,
  options?: PathOptions & { readonly returnPredecessors?: false },
): NDArray<"float64">;
export function bellmanFord(input: SparseInput, options: PathOptions = {}): Paths {
  const { rows } = edgesOf(input, options);
  return eachStart(new SparseMatrix(rows), options, (start, distances, before) => {
    distances[start] = 0;
    for (let round = 0; ; round++) {
      let changed = false;
      for (let i = 0; i < rows.lines; i++) {
        const distance = distances[i] as number;
        if (distance === Infinity) continue;
        for (let k = rows.starts[i] as number; k < (rows.starts[i + 1] as number); k++) {
          const way = distance + (rows.values[k] as number);
          const target = rows.places[k] as number;
          if (way >= (distances[target] as number)) continue;
          distances[target] = way;
          before[target] = i;
          changed = true;
        }
      }
      if (!changed) return;
      if (round >= rows.lines)
        throw sparseError("NEGATIVE_CYCLE", "bellmanFord: a circle of edges has a negative length.");
    }
  });
}

/** The shortest ways: by Dijkstra's algorithm where no edge is negative, else by Bellman's and Ford's. */
export function shortestPath(
  input: SparseInput,
  options: PathOptions & { readonly method?: "auto" | "D" | "BF" } = {},
): Paths {
  const { method = "auto", ...rest } = options;
  if (!["auto", "D", "BF"].includes(method))
    throw sparseError("BAD_ARGUMENT", `method: got ${describeValue(method)}, expected auto, D or BF.`);
  const hasNegative = graphOf(input).rows.values.some((value) => value < 0);
  const run = method === "BF" || (method === "auto" && hasNegative) ? bellmanFord : dijkstra;
  return run(input, rest as PathOptions & { returnPredecessors: true });
}

function edgesOf(input: SparseInput, { directed = true, unweighted = false }: PathOptions): SparseMatrix {
  const graph = graphOf(input);
  const values = unweighted ? graph.rows.values.map(() => 1) : graph.rows.values;
  const rows = { ...graph.rows, values };
  if (directed) return new SparseMatrix(rows);
  const back = flip(rows);
  const [row, col, data]: [number[], number[], number[]] = [[], [], []];
  const seen = new Map<number, number>();
  for (const lines of [rows, back])
    for (let i = 0; i < lines.lines; i++)
      for (let k = lines.starts[i] as number; k < (lines.starts[i + 1] as number); k++) {
        const key = i * lines.across + (lines.places[k] as number);
        const at = seen.get(key);
        if (at !== undefined) data[at] = Math.min(data[at] as number, lines.values[k] as number);
        else {
          seen.set(key, data.length);
          row.push(i);
          col.push(lines.places[k] as number);
          data.push(lines.values[k] as number);
        }
      }
  return fromEntries(Int32Array.from(row), Int32Array.from(col), Float64Array.from(data), graph.shape, "csr");
}

function eachStart(
  graph: SparseMatrix,
  options: PathOptions,
  search: (start: number, distances: Float64Array, before: Int32Array) => void,
): Paths {
  const n = graph.shape[0];
  const given = options.indices;
  const starts =
    given === undefined ? Array.from({ length: n }, (_, i) => i) : typeof given === "number" ? [given] : given;
  const distances = new Float64Array(starts.length * n).fill(Infinity);
  const before = new Int32Array(starts.length * n).fill(-9999);
  starts.forEach((start, i) => {
    const from = start < 0 ? start + n : start;
    if (!(Number.isInteger(from) && from >= 0 && from < n))
      throw sparseError("BAD_INDEX", `indices: got ${describeValue(start)}, expected ${-n} to ${n - 1}.`);
    search(from, distances.subarray(i * n, (i + 1) * n), before.subarray(i * n, (i + 1) * n));
  });
  const shape = typeof given === "number" ? [n] : [starts.length, n];
  const found = fromData(distances, shape);
  return options.returnPredecessors === true ? [found, fromData(before, shape) as NDArray<"int32">] : found;
}

/** A binary heap of pairs, the smallest first. */
class Heap {
  readonly #items: [number, number][] = [];

  push(key: number, node: number): void {
    const items = this.#items;
    let at = items.push([key, node]) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((items[parent] as [number, number])[0] <= key) break;
      items[at] = items[parent] as [number, number];
      at = parent;
    }
    items[at] = [key, node];
  }

  pop(): [number, number] | undefined {
    const items = this.#items;
    const [top] = items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (items[child + 1] as [number, number])[0] < (items[child] as [number, number])[0])
        child++;
      if ((items[child] as [number, number])[0] >= last[0]) break;
      items[at] = items[child] as [number, number];
      at = child;
    }
    items[at] = last;
    return top;
  }
}

/** The edges of least total length that hold a graph together (J. Kruskal, 1956); directions are forgotten. Each edge stands once. */
export function minimumSpanningTree(input: SparseInput): SparseMatrix {
  const { rows, shape } = graphOf(input);
  const edges: { i: number; j: number; value: number }[] = [];
  for (let i = 0; i < rows.lines; i++)
    for (let k = rows.starts[i] as number; k < (rows.starts[i + 1] as number); k++)
      edges.push({ i, j: rows.places[k] as number, value: rows.values[k] as number });
  edges.sort((a, b) => a.value - b.value);
  const parent = Int32Array.from({ length: shape[0] }, (_, i) => i);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const kept = edges.filter(({ i, j }) => {
    const [one, other] = [root(i), root(j)];
    if (one === other) return false;
    parent[one] = other;
    return true;
  });
  const take = (of: (edge: { i: number; j: number; value: number }) => number): number[] => kept.map(of);
  return fromEntries(
    Int32Array.from(take(({ i }) => i)),
    Int32Array.from(take(({ j }) => j)),
    Float64Array.from(take(({ value }) => value)),
    shape,
    "csr",
  );
}

/**
 * Nodes in the order in which a search that goes level by level finds them, and the node before each, -9999 for the start and for nodes that are not found.
 */
export function breadthFirstOrder(
  input: SparseInput,
  start: number,
  options: GraphOptions = {},
): [order: NDArray<"int32">, predecessors: NDArray<"int32">] {
  const { rows } = edgesOf(input, options);
  if (!(Number.isInteger(start) && start >= 0 && start < rows.lines))
    throw sparseError("BAD_INDEX", `start: got ${describeValue(start)}, expected 0 to ${rows.lines - 1}.`);
  const before = new Int32Array(rows.lines).fill(-9999);
  const seen = new Uint8Array(rows.lines);
  const order = [start];
  seen[start] = 1;
  for (const node of order)
    for (let k = rows.starts[node] as number; k < (rows.starts[node + 1] as number); k++) {
      const target = rows.places[k] as number;
      if (seen[target] === 1) continue;
      seen[target] = 1;
      before[target] = node;
      order.push(target);
    }
  return [
    fromData(Int32Array.from(order), order.length) as NDArray<"int32">,
    fromData(before, before.length) as NDArray<"int32">,
  ];
}
