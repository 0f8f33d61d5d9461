import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkCount, checkFunction, checkNumber, checkSignal, numbersOf, realArray, vectorOf } from "./arguments.js";
import { type Collocated, collocate, middles, newton } from "./bvp/collocation.js";
import { pseudoInverse } from "./bvp/pseudo-inverse.js";
import { type BvpSolution, bvpSolution, cubics, cubicsAt } from "./bvp/spline.js";
import {
  type BvpArrayFunction,
  type BvpConditions,
  type BvpConditionsJacobian,
  type BvpFunction,
  type BvpJacobian,
  type BvpSystem,
  bvpSystem,
  type SingularTerm,
} from "./bvp/system.js";

/** Options of {@link solveBvp}. */
export interface SolveBvpOptions {
  /** A first guess of unknown parameters. */
  readonly p?: ArrayLikeInput | undefined;
  /** (n, n): the term S y / (x - a) of the right-hand side; S y(a) = 0 is forced. */
  readonly S?: ArrayLikeInput | undefined;
  /** Derivatives; by differences if left out. */
  readonly funJac?: BvpJacobian | undefined;
  readonly bcJac?: BvpConditionsJacobian | undefined;
  /** The relative residual to reach on each interval, 1e-3. */
  readonly tol?: number;
  /** The most places of the mesh, 1000. */
  readonly maxNodes?: number;
  /** How near to 0 the conditions have to come; `tol` by default. */
  readonly bcTol?: number | undefined;
  /** 1 or 2 to write reports: to the console, or to a function. */
  readonly verbose?: 0 | 1 | 2;
  readonly show?: (text: string) => void;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link solveBvp} found. */
export interface BvpResult {
  readonly sol: BvpSolution;
  /** The parameters; null where there are none. */
  readonly p: NDArray | null;
  /** The mesh, states and their derivatives at it, shape (n, m). */
  readonly x: NDArray;
  readonly y: NDArray;
  readonly yp: NDArray;
  /** The relative residual of each interval. */
  readonly rmsResiduals: NDArray;
  readonly niter: number;
  readonly status: 0 | 1 | 2 | 3;
  readonly message: string;
  readonly success: boolean;
}

const messages = [
  "The algorithm converged to the desired accuracy.",
  "The maximum number of mesh nodes is exceeded.",
  "A singular Jacobian encountered when solving the collocation system.",
  "The solver was unable to satisfy boundary conditions tolerance on iteration 10.",
] as const;

/**
 * Solves y' = f(x, y, p) with conditions at both ends of a range, by collocation of order 4 with control of residuals (Kierzenka and
 * Shampine 2001); meshes and iterations are SciPy's.
 *
 * @param fun f: of a place and the state there, to n numbers; with `vectorized: true` of all places at once, as in SciPy
 * @param bc what has to be 0: of the states at both ends, to n + k numbers
 * @param x a first mesh, strictly rising
 * @param y a first guess of shape (n, m)
 * @returns also where nothing was found: `success`, `status` and `message` tell
 * @throws BAD_ARGUMENT, BAD_VALUE and BAD_SHAPE for what does not fit, BAD_DTYPE for complex states, ABORTED
 */
