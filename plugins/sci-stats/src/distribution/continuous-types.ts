import type { ArrayLikeInput, NDArray } from "@core/array";
import type { RandomState } from "@core/array/random";
import type { FitData, FitOptions } from "./fit.js";
import type { Kernel, Parametric } from "./lift.js";
import type { Common, Curve, DrawOptions, ExpectOptions, LocScale, MomentsOption, Numbers, Shape } from "./types.js";

/** What makes a continuous distribution: formulas at location 0 and scale 1. What is missing is computed from the density. */
export interface ContinuousSpec {
  readonly name: string;
  readonly shapes: readonly string[];
  /** Whether shape parameters are allowed; all must be positive by default. */
  readonly valid?: (a: number, b: number, c: number) => boolean;
  /** The ends of the support; infinite by default. */
  readonly lower?: number | Parametric<number>;
  readonly upper?: number | Parametric<number>;
  readonly pdf: Kernel;
  readonly logpdf?: Kernel;
  readonly cdf?: Kernel;
  readonly logcdf?: Kernel;
  readonly sf?: Kernel;
  readonly logsf?: Kernel;
  readonly ppf?: Kernel;
  readonly isf?: Kernel;
  /** Mean, variance, skewness and excess kurtosis. */
  readonly stats?: Parametric<readonly [number, number, number, number]>;
  /** The moment of an order about 0. */
  readonly moment?: (order: number, a: number, b: number, c: number) => number;
  readonly entropy?: Parametric<number>;
  /** One random number; by default the quantile of a uniform one. */
  readonly draw?: (random: RandomState, a: number, b: number, c: number) => number;
  /** Many at once, where SciPy draws arrays one behind the other. */
  readonly drawMany?: (
    random: RandomState,
    count: number,
    shape: (k: number, i: number) => number,
  ) => ArrayLike<number>;
  /** Brings random numbers with location and scale into the range that the distribution has. */
  readonly wrap?: (x: number) => number;
  /** Where fits of the shape parameters begin; 1 by default. */
  readonly start?: (data: FitData, options: FitOptions) => readonly number[];
  /** A closed or faster fit; undefined where the general one is needed. */
  readonly fit?: (data: FitData, options: FitOptions) => readonly number[] | undefined;
}

/** A continuous distribution. Called with its parameters it gives one that keeps them. */
export interface Continuous<S extends readonly Shape[]> extends Common<S, LocScale, LocScale<number>> {
  (...rest: [...S, options?: LocScale]): FrozenContinuous;
  /** The density. */
  readonly pdf: Curve<S, LocScale, LocScale<number>>;
  /** Its logarithm. */
  readonly logpdf: Curve<S, LocScale, LocScale<number>>;
  /** The expectation of a function of one number. */
  expect(f: (x: number) => number, ...rest: [...Numbers<S>, options?: ExpectOptions]): number;
  /**
   * Parameters of maximum likelihood (or of the moments, with `method: "MM"`): shapes, location and scale. Starts and steps are
   * SciPy's.
   * @throws BAD_ARGUMENT for unknown options or when all parameters are fixed, BAD_VALUE for data that are not finite or lie outside
   * the support, NOT_CONVERGED
   */
  fit(data: ArrayLikeInput, options?: FitOptions): number[];
  /** Minus the logarithm of the likelihood of data for [...shapes, loc, scale]. */
  nnlf(theta: readonly number[], x: ArrayLikeInput): number;
}

/** A distribution with its parameters. */
export interface FrozenContinuous {
  pdf(x: number): number;
  pdf(x: ArrayLikeInput): NDArray;
  logpdf(x: number): number;
  logpdf(x: ArrayLikeInput): NDArray;
  cdf(x: number): number;
  cdf(x: ArrayLikeInput): NDArray;
  logcdf(x: number): number;
  logcdf(x: ArrayLikeInput): NDArray;
  sf(x: number): number;
  sf(x: ArrayLikeInput): NDArray;
  logsf(x: number): number;
  logsf(x: ArrayLikeInput): NDArray;
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
  expect(f: (x: number) => number, options?: Omit<ExpectOptions, "loc" | "scale">): number;
  rvs(options: DrawOptions & { readonly size: number | readonly number[] }): NDArray;
  rvs(options?: DrawOptions): number;
}

/** A specification with everything filled in. */
export interface FullSpec extends ContinuousSpec {
  readonly valid: (a: number, b: number, c: number) => boolean;
  readonly low: Parametric<number>;
  readonly high: Parametric<number>;
  readonly logpdf: Kernel;
  readonly cdf: Kernel;
  readonly sf: Kernel;
  readonly ppf: Kernel;
  readonly isf: Kernel;
  readonly stats: Parametric<readonly [number, number, number, number]>;
}
