import type { Block, Kernel } from "./block.js";
import { addOnes, addSum, foldOnes, foldSum } from "./kernels-sum.js";
import { borrowTile, loadTile, returnTile, tileSize } from "./load.js";
import type { Plan } from "./plan.js";

/** What a walk does. */
export interface Task {
  /** Takes a block whose columns belong to one output. */
  readonly fold: Kernel;
  /** Takes a block whose columns belong to one output each. */
  readonly add: Kernel;
  readonly values: Float64Array;
  readonly extra?: Float64Array | undefined;
  /** Which kernels take single precision as it is; none by default. */
  readonly takesSingle?: "fold" | "both";
  /** Leaves NaN out, as the plan's `where` leaves elements out. */
  readonly skipNaN?: boolean;
  /** What elements that do not count are replaced by. */
  readonly fill?: number;
  /** Kernels for blocks in which some elements do not count, where replacing those is not enough. */
  readonly masked?: { readonly fold: Kernel; readonly add: Kernel };
  /** Receives the number of elements that count, for each output. */
  readonly counts?: Float64Array | undefined;
  /** Whether the rest need not be looked at. */
  readonly done?: (() => boolean) | undefined;
}

const none: Float64Array = /* @__PURE__ */ new Float64Array(0);

/** Walks a plan block by block. */
export function walk(plan: Plan, task: Task): void {
  if (plan.size === 0 || plan.count === 0) return;
  const walker = new Walker(plan, task);
  if (plan.shape.length <= 2) walker.plane(plan.a.offset, 0, plan.where?.offset ?? 0, 0);
  else walker.planes(plan.shape.length - 2);
  walker.end();
}

class Walker {
  readonly plan: Plan;
  readonly task: Task;
  readonly block: Block;
  readonly tile: Float64Array;
  readonly mask: Float64Array;
  /** Whether the elements are used where they are. */
  readonly direct: boolean;
  readonly folds: boolean;
  /** The steps from column to column and from row to row. */
  readonly columns: number;
  readonly rows: number;
  readonly columnStep: number;
  readonly rowStep: number;
  readonly columnMask: number;
  readonly rowMask: number;
  readonly columnAt: number;

  constructor(plan: Plan, task: Task) {
    this.plan = plan;
    this.task = task;
    const { shape, source, outputs, mask, counts, a } = plan;
    const inner = shape.length - 1;
    this.columns = shape[inner] ?? 1;
    this.rows = shape[inner - 1] ?? 1;
    this.columnStep = source[inner] ?? 1;
    this.rowStep = source[inner - 1] ?? 0;
    this.columnAt = outputs[inner] ?? 0;
    this.columnMask = mask[inner] ?? 0;
    this.rowMask = mask[inner - 1] ?? 0;
    this.folds = this.columnAt === 0;
    const masked = plan.where !== undefined || task.skipNaN === true;
    const single =
      a.dtype === "float32" && (task.takesSingle === "both" || (this.folds && task.takesSingle === "fold"));
    this.direct = !masked && this.columnStep === 1 && (a.dtype === "float64" || single);
    this.tile = this.direct ? none : borrowTile();
    this.mask = masked ? borrowTile() : none;
    this.block = {
      source: this.direct && !single ? (a.data as Float64Array) : this.tile,
      single: this.direct && single ? (a.data as Float32Array) : undefined,
      start: 0,
      rows: 1,
      rowStep: 0,
      columns: 1,
      at: 0,
      rowAt: outputs[inner - 1] ?? 0,
      index: 0,
      rowIndex: counts[inner - 1] ?? 0,
      columnIndex: counts[inner] ?? 0,
      mask: this.mask,
    };
  }

  end(): void {
    if (!this.direct) returnTile(this.tile);
    if (this.mask !== none) returnTile(this.mask);
  }

