/**
 * How the bin of a number among equal bins is found without a look at its edges: bins per unit, and how far the computed places of the
 * edges are from whole numbers. Places never decrease with the number: one that is farther away is on the same side of the edge as its
 * number.
 */
export function evenBins(edges: Float64Array): { readonly scale: number; readonly margin: number } {
  const bins = edges.length - 1;
  const first = edges[0] as number;
  const scale = bins / ((edges[bins] as number) - first);
  let margin = 0;
  for (let i = 0; i <= bins; i++) margin = Math.max(margin, Math.abs(((edges[i] as number) - first) * scale - i));
  // Among denormal numbers the scale is infinite; then all numbers are looked at.
  return { scale, margin: margin < 0.5 ? margin : 1 };
}
