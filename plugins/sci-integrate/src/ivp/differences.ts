import { asArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { IvpSystem } from "./solver.js";

const epsilon = 2 ** -52;
const reject = epsilon ** 0.875;
const small = epsilon ** 0.75;
const big = epsilon ** 0.25;
const least = 1e3 * epsilon;

/** Which elements of a Jacobian may differ from 0, and which columns can be found by one difference. */
export interface Structure {
  readonly present: Uint8Array;
  readonly groups: Int32Array;
}

/** Groups columns that share no row, greedily (Curtis, Powell and Reid 1974). */
export function structureOf(sparsity: NDArray | undefined, n: number): Structure | undefined {
  if (sparsity === undefined) return undefined;
  const a = asArray(sparsity);
  if (a.shape.length !== 2 || a.shape[0] !== n || a.shape[1] !== n)
    throw coreError("BAD_SHAPE", `solveIvp: jacSparsity has shape (${a.shape.join(", ")}), expected (${n}, ${n}).`);
  const present = Uint8Array.from({ length: n * n }, (_, k) => Number(Number(a.get(Math.floor(k / n), k % n)) !== 0));
  const groups = new Int32Array(n).fill(-1);
  for (let group = 0, left = n; left > 0; group++) {
    const taken = new Uint8Array(n);
    for (let j = 0; j < n; j++) {
      if (groups[j] !== -1) continue;
      let free = true;
      for (let i = 0; i < n && free; i++) free = !(present[i * n + j] === 1 && taken[i] === 1);
      if (!free) continue;
      for (let i = 0; i < n; i++) if (present[i * n + j] === 1) taken[i] = 1;
      groups[j] = group;
      left--;
    }
  }
  return { present, groups };
}

/** The Jacobian by forward differences, row by row, with steps whose factors are adapted from call to call. */
export function differenceJacobian(
  system: IvpSystem,
  t: number,
  y: Float64Array,
  slope: Float64Array,
  threshold: Float64Array,
  factors: Float64Array,
  structure: Structure | undefined,
): Float64Array {
  const n = y.length;
  const scales = y.map((value, i) => (slope[i]! >= 0 ? 1 : -1) * Math.max(threshold[i]!, Math.abs(value)));
  const stepOf = (j: number, factor: number): number => y[j]! + factor * scales[j]! - y[j]!;
  const steps = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let step = stepOf(j, factors[j]!);
    while (step === 0) {
      factors[j] = factors[j]! * 10;
      step = stepOf(j, factors[j]!);
    }
    steps[j] = step;
  }
  const all = Array.from({ length: n }, (_, j) => j);
  const measure = (columns: readonly number[], by: Float64Array): Column[] =>
    measureColumns(system, t, y, slope, columns, by, structure);
  const found = measure(all, steps);
  const tooSmall = all.filter((j) => found[j]!.largest < reject * found[j]!.scale);
  if (tooSmall.length > 0) {
    const longer = steps.slice();
    for (const j of tooSmall) longer[j] = stepOf(j, 10 * factors[j]!);
    const again = measure(tooSmall, longer);
    for (const [k, j] of tooSmall.entries()) {
      const [old, fresh] = [found[j]!, again[k]!];
      if (!(old.largest * fresh.scale < fresh.largest * old.scale)) continue;
      factors[j] = 10 * factors[j]!;
      steps[j] = longer[j]!;
      found[j] = fresh;
    }
  }
  const matrix = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const { change, largest, scale } = found[j]!;
    for (let i = 0; i < n; i++) matrix[i * n + j] = change[i]! / steps[j]!;
    if (largest < small * scale) factors[j] = factors[j]! * 10;
    if (largest > big * scale) factors[j] = factors[j]! * 0.1;
    factors[j] = Math.max(factors[j]!, least);
  }
  return matrix;
}

interface Column {
  readonly change: Float64Array;
  /** The largest change, and the larger of the slopes before and after where it is. */
  readonly largest: number;
  readonly scale: number;
}

function measureColumns(
  system: IvpSystem,
  t: number,
  y: Float64Array,
  slope: Float64Array,
  columns: readonly number[],
  steps: Float64Array,
  structure: Structure | undefined,
): Column[] {
  const n = y.length;
  const groupOf = (j: number): number => structure?.groups[j] ?? j;
  const states = new Map<number, Float64Array>();
  for (const j of columns) {
    const state = states.get(groupOf(j)) ?? y.slice();
    state[j] = y[j]! + steps[j]!;
    states.set(groupOf(j), state);
  }
  const slopes = system.columns(t, [...states.values()]);
  const place = new Map([...states.keys()].map((group, i) => [group, i]));
  return columns.map((j) => {
    const moved = slopes[place.get(groupOf(j))!]!;
    const change = new Float64Array(n);
    let at = 0;
    let largest = -1;
    for (let i = 0; i < n; i++) {
      if (structure !== undefined && structure.present[i * n + j] === 0) continue;
      change[i] = moved[i]! - slope[i]!;
      const size = Math.abs(change[i]!);
      if (size > largest) {
        largest = size;
        at = i;
      }
    }
    return { change, largest: Math.abs(change[at]!), scale: Math.max(Math.abs(slope[at]!), Math.abs(moved[at]!)) };
  });
}
