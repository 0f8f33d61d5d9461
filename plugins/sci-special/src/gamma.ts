import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/gamma.js";

/** The gamma function. SciPy's `gamma`. */
export const gamma: Vectorized<[x: number]> = /* @__PURE__ */ special("gamma", kernels.gamma);

/** The logarithm of the size of the gamma function. SciPy's `gammaln`. */
export const gammaln: Vectorized<[x: number]> = /* @__PURE__ */ special("gammaln", kernels.gammaln);

/** The sign of the gamma function: 1, -1, or 0 at its poles. SciPy's `gammasgn`. */
export const gammasgn: Vectorized<[x: number]> = /* @__PURE__ */ special("gammasgn", kernels.gammasgn);

/** 1 / gamma(x), 0 at the poles. SciPy's `rgamma`. */
export const rgamma: Vectorized<[x: number]> = /* @__PURE__ */ special("rgamma", kernels.rgamma);

/** The logarithmic derivative of the gamma function. SciPy's `digamma`. */
export const digamma: Vectorized<[x: number]> = /* @__PURE__ */ special("digamma", kernels.digamma);

/** The logarithmic derivative of the gamma function. SciPy's `psi`. */
export const psi: Vectorized<[x: number]> = /* @__PURE__ */ special("psi", kernels.digamma);

/** The n-th derivative of digamma for whole n from 0. SciPy's `polygamma`. */
export const polygamma: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special("polygamma", kernels.polygamma);

/** The beta function gamma(a) gamma(b) / gamma(a + b). SciPy's `beta`. */
export const beta: Vectorized<[a: number, b: number]> = /* @__PURE__ */ special("beta", kernels.beta);

/** The logarithm of the size of the beta function. SciPy's `betaln`. */
export const betaln: Vectorized<[a: number, b: number]> = /* @__PURE__ */ special("betaln", kernels.betaln);

/** Pochhammer's symbol gamma(z + m) / gamma(z). SciPy's `poch`. */
export const poch: Vectorized<[z: number, m: number]> = /* @__PURE__ */ special("poch", kernels.poch);

/** The binomial coefficient of real numbers. SciPy's `binom`. */
export const binom: Vectorized<[n: number, k: number]> = /* @__PURE__ */ special("binom", kernels.binom);

/** Riemann's zeta function less 1. SciPy's `zetac`. */
export const zetac: Vectorized<[x: number]> = /* @__PURE__ */ special("zetac", kernels.zetac);
