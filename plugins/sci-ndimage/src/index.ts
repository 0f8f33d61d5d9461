export * from "./filters.js";
export * from "./geometry.js";
