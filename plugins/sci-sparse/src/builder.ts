import { coreError, describeValue } from "@core/array/runtime";
import { compress } from "./compressed.js";
import { collected } from "./construct.js";
import { shapeOf } from "./input.js";
import { CsrMatrix } from "./matrix.js";

/** Collects single elements for a matrix: what SciPy's lil and dok formats are for. */
export class MatrixBuilder {
  readonly shape: readonly [number, number];
  private readonly rows: Map<number, number>[];

  constructor(shape: readonly [number, number]) {
    this.shape = shapeOf(shape);
    if (this.shape[0] > 2 ** 24)
      throw coreError("OUT_OF_MEMORY", `shape: got ${this.shape[0]} rows, a builder holds up to 2 ** 24.`);
    this.rows = Array.from({ length: this.shape[0] }, () => new Map());
  }

  /** Sets an element. @throws BAD_INDEX */
  set(i: number, j: number, value: number): this {
    this.rowAt(i, j).set(j, value);
    return this;
  }

  /** Adds to an element. @throws BAD_INDEX */
  add(i: number, j: number, value: number): this {
    const row = this.rowAt(i, j);
    row.set(j, (row.get(j) ?? 0) + value);
    return this;
  }

  /** One element. @throws BAD_INDEX */
  get(i: number, j: number): number {
    return this.rowAt(i, j).get(j) ?? 0;
  }

  /** The matrix by rows, without zeros. */
  toCsr(): CsrMatrix {
    const elements = collected();
    this.rows.forEach((row, i) => {
      for (const [j, value] of row) if (value !== 0) elements.push(i, j, value);
    });
    return new CsrMatrix(this.shape, compress(elements.finish(), ...this.shape));
  }

  private rowAt(i: number, j: number): Map<number, number> {
    const [m, n] = this.shape;
    if (!(Number.isInteger(i) && Number.isInteger(j) && i >= 0 && i < m && j >= 0 && j < n))
      throw coreError(
        "BAD_INDEX",
        `(${describeValue(i)}, ${describeValue(j)}) is not in a matrix of ${m} rows and ${n} columns.`,
      );
    return this.rows[i]!;
  }
}

/** An empty builder of a matrix. See {@link MatrixBuilder}. */
export function lilMatrix(shape: readonly [number, number]): MatrixBuilder {
  return new MatrixBuilder(shape);
}
