import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/simple.js";

/** The logistic function 1 / (1 + exp(-x)). SciPy's `expit`. */
export const expit: Vectorized<[x: number]> = /* @__PURE__ */ special("expit", kernels.expit);

/** log(expit(x)) without underflow. SciPy's `log_expit`. */
export const logExpit: Vectorized<[x: number]> = /* @__PURE__ */ special("logExpit", kernels.logExpit);

/** log(p / (1 - p)). SciPy's `logit`. */
export const logit: Vectorized<[p: number]> = /* @__PURE__ */ special("logit", kernels.logit);

/** x log(y), 0 where x is 0. SciPy's `xlogy`. */
export const xlogy: Vectorized<[x: number, y: number]> = /* @__PURE__ */ special("xlogy", kernels.xlogy);

/** x log(1 + y), 0 where x is 0. SciPy's `xlog1py`. */
export const xlog1py: Vectorized<[x: number, y: number]> = /* @__PURE__ */ special("xlog1py", kernels.xlog1py);

/** -x log(x), 0 at 0, -inf below. SciPy's `entr`. */
export const entr: Vectorized<[x: number]> = /* @__PURE__ */ special("entr", kernels.entr);

/** x log(x / y). SciPy's `rel_entr`. */
export const relEntr: Vectorized<[x: number, y: number]> = /* @__PURE__ */ special("relEntr", kernels.relEntr);

/** x log(x / y) - x + y. SciPy's `kl_div`. */
export const klDiv: Vectorized<[x: number, y: number]> = /* @__PURE__ */ special("klDiv", kernels.klDiv);

/** Huber's loss. SciPy's `huber`. */
export const huber: Vectorized<[delta: number, r: number]> = /* @__PURE__ */ special("huber", kernels.huber);

/** The smooth relative of Huber's loss. SciPy's `pseudo_huber`. */
export const pseudoHuber: Vectorized<[delta: number, r: number]> = /* @__PURE__ */ special(
  "pseudoHuber",
  kernels.pseudoHuber,
);

/** (exp(x) - 1) / x. SciPy's `exprel`. */
export const exprel: Vectorized<[x: number]> = /* @__PURE__ */ special("exprel", kernels.exprel);

/** Box and Cox's transform (x^lambda - 1) / lambda. SciPy's `boxcox`. */
export const boxcox: Vectorized<[x: number, lambda: number]> = /* @__PURE__ */ special("boxcox", kernels.boxcox);

/** The same of 1 + x. SciPy's `boxcox1p`. */
export const boxcox1p: Vectorized<[x: number, lambda: number]> = /* @__PURE__ */ special("boxcox1p", kernels.boxcox1p);

/** The inverse of {@link boxcox}. SciPy's `inv_boxcox`. */
export const invBoxcox: Vectorized<[y: number, lambda: number]> = /* @__PURE__ */ special(
  "invBoxcox",
  kernels.invBoxcox,
);

/** The inverse of {@link boxcox1p}. SciPy's `inv_boxcox1p`. */
export const invBoxcox1p: Vectorized<[y: number, lambda: number]> = /* @__PURE__ */ special(
  "invBoxcox1p",
  kernels.invBoxcox1p,
);

/** sin(pi x) / (pi x). SciPy's `sinc`. */
export const sinc: Vectorized<[x: number]> = /* @__PURE__ */ special("sinc", kernels.sinc);

/** Dirichlet's kernel sin(n x / 2) / (n sin(x / 2)). SciPy's `diric`. */
export const diric: Vectorized<[x: number, n: number]> = /* @__PURE__ */ special("diric", kernels.diric);

/** 2^x. SciPy's `exp2`. */
export const exp2: Vectorized<[x: number]> = /* @__PURE__ */ special("exp2", kernels.exp2);

/** 10^x. SciPy's `exp10`. */
export const exp10: Vectorized<[x: number]> = /* @__PURE__ */ special("exp10", kernels.exp10);

/** cos(x) - 1 without cancellation. SciPy's `cosm1`. */
export const cosm1: Vectorized<[x: number]> = /* @__PURE__ */ special("cosm1", kernels.cosm1);

/** x^y - 1 without cancellation. SciPy's `powm1`. */
export const powm1: Vectorized<[x: number, y: number]> = /* @__PURE__ */ special("powm1", kernels.powm1);

/** The sine of degrees, exact at multiples of 30. SciPy's `sindg`. */
export const sindg: Vectorized<[x: number]> = /* @__PURE__ */ special("sindg", kernels.sindg);

/** The cosine of degrees. SciPy's `cosdg`. */
export const cosdg: Vectorized<[x: number]> = /* @__PURE__ */ special("cosdg", kernels.cosdg);

/** The tangent of degrees. SciPy's `tandg`. */
export const tandg: Vectorized<[x: number]> = /* @__PURE__ */ special("tandg", kernels.tandg);
