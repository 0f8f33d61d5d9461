import { epsilon, huge } from "./constants.js";

/** Wynn's epsilon algorithm on a sequence, with the limit of its table that QUADPACK's qelg has. */
export interface Extrapolation {
  /** The two lower diagonals, from position 1 on. */
  readonly table: Float64Array;
  /** How many elements the table has; put the next one behind them before `extrapolate`. */
  count: number;
  calls: number;
  readonly recent: Float64Array;
  value: number;
  error: number;
}

const most = 50;

/** An empty table. */
export function extrapolation(): Extrapolation {
  return { table: new Float64Array(most + 3), count: 0, calls: 0, recent: new Float64Array(3), value: 0, error: huge };
}

/** Extrapolates to the limit of the sequence, whose newest element stands at `count`. */
export function extrapolate(e: Extrapolation): void {
  e.calls++;
  e.error = huge;
  e.value = e.table[e.count]!;
  if (e.count >= 3 && !newDiagonal(e)) estimate(e);
  e.error = Math.max(e.error, 5 * epsilon * Math.abs(e.value));
}

/** Computes the new diagonal and shifts the table; true when the sequence has converged. */
function newDiagonal(e: Extrapolation): boolean {
  const { table } = e;
  const before = e.count;
  const fresh = Math.floor((before - 1) / 2);
  table[before + 2] = table[before]!;
  table[before] = huge;
  let k = before;
  for (let i = 1; i <= fresh; i++) {
    const e0 = table[k - 2]!;
    const e1 = table[k - 1]!;
    const e2 = table[k + 2]!;
    const e3 = table[k]!;
    const size = Math.abs(e1);
    const delta2 = e2 - e1;
    const delta3 = e1 - e0;
    const [error2, error3] = [Math.abs(delta2), Math.abs(delta3)];
    const same2 = error2 <= Math.max(Math.abs(e2), size) * epsilon;
    const same3 = error3 <= Math.max(size, Math.abs(e0)) * epsilon;
    if (same2 && same3) {
      e.value = e2;
      e.error = error2 + error3;
      return true;
    }
    table[k] = e1;
    const delta1 = e1 - e3;
    const same1 = Math.abs(delta1) <= Math.max(size, Math.abs(e3)) * epsilon;
    const slope = 1 / delta1 + 1 / delta2 - 1 / delta3;
    // Elements that are too close, or a table that behaves irregularly: leave a part of it out.
    if (same1 || same2 || same3 || !(Math.abs(slope * e1) > 1e-4)) {
      e.count = 2 * i - 1;
      break;
    }
    const next = e1 + 1 / slope;
    table[k] = next;
    k -= 2;
    const error = error2 + Math.abs(next - e2) + error3;
    if (!(error > e.error)) {
      e.error = error;
      e.value = next;
    }
  }
  if (e.count === most) e.count = 2 * Math.floor(most / 2) - 1;
  let from = before % 2 === 0 ? 2 : 1;
  for (let i = 0; i <= fresh; i++, from += 2) table[from] = table[from + 2]!;
  if (before !== e.count) table.copyWithin(1, before - e.count + 1, before + 1);
  return false;
}

function estimate(e: Extrapolation): void {
  const { recent, value } = e;
  if (e.calls < 4) {
    recent[e.calls - 1] = value;
    e.error = huge;
    return;
  }
  e.error = Math.abs(value - recent[2]!) + Math.abs(value - recent[1]!) + Math.abs(value - recent[0]!);
  recent[0] = recent[1]!;
  recent[1] = recent[2]!;
  recent[2] = value;
}
