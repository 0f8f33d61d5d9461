import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/polynomials.js";

/** Legendre's polynomial P_n. SciPy's `eval_legendre`. */
export const evalLegendre: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special(
  "evalLegendre",
  kernels.legendre,
);

/** Chebyshev's polynomial of the first kind. SciPy's `eval_chebyt`. */
export const evalChebyt: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special("evalChebyt", kernels.chebyt);

/** Chebyshev's polynomial of the second kind. SciPy's `eval_chebyu`. */
export const evalChebyu: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special("evalChebyu", kernels.chebyu);

/** Hermite's polynomial H_n of the physicists. SciPy's `eval_hermite`. */
export const evalHermite: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special("evalHermite", kernels.hermite);

/** Hermite's polynomial He_n of the probabilists. SciPy's `eval_hermitenorm`. */
export const evalHermitenorm: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special(
  "evalHermitenorm",
  kernels.hermitenorm,
);

/** Laguerre's polynomial. SciPy's `eval_laguerre`. */
export const evalLaguerre: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special(
  "evalLaguerre",
  kernels.laguerre,
);

/** Laguerre's polynomial of parameter alpha. SciPy's `eval_genlaguerre`. */
export const evalGenlaguerre: Vectorized<[n: number, alpha: number, x: number]> = /* @__PURE__ */ special(
  "evalGenlaguerre",
  kernels.genlaguerre,
);

/** Jacobi's polynomial. SciPy's `eval_jacobi`. */
export const evalJacobi: Vectorized<[n: number, alpha: number, beta: number, x: number]> = /* @__PURE__ */ special(
  "evalJacobi",
  kernels.jacobi,
);

/** Gegenbauer's polynomial. SciPy's `eval_gegenbauer`. */
export const evalGegenbauer: Vectorized<[n: number, alpha: number, x: number]> = /* @__PURE__ */ special(
  "evalGegenbauer",
  kernels.gegenbauer,
);

/** The associated Legendre function P_v^m(x) of whole order m and degree v, with Condon and Shortley's phase. SciPy's `lpmv`. */
export const lpmv: Vectorized<[m: number, v: number, x: number]> = /* @__PURE__ */ special("lpmv", kernels.lpmv);