export function solveBvp(
  fun: BvpArrayFunction,
  bc: BvpConditions,
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: SolveBvpOptions & { readonly vectorized: true },
): BvpResult;
export function solveBvp(
  fun: BvpFunction,
  bc: BvpConditions,
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options?: SolveBvpOptions & { readonly vectorized?: false },
): BvpResult;
export function solveBvp(
  fun: BvpFunction | BvpArrayFunction,
  bc: BvpConditions,
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: SolveBvpOptions & { readonly vectorized?: boolean } = {},
): BvpResult {
  checkOptions("solveBvp", options, {
    p: "any",
    S: "any",
    funJac: "function",
    bcJac: "function",
    tol: "number",
    maxNodes: "number",
    bcTol: "number",
    verbose: "number",
    show: "function",
    signal: "signal",
    vectorized: "boolean",
  });
  checkKind("solveBvp", "fun", fun, "function");
  checkKind("solveBvp", "bc", bc, "function");
  const where = "solveBvp";
  checkFunction(where, "fun", fun);
  checkFunction(where, "bc", bc);
  let mesh: Float64Array = vectorOf(where, "x", x);
  if (mesh.length < 2) throw coreError("BAD_SHAPE", `${where}: x has ${mesh.length} places, expected 2 or more.`);
  for (let i = 1; i < mesh.length; i++)
    if (!(mesh[i]! > mesh[i - 1]!)) throw coreError("BAD_VALUE", `${where}: x does not rise at ${i}.`);
  const guess = realArray(where, "y", y);
  if (guess.shape.length !== 2 || guess.shape[1] !== mesh.length)
    throw coreError(
      "BAD_SHAPE",
      `${where}: y has shape (${guess.shape.join(", ")}), expected (n, ${mesh.length}): a column for each place of x.`,
    );
  const n = guess.shape[0]!;
  const p = options.p === undefined ? new Float64Array(0) : vectorOf(where, "p", options.p);
  const tolerance = Math.max(checkNumber(where, "tol", options.tol ?? 1e-3), 100 * 2 ** -52);
  const conditionTolerance = checkNumber(where, "bcTol", options.bcTol ?? tolerance);
  const most = checkCount(where, "maxNodes", options.maxNodes ?? 1000, 0);
  const states = Float64Array.from(numbersOf(where, guess.transpose()));
  const term = options.S === undefined ? undefined : singularTerm(options.S, n, mesh[0]!);
  term?.project(states.subarray(0, n));
  const system = bvpSystem({
    n,
    k: p.length,
    fun,
    bc,
    funJac: options.funJac,
    bcJac: options.bcJac,
    vectorized: options.vectorized ?? false,
    singular: term,
  });
  const report = reporter(options);
  let current = collocate(system, mesh, states, p);
  let status: BvpResult["status"] | undefined;
  let iteration = 0;
  let residuals: Float64Array = new Float64Array(0);
  let c: Float64Array = new Float64Array(0);
  let [worst, worstCondition] = [0, 0];
  while (status === undefined) {
    checkSignal(where, options.signal);
    const { found, singular } = newton(system, mesh, current, tolerance, conditionTolerance, term?.project);
    iteration++;
    current = found;
    worstCondition = largest(found.conditions.map(Math.abs));
    c = cubics(mesh, found.y, found.f, n);
    residuals = residualsOf(system, mesh, c, found);
    worst = largest(residuals);
    const more = residuals.map((one) => (one >= 100 * tolerance ? 2 : one > tolerance ? 1 : 0));
    const added = more.reduce((sum, one) => sum + one, 0);
    if (singular) status = 2;
    else if (mesh.length + added > most) status = 1;
    if (status !== 2) report.progress(iteration, worst, worstCondition, mesh.length, added, status === 1);
    if (status !== undefined) break;
    if (added > 0) {
      const next = finer(mesh, more);
      current = collocate(system, next, cubicsAt(mesh, c, n, next), found.p);
      mesh = next;
    } else if (worstCondition <= conditionTolerance) status = 0;
    else if (iteration >= 10) status = 3;
  }
  report.end(status, iteration, mesh.length, worst, worstCondition);
  const m = mesh.length;
  return {
    sol: bvpSolution(mesh, c, n),
    p: p.length === 0 ? null : fromData(current.p, [p.length]),
    x: fromData(mesh.slice(), [m]),
    y: fromData(current.y, [m, n]).transpose().copy(),
    yp: fromData(current.f, [m, n]).transpose().copy(),
    rmsResiduals: fromData(residuals, [residuals.length]),
    niter: iteration,
    status,
    message: messages[status],
    success: status === 0,
  };
}

function singularTerm(
  given: ArrayLikeInput,
  n: number,
  a: number,
): SingularTerm & { readonly project: (state: Float64Array) => void } {
  const matrix = realArray("solveBvp", "S", given);
  if (matrix.shape.length !== 2 || matrix.shape[0] !== n || matrix.shape[1] !== n)
    throw coreError("BAD_SHAPE", `solveBvp: S has shape (${matrix.shape.join(", ")}), expected (${n}, ${n}).`);
  const s = numbersOf("solveBvp: S", matrix);
  const inverse = pseudoInverse(s, n);
  const unit = (i: number): number => (i % (n + 1) === 0 ? 1 : 0);
  // I - S⁺ S takes away what S sees.
  const kept = Float64Array.from({ length: n * n }, (_, at) => {
    let sum = unit(at);
    for (let l = 0; l < n; l++) sum -= inverse[Math.floor(at / n) * n + l]! * s[l * n + (at % n)]!;
    return sum;
  });
  return {
    a,
    s,
    atBeginning: pseudoInverse(
      s.map((one, at) => unit(at) - one),
      n,
    ),
    project: (state) => {
      const before = state.slice();
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let l = 0; l < n; l++) sum += kept[i * n + l]! * before[l]!;
        state[i] = sum;
      }
    },
  };
}

