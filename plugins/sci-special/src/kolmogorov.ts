import type { Vectorized } from "@core/array";
import { special } from "./define.js";
import * as kernels from "./scalar/kolmogorov.js";

/** The upper tail of Kolmogorov's limiting distribution. SciPy's `kolmogorov`. */
export const kolmogorov: Vectorized<[x: number]> = /* @__PURE__ */ special("kolmogorov", kernels.kolmogorov);

/** The x whose upper tail is p. SciPy's `kolmogi`. */
export const kolmogi: Vectorized<[p: number]> = /* @__PURE__ */ special("kolmogi", kernels.kolmogi);

/** The upper tail of the one-sided statistic of n values (Birnbaum and Tingey 1951); every term is positive. SciPy's `smirnov`. */
export const smirnov: Vectorized<[n: number, d: number]> = /* @__PURE__ */ special("smirnov", kernels.smirnov);

/** The d whose upper tail is p. SciPy's `smirnovi`. */
export const smirnovi: Vectorized<[n: number, p: number]> = /* @__PURE__ */ special("smirnovi", kernels.smirnovi);
