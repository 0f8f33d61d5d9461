export {
  binaryClosing,
  binaryFillHoles,
  binaryHitOrMiss,
  binaryOpening,
  binaryPropagation,
  type FillHolesOptions,
  type HitOrMissOptions,
  type PropagationOptions,
} from "./binary.js";
export { type BinaryOptions, binaryDilation, binaryErosion } from "./binary-erosion.js";
export { type BothOptions, type DistanceOptions, distanceTransformEdt, type EuclideanOptions } from "./distance-edt.js";
export {
  type BruteForceOptions,
  type ChamferOptions,
  distanceTransformBf,
  distanceTransformCdt,
} from "./distance-others.js";
export {
  blackTophat,
  greyClosing,
  greyDilation,
  greyErosion,
  greyOpening,
  morphologicalGradient,
  morphologicalLaplace,
  whiteTophat,
} from "./grey.js";
export { iterateStructure } from "./iterate-structure.js";
export { generateBinaryStructure } from "./structure.js";
export { type WatershedOptions, watershedIft } from "./watershed.js";
