export { find, physicalConstants, precision, unit, value } from "./codata.js";
export { convertTemperature, lambda2nu, nu2lambda, type TemperatureScale } from "./convert.js";
export * from "./mathematical.js";
export * from "./physical.js";
export type { PhysicalConstant } from "./physical-constant.js";
export * from "./prefixes.js";
export * from "./units.js";
