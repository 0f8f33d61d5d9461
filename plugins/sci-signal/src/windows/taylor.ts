import type { NDArray } from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { checkWhole } from "../internal/checks.js";
import { makeWindow, type WindowOptions } from "./make.js";

/** What {@link taylor} takes. */
export interface TaylorOptions extends WindowOptions {
  /** Side lobes of nearly the same height next to the main lobe; 4 by default. */
  readonly nbar?: number;
  /** How far they are below the main lobe, in decibels; 30 by default. */
  readonly sll?: number;
  /** Whether the top is 1 (for even numbers of points between two points); `true` by default. */
  readonly norm?: boolean;
}

/** Taylor's window, Chebyshev's with falling side lobes (Carrara, Goodman, Majewski: Spotlight Synthetic Aperture Radar, appendix D). */
export function taylor(m: number, options: TaylorOptions = {}): NDArray<"float64"> {
  checkOptions("taylor", options, { nbar: "number", sll: "number", norm: "boolean", sym: "boolean" });
  checkKind("taylor", "m", m, "number");
  const { nbar = 4, sll = 30, norm = true } = options;
  checkWhole(nbar, "nbar", 1, 1e5);
  return makeWindow(m, options, (length) => {
    const a = Math.acosh(10 ** (sll / 20)) / Math.PI;
    const s2 = nbar ** 2 / (a ** 2 + (nbar - 0.5) ** 2);
    const weights = new Float64Array(nbar);
    for (let k = 1; k < nbar; k++) {
      let above = k % 2 === 1 ? 1 : -1;
      let below = 2;
      for (let j = 1; j < nbar; j++) {
        above *= 1 - (k * k) / s2 / (a ** 2 + (j - 0.5) ** 2);
        if (j !== k) below *= 1 - (k * k) / (j * j);
      }
      weights[k] = above / below;
    }
    const at = (n: number): number => {
      let sum = 0;
      for (let k = 1; k < nbar; k++)
        sum += (weights[k] as number) * Math.cos((2 * Math.PI * k * (n - length / 2 + 0.5)) / length);
      return 1 + 2 * sum;
    };
    const scale = norm ? 1 / at((length - 1) / 2) : 1;
    return Float64Array.from({ length }, (_, i) => at(i) * scale);
  });
}
