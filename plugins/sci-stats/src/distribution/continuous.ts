import { type ArrayLikeInput, asArray, type NDArray, vectorize, vectorizeTuple } from "@core/array";
import type { RandomState } from "@core/array/random";
import { coreError, describeValue } from "@core/array/runtime";
import { checkFunction } from "../core/lines.js";
import type { Continuous, ContinuousSpec, FullSpec } from "./continuous-types.js";
import { type FitOptions, fitted, fittingOptions, likelihood } from "./fit.js";
import { checkKeys, drawn, type Kernel, type Parametric, type Placed, splitArguments, withShapes } from "./lift.js";
import { integral, inverted } from "./solve.js";

export type { Continuous, ContinuousSpec, FrozenContinuous, FullSpec } from "./continuous-types.js";

import type { DrawOptions, ExpectOptions, LocScale, MomentsOption, Shape } from "./types.js";

function constant(value: number | Parametric<number> | undefined, otherwise: number): Parametric<number> {
  if (typeof value === "function") return value;
  const fixed = value ?? otherwise;
  return () => fixed;
}

/** Quantiles at which integrals over the whole support are split. */
function landmarks(spec: FullSpec, a: number, b: number, c: number): number[] {
  return [0.001, 0.1, 0.5, 0.9, 0.999].map((q) => spec.ppf(q, a, b, c));
}

function completed(spec: ContinuousSpec): FullSpec {
  const count = spec.shapes.length;
  const low = constant(spec.lower, Number.NEGATIVE_INFINITY);
  const high = constant(spec.upper, Number.POSITIVE_INFINITY);
  const pdf = spec.pdf;
  const cdf: Kernel =
    spec.cdf ??
    (spec.sf === undefined
      ? (x, a, b, c) => integral((t) => pdf(t, a, b, c), low(a, b, c), x)
      : (x, a, b, c) => 1 - (spec.sf as Kernel)(x, a, b, c));
  const inside = (f: Kernel, below: number, above: number): Kernel => {
    return (x, a, b, c) => (x <= low(a, b, c) ? below : x >= high(a, b, c) ? above : f(x, a, b, c));
  };
  const sf: Kernel = spec.sf ?? ((x, a, b, c) => 1 - cdf(x, a, b, c));
  const ppf: Kernel =
    spec.ppf ?? ((q, a, b, c) => inverted((x) => inside(cdf, 0, 1)(x, a, b, c), q, low(a, b, c), high(a, b, c), true));
  const isf: Kernel =
    spec.isf ??
    (spec.sf === undefined
      ? (q, a, b, c) => ppf(1 - q, a, b, c)
      : (q, a, b, c) => inverted((x) => inside(sf, 1, 0)(x, a, b, c), q, low(a, b, c), high(a, b, c), false));
  const full: FullSpec = {
    ...spec,
    valid: spec.valid ?? ((a, b, c) => (count < 1 || a > 0) && (count < 2 || b > 0) && (count < 3 || c > 0)),
    low,
    high,
    logpdf: spec.logpdf ?? ((x, a, b, c) => Math.log(pdf(x, a, b, c))),
    cdf,
    sf,
    ppf,
    isf,
    stats: spec.stats ?? ((a, b, c) => momentsOf(full, a, b, c)),
  };
  return full;
}

/** A value times a density, which may be infinite at single points. */
function weighed(value: number, density: number): number {
  return Number.isFinite(density) ? value * density : 0;
}

function momentsOf(spec: FullSpec, a: number, b: number, c: number): readonly [number, number, number, number] {
  const raw = [1, 2, 3, 4].map((k) => rawMoment(spec, k, a, b, c));
  const [m1, m2, m3, m4] = raw as [number, number, number, number];
  const variance = m2 - m1 * m1;
  const third = m3 - 3 * m1 * m2 + 2 * m1 ** 3;
  const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4;
  return [m1, variance, third / variance ** 1.5, fourth / variance ** 2 - 3];
}

function rawMoment(spec: FullSpec, order: number, a: number, b: number, c: number): number {
  if (spec.moment !== undefined) return spec.moment(order, a, b, c);
  return integral(
    (x) => x ** order * spec.pdf(x, a, b, c),
    spec.low(a, b, c),
    spec.high(a, b, c),
    landmarks(spec, a, b, c),
  );
}

