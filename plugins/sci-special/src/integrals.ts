import type { Vectorized, VectorizedTuple } from "@core/array";
import { special, specialTuple } from "./define.js";
import * as kernels from "./scalar/integrals.js";

/** The exponential integral E_n(x) for whole n from 0. SciPy's `expn`. */
export const expn: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special("expn", kernels.expn);

/** The exponential integral E1(x) of x >= 0. SciPy's `exp1`. */
export const exp1: Vectorized<[x: number]> = /* @__PURE__ */ special("exp1", kernels.exp1);

/** The exponential integral Ei(x). SciPy's `expi`. */
export const expi: Vectorized<[x: number]> = /* @__PURE__ */ special("expi", kernels.expi);

/** The sine and cosine integrals. SciPy's `sici`. */
export const sici: VectorizedTuple<[x: number], [number, number]> = /* @__PURE__ */ specialTuple(
  "sici",
  kernels.sici,
  2,
);

/** The hyperbolic sine and cosine integrals. SciPy's `shichi`. */
export const shichi: VectorizedTuple<[x: number], [number, number]> = /* @__PURE__ */ specialTuple(
  "shichi",
  kernels.shichi,
  2,
);

/** Spence's function, the dilogarithm of 1 - x: the integral of log(t) / (1 - t) from 1 to x. SciPy's `spence`. */
export const spence: Vectorized<[x: number]> = /* @__PURE__ */ special("spence", kernels.spence);

/** The Fresnel integrals S and C. SciPy's `fresnel`. */
export const fresnel: VectorizedTuple<[x: number], [number, number]> = /* @__PURE__ */ specialTuple(
  "fresnel",
  kernels.fresnel,
  2,
);
