import { type CoreError, coreError } from "@core/array/runtime";

/** A coded error of this package. */
export function fitsError(code: string, message: string): CoreError {
  return coreError(code, `fits: ${message}`, { package: "io-fits" });
}
