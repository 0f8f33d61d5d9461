import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkChoice, checkFunction, checkNumber, checkSignal, numbersOf, vectorOf } from "./arguments.js";
import { bdf } from "./ivp/bdf.js";
import { zeroBetween } from "./ivp/brent.js";
import { lsodaSolver } from "./ivp/lsoda-solver.js";
import { radau } from "./ivp/radau.js";
import { rungeKutta } from "./ivp/runge-kutta.js";
import { type OdeSolution, odeSolution, statesArray } from "./ivp/solution.js";
import { type Dense, type IvpJacobian, type IvpProblem, type Solver, tooSmall } from "./ivp/solver.js";
import { firstState, type IvpFunction, type Presentation, systemOf } from "./ivp/system.js";
import { dop853, rk23, rk45 } from "./ivp/tableaux.js";

/** Methods of {@link solveIvp}. */
export type IvpMethod = "RK45" | "RK23" | "DOP853" | "Radau" | "BDF" | "LSODA";

const methods: readonly IvpMethod[] = ["RK45", "RK23", "DOP853", "Radau", "BDF", "LSODA"];

/**
 * A function of (t, y, ...args) whose zeros are events. With `terminal` the solution ends there; with `direction` above 0 only zeros
 * where it rises count, below 0 only those where it falls: `Object.assign((t, y) => y[0], { terminal: true })`.
 */
// biome-ignore lint/suspicious/noExplicitAny: as in IvpFunction
export type IvpEvent = ((t: number, y: any, ...args: any[]) => number) & {
  readonly terminal?: boolean;
  readonly direction?: number;
};

/** Options of {@link solveIvp}. */
export interface SolveIvpOptions {
  /** "RK45" by default; "Radau", "BDF" or "LSODA" for stiff problems. */
  readonly method?: IvpMethod;
  /** Times at which to give states; the steps' ends if left out. */
  readonly tEval?: ArrayLikeInput | undefined;
  /** Whether to give a solution for all times. */
  readonly denseOutput?: boolean;
  readonly events?: IvpEvent | readonly IvpEvent[] | undefined;
  /** Whether `fun` takes an array of shape (n, k), a state in each column, and gives such. */
  readonly vectorized?: boolean;
  /** Further arguments of the functions. */
  readonly args?: readonly unknown[];
  readonly firstStep?: number | undefined;
  readonly maxStep?: number;
  /** The error of a step stays below atol + rtol |y|: 1e-3 and 1e-6, one for all or one for each state. */
  readonly rtol?: ArrayLikeInput;
  readonly atol?: ArrayLikeInput;
  /** For stiff methods the Jacobian, (n, n): a matrix, or a function of (t, y, ...args); by differences if left out. */
  readonly jac?: IvpFunction | ArrayLikeInput | undefined;
  /** Where the Jacobian is not 0, (n, n): fewer calls for differences (Radau, BDF). */
  readonly jacSparsity?: ArrayLikeInput | undefined;
  /** Bandwidths of the Jacobian for LSODA; `jac` then gives rows of diagonals: element [uband + i - j, j]. */
  readonly lband?: number | undefined;
  readonly uband?: number | undefined;
  /** The smallest step of LSODA. */
  readonly minStep?: number;
  /** The most steps, without limit by default (an addition to SciPy); more make the solution fail. */
  readonly maxSteps?: number;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link solveIvp} found. */
export interface OdeResult {
  /** Times, and states of shape (n, times). */
  readonly t: NDArray;
  readonly y: NDArray;
  readonly sol: OdeSolution | null;
  /** For each event its times, and the states there, shape (times, n). */
  readonly tEvents: readonly NDArray[] | null;
  readonly yEvents: readonly NDArray[] | null;
  /** Calls of the function and of the Jacobian, factorizations. */
  readonly nfev: number;
  readonly njev: number;
  readonly nlu: number;
  /** 0 at the end of the range, 1 at a terminal event, -1 when the method gave up. */
  readonly status: -1 | 0 | 1;
  readonly message: string;
  readonly success: boolean;
}

