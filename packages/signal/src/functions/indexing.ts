import { type ArrayLikeInput, asArray, assign, isScalar, type Scalar } from "@core/array";
import type { SignalLike } from "../contract.js";
import { spaceMask, writeMasked, writePoints } from "./listed.js";
import { dataWritten } from "./notify.js";
import { refuseRagged } from "./ragged.js";
import { checkSignal, isSignal } from "./rebuild.js";
import { type SignalSelector, type SliceSelector, select, selectLists } from "./select.js";

/**
 * A view of part of the signal space; changing its data changes the signal's. Selectors are in natural order (x, y, …).
 * An index removes its axis (a lone axis stays, with one point), a slice keeps it. Indices are whole numbers, negative from
 * the end; a value on the axis is `value(0.5)`, `"0.5"`, `"rel0.5"` or `"2000 nm"` and means the nearest point.
 * A list of indices or booleans takes several points, an array or signal of booleans with all axes of the space those where it is true
 * (one axis for them); both copy.
 * @throws BAD_INDEX for indices out of range and too many selectors, BAD_VALUE for values outside the axis, BAD_UNITS
 */
export function isig<S extends SignalLike>(signal: S, ...selectors: readonly SliceSelector[]): S;
export function isig(signal: SignalLike, ...selectors: readonly SignalSelector[]): SignalLike;
export function isig(signal: SignalLike, ...selectors: readonly SignalSelector[]): SignalLike {
  return select(signal, false, selectors);
}

/** A view of part of the navigation space. See {@link isig}. */
export function inav<S extends SignalLike>(signal: S, ...selectors: readonly SignalSelector[]): S {
  return select(signal, true, selectors) as S;
}

/** What can be written into part of a signal. */
export type Writable = SignalLike | ArrayLikeInput | Scalar;

/**
 * Writes into part of the signal space, in place (where a list or mask is given too), broadcast and converted as by assigning to an array.
 * @returns the signal itself
 * @throws BAD_SHAPE when the value does not fit; nothing is written then
 */
export function setIsig<S extends SignalLike>(
  signal: S,
  selectors: SignalSelector | readonly SignalSelector[],
  value: Writable,
): S {
  return write(signal, false, selectors, value);
}

/** Writes into part of the navigation space, in place. See {@link setIsig}. */
export function setInav<S extends SignalLike>(
  signal: S,
  selectors: SignalSelector | readonly SignalSelector[],
  value: Writable,
): S {
  return write(signal, true, selectors, value);
}

function write<S extends SignalLike>(
  signal: S,
  navigate: boolean,
  selectors: SignalSelector | readonly SignalSelector[],
  value: Writable,
): S {
  const list = Array.isArray(selectors) ? (selectors as readonly SignalSelector[]) : [selectors as SignalSelector];
  checkSignal(navigate ? "setInav" : "setIsig", signal);
  if (!navigate) refuseRagged("setIsig", signal);
  const given = isSignal(value) ? value.data : asArray(value as ArrayLikeInput);
  const mask = list.length === 1 ? spaceMask(signal, navigate, list[0]) : undefined;
  if (mask !== undefined) writeMasked(signal, navigate, mask, given);
  else {
    const { data, lists } = selectLists(signal, navigate, list);
    if (lists.size > 0) writePoints(data, lists, given);
    else assign(data, isScalar(value) ? value : given);
  }
  return dataWritten(signal);
}
