export { chebwin } from "./chebwin.js";
export {
  blackman,
  blackmanharris,
  flattop,
  generalCosine,
  generalHamming,
  hamming,
  hann,
  nuttall,
} from "./cosine-sums.js";
export { type DpssOptions, dpss } from "./dpss.js";
export { type GetWindowOptions, getWindow, type WindowSpec } from "./get-window.js";
export { kaiser, kaiserBesselDerived } from "./kaiser.js";
export type { WindowOptions } from "./make.js";
export {
  barthann,
  bartlett,
  bohman,
  boxcar,
  cosine,
  type ExponentialOptions,
  exponential,
  gaussian,
  generalGaussian,
  lanczos,
  parzen,
  type TukeyOptions,
  triang,
  tukey,
} from "./shapes.js";
export { type TaylorOptions, taylor } from "./taylor.js";
