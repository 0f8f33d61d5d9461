import type { Bands, Factors } from "../linear/factors.js";
import { adamsCoefficients, bdfCoefficients, type Coefficients } from "./coefficients.js";

/** Writes the derivatives at a time and a state. */
export type Derivatives = (t: number, y: Float64Array, out: Float64Array) => void;

/** A system y' = f(t, y). */
export interface OdeSystem {
  readonly derivatives: Derivatives;
  /** Writes the Jacobian row by row: all of it, or its bands (row i - j + upper, column j). */
  readonly jacobian: Derivatives | undefined;
  readonly bands: Bands | undefined;
}

/** Limits of the method. */
export interface Limits {
  readonly firstStep: number;
  readonly smallestStep: number;
  /** 0 for none. */
  readonly largestStep: number;
  readonly steps: number;
  readonly adamsOrder: number;
  readonly bdfOrder: number;
}

/** The methods: Adams for smooth problems, backward differentiation for stiff ones. */
export type Family = 1 | 2;

/** Everything that LSODA remembers from step to step. Names of ODEPACK stand behind the fields. */
export interface Lsoda {
  readonly n: number;
  readonly system: OdeSystem;
  readonly relative: Float64Array;
  readonly absolute: Float64Array;
  readonly limits: Limits;
  readonly adams: Coefficients;
  readonly bdf: Coefficients;
  /** The time that was asked for last, and the state there. */
  t: number;
  readonly y: Float64Array;
  /** Scaled derivatives (Nordsieck's array), order by order; the time that they belong to. */
  readonly history: Float64Array[];
  time: number; // tn
  readonly weights: Float64Array; // ewt
  readonly slope: Float64Array; // savf
  readonly correction: Float64Array; // acor
  factors: Factors | undefined;
  h: number;
  lastScaled: number; // hold
  used: number; // hu
  order: number; // nq
  usedOrder: number; // nqu
  family: Family; // meth
  usedFamily: Family | 0; // mused
  iterates: boolean; // miter != 0: a Jacobian is used
  wantsJacobian: boolean; // ipup
  freshJacobian: boolean; // jcur
  largestOrder: number; // maxord
  wait: number; // ialth
  growth: number; // rmax
  ratio: number; // rc
  first: number; // el0
  contraction: number; // crate
  jacobianStep: number; // nslp
  switchWait: number; // icount
  limited: boolean; // irflag
  lipschitz: number; // pdest
  lastLipschitz: number; // pdlast
  jacobianNorm: number; // pdnorm
  start: "first" | "continue" | "changed" | "rescaled"; // jstart 0, 1, -1, -2
  failure: 0 | -1 | -2; // kflag
  steps: number; // nst
  evaluations: number; // nfe
  jacobians: number; // nje
  switched: number; // tsw
  tolerance: number; // tolsf
  worst: number; // imxer
}

/** The spacing of numbers at 1. */
export const roundoff: number = 2 ** -52;

/** The state before the first step. */
export function lsoda(
  system: OdeSystem,
  t: number,
  y: Float64Array,
  tolerances: { readonly relative: Float64Array; readonly absolute: Float64Array },
  limits: Limits,
): Lsoda {
  const n = y.length;
  const columns = Math.max(limits.adamsOrder, limits.bdfOrder) + 2;
  return {
    n,
    system,
    ...tolerances,
    limits,
    adams: adamsCoefficients(),
    bdf: bdfCoefficients(),
    t,
    y,
    history: Array.from({ length: columns }, () => new Float64Array(n)),
    time: t,
    weights: new Float64Array(n),
    slope: new Float64Array(n),
    correction: new Float64Array(n),
    factors: undefined,
    h: 0,
    lastScaled: 0,
    used: 0,
    order: 1,
    usedOrder: 0,
    family: 1,
    usedFamily: 0,
    iterates: false,
    wantsJacobian: false,
    freshJacobian: false,
    largestOrder: limits.adamsOrder,
    wait: 2,
    growth: 1e4,
    ratio: 0,
    first: 1,
    contraction: 0.7,
    jacobianStep: 0,
    switchWait: 20,
    limited: false,
    lipschitz: 0,
    lastLipschitz: 0,
    jacobianNorm: 0,
    start: "first",
    failure: 0,
    steps: 0,
    evaluations: 0,
    jacobians: 0,
    switched: 0,
    tolerance: 0,
    worst: -1,
  };
}

/** The coefficients of the method in use. */
export function coefficientsOf(s: Lsoda): Coefficients {
  return s.family === 1 ? s.adams : s.bdf;
}

/** The largest weighted element. */
export function weightedNorm(v: Float64Array, weights: Float64Array): number {
  let norm = 0;
  for (let i = 0; i < v.length; i++) norm = Math.max(norm, Math.abs(v[i]!) * weights[i]!);
  return norm;
}
