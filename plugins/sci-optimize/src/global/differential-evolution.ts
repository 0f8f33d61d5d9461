import type { ArrayLikeInput, NDArray } from "@core/array";
import type { RandomState, Seed } from "@core/array/random";
import { checkKind, coreError } from "@core/array/runtime";
import { checkAborted } from "../core/abort.js";
import { type BoundsLike, isBounds, limitsOf } from "../core/bounds.js";
import { messages } from "../core/result.js";
import type { Objective } from "../core/scalar-function.js";
import { checkFunction, checkKeys, choiceOf, lineOf, rowsOf, scalarOf, vector, type WithArgs } from "../core/values.js";
import { allFinite, epsilon } from "../core/vectors.js";
import { stateOf } from "../minimize/gradients.js";
import { minimize } from "../minimize/minimize.js";

/** The ways to mix members of the population. */
export type EvolutionStrategy =
  | "best1bin"
  | "best1exp"
  | "rand1bin"
  | "rand1exp"
  | "rand2bin"
  | "rand2exp"
  | "randtobest1bin"
  | "randtobest1exp"
  | "currenttobest1bin"
  | "currenttobest1exp"
  | "best2bin"
  | "best2exp";

const strategies: readonly EvolutionStrategy[] = [
  ...(["best1bin", "best1exp", "rand1bin", "rand1exp", "rand2bin", "rand2exp"] as const),
  ...(["randtobest1bin", "randtobest1exp", "currenttobest1bin", "currenttobest1exp", "best2bin", "best2exp"] as const),
];

