import { type CoreError, coreError } from "@core/array/runtime";

/** A coded error of this package. */
export function sparseError(code: string, message: string): CoreError {
  return coreError(code, message, { package: "sci-sparse" });
}
