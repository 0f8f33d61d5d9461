export { filledArray, type Layout, laidOut, layouts, testArray } from "./arrays.js";
export { type Call, type CallRow, callCases, type KernelBackend, type Sample } from "./calls.js";
export {
  bindCases,
  type Case,
  check,
  checkCoded,
  type ExpectedFailures,
  failureOf,
  type Outcome,
  type Report,
  runCases,
} from "./case.js";
export { checkSame, type Tolerance } from "./compare.js";
export { type GoldenFile, type ReaderCaseOptions, readerCases, writerCases } from "./format.js";
export { type KernelCaseOptions, kernelCases } from "./kernel.js";
export { type PluginCaseOptions, pluginCases } from "./plugin.js";
export { testNumbers } from "./random.js";
export { signalTypeCases } from "./signal-type.js";
