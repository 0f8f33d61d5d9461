import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { special } from "./define.js";
import * as kernels from "./scalar/gamma.js";

const riemann = /* @__PURE__ */ special("zeta", kernels.zeta1);
const hurwitz = /* @__PURE__ */ special("zeta", kernels.zeta2);

/** Options of {@link zeta}. */
export interface ZetaOptions {
  /** Hurwitz' second argument; without it Riemann's function, also left of 1. */
  readonly q?: ArrayLikeInput;
}

/** Riemann's zeta function, or Hurwitz' with `q`: the sum of (k + q)^-x over k from 0. SciPy's `zeta`. */
export function zeta(x: number, options?: { readonly q?: number }): number;
export function zeta(x: ArrayLikeInput, options?: ZetaOptions): NDArray;
export function zeta(x: ArrayLikeInput, options: ZetaOptions = {}): NDArray | number {
  checkOptions("zeta", options, { q: "any" });
  return options.q === undefined ? riemann(x) : hurwitz(x, options.q);
}
