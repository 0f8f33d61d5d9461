import type { DType, NDArray } from "@core/array";
import type { Axis } from "../axes/axis.js";
import type { IterationPath } from "../axes/iterate.js";
import { AxesManager } from "../axes/manager.js";
import type { SignalLike, SignalParts } from "../contract.js";
import * as arithmetic from "../functions/arithmetic.js";
import type { AxisChoice } from "../functions/axes.js";
import { type RgbDType, rgbDtype } from "../functions/colours.js";
import * as compare from "../functions/compare.js";
import { changeDtype, copy, deepCopy } from "../functions/copy.js";
import { type CropOptions, crop } from "../functions/crop.js";
import * as extrema from "../functions/extrema.js";
import { inav, isig, setInav, setIsig, type Writable } from "../functions/indexing.js";
import type { AxisInput, makeParts } from "../functions/make.js";
import { type MapFunction, type MapOptions, type MapResult, map } from "../functions/map.js";
import type { Operand, OperateOptions } from "../functions/operate.js";
import { type CurrentSignalOptions, getCurrentSignal, iterateSignals } from "../functions/position.js";
import { isRagged, raggedItems, setRagged } from "../functions/ragged.js";
import { titleOf } from "../functions/rebuild.js";
import type { ReduceOptions } from "../functions/reduce.js";
import * as reductions from "../functions/reductions.js";
import type { SignalSelector, SliceSelector } from "../functions/select.js";
import { squeeze } from "../functions/squeeze.js";
import { signalText } from "../functions/text.js";
import {
  type AsSignalOptions,
  asSignal1D,
  asSignal2D,
  type LayoutOptions,
  rollAxis,
  swapAxes,
  type TransposeOptions,
  transpose,
} from "../functions/transpose.js";
import { setSignalOrigin, setSignalType, withAxis, withTitle } from "../functions/type.js";
import type { MetadataTree } from "../metadata/tree.js";
import { ShapeMethods } from "./shape-methods.js";
import type { BaseSignal } from "./signals.js";

type Parts = ReturnType<typeof makeParts>;
type Operate = OperateOptions | undefined;

/** What all classes of signals have: each method calls the function of the same name. */
export abstract class SignalMethods extends ShapeMethods implements SignalLike, Iterable<BaseSignal> {
  readonly data: NDArray;
  readonly axes: readonly Axis[];
  readonly metadata: MetadataTree;
  readonly originalMetadata?: MetadataTree;
  readonly type: string;
  readonly items?: readonly unknown[];
  #manager: AxesManager | undefined;

  constructor(parts: Parts) {
    super();
    this.data = parts.data;
    this.axes = parts.axes;
    this.metadata = parts.metadata;
    if (parts.originalMetadata !== undefined) this.originalMetadata = parts.originalMetadata;
    this.type = parts.type;
    if (parts.items !== undefined) this.items = parts.items;
  }

  abstract rebuild(changes: Partial<SignalParts>, resolve?: boolean): BaseSignal;

  /** The title, at `General.title` of the metadata. */
  get title(): string {
    return titleOf(this);
  }

  set title(title: string) {
    this.metadata.set(["General", "title"], title);
  }

  /** Whether the items at the positions differ in size. */
  get ragged(): boolean {
    return isRagged(this);
  }

  /** `rgb8`, `rgba8`, `rgb16` or `rgba16` for pictures in colours, else undefined. See `changeDtype`. */
  get rgb(): RgbDType | undefined {
    return rgbDtype(this);
  }

  /** The axes in natural order, with the current position. */
  get axesManager(): AxesManager {
    this.#manager ??= new AxesManager(this.axes, undefined, this.ragged);
    return this.#manager;
  }

  /** The current position, one index for each navigation axis in natural order. */
  get indices(): readonly number[] {
    return this.axesManager.indices;
  }

