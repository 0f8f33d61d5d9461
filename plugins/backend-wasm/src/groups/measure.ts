import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { distanceTransform } from "../measure/distances.js";
import { binaryErosion } from "../measure/erosion.js";
import { label } from "../measure/parts.js";
import { unwrapPhase } from "../measure/unwrap.js";

/** The kernels of unwrapped phases, connected parts, distances and binary erosion. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [unwrapPhase, label, distanceTransform, binaryErosion].map((one) => one(engine, group));
}
