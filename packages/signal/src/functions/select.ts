import { coreError, describeValue, elementsOf, fromData, type NDArray } from "@core/array";
import type { Axis } from "../axes/axis.js";
import {
  type AxisPosition,
  type AxisSlice,
  axisSlice,
  isCalibratedValue,
  type ParsedIndex,
  parseIndexText,
  positionToIndex,
} from "../axes/position.js";
import type { SignalLike, SignalParts } from "../contract.js";
import { orScalar, placesOf, withoutColours } from "./axes.js";
import { isListed, type Listed, listIndices, spaceMask, takeMasked, takePoints } from "./listed.js";
import { isRagged, placesOfItems, raggedParts, refuseRagged } from "./ragged.js";
import { checkSignal, isSignal, rebuild } from "./rebuild.js";

/** What keeps its axis: a slice, its text form, a list of places or booleans, or `"..."` for all axes in between. */
export type SliceSelector = AxisSlice | "..." | `${string}:${string}` | readonly AxisPosition[] | readonly boolean[];

/**
 * What selects along one axis: an index, `value(0.5)`, `"rel0.5"`, `"2000 nm"`, a slice of those, the text form of a slice
 * (`"0.5:4."`, a decimal point means a value), or `"..."`. A text may hold several, parted by commas. A list of indices or of booleans takes several points, which copies; so does a mask of the whole space.
 */
export type SignalSelector = AxisPosition | AxisSlice | Listed;

const variancePath = ["Signal", "Noise_properties", "variance"] as const;

/** The part that selectors of the navigation or the signal space choose, with its axes: a view unless a list or mask is among them. */
export function select(signal: SignalLike, navigate: boolean, selectors: readonly SignalSelector[]): SignalLike {
  checkSignal(navigate ? "inav" : "isig", signal);
  if (!navigate) refuseRagged("isig", signal);
  const { changes, lost } = selectParts(signal, navigate, selectors);
  const variance = signal.metadata.get(variancePath);
  if (!isSignal(variance)) return rebuild(signal, changes, lost);
  const metadata = signal.metadata.copy();
  metadata.set(variancePath, select(variance, navigate, selectors));
  return rebuild(signal, { ...changes, metadata }, lost);
}

function selectParts(
  signal: SignalLike,
  navigate: boolean,
  selectors: readonly SignalSelector[],
): { changes: Partial<SignalParts>; lost: boolean } {
  if (!selectors.some(isListed)) {
    const { data, axes, lost } = selectView(signal, navigate, selectors);
    return { changes: { data, axes }, lost };
  }
  const { items } = signal;
  if (items === undefined) return selectListed(signal, navigate, selectors);
  const places = fromData(Float64Array.from(placesOfItems(signal.data)), signal.data.shape) as NDArray;
  const { changes, lost } = selectListed({ data: places, axes: signal.axes }, navigate, selectors);
  const chosen = Array.from(elementsOf(changes.data) as Float64Array, (place) => items[place]);
  return { changes: { ...changes, ...raggedParts(chosen, changes.data.shape, signal.data.runtime) }, lost };
}

function selectListed(
  signal: Pick<SignalLike, "data" | "axes">,
  navigate: boolean,
  selectors: readonly SignalSelector[],
): { changes: { data: NDArray; axes: readonly Axis[] }; lost: boolean } {
  const mask = selectors.length === 1 ? spaceMask(signal, navigate, selectors[0]) : undefined;
  if (mask !== undefined) return { changes: takeMasked(signal, navigate, mask), lost: false };
  const { lost, lists, ...view } = selectLists(signal, navigate, selectors);
  let changes = view;
  for (const [place, indices] of lists) changes = { ...takePoints(changes, place, indices) };
  return { changes, lost };
}

/** The view that selectors choose where lists take all of their axes, and which points these take, by the place of the axis in the view. */
export function selectLists(
  signal: Pick<SignalLike, "data" | "axes" | "items">,
  navigate: boolean,
  selectors: readonly SignalSelector[],
): { data: NDArray; axes: readonly Axis[]; lost: boolean; lists: ReadonlyMap<number, readonly number[]> } {
  const { axes } = signal;
  const places = placesOf(axes, navigate);
  const chosen = expand(selectors, places.length, navigate);
  const view = viewOf(
    signal,
    navigate,
    chosen.map((selector) => (isListed(selector) ? undefined : selector)),
  );
  const single = withoutColours(axes).places.length === 1;
  const lists = new Map<number, readonly number[]>();
  let left = 0;
  for (let place = 0; place < axes.length; place++) {
    const selector = axes[place]?.navigate === navigate ? chosen[places.indexOf(place)] : undefined;
    if (isListed(selector)) lists.set(left, listIndices(axes[place] as Axis, selector));
    if (selector === undefined || isListed(selector) || isRange(selector) || single) left++;
  }
  return { ...view, lists };
}

