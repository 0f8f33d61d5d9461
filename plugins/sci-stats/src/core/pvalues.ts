import { ndtr, stdtr } from "sci-special/scalar";
import type { Alternative } from "./lines.js";

/** The p-value of a normal statistic. */
export function normalP(z: number, alternative: Alternative): number {
  if (alternative === "less") return ndtr(z);
  return alternative === "greater" ? ndtr(-z) : 2 * ndtr(-Math.abs(z));
}

/** The p-value of a t statistic. */
export function studentP(t: number, df: number, alternative: Alternative): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  if (alternative === "less") return stdtr(df, t);
  return alternative === "greater" ? stdtr(df, -t) : 2 * stdtr(df, -Math.abs(t));
}
