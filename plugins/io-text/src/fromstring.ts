import { checkDType, type DType, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { loadtxt } from "./loadtxt.js";
import { checkCount } from "./source.js";

/** What {@link fromstring} takes. */
export interface FromstringOptions {
  /** float64 by default. */
  readonly dtype?: DType;
  /** How many numbers to read; all by default. */
  readonly count?: number;
  /** What stands between numbers, with any blanks around it; a blank, which is any blanks, by default. */
  readonly sep?: string;
}

/**
 * The numbers of a text as an array with one axis, as `np.fromstring` with a separator.
 * @throws BAD_FILE for text that is no number, or fewer than `count`, BAD_ARGUMENT
 */
export function fromstring(text: string, options: FromstringOptions = {}): NDArray {
  checkOptions("fromstring", options, { dtype: "string", count: "number", sep: "string" });
  const { sep = " ", count } = options;
  const dtype = checkDType(options.dtype ?? "float64");
  if (typeof text !== "string" || typeof sep !== "string" || sep === "")
    throw coreError(
      "BAD_ARGUMENT",
      `fromstring: got a text ${describeValue(text)} and sep ${describeValue(sep)}, expected texts; arrays over bytes are made by fromData.`,
    );
  const separator = sep.trim();
  const words = separator === "" ? text.trim().split(/\s+/) : text.trim().split(separator);
  if (separator !== "" && words[words.length - 1]?.trim() === "") words.pop();
  const own = words.length === 1 && words[0] === "" ? [] : words.map((word) => word.trim());
  const wanted = count === undefined || count === -1 ? own.length : checkCount("count", count);
  if (own.length < wanted)
    throw coreError("BAD_FILE", `fromstring: the text has ${own.length} numbers, count asks for ${wanted}.`);
  const lines = own.slice(0, wanted);
  const blank = lines.findIndex((word) => word === "" || /\s/.test(word));
  if (blank >= 0) throw coreError("BAD_FILE", `fromstring: number ${blank} is ${describeValue(lines[blank])}.`);
  return loadtxt(lines, { dtype, ndmin: 1, comments: null });
}
