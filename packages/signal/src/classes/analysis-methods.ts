import type { ArrayLikeInput, Device, NDArray } from "@core/array";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import type { AxisChoice } from "../functions/axes.js";
import * as calculus from "../functions/calculus.js";
import { toDevice, toHost } from "../functions/devices.js";
import { getHistogram, type HistogramOptions } from "../functions/histogram.js";
import * as noise from "../functions/noise.js";
import * as quantiles from "../functions/quantiles.js";
import type { ReduceOptions } from "../functions/reduce.js";
import * as statistics from "../functions/statistics.js";
import type { MetadataTree } from "../metadata/tree.js";
import type { BaseSignal } from "./signals.js";

/** Calculus, statistics and noise as methods: each calls the function of the same name. */
export abstract class AnalysisMethods implements SignalLike {
  abstract readonly data: NDArray;
  abstract readonly axes: readonly Axis[];
  abstract readonly metadata: MetadataTree;
  abstract readonly type: string;

  /** See the function `diff`. */
  diff(axis: AxisChoice, options?: calculus.DifferenceOptions): BaseSignal {
    return calculus.diff(this, axis, options) as BaseSignal;
  }

  /** See the function `derivative`. */
  derivative(axis: AxisChoice, options?: calculus.DerivativeOptions): BaseSignal {
    return calculus.derivative(this, axis, options) as BaseSignal;
  }

  /** See the function `integrateSimpson`. */
  integrateSimpson(axis: AxisChoice, options?: calculus.IntegrateOptions): BaseSignal {
    return calculus.integrateSimpson(this, axis, options) as BaseSignal;
  }

  /** See the function `integrate1D`. */
  integrate1D(axis: AxisChoice, options?: calculus.IntegrateOptions): BaseSignal {
    return calculus.integrate1D(this, axis, options) as BaseSignal;
  }

  /** See the function `median`. */
  median(options?: ReduceOptions): BaseSignal {
    return quantiles.median(this, options) as BaseSignal;
  }

  /** See the function `nanmedian`. */
  nanmedian(options?: ReduceOptions): BaseSignal {
    return quantiles.nanmedian(this, options) as BaseSignal;
  }

  /** See the function `percentile`. */
  percentile(q: number, options?: quantiles.SignalQuantileOptions): BaseSignal {
    return quantiles.percentile(this, q, options) as BaseSignal;
  }

  /** See the function `nanpercentile`. */
  nanpercentile(q: number, options?: quantiles.SignalQuantileOptions): BaseSignal {
    return quantiles.nanpercentile(this, q, options) as BaseSignal;
  }

  /** See the function `quantile`. */
  quantile(q: number, options?: quantiles.SignalQuantileOptions): BaseSignal {
    return quantiles.quantile(this, q, options) as BaseSignal;
  }

  /** See the function `nanquantile`. */
  nanquantile(q: number, options?: quantiles.SignalQuantileOptions): BaseSignal {
    return quantiles.nanquantile(this, q, options) as BaseSignal;
  }

  /** See the function `getHistogram`. */
  getHistogram(options?: HistogramOptions): BaseSignal {
    return getHistogram(this, options) as BaseSignal;
  }

  /** See the function `summaryStatistics`. */
  summaryStatistics(): statistics.SummaryStatistics {
    return statistics.summaryStatistics(this);
  }

  /** See the function `printSummaryStatistics`. */
  printSummaryStatistics(options?: statistics.PrintStatisticsOptions): void {
    statistics.printSummaryStatistics(this, options);
  }

  /** See the function `getNoiseVariance`. */
  getNoiseVariance(): number | SignalLike | undefined {
    return noise.getNoiseVariance(this);
  }

  /** See the function `setNoiseVariance`. */
  setNoiseVariance(variance: noise.NoiseVariance | null): this {
    return noise.setNoiseVariance(this, variance);
  }

  /** See the function `estimatePoissonianNoiseVariance`. */
  estimatePoissonianNoiseVariance(options?: noise.PoissonianVarianceOptions): this {
    return noise.estimatePoissonianNoiseVariance(this, options);
  }

  /** See the function `addPoissonianNoise`. */
  addPoissonianNoise(options?: noise.PoissonianNoiseOptions): this {
    return noise.addPoissonianNoise(this, options);
  }

  /** See the function `addGaussianNoise`. */
  addGaussianNoise(std: number | ArrayLikeInput, options?: noise.NoiseOptions): this {
    return noise.addGaussianNoise(this, std, options);
  }

  /** See the function `toDevice`. */
  toDevice(device: string | Device): this {
    return toDevice(this, device);
  }

  /** See the function `toHost`. */
  toHost(): Promise<this> {
    return toHost(this);
  }
}
