import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/bessel-whole.js";

/** Bessel's J of order 0. SciPy's `j0`. */
export const j0: Vectorized<[x: number]> = /* @__PURE__ */ special("j0", kernels.j0);

/** Bessel's J of order 1. SciPy's `j1`. */
export const j1: Vectorized<[x: number]> = /* @__PURE__ */ special("j1", kernels.j1);

/** Bessel's Y of order 0. SciPy's `y0`. */
export const y0: Vectorized<[x: number]> = /* @__PURE__ */ special("y0", kernels.y0);

/** Bessel's Y of order 1. SciPy's `y1`. */
export const y1: Vectorized<[x: number]> = /* @__PURE__ */ special("y1", kernels.y1);

/** The modified Bessel function I0. SciPy's `i0`. */
export const i0: Vectorized<[x: number]> = /* @__PURE__ */ special("i0", kernels.i0);

/** exp(-|x|) I0(x). SciPy's `i0e`. */
export const i0e: Vectorized<[x: number]> = /* @__PURE__ */ special("i0e", kernels.i0e);

/** The modified Bessel function I1. SciPy's `i1`. */
export const i1: Vectorized<[x: number]> = /* @__PURE__ */ special("i1", kernels.i1);

/** exp(-|x|) I1(x). SciPy's `i1e`. */
export const i1e: Vectorized<[x: number]> = /* @__PURE__ */ special("i1e", kernels.i1e);

/** The modified Bessel function K0. SciPy's `k0`. */
export const k0: Vectorized<[x: number]> = /* @__PURE__ */ special("k0", kernels.k0);

/** exp(x) K0(x). SciPy's `k0e`. */
export const k0e: Vectorized<[x: number]> = /* @__PURE__ */ special("k0e", kernels.k0e);

/** The modified Bessel function K1. SciPy's `k1`. */
export const k1: Vectorized<[x: number]> = /* @__PURE__ */ special("k1", kernels.k1);

/** exp(x) K1(x). SciPy's `k1e`. */
export const k1e: Vectorized<[x: number]> = /* @__PURE__ */ special("k1e", kernels.k1e);