/** The view that selectors choose, the axes that are left, and whether an axis was lost. */
export function selectView(
  signal: Pick<SignalLike, "data" | "axes" | "items">,
  navigate: boolean,
  selectors: readonly SignalSelector[],
): { data: NDArray; axes: readonly Axis[]; lost: boolean } {
  const chosen = expand(selectors, placesOf(signal.axes, navigate).length, navigate);
  return viewOf(signal, navigate, chosen as readonly (AxisPosition | AxisSlice | undefined)[]);
}

function viewOf(
  signal: Pick<SignalLike, "data" | "axes" | "items">,
  navigate: boolean,
  chosen: readonly (AxisPosition | AxisSlice | undefined)[],
): { data: NDArray; axes: readonly Axis[]; lost: boolean } {
  const { data, axes } = signal;
  const places = placesOf(axes, navigate);
  const single = withoutColours(axes).places.length === 1;
  const shape: number[] = [];
  const strides: number[] = [];
  const kept: Axis[] = [];
  let offset = data.offset;
  for (let place = 0; place < axes.length; place++) {
    const axis = axes[place] as Axis;
    const stride = data.strides[place] as number;
    const selector = axis.navigate === navigate ? chosen[places.indexOf(place)] : undefined;
    if (selector === undefined) {
      shape.push(data.shape[place] as number);
      strides.push(stride);
      kept.push(axis);
      continue;
    }
    const range = isRange(selector) ? axisSlice(axis, selector.start, selector.stop, selector.step) : undefined;
    const start = range === undefined ? positionToIndex(axis, selector as AxisPosition) : range.start;
    const size = range === undefined ? 1 : range.size;
    if (size > 0) offset += start * stride;
    // A lone axis stays when an index is taken: signals without axes do not exist.
    if (range === undefined && !single) continue;
    shape.push(size);
    strides.push(stride * (range?.step ?? 1));
    kept.push(range === undefined ? axis.slice(start, start + 1) : axis.slice(range.start, range.stop, range.step));
  }
  const left = orScalar(data.view(shape, strides, offset), kept, isRagged(signal));
  return { ...left, lost: kept.length < axes.length };
}

/** One selector for each axis from the first one on, `"..."` filled up. */
function expand(
  selectors: readonly SignalSelector[],
  count: number,
  navigate: boolean,
): (AxisPosition | AxisSlice | Listed | undefined)[] {
  const list: (ParsedIndex | Listed)[] = [];
  for (const selector of selectors) {
    if (typeof selector === "string") list.push(...parseIndexText(selector));
    else list.push(selector);
  }
  const dots = list.indexOf("...");
  const given = dots < 0 ? list.length : list.length - 1;
  if (given > count || list.lastIndexOf("...") !== dots) {
    const space = navigate ? "inav" : "isig";
    throw coreError(
      "BAD_INDEX",
      dots !== list.lastIndexOf("...")
        ? `${space}: "..." may stand once.`
        : `${space}: got ${given} selectors, the signal has ${count} ${navigate ? "navigation" : "signal"} axes.`,
    );
  }
  if (dots >= 0) list.splice(dots, 1, ...new Array<ParsedIndex>(count - given).fill(all));
  return list.map((selector) => {
    if (isListed(selector)) return selector;
    const checked = checkSelector(selector as AxisPosition | AxisSlice);
    return isWhole(checked) ? undefined : checked;
  });
}

const all: AxisSlice = { start: null };

function isWhole(selector: ParsedIndex): boolean {
  return isRange(selector) && empty(selector.start) && empty(selector.stop) && empty(selector.step);
}

function empty(part: unknown): boolean {
  return part === undefined || part === null;
}

function isRange(selector: unknown): selector is AxisSlice {
  return typeof selector === "object" && selector !== null && !("value" in selector) && !isListed(selector);
}

function checkSelector(selector: AxisPosition | AxisSlice): AxisPosition | AxisSlice {
  if (typeof selector === "number" || typeof selector === "string" || isCalibratedValue(selector)) return selector;
  const slice = isRange(selector) && ("start" in selector || "stop" in selector || "step" in selector);
  if (slice) return selector;
  throw coreError(
    "BAD_INDEX",
    `index: got ${describeValue(selector)}; allowed are a whole number, value(0.5), "rel0.5", "2000 nm", slice(start, stop, step), its text form "1:10:2", "...", a list of indices or booleans and a mask.`,
  );
}
