import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/incomplete-gamma.js";

/** The regularised lower incomplete gamma function P(a, x). SciPy's `gammainc`. */
export const gammainc: Vectorized<[a: number, x: number]> = /* @__PURE__ */ special("gammainc", kernels.gammainc);

/** The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x). SciPy's `gammaincc`. */
export const gammaincc: Vectorized<[a: number, x: number]> = /* @__PURE__ */ special("gammaincc", kernels.gammaincc);

/** The x where P(a, x) is p. SciPy's `gammaincinv`. */
export const gammaincinv: Vectorized<[a: number, p: number]> = /* @__PURE__ */ special(
  "gammaincinv",
  kernels.gammaincinv,
);

/** The x where Q(a, x) is q. SciPy's `gammainccinv`. */
export const gammainccinv: Vectorized<[a: number, q: number]> = /* @__PURE__ */ special(
  "gammainccinv",
  kernels.gammainccinv,
);
