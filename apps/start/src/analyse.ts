import {
  astype,
  mean as average,
  coreError,
  corrcoef,
  fromData,
  type NDArray,
  ravel,
  square,
  subtract,
  sum as total,
} from "@core/array";
import { isig, mean, type SignalLike, slice, sum, value } from "@core/signal";
import { type RemoveBackgroundOptions, separateBackground } from "signal-eels";

/** Where an edge's background is fitted and where its counts are summed, in the units of the energy axis. */
export interface EdgeWindows {
  readonly name: string;
  readonly background: readonly [number, number];
  readonly integration: readonly [number, number];
}

/** What is known of an edge after the analysis. */
export interface EdgeResult {
  readonly windows: EdgeWindows;
  /** The counts of the edge at each position. */
  readonly map: SignalLike;
  /** The mean fitted background over all positions, on the energy axis. */
  readonly background: SignalLike;
}

/** The results of {@link analyse}. */
export interface Analysis {
  /** The mean spectrum over all positions. */
  readonly spectrum: SignalLike;
  readonly edges: readonly EdgeResult[];
}

/** Removes the background before each edge and sums the edge's counts at each position. */
export function analyse(
  signal: SignalLike,
  edges: readonly EdgeWindows[],
  options: Pick<RemoveBackgroundOptions, "signal" | "onProgress"> = {},
): Analysis {
  return {
    spectrum: mean(signal),
    edges: edges.map((windows) => {
      const { signal: clean, background } = separateBackground(signal, { ...options, signalRange: windows.background });
      const [from, until] = windows.integration;
      return {
        windows,
        map: sum(isig(clean, slice(value(from), value(until))), { axis: -1 }),
        background: mean(background),
      };
    }),
  };
}

/** How well a map agrees with the truth. */
export interface Recovery {
  /** Pearson's correlation over all positions. */
  readonly correlation: number;
  /** All counts of the map over all true counts. */
  readonly totalRatio: number;
  /** Root mean square of the difference over the mean of the truth. */
  readonly relativeError: number;
}

/** Compares a map with the truth, both row by row. */
export function compareMaps(map: NDArray, truth: Float64Array): Recovery {
  const found = ravel(astype(map, "float64"));
  const known = fromData<"float64">(truth, truth.length);
  if (found.size !== known.size)
    throw coreError("BAD_SHAPE", `the map has ${found.size} positions, the truth ${known.size}.`);
  return {
    correlation: corrcoef(found, { y: known }).get(0, 1),
    totalRatio: total(found) / total(known),
    relativeError: Math.sqrt(average(square(subtract(found, known)))) / average(known),
  };
}
