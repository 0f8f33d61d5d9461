/** Rows × columns elements as float64, and where they go in the outputs. Reused from block to block. */
export interface Block {
  source: Float64Array;
  /** The source instead, for kernels that take single precision as it is. */
  single: Float32Array | undefined;
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
  /** 1 where an element counts, side by side from 0; only for kernels that are told. */
  mask: Float64Array;
}

/** A step of a reduction: takes a block into the outputs. */
export type Kernel = (block: Block, values: Float64Array, extra: Float64Array) => void;
