import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/incomplete-beta.js";

/** The regularised incomplete beta function I_x(a, b). SciPy's `betainc`. */
export const betainc: Vectorized<[a: number, b: number, x: number]> = /* @__PURE__ */ special(
  "betainc",
  kernels.betainc,
);

/** The x where I_x(a, b) is p. SciPy's `betaincinv`. */
export const betaincinv: Vectorized<[a: number, b: number, p: number]> = /* @__PURE__ */ special(
  "betaincinv",
  kernels.betaincinv,
);

/** The regularised incomplete beta function I_x(a, b). SciPy's `btdtr`. */
export const btdtr: Vectorized<[a: number, b: number, x: number]> = /* @__PURE__ */ special("btdtr", kernels.betainc);

/** The x where I_x(a, b) is p. SciPy's `btdtri`. */
export const btdtri: Vectorized<[a: number, b: number, p: number]> = /* @__PURE__ */ special(
  "btdtri",
  kernels.betaincinv,
);
