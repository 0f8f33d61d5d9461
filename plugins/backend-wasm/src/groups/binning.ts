import type { Kernel } from "@core/array";
import { rebin } from "../binning/rebin.js";
import type { Binary, Engine } from "../contract.js";

/** The kernels of bins. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [rebin(engine, group)];
}
