export { type CoreError, coreError, describeValue, type ErrorCode, type ErrorDetails, isCoreError } from "./errors.js";
export { isPlainObject } from "./option-names.js";
export {
  checkChoice,
  checkKind,
  checkNumber,
  checkOptions,
  checkWhole,
  type OptionKinds,
  type OptionNames,
  type ValueKind,
} from "./options.js";
export {
  createRuntime,
  type Diagnostic,
  missingError,
  missingFrom,
  type NamedNeed,
  type Plugin,
  type Point,
  type Runtime,
  type RuntimeOptions,
} from "./plugin.js";
