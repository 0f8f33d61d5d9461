import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { pairCounts } from "../counting/pairs.js";
import { sortedPlaces } from "../counting/places.js";
import { blockStatistics } from "../counting/statistics.js";
import { tallies } from "../counting/tallies.js";

/** The kernels that count and look up: statistics of blocks, pairs in bins, whole numbers, places among sorted numbers. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [blockStatistics, pairCounts, tallies, sortedPlaces].map((one) => one(engine, group));
}
