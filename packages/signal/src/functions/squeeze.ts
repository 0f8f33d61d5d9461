import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { orScalar } from "./axes.js";
import { isRagged } from "./ragged.js";
import { checkSignal, rebuild } from "./rebuild.js";

/** A view without the axes that have a single point. Where all have, one element with an axis named "Scalar" is left. */
export function squeeze(signal: SignalLike): SignalLike {
  checkSignal("squeeze", signal);
  const kept = signal.axes.map((_, place) => place).filter((place) => signal.axes[place]?.size !== 1);
  if (kept.length === signal.axes.length) return rebuild(signal, {});
  const data = signal.data.view(
    kept.map((place) => signal.data.shape[place] as number),
    kept.map((place) => signal.data.strides[place] as number),
  );
  const axes = kept.map((place) => signal.axes[place] as Axis);
  return rebuild(
    signal,
    orScalar(data, axes, isRagged(signal)),
    axes.every((axis) => axis.isColour),
  );
}
