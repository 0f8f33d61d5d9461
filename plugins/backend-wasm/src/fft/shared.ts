import type { Binary, Engine } from "../contract.js";
import type { Tables } from "./tables.js";

/** What other groups need to run Fourier transforms. */
export interface Transforms {
  readonly group: Binary;
  readonly tables: Tables;
}

const known: WeakMap<Engine, Transforms> = /* @__PURE__ */ new WeakMap();

/** Makes the Fourier transforms of an engine known to the groups that build on them. */
export function shareTransforms(engine: Engine, transforms: Transforms): void {
  known.set(engine, transforms);
}

/** The Fourier transforms of an engine, where their group was brought. */
export function sharedTransforms(engine: Engine): Transforms | undefined {
  return known.get(engine);
}
