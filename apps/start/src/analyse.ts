import { coreError, type NDArray } from "@core/array";
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
  const found = map.astype("float64").reshape(-1);
  const values = found.data.subarray(found.offset, found.offset + found.size);
  if (values.length !== truth.length)
    throw coreError("BAD_SHAPE", `the map has ${values.length} positions, the truth ${truth.length}.`);
  const n = truth.length;
  let [sumX, sumY, sumXX, sumYY, sumXY, squares] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [values[i] as number, truth[i] as number];
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
    squares += (x - y) ** 2;
  }
  const covariance = sumXY - (sumX * sumY) / n;
  return {
    correlation: covariance / Math.sqrt((sumXX - (sumX * sumX) / n) * (sumYY - (sumY * sumY) / n)),
    totalRatio: sumX / sumY,
    relativeError: Math.sqrt(squares / n) / (sumY / n),
  };
}
