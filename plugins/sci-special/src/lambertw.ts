import { type ArrayLikeInput, type NDArray, vectorize } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import * as kernels from "./scalar/simple.js";

/** Options of {@link lambertw}. */
export interface LambertwOptions {
  /** The branch: 0, the default, or -1. */
  readonly k?: 0 | -1;
}

const principal = /* @__PURE__ */ vectorize((x: number) => kernels.lambertw(x, 0), { name: "lambertw" });
const lower = /* @__PURE__ */ vectorize((x: number) => kernels.lambertw(x, -1), { name: "lambertw" });

/**
 * Lambert's function W of real numbers, w exp(w) = x. NaN below -1/e, and above 0 on branch -1, where W is complex. SciPy's `lambertw`.
 * @throws BAD_VALUE for branches other than 0 and -1, which have no real values
 */
export function lambertw(x: number, options?: LambertwOptions): number;
export function lambertw(x: ArrayLikeInput, options?: LambertwOptions): NDArray;
export function lambertw(x: ArrayLikeInput, options: LambertwOptions = {}): NDArray | number {
  checkOptions("lambertw", options, { k: "number" });
  const { k = 0 } = options;
  if (k !== 0 && k !== -1) throw coreError("BAD_VALUE", `lambertw: k is ${String(k)}, expected 0 or -1.`);
  return k === 0 ? principal(x) : lower(x);
}
