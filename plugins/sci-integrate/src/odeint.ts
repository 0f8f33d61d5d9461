import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkCount, checkFunction, checkNumber, checkSignal, realArray, takeVector, vectorOf } from "./arguments.js";
import type { Bands } from "./linear/factors.js";
import { advance, type Status } from "./lsoda/advance.js";
import { type Derivatives, lsoda } from "./lsoda/state.js";

/** The derivatives at a state and a time; with `tfirst` the time comes first. May give a number, a list or an array. */
// biome-ignore lint/suspicious/noExplicitAny: the parameters after the first two are the caller's own
export type OdeintFunction = (...parameters: any[]) => ArrayLikeInput;

/** Options of {@link odeint}. */
export interface OdeintOptions {
  /** Further arguments of the functions. */
  readonly args?: readonly unknown[];
  /** The Jacobian: element (i, j) is the derivative of slope i by state j; by differences if left out. */
  readonly Dfun?: OdeintFunction | undefined;
  /** Whether `Dfun` gives the transpose. */
  readonly colDeriv?: boolean;
  /** Whether to give the second result. */
  readonly fullOutput?: boolean;
  /** How many diagonals below and above the main one are not 0; `Dfun` then gives them row by row from the top. */
  readonly ml?: number | undefined;
  readonly mu?: number | undefined;
  /** Tolerances, one for all or one for each state; 1.49012e-8 by default. */
  readonly rtol?: ArrayLikeInput | undefined;
  readonly atol?: ArrayLikeInput | undefined;
  /** Times beyond which no step may go, in the order in which they come. */
  readonly tcrit?: ArrayLikeInput | undefined;
  /** First, largest and smallest step; 0 lets the solver choose. */
  readonly h0?: number;
  readonly hmax?: number;
  readonly hmin?: number;
  /** The most steps between two times; 0 is 500. */
  readonly mxstep?: number;
  /** The highest orders of the Adams methods (12) and of backward differentiation (5). */
  readonly mxordn?: number;
  readonly mxords?: number;
  /** Whether the functions take the time first. */
  readonly tfirst?: boolean;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link odeint} tells with `fullOutput`: one element for each time but the first, counts since the beginning. */
export interface OdeintInfo {
  /** The step used last, and the time that the solver had reached. */
  readonly hu: NDArray;
  readonly tcur: NDArray;
  /** How much too fine the tolerances are, where that was the trouble; otherwise 0. */
  readonly tolsf: NDArray;
  /** The time of the last change of method. */
  readonly tsw: NDArray;
  /** Steps, evaluations of the function and of the Jacobian. */
  readonly nst: NDArray;
  readonly nfe: NDArray;
  readonly nje: NDArray;
  /** The order used last. */
  readonly nqu: NDArray;
  /** The state with the largest error when the solver gave up, otherwise -1. */
  readonly imxer: number;
  /** The lengths that ODEPACK's work arrays would have. */
  readonly lenrw: number;
  readonly leniw: number;
  /** 1 for Adams, 2 for backward differentiation. */
  readonly mused: NDArray;
  /** How it ended. */
  readonly message: string;
}

const messages: Readonly<Record<Status | 1, string>> = {
  2: "Integration successful.",
  1: "Nothing was done; the integration time was 0.",
  [-1]: "Excess work done on this call (perhaps wrong Dfun type).",
  [-2]: "Excess accuracy requested (tolerances too small).",
  [-3]: "Illegal input detected (internal error).",
  [-4]: "Repeated error test failures (internal error).",
  [-5]: "Repeated convergence failures (perhaps bad Jacobian or tolerances).",
  [-6]: "Error weight became zero during problem.",
};

/**
 * Solves y' = f(y, t) by LSODA: Adams methods while the problem is smooth, backward differentiation where it is stiff, changing by
 * itself (Petzold, SIAM J. Sci. Stat. Comput. 4, 136 (1983); Hindmarsh's ODEPACK). Steps, orders and counts are those of SciPy.
 *
 * `f` gets the state as a Float64Array of its own. When the solver gives up, the row that it was on its way to holds the state that it
 * had reached, all later rows are NaN, and `fullOutput` tells why; what `f` throws passes through.
 *
 * @param func the derivatives, of (y, t, ...args)
 * @param y0 the state at the first time: a number or a list of n
 * @param t times in rising or falling order; repeated ones are allowed
 * @returns states of shape (times, n); with `fullOutput` a pair of these and {@link OdeintInfo}
 * @throws BAD_VALUE for times that are not in order, BAD_SHAPE for what does not fit n, BAD_ARGUMENT, ABORTED
 */
