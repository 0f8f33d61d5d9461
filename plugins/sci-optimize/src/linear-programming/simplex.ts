/** min c x with A x = b (A in rows, m by n) and low <= x <= high. */
export interface StandardProgram {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How it ended: 0 optimal, 1 iteration limit, 2 infeasible, 3 unbounded, 4 numerical trouble. */
export interface SimplexResult {
  readonly status: 0 | 1 | 2 | 3 | 4;
  readonly x: Float64Array;
  /** The change of the minimum with b. */
  readonly dual: Float64Array;
  readonly iterations: number;
}

interface State {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly m: number;
  readonly n: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly x: Float64Array;
  /** The variables of the basis, one for each row. */
  readonly basis: Int32Array;
  readonly inBasis: Uint8Array;
  /** The inverse of the basis, in rows. */
  inverse: Float64Array;
  iterations: number;
}

const tolerance = 1e-9;

/** The simplex method for variables with limits, in two phases with artificial variables and an explicit inverse of the basis. */
export function simplex(program: StandardProgram, most: number): SimplexResult {
  const m = program.b.length;
  const own = program.c.length;
  const n = own + m;
  const a = new Float64Array(m * n);
  const low = new Float64Array(n);
  const high = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const x = new Float64Array(n);
  low.set(program.low);
  high.set(program.high);
  for (let j = 0; j < own; j++) x[j] = Number.isFinite(low[j]!) ? low[j]! : Number.isFinite(high[j]!) ? high[j]! : 0;
  const basis = new Int32Array(m);
  const inBasis = new Uint8Array(n);
  const inverse = new Float64Array(m * m);
  const first = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    let rest = program.b[i]!;
    for (let j = 0; j < own; j++) {
      a[i * n + j] = program.a[i * own + j]!;
      rest -= a[i * n + j]! * x[j]!;
    }
    const sign = rest < 0 ? -1 : 1;
    a[i * n + own + i] = sign;
    x[own + i] = Math.abs(rest);
    basis[i] = own + i;
    inBasis[own + i] = 1;
    inverse[i * m + i] = sign;
    first[own + i] = 1;
  }
  const state: State = { a, b: program.b, m, n, low, high, x, basis, inBasis, inverse, iterations: 0 };
  const end = (status: SimplexResult["status"], dual: Float64Array = new Float64Array(m)): SimplexResult => ({
    status,
    x: x.slice(0, own),
    dual,
    iterations: state.iterations,
  });
  const phase1 = iterate(state, first, most);
  if (phase1 === 1 || phase1 === 4) return end(phase1);
  let size = 1;
  for (const value of program.b) size = Math.max(size, Math.abs(value));
  let left = 0;
  for (let i = 0; i < m; i++) left += x[own + i]!;
  if (left > 1e-8 * size) return end(2);
  for (let i = 0; i < m; i++) {
    x[own + i] = 0;
    high[own + i] = 0;
  }
  const cost = new Float64Array(n);
  cost.set(program.c);
  const phase2 = iterate(state, cost, most);
  return end(phase2, phase2 === 0 ? dualOf(state, cost) : new Float64Array(m));
}

