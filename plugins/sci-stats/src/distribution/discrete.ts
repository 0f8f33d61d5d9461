import { type ArrayLikeInput, asArray, type NDArray, vectorize, vectorizeTuple } from "@core/array";
import type { RandomState } from "@core/array/random";
import { coreError, describeValue } from "@core/array/runtime";
import { checkFunction } from "../core/lines.js";
import { freeze } from "./continuous.js";
import { checkKeys, drawn, type Kernel, type Parametric, splitArguments, withShapes } from "./lift.js";
import type { Common, Curve, DrawOptions, ExpectOptions, Loc, MomentsOption, Numbers, Shape } from "./types.js";

/** What makes a discrete distribution on whole numbers, at location 0. */
export interface DiscreteSpec {
  readonly name: string;
  readonly shapes: readonly string[];
  readonly valid: (a: number, b: number, c: number) => boolean;
  readonly lower?: number | Parametric<number>;
  readonly upper?: number | Parametric<number>;
  readonly pmf: Kernel;
  readonly logpmf?: Kernel;
  readonly cdf: Kernel;
  readonly logcdf?: Kernel;
  readonly sf?: Kernel;
  readonly logsf?: Kernel;
  readonly ppf?: Kernel;
  readonly stats: Parametric<readonly [number, number, number, number]>;
  readonly entropy?: Parametric<number>;
  readonly draw?: (random: RandomState, a: number, b: number, c: number) => number;
}

/** A discrete distribution. Called with its parameters it gives one that keeps them. */
export interface Discrete<S extends readonly Shape[]> extends Common<S, Loc, Loc<number>> {
  (...rest: [...S, options?: Loc]): FrozenDiscrete;
  /** The probabilities; 0 at fractions. */
  readonly pmf: Curve<S, Loc, Loc<number>>;
  /** Their logarithms. */
  readonly logpmf: Curve<S, Loc, Loc<number>>;
  /** The expectation of a function of a whole number. */
  expect(f: (k: number) => number, ...rest: [...Numbers<S>, options?: Omit<ExpectOptions, "scale">]): number;
}

/** A discrete distribution with its parameters. */
export interface FrozenDiscrete {
  pmf(k: number): number;
  pmf(k: ArrayLikeInput): NDArray;
  logpmf(k: number): number;
  logpmf(k: ArrayLikeInput): NDArray;
  cdf(k: number): number;
  cdf(k: ArrayLikeInput): NDArray;
  logcdf(k: number): number;
  logcdf(k: ArrayLikeInput): NDArray;
  sf(k: number): number;
  sf(k: ArrayLikeInput): NDArray;
  logsf(k: number): number;
  logsf(k: ArrayLikeInput): NDArray;
  ppf(q: number): number;
  ppf(q: ArrayLikeInput): NDArray;
  isf(q: number): number;
  isf(q: ArrayLikeInput): NDArray;
  mean(): number;
  variance(): number;
  std(): number;
  median(): number;
  entropy(): number;
  stats(options?: MomentsOption): number[];
  moment(order: number): number;
  interval(confidence: number): [number, number];
  support(): [number, number];
  expect(f: (k: number) => number, options?: Omit<ExpectOptions, "loc" | "scale">): number;
  rvs(options: DrawOptions & { readonly size: number | readonly number[] }): NDArray;
  rvs(options?: DrawOptions): number;
}

interface Full extends DiscreteSpec {
  readonly low: Parametric<number>;
  readonly high: Parametric<number>;
  readonly sf: Kernel;
}

function constant(value: number | Parametric<number> | undefined, otherwise: number): Parametric<number> {
  if (typeof value === "function") return value;
  const fixed = value ?? otherwise;
  return () => fixed;
}