export function odeint(
  func: OdeintFunction,
  y0: ArrayLikeInput,
  t: ArrayLikeInput,
  options: OdeintOptions & { readonly fullOutput: true },
): [NDArray, OdeintInfo];
export function odeint(
  func: OdeintFunction,
  y0: ArrayLikeInput,
  t: ArrayLikeInput,
  options?: OdeintOptions & { readonly fullOutput?: false },
): NDArray;
export function odeint(
  func: OdeintFunction,
  y0: ArrayLikeInput,
  t: ArrayLikeInput,
  options?: OdeintOptions,
): NDArray | [NDArray, OdeintInfo];
export function odeint(
  func: OdeintFunction,
  y0: ArrayLikeInput,
  t: ArrayLikeInput,
  options: OdeintOptions = {},
): NDArray | [NDArray, OdeintInfo] {
  checkOptions("odeint", options, {
    args: "list",
    Dfun: "function",
    colDeriv: "boolean",
    fullOutput: "boolean",
    ml: "number",
    mu: "number",
    rtol: "any",
    atol: "any",
    tcrit: "any",
    h0: "number",
    hmax: "number",
    hmin: "number",
    mxstep: "number",
    mxordn: "number",
    mxords: "number",
    tfirst: "boolean",
    signal: "signal",
  });
  checkKind("odeint", "func", func, "function");
  checkFunction("odeint", "func", func);
  const times = vectorOf("odeint", "t", t);
  checkTimes(times);
  const y = vectorOf("odeint", "y0", y0);
  const n = y.length;
  if (n === 0) throw coreError("BAD_SHAPE", "odeint: y0 is empty, expected at least one state.");
  const bands = bandsOf(options, n);
  const mxordn = checkCount("odeint", "mxordn", options.mxordn ?? 12, 0);
  const mxords = checkCount("odeint", "mxords", options.mxords ?? 5, 0);
  const state = lsoda(
    {
      derivatives: wrap("func", func, options, n),
      jacobian: options.Dfun && jacobianOf(options.Dfun, options, n, bands),
      bands,
    },
    times[0] ?? 0,
    y.slice(),
    { relative: toleranceOf("rtol", options.rtol, n), absolute: toleranceOf("atol", options.atol, n) },
    {
      firstStep: finite("h0", options.h0),
      smallestStep: notNegative("hmin", options.hmin),
      largestStep: notNegative("hmax", options.hmax),
      steps: checkCount("odeint", "mxstep", options.mxstep ?? 0, 0) || 500,
      adamsOrder: Math.min(mxordn || 12, 12),
      bdfOrder: Math.min(mxords || 5, 5),
    },
  );
  const critical = options.tcrit === undefined ? undefined : vectorOf("odeint", "tcrit", options.tcrit);
  const rows = new Float64Array(times.length * n).fill(Number.NaN);
  const log = logOf(Math.max(times.length - 1, 0));
  let nextCritical = 0;
  let status: Status | 1 = 1;
  for (let k = 0; k < times.length && status > 0; k++) {
    const time = times[k]!;
    if (status === 1 && time === times[0]) {
      rows.set(y, k * n);
      continue;
    }
    checkSignal("odeint", options.signal);
    if (critical !== undefined && nextCritical < critical.length && time > critical[nextCritical]!) nextCritical++;
    status = advance(state, { time, critical: critical?.[nextCritical] });
    rows.set(state.y, k * n);
    log.record(k - 1, state);
  }
  const result = fromData(rows, [times.length, n]);
  if (options.fullOutput !== true) return result;
  const matrix = bands === undefined ? n * n + 2 : (2 * bands.lower + bands.upper + 1) * n + 2;
  const { adamsOrder, bdfOrder } = state.limits;
  const lenrw = 20 + 3 * n + Math.max((adamsOrder + 1) * n, (bdfOrder + 1) * n + matrix);
  const done = status !== 1;
  return [
    result,
    {
      ...log.arrays(),
      imxer: status === -4 || status === -5 ? state.worst : done ? -1 : 0,
      lenrw: done ? lenrw : 0,
      leniw: done ? 20 + n : 0,
      message: messages[status],
    },
  ];
}

function checkTimes(times: Float64Array): void {
  let [rising, falling] = [true, true];
  for (let i = 1; i < times.length; i++) {
    const step = times[i]! - times[i - 1]!;
    if (!(step >= 0)) rising = false;
    if (!(step <= 0)) falling = false;
  }
  if (!rising && !falling)
    throw coreError("BAD_VALUE", "odeint: the times t neither rise nor fall throughout; repeated ones are allowed.");
}

