import type { Vectorized, VectorizedTuple } from "@core/array";
import { special, specialTuple } from "./define.js";
import * as kernels from "./scalar/elliptic.js";

/** The arithmetic-geometric mean. SciPy's `agm`. */
export const agm: Vectorized<[a: number, b: number]> = /* @__PURE__ */ special("agm", kernels.agm);

/** The complete elliptic integral of the first kind, of the parameter m = k^2. SciPy's `ellipk`. */
export const ellipk: Vectorized<[m: number]> = /* @__PURE__ */ special("ellipk", kernels.ellipk);

/** The complete elliptic integral of the first kind at 1 - p. SciPy's `ellipkm1`. */
export const ellipkm1: Vectorized<[p: number]> = /* @__PURE__ */ special("ellipkm1", kernels.ellipkm1);

/** The complete elliptic integral of the second kind. SciPy's `ellipe`. */
export const ellipe: Vectorized<[m: number]> = /* @__PURE__ */ special("ellipe", kernels.ellipe);

/** The incomplete elliptic integral of the first kind. SciPy's `ellipkinc`. */
export const ellipkinc: Vectorized<[phi: number, m: number]> = /* @__PURE__ */ special("ellipkinc", kernels.ellipkinc);

/** The incomplete elliptic integral of the second kind. SciPy's `ellipeinc`. */
export const ellipeinc: Vectorized<[phi: number, m: number]> = /* @__PURE__ */ special("ellipeinc", kernels.ellipeinc);

/** The Jacobian elliptic functions sn, cn, dn and the amplitude. By descending Landen steps. SciPy's `ellipj`. */
export const ellipj: VectorizedTuple<[u: number, m: number], [sn: number, cn: number, dn: number, ph: number]> =
  /* @__PURE__ */ specialTuple("ellipj", kernels.ellipj, 4);

/** Carlson's symmetric integral R_F by duplication. SciPy's `elliprf`. */
export const elliprf: Vectorized<[x: number, y: number, z: number]> = /* @__PURE__ */ special(
  "elliprf",
  kernels.carlsonF,
);

/** Carlson's R_D by duplication. SciPy's `elliprd`. */
export const elliprd: Vectorized<[x: number, y: number, z: number]> = /* @__PURE__ */ special(
  "elliprd",
  kernels.carlsonD,
);
