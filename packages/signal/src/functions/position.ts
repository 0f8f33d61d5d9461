import { coreError, describeValue } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type IterationPath, iterateIndices } from "../axes/iterate.js";
import type { SignalLike } from "../contract.js";
import { placesOf, withNavigate } from "./axes.js";
import { checkSignal, rebuild, titleOf } from "./rebuild.js";
import { selectView } from "./select.js";

/** Which position, and how it is called. */
export interface CurrentSignalOptions {
  /** One index for each navigation axis, in natural order; zeros by default. */
  readonly indices?: readonly number[] | undefined;
  /** Whether the indices are put behind the title: `A (2, 1)`. */
  readonly autoTitle?: boolean | undefined;
}

/**
 * The signal at one position, as a view without navigation axes. Noise properties are not taken along.
 * @throws BAD_INDEX for indices of the wrong number or out of range
 */
export function getCurrentSignal(signal: SignalLike, options: CurrentSignalOptions = {}): SignalLike {
  checkSignal("getCurrentSignal", signal);
  checkOptions("getCurrentSignal", options, { indices: "any", autoTitle: "boolean" });
  const count = placesOf(signal.axes, true).length;
  const indices = options.indices ?? new Array<number>(count).fill(0);
  if (!Array.isArray(indices) || indices.length !== count)
    throw coreError(
      "BAD_INDEX",
      `indices: got ${describeValue(indices)}, expected ${count} numbers, one for each navigation axis.`,
    );
  const { data, axes } = selectView(signal, true, indices);
  const metadata = signal.metadata.copy();
  if (options.autoTitle ?? true) metadata.set(["General", "title"], `${titleOf(signal)} (${indices.join(", ")})`);
  return rebuild(signal, { data, axes: axes.map((axis) => withNavigate(axis, false)), metadata }, true);
}

/**
 * The signals at all positions, one after the other; the signal itself where there are no navigation axes. See {@link getCurrentSignal}.
 * @param path `flyback` (the default) starts each line anew, `serpentine` goes to and fro, a list of positions is followed
 */
export function* iterateSignals(
  signal: SignalLike,
  path: IterationPath = "flyback",
): Generator<SignalLike, void, undefined> {
  checkSignal("iterateSignals", signal);
  const shape = placesOf(signal.axes, true).map((place) => signal.axes[place]?.size ?? 0);
  // Always fresh objects would make what walks through iterables (equality checks of test runners) walk for ever.
  if (shape.length === 0) yield signal;
  else for (const indices of iterateIndices(shape, path)) yield getCurrentSignal(signal, { indices });
}
