import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { distanceTransform } from "../measure/distances.js";
import { label } from "../measure/parts.js";
import { unwrapPhase } from "../measure/unwrap.js";

/** The kernels of unwrapped phases, connected parts and distances. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [unwrapPhase, label, distanceTransform].map((one) => one(engine, group));
}
