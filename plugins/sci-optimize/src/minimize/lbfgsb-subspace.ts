import type { Limits } from "../core/bounds.js";
import { solveDense } from "../linear/solve.js";
import type { CauchyPoint } from "./lbfgsb-cauchy.js";
import { type Memory, middleProduct } from "./lbfgsb-memory.js";

/**
 * The minimiser of the quadratic model over the free variables (direct primal method), brought back inside as in version 3.0
 * (Morales and Nocedal 2011); undefined when the equations are singular.
 */
export function subspaceMinimum(
  x0: Float64Array,
  g: Float64Array,
  cauchy: CauchyPoint,
  limits: Limits,
  memory: Memory,
): Float64Array | undefined {
  const { free } = cauchy;
  const count = free.length;
  const columns = memory.s.length;
  const { theta } = memory;
  const r = new Float64Array(count);
  const mc = middleProduct(memory, cauchy.c);
  for (let a = 0; a < count; a++) {
    const i = free[a]!;
    let sum = -theta * (cauchy.x[i]! - x0[i]!) - g[i]!;
    for (let j = 0; j < columns; j++) sum += memory.y[j]![i]! * mc[j]! + theta * memory.s[j]![i]! * mc[columns + j]!;
    r[a] = sum;
  }
  const d = reducedStep(r, free, memory);
  return d && broughtInside(cauchy.x, d, free, limits, x0, g);
}

/** The solution of Z'BZ d = r by the formula of Sherman, Morrison and Woodbury. */
function reducedStep(r: Float64Array, free: readonly number[], memory: Memory): Float64Array | undefined {
  const columns = memory.s.length;
  const size = 2 * columns;
  const { theta } = memory;
  const count = free.length;
  // W over the free variables, column by column.
  const w = Array.from({ length: size }, (_, j) => {
    const column = new Float64Array(count);
    const source = j < columns ? memory.y[j]! : memory.s[j - columns]!;
    const scale = j < columns ? 1 : theta;
    for (let a = 0; a < count; a++) column[a] = scale * source[free[a]!]!;
    return column;
  });
  const product = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += a[i]! * b[i]!;
    return sum;
  };
  const wr = new Float64Array(size);
  const gram = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    wr[j] = product(w[j]!, r);
    for (let k = 0; k <= j; k++) {
      const value = product(w[j]!, w[k]!);
      gram[j * size + k] = value;
      gram[k * size + j] = value;
    }
  }
  const system = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const column = middleProduct(memory, gram.subarray(k * size, (k + 1) * size));
    for (let j = 0; j < size; j++) system[j * size + k] = (j === k ? 1 : 0) - column[j]! / theta;
  }
  const v = solveDense(system, middleProduct(memory, wr));
  if (v === undefined) return undefined;
  const d = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    let sum = r[a]! / theta;
    for (let j = 0; j < size; j++) sum += (w[j]![a]! * v[j]!) / (theta * theta);
    d[a] = sum;
  }
  return d;
}

function broughtInside(
  start: Float64Array,
  d: Float64Array,
  free: readonly number[],
  { low, high }: Limits,
  x0: Float64Array,
  g: Float64Array,
): Float64Array {
  const x = start.slice();
  let touched = false;
  for (let a = 0; a < free.length; a++) {
    const i = free[a]!;
    x[i] = Math.min(high[i]!, Math.max(low[i]!, x[i]! + d[a]!));
    if (x[i] === low[i] || x[i] === high[i]) touched = true;
  }
  if (!touched) return x;
  let slope = 0;
  for (let i = 0; i < x.length; i++) slope += (x[i]! - x0[i]!) * g[i]!;
  if (slope <= 0) return x;
  x.set(start);
  let alpha = 1;
  let least = 1;
  let which = -1;
  for (let a = 0; a < free.length; a++) {
    const i = free[a]!;
    const step = d[a]!;
    if (step < 0 && low[i] !== Number.NEGATIVE_INFINITY) {
      const room = low[i]! - x[i]!;
      if (room >= 0) least = 0;
      else if (step * alpha < room) least = room / step;
    } else if (step > 0 && high[i] !== Number.POSITIVE_INFINITY) {
      const room = high[i]! - x[i]!;
      if (room <= 0) least = 0;
      else if (step * alpha > room) least = room / step;
    }
    if (least < alpha) {
      alpha = least;
      which = a;
    }
  }
  if (alpha < 1) {
    const i = free[which]!;
    x[i] = d[which]! > 0 ? high[i]! : low[i]!;
  }
  for (let a = 0; a < free.length; a++) if (a !== which) x[free[a]!]! += alpha * d[a]!;
  return x;
}