/**
 * Solves y' = f(t, y) from a first state on. Methods, step sizes and counts are SciPy's: explicit Runge–Kutta of order 3(2), 5(4) and
 * 8(5,3), Radau IIA of order 5, backward differentiation of order 1 to 5, and LSODA.
 *
 * `fun` gets the state as a Float64Array of its own, as a list of `{ re, im }` where `y0` is complex (explicit methods only), and gives n
 * numbers. What it throws passes through; where it gives NaN the method gives up with status -1.
 *
 * @param fun of (t, y, ...args)
 * @param tSpan beginning and end, in either order
 * @param y0 the first state, n numbers
 * @throws BAD_ARGUMENT, BAD_VALUE and BAD_SHAPE for what does not fit, UNSUPPORTED for complex states in implicit methods, ABORTED
 */
export function solveIvp(
  fun: IvpFunction,
  tSpan: readonly [number, number],
  y0: ArrayLikeInput,
  options: SolveIvpOptions = {},
): OdeResult {
  checkOptions("solveIvp", options, {
    method: "any",
    tEval: "any",
    denseOutput: "boolean",
    events: "any",
    vectorized: "boolean",
    args: "list",
    firstStep: "number",
    maxStep: "number",
    rtol: "any",
    atol: "any",
    jac: "any",
    jacSparsity: "any",
    lband: "number",
    uband: "number",
    minStep: "number",
    maxSteps: "number",
    signal: "signal",
  });
  checkKind("solveIvp", "fun", fun, "function");
  checkFunction("solveIvp", "fun", fun);
  const method = checkChoice("solveIvp", "method", options.method ?? "RK45", methods);
  const { args = [] } = options;
  if (typeof tSpan !== "object" || tSpan === null || tSpan.length !== 2)
    throw coreError("BAD_ARGUMENT", `solveIvp: tSpan is ${describeValue(tSpan)}, expected two times.`);
  const [t0, end] = [checkNumber("solveIvp", "tSpan[0]", tSpan[0]), checkNumber("solveIvp", "tSpan[1]", tSpan[1])];
  if (!Number.isFinite(t0) || !Number.isFinite(end))
    throw coreError("BAD_VALUE", `solveIvp: tSpan is from ${t0} to ${end}, expected finite times.`);
  const { values, complex } = firstState(y0);
  if (complex && (method === "Radau" || method === "BDF" || method === "LSODA"))
    throw coreError(
      "UNSUPPORTED",
      `solveIvp: method "${method}" does not take complex states; "RK45", "RK23" and "DOP853" do.`,
    );
  const n = complex ? values.length / 2 : values.length;
  const wanted = options.tEval === undefined ? undefined : timesOf(options.tEval, t0, end);
  const system = systemOf(fun, n, complex, options.vectorized ?? false, args);
  const problem = problemOf(system, t0, end, values, complex, options);
  const solver = solverOf(method, problem);
  const track = trackOf(options.events, args, system, complex);
  return run(problem, solver, track, wanted, method, complex, options);
}

function timesOf(tEval: ArrayLikeInput, t0: number, end: number): Float64Array {
  if (asArray(tEval).shape.length !== 1) throw coreError("BAD_SHAPE", "solveIvp: tEval is not a list of times.");
  const times = vectorOf("solveIvp", "tEval", tEval);
  const [low, high] = [Math.min(t0, end), Math.max(t0, end)];
  for (let i = 0; i < times.length; i++) {
    if (times[i]! < low || times[i]! > high)
      throw coreError("BAD_VALUE", `solveIvp: tEval has ${times[i]}, which is not within tSpan, ${t0} to ${end}.`);
    if (i > 0 && ((end > t0 && times[i]! <= times[i - 1]!) || (end < t0 && times[i]! >= times[i - 1]!)))
      throw coreError("BAD_VALUE", `solveIvp: tEval is not in the order of tSpan at ${times[i]}.`);
  }
  return times;
}

