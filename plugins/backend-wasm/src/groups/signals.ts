import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { subtractPowerLaw } from "../signals/background.js";
import { differences, neighbours, weightedSum } from "../signals/calculus.js";
import { equalBins } from "../signals/counts.js";

/** The kernels of sums with weights, derivatives, differences, counts in bins and backgrounds. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [weightedSum, neighbours, differences, equalBins, subtractPowerLaw].map((one) => one(engine, group));
}
