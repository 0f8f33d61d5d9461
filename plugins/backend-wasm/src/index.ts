export { detectFeatures, type Features } from "./features.js";
export type { GroupName } from "./groups.js";
export { type WasmBackend, type WasmOptions, wasm, wasmBackend } from "./plugin.js";
export type { ServingWorker } from "./worker.js";
