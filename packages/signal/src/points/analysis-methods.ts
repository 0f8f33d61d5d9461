import type { Method, OptionsSchema, SignalLike } from "../contract.js";
import type { AxisChoice } from "../functions/axes.js";
import { derivative, diff, integrate1D, integrateSimpson } from "../functions/calculus.js";
import {
  arccos,
  arccosh,
  arcsin,
  arcsinh,
  arctan,
  arctanh,
  cbrt,
  ceil,
  conjugate,
  cos,
  cosh,
  degrees,
  exp,
  exp2,
  expm1,
  floor,
  isfinite,
  isinf,
  isnan,
  log,
  log1p,
  log2,
  log10,
  logicalNot,
  radians,
  reciprocal,
  rint,
  sign,
  signbit,
  sin,
  sinh,
  sqrt,
  square,
  tan,
  tanh,
  trunc,
} from "../functions/elementwise.js";
import {
  arctan2,
  copysign,
  fmax,
  fmin,
  heaviside,
  hypot,
  logicalAnd,
  logicalOr,
  logicalXor,
  maximum,
  minimum,
} from "../functions/elementwise-pairs.js";
import { getHistogram, type HistogramOptions } from "../functions/histogram.js";
import {
  addGaussianNoise,
  addPoissonianNoise,
  estimatePoissonianNoiseVariance,
  type NoiseOptions,
  setNoiseVariance,
} from "../functions/noise.js";
import {
  median,
  nanmedian,
  nanpercentile,
  nanquantile,
  percentile,
  quantile,
  type SignalQuantileOptions,
} from "../functions/quantiles.js";
import type { ReduceOptions } from "../functions/reduce.js";
import { clip, nanToNum, round } from "../functions/rounding.js";
import { summaryStatistics } from "../functions/statistics.js";
import { setSignalOrigin } from "../functions/type.js";

const number: OptionsSchema = { type: "number" };
const axis: OptionsSchema = {
  anyOf: [{ type: "integer" }, { type: "string" }],
  description: "An axis by its place in natural order or its name.",
};
const axes: OptionsSchema = {
  anyOf: [{ type: "integer" }, { type: "string" }, { type: "array", items: axis }],
  description: "The axes that go; all navigation axes by default.",
};
const order: OptionsSchema = { type: "integer", minimum: 0, description: "How many times." };
const seed: OptionsSchema = { type: "integer", minimum: 0, description: "Makes the noise reproducible." };
const bins: OptionsSchema = {
  anyOf: [
    { type: "integer", minimum: 1 },
    { type: "array", items: { type: "number" } },
    { enum: ["auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges", "knuth", "blocks"] },
  ],
  description: "A number, edges or a rule.",
};

function method(
  name: string,
  title: string,
  properties: Readonly<Record<string, OptionsSchema>>,
  run: (signal: SignalLike, options: Readonly<Record<string, unknown>>) => unknown,
  required: readonly string[] = [],
): Method {
  return { name, title, options: { type: "object", properties, required, additionalProperties: false }, run };
}

