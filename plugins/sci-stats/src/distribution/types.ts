import type { ArrayLikeInput, NDArray } from "@core/array";
import type { RandomState, Seed } from "@core/array/random";

/** A shape parameter of a distribution: a number, or an array that is broadcast. */
export type Shape = ArrayLikeInput;

/** The shape parameters as numbers. */
export type Numbers<S extends readonly Shape[]> = { [K in keyof S]: number };

/** Where a distribution lies and how wide it is. */
export interface LocScale<T = Shape> {
  /** The location, 0 by default. */
  readonly loc?: T;
  /** The scale, 1 by default. Where it is not positive, results are NaN. */
  readonly scale?: T;
}

/** The location alone, for discrete distributions. */
export interface Loc<T = Shape> {
  readonly loc?: T;
}

/** What drawing random numbers takes. */
export interface DrawOptions {
  /** The shape of the result; without it that of the parameters, and a number where those are numbers. */
  readonly size?: number | readonly number[];
  /** A whole number, a list of them, or a stream that goes on; without it every call gives other numbers. */
  readonly seed?: Seed | RandomState;
}

/** A function of a point and the parameters. */
export interface Curve<S extends readonly Shape[], Placed extends object, PlacedNumbers extends object> {
  (x: number, ...rest: [...Numbers<S>, options?: PlacedNumbers]): number;
  (x: ArrayLikeInput, ...rest: [...S, options?: Placed]): NDArray;
}

/** A number that belongs to the parameters. */
export interface Summary<S extends readonly Shape[], Placed extends object, PlacedNumbers extends object> {
  (...rest: [...Numbers<S>, options?: PlacedNumbers]): number;
  (...rest: [...S, options?: Placed]): NDArray;
}

/** Moments that {@link Statistics} gives, in this order: mean, variance, skewness, excess kurtosis. */
export interface MomentsOption {
  /** Letters of "mvsk"; "mv" by default. */
  readonly moments?: string;
}

/** What an expectation takes. */
export interface ExpectOptions extends LocScale<number> {
  /** The limits; those of the support by default. */
  readonly lb?: number;
  readonly ub?: number;
  /** Divides by the probability of the interval. */
  readonly conditional?: boolean;
}

/** What all distributions have. */
export interface Common<S extends readonly Shape[], P extends object, PN extends object> {
  /** The distribution function. */
  readonly cdf: Curve<S, P, PN>;
  /** Its logarithm. */
  readonly logcdf: Curve<S, P, PN>;
  /** The upper tail 1 - cdf, without cancellation. */
  readonly sf: Curve<S, P, PN>;
  /** Its logarithm. */
  readonly logsf: Curve<S, P, PN>;
  /** The quantile: the inverse of cdf. */
  readonly ppf: Curve<S, P, PN>;
  /** The inverse of sf. */
  readonly isf: Curve<S, P, PN>;
  readonly mean: Summary<S, P, PN>;
  /** SciPy's `var`. */
  readonly variance: Summary<S, P, PN>;
  readonly std: Summary<S, P, PN>;
  readonly median: Summary<S, P, PN>;
  /** The differential entropy, or that of the probabilities. */
  readonly entropy: Summary<S, P, PN>;
  /** Mean, variance, skewness and excess kurtosis, as asked for by `moments`. */
  stats(...rest: [...Numbers<S>, options?: PN & MomentsOption]): number[];
  stats(...rest: [...S, options?: P & MomentsOption]): NDArray[];
  /** The moment of an order about 0. */
  moment(order: number, ...rest: [...Numbers<S>, options?: PN]): number;
  /** The interval with equal tails that holds a share `confidence`. */
  interval(confidence: number, ...rest: [...Numbers<S>, options?: PN]): [number, number];
  interval(confidence: ArrayLikeInput, ...rest: [...S, options?: P]): [NDArray, NDArray];
  /** Where the density is not 0. */
  support(...rest: [...Numbers<S>, options?: PN]): [number, number];
  /** Random numbers, the same as SciPy's with the same seed. */
  rvs(...rest: [...S, options: P & DrawOptions & { readonly size: number | readonly number[] }]): NDArray;
  rvs(...rest: [...Numbers<S>, options?: PN & DrawOptions]): number;
  rvs(...rest: [...S, options?: P & DrawOptions]): NDArray;
}
