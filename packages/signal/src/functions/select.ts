import { coreError, describeValue, type NDArray } from "@core/array";
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
import { placesOf, scalarParts } from "./axes.js";
import { isSignal, rebuild } from "./rebuild.js";

/** What keeps its axis: a slice, its text form, or `"..."` for all axes in between. */
export type SliceSelector = AxisSlice | "..." | `${string}:${string}`;

/**
 * What selects along one axis: an index, `value(0.5)`, `"rel0.5"`, `"2000 nm"`, a slice of those, the text form of a slice
 * (`"0.5:4."`, a decimal point means a value), or `"..."`. A text may hold several, parted by commas.
 */
export type SignalSelector = AxisPosition | AxisSlice;

const variancePath = ["Signal", "Noise_properties", "variance"] as const;

/** The view that selectors of the navigation or the signal space choose, with its axes. */
export function select(signal: SignalLike, navigate: boolean, selectors: readonly SignalSelector[]): SignalLike {
  const { data, axes, lost } = selectView(signal, navigate, selectors);
  const changes: { -readonly [K in keyof SignalParts]?: SignalParts[K] } = { data, axes };
  const variance = signal.metadata.get(variancePath);
  if (isSignal(variance)) {
    const metadata = signal.metadata.copy();
    metadata.set(variancePath, select(variance, navigate, selectors));
    changes.metadata = metadata;
  }
  return rebuild(signal, changes, lost);
}

/** The view that selectors choose, the axes that are left, and whether an axis was lost. */
export function selectView(
  signal: Pick<SignalLike, "data" | "axes">,
  navigate: boolean,
  selectors: readonly SignalSelector[],
): { data: NDArray; axes: readonly Axis[]; lost: boolean } {
  const { data, axes } = signal;
  const places = placesOf(axes, navigate);
  const chosen = expand(selectors, places.length, navigate);
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
    if (range === undefined && axes.length > 1) continue;
    shape.push(size);
    strides.push(stride * (range?.step ?? 1));
    kept.push(range === undefined ? axis.slice(start, start + 1) : axis.slice(range.start, range.stop, range.step));
  }
  const view = data.view(shape, strides, offset);
  if (kept.length > 0 || axes.length === 0) return { data: view, axes: kept, lost: kept.length < axes.length };
  return { ...scalarParts(view), lost: true };
}

/** One selector for each axis from the first one on, `"..."` filled up. */
function expand(
  selectors: readonly SignalSelector[],
  count: number,
  navigate: boolean,
): (AxisPosition | AxisSlice | undefined)[] {
  const list: ParsedIndex[] = [];
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
  return typeof selector === "object" && selector !== null && !("value" in selector);
}

function checkSelector(selector: AxisPosition | AxisSlice): AxisPosition | AxisSlice {
  if (typeof selector === "number" || typeof selector === "string" || isCalibratedValue(selector)) return selector;
  const slice =
    isRange(selector) && !Array.isArray(selector) && ("start" in selector || "stop" in selector || "step" in selector);
  if (slice) return selector;
  throw coreError(
    "BAD_INDEX",
    `index: got ${describeValue(selector)}; allowed are a whole number, value(0.5), "rel0.5", "2000 nm", slice(start, stop, step), its text form "1:10:2" and "...".`,
  );
}
