import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { subtractPowerLaw } from "../signals/background.js";
import { differences, neighbours, weightedSum } from "../signals/calculus.js";
import { equalBins } from "../signals/counts.js";
import { windowSums } from "../signals/windows.js";

/** The kernels of sums of windows and with weights, derivatives, differences, counts in bins and backgrounds. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  const single = [weightedSum, neighbours, differences, equalBins, subtractPowerLaw].map((one) => one(engine, group));
  return [...single, ...windowSums(engine, group)];
}
