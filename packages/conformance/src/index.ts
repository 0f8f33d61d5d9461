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
export { type GoldenFile, type ReaderCaseOptions, readerCases, writerCases } from "./format.js";
export { type KernelCaseOptions, kernelCases, testArray } from "./kernel.js";
export { type PluginCaseOptions, pluginCases } from "./plugin.js";
export { testNumbers } from "./random.js";
export { signalTypeCases } from "./signal-type.js";
