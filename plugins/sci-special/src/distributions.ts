import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/distributions.js";

/** Student's t distribution function. SciPy's `stdtr`. */
export const stdtr: Vectorized<[df: number, t: number]> = /* @__PURE__ */ special("stdtr", kernels.stdtr);

/** The quantile of Student's t distribution. SciPy's `stdtrit`. */
export const stdtrit: Vectorized<[df: number, p: number]> = /* @__PURE__ */ special("stdtrit", kernels.stdtrit);

/** The chi-squared distribution function. SciPy's `chdtr`. */
export const chdtr: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("chdtr", kernels.chdtr);

/** Its upper tail. SciPy's `chdtrc`. */
export const chdtrc: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("chdtrc", kernels.chdtrc);

/** The x whose upper tail is p. SciPy's `chdtri`. */
export const chdtri: Vectorized<[v: number, p: number]> = /* @__PURE__ */ special("chdtri", kernels.chdtri);

/** The F distribution function. SciPy's `fdtr`. */
export const fdtr: Vectorized<[a: number, b: number, x: number]> = /* @__PURE__ */ special("fdtr", kernels.fdtr);

/** Its upper tail. SciPy's `fdtrc`. */
export const fdtrc: Vectorized<[a: number, b: number, x: number]> = /* @__PURE__ */ special("fdtrc", kernels.fdtrc);

/** The quantile of the F distribution. SciPy's `fdtri`. */
export const fdtri: Vectorized<[a: number, b: number, p: number]> = /* @__PURE__ */ special("fdtri", kernels.fdtri);

/** The sum of the binomial probabilities from 0 to k of n. SciPy's `bdtr`. */
export const bdtr: Vectorized<[k: number, n: number, p: number]> = /* @__PURE__ */ special("bdtr", kernels.bdtr);

/** The sum of those above k. SciPy's `bdtrc`. */
export const bdtrc: Vectorized<[k: number, n: number, p: number]> = /* @__PURE__ */ special("bdtrc", kernels.bdtrc);

/** The p for which bdtr(k, n, p) is y. SciPy's `bdtri`. */
export const bdtri: Vectorized<[k: number, n: number, y: number]> = /* @__PURE__ */ special("bdtri", kernels.bdtri);

/** The sum of the Poisson probabilities from 0 to k of mean m. SciPy's `pdtr`. */
export const pdtr: Vectorized<[k: number, m: number]> = /* @__PURE__ */ special("pdtr", kernels.pdtr);

/** The sum of those above k. SciPy's `pdtrc`. */
export const pdtrc: Vectorized<[k: number, m: number]> = /* @__PURE__ */ special("pdtrc", kernels.pdtrc);

/** The mean for which pdtr(k, m) is y. SciPy's `pdtri`. */
export const pdtri: Vectorized<[k: number, y: number]> = /* @__PURE__ */ special("pdtri", kernels.pdtri);

/** The sum of the negative binomial probabilities from 0 to k failures before n successes. SciPy's `nbdtr`. */
export const nbdtr: Vectorized<[k: number, n: number, p: number]> = /* @__PURE__ */ special("nbdtr", kernels.nbdtr);

/** The sum of those above k. SciPy's `nbdtrc`. */
export const nbdtrc: Vectorized<[k: number, n: number, p: number]> = /* @__PURE__ */ special("nbdtrc", kernels.nbdtrc);

/** The gamma distribution function of rate a and shape b. SciPy's `gdtr`. */
export const gdtr: Vectorized<[a: number, b: number, x: number]> = /* @__PURE__ */ special("gdtr", kernels.gdtr);

/** Its upper tail. SciPy's `gdtrc`. */
export const gdtrc: Vectorized<[a: number, b: number, x: number]> = /* @__PURE__ */ special("gdtrc", kernels.gdtrc);

/** The x where gdtr(a, b, x) is p. SciPy's `gdtrix`. */
export const gdtrix: Vectorized<[a: number, b: number, p: number]> = /* @__PURE__ */ special("gdtrix", kernels.gdtrix);
