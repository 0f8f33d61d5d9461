import type { NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";

/** Which part of a convolution: all of it, the middle as large as the first input, or where both overlap completely. */
export type ConvolutionMode = "full" | "same" | "valid";

export const convolutionModes: readonly ConvolutionMode[] = ["full", "same", "valid"];

/** Whether the inputs change places, which "valid" needs when the second one is the larger. */
export function mustSwap(
  mode: ConvolutionMode,
  first: readonly number[],
  second: readonly number[],
  axes: readonly number[] = first.map((_, k) => k),
): boolean {
  if (mode !== "valid" || first.length === 0) return false;
  if (axes.every((k) => (first[k] as number) >= (second[k] as number))) return false;
  if (axes.every((k) => (second[k] as number) >= (first[k] as number))) return true;
  throw coreError(
    "BAD_SHAPE",
    `mode: "valid" needs one input that is at least as large as the other along each axis, got (${first.join(", ")}) and (${second.join(", ")}).`,
  );
}

/** Shape of the result, and where it begins in the full convolution. */
export function resultPart(
  mode: ConvolutionMode,
  first: readonly number[],
  second: readonly number[],
): { shape: number[]; start: number[] } {
  const full = first.map((size, k) => size + (second[k] as number) - 1);
  const shape =
    mode === "full" ? full : mode === "same" ? [...first] : first.map((size, k) => size - (second[k] as number) + 1);
  return { shape, start: full.map((size, k) => Math.floor((size - (shape[k] as number)) / 2)) };
}

/** Two inputs with the same number of axes. */
export function checkSameAxes(first: NDArray, second: NDArray): void {
  if (first.shape.length !== second.shape.length)
    throw coreError(
      "BAD_SHAPE",
      `in1, in2: have ${first.shape.length} and ${second.shape.length} axes, expected as many in both.`,
    );
}
