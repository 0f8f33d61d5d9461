import { coreError } from "@core/array/runtime";
import { checkWhole, checkWord } from "../internal/checks.js";

/** How a line goes on beyond its ends. */
export type PadType = "odd" | "even" | "constant";

/** How many samples are added at each end, checked against the length of the lines. */
export function checkPadding(
  padtype: PadType | null | undefined,
  padlen: number | undefined,
  length: number,
  taps: number,
): { edge: number; kind: PadType | null } {
  const kind = padtype === null ? null : checkWord(padtype ?? "odd", "padtype", ["odd", "even", "constant"]);
  const edge = kind === null ? 0 : padlen === undefined ? 3 * taps : checkWhole(padlen, "padlen", 0);
  if (length <= edge)
    throw coreError(
      "BAD_VALUE",
      `x: lines of ${length} are too short, they must be longer than padlen = ${edge}; give a smaller padlen.`,
    );
  return { edge, kind };
}

/** One line with `edge` samples more at each end. */
export function extended(
  x: Float64Array,
  start: number,
  length: number,
  edge: number,
  kind: PadType | null,
): Float64Array {
  const wide = new Float64Array(length + 2 * edge);
  wide.set(x.subarray(start, start + length), edge);
  const first = x[start] as number;
  const last = x[start + length - 1] as number;
  for (let i = 1; i <= edge; i++) {
    const left = kind === "constant" ? first : (x[start + i] as number);
    const right = kind === "constant" ? last : (x[start + length - 1 - i] as number);
    wide[edge - i] = kind === "odd" ? 2 * first - left : left;
    wide[edge + length - 1 + i] = kind === "odd" ? 2 * last - right : right;
  }
  return wide;
}