/** The smallest whole number whose cdf reaches q: steps of doubling size, then halving. */
function search(spec: Full, q: number, a: number, b: number, c: number, reached: (k: number) => boolean): number {
  const [low, high] = [spec.low(a, b, c), spec.high(a, b, c)];
  const [mean, variance] = spec.stats(a, b, c);
  const start = Number.isFinite(mean) ? Math.floor(mean) : low;
  const clip = (k: number): number => Math.min(Math.max(k, low), high);
  let step = Math.max(1, Number.isFinite(variance) ? Math.floor(Math.sqrt(variance)) : 1);
  let left = clip(start);
  let right = left;
  if (reached(left)) {
    while (left > low && reached(left)) {
      right = left;
      left = clip(left - step);
      step *= 2;
    }
    if (left === low && reached(left)) return low;
  } else {
    while (right < high && !reached(right)) {
      left = right;
      right = clip(right + step);
      step *= 2;
      if (right > 1e15 && !reached(right)) return q < 1 ? Number.NaN : high;
    }
  }
  while (right - left > 1) {
    const middle = Math.floor((left + right) / 2);
    if (reached(middle)) right = middle;
    else left = middle;
  }
  return right;
}

/** The sum of f(k) over the support, from the middle outwards until terms no longer count. */
function summed(
  spec: Full,
  a: number,
  b: number,
  c: number,
  from: number,
  to: number,
  f: (k: number) => number,
): number {
  const [mean, variance] = spec.stats(a, b, c);
  const centre = Math.min(Math.max(Number.isFinite(mean) ? Math.floor(mean) : from, from), to);
  const near = Number.isFinite(variance) ? 10 * Math.sqrt(variance) + 10 : 100;
  let sum = 0;
  const walk = (start: number, step: number, end: number): void => {
    let quiet = 0;
    for (let k = start, i = 0; step > 0 ? k <= end : k >= end; k += step, i++) {
      const term = f(k);
      sum += term;
      quiet = Math.abs(term) <= 1e-17 * Math.abs(sum) ? quiet + 1 : 0;
      if ((i > near && quiet > 5) || i > 1e6) break;
    }
  };
  walk(centre, 1, to);
  walk(centre - 1, -1, from);
  return sum;
}