function finite(name: string, value = 0): number {
  if (!Number.isFinite(checkNumber("odeint", name, value)))
    throw coreError("BAD_VALUE", `odeint: ${name} is ${value}, expected a finite number.`);
  return value;
}

function notNegative(name: string, value = 0): number {
  if (!(checkNumber("odeint", name, value) >= 0))
    throw coreError("BAD_VALUE", `odeint: ${name} is ${value}, expected 0 (the solver chooses) or more.`);
  return value;
}

function bandsOf({ ml, mu }: OdeintOptions, n: number): Bands | undefined {
  const [lower, upper] = [ml ?? -1, mu ?? -1];
  if (lower < 0 && upper < 0) return undefined;
  const bands = { lower: Math.max(lower, 0), upper: Math.max(upper, 0) };
  if (!Number.isInteger(bands.lower) || !Number.isInteger(bands.upper) || bands.lower >= n || bands.upper >= n)
    throw coreError("BAD_VALUE", `odeint: ml ${ml} and mu ${mu} do not fit ${n} states.`);
  return bands;
}

function toleranceOf(name: string, value: ArrayLikeInput | undefined, n: number): Float64Array {
  const given = vectorOf("odeint", name, value ?? 1.49012e-8);
  if (given.length !== n && given.length !== 1)
    throw coreError("BAD_SHAPE", `odeint: ${name} has ${given.length} elements, expected 1 or ${n}.`);
  if (given.some((one) => !(one >= 0)))
    throw coreError("BAD_VALUE", `odeint: ${name} is ${given}, expected 0 or more.`);
  return given.length === n ? given : new Float64Array(n).fill(given[0]!);
}

function wrap(name: string, func: OdeintFunction, { args = [], tfirst }: OdeintOptions, n: number): Derivatives {
  return (t, y, out) => {
    const given: unknown = tfirst === true ? func(t, y.slice(), ...args) : func(y.slice(), t, ...args);
    takeVector("odeint", name, given, out.length === n ? out : out.subarray(0, n));
  };
}

function jacobianOf(
  Dfun: OdeintFunction,
  { args = [], tfirst, colDeriv }: OdeintOptions,
  n: number,
  bands: Bands | undefined,
): Derivatives {
  checkFunction("odeint", "Dfun", Dfun);
  const rows = bands === undefined ? n : bands.lower + bands.upper + 1;
  return (t, y, out) => {
    const given = tfirst === true ? Dfun(t, y.slice(), ...args) : Dfun(y.slice(), t, ...args);
    const matrix = realArray("odeint", "the result of Dfun", given);
    const wanted = colDeriv === true ? [n, rows] : [rows, n];
    const shape = [...new Array<number>(Math.max(0, 2 - matrix.shape.length)).fill(1), ...matrix.shape];
    if (shape.length !== 2 || shape[0] !== wanted[0] || shape[1] !== wanted[1])
      throw coreError(
        "BAD_SHAPE",
        `odeint: Dfun returned shape (${matrix.shape.join(", ")}), expected (${wanted.join(", ")}).`,
      );
    const whole = matrix.reshape([wanted[0]!, wanted[1]!]);
    const oriented = colDeriv === true ? whole.T : whole;
    out.set(vectorOf("odeint", "Dfun", oriented.reshape(-1)));
  };
}

interface Log {
  record(k: number, s: ReturnType<typeof lsoda>): void;
  arrays(): Pick<OdeintInfo, "hu" | "tcur" | "tolsf" | "tsw" | "nst" | "nfe" | "nje" | "nqu" | "mused">;
}

function logOf(length: number): Log {
  const [hu, tcur, tolsf, tsw] = [0, 1, 2, 3].map(() => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [nst, nfe, nje, nqu, mused] = [0, 1, 2, 3, 4].map(() => new Int32Array(length)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  return {
    record(k, s) {
      hu[k] = s.used;
      tcur[k] = s.time;
      tolsf[k] = s.tolerance;
      tsw[k] = s.switched;
      nst[k] = s.steps;
      nfe[k] = s.evaluations;
      nje[k] = s.jacobians;
      nqu[k] = s.usedOrder;
      mused[k] = s.usedFamily;
    },
    arrays: () => ({
      hu: fromData(hu, [length]),
      tcur: fromData(tcur, [length]),
      tolsf: fromData(tolsf, [length]),
      tsw: fromData(tsw, [length]),
      nst: fromData(nst, [length]),
      nfe: fromData(nfe, [length]),
      nje: fromData(nje, [length]),
      nqu: fromData(nqu, [length]),
      mused: fromData(mused, [length]),
    }),
  };
}
