export * from "./filters.js";
export * from "./geometry.js";
export * from "./measurements.js";
export * from "./morphology.js";
