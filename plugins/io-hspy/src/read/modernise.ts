import type { Tree } from "./tree.js";

/**
 * Brings the metadata of an older file version to today's places, as HyperSpy's reader does: 1.1 and 1.2 renamed and grouped
 * nearly everything, 3.0 moved the stage and the exposure. The tree, which must be the caller's own, is changed.
 */
export function modernise(tree: Tree, version: number): void {
  if (version < 1.1) {
    move(tree, ["signal"], ["Signal", "signal_type"]);
    move(tree, ["name"], ["General", "title"]);
  }
  if (version < 1.2) moderniseNames(tree);
  if (version < 3) moderniseInstrument(tree);
}

function moderniseNames(tree: Tree): void {
  move(tree, ["_internal_parameters"], ["_HyperSpy"]);
  move(tree, ["_HyperSpy", "stacking_history"], ["_HyperSpy", "Stacking_history"]);
  move(tree, ["_HyperSpy", "folding"], ["_HyperSpy", "Folding"]);
  move(tree, ["Variance_estimation"], ["Noise_properties", "Variance_linear_model"]);
  for (const microscope of ["TEM", "SEM"]) {
    const place = ["Acquisition_instrument", microscope];
    move(tree, [microscope], place);
    for (const key of microscope === "TEM" ? ["dwell_time", "dwell_time_units", "exposure", "exposure_units"] : [])
      if (find(tree, [...place, "EELS"]) instanceof Map) move(tree, [...place, key], [...place, "EELS", key]);
    if (microscope === "TEM") move(tree, [...place, "EELS"], [...place, "Detector"]);
    move(tree, [...place, "EDS"], [...place, "Detector", "EDS"]);
  }
  move(tree, ["Sample", "Xray_lines"], ["Sample", "xray_lines"]);
  for (const key of ["title", "date", "time", "original_filename"]) move(tree, [key], ["General", key]);
  for (const key of ["record_by", "signal_origin", "signal_type"]) move(tree, [key], ["Signal", key]);
}

function moderniseInstrument(tree: Tree): void {
  for (const microscope of ["TEM", "SEM"]) {
    const place = ["Acquisition_instrument", microscope];
    move(tree, [...place, "tilt_stage"], [...place, "Stage", "tilt_alpha"]);
    if (microscope === "SEM") continue;
    for (const key of ["exposure", "exposure_time"])
      move(tree, [...place, key], [...place, "Detector", "Camera", "exposure"]);
  }
}

function find(tree: Tree, path: readonly string[]): unknown {
  let found: unknown = tree;
  for (const key of path) found = found instanceof Map ? found.get(key) : undefined;
  return found;
}

/** Moves an item, unless it is absent or a leaf stands where a branch would have to be. */
function move(tree: Tree, from: readonly string[], to: readonly string[]): void {
  const parent = find(tree, from.slice(0, -1));
  const key = from.at(-1) as string;
  if (!(parent instanceof Map) || !parent.has(key)) return;
  let target: Tree = tree;
  for (const step of to.slice(0, -1)) {
    const next = target.get(step) ?? new Map<string, unknown>();
    if (!(next instanceof Map)) return;
    target.set(step, next);
    target = next;
  }
  const value: unknown = parent.get(key);
  parent.delete(key);
  target.set(to.at(-1) as string, value);
}