function problemOf(
  system: IvpProblem["system"],
  t0: number,
  end: number,
  y0: Float64Array,
  complex: boolean,
  options: SolveIvpOptions,
): IvpProblem {
  const largestStep = checkNumber("solveIvp", "maxStep", options.maxStep ?? Number.POSITIVE_INFINITY);
  if (!(largestStep > 0)) throw coreError("BAD_VALUE", `solveIvp: maxStep is ${largestStep}, expected more than 0.`);
  const smallestStep = checkNumber("solveIvp", "minStep", options.minStep ?? 0);
  if (!(smallestStep >= 0)) throw coreError("BAD_VALUE", `solveIvp: minStep is ${smallestStep}, expected 0 or more.`);
  const { firstStep } = options;
  if (
    firstStep !== undefined &&
    !(checkNumber("solveIvp", "firstStep", firstStep) > 0 && firstStep <= Math.abs(end - t0))
  )
    throw coreError(
      "BAD_VALUE",
      `solveIvp: firstStep is ${firstStep}, expected more than 0 and at most ${Math.abs(end - t0)}.`,
    );
  const relative = toleranceOf("rtol", options.rtol ?? 1e-3, system.n, complex);
  const absolute = toleranceOf("atol", options.atol ?? 1e-6, system.n, complex);
  if (absolute.some((one) => !(one >= 0))) throw coreError("BAD_VALUE", "solveIvp: atol must be 0 or more everywhere.");
  const finest = 100 * 2 ** -52;
  return {
    system,
    t0,
    y0,
    end,
    direction: end < t0 ? -1 : 1,
    relative: relative.map((one) => (one < finest ? finest : one)),
    absolute,
    firstStep,
    largestStep,
    smallestStep,
    jacobian: jacobianOf(options, system.n),
    bands: { lower: options.lband, upper: options.uband },
  };
}

function toleranceOf(name: string, value: ArrayLikeInput, n: number, complex: boolean): Float64Array {
  const given = vectorOf("solveIvp", name, value);
  const scalar = asArray(value).shape.length === 0;
  if (!scalar && given.length !== n)
    throw coreError("BAD_SHAPE", `solveIvp: ${name} has ${given.length} elements, expected a number or ${n}.`);
  const width = complex ? 2 : 1;
  return Float64Array.from({ length: n * width }, (_, i) => (scalar ? given[0]! : given[Math.floor(i / width)]!));
}

function jacobianOf({ jac, jacSparsity, args = [], lband, uband }: SolveIvpOptions, n: number): IvpJacobian {
  const rows = lband === undefined && uband === undefined ? n : (lband ?? 0) + (uband ?? 0) + 1;
  const matrixOf = (given: ArrayLikeInput): Float64Array => {
    const a = asArray(given);
    if (a.shape.length !== 2 || a.shape[0] !== rows || a.shape[1] !== n)
      throw coreError("BAD_SHAPE", `solveIvp: jac has shape (${a.shape.join(", ")}), expected (${rows}, ${n}).`);
    return numbersOf("solveIvp: jac", a).slice();
  };
  if (typeof jac === "function") return { kind: "function", at: (t, y) => matrixOf(jac(t, y.slice(), ...args)) };
  if (jac !== undefined) return { kind: "constant", matrix: matrixOf(jac) };
  return { kind: "differences", sparsity: jacSparsity === undefined ? undefined : asArray(jacSparsity) };
}

function solverOf(method: IvpMethod, p: IvpProblem): Solver {
  switch (method) {
    case "RK23":
      return rungeKutta(p, rk23());
    case "RK45":
      return rungeKutta(p, rk45());
    case "DOP853":
      return rungeKutta(p, dop853());
    case "Radau":
      return radau(p);
    case "BDF":
      return bdf(p);
    case "LSODA":
      return lsodaSolver(p);
  }
}

/** Events on the way. */
interface Track {
  readonly values: (t: number, y: Float64Array) => number[];
  readonly functions: readonly IvpEvent[];
  readonly at: (index: number, t: number, y: Float64Array) => number;
  readonly times: number[][];
  readonly states: Float64Array[][];
}

function trackOf(
  events: SolveIvpOptions["events"],
  args: readonly unknown[],
  system: Presentation,
  complex: boolean,
): Track | undefined {
  if (events === undefined) return undefined;
  const functions = (Array.isArray(events) ? events : [events]) as readonly IvpEvent[];
  for (const [i, event] of functions.entries()) checkFunction("solveIvp", `events[${i}]`, event);
  const at = (index: number, t: number, y: Float64Array): number => {
    const value: unknown = functions[index]!(t, complex ? system.present(y) : y.slice(), ...args);
    if (typeof value !== "number")
      throw coreError(
        "BAD_ARGUMENT",
        `solveIvp: events[${index}] returned ${describeValue(value)}, expected a number.`,
      );
    return value;
  };
  return {
    functions,
    at,
    values: (t, y) => functions.map((_, i) => at(i, t, y)),
    times: functions.map(() => []),
    states: functions.map(() => []),
  };
}

