import * as binning from "./groups/binning.js";
import * as columns from "./groups/columns.js";
import * as conversions from "./groups/conversions.js";
import * as cosine from "./groups/cosine.js";
import * as counting from "./groups/counting.js";
import * as decompositions from "./groups/decompositions.js";
import * as elementwise from "./groups/elementwise.js";
import * as expressions from "./groups/expressions.js";
import * as fft from "./groups/fft.js";
import * as filters from "./groups/filters.js";
import * as fits from "./groups/fits.js";
import * as frames from "./groups/frames.js";
import * as geometry from "./groups/geometry.js";
import * as interpolation from "./groups/interpolation.js";
import * as math from "./groups/math.js";
import * as measure from "./groups/measure.js";
import * as morphology from "./groups/morphology.js";
import * as products from "./groups/products.js";
import * as reductions from "./groups/reductions.js";
import * as selection from "./groups/selection.js";
import * as signal from "./groups/signal.js";
import * as signals from "./groups/signals.js";
import * as statistics from "./groups/statistics.js";
import * as windows from "./groups/windows.js";
import type { GroupCode, GroupName } from "./groups.js";

/** The code of all groups in one file, which is there sooner than many small ones. */
export const codeOfGroups: Readonly<Record<GroupName, GroupCode>> = {
  elementwise,
  filters,
  fft,
  cosine,
  reductions,
  columns,
  windows,
  math,
  geometry,
  products,
  expressions,
  measure,
  signals,
  signal,
  decompositions,
  morphology,
  selection,
  fits,
  conversions,
  counting,
  interpolation,
  binning,
  statistics,
  frames,
};
