import { asArray } from "../create.js";
import { isComplexDType } from "../dtype.js";
import { coreError } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import type { ArrayInput, Input } from "../reduce/types.js";
import { astype } from "../transfer.js";
import { squeeze, transpose } from "../views.js";

/** Options of {@link corrcoef}. */
export interface CorrelationOptions {
  /** More variables, of the same form as the first ones. */
  readonly y?: ArrayInput;
  /** Whether rows are variables, as by default, or columns. */
  readonly rowvar?: boolean;
}

/** Options of {@link cov}. */
export interface CovarianceOptions extends CorrelationOptions {
  /** Divides by the number of observations instead of one less. */
  readonly bias?: boolean;
  /** Divides by the number of observations less this; goes before `bias`. */
  readonly ddof?: number;
  /** How often each observation was made. */
  readonly fweights?: ArrayInput;
  /** What each observation counts. */
  readonly aweights?: ArrayInput;
}

/** The operation of {@link cov}, for kernels and `explain`. */
export const covOperation: Operation<Omit<CovarianceOptions, "y" | "fweights" | "aweights">> = {
  id: "@core/array/cov",
  reference: covBody,
};

/**
 * The covariance of variables (NumPy's `cov`), float64: a matrix, or an array without axes for one variable.
 * @param m variables × observations, or the observations of one variable
 * @throws BAD_SHAPE for what does not fit, BAD_DTYPE for complex numbers, BAD_VALUE for weights that are negative
 */
export function cov(m: Input, options: CovarianceOptions = {}): NDArray<"float64"> {
  const { y, fweights, aweights, ...rest } = options;
  const variables = [m, ...(y === undefined ? [] : [y])].map((one) => variablesOf(one as Input, rest.rowvar !== false));
  const observations = variables[0]?.shape[1] as number;
  if (variables.some((one) => one.shape[1] !== observations))
    throw coreError(
      "BAD_SHAPE",
      `m and y: have ${variables.map((one) => one.shape[1]).join(" and ")} observations, expected as many.`,
    );
  if (rest.ddof !== undefined && !Number.isInteger(rest.ddof))
    throw coreError("BAD_VALUE", `ddof: got ${rest.ddof}, expected a whole number.`);
  const frequencies = weightsOf(fweights, observations, "fweights");
  const counts = weightsOf(aweights, observations, "aweights");
  if (frequencies?.data.some((one) => !Number.isInteger(one)))
    throw coreError("BAD_VALUE", "fweights: expected whole numbers.");
  const all = (variables[0] as NDArray).make("float64", [
    variables.reduce((count, one) => count + (one.shape[0] as number), 0),
    observations,
  ]);
  let row = 0;
  for (const one of variables) {
    all.slice(`${row}:${row + (one.shape[0] as number)}`).assign(one);
    row += one.shape[0] as number;
  }
  // Weights that are not given are all 1, which `weighted` tells apart for the degrees of freedom.
  const none = all.make("float64", [0]);
  return dispatch(covOperation, [all, frequencies ?? none, counts ?? none], rest) as NDArray<"float64">;
}

/**
 * The correlation coefficients of variables (NumPy's `corrcoef`), float64, between -1 and 1.
 * @param x variables × observations, or the observations of one variable
 */
export function corrcoef(x: Input, options: CorrelationOptions = {}): NDArray<"float64"> {
  const matrix = cov(x, options);
  const size = matrix.shape[0] ?? 1;
  const result = matrix.make("float64", matrix.shape);
  const data = matrix.data;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const scale = Math.sqrt(data[i * size + i] as number);
      const value = (data[i * size + j] as number) / scale / Math.sqrt(data[j * size + j] as number);
      result.data[i * size + j] = Math.max(-1, Math.min(1, value));
    }
  }
  return result;
}

function variablesOf(m: Input, rows: boolean): NDArray {
  const a = asArray(m as NDArray);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", "cov: complex numbers are not supported.");
  if (a.shape.length > 2)
    throw coreError("BAD_SHAPE", `m: has shape (${a.shape.join(", ")}), expected variables × observations.`);
  const matrix = a.shape.length === 2 ? a : a.reshape([1, a.size]);
  return rows || matrix.shape[0] === 1 ? matrix : transpose(matrix);
}

function weightsOf(given: CovarianceOptions["fweights"], count: number, name: string): NDArray<"float64"> | undefined {
  if (given === undefined) return undefined;
  const weights = astype(asArray(given as NDArray), "float64");
  if (weights.shape.length !== 1 || weights.size !== count)
    throw coreError("BAD_SHAPE", `${name}: have shape (${weights.shape.join(", ")}), expected (${count}).`);
  if (weights.data.some((one) => !(one >= 0))) throw coreError("BAD_VALUE", `${name}: expected no negative numbers.`);
  return weights;
}

function covBody(
  inputs: readonly NDArray[],
  { bias, ddof: given }: Pick<CovarianceOptions, "bias" | "ddof" | "rowvar">,
): NDArray {
  const [x, frequencies, counts] = inputs as [NDArray<"float64">, NDArray<"float64">, NDArray<"float64">];
  const [variables, observations] = x.shape as [number, number];
  const ddof = given ?? (bias === true ? 0 : 1);
  const weighted = frequencies.size > 0 || counts.size > 0;
  const weights = new Float64Array(observations).fill(1);
  let total = 0;
  let squares = 0;
  for (let i = 0; i < observations; i++) {
    const weight = (frequencies.data[i] ?? 1) * (counts.data[i] ?? 1);
    weights[i] = weight;
    total += weight;
    squares += weight * (counts.data[i] ?? 1);
  }
  if (weighted && total === 0) throw coreError("BAD_VALUE", "cov: the weights add up to 0.");
  const degrees = counts.size > 0 && ddof !== 0 ? total - (ddof * squares) / total : total - ddof;
  const scale = 1 / Math.max(0, degrees);
  const centred = x.data.slice();
  for (let row = 0; row < variables; row++) {
    const own = centred.subarray(row * observations, (row + 1) * observations);
    let mean = 0;
    for (let i = 0; i < observations; i++) mean += (own[i] as number) * (weights[i] as number);
    mean /= total;
    for (let i = 0; i < observations; i++) own[i] = (own[i] as number) - mean;
  }
  const result = x.make("float64", [variables, variables]);
  for (let row = 0; row < variables; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      const [p, q] = [row * observations, column * observations];
      for (let i = 0; i < observations; i++)
        sum += (centred[p + i] as number) * (centred[q + i] as number) * (weights[i] as number);
      result.data[row * variables + column] = sum * scale;
      result.data[column * variables + row] = sum * scale;
    }
  }
  return variables === 0 ? result : squeeze(result);
}
