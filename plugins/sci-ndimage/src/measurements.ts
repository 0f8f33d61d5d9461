export { histogram, labeledComprehension } from "./comprehension.js";
export { extrema, maximum, maximumPosition, median, minimum, minimumPosition, type Position } from "./extremes.js";
export type { LabelledOptions } from "./groups.js";
export { type LabelOptions, label } from "./label.js";
export { findObjects, valueIndices } from "./objects.js";
export { centerOfMass, mean, standardDeviation, sum, sumLabels, variance } from "./statistics.js";
