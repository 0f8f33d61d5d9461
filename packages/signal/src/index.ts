export * from "./axes/index.js";
export * from "./contract.js";
export * from "./metadata/index.js";
export * from "./units/index.js";