/** The events between two steps in the order of time, up to the first that ends the solution. */
function eventsBetween(
  track: Track,
  before: readonly number[],
  after: readonly number[],
  dense: () => Dense,
  t0: number,
  t1: number,
): { readonly found: readonly (readonly [index: number, t: number])[]; readonly ends: boolean } {
  const active = track.functions.flatMap(({ direction = 0 }, i) => {
    const [a, b] = [before[i]!, after[i]!];
    const up = a <= 0 && b >= 0;
    const down = a >= 0 && b <= 0;
    return (up && direction >= 0) || (down && direction <= 0) ? [i] : [];
  });
  if (active.length === 0) return { found: [], ends: false };
  const solution = dense();
  const found = active.map((i) => [i, zeroBetween((t) => track.at(i, t, solution(t)), t0, t1)] as const);
  const terminal = ([i]: readonly [number, number]): boolean => track.functions[i]!.terminal === true;
  if (!found.some(terminal)) return { found, ends: false };
  const sorted = found.sort((p, q) => (t1 > t0 ? p[1] - q[1] : q[1] - p[1]));
  return { found: sorted.slice(0, sorted.findIndex(terminal) + 1), ends: true };
}

function run(
  p: IvpProblem,
  solver: Solver,
  track: Track | undefined,
  wanted: Float64Array | undefined,
  method: IvpMethod,
  complex: boolean,
  { denseOutput = false, maxSteps = Number.POSITIVE_INFINITY, signal }: SolveIvpOptions,
): OdeResult {
  const { t0, y0, end, direction, system } = p;
  const ts: number[] = wanted === undefined ? [t0] : [];
  const ys: Float64Array[] = wanted === undefined ? [y0] : [];
  const ends = [t0];
  const pieces: Dense[] = [];
  let values = track?.values(t0, y0) ?? [];
  let next = 0;
  let status: -1 | 0 | 1 | undefined;
  let message = "The solver successfully reached the end of the integration interval.";
  for (let steps = 0; status === undefined; steps++) {
    checkSignal("solveIvp", signal);
    const before = solver.t;
    let dense: Dense | undefined;
    let denseOf = (): Dense => solver.dense(before);
    const still = system.n === 0 || before === end;
    if (still) {
      denseOf = () => () => y0;
      status = 0;
    } else {
      if (steps >= maxSteps || !solver.advance()) {
        status = -1;
        message =
          steps >= maxSteps
            ? `The limit of ${maxSteps} steps is reached.`
            : method === "LSODA"
              ? "Unexpected istate in LSODA."
              : tooSmall;
        break;
      }
      if (direction * (solver.t - end) >= 0) status = 0;
    }
    const solution = (): Dense => {
      dense ??= denseOf();
      return dense;
    };
    let [t, y] = [still ? end : solver.t, solver.y];
    if (denseOutput) pieces.push(solution());
    if (track !== undefined) {
      const fresh = track.values(t, y);
      const { found, ends: ended } = eventsBetween(track, values, fresh, solution, before, t);
      for (const [index, time] of found) {
        track.times[index]!.push(time);
        track.states[index]!.push(solution()(time));
      }
      if (ended) {
        status = 1;
        message = "A termination event occurred.";
        t = found[found.length - 1]![1];
        y = solution()(t);
      }
      values = fresh;
    }
    if (wanted === undefined) {
      ts.push(t);
      ys.push(y);
    } else
      for (; next < wanted.length && direction * (wanted[next]! - t) <= 0; next++) {
        ts.push(wanted[next]!);
        ys.push(solution()(wanted[next]!));
      }
    ends.push(t);
  }
  const { counts, n } = system;
  return {
    t: fromData(Float64Array.from(ts), [ts.length]),
    y: statesArray(ys, n, complex),
    sol: denseOutput && pieces.length > 0 ? odeSolution(ends, pieces, n, complex) : null,
    tEvents:
      track === undefined ? null : track.times.map((times) => fromData(Float64Array.from(times), [times.length])),
    yEvents:
      track === undefined ? null : track.states.map((states) => statesArray(states, n, complex).transpose().copy()),
    ...counts,
    status,
    message,
    success: status >= 0,
  };
}
