import { type RebinOptions, rebin as rebinSignal, rebuild, type SignalLike } from "@core/signal";

const detector = ["Acquisition_instrument", "TEM", "Detector", "EELS"] as const;

/**
 * What `rebin` of `@core/signal` makes of spectra; where positions are added up, their dwell time and exposure
 * (`Acquisition_instrument.TEM.Detector.EELS`) are added up, too. The metadata of `out` are left alone.
 * @throws what `rebin` of `@core/signal` throws
 */
export function rebin<S extends SignalLike>(signal: S, options: RebinOptions): S {
  const result = rebinSignal(signal, options);
  if (options.out !== undefined) return result;
  const added = positionsAddedUp(signal, options);
  const metadata = result.metadata.copy();
  for (const key of ["dwell_time", "exposure"]) {
    const time = metadata.get([...detector, key]);
    if (typeof time === "number") metadata.set([...detector, key], time * added);
  }
  return rebuild(result, { metadata }) as S;
}

/** How many positions make a new one. Navigation axes come first in natural order, which is the reverse of the array's. */
function positionsAddedUp({ axes }: SignalLike, { scale, newShape }: RebinOptions): number {
  const sizes = axes.filter(({ navigate }) => navigate).map(({ size }) => size);
  return sizes
    .reverse()
    .reduce((product, size, place) => product * (scale?.[place] ?? size / (newShape?.[place] as number)), 1);
}
