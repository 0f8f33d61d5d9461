import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";

/** The kernels of sums with weights, differences, derivatives and bins. */
export function kernels(_engine: Engine, _group: Binary): readonly Kernel[] {
  return [];
}
