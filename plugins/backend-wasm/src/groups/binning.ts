import type { Kernel } from "@core/array";
import { centre } from "../binning/centre.js";
import { rebin } from "../binning/rebin.js";
import { running } from "../binning/running.js";
import type { Binary, Engine } from "../contract.js";

/** The kernels of bins, of running sums and of moments. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [rebin(engine, group), centre(engine, group), ...running(engine, group)];
}
