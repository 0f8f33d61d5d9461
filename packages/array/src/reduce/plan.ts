import type { NDArray } from "../ndarray.js";
import { broadcastStrides, checkAxes, contiguousStrides, isContiguous, sizeOf } from "../shape.js";
import { mergeAxes } from "../transfer.js";
import { borrowTile, loadTile, returnTile, tileSize } from "./load.js";

/** Rows × columns elements as float64, and where they go in the outputs. Reused from block to block. */
export interface Block {
  source: Float64Array;
  /** Where the first element stands in `source`, and how far the next row is; columns stand side by side. */
  start: number;
  rows: number;
  rowStep: number;
  columns: number;
  /** The output of the first row, and how far the next row's is. */
  at: number;
  rowAt: number;
  /** The count along the reduced axes of the first element, and its steps (only in plans with `indexed`). */
  index: number;
  rowIndex: number;
  columnIndex: number;
  /** 1 where an element counts, side by side from 0; only where some may not count. */
  mask: Float64Array;
}

/** A step of a reduction: takes a block into the outputs. */
export type Kernel = (block: Block, values: Float64Array, extra: Float64Array) => void;

/** How an array is walked to reduce some of its axes. */
export interface Plan {
  readonly a: NDArray;
  readonly axes: readonly number[];
  /** The shape of what remains, in the order of the axes. */
  readonly kept: readonly number[];
  /** The number of outputs. */
  readonly size: number;
  /** The number of elements behind each output. */
  readonly count: number;
  /** Walked sizes and, for each, the steps in the source, the outputs, the mask and the count along the reduced axes. */
  readonly shape: readonly number[];
  readonly steps: readonly (readonly number[])[];
  readonly offset: number;
  readonly where: NDArray | undefined;
  readonly indexed: boolean;
  /** The kept axes in the order of the outputs, when that is not the order of the axes. */
  readonly order: readonly number[] | undefined;
}

/**
 * Plans a walk through memory in its own order. Outputs are laid out in the order of the walk.
 * @param indexed walk the reduced axes in C order and count along them
 */
export function planReduction(
  a: NDArray,
  axis: number | readonly number[] | undefined,
  where?: NDArray,
  indexed = false,
): Plan {
  const axes = checkAxes(axis, a.shape.length);
  const size = sizeOf(a.shape);
  if (where === undefined && axes.length === a.shape.length && isContiguous(a.shape, a.strides)) {
    return {
      a,
      axes,
      kept: [],
      size: 1,
      count: size,
      shape: [size],
      steps: [[1], [0], [0], [1]],
      offset: a.offset,
      where,
      indexed,
      order: undefined,
    };
  }
  const reduced = a.shape.map((_, i) => axes.includes(i));
  const walk = a.shape.map((_, i) => i);
  const far = (i: number): number => Math.abs(a.strides[i] as number) || Number.POSITIVE_INFINITY;
  if (!(indexed && axes.length > 1)) walk.sort((i, j) => (far(i) === far(j) ? i - j : far(j) - far(i)));
  const kept = walk.filter((i) => !reduced[i]);
  const natural = [...kept].sort((i, j) => i - j);
  const keptShape = kept.map((i) => a.shape[i] as number);
  const keptStrides = contiguousStrides(keptShape);
  const inOrder = [...axes].sort((i, j) => i - j);
  const counts = contiguousStrides(inOrder.map((i) => a.shape[i] as number));
  const mask = where === undefined ? undefined : broadcastStrides(where.shape, where.strides, a.shape);
  const source = walk.map((i) => a.strides[i] as number);
  const outputs = walk.map((i) => (reduced[i] ? 0 : (keptStrides[kept.indexOf(i)] as number)));
  const { shape, strides } = mergeAxes(
    walk.map((i) => a.shape[i] as number),
    [
      source,
      outputs,
      mask === undefined ? walk.map(() => 0) : walk.map((i) => mask[i] as number),
      indexed ? walk.map((i) => (reduced[i] ? (counts[inOrder.indexOf(i)] as number) : 0)) : walk.map(() => 0),
    ],
  );
  return {
    a,
    axes,
    kept: natural.map((i) => a.shape[i] as number),
    size: sizeOf(keptShape),
    count: sizeOf(inOrder.map((i) => a.shape[i] as number)),
    shape,
    steps: strides,
    offset: a.offset,
    where,
    indexed,
    order: kept.every((axis, i) => axis === natural[i]) ? undefined : natural.map((i) => kept.indexOf(i)),
  };
}

/** What a walk does. */
export interface Task {
  /** Takes a block whose columns belong to one output. */
  readonly fold: Kernel;
  /** Takes a block whose columns belong to one output each. */
  readonly add: Kernel;
  readonly values: Float64Array;
  readonly extra?: Float64Array;
  /** Leaves NaN out, as `where` leaves elements out. */
  readonly skipNaN?: boolean;
  /** What elements that do not count are replaced by. */
  readonly fill?: number;
  /** Receives the number of elements that count, for each output. */
  readonly counts?: { readonly fold: Kernel; readonly add: Kernel; readonly values: Float64Array };
  /** Whether the rest need not be looked at. */
  readonly done?: () => boolean;
}

const none: Float64Array = /* @__PURE__ */ new Float64Array(0);

/** Walks a plan block by block. */
export function walk(plan: Plan, task: Task): void {
  const { shape } = plan;
  if (plan.size === 0 || plan.count === 0) return;
  const walker = new Walker(plan, task);
  const outer = shape.length - 2;
  if (outer <= 0) walker.plane(plan.offset, 0, plan.where?.offset ?? 0, 0);
  else walker.planes(outer);
  walker.end();
}

