import { randomState, type Seed } from "@core/array/random";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type FormatOptions, formatOf } from "./construct.js";
import { shapeOf } from "./input.js";
import { CooMatrix, type SparseMatrix } from "./matrix.js";

/** Options of {@link random}. */
export interface RandomOptions extends FormatOptions {
  /** The share of elements that are not 0; 0.01 by default. */
  readonly density?: number;
  /** A whole number for the stream of NumPy's RandomState of that seed; without it every call gives another matrix. */
  readonly seed?: Seed;
}

/**
 * A matrix with elements between 0 and 1 at random places: SciPy's `random(m, n, density, random_state=seed)`.
 * @throws BAD_VALUE for a density outside of 0 to 1
 */
export function random(m: number, n: number, options: RandomOptions = {}): SparseMatrix {
  checkOptions("random", options, { density: "number", seed: "numbers", format: "any" });
  checkKind("random", "m", m, "number");
  checkKind("random", "n", n, "number");
  const [rows, columns] = shapeOf([m, n]);
  const density = options.density ?? 0.01;
  if (!(density >= 0 && density <= 1))
    throw coreError("BAD_VALUE", `density: got ${describeValue(density)}, expected a number from 0 to 1.`);
  const exact = density * rows * columns;
  const count = exact % 1 === 0.5 ? 2 * Math.round(exact / 2) : Math.round(exact);
  const state = randomState(options.seed);
  const drawn = state.choice(rows * columns, { shape: count, replace: false }).data as Float64Array;
  const data = state.random({ shape: count }).data as Float64Array;
  const col = Int32Array.from(drawn, (at) => Math.floor(at / rows));
  const row = Int32Array.from(drawn, (at, k) => at - col[k]! * rows);
  return new CooMatrix([rows, columns], { data, row, col }).asFormat(formatOf(options.format, "coo"));
}
