import { coreError, describeValue, fromData, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type Axis, axisLabel } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndex } from "./axes.js";
import { parabolicEnds } from "./calculus-ends.js";
import { weighNeighbours, weightedSum } from "./calculus-kernels.js";
import { refuseColours } from "./colours.js";
import { differences } from "./differences.js";
import { isSignal, metadataWithoutNoise, rebuild } from "./rebuild.js";
import { deliver, withoutAxes } from "./reduce.js";
import { sum } from "./reductions.js";

/** Options of {@link integrate1D} and {@link integrateSimpson}. */
export interface IntegrateOptions {
  /** Writes the result into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

/** Options of {@link diff} and {@link derivative}. */
export interface DifferenceOptions extends IntegrateOptions {
  /** How many times; 1 by default. */
  readonly order?: number | undefined;
}

/** Options of {@link derivative}. */
export interface DerivativeOptions extends DifferenceOptions {
  /** 2 takes three points at the ends, which is exact for parabolas; 1, the default, takes two. */
  readonly edgeOrder?: 1 | 2 | undefined;
}

/**
 * Differences of neighbours along an axis, which gets shorter by `order` points and moves by half as many steps: they stand between the
 * points. They are not divided by the step; `derivative` is. Integers wrap, booleans tell whether neighbours differ, as in NumPy.
 * @throws UNSUPPORTED for an axis that is not uniform, BAD_VALUE for an order that is not a whole number from 0, BAD_AXIS
 */
export function diff(signal: SignalLike, axis: AxisChoice, options: DifferenceOptions = {}): SignalLike {
  const place = start("diff", signal, axis, options);
  const order = checkOrder("diff", options.order);
  const own = signal.axes[place] as Axis;
  if (own.kind !== "uniform")
    throw coreError(
      "UNSUPPORTED",
      `diff: the ${axisLabel(own)} is not uniform, so that neighbours have various distances: use derivative, or convertToUniformAxis.`,
    );
  const data = differences(signal.data, place, order);
  const shorter = own.with({ size: data.shape[place] as number, offset: own.offset + (order * own.scale) / 2 });
  const axes = signal.axes.map((other, i) => (i === place ? shorter : other));
  return deliver("diff", rebuild(signal, { data, axes, metadata: metadataWithoutNoise(signal) }), options.out);
}

/**
 * The derivative along an axis by central differences of second order, one-sided at the ends (as NumPy's `gradient`), in units of the
 * axis, which may have points at any distances. float32 and complex data keep their dtype, all else gives float64.
 * @throws BAD_SHAPE for fewer than two points (three with `edgeOrder: 2`), BAD_VALUE for an order that is not a whole number from 0, BAD_AXIS, BAD_DTYPE for booleans
 */
export function derivative(signal: SignalLike, axis: AxisChoice, options: DerivativeOptions = {}): SignalLike {
  const place = start("derivative", signal, axis, options);
  const order = checkOrder("derivative", options.order);
  const own = signal.axes[place] as Axis;
  if (own.size < 2)
    throw coreError("BAD_SHAPE", `derivative: the ${axisLabel(own)} has ${own.size} points, two or more are needed.`);
  const { edgeOrder = 1 } = options;
  if (edgeOrder !== 1 && edgeOrder !== 2)
    throw coreError("BAD_VALUE", `derivative: edgeOrder is ${describeValue(edgeOrder)}, allowed are 1 and 2.`);
  if (own.size <= edgeOrder)
    throw coreError("BAD_SHAPE", `derivative: the ${axisLabel(own)} has 2 points, edgeOrder 2 needs three or more.`);
  if (signal.data.dtype === "bool")
    throw coreError("BAD_DTYPE", "derivative: booleans have no derivative: use changeDtype first.");
  let data = signal.data;
  if (order > 0) {
    const weights = derivativeWeights(own).map((list) => fromData(list, [own.size])) as [NDArray, NDArray, NDArray];
    for (let i = 0; i < order; i++) {
      const next = weighNeighbours(data, weights, place);
      if (edgeOrder === 2) parabolicEnds(next, data, own, place);
      data = next;
    }
  } else data = data.copy();
  return deliver("derivative", rebuild(signal, { data, metadata: metadataWithoutNoise(signal) }), options.out);
}

/** The weights of the point before, the point itself and the point after. */
function derivativeWeights(axis: Axis): [Float64Array, Float64Array, Float64Array] {
  const { size } = axis;
  const [before, own, after] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const step = (k: number): number => (axis.kind === "uniform" ? axis.scale : axis.at(k + 1) - axis.at(k));
  for (let k = 1; k < size - 1; k++) {
    const [left, right] = [step(k - 1), step(k)];
    before[k] = left === right ? -1 / (2 * left) : -right / (left * (left + right));
    own[k] = left === right ? 0 : (right - left) / (left * right);
    after[k] = left === right ? 1 / (2 * left) : left / (right * (left + right));
  }
  own[0] = -1 / step(0);
  after[0] = 1 / step(0);
  before[size - 1] = -1 / step(size - 2);
  own[size - 1] = 1 / step(size - 2);
  return [before, own, after];
}

/**
 * The integral along an axis, which goes, by Simpson's rule, with the distances of the points of the axis. For an even number of points the
 * mean of two: with a trapezoid at the first and at the last interval (SciPy's `simpson`, `even="avg"`). The result is float64.
 * @throws BAD_SHAPE for an axis without points, BAD_AXIS
 */
export function integrateSimpson(signal: SignalLike, axis: AxisChoice, options: IntegrateOptions = {}): SignalLike {
  const place = start("integrateSimpson", signal, axis, options);
  const own = signal.axes[place] as Axis;
  if (own.size === 0)
    throw coreError("BAD_SHAPE", `integrateSimpson: the ${axisLabel(own)} has no points to integrate over.`);
  const data = weightedSum(signal.data, fromData(simpsonWeights(own), [own.size]) as NDArray, place);
  return deliver("integrateSimpson", withoutAxes(signal, [place], data, metadataWithoutNoise(signal)), options.out);
}

/**
 * The integral along an axis, which goes: the sum where the axis is binned (its elements are integrals over their channels already), else
 * by Simpson's rule. See {@link integrateSimpson}.
 */
export function integrate1D(signal: SignalLike, axis: AxisChoice, options: IntegrateOptions = {}): SignalLike {
  const place = start("integrate1D", signal, axis, options);
  return signal.axes[place]?.isBinned === true
    ? sum(signal, { ...options, axis })
    : integrateSimpson(signal, axis, options);
}

/** The weight of each point in Simpson's rule. */
function simpsonWeights(axis: Axis): Float64Array {
  const { size } = axis;
  const weights = new Float64Array(size);
  const step = (k: number): number => (axis.kind === "uniform" ? axis.scale : axis.at(k + 1) - axis.at(k));
  const pairs = (first: number, last: number, factor: number): void => {
    for (let k = first; k + 2 <= last; k += 2) {
      const [left, right] = [step(k), step(k + 1)];
      const width = ((left + right) / 6) * factor;
      add(weights, k, width * (2 - right / left));
      add(weights, k + 1, (width * (left + right) ** 2) / (left * right));
      add(weights, k + 2, width * (2 - left / right));
    }
  };
  const trapezoid = (k: number, factor: number): void => {
    add(weights, k, (step(k) / 2) * factor);
    add(weights, k + 1, (step(k) / 2) * factor);
  };
  if (size % 2 === 1) pairs(0, size - 1, 1);
  else {
    pairs(0, size - 2, 0.5);
    trapezoid(size - 2, 0.5);
    pairs(1, size - 1, 0.5);
    trapezoid(0, 0.5);
  }
  return weights;
}

function add(list: Float64Array, place: number, value: number): void {
  list[place] = (list[place] as number) + value;
}

/** The place in the array of the axis, once the signal and the options are such as they should be. */
function start(name: string, signal: SignalLike, axis: AxisChoice, options: object): number {
  if (!isSignal(signal)) throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(signal)}, expected a signal.`);
  checkOptions(name, options, { order: "any", edgeOrder: "any", out: "any" });
  refuseColours(name, signal);
  return arrayIndex(signal, axis);
}

function checkOrder(name: string, order = 1): number {
  if (Number.isSafeInteger(order) && order >= 0 && order <= 1000) return order;
  throw coreError("BAD_VALUE", `${name}: order is ${describeValue(order)}, expected a whole number from 0.`);
}
