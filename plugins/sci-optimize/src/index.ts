export type { BoundPair, Bounds, BoundsLike } from "./core/bounds.js";
export type { Display, OptimizeResult, Watch } from "./core/result.js";
export { report } from "./core/result.js";
export * from "./minimize/minimize.js";
export { fminbound } from "./scalar/bounded.js";
export { bracket } from "./scalar/bracket.js";
export { brent } from "./scalar/brent.js";
export { golden } from "./scalar/golden.js";
export { minimizeScalar } from "./scalar/minimize-scalar.js";