class Walker {
  readonly plan: Plan;
  readonly task: Task;
  readonly block: Block;
  readonly tile: Float64Array;
  readonly mask: Float64Array;
  readonly direct: boolean;

  constructor(plan: Plan, task: Task) {
    this.plan = plan;
    this.task = task;
    const masked = plan.where !== undefined || task.skipNaN === true;
    this.direct = !masked && plan.a.dtype === "float64" && (plan.steps[0]?.at(-1) ?? 1) === 1;
    this.tile = this.direct ? none : borrowTile();
    this.mask = masked ? borrowTile() : none;
    this.block = {
      source: this.direct ? (plan.a.data as Float64Array) : this.tile,
      start: 0,
      rows: 1,
      rowStep: 0,
      columns: 1,
      at: 0,
      rowAt: 0,
      index: 0,
      rowIndex: 0,
      columnIndex: 0,
      mask: this.mask,
    };
  }

  end(): void {
    if (!this.direct) returnTile(this.tile);
    if (this.mask !== none) returnTile(this.mask);
  }

  /** Goes through the outer axes; the last two make a plane. */
  planes(outer: number): void {
    const { shape, steps } = this.plan;
    const [source, outputs, masks, counts] = steps as [number[], number[], number[], number[]];
    const index = new Array<number>(outer).fill(0);
    let from = this.plan.offset;
    let at = 0;
    let mask = this.plan.where?.offset ?? 0;
    let count = 0;
    for (;;) {
      this.plane(from, at, mask, count);
      if (this.task.done?.() === true) return;
      let axis = outer - 1;
      for (; axis >= 0; axis--) {
        const size = shape[axis] as number;
        from += source[axis] as number;
        at += outputs[axis] as number;
        mask += masks[axis] as number;
        count += counts[axis] as number;
        index[axis] = (index[axis] as number) + 1;
        if ((index[axis] as number) < size) break;
        from -= (source[axis] as number) * size;
        at -= (outputs[axis] as number) * size;
        mask -= (masks[axis] as number) * size;
        count -= (counts[axis] as number) * size;
        index[axis] = 0;
      }
      if (axis < 0) return;
    }
  }

  plane(from: number, at: number, maskFrom: number, count: number): void {
    const { shape, steps } = this.plan;
    const block = this.block;
    const last = shape.length - 1;
    const columns = last < 0 ? 1 : (shape[last] as number);
    const rows = last < 1 ? 1 : (shape[last - 1] as number);
    const step = (operand: number, axis: number): number => (axis < 0 ? 0 : (steps[operand]?.[axis] as number));
    const [columnStep, columnAt, columnMask, columnIndex] = [
      step(0, last),
      step(1, last),
      step(2, last),
      step(3, last),
    ];
    const [rowStep, rowAt, rowMask, rowIndex] = [
      step(0, last - 1),
      step(1, last - 1),
      step(2, last - 1),
      step(3, last - 1),
    ];
    const folds = columnAt === 0;
    const kernel = folds ? this.task.fold : this.task.add;
    // Folding goes row by row, so that the count along the reduced axes only grows.
    const wide = this.direct && folds ? columns : Math.min(tileSize, columns);
    const high = columns > wide && folds ? 1 : this.direct ? rows : Math.max(1, Math.floor(tileSize / columns));
    const across = Math.ceil(columns / wide);
    const down = Math.ceil(rows / high);
    block.rowAt = rowAt;
    block.rowIndex = rowIndex;
    block.columnIndex = columnIndex;
    for (let piece = 0; piece < across * down; piece++) {
      const row = high * (folds ? Math.floor(piece / across) : piece % down);
      const column = wide * (folds ? piece % across : Math.floor(piece / down));
      block.rows = Math.min(high, rows - row);
      block.columns = Math.min(wide, columns - column);
      block.at = at + row * rowAt + column * columnAt;
      block.index = count + row * rowIndex + column * columnIndex;
      this.load(
        from + row * rowStep + column * columnStep,
        rowStep,
        columnStep,
        maskFrom + row * rowMask + column * columnMask,
        rowMask,
        columnMask,
      );
      kernel(block, this.task.values, this.task.extra ?? none);
      if (this.task.counts !== undefined) this.count(folds);
      if (this.task.done?.() === true) return;
    }
  }

  load(from: number, rowStep: number, columnStep: number, maskFrom: number, rowMask: number, columnMask: number): void {
    const block = this.block;
    if (this.direct) {
      block.start = from;
      block.rowStep = rowStep;
      return;
    }
    const { rows, columns } = block;
    block.start = 0;
    block.rowStep = columns;
    loadTile(this.plan.a.data, this.plan.a.dtype, from, rows, rowStep, columns, columnStep, this.tile);
    if (this.mask === none) return;
    const { where } = this.plan;
    const length = rows * columns;
    if (where === undefined) this.mask.fill(1, 0, length);
    else loadTile(where.data, where.dtype, maskFrom, rows, rowMask, columns, columnMask, this.mask);
    leaveOut(this.tile, this.mask, length, this.task.skipNaN === true, this.task.fill ?? 0);
  }

  count(folds: boolean): void {
    const { counts } = this.task;
    if (counts === undefined) return;
    const block = this.block;
    block.source = this.mask;
    (folds ? counts.fold : counts.add)(block, counts.values, none);
    block.source = this.tile;
  }
}

function leaveOut(tile: Float64Array, mask: Float64Array, length: number, skipNaN: boolean, fill: number): void {
  for (let i = 0; i < length; i++) {
    const value = tile[i] as number;
    const counts = mask[i] !== 0 && !(skipNaN && Number.isNaN(value));
    mask[i] = counts ? 1 : 0;
    if (!counts) tile[i] = fill;
  }
}
