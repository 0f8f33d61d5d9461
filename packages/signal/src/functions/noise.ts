import {
  type ArrayLikeInput,
  add as addArrays,
  asArray,
  assign,
  astype,
  coreError,
  describeValue,
  isComplexDType,
  isNDArray,
  maximum as maximumArrays,
  multiply as multiplyArrays,
  type NDArray,
} from "@core/array";
import { type RandomState, randomState, type Seed } from "@core/array/random";
import { checkOptions } from "@core/array/runtime";
import type { SignalLike } from "../contract.js";
import { dimensionsText, placesOf } from "./axes.js";
import { refuseColours } from "./colours.js";
import { dataWritten } from "./notify.js";
import { refuseRagged } from "./ragged.js";
import { checkSignal, isSignal, rebuild, titleOf } from "./rebuild.js";

const variancePath = ["Signal", "Noise_properties", "variance"] as const;
const modelPath = ["Signal", "Noise_properties", "Variance_linear_model"] as const;

/** The variance of noise: one number for all elements, or a signal with the same navigation axes. */
export type NoiseVariance = number | SignalLike;

/** Options of {@link estimatePoissonianNoiseVariance}: the linear model `(gainFactor * expected + gainOffset) * correlationFactor`. */
export interface PoissonianVarianceOptions {
  /** What the data would be without noise; the data by default. */
  readonly expectedValue?: NoiseVariance | undefined;
  /** By default what the metadata say, else 1. */
  readonly gainFactor?: number | undefined;
  /** By default what the metadata say, else 0. */
  readonly gainOffset?: number | undefined;
  /** By default what the metadata say, else 1. */
  readonly correlationFactor?: number | undefined;
}

/** Options of {@link addGaussianNoise}. */
export interface NoiseOptions {
  /** Makes the noise reproducible: NumPy's `RandomState` with this seed. */
  readonly seed?: Seed | undefined;
  /** A stream to go on with, instead of a seed. */
  readonly randomState?: RandomState | undefined;
  /** Writes into the signal's own data and returns the signal. */
  readonly inplace?: boolean | undefined;
}

/** Options of {@link addPoissonianNoise}. */
export interface PoissonianNoiseOptions extends NoiseOptions {
  /** Whether the result has the dtype of the data, where it has room for them; true by default, int64 otherwise. */
  readonly keepDtype?: boolean | undefined;
}

/**
 * The variance of the noise, as the metadata have it at `Signal.Noise_properties.variance`; undefined where they have none.
 */
export function getNoiseVariance(signal: SignalLike): NoiseVariance | undefined {
  checkSignal("getNoiseVariance", signal);
  const variance = signal.metadata.get(variancePath);
  return isSignal(variance) || typeof variance === "number" ? variance : undefined;
}

/**
 * A signal on the same data whose metadata have this variance of the noise; `null` takes it away.
 * @throws BAD_ARGUMENT for anything else than a number, a signal or null, BAD_SHAPE for a signal with other navigation axes
 */
export function setNoiseVariance<S extends SignalLike>(signal: S, variance: NoiseVariance | null): S {
  checkSignal("setNoiseVariance", signal);
  const metadata = signal.metadata.copy();
  if (variance === null) {
    if (metadata.has(variancePath)) metadata.remove(variancePath);
  } else metadata.set(variancePath, checkVariance("variance", signal, variance));
  return rebuild(signal, { metadata }) as S;
}

