import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";

/** The kernels of unwrapped phases, connected parts and distances. */
export function kernels(_engine: Engine, _group: Binary): readonly Kernel[] {
  return [];
}