  /** Goes through the outer axes; the last two make a plane. */
  planes(outer: number): void {
    const { shape, source, outputs, mask, counts, a, where } = this.plan;
    const index = new Array<number>(outer).fill(0);
    let from = a.offset;
    let at = 0;
    let maskFrom = where?.offset ?? 0;
    let count = 0;
    for (;;) {
      this.plane(from, at, maskFrom, count);
      if (this.task.done?.() === true) return;
      let axis = outer - 1;
      for (; axis >= 0; axis--) {
        const next = (index[axis] as number) + 1;
        const rewinds = next === shape[axis];
        const steps = rewinds ? 1 - next : 1;
        index[axis] = rewinds ? 0 : next;
        from += steps * (source[axis] as number);
        at += steps * (outputs[axis] as number);
        maskFrom += steps * (mask[axis] as number);
        count += steps * (counts[axis] as number);
        if (!rewinds) break;
      }
      if (axis < 0) return;
    }
  }

  plane(from: number, at: number, maskFrom: number, count: number): void {
    const { block, task, folds, direct, rows, columns } = this;
    // Columns of few rows at a time keep the outputs in the cache.
    const most = folds ? tileSize : tileSize / 4;
    const wide = direct && folds ? columns : Math.min(most, columns);
    // Folding goes row by row, so that the count along the reduced axes only grows.
    const high = columns > wide && folds ? 1 : direct ? rows : Math.min(rows, Math.max(1, Math.floor(tileSize / wide)));
    const across = Math.ceil(columns / wide);
    const down = Math.ceil(rows / high);
    for (let piece = 0; piece < across * down; piece++) {
      const row = high * (folds ? Math.floor(piece / across) : piece % down);
      const column = wide * (folds ? piece % across : Math.floor(piece / down));
      block.rows = Math.min(high, rows - row);
      block.columns = Math.min(wide, columns - column);
      block.at = at + row * block.rowAt + column * this.columnAt;
      block.index = count + row * block.rowIndex + column * block.columnIndex;
      const start = from + row * this.rowStep + column * this.columnStep;
      let whole = true;
      if (direct) {
        block.start = start;
        block.rowStep = this.rowStep;
      } else whole = this.load(start, maskFrom + row * this.rowMask + column * this.columnMask);
      const { fold, add } = whole ? task : (task.masked ?? task);
      (folds ? fold : add)(block, task.values, task.extra ?? none);
      if (task.counts !== undefined) this.count(whole, task.counts);
      if (task.done?.() === true) return;
    }
  }

  /** Loads a block and says whether all its elements count; those that do not are replaced. */
  load(from: number, maskFrom: number): boolean {
    const { block, tile, mask, task, plan } = this;
    const { rows, columns } = block;
    block.start = 0;
    block.rowStep = columns;
    loadTile(plan.a.data, plan.a.dtype, from, rows, this.rowStep, columns, this.columnStep, tile);
    if (mask === none) return true;
    const length = rows * columns;
    const { where } = plan;
    if (where !== undefined)
      loadTile(where.data, where.dtype, maskFrom, rows, this.rowMask, columns, this.columnMask, mask);
    else if (hasNoNaN(tile, length)) return true;
    else mask.fill(1, 0, length);
    leaveOut(tile, mask, length, task.skipNaN === true, task.fill ?? 0);
    return false;
  }

  count(whole: boolean, counts: Float64Array): void {
    const { block, folds } = this;
    if (whole) {
      (folds ? foldOnes : addOnes)(block, counts);
      return;
    }
    block.source = this.mask;
    (folds ? foldSum : addSum)(block, counts);
    block.source = this.tile;
  }
}

function hasNoNaN(tile: Float64Array, length: number): boolean {
  let a = 0;
  let b = 0;
  let i = 0;
  for (; i < length - 1; i += 2) {
    a += tile[i] as number;
    b += tile[i + 1] as number;
  }
  if (i < length) a += tile[i] as number;
  // Infinities of both signs give NaN as well; then each element is looked at.
  return !Number.isNaN(a + b);
}

function leaveOut(tile: Float64Array, mask: Float64Array, length: number, skipNaN: boolean, fill: number): void {
  for (let i = 0; i < length; i++) {
    const value = tile[i] as number;
    const counts = mask[i] !== 0 && !(skipNaN && Number.isNaN(value));
    mask[i] = counts ? 1 : 0;
    if (!counts) tile[i] = fill;
  }
}
