import type { SignalLike } from "../contract.js";

/** Tells the listeners of a signal that its data were written, and gives the signal back. */
export function dataWritten<S extends SignalLike>(signal: S): S {
  signal.events?.dataChanged.emit(signal);
  return signal;
}