/** Makes a distribution of its formulas. */
export function continuous<S extends readonly Shape[]>(given: ContinuousSpec): Continuous<S> {
  const spec = completed(given);
  const { name, shapes } = spec;
  const count = shapes.length;
  const points = ["loc", "scale"];

  /** A function of x: NaN for bad parameters, the ends outside the support. */
  const curve = (label: string, f: Placed): ((...all: readonly unknown[]) => NDArray | number) => {
    const vectorized = vectorize(withShapes(count, f) as (...all: number[]) => number, { name: `${name}.${label}` });
    return (...all) => {
      const { leading, options } = splitArguments<LocScale>(`${name}.${label}`, count + 1, shapes, all);
      checkKeys(`${name}.${label}`, options, points);
      const { loc = 0, scale = 1 } = options;
      return vectorized(...(leading as number[]), loc as number, scale as number);
    };
  };
  const density = (log: boolean): Placed => {
    const kernel = log ? spec.logpdf : spec.pdf;
    return (x, loc, scale, a, b, c) => {
      if (!(scale > 0) || !spec.valid(a, b, c) || Number.isNaN(x)) return Number.NaN;
      const z = (x - loc) / scale;
      if (
        !(z >= spec.low(a, b, c) && z <= spec.high(a, b, c)) ||
        z === Number.POSITIVE_INFINITY ||
        z === Number.NEGATIVE_INFINITY
      )
        return Number.isNaN(z) ? z : log ? Number.NEGATIVE_INFINITY : 0;
      return log ? kernel(z, a, b, c) - Math.log(scale) : kernel(z, a, b, c) / scale;
    };
  };
  const tail = (kernel: Kernel, below: number, above: number): Placed => {
    return (x, loc, scale, a, b, c) => {
      if (!(scale > 0) || !spec.valid(a, b, c)) return Number.NaN;
      const z = (x - loc) / scale;
      if (z <= spec.low(a, b, c)) return below;
      if (z >= spec.high(a, b, c)) return above;
      return Number.isNaN(z) ? z : kernel(z, a, b, c);
    };
  };
  const quantile = (kernel: Kernel, rising: boolean): Placed => {
    return (q, loc, scale, a, b, c) => {
      if (!(scale > 0) || !spec.valid(a, b, c) || !(q >= 0 && q <= 1) || Number.isNaN(loc)) return Number.NaN;
      if (q === 0) return (rising ? spec.low : spec.high)(a, b, c) * scale + loc;
      if (q === 1) return (rising ? spec.high : spec.low)(a, b, c) * scale + loc;
      return kernel(q, a, b, c) * scale + loc;
    };
  };
  const logOf =
    (kernel: Kernel): Kernel =>
    (x, a, b, c) =>
      Math.log(kernel(x, a, b, c));
  const own = {
    pdf: curve("pdf", density(false)),
    logpdf: curve("logpdf", density(true)),
    cdf: curve("cdf", tail(spec.cdf, 0, 1)),
    sf: curve("sf", tail(spec.sf, 1, 0)),
    logcdf: curve("logcdf", tail(spec.logcdf ?? logOf(spec.cdf), Number.NEGATIVE_INFINITY, 0)),
    logsf: curve("logsf", tail(spec.logsf ?? logOf(spec.sf), 0, Number.NEGATIVE_INFINITY)),
    ppf: curve("ppf", quantile(spec.ppf, true)),
    isf: curve("isf", quantile(spec.isf, false)),
  };

  /** A function of the parameters alone goes through the same road with an x that it does not use. */
  const summary = (label: string, f: (loc: number, scale: number, a: number, b: number, c: number) => number) => {
    const run = curve(label, (_, loc, scale, a, b, c) =>
      scale > 0 && spec.valid(a, b, c) ? f(loc, scale, a, b, c) : Number.NaN,
    );
    return (...all: readonly unknown[]): NDArray | number => run(0, ...all);
  };
  const entropyOf = (a: number, b: number, c: number): number => {
    if (spec.entropy !== undefined) return spec.entropy(a, b, c);
    const f = (x: number): number => {
      const p = spec.pdf(x, a, b, c);
      return p > 0 && Number.isFinite(p) ? -p * spec.logpdf(x, a, b, c) : 0;
    };
    return integral(f, spec.low(a, b, c), spec.high(a, b, c), landmarks(spec, a, b, c));
  };
  const four = vectorizeTuple(
    ((...all: number[]) => {
      const [a = 0, b = 0, c = 0] = all.slice(0, count);
      const [loc, scale] = [all[count]!, all[count + 1]!];
      if (!(scale > 0) || !spec.valid(a, b, c)) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
      const [m, v, s, k] = spec.stats(a, b, c);
      return [m * scale + loc, v * scale * scale, s, k];
    }) as (...all: number[]) => [number, number, number, number],
    4,
    { name: `${name}.stats` },
  );

  const numbersOf = (
    label: string,
    all: readonly unknown[],
  ): { p: [number, number, number]; loc: number; scale: number; options: ExpectOptions } => {
    const { leading, options } = splitArguments<ExpectOptions>(`${name}.${label}`, count, shapes, all);
    const values = leading.map(Number);
    return {
      p: [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0],
      loc: options.loc ?? 0,
      scale: options.scale ?? 1,
      options,
    };
  };

  const methods = {
    ...own,
    mean: summary("mean", (loc, scale, a, b, c) => spec.stats(a, b, c)[0] * scale + loc),
    variance: summary("variance", (_, scale, a, b, c) => spec.stats(a, b, c)[1] * scale * scale),
    std: summary("std", (_, scale, a, b, c) => Math.sqrt(spec.stats(a, b, c)[1]) * scale),
    median: summary("median", (loc, scale, a, b, c) => spec.ppf(0.5, a, b, c) * scale + loc),
    entropy: summary("entropy", (_, scale, a, b, c) => entropyOf(a, b, c) + Math.log(scale)),
    stats: (...all: readonly unknown[]) => {
      const { leading, options } = splitArguments<LocScale & MomentsOption>(`${name}.stats`, count, shapes, all);
      checkKeys(`${name}.stats`, options, [...points, "moments"]);
      const { loc = 0, scale = 1, moments = "mv" } = options;
      for (const letter of moments)
        if (!"mvsk".includes(letter))
          throw coreError(
            "BAD_ARGUMENT",
            `${name}.stats: moments is ${JSON.stringify(moments)}, expected letters of "mvsk".`,
          );
      const results = four(...(leading as number[]), loc as number, scale as number) as readonly unknown[];
      return [..."mvsk"].flatMap((letter, i) => (moments.includes(letter) ? [results[i]] : []));
    },
    moment: (order: number, ...all: readonly unknown[]) => {
      if (!Number.isInteger(order) || order < 0 || order > 1000)
        throw coreError(
          "BAD_ARGUMENT",
          `${name}.moment: the order is ${describeValue(order)}, expected a whole number from 0 to 1000.`,
        );
      const { p, loc, scale } = numbersOf("moment", all);
      if (!(scale > 0) || !spec.valid(...p)) return Number.NaN;
      let sum = 0;
      let ways = 1;
      for (let k = 0; k <= order; k++) {
        if (loc !== 0 || k === order) sum += ways * loc ** (order - k) * scale ** k * (k === 0 ? 1 : momentOf(k, p));
        ways = (ways * (order - k)) / (k + 1);
      }
      return sum;
    },
    interval: (confidence: ArrayLikeInput, ...all: readonly unknown[]) => {
      const share = typeof confidence === "number" ? confidence : asArray(confidence);
      const ends = vectorizeTuple((q: number): [number, number] => [(1 - q) / 2, (1 + q) / 2], 2)(share as number);
      return ends.map((q) => own.ppf(q, ...all));
    },
    support: (...all: readonly unknown[]) => {
      const { p, loc, scale } = numbersOf("support", all);
      if (!(scale > 0) || !spec.valid(...p)) return [Number.NaN, Number.NaN];
      return [spec.low(...p) * scale + loc, spec.high(...p) * scale + loc];
    },
    expect: (f: (x: number) => number, ...all: readonly unknown[]) => {
      checkFunction(`${name}.expect`, "f", f);
      const { p, loc, scale, options } = numbersOf("expect", all);
      checkKeys(`${name}.expect`, options, [...points, "lb", "ub", "conditional"]);
      if (!(scale > 0) || !spec.valid(...p)) return Number.NaN;
      const lower = Math.max(
        options.lb === undefined ? Number.NEGATIVE_INFINITY : (options.lb - loc) / scale,
        spec.low(...p),
      );
      const upper = Math.min(
        options.ub === undefined ? Number.POSITIVE_INFINITY : (options.ub - loc) / scale,
        spec.high(...p),
      );
      const value = integral(
        (z) => weighed(f(z * scale + loc), spec.pdf(z, ...p)),
        lower,
        upper,
        landmarks(spec, ...p),
      );
      if (options.conditional !== true) return value;
      return value / (spec.sf(lower, ...p) - (upper === spec.high(...p) ? 0 : spec.sf(upper, ...p)));
    },
    rvs: (...all: readonly unknown[]) => {
      const { leading, options } = splitArguments<LocScale & DrawOptions>(`${name}.rvs`, count, shapes, all);
      checkKeys(`${name}.rvs`, options, [...points, "size", "seed"]);
      const { loc = 0, scale = 1 } = options;
      return drawn([...leading, loc, scale], options, (out, random, at) => {
        fillRandom(spec, out, random, (k, i) => (k < count ? at(k, i) : 0));
        for (let i = 0; i < out.length; i++) {
          const size = at(count + 1, i);
          if (!(size >= 0)) throw coreError("BAD_VALUE", `${name}.rvs: scale is ${size}, expected 0 or more.`);
          const value = out[i]! * size + at(count, i);
          out[i] = spec.wrap === undefined ? value : spec.wrap(value);
        }
      });
    },
    fit: (data: ArrayLikeInput, options: FitOptions = {}) => fitted(spec, data, fittingOptions(spec, options)),
    nnlf: (theta: readonly number[], x: ArrayLikeInput) =>
      likelihood(spec, theta, asArray(x).astype("float64").reshape(-1)),
  };
  const momentOf = (k: number, p: [number, number, number]): number => {
    if (k > 4 || spec.moment !== undefined || given.stats === undefined) return rawMoment(spec, k, ...p);
    const [m, v, s, e] = spec.stats(...p);
    if (k === 1) return m;
    if (k === 2) return v + m * m;
    const third = s * v ** 1.5;
    if (k === 3) return third + 3 * m * v + m ** 3;
    return (e + 3) * v * v + 4 * m * third + 6 * m * m * v + m ** 4;
  };
  const frozen = (...all: readonly unknown[]): unknown => freeze(name, count, shapes, methods, all);
  return Object.assign(frozen, methods) as unknown as Continuous<S>;
}

