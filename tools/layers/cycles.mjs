/**
 * The cycles of a directed graph, one for each group of nodes that reach one another, each as a closed path
 * `[a, b, a]`. Tarjan's strongly connected components, then the shortest way round.
 *
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {string[][]}
 */
export function findCycles(graph) {
  return components(graph).flatMap((members) => {
    const inside = new Set(members);
    const start = [...members].sort()[0];
    if (start === undefined) return [];
    const path = shortestRound(graph, start, inside);
    return path === undefined ? [] : [path];
  });
}

/**
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {string[][]}
 */
function components(graph) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];

  /** @param {string} node */
  const visit = (node) => {
    const mine = { index: seen.size, low: seen.size, open: true };
    seen.set(node, mine);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      const other = seen.get(next) ?? visit(next);
      if (other.open) mine.low = Math.min(mine.low, other.low);
    }
    if (mine.low === mine.index) {
      const members = stack.splice(stack.indexOf(node));
      for (const member of members) {
        const entry = seen.get(member);
        if (entry !== undefined) entry.open = false;
      }
      found.push(members);
    }
    return mine;
  };
  for (const node of graph.keys()) if (!seen.has(node)) visit(node);
  return found;
}

/**
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @param {string} start
 * @param {ReadonlySet<string>} inside
 * @returns {string[] | undefined}
 */
function shortestRound(graph, start, inside) {
  /** @type {Map<string, string>} */
  const cameFrom = new Map();
  const queue = [start];
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) {
        const path = [start];
        for (let at = node; at !== start; at = cameFrom.get(at) ?? start) path.unshift(at);
        return [start, ...path];
      }
      if (!inside.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}
