import type { Kernel } from "@core/array";
import { rebin } from "../binning/rebin.js";
import { running } from "../binning/running.js";
import type { Binary, Engine } from "../contract.js";

/** The kernels of bins and of running sums. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [rebin(engine, group), ...running(engine, group)];
}
