export { cbrt } from "@core/array";
export { airy } from "./airy.js";
export { iv, ive, jn, jv, kn, kv, kve, yn, yv } from "./bessel.js";
export { i0, i0e, i1, i1e, j0, j1, k0, k0e, k1, k1e, y0, y1 } from "./bessel-whole.js";
export { type CombOptions, comb, type ExactOptions, factorial, factorial2, perm } from "./combinatorics.js";
export { loggamma, wofz } from "./complex.js";
export {
  bdtr,
  bdtrc,
  bdtri,
  chdtr,
  chdtrc,
  chdtri,
  fdtr,
  fdtrc,
  fdtri,
  gdtr,
  gdtrc,
  gdtrix,
  nbdtr,
  nbdtrc,
  pdtr,
  pdtrc,
  pdtri,
  stdtr,
  stdtrit,
} from "./distributions.js";
export { agm, ellipe, ellipeinc, ellipj, ellipk, ellipkinc, ellipkm1, elliprd, elliprf } from "./elliptic.js";
export {
  dawsn,
  erf,
  erfc,
  erfcinv,
  erfcx,
  erfi,
  erfinv,
  logNdtr,
  ndtr,
  ndtri,
  ndtriExp,
  voigtProfile,
} from "./error.js";
export {
  beta,
  betaln,
  binom,
  digamma,
  gamma,
  gammaln,
  gammasgn,
  poch,
  polygamma,
  psi,
  rgamma,
  zetac,
} from "./gamma.js";
export { betainc, betaincinv, btdtr, btdtri } from "./incomplete-beta.js";
export { gammainc, gammaincc, gammainccinv, gammaincinv } from "./incomplete-gamma.js";
export { exp1, expi, expn, fresnel, shichi, sici, spence } from "./integrals.js";
export { kolmogi, kolmogorov, smirnov, smirnovi } from "./kolmogorov.js";
export { type LambertwOptions, lambertw } from "./lambertw.js";
export { type LogsumexpOptions, logSoftmax, logsumexp, type SoftmaxOptions, softmax } from "./log-sums.js";
export {
  evalChebyt,
  evalChebyu,
  evalGegenbauer,
  evalGenlaguerre,
  evalHermite,
  evalHermitenorm,
  evalJacobi,
  evalLaguerre,
  evalLegendre,
  lpmv,
} from "./polynomials.js";
export {
  type Roots,
  rootsChebyt,
  rootsChebyu,
  rootsGegenbauer,
  rootsGenlaguerre,
  rootsHermite,
  rootsHermitenorm,
  rootsJacobi,
  rootsLaguerre,
  rootsLegendre,
} from "./quadrature.js";
export {
  boxcox,
  boxcox1p,
  cosdg,
  cosm1,
  diric,
  entr,
  exp2,
  exp10,
  expit,
  exprel,
  huber,
  invBoxcox,
  invBoxcox1p,
  klDiv,
  logExpit,
  logit,
  powm1,
  pseudoHuber,
  relEntr,
  sinc,
  sindg,
  tandg,
  xlog1py,
  xlogy,
} from "./simple.js";
export {
  type SphericalBessel,
  type SphericalOptions,
  sphericalIn,
  sphericalJn,
  sphericalKn,
  sphericalYn,
  sphHarm,
} from "./spherical.js";
export { jnpZeros, jnZeros, ynpZeros, ynZeros } from "./zeros.js";
export { type ZetaOptions, zeta } from "./zeta.js";
