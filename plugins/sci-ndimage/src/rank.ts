import {
  type ArrayLikeInput,
  asArray,
  bytesOf,
  type DType,
  dispatch,
  fromData,
  kindOf,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkKind, checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { type Border, checkMode } from "./border.js";
import { casting } from "./casting.js";
import { type FootprintOptions, maximumFilter, minimumFilter } from "./extremum.js";
import { checkOrigins, footprintOf, type Neighbourhood, neighbourhood, truths } from "./neighbourhood.js";
import { type Codes, codesOfSorted, codesOfWhole, rankByCounts } from "./rank-counts.js";
import { arrayOf, checkConstant, delivered, float64Values, outputDType, refuseComplex } from "./values.js";

const footprintKinds: OptionKinds<FootprintOptions> = {
  size: "numbers",
  footprint: "any",
  output: "any",
  mode: "any",
  cval: "number",
  origin: "numbers",
};

interface Attributes {
  readonly rank: number;
  readonly border: Border;
  readonly cval: number;
  readonly origins: readonly number[];
  readonly dtype: DType;
}

const operation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/rank-filter",
  reference: ([a, footprint], attributes) => rankAll(a as NDArray, footprint as NDArray, attributes),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

/**
 * The neighbour of a rank: 0 is the least, -1 the greatest of those in a box or a footprint. Where NaN is among the neighbours the
 * result is one of them, as in SciPy, and means nothing.
 * @throws BAD_VALUE for a rank beyond the footprint or a wrong mode, BAD_ARGUMENT when neither `size` nor `footprint` is given
 */
export function rankFilter(input: ArrayLikeInput, rank: number, options: FootprintOptions = {}): NDArray {
  checkOptions("rankFilter", options, footprintKinds);
  checkKind("rankFilter", "rank", rank, "number");
  return filterWith("rankFilter", input, options, (count) => {
    const from = Number.isInteger(rank) && rank < 0 ? rank + count : rank;
    if (!Number.isInteger(from) || from < 0 || from >= count)
      throw coreError(
        "BAD_VALUE",
        `rank: got ${describeValue(rank)}, allowed for a footprint of ${count} are whole numbers from ${-count} to ${count - 1}.`,
      );
    return from;
  });
}

/**
 * The median of the neighbours in a box or a footprint; of an even number the upper one of the two in the middle.
 * @throws as {@link rankFilter}
 */
export function medianFilter(input: ArrayLikeInput, options: FootprintOptions = {}): NDArray {
  checkOptions("medianFilter", options, footprintKinds);
  return filterWith("medianFilter", input, options, (count) => Math.floor(count / 2));
}

/**
 * The neighbour at a percentile of those in a box or a footprint, without interpolation: rank `floor(count * percentile / 100)`.
 * @param percentile from 0 to 100; negative ones count from 100 downwards
 * @throws as {@link rankFilter}
 */
export function percentileFilter(input: ArrayLikeInput, percentile: number, options: FootprintOptions = {}): NDArray {
  checkOptions("percentileFilter", options, footprintKinds);
  checkKind("percentileFilter", "percentile", percentile, "number");
  return filterWith("percentileFilter", input, options, (count) => {
    const from = percentile < 0 ? percentile + 100 : percentile;
    if (!(from >= 0 && from <= 100))
      throw coreError("BAD_VALUE", `percentile: got ${describeValue(percentile)}, allowed is -100 to 100.`);
    return from === 100 ? count - 1 : Math.trunc((count * from) / 100);
  });
}

function filterWith(
  name: string,
  input: ArrayLikeInput,
  options: FootprintOptions,
  rankOf: (count: number) => number,
): NDArray {
  const a = asArray(input);
  refuseComplex(name, a);
  const footprint = footprintOf(name, options.size, options.footprint, a.shape.length);
  const origins = checkOrigins(options.origin, footprint.shape);
  const rank = rankOf(footprint.count);
  const members = fromData(footprint.members, footprint.shape, { dtype: "bool" });
  if (rank === 0) return minimumFilter(a, { ...options, footprint: members });
  if (rank === footprint.count - 1) return maximumFilter(a, { ...options, footprint: members });
  const border = checkMode(options.mode ?? "reflect");
  const cval = checkConstant(options.cval ?? 0);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  return delivered(dispatch(operation, [a, members], { rank, border, cval, origins, dtype }), options.output, dtype);
}

function rankAll(a: NDArray, footprint: NDArray, { rank, border, cval, origins, dtype }: Attributes): NDArray {
  const result = new Float64Array(a.size);
  if (result.length > 0) {
    const members = truths(footprint);
    const outside = casting(a.dtype)(cval);
    const around = neighbourhood(float64Values(a), a.shape, footprint.shape, members, origins, border, outside);
    const codes = codesFor(around, a.dtype);
    if (codes === undefined) selectEach(around, rank, result);
    else rankByCounts(codes, around, members, footprint.shape.at(-1) ?? 1, rank, result);
  }
  return arrayOf(result, dtype, a.shape, a);
}

/** From so many neighbours on, counting is faster than selecting: with whole numbers of few bits, and with any numbers once sorted. */
const fewForWhole = 9;
const fewForSorted = 36;

function codesFor({ values, offsets }: Neighbourhood, dtype: DType): Codes | undefined {
  const [kind, bits] = [kindOf(dtype), 8 * bytesOf(dtype)];
  const whole = kind === "bool" || kind === "int" || kind === "uint";
  if (whole && bits <= 16 && offsets.length >= fewForWhole)
    return codesOfWhole(values, kind === "int" ? -(2 ** (bits - 1)) : 0, bits);
  if (offsets.length < fewForSorted) return undefined;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return undefined;
  return codesOfSorted(values);
}

function selectEach({ values, offsets, rows, length }: Neighbourhood, rank: number, result: Float64Array): void {
  const count = offsets.length;
  const near = new Float64Array(count);
  for (let row = 0; row < rows.length; row++) {
    const start = rows[row] as number;
    for (let i = 0; i < length; i++) {
      for (let k = 0; k < count; k++) near[k] = values[start + i + (offsets[k] as number)] as number;
      result[row * length + i] = select(near, count - 1, rank);
    }
  }
}

/** C. A. R. Hoare's selection, with the first element as the pivot as in SciPy, so that NaN lead to the same neighbour. */
function select(near: Float64Array, until: number, rank: number): number {
  let [low, high, left] = [0, until, rank];
  while (low < high) {
    const pivot = near[low] as number;
    let i = low - 1;
    let j = high + 1;
    for (;;) {
      do j--;
      while ((near[j] as number) > pivot);
      do i++;
      while ((near[i] as number) < pivot);
      if (i >= j) break;
      const other = near[i] as number;
      near[i] = near[j] as number;
      near[j] = other;
    }
    const below = j - low + 1;
    if (left < below) high = j;
    else {
      left -= below;
      low = j + 1;
    }
  }
  return near[low] as number;
}