/** The methods for elementwise functions, calculus, statistics and noise, by name. */
export function analysisMethods(): readonly Method[] {
  // Lists, as a namespace used as a value would keep all of it in every bundle.
  const ofOne = {
    exp,
    exp2,
    expm1,
    log,
    log2,
    log10,
    log1p,
    sqrt,
    cbrt,
    square,
    reciprocal,
    sign,
    conjugate,
    sin,
    cos,
    tan,
    arcsin,
    arccos,
    arctan,
    sinh,
    cosh,
    tanh,
    arcsinh,
    arccosh,
    arctanh,
    degrees,
    radians,
    floor,
    ceil,
    trunc,
    rint,
    isnan,
    isinf,
    isfinite,
    signbit,
    logicalNot,
  };
  const ofPairs = {
    maximum,
    minimum,
    fmax,
    fmin,
    arctan2,
    hypot,
    copysign,
    heaviside,
    logicalAnd,
    logicalOr,
    logicalXor,
  };
  return [
    ...Object.entries(ofOne).map(([name, run]) => method(name, `${name} of each element`, {}, (signal) => run(signal))),
    ...Object.entries(ofPairs).map(([name, run]) =>
      method(
        name,
        `${name} of each element and a number`,
        { value: number },
        (signal, options) => run(signal, options.value as number),
        ["value"],
      ),
    ),
    method("round", "Round to decimals", { decimals: { type: "integer" } }, round),
    method(
      "clip",
      "Cut values off at limits",
      { lowest: { type: ["number", "null"] }, highest: { type: ["number", "null"] } },
      (signal, { lowest = null, highest = null }) => clip(signal, lowest as number | null, highest as number | null),
    ),
    method("nanToNum", "Replace NaN and infinities", { nan: number, posinf: number, neginf: number }, nanToNum),
    method("diff", "Differences of neighbours", { axis, order }, along(diff), ["axis"]),
    method("derivative", "Derivative along an axis", { axis, order, edgeOrder: { enum: [1, 2] } }, along(derivative), [
      "axis",
    ]),
    method("integrateSimpson", "Integral by Simpson's rule", { axis }, along(integrateSimpson), ["axis"]),
    method("integrate1D", "Integral along an axis", { axis }, along(integrate1D), ["axis"]),
    method("median", "Median along axes", { axis: axes }, (signal, options) =>
      median(signal, options as ReduceOptions),
    ),
    method("nanmedian", "Median along axes without NaN", { axis: axes }, (signal, options) =>
      nanmedian(signal, options as ReduceOptions),
    ),
    ofPart("percentile", "Percentile along axes", percentile, 100),
    ofPart("nanpercentile", "Percentile along axes without NaN", nanpercentile, 100),
    ofPart("quantile", "Quantile along axes", quantile, 1),
    ofPart("nanquantile", "Quantile along axes without NaN", nanquantile, 1),
    method(
      "getHistogram",
      "Histogram of all elements",
      { bins, rangeBins: { type: "array", items: number }, maxNumBins: { type: "integer", minimum: 1 } },
      (signal, options) => getHistogram(signal, options as HistogramOptions),
    ),
    method("summaryStatistics", "Mean, deviation, extremes and quartiles", {}, summaryStatistics),
    method(
      "setNoiseVariance",
      "Set the variance of the noise",
      { variance: number },
      (signal, options) => setNoiseVariance(signal, options.variance as number),
      ["variance"],
    ),
    method(
      "estimatePoissonianNoiseVariance",
      "Estimate the variance of Poissonian noise",
      { expectedValue: number, gainFactor: number, gainOffset: number, correlationFactor: number },
      estimatePoissonianNoiseVariance,
    ),
    method("addPoissonianNoise", "Add Poissonian noise", { keepDtype: { type: "boolean" }, seed }, addPoissonianNoise),
    method(
      "addGaussianNoise",
      "Add Gaussian noise",
      { std: number, seed },
      (signal, { std, ...options }) => addGaussianNoise(signal, std as number, options as NoiseOptions),
      ["std"],
    ),
    method(
      "setSignalOrigin",
      "Say where the signal comes from",
      { origin: { type: "string" } },
      (signal, options) => setSignalOrigin(signal, options.origin as string),
      ["origin"],
    ),
  ];
}

function along(
  run: (signal: SignalLike, axis: AxisChoice, options: object) => SignalLike,
): (signal: SignalLike, options: Readonly<Record<string, unknown>>) => SignalLike {
  return (signal, { axis: choice, ...options }) => run(signal, choice as AxisChoice, options);
}

function ofPart(
  name: string,
  title: string,
  run: (signal: SignalLike, q: number, options: SignalQuantileOptions) => SignalLike,
  highest: number,
): Method {
  return method(
    name,
    title,
    { q: { type: "number", minimum: 0, maximum: highest }, axis: axes, method: { type: "string" } },
    (signal, { q, ...options }) => run(signal, q as number, options),
    ["q"],
  );
}
