import { contiguous, coreError, elementsOf, isComplexDType, type NDArray, percentile, statistics } from "@core/array";
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

/** All elements of real data without gaps. @throws BAD_DTYPE for complex data */
export function realElements(name: string, signal: SignalLike): NDArray {
  refuseColours(name, signal);
  const { data } = signal;
  if (isComplexDType(data.dtype))
    throw coreError("BAD_DTYPE", `${name}: complex numbers have no order: take the real part or the magnitude first.`);
  const plain = contiguous(data);
  return plain.view([plain.size], [1]);
}

/** The same elements without NaN, of which all but `count` are: themselves where none are. */
export function withoutNaN(all: NDArray, count: number): NDArray {
  if (count === all.size) return all;
  const kept = all.make(all.dtype, [count]);
  const [source, target] = [elementsOf(all), elementsOf(kept)] as [Float64Array, Float64Array];
  for (let i = 0, to = 0; i < source.length; i++)
    if (!Number.isNaN(source[i] as number)) target[to++] = source[i] as number;
  return kept;
}

/**
 * Mean, standard deviation, extremes and quartiles (linear between elements) of all elements but NaN.
 * @throws BAD_DTYPE for complex data
 */
export function summaryStatistics(signal: SignalLike): SummaryStatistics {
  const all = realElements("summaryStatistics", signal);
  const { count, mean, std, min, max } = statistics(all);
  if (count === 0) return { mean, std, min, q1: min, median: min, q3: min, max };
  const [q1, median, q3] = elementsOf(percentile(withoutNaN(all, count), [25, 50, 75]) as NDArray) as unknown as [
    number,
    number,
    number,
  ];
  return { mean, std, min, q1, median, q3, max };
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
