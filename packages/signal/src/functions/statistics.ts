import {
  astype,
  contiguous,
  coreError,
  elementsOf,
  fromData,
  isComplexDType,
  type NDArray,
  percentile,
} from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { formatGeneral } from "../axes/table.js";
import type { SignalLike } from "../contract.js";
import { refuseColours } from "./colours.js";

/** What {@link summaryStatistics} gives; NaN where there are no numbers. */
export interface SummaryStatistics {
  readonly mean: number;
  /** Of the population (ddof 0). */
  readonly std: number;
  readonly min: number;
  /** The first quartile. */
  readonly q1: number;
  readonly median: number;
  /** The third quartile. */
  readonly q3: number;
  readonly max: number;
}

/** Options of {@link printSummaryStatistics}. */
export interface PrintStatisticsOptions {
  /** How numbers are written; with three significant digits (`%.3g`) by default. */
  readonly formatter?: ((value: number) => string) | undefined;
  /** Where the text goes; the console by default. */
  readonly print?: ((text: string) => void) | undefined;
}

/** All elements but NaN, as float64. @throws BAD_DTYPE for complex data */
export function finiteOrInfinite(name: string, signal: SignalLike): Float64Array {
  refuseColours(name, signal);
  const { data } = signal;
  if (isComplexDType(data.dtype))
    throw coreError("BAD_DTYPE", `${name}: complex numbers have no order: take the real part or the magnitude first.`);
  const plain = contiguous(data.dtype === "float64" ? data : astype(data, "float64"));
  const numbers = elementsOf(plain) as Float64Array;
  const numbersOnly = data.dtype.startsWith("float") ? countNumbers(numbers) : numbers.length;
  if (numbersOnly === numbers.length) return numbers;
  const kept = new Float64Array(numbersOnly);
  for (let i = 0, to = 0; i < numbers.length; i++)
    if (!Number.isNaN(numbers[i] as number)) kept[to++] = numbers[i] as number;
  return kept;
}

function countNumbers(numbers: Float64Array): number {
  let count = 0;
  for (let i = 0; i < numbers.length; i++) if (!Number.isNaN(numbers[i] as number)) count++;
  return count;
}

/**
 * Mean, standard deviation, extremes and quartiles (linear between elements) of all elements but NaN.
 * @throws BAD_DTYPE for complex data
 */
export function summaryStatistics(signal: SignalLike): SummaryStatistics {
  const numbers = finiteOrInfinite("summaryStatistics", signal);
  const size = numbers.length;
  const none = Number.NaN;
  if (size === 0) return { mean: none, std: none, min: none, q1: none, median: none, q3: none, max: none };
  const mean = sumOf(numbers) / size;
  const [q1, median, q3] = elementsOf(percentile(fromData(numbers, [size]), [25, 50, 75]) as NDArray) as unknown as [
    number,
    number,
    number,
  ];
  const { min, max } = extremesOf(numbers);
  return { mean, std: Math.sqrt(squaresOf(numbers, mean) / size), min, q1, median, q3, max };
}

/** The sum in blocks, whose rounding errors do not grow with the number of elements. */
function sumOf(numbers: Float64Array): number {
  let total = 0;
  for (let start = 0; start < numbers.length; start += 4096) {
    let part = 0;
    const end = Math.min(start + 4096, numbers.length);
    for (let i = start; i < end; i++) part += numbers[i] as number;
    total += part;
  }
  return total;
}

function squaresOf(numbers: Float64Array, mean: number): number {
  let total = 0;
  for (let start = 0; start < numbers.length; start += 4096) {
    let part = 0;
    const end = Math.min(start + 4096, numbers.length);
    for (let i = start; i < end; i++) part += ((numbers[i] as number) - mean) ** 2;
    total += part;
  }
  return total;
}

function extremesOf(numbers: Float64Array): { readonly min: number; readonly max: number } {
  let min = numbers[0] as number;
  let max = min;
  for (let i = 1; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Prints {@link summaryStatistics} as a text of seven lines. */
export function printSummaryStatistics(signal: SignalLike, options: PrintStatisticsOptions = {}): void {
  checkOptions("printSummaryStatistics", options, { formatter: "function", print: "function" });
  const { formatter = threeDigits, print = console.log } = options;
  checkKind("printSummaryStatistics", "formatter", formatter, "function");
  checkKind("printSummaryStatistics", "print", print, "function");
  const { mean, std, min, q1, median, q3, max } = summaryStatistics(signal);
  const line = (label: string, value: number): string => `${label}:\t${formatter(value)}`;
  print(
    [
      "Summary statistics",
      "------------------",
      line("mean", mean),
      line("std", std),
      "",
      line("min", min),
      line("Q1", q1),
      line("median", median),
      line("Q3", q3),
      line("max", max),
    ].join("\n"),
  );
}

function threeDigits(value: number): string {
  return formatGeneral(value, 3);
}