/** Makes a discrete distribution of its formulas. */
export function discrete<S extends readonly Shape[]>(given: DiscreteSpec): Discrete<S> {
  const { name, shapes } = given;
  const count = shapes.length;
  const spec: Full = {
    ...given,
    low: constant(given.lower, 0),
    high: constant(given.upper, Number.POSITIVE_INFINITY),
    sf: given.sf ?? ((k, a, b, c) => 1 - given.cdf(k, a, b, c)),
  };

  const curve = (label: string, f: (k: number, loc: number, a: number, b: number, c: number) => number) => {
    const lifted = withShapes(count, (x, loc, _, a, b, c) => f(x, loc, a, b, c));
    const vectorized = vectorize(lifted as (...all: number[]) => number, { name: `${name}.${label}` });
    return (...all: readonly unknown[]): NDArray | number => {
      const { leading, options } = splitArguments<Loc>(`${name}.${label}`, count + 1, shapes, all);
      checkKeys(`${name}.${label}`, options, ["loc"]);
      return vectorized(...(leading as number[]), (options.loc ?? 0) as number, 1);
    };
  };
  const mass =
    (log: boolean) =>
    (x: number, loc: number, a: number, b: number, c: number): number => {
      if (!spec.valid(a, b, c) || Number.isNaN(x)) return Number.NaN;
      const k = x - loc;
      if (k !== Math.floor(k) || k < spec.low(a, b, c) || k > spec.high(a, b, c) || !Number.isFinite(k))
        return Number.isNaN(k) ? k : log ? Number.NEGATIVE_INFINITY : 0;
      if (!log) return Math.min(1, Math.max(0, spec.pmf(k, a, b, c)));
      return spec.logpmf === undefined ? Math.log(spec.pmf(k, a, b, c)) : spec.logpmf(k, a, b, c);
    };
  const tail =
    (kernel: Kernel, below: number, above: number) =>
    (x: number, loc: number, a: number, b: number, c: number): number => {
      if (!spec.valid(a, b, c)) return Number.NaN;
      const k = Math.floor(x - loc);
      if (k < spec.low(a, b, c)) return below;
      if (k >= spec.high(a, b, c)) return above;
      return Number.isNaN(k) ? k : kernel(k, a, b, c);
    };
  const logOf =
    (kernel: Kernel): Kernel =>
    (x, a, b, c) =>
      Math.log(kernel(x, a, b, c));
  const ppf = (q: number, a: number, b: number, c: number): number =>
    spec.ppf === undefined
      ? search(spec, q, a, b, c, (k) => (k >= spec.high(a, b, c) ? 1 : spec.cdf(k, a, b, c)) >= q)
      : spec.ppf(q, a, b, c);
  const isf = (q: number, a: number, b: number, c: number): number =>
    search(spec, 1 - q, a, b, c, (k) => (k >= spec.high(a, b, c) ? 0 : spec.sf(k, a, b, c)) <= q);
  const quantile =
    (f: typeof ppf, rising: boolean) =>
    (q: number, loc: number, a: number, b: number, c: number): number => {
      if (!spec.valid(a, b, c) || !(q >= 0 && q <= 1)) return Number.NaN;
      if (q === (rising ? 0 : 1)) return spec.low(a, b, c) - 1 + loc;
      if (q === (rising ? 1 : 0)) return spec.high(a, b, c) + loc;
      return f(q, a, b, c) + loc;
    };
  const own = {
    pmf: curve("pmf", mass(false)),
    logpmf: curve("logpmf", mass(true)),
    cdf: curve("cdf", tail(spec.cdf, 0, 1)),
    sf: curve("sf", tail(spec.sf, 1, 0)),
    logcdf: curve("logcdf", tail(spec.logcdf ?? logOf(spec.cdf), Number.NEGATIVE_INFINITY, 0)),
    logsf: curve("logsf", tail(spec.logsf ?? logOf(spec.sf), 0, Number.NEGATIVE_INFINITY)),
    ppf: curve("ppf", quantile(ppf, true)),
    isf: curve("isf", quantile(isf, false)),
  };
  const summary = (label: string, f: (loc: number, a: number, b: number, c: number) => number) => {
    const run = curve(label, (_, loc, a, b, c) => (spec.valid(a, b, c) ? f(loc, a, b, c) : Number.NaN));
    return (...all: readonly unknown[]): NDArray | number => run(0, ...all);
  };
  const numbersOf = (
    label: string,
    all: readonly unknown[],
  ): { p: [number, number, number]; loc: number; options: ExpectOptions } => {
    const { leading, options } = splitArguments<ExpectOptions>(`${name}.${label}`, count, shapes, all);
    const values = leading.map(Number);
    return { p: [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0], loc: options.loc ?? 0, options };
  };
  const four = vectorizeTuple(
    ((...all: number[]) => {
      const [a = 0, b = 0, c = 0] = all.slice(0, count);
      if (!spec.valid(a, b, c)) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
      const [m, v, s, k] = spec.stats(a, b, c);
      return [m + all[count]!, v, s, k];
    }) as (...all: number[]) => [number, number, number, number],
    4,
    { name: `${name}.stats` },
  );
  const total = (
    p: [number, number, number],
    f: (k: number) => number,
    from: number = spec.low(...p),
    to: number = spec.high(...p),
  ): number =>
    summed(spec, ...p, from, to, (k) => {
      const mass = spec.pmf(k, ...p);
      return mass > 0 ? mass * f(k) : 0;
    });
  const methods = {
    ...own,
    mean: summary("mean", (loc, a, b, c) => spec.stats(a, b, c)[0] + loc),
    variance: summary("variance", (_, a, b, c) => spec.stats(a, b, c)[1]),
    std: summary("std", (_, a, b, c) => Math.sqrt(spec.stats(a, b, c)[1])),
    median: summary("median", (loc, a, b, c) => ppf(0.5, a, b, c) + loc),
    entropy: summary("entropy", (_, a, b, c) =>
      spec.entropy === undefined ? total([a, b, c], (k) => -Math.log(spec.pmf(k, a, b, c))) : spec.entropy(a, b, c),
    ),
    stats: (...all: readonly unknown[]) => {
      const { leading, options } = splitArguments<Loc & MomentsOption>(`${name}.stats`, count, shapes, all);
      checkKeys(`${name}.stats`, options, ["loc", "moments"]);
      const { loc = 0, moments = "mv" } = options;
      for (const letter of moments)
        if (!"mvsk".includes(letter))
          throw coreError(
            "BAD_ARGUMENT",
            `${name}.stats: moments is ${JSON.stringify(moments)}, expected letters of "mvsk".`,
          );
      const results = four(...(leading as number[]), loc as number) as readonly unknown[];
      return [..."mvsk"].flatMap((letter, i) => (moments.includes(letter) ? [results[i]] : []));
    },
    moment: (order: number, ...all: readonly unknown[]) => {
      if (!Number.isInteger(order) || order < 0 || order > 1000)
        throw coreError(
          "BAD_ARGUMENT",
          `${name}.moment: the order is ${describeValue(order)}, expected a whole number from 0 to 1000.`,
        );
      const { p, loc } = numbersOf("moment", all);
      if (!spec.valid(...p)) return Number.NaN;
      return order === 0 ? 1 : total(p, (k) => (k + loc) ** order);
    },
    interval: (confidence: ArrayLikeInput, ...all: readonly unknown[]) => {
      const share = typeof confidence === "number" ? confidence : asArray(confidence);
      const ends = vectorizeTuple((q: number): [number, number] => [(1 - q) / 2, (1 + q) / 2], 2)(share as number);
      return ends.map((q) => own.ppf(q, ...all));
    },
    support: (...all: readonly unknown[]) => {
      const { p, loc } = numbersOf("support", all);
      return spec.valid(...p) ? [spec.low(...p) + loc, spec.high(...p) + loc] : [Number.NaN, Number.NaN];
    },
    expect: (f: (k: number) => number, ...all: readonly unknown[]) => {
      checkFunction(`${name}.expect`, "f", f);
      const { p, loc, options } = numbersOf("expect", all);
      checkKeys(`${name}.expect`, options, ["loc", "lb", "ub", "conditional"]);
      if (!spec.valid(...p)) return Number.NaN;
      const from = Math.max(options.lb === undefined ? spec.low(...p) : Math.ceil(options.lb - loc), spec.low(...p));
      const to = Math.min(options.ub === undefined ? spec.high(...p) : Math.floor(options.ub - loc), spec.high(...p));
      const value = total(p, (k) => f(k + loc), from, to);
      return options.conditional === true ? value / total(p, () => 1, from, to) : value;
    },
    rvs: (...all: readonly unknown[]) => {
      const { leading, options } = splitArguments<Loc & DrawOptions>(`${name}.rvs`, count, shapes, all);
      checkKeys(`${name}.rvs`, options, ["loc", "size", "seed"]);
      return drawn([...leading, options.loc ?? 0], options, (out, random, at) => {
        if (spec.draw === undefined) out.set(random.random({ shape: out.length }).data as Float64Array);
        for (let i = 0; i < out.length; i++) {
          const [a, b, c] = [0, 1, 2].map((k) => (k < count ? at(k, i) : 0)) as [number, number, number];
          if (!spec.valid(a, b, c))
            throw coreError(
              "BAD_VALUE",
              `${name}.rvs: the parameters ${[a, b, c].slice(0, count).join(", ")} are not allowed.`,
            );
          const value = spec.draw === undefined ? ppf(out[i]!, a, b, c) : spec.draw(random, a, b, c);
          out[i] = value + at(count, i);
        }
      });
    },
  };
  const frozen = (...all: readonly unknown[]): unknown => freeze(name, count, shapes, methods, all);
  return Object.assign(frozen, methods) as unknown as Discrete<S>;
}
