import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/bessel.js";
import * as modified from "./scalar/bessel-modified.js";

/** The Bessel function of the first kind of real order v. SciPy's `jv`. */
export const jv: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("jv", kernels.jv);

/** The Bessel function of the first kind of real order v. SciPy's `jn`. */
export const jn: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("jn", kernels.jv);

/** The Bessel function of the second kind of real order v. SciPy's `yv`. */
export const yv: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("yv", kernels.yv);

/** The Bessel function of the second kind of real order v. SciPy's `yn`. */
export const yn: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("yn", kernels.yv);

/** The modified Bessel function of the first kind of real order v. SciPy's `iv`. */
export const iv: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("iv", modified.iv);

/** exp(-|x|) I_v(x). SciPy's `ive`. */
export const ive: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("ive", modified.ive);

/** The modified Bessel function of the second kind of real order v. SciPy's `kv`. */
export const kv: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("kv", modified.kv);

/** The modified Bessel function of the second kind of real order v. SciPy's `kn`. */
export const kn: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("kn", modified.kv);

/** exp(x) K_v(x). SciPy's `kve`. */
export const kve: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("kve", modified.kve);