function fillRandom(
  spec: FullSpec,
  out: Float64Array,
  random: RandomState,
  at: (k: number, i: number) => number,
): void {
  const check = (a: number, b: number, c: number): void => {
    if (!spec.valid(a, b, c))
      throw coreError(
        "BAD_VALUE",
        `${spec.name}.rvs: the shape parameters ${[a, b, c].slice(0, spec.shapes.length).join(", ")} are not allowed.`,
      );
  };
  if (spec.drawMany !== undefined) {
    for (let i = 0; i < out.length; i++) check(at(0, i), at(1, i), at(2, i));
    out.set(spec.drawMany(random, out.length, at));
    return;
  }
  if (spec.draw === undefined) out.set(random.random({ shape: out.length }).data as Float64Array);
  for (let i = 0; i < out.length; i++) {
    const [a, b, c] = [at(0, i), at(1, i), at(2, i)];
    check(a, b, c);
    out[i] = spec.draw === undefined ? spec.ppf(out[i]!, a, b, c) : spec.draw(random, a, b, c);
  }
}

type Method = (...all: never[]) => unknown;

/** An object whose methods have the parameters filled in. */
export function freeze(
  name: string,
  count: number,
  shapes: readonly string[],
  methods: Readonly<Record<string, Method>>,
  all: readonly unknown[],
): Record<string, (...given: readonly unknown[]) => unknown> {
  const { leading, options } = splitArguments<object>(name, count, shapes, all);
  checkKeys(name, options, ["loc", "scale"]);
  const result: Record<string, (...given: readonly unknown[]) => unknown> = {};
  for (const [key, method] of Object.entries(methods)) {
    if (key === "fit" || key === "nnlf") continue;
    const call = method as (...given: readonly unknown[]) => unknown;
    if (["mean", "variance", "std", "median", "entropy", "support"].includes(key))
      result[key] = () => call(...leading, options);
    else if (key === "rvs" || key === "stats")
      result[key] = (more = {}) => call(...leading, { ...options, ...(more as object) });
    else if (key === "expect") result[key] = (f, more = {}) => call(f, ...leading, { ...options, ...(more as object) });
    else result[key] = (x) => call(x, ...leading, options);
  }
  return result;
}