function iterate(state: State, cost: Float64Array, most: number): 0 | 1 | 3 | 4 {
  const { a, m, n, low, high, x, basis, inBasis } = state;
  const column = new Float64Array(m);
  const reduced = new Float64Array(n);
  const sizes = new Float64Array(n);
  let stalled = 0;
  for (;;) {
    if (state.iterations >= most) return 1;
    if (state.iterations % 50 === 49 && !refactor(state)) return 4;
    const dual = dualOf(state, cost);
    // Largest reduced cost first; the first one that helps after many steps without gain, which cannot cycle (Bland).
    const bland = stalled > 2 * (m + n);
    let entering = -1;
    let direction = 0;
    let largest = 0;
    reduced.set(cost);
    for (let j = 0; j < n; j++) sizes[j] = Math.abs(cost[j]!);
    for (let i = 0; i < m; i++) {
      const weight = dual[i]!;
      if (weight === 0) continue;
      for (let j = 0, at = i * n; j < n; j++, at++) {
        const part = weight * a[at]!;
        reduced[j]! -= part;
        sizes[j]! += Math.abs(part);
      }
    }
    for (let j = 0; j < n; j++) {
      if (inBasis[j] === 1 || low[j] === high[j]) continue;
      const price = reduced[j]!;
      const limit = tolerance * Math.max(1, sizes[j]!);
      const up = x[j]! < high[j]! && price < -limit;
      const down = x[j]! > low[j]! && price > limit;
      if ((!up && !down) || Math.abs(price) <= largest) continue;
      entering = j;
      direction = up ? 1 : -1;
      largest = Math.abs(price);
      if (bland) break;
    }
    if (entering < 0) return 0;
    state.iterations++;
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += state.inverse[i * m + k]! * a[k * n + entering]!;
      column[i] = sum;
    }
    let step = high[entering]! - low[entering]!;
    let leaving = -1;
    let pivot = 0;
    for (let i = 0; i < m; i++) {
      const rate = -direction * column[i]!;
      if (Math.abs(rate) < 1e-11) continue;
      const j = basis[i]!;
      const room = rate < 0 ? (x[j]! - low[j]!) / -rate : (high[j]! - x[j]!) / rate;
      const t = Math.max(0, room);
      const tie = Math.abs(t - step) <= 1e-12 * (1 + Math.abs(step));
      const wins = tie ? (bland && leaving >= 0 ? j < basis[leaving]! : Math.abs(rate) > Math.abs(pivot)) : t < step;
      if (!wins) continue;
      step = Math.min(step, t);
      leaving = i;
      pivot = rate;
    }
    if (step === Number.POSITIVE_INFINITY) return 3;
    stalled = step > 1e-12 ? 0 : stalled + 1;
    for (let i = 0; i < m; i++) x[basis[i]!]! -= direction * step * column[i]!;
    x[entering]! += direction * step;
    if (leaving < 0) {
      x[entering] = direction > 0 ? high[entering]! : low[entering]!;
      continue;
    }
    const gone = basis[leaving]!;
    x[gone] = pivot < 0 ? low[gone]! : high[gone]!;
    inBasis[gone] = 0;
    inBasis[entering] = 1;
    basis[leaving] = entering;
    const scale = column[leaving]!;
    for (let k = 0; k < m; k++) state.inverse[leaving * m + k]! /= scale;
    for (let i = 0; i < m; i++) {
      const factor = column[i]!;
      if (i === leaving || factor === 0) continue;
      for (let k = 0; k < m; k++) state.inverse[i * m + k]! -= factor * state.inverse[leaving * m + k]!;
    }
  }
}

/** Computes the inverse and the variables of the basis anew, against rounding errors; false when it is singular. */
function refactor(state: State): boolean {
  const { a, b, m, n, x, basis, inBasis } = state;
  const work = new Float64Array(m * m);
  const inverse = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    inverse[i * m + i] = 1;
    for (let k = 0; k < m; k++) work[i * m + k] = a[i * n + basis[k]!]!;
  }
  for (let k = 0; k < m; k++) {
    let pivot = k;
    for (let i = k + 1; i < m; i++) if (Math.abs(work[i * m + k]!) > Math.abs(work[pivot * m + k]!)) pivot = i;
    const value = work[pivot * m + k]!;
    if (Math.abs(value) < 1e-13) return false;
    for (let j = 0; j < m; j++) {
      [work[k * m + j], work[pivot * m + j]] = [
        work[pivot * m + j]! / value,
        pivot === k ? work[k * m + j]! / value : work[k * m + j]!,
      ];
      [inverse[k * m + j], inverse[pivot * m + j]] = [
        inverse[pivot * m + j]! / value,
        pivot === k ? inverse[k * m + j]! / value : inverse[k * m + j]!,
      ];
    }
    for (let i = 0; i < m; i++) {
      const factor = work[i * m + k]!;
      if (i === k || factor === 0) continue;
      for (let j = 0; j < m; j++) {
        work[i * m + j]! -= factor * work[k * m + j]!;
        inverse[i * m + j]! -= factor * inverse[k * m + j]!;
      }
    }
  }
  state.inverse = inverse;
  const rest = b.slice();
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) if (inBasis[j] === 0) rest[i]! -= a[i * n + j]! * x[j]!;
  for (let k = 0; k < m; k++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += inverse[k * m + i]! * rest[i]!;
    x[basis[k]!] = sum;
  }
  return true;
}

function dualOf({ m, basis, inverse }: State, cost: Float64Array): Float64Array {
  const dual = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    const weight = cost[basis[i]!]!;
    if (weight === 0) continue;
    for (let k = 0; k < m; k++) dual[k]! += weight * inverse[i * m + k]!;
  }
  return dual;
}
