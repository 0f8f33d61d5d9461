import { type CoreError, coreError } from "@core/array/runtime";

/** A coded error of this package. */
export function matError(code: string, message: string): CoreError {
  return coreError(code, `mat: ${message}`, { package: "io-mat" });
}