/** Options of {@link differentialEvolution}. */
export interface DifferentialEvolutionOptions extends WithArgs {
  /** `best1bin`. */
  readonly strategy?: EvolutionStrategy | (string & {});
  /** The most generations; 1000. */
  readonly maxiter?: number;
  /** The size of the population for each variable; 15. */
  readonly popsize?: number;
  /** The relative spread of the values at which to stop; 0.01. */
  readonly tol?: number;
  /** The weight of differences, or two limits between which each generation's is drawn; `[0.5, 1]`. */
  readonly mutation?: number | readonly [number, number];
  /** The chance of each variable to be changed; 0.7. */
  readonly recombination?: number;
  readonly seed?: Seed | RandomState;
  /** Called after each generation; the search ends when it returns true. */
  readonly callback?: ((x: Float64Array, convergence: number) => unknown) | null;
  /** Gets a line of text for each generation. */
  readonly disp?: (text: string) => void;
  /** Whether L-BFGS-B goes on from the best member; true. */
  readonly polish?: boolean;
  /** `latinhypercube`, `random`, or a population of shape (S, N). */
  readonly init?: "latinhypercube" | "random" | (string & {}) | ArrayLikeInput;
  /** The absolute spread of the values at which to stop; 0. */
  readonly atol?: number;
  /** Whether the best member changes within a generation or after it. */
  readonly updating?: "immediate" | "deferred" | (string & {});
  /** A first member. */
  readonly x0?: ArrayLikeInput | null;
  /** Which variables are whole numbers. */
  readonly integrality?: readonly boolean[] | boolean | null;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal;
  /** Told how many generations are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a global search found. */
export interface GlobalResult {
  readonly x: NDArray<"float64">;
  readonly fun: number;
  readonly nit: number;
  readonly nfev: number;
  readonly success: boolean;
  readonly message: string;
  /** The gradient, after a polish that helped. */
  readonly jac?: NDArray<"float64">;
}

interface Population {
  readonly members: Float64Array[];
  readonly energies: Float64Array;
}

/**
 * The lowest minimum inside limits by differential evolution (Storn and Price 1997). With the same seed the members are those of SciPy
 * with the same `RandomState`.
 *
 * @throws BAD_VALUE for limits that are not finite and weights outside of 0 to 2; UNSUPPORTED for the initialisations `sobol` and `halton`
 */
export function differentialEvolution(
  func: Objective,
  bounds: BoundsLike,
  options: DifferentialEvolutionOptions = {},
): GlobalResult {
  checkFunction(func, "differentialEvolution: func");
  checkKeys(
    options,
    [
      ...[
        "args",
        "strategy",
        "maxiter",
        "popsize",
        "tol",
        "mutation",
        "recombination",
        "seed",
        "callback",
        "disp",
        "polish",
      ],
      ...["init", "atol", "updating", "x0", "integrality", "signal", "onProgress"],
    ],
    "differentialEvolution",
  );
  const { args = [], maxiter = 1000, popsize = 15, tol = 0.01, atol = 0, recombination = 0.7, polish = true } = options;
  const { mutation = [0.5, 1], callback, signal } = options;
  if (options.disp !== undefined) checkKind("differentialEvolution", "disp", options.disp, "function");
  checkKind("differentialEvolution", "mutation", mutation, "numbers");
  const strategy = choiceOf(options.strategy ?? "best1bin", strategies, "differentialEvolution: strategy");
  const updating = choiceOf(
    options.updating ?? "immediate",
    ["immediate", "deferred"] as const,
    "differentialEvolution: updating",
  );
  const { low, high } = finiteLimits(bounds);
  const n = low.length;
  const whole = wholeVariables(options.integrality, n, low, high);
  const weights = typeof mutation === "number" ? [mutation] : [...mutation];
  if (weights.some((weight) => !(weight >= 0 && weight < 2)))
    throw coreError("BAD_VALUE", `mutation: got ${weights.join(", ")}, expected a number or two from 0 and below 2.`);
  weights.sort((a, b) => a - b);
  const state = stateOf(options.seed);
  const centre = low.map((value, j) => 0.5 * (value + high[j]!));
  const width = low.map((value, j) => Math.abs(value - high[j]!));
  const scaled = (member: Float64Array): Float64Array =>
    member.map((value, j) => {
      const x = centre[j]! + (value - 0.5) * width[j]!;
      return whole[j] === 1 ? roundEven(x) : x;
    });
  const unscaled = (x: Float64Array): Float64Array => x.map((value, j) => (value - centre[j]!) / width[j]! + 0.5);
  const call = func as (...all: unknown[]) => unknown;
  let nfev = 0;
  const energyOf = (member: Float64Array): number => {
    nfev++;
    return scalarOf(call(scaled(member), ...args), "func(x, *args)");
  };
  const members = firstMembers(options.init ?? "latinhypercube", Math.max(5, popsize * n), n, state, unscaled);
  if (options.x0 != null) {
    const first = unscaled(lineOf(options.x0, "x0"));
    if (first.length !== n || first.some((value) => value > 1 || value < 0))
      throw coreError("BAD_VALUE", "Some entries in x0 lay outside the specified bounds.");
    members[0] = first;
  }
  const population: Population = { members, energies: Float64Array.from(members, energyOf) };
  promoteLowest(population);
  let nit = 0;
  let ended = false;
  let message: string = messages.success;
  const { energies } = population;
  for (nit = 1; nit <= maxiter; nit++) {
    checkAborted(signal, "differentialEvolution");
    const scale = weights.length > 1 ? weights[0]! + (weights[1]! - weights[0]!) * state.random() : weights[0]!;
    generation(population, strategy, scale, recombination, updating === "immediate", state, energyOf);
    options.disp?.(`differential_evolution step ${nit}: f(x)= ${energies[0]}`);
    options.onProgress?.(nit, maxiter);
    const { spread, mean } = statistics(energies);
    if (
      callback?.(
        scaled(members[0]!),
        tol /
          ((energies.includes(Number.POSITIVE_INFINITY)
            ? Number.POSITIVE_INFINITY
            : spread / Math.abs(mean + epsilon)) +
            epsilon),
      )
    ) {
      ended = true;
      message = "callback function requested stop early by returning True";
      break;
    }
    if (
      !energies.some((energy) => Math.abs(energy) === Number.POSITIVE_INFINITY) &&
      spread <= atol + tol * Math.abs(mean)
    )
      break;
  }
  if (nit > maxiter) {
    nit = maxiter;
    ended = true;
    message = messages.maxiter;
  }
  let x = scaled(members[0]!);
  let fun = energies[0]!;
  let jac: NDArray<"float64"> | undefined;
  if (polish && whole.includes(0)) {
    for (let j = 0; j < n; j++)
      if (whole[j] === 1) {
        low[j] = x[j]!;
        high[j] = x[j]!;
      }
    const found = minimize(func, x, { method: "L-BFGS-B", bounds: { lb: low, ub: high }, args });
    nfev += found.nfev;
    const at = lineOf(found.x, "x");
    if (found.fun < fun && found.success && at.every((value, j) => value >= low[j]! && value <= high[j]!)) {
      [fun, x, jac] = [found.fun, at, found.jac];
    }
  }
  return { x: vector(x), fun, nfev, nit, message, success: !ended, ...(jac === undefined ? {} : { jac }) };
}

/** Limits that must all be finite. */
export function finiteLimits(bounds: BoundsLike): { readonly low: Float64Array; readonly high: Float64Array } {
  const count = isBounds(bounds)
    ? Math.max(lineOf(bounds.lb, "lb").length, lineOf(bounds.ub, "ub").length)
    : rowsCount(bounds);
  const { low, high } = limitsOf(bounds, count);
  if (count === 0 || !allFinite(low) || !allFinite(high))
    throw coreError("BAD_VALUE", "bounds should be a sequence containing finite (min, max) pairs for each value in x.");
  return { low, high };
}

function rowsCount(bounds: unknown): number {
  return Array.isArray(bounds) ? bounds.length : rowsOf(bounds, "bounds").rows;
}

function wholeVariables(
  given: DifferentialEvolutionOptions["integrality"],
  n: number,
  low: Float64Array,
  high: Float64Array,
): Uint8Array {
  const whole = Uint8Array.from({ length: n }, (_, j) => ((Array.isArray(given) ? given[j] : given) ? 1 : 0));
  for (let j = 0; j < n; j++) {
    if (whole[j] === 0) continue;
    const [l, h] = [Math.ceil(low[j]!), Math.floor(high[j]!)];
    if (l > h)
      throw coreError("BAD_VALUE", `integrality: there is no whole number between the limits of variable ${j}.`);
  }
  return whole;
}

function roundEven(x: number): number {
  const rounded = Math.round(x);
  return Math.abs(x % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

function firstMembers(
  init: unknown,
  count: number,
  n: number,
  state: RandomState,
  unscaled: (x: Float64Array) => Float64Array,
): Float64Array[] {
  if (typeof init === "string") {
    if (init === "sobol" || init === "halton")
      throw coreError(
        "UNSUPPORTED",
        `differentialEvolution: the initialisation ${init} is not here; use latinhypercube or random.`,
      );
    const method = choiceOf(init, ["latinhypercube", "random"] as const, "differentialEvolution: init");
    const members = Array.from({ length: count }, () => Float64Array.from({ length: n }, () => state.random()));
    if (method === "random") return members;
    const step = 1 / count;
    members.forEach((member, i) => {
      for (let j = 0; j < n; j++) member[j] = step * member[j]! + i * step;
    });
    const mixed = members.map((member) => member.slice());
    for (let j = 0; j < n; j++) {
      const order = lineOf(state.permutation(count), "order");
      for (let i = 0; i < count; i++) mixed[i]![j] = members[order[i]!]![j]!;
    }
    return mixed;
  }
  const { data, rows, columns } = rowsOf(init, "init");
  if (rows < 5 || columns !== n)
    throw coreError("BAD_SHAPE", `init has shape (${rows}, ${columns}), expected (S, ${n}) with S > 4.`);
  return Array.from({ length: rows }, (_, i) =>
    unscaled(data.slice(i * n, (i + 1) * n)).map((value) => Math.min(1, Math.max(0, value))),
  );
}

function promoteLowest({ members, energies }: Population): void {
  let best = 0;
  for (let i = 1; i < energies.length; i++)
    if (energies[i]! < energies[best]! || (Number.isNaN(energies[i]!) && !Number.isNaN(energies[best]!))) best = i;
  [members[0], members[best]] = [members[best]!, members[0]!];
  [energies[0], energies[best]] = [energies[best]!, energies[0]!];
}

function generation(
  population: Population,
  strategy: EvolutionStrategy,
  scale: number,
  chance: number,
  immediate: boolean,
  state: RandomState,
  energyOf: (member: Float64Array) => number,
): void {
  const { members, energies } = population;
  const inside = (trial: Float64Array): Float64Array =>
    trial.map((value) => (value > 1 || value < 0 ? state.random() : value));
  if (immediate) {
    for (let i = 0; i < members.length; i++) {
      const trial = inside(mutated(population, i, strategy, scale, chance, state));
      const energy = energyOf(trial);
      if (energy <= energies[i]!) {
        members[i] = trial;
        energies[i] = energy;
        if (energy <= energies[0]!) promoteLowest(population);
      }
    }
    return;
  }
  const trials = members.map((_, i) => mutated(population, i, strategy, scale, chance, state)).map(inside);
  const values = trials.map(energyOf);
  trials.forEach((trial, i) => {
    if (values[i]! <= energies[i]!) {
      members[i] = trial;
      energies[i] = values[i]!;
    }
  });
  promoteLowest(population);
}

function mutated(
  { members }: Population,
  candidate: number,
  strategy: EvolutionStrategy,
  scale: number,
  chance: number,
  state: RandomState,
): Float64Array {
  const own = members[candidate]!;
  const n = own.length;
  let fill = Number(state.choice(n));
  const others = members.filter((_, i) => i !== candidate);
  const order = lineOf(state.permutation(others.length), "order");
  const r = (k: number): Float64Array => others[order[k]!]!;
  const [best] = members;
  const mix = strategy.slice(0, -3);
  const mixed = own.map((_, j) => {
    const b = best![j]!;
    const at = (k: number): number => r(k)[j]!;
    switch (mix) {
      case "best1":
        return b + scale * (at(0) - at(1));
      case "rand1":
        return at(0) + scale * (at(1) - at(2));
      case "randtobest1":
        return at(0) + scale * (b - at(0)) + scale * (at(1) - at(2));
      case "currenttobest1":
        return own[j]! + scale * (b - own[j]! + at(0) - at(1));
      case "best2":
        return b + scale * (at(0) + at(1) - at(2) - at(3));
      default:
        return at(0) + scale * (at(1) + at(2) - at(3) - at(4));
    }
  });
  const crossed = own.map(() => (state.random() < chance ? 1 : 0));
  const trial = own.slice();
  if (strategy.endsWith("bin")) {
    crossed[fill] = 1;
    for (let j = 0; j < n; j++) if (crossed[j] === 1) trial[j] = mixed[j]!;
    return trial;
  }
  crossed[0] = 1;
  for (let i = 0; i < n && crossed[i] === 1; i++) {
    trial[fill] = mixed[fill]!;
    fill = (fill + 1) % n;
  }
  return trial;
}

function statistics(energies: Float64Array): { readonly spread: number; readonly mean: number } {
  let mean = 0;
  for (const energy of energies) mean += energy;
  mean /= energies.length;
  let sum = 0;
  for (const energy of energies) sum += (energy - mean) ** 2;
  return { spread: Math.sqrt(sum / energies.length), mean };
}
