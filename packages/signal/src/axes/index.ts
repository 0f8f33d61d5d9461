export { type Axis, axisLabel, isAxis } from "./axis.js";
export {
  type ConvertUnitsOptions,
  calibrate,
  convertToFunctionalDataAxis,
  convertToNonUniformAxis,
  convertToUniformAxis,
  convertUnits,
  type FunctionalConversionOptions,
  offsetAsQuantity,
  scaleAsQuantity,
  withOffsetQuantity,
  withScaleQuantity,
} from "./convert.js";
export { DataAxis, type DataAxisSettings } from "./data.js";
export { type AxisDictionary, axisFromDictionary, axisToDictionary } from "./dictionary.js";
export {
  type AxisFunction,
  type AxisParameters,
  type FunctionalAxisSettings,
  FunctionalDataAxis,
} from "./functional.js";
export { type IterationPath, iterateIndices } from "./iterate.js";
export {
  highIndex,
  highValue,
  indexToValue,
  isIncreasing,
  lowIndex,
  lowValue,
  type RoundingOptions,
  valueRangeToIndices,
  valueToIndex,
} from "./lookup.js";
export { AxesManager, type AxisReference, type ConvertAxesUnitsOptions } from "./manager.js";
export {
  type AxisPosition,
  type AxisSlice,
  axisSlice,
  type CalibratedValue,
  isCalibratedValue,
  type ParsedIndex,
  parseIndexText,
  positionToIndex,
  slice,
  value,
} from "./position.js";
export { type ResolvedSlice, resolveRange } from "./range.js";
export type { AxisBase, AxisSettings } from "./types.js";
export { type UniformAxisSettings, UniformDataAxis } from "./uniform.js";