function checkVariance(name: string, signal: SignalLike, variance: unknown): NoiseVariance {
  if (typeof variance === "number") return variance;
  if (!isSignal(variance))
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(variance)}, expected a number or a signal.`);
  const sizes = (one: SignalLike): string =>
    placesOf(one.axes, true)
      .map((place) => one.axes[place]?.size)
      .join(", ");
  if (sizes(variance) === sizes(signal)) return variance;
  throw coreError(
    "BAD_SHAPE",
    `${name}: the signal has dimensions ${dimensionsText(signal.axes)}, this one ${dimensionsText(variance.axes)}: the navigation axes must be the same.`,
  );
}

/**
 * A signal on the same data whose noise variance is estimated as `(gainFactor * expected + gainOffset) * correlationFactor`, not less than
 * `gainOffset * correlationFactor`: counts with Poissonian noise (the factor), white noise (the offset) and a correlation of neighbours. The
 * numbers of the model are stored at `Signal.Noise_properties.Variance_linear_model`.
 * @throws BAD_VALUE for negative numbers, BAD_SHAPE for an expected value with other navigation axes
 */
export function estimatePoissonianNoiseVariance<S extends SignalLike>(
  signal: S,
  options: PoissonianVarianceOptions = {},
): S {
  checkOptions("estimatePoissonianNoiseVariance", options, {
    expectedValue: "any",
    gainFactor: "any",
    gainOffset: "any",
    correlationFactor: "any",
  });
  refuseColours("estimatePoissonianNoiseVariance", signal);
  const expected = checkVariance("expectedValue", signal, options.expectedValue ?? signal);
  const metadata = signal.metadata.copy();
  const value = (name: string, key: string, given: number | undefined, byDefault: number): number => {
    const stored = metadata.get([...modelPath, key]);
    const number = given ?? (typeof stored === "number" ? stored : byDefault);
    if (typeof number !== "number" || !(number >= 0))
      throw coreError("BAD_VALUE", `${name}: got ${describeValue(number)}, expected a number from 0.`);
    metadata.set([...modelPath, key], number);
    return number;
  };
  const gain = value("gainFactor", "gain_factor", options.gainFactor, 1);
  const offset = value("gainOffset", "gain_offset", options.gainOffset, 0);
  const correlation = value("correlationFactor", "correlation_factor", options.correlationFactor, 1);
  const atLeast = offset * correlation;
  if (typeof expected === "number")
    metadata.set(variancePath, Math.max((expected * gain + offset) * correlation, atLeast));
  else {
    const numbers = /^(float|complex)/.test(expected.data.dtype) ? expected.data : astype(expected.data, "float64");
    const scaled = addArrays(multiplyArrays(numbers, gain), offset) as NDArray;
    const data = maximumArrays(multiplyArrays(scaled, correlation) as NDArray, atLeast) as NDArray;
    metadata.set(
      variancePath,
      varianceSignal(sameShape(signal, data) ? signal : expected, data, `Variance of ${titleOf(signal)}`),
    );
  }
  return rebuild(signal, { metadata }) as S;
}

function sameShape(signal: SignalLike, data: NDArray): boolean {
  return signal.data.shape.join() === data.shape.join();
}

function varianceSignal(like: SignalLike, data: NDArray, title: string): SignalLike {
  const metadata = like.metadata.copy();
  for (const [key] of metadata) metadata.remove([key]);
  metadata.set(["General", "title"], title);
  metadata.set(["Signal", "signal_type"], "");
  return rebuild(like, { data, metadata, type: "" }, true);
}

/**
 * Poissonian noise: each element replaced by a count whose mean it is. With the same seed the numbers are those of NumPy's `RandomState`.
 * @throws BAD_VALUE for negative elements and NaN, BAD_DTYPE for complex data
 */
export function addPoissonianNoise<S extends SignalLike>(signal: S, options: PoissonianNoiseOptions = {}): S {
  checkOptions("addPoissonianNoise", options, {
    keepDtype: "boolean",
    seed: "any",
    randomState: "any",
    inplace: "boolean",
  });
  const { keepDtype = true } = options;
  const { data } = checked("addPoissonianNoise", signal);
  if (isComplexDType(data.dtype))
    throw coreError("BAD_DTYPE", `addPoissonianNoise: counts cannot be ${data.dtype}: take the magnitude first.`);
  const counts = stream(options).poisson({ lam: astype(data, "float64") }) as NDArray;
  return finish(signal, astype(counts, keepDtype ? data.dtype : "int64"), options.inplace);
}

/**
 * Gaussian noise of a standard deviation (a number, or an array that fits the data) added to the elements. With the same seed the numbers
 * are those of NumPy's `RandomState`.
 * @throws BAD_DTYPE for data that are not floating point, BAD_VALUE for a negative deviation
 */
export function addGaussianNoise<S extends SignalLike>(
  signal: S,
  std: number | ArrayLikeInput,
  options: NoiseOptions = {},
): S {
  checkOptions("addGaussianNoise", options, { seed: "any", randomState: "any", inplace: "boolean" });
  const { data } = checked("addGaussianNoise", signal);
  if (!data.dtype.startsWith("float") && !isComplexDType(data.dtype))
    throw coreError(
      "BAD_DTYPE",
      `addGaussianNoise: the data are ${data.dtype}, which cannot hold noise: use changeDtype(signal, "float64") first.`,
    );
  const scale = typeof std === "number" || isNDArray(std) ? std : asArray(std);
  const noise = stream(options).normal({ scale: scale as number, shape: data.shape }) as NDArray;
  return finish(signal, astype(addArrays(data, noise) as NDArray, data.dtype), options.inplace);
}

function checked<S extends SignalLike>(name: string, signal: S): S {
  refuseRagged(name, signal);
  refuseColours(name, signal);
  return signal;
}

function stream({ randomState: given, seed }: NoiseOptions): RandomState {
  if (given === undefined) return randomState(seed);
  if (typeof given?.normal === "function" && typeof given.poisson === "function") return given;
  throw coreError(
    "BAD_ARGUMENT",
    `randomState: got ${describeValue(given)}, expected one made by randomState(seed) of @core/array/random.`,
  );
}

function finish<S extends SignalLike>(signal: S, data: NDArray, inplace: boolean | undefined): S {
  if (inplace !== true) return rebuild(signal, { data: signal.data.make(data.dtype, data.shape, data.storage) }) as S;
  if (data.dtype !== signal.data.dtype)
    throw coreError("BAD_DTYPE", `inplace: the data are ${signal.data.dtype}, the result is ${data.dtype}.`);
  assign(signal.data, data);
  return dataWritten(signal);
}
