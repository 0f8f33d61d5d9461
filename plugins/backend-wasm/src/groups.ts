import type { Kernel } from "@core/array";
import type { Binary, Engine } from "./contract.js";

/** The code of a group. */
export interface GroupCode {
  kernels(engine: Engine, group: Binary): readonly Kernel[];
}

/** How the parts of a group are brought: each on its own, when it is asked for. */
interface Source {
  readonly code: () => Promise<GroupCode>;
  readonly base: () => Promise<{ readonly binary: string }>;
  readonly relaxed: () => Promise<{ readonly binary: string }>;
}

/** The name of a group of kernels. */
export type GroupName =
  | "elementwise"
  | "filters"
  | "fft"
  | "cosine"
  | "reductions"
  | "columns"
  | "windows"
  | "math"
  | "geometry"
  | "products"
  | "expressions"
  | "measure"
  | "signals"
  | "signal"
  | "decompositions"
  | "morphology"
  | "selection"
  | "fits"
  | "conversions"
  | "counting"
  | "interpolation"
  | "frames"
  | "statistics"
  | "binning";

/** The groups of kernels. */
export const groupSources: Readonly<Record<GroupName, Source>> = {
  elementwise: {
    code: () => import("./groups/elementwise.js"),
    base: () => import("./binaries/elementwise-base.js"),
    relaxed: () => import("./binaries/elementwise-relaxed.js"),
  },
  filters: {
    code: () => import("./groups/filters.js"),
    base: () => import("./binaries/filters-base.js"),
    relaxed: () => import("./binaries/filters-relaxed.js"),
  },
  fft: {
    code: () => import("./groups/fft.js"),
    base: () => import("./binaries/fft-base.js"),
    relaxed: () => import("./binaries/fft-relaxed.js"),
  },
  cosine: {
    code: () => import("./groups/cosine.js"),
    base: () => import("./binaries/cosine-base.js"),
    relaxed: () => import("./binaries/cosine-relaxed.js"),
  },
  reductions: {
    code: () => import("./groups/reductions.js"),
    base: () => import("./binaries/reductions-base.js"),
    relaxed: () => import("./binaries/reductions-relaxed.js"),
  },
  columns: {
    code: () => import("./groups/columns.js"),
    base: () => import("./binaries/columns-base.js"),
    relaxed: () => import("./binaries/columns-relaxed.js"),
  },
  windows: {
    code: () => import("./groups/windows.js"),
    base: () => import("./binaries/windows-base.js"),
    relaxed: () => import("./binaries/windows-relaxed.js"),
  },
  math: {
    code: () => import("./groups/math.js"),
    base: () => import("./binaries/math-base.js"),
    relaxed: () => import("./binaries/math-relaxed.js"),
  },
  geometry: {
    code: () => import("./groups/geometry.js"),
    base: () => import("./binaries/geometry-base.js"),
    relaxed: () => import("./binaries/geometry-relaxed.js"),
  },
  products: {
    code: () => import("./groups/products.js"),
    base: () => import("./binaries/products-base.js"),
    relaxed: () => import("./binaries/products-relaxed.js"),
  },
  expressions: {
    code: () => import("./groups/expressions.js"),
    base: () => import("./binaries/expressions-base.js"),
    relaxed: () => import("./binaries/expressions-relaxed.js"),
  },
  measure: {
    code: () => import("./groups/measure.js"),
    base: () => import("./binaries/measure-base.js"),
    relaxed: () => import("./binaries/measure-relaxed.js"),
  },
  signals: {
    code: () => import("./groups/signals.js"),
    base: () => import("./binaries/signals-base.js"),
    relaxed: () => import("./binaries/signals-relaxed.js"),
  },
  signal: {
    code: () => import("./groups/signal.js"),
    base: () => import("./binaries/signal-base.js"),
    relaxed: () => import("./binaries/signal-relaxed.js"),
  },
  decompositions: {
    code: () => import("./groups/decompositions.js"),
    base: () => import("./binaries/decompositions-base.js"),
    relaxed: () => import("./binaries/decompositions-relaxed.js"),
  },
  morphology: {
    code: () => import("./groups/morphology.js"),
    base: () => import("./binaries/morphology-base.js"),
    relaxed: () => import("./binaries/morphology-relaxed.js"),
  },
  selection: {
    code: () => import("./groups/selection.js"),
    base: () => import("./binaries/selection-base.js"),
    relaxed: () => import("./binaries/selection-relaxed.js"),
  },
  fits: {
    code: () => import("./groups/fits.js"),
    base: () => import("./binaries/fits-base.js"),
    relaxed: () => import("./binaries/fits-relaxed.js"),
  },
  conversions: {
    code: () => import("./groups/conversions.js"),
    base: () => import("./binaries/conversions-base.js"),
    relaxed: () => import("./binaries/conversions-relaxed.js"),
  },
  counting: {
    code: () => import("./groups/counting.js"),
    base: () => import("./binaries/counting-base.js"),
    relaxed: () => import("./binaries/counting-relaxed.js"),
  },
  interpolation: {
    code: () => import("./groups/interpolation.js"),
    base: () => import("./binaries/interpolation-base.js"),
    relaxed: () => import("./binaries/interpolation-relaxed.js"),
  },
  binning: {
    code: () => import("./groups/binning.js"),
    base: () => import("./binaries/binning-base.js"),
    relaxed: () => import("./binaries/binning-relaxed.js"),
  },
  statistics: {
    code: () => import("./groups/statistics.js"),
    base: () => import("./binaries/statistics-base.js"),
    relaxed: () => import("./binaries/statistics-relaxed.js"),
  },
  frames: {
    code: () => import("./groups/frames.js"),
    base: () => import("./binaries/frames-base.js"),
    relaxed: () => import("./binaries/frames-relaxed.js"),
  },
};
