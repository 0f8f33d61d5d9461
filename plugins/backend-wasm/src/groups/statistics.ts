import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { factorizationKernels } from "../statistics/factorization.js";
import { kMeansKernels } from "../statistics/k-means.js";
import { mixtureKernels } from "../statistics/mixture.js";

/** The kernels of factorizations and mixtures. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [...factorizationKernels(engine, group), ...kMeansKernels(engine, group), ...mixtureKernels(engine, group)];
}
