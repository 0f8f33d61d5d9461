import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { copy } from "../transfer.js";
import { binsRanks, ranksByBins } from "./rank-bins.js";
import { type Selectable, selectRanks } from "./select.js";

/** Finds the elements of some ranks, ascending, in each row of a contiguous array; NaN in a row gives NaN. */
export const ranksOperation: Operation<{ readonly ranks: readonly number[] }> = {
  id: "@core/array/ranks",
  infer: (inputs, { ranks }) => {
    const { dtype, shape } = inputs[0] as NDArray;
    return { dtype, shape: [shape[0] as number, ranks.length] };
  },
  reference(inputs, { ranks }) {
    const lines = inputs[0] as NDArray;
    const [count, length] = lines.shape as [number, number];
    const result = lines.make(lines.dtype, [count, ranks.length]);
    const values = result.data as Selectable;
    if (binsRanks(length, ranks)) {
      for (let line = 0; line < count; line++) {
        const own = lines.view([length], [1], lines.offset + line * length);
        values.set(ranksByBins(own, ranks) ?? ranksInCopy(own, ranks), line * ranks.length);
      }
      return result;
    }
    const data = copy(lines).data as Selectable;
    for (let line = 0; line < count; line++) {
      const own = data.subarray(line * length, (line + 1) * length);
      const whole = numbersFirst(own) === length;
      if (whole) selectRanks(own, length, ranks);
      for (let i = 0; i < ranks.length; i++)
        values[line * ranks.length + i] = whole ? (own[ranks[i] as number] as number) : Number.NaN;
    }
    return result;
  },
};

function ranksInCopy(line: NDArray, ranks: readonly number[]): Float64Array {
  const own = copy(line).data as Selectable;
  const whole = numbersFirst(own) === own.length;
  if (whole) selectRanks(own, own.length, ranks);
  return Float64Array.from(ranks, (rank) => (whole ? (own[rank] as number) : Number.NaN));
}

/** The elements of some ranks, ascending, of a contiguous array of floats. */
export function elementsOfRanks(a: NDArray, ranks: readonly number[]): ArrayLike<number> {
  return dispatch(ranksOperation, [a.view([1, a.size], [a.size, 1])], { ranks }).data as Selectable;
}

/** Moves NaN to the end and gives the number of others. */
export function numbersFirst(data: Selectable): number {
  let length = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (Number.isNaN(value)) continue;
    if (i !== length) data[length] = value;
    length++;
  }
  return length;
}
