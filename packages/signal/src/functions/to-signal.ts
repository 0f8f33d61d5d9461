import { coreError, describeValue } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { withNavigate, withoutColours } from "./axes.js";
import { aligned } from "./broadcast.js";
import { metadataWithNoise } from "./noise-of.js";
import { refuseRagged } from "./ragged.js";
import { rebuild } from "./rebuild.js";
import { inOrder, type LayoutOptions, type TransposeOptions, transpose } from "./transpose.js";

/**
 * Images as spectra: the first axis of the array becomes the signal axis, all others are navigation axes. For stacks of images, one
 * for each energy, these are the spectra of their pixels. The data are copied into that order unless `optimize` is false.
 * @throws BAD_SHAPE for fewer than two axes
 */
export function toSignal1D(signal: SignalLike, options: LayoutOptions = {}): SignalLike {
  return rolled("toSignal1D", signal, options, (places) => [...places.slice(1), places[0] as number], 1);
}

/**
 * Spectra as images: the last signal axis goes to the front of the array, and the last two axes then are the signal axes. For maps of
 * spectra these are the images of their channels. The data are copied into that order unless `optimize` is false.
 * @throws BAD_SHAPE for fewer than two axes
 */
export function toSignal2D(signal: SignalLike, options: LayoutOptions = {}): SignalLike {
  return rolled("toSignal2D", signal, options, (places) => [places.at(-1) as number, ...places.slice(0, -1)], 2);
}

function rolled(
  name: string,
  signal: SignalLike,
  options: LayoutOptions,
  roll: (places: readonly number[]) => number[],
  dimension: number,
): SignalLike {
  checkOptions(name, options, { optimize: "boolean" });
  const { optimize = true } = options;
  refuseRagged(name, signal);
  const { data, axes } = aligned(signal);
  const { places, colours } = withoutColours(axes);
  if (places.length < 2)
    throw coreError("BAD_SHAPE", `${name}: the signal has ${places.length} axis, expected two or more.`);
  const order = roll(places);
  const turned = order.map((place, i) => withNavigate(axes[place] as Axis, i < order.length - dimension));
  const view = data.transpose([...order, ...colours]);
  return rebuild(
    signal,
    {
      data: inOrder(view, { optimize }),
      axes: [...turned, ...colours.map((place) => axes[place] as Axis)],
      ...metadataWithNoise(signal, (variance) => rolled(name, variance, { optimize }, roll, dimension)),
    },
    true,
  );
}

/**
 * Several signals with other signal and navigation axes, each as by `transpose`: `transposeSignals([a, b], { signalAxes: 2 })`.
 * @throws BAD_ARGUMENT, BAD_AXIS as `transpose`
 */
export function transposeSignals(signals: readonly SignalLike[], options: TransposeOptions = {}): SignalLike[] {
  if (!Array.isArray(signals))
    throw coreError("BAD_ARGUMENT", `transposeSignals: got ${describeValue(signals)}, expected a list of signals.`);
  return signals.map((signal) => transpose(signal, options));
}
