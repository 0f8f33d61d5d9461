export * from "./eigen.js";
export * from "./factorizations.js";
export * from "./norm.js";
export * from "./solve.js";
export * from "./svd.js";
