import type { Scalar } from "./dtype.js";
import { readElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import { elementFormat, type NumberFormatOptions, scalarFormat } from "./format-elements.js";
import type { NDArray } from "./ndarray.js";

/** How arrays are written; the names and defaults are those of NumPy's print options. */
export interface FormatOptions extends NumberFormatOptions {
  /** Arrays with more elements are shortened with `...`; 1000 by default. */
  readonly threshold?: number;
  /** How many entries stand before and after `...`; 3 by default. */
  readonly edgeitems?: number;
  /** Characters in a line; 75 by default. */
  readonly linewidth?: number;
  /** Whether to write it as code, as Python's `repr` does: `array([1., 2.])`. */
  readonly repr?: boolean;
}

/**
 * The text of an array in NumPy's layout: what `str` gives there, or `repr` with `{ repr: true }`.
 * @throws BAD_VALUE when an option is out of range
 */
export function formatArray(a: NDArray, options: FormatOptions = {}): string {
  const { threshold = 1000, edgeitems = 3, linewidth = 75, precision = 8 } = options;
  for (const [name, value, most] of [
    ["precision", precision, 99],
    ["edgeitems", edgeitems, Number.MAX_SAFE_INTEGER],
  ] as const) {
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, expected a whole number from 0.`);
  }
  if (Number.isNaN(threshold) || Number.isNaN(linewidth))
    throw coreError("BAD_VALUE", `threshold and linewidth: got ${threshold} and ${linewidth}, expected numbers.`);
  return options.repr === true
    ? representation(a, options, threshold, edgeitems, linewidth)
    : a.shape.length === 0
      ? scalarFormat(a.dtype, readElement(a, a.offset))
      : layOut(a, options, { threshold, edgeitems, linewidth, separator: " ", prefix: 0, suffix: 0 });
}

interface Layout {
  readonly threshold: number;
  readonly edgeitems: number;
  readonly linewidth: number;
  readonly separator: string;
  /** Characters that stand before and after the text. */
  readonly prefix: number;
  readonly suffix: number;
}

function representation(
  a: NDArray,
  options: FormatOptions,
  threshold: number,
  edgeitems: number,
  linewidth: number,
): string {
  const implied = ["bool", "int64", "float64", "complex128"].includes(a.dtype) && a.size > 0;
  const layout = { threshold, edgeitems, linewidth, separator: ", ", prefix: 6, suffix: 1 };
  const text =
    a.size > 0 || a.shape.length === 1
      ? layOut(a, options, layout)
      : `[], shape=(${a.shape.join(", ")}${a.shape.length === 1 ? "," : ""})`;
  const written = `array(${text}${implied ? ")" : ","}`;
  if (implied) return written;
  const dtype = `dtype=${a.dtype})`;
  const lastLine = written.length - (written.lastIndexOf("\n") + 1);
  return `${written}${lastLine + dtype.length + 1 > linewidth ? "\n      " : " "}${dtype}`;
}

function layOut(a: NDArray, options: FormatOptions, layout: Layout): string {
  if (a.size === 0) return "[]";
  const { edgeitems, separator } = layout;
  const shortened = a.size > layout.threshold;
  const gaps = a.shape.map((size) => shortened && size > 2 * edgeitems);
  const values: Scalar[] = [];
  const gather = (axis: number, position: number): void => {
    if (axis === a.shape.length) {
      values.push(readElement(a, position));
      return;
    }
    for (const i of shownIndices(a.shape[axis] as number, gaps[axis] as boolean, edgeitems))
      gather(axis + 1, position + i * (a.strides[axis] as number));
  };
  gather(0, a.offset);
  const format = elementFormat(a.dtype, values, options, a.shape.length === 0);

  const write = (axis: number, position: number, indent: string, width: number): string => {
    const left = a.shape.length - axis;
    if (left === 0) return format(readElement(a, position));
    const size = a.shape[axis] as number;
    const gap = gaps[axis] as boolean;
    const stride = a.strides[axis] as number;
    const words: string[] = [];
    for (const i of shownIndices(size, gap, edgeitems)) {
      if (gap && i === size - Math.max(1, edgeitems)) words.push("...");
      words.push(write(axis + 1, position + i * stride, `${indent} `, width - 1));
    }
    return left === 1
      ? `[${writeRow(words, separator, indent, width - Math.max(separator.trimEnd().length, 1))}]`
      : `[${words.join(`${separator.trimEnd()}${"\n".repeat(left - 1)}${indent}`)}]`;
  };
  return write(0, a.offset, " ".repeat(layout.prefix + 1), layout.linewidth - layout.suffix);
}

function shownIndices(size: number, gap: boolean, edgeitems: number): number[] {
  if (!gap) return Array.from({ length: size }, (_, i) => i);
  const ends: number[] = [];
  for (let i = 0; i < edgeitems; i++) ends.push(i);
  for (let i = size - Math.max(1, edgeitems); i < size; i++) ends.push(i);
  return ends;
}

function writeRow(words: readonly string[], separator: string, indent: string, width: number): string {
  let text = "";
  let line = indent;
  words.forEach((word, i) => {
    if (line.length + word.length > width && line.length > indent.length) {
      text += `${line.trimEnd()}\n`;
      line = indent;
    }
    line += i === words.length - 1 ? word : word + separator;
  });
  return (text + line).slice(indent.length);
}