  set indices(indices: readonly number[]) {
    this.#manager = this.axesManager.withIndices(indices);
    this.events.indicesChanged.emit(this.#manager.indices);
  }

  /** The values of the navigation axes at the current position; setting takes the points nearest to values. */
  get coordinates(): readonly number[] {
    return this.axesManager.coordinates;
  }

  set coordinates(coordinates: readonly number[]) {
    this.indices = this.axesManager.withCoordinates(coordinates).indices;
  }

  /** The axes with the signal and the navigation space exchanged. */
  get T(): BaseSignal {
    return transpose(this) as BaseSignal;
  }

  override toString(): string {
    return signalText(this);
  }

  /** The signals at all positions. See {@link iterateSignals}. */
  [Symbol.iterator](): Generator<BaseSignal, void, undefined> {
    return iterateSignals(this) as Generator<BaseSignal, void, undefined>;
  }

  /** All positions in an order. See the function `iterateSignals`. */
  iterate(path?: IterationPath): Generator<BaseSignal, void, undefined> {
    return iterateSignals(this, path) as Generator<BaseSignal, void, undefined>;
  }

  /** See the function `isig`. */
  isig(...selectors: SliceSelector[]): this;
  isig(...selectors: SignalSelector[]): BaseSignal;
  isig(...selectors: SignalSelector[]): SignalLike {
    return isig(this, ...selectors);
  }

  /** See the function `inav`. */
  inav(...selectors: SignalSelector[]): this {
    return inav(this, ...selectors);
  }

  /** See the function `setIsig`. */
  setIsig(selectors: SignalSelector | readonly SignalSelector[], value: Writable): this {
    return setIsig(this, selectors, value);
  }

  /** See the function `setInav`. */
  setInav(selectors: SignalSelector | readonly SignalSelector[], value: Writable): this {
    return setInav(this, selectors, value);
  }

  /** See the function `crop`. */
  crop(axis: AxisChoice, options?: CropOptions): this {
    return crop(this, axis, options);
  }

  /** See the function `transpose`. */
  transpose(options?: TransposeOptions): BaseSignal {
    return transpose(this, options) as BaseSignal;
  }

  /** See the function `swapAxes`. */
  swapAxes(axis1: AxisChoice, axis2: AxisChoice, options?: LayoutOptions): BaseSignal {
    return swapAxes(this, axis1, axis2, options) as BaseSignal;
  }

  /** See the function `rollAxis`. */
  rollAxis(axis: AxisChoice, toAxis: AxisChoice, options?: LayoutOptions): BaseSignal {
    return rollAxis(this, axis, toAxis, options) as BaseSignal;
  }

  /** See the function `asSignal1D`. */
  asSignal1D(spectralAxis: AxisChoice, options?: AsSignalOptions): BaseSignal {
    return asSignal1D(this, spectralAxis, options) as BaseSignal;
  }

  /** See the function `asSignal2D`. */
  asSignal2D(imageAxes: readonly AxisChoice[], options?: AsSignalOptions): BaseSignal {
    return asSignal2D(this, imageAxes, options) as BaseSignal;
  }

  /** See the function `squeeze`. */
  squeeze(): BaseSignal {
    return squeeze(this) as BaseSignal;
  }

  /** See the function `copy`. */
  copy(): this {
    return copy(this);
  }

  /** See the function `deepCopy`. */
  deepCopy(): this {
    return deepCopy(this);
  }

  /** See the function `changeDtype`. */
  changeDtype(dtype: DType | RgbDType): BaseSignal {
    return changeDtype(this, dtype) as BaseSignal;
  }

  /** See the function `setSignalType`. */
  setSignalType(signalType?: string): BaseSignal {
    return setSignalType(this, signalType) as BaseSignal;
  }

  /** See the function `raggedItems`. */
  raggedItems<Item = unknown>(): Item[] {
    return raggedItems<Item>(this);
  }

  /** See the function `setRagged`. */
  setRagged(ragged: boolean): BaseSignal {
    return setRagged(this, ragged) as BaseSignal;
  }

  /** See the function `setSignalOrigin`. */
  setSignalOrigin(origin: string): this {
    return setSignalOrigin(this, origin);
  }

  /** See the function `withTitle`. */
  withTitle(title: string): this {
    return withTitle(this, title);
  }

  /** See the function `withAxis`. */
  withAxis(axis: AxisChoice, changes: Partial<AxisInput> | Axis): this {
    return withAxis(this, axis, changes);
  }

  /** See the function `getCurrentSignal`. */
  getCurrentSignal(options?: CurrentSignalOptions): BaseSignal {
    return getCurrentSignal(this, { indices: this.indices, ...options }) as BaseSignal;
  }

  /** See the function `map`. */
  map<Data = NDArray>(apply: MapFunction<MapResult, Data>, options?: MapOptions): BaseSignal;
  map<Result, Data = NDArray>(apply: MapFunction<Result, Data>, options: MapOptions & { ragged: true }): BaseSignal;
  map(apply: MapFunction<never, never>, options?: MapOptions): BaseSignal {
    return map(this, apply, options) as BaseSignal;
  }

  /** See the function `add`. */
  add(other: Operand, options?: Operate): this {
    return arithmetic.add(this, other, options) as this;
  }

  /** See the function `subtract`. */
  subtract(other: Operand, options?: Operate): this {
    return arithmetic.subtract(this, other, options) as this;
  }

  /** See the function `multiply`. */
  multiply(other: Operand, options?: Operate): this {
    return arithmetic.multiply(this, other, options) as this;
  }

  /** See the function `divide`. */
  divide(other: Operand, options?: Operate): this {
    return arithmetic.divide(this, other, options) as this;
  }

  /** See the function `floorDivide`. */
  floorDivide(other: Operand, options?: Operate): this {
    return arithmetic.floorDivide(this, other, options) as this;
  }

  /** See the function `mod`. */
  mod(other: Operand, options?: Operate): this {
    return arithmetic.mod(this, other, options) as this;
  }

  /** See the function `power`. */
  power(other: Operand, options?: Operate): this {
    return arithmetic.power(this, other, options) as this;
  }

  /** See the function `leftShift`. */
  leftShift(other: Operand, options?: Operate): this {
    return arithmetic.leftShift(this, other, options) as this;
  }

  /** See the function `rightShift`. */
  rightShift(other: Operand, options?: Operate): this {
    return arithmetic.rightShift(this, other, options) as this;
  }

  /** See the function `bitwiseAnd`. */
  bitwiseAnd(other: Operand, options?: Operate): this {
    return arithmetic.bitwiseAnd(this, other, options) as this;
  }

  /** See the function `bitwiseOr`. */
  bitwiseOr(other: Operand, options?: Operate): this {
    return arithmetic.bitwiseOr(this, other, options) as this;
  }

  /** See the function `bitwiseXor`. */
  bitwiseXor(other: Operand, options?: Operate): this {
    return arithmetic.bitwiseXor(this, other, options) as this;
  }

  /** See the function `divmod`. */
  divmod(other: Operand): [this, this] {
    return arithmetic.divmod(this, other) as [this, this];
  }

  /** See the function `negative`. */
  negative(options?: Operate): this {
    return arithmetic.negative(this, options);
  }

  /** See the function `positive`. */
  positive(options?: Operate): this {
    return arithmetic.positive(this, options);
  }

  /** See the function `absolute`. */
  absolute(options?: Operate): this {
    return arithmetic.absolute(this, options);
  }

  /** See the function `invert`. */
  invert(options?: Operate): this {
    return arithmetic.invert(this, options);
  }

  /** See the function `equal`. */
  equal(other: Operand, options?: Operate): this {
    return compare.equal(this, other, options) as this;
  }

  /** See the function `notEqual`. */
  notEqual(other: Operand, options?: Operate): this {
    return compare.notEqual(this, other, options) as this;
  }

  /** See the function `less`. */
  less(other: Operand, options?: Operate): this {
    return compare.less(this, other, options) as this;
  }

  /** See the function `lessEqual`. */
  lessEqual(other: Operand, options?: Operate): this {
    return compare.lessEqual(this, other, options) as this;
  }

  /** See the function `greater`. */
  greater(other: Operand, options?: Operate): this {
    return compare.greater(this, other, options) as this;
  }

  /** See the function `greaterEqual`. */
  greaterEqual(other: Operand, options?: Operate): this {
    return compare.greaterEqual(this, other, options) as this;
  }

  /** See the function `sum`. */
  sum(options?: ReduceOptions): BaseSignal {
    return reductions.sum(this, options) as BaseSignal;
  }

  /** See the function `max`. */
  max(options?: ReduceOptions): BaseSignal {
    return reductions.max(this, options) as BaseSignal;
  }

  /** See the function `min`. */
  min(options?: ReduceOptions): BaseSignal {
    return reductions.min(this, options) as BaseSignal;
  }

  /** See the function `mean`. */
  mean(options?: ReduceOptions): BaseSignal {
    return reductions.mean(this, options) as BaseSignal;
  }

  /** See the function `std`. */
  std(options?: ReduceOptions): BaseSignal {
    return reductions.std(this, options) as BaseSignal;
  }

  /** See the function `variance`. */
  variance(options?: ReduceOptions): BaseSignal {
    return reductions.variance(this, options) as BaseSignal;
  }

  /** See the function `nansum`. */
  nansum(options?: ReduceOptions): BaseSignal {
    return reductions.nansum(this, options) as BaseSignal;
  }

  /** See the function `nanmax`. */
  nanmax(options?: ReduceOptions): BaseSignal {
    return reductions.nanmax(this, options) as BaseSignal;
  }

  /** See the function `nanmin`. */
  nanmin(options?: ReduceOptions): BaseSignal {
    return reductions.nanmin(this, options) as BaseSignal;
  }

  /** See the function `nanmean`. */
  nanmean(options?: ReduceOptions): BaseSignal {
    return reductions.nanmean(this, options) as BaseSignal;
  }

  /** See the function `nanstd`. */
  nanstd(options?: ReduceOptions): BaseSignal {
    return reductions.nanstd(this, options) as BaseSignal;
  }

  /** See the function `nanvariance`. */
  nanvariance(options?: ReduceOptions): BaseSignal {
    return reductions.nanvariance(this, options) as BaseSignal;
  }

  /** See the function `indexmax`. */
  indexmax(axis: AxisChoice, options?: extrema.ExtremaOptions): BaseSignal {
    return extrema.indexmax(this, axis, options) as BaseSignal;
  }

  /** See the function `indexmin`. */
  indexmin(axis: AxisChoice, options?: extrema.ExtremaOptions): BaseSignal {
    return extrema.indexmin(this, axis, options) as BaseSignal;
  }

  /** See the function `valuemax`. */
  valuemax(axis: AxisChoice, options?: extrema.ExtremaOptions): BaseSignal {
    return extrema.valuemax(this, axis, options) as BaseSignal;
  }

  /** See the function `valuemin`. */
  valuemin(axis: AxisChoice, options?: extrema.ExtremaOptions): BaseSignal {
    return extrema.valuemin(this, axis, options) as BaseSignal;
  }
}