function largest(values: Float64Array): number {
  let found = Number.NEGATIVE_INFINITY;
  for (const one of values) if (Number.isNaN(one) || one > found) found = one;
  return found;
}

/** The root mean square of the relative residuals over each interval, by Lobatto's rule of five places. */
function residualsOf(system: BvpSystem, x: Float64Array, c: Float64Array, found: Collocated): Float64Array {
  const { n } = system;
  const intervals = x.length - 1;
  const centre = middles(x);
  const out = new Float64Array(intervals);
  for (let q = 0; q < intervals; q++) {
    const h = x[q + 1]! - x[q]!;
    for (let i = 0; i < n; i++) {
      const at = q * n + i;
      const r = (1.5 * found.residuals[at]!) / h / (1 + Math.abs(found.fMiddle[at]!));
      out[q] = out[q]! + (32 / 45) * r * r;
    }
  }
  for (const side of [1, -1]) {
    const places = centre.map((one, q) => one + side * 0.5 * (x[q + 1]! - x[q]!) * Math.sqrt(3 / 7));
    const f = system.at(places, cubicsAt(x, c, n, places), found.p);
    const slopes = cubicsAt(x, c, n, places, 1);
    for (let q = 0; q < intervals; q++)
      for (let i = 0; i < n; i++) {
        const r = (slopes[q * n + i]! - f[q * n + i]!) / (1 + Math.abs(f[q * n + i]!));
        out[q] = out[q]! + (49 / 90) * r * r;
      }
  }
  return out.map((one) => Math.sqrt(0.5 * one));
}

/** A mesh with one or two places more in some intervals. */
function finer(x: Float64Array, more: Float64Array): Float64Array {
  const places: number[] = [];
  for (let i = 0; i < x.length; i++) {
    places.push(x[i]!);
    const [low, high] = [x[i]!, x[i + 1]!];
    if (more[i] === 1) places.push(0.5 * (low + high));
    else if (more[i] === 2) places.push((2 * low + high) / 3, (low + 2 * high) / 3);
  }
  return Float64Array.from(places);
}

interface Reporter {
  readonly progress: (
    iteration: number,
    residual: number,
    condition: number,
    nodes: number,
    added: number,
    tooMany: boolean,
  ) => void;
  readonly end: (status: number, iteration: number, nodes: number, residual: number, condition: number) => void;
}

function reporter({ verbose = 0, show = (text) => console.log(text) }: SolveBvpOptions): Reporter {
  if (![0, 1, 2].includes(verbose))
    throw coreError("BAD_ARGUMENT", `solveBvp: verbose is ${String(verbose)}, expected 0, 1 or 2.`);
  const centred = (text: string): string => {
    const left = Math.floor((15 - text.length) / 2);
    return (" ".repeat(Math.max(left, 0)) + text).padEnd(15);
  };
  const scientific = (value: number): string =>
    value.toExponential(2).replace(/e([+-])(\d)$/, (_, sign: string, digit: string) => `e${sign}0${digit}`);
  if (verbose === 2)
    show(["Iteration", "Max residual", "Max BC residual", "Total nodes", "Nodes added"].map(centred).join(""));
  return {
    progress: (iteration, residual, condition, nodes, added, tooMany) => {
      if (verbose === 2)
        show(
          [`${iteration}`, scientific(residual), scientific(condition), `${nodes}`, tooMany ? `(${added})` : `${added}`]
            .map(centred)
            .join(""),
        );
    },
    end: (status, iteration, nodes, residual, condition) => {
      if (verbose === 0) return;
      const title = [
        `Solved in ${iteration} iterations, number of nodes ${nodes}.`,
        `Number of nodes is exceeded after iteration ${iteration}.`,
        `Singular Jacobian encountered when solving the collocation system on iteration ${iteration}.`,
        `The solver was unable to satisfy boundary conditions tolerance on iteration ${iteration}.`,
      ][status]!;
      show(
        `${title} \nMaximum relative residual: ${scientific(residual)} \nMaximum boundary residual: ${scientific(condition)}`,
      );
    },
  };
}
