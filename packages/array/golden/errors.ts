import { isCoreError } from "../src/errors.js";

/** The code of the error that a call throws, the error itself when it has none, or what the call returned. */
export function codeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return isCoreError(error) ? error.code : error;
  }
}
