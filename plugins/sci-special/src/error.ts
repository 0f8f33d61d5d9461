import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/error.js";

/** The error function. SciPy's `erf`. */
export const erf: Vectorized<[x: number]> = /* @__PURE__ */ special("erf", kernels.erf);

/** 1 - erf(x) without cancellation. SciPy's `erfc`. */
export const erfc: Vectorized<[x: number]> = /* @__PURE__ */ special("erfc", kernels.erfc);

/** The scaled complementary error function exp(x^2) erfc(x). SciPy's `erfcx`. */
export const erfcx: Vectorized<[x: number]> = /* @__PURE__ */ special("erfcx", kernels.erfcx);

/** The imaginary error function -i erf(i x). SciPy's `erfi`. */
export const erfi: Vectorized<[x: number]> = /* @__PURE__ */ special("erfi", kernels.erfi);

/** The inverse of erf. SciPy's `erfinv`. */
export const erfinv: Vectorized<[y: number]> = /* @__PURE__ */ special("erfinv", kernels.erfinv);

/** The inverse of erfc. SciPy's `erfcinv`. */
export const erfcinv: Vectorized<[y: number]> = /* @__PURE__ */ special("erfcinv", kernels.erfcinv);

/** Dawson's integral exp(-x^2) times the integral of exp(t^2) from 0 to x. SciPy's `dawsn`. */
export const dawsn: Vectorized<[x: number]> = /* @__PURE__ */ special("dawsn", kernels.dawsn);

/** The distribution function of the standard normal distribution. SciPy's `ndtr`. */
export const ndtr: Vectorized<[x: number]> = /* @__PURE__ */ special("ndtr", kernels.ndtr);

/** The quantile of the standard normal distribution. SciPy's `ndtri`. */
export const ndtri: Vectorized<[p: number]> = /* @__PURE__ */ special("ndtri", kernels.ndtri);

/** The logarithm of ndtr, also where ndtr underflows. SciPy's `log_ndtr`. */
export const logNdtr: Vectorized<[x: number]> = /* @__PURE__ */ special("logNdtr", kernels.logNdtr);

/** The quantile of the normal distribution from the logarithm of the probability. SciPy's `ndtri_exp`. */
export const ndtriExp: Vectorized<[y: number]> = /* @__PURE__ */ special("ndtriExp", kernels.ndtriExp);

/** The Voigt profile: a normal distribution of deviation sigma convolved with a Cauchy distribution of half width gamma. SciPy's `voigt_profile`. */
export const voigtProfile: Vectorized<[x: number, sigma: number, gamma: number]> = /* @__PURE__ */ special(
  "voigtProfile",
  kernels.voigtProfile,
);
