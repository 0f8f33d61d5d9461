export type { Drawn, DrawOptions, Parameter } from "./random/draw.js";
export { integers, normal, poisson, random, type Seeded, uniform } from "./random/functions.js";
export {
  type ChoiceOptions,
  type NormalOptions,
  type PoissonOptions,
  RandomState,
  randomState,
  type ScaleOptions,
  type UniformOptions,
} from "./random/state.js";
export { makeStream, type Seed, type Stream } from "./random/stream.js";
export type { IntegersOptions } from "./random/whole.js";
