import { coreError, describeValue } from "@core/array";
import { checkKind } from "@core/array/runtime";
import type { Axis, MethodContext } from "@core/signal";

/** Throws BAD_ARGUMENT unless options are an object with known keys only. */
export function checkOptions(name: string, options: unknown, keys: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(options)} as options, expected an object with ${keys.join(", ")}.`,
    );
  const { onProgress } = options as { onProgress?: unknown };
  if (onProgress !== undefined) checkKind(name, "onProgress", onProgress, "function");
  for (const [key, value] of Object.entries(options))
    if (value !== undefined && !keys.includes(key))
      throw coreError("BAD_ARGUMENT", `${name}: ${key} is not an option here, allowed are ${keys.join(", ")}.`);
}

/** Throws BAD_ARGUMENT unless a value is true or false. */
export function checkTruth(name: string, key: string, value: unknown): void {
  if (typeof value !== "boolean")
    throw coreError("BAD_ARGUMENT", `${name}: ${key} is ${describeValue(value)}, expected true or false.`);
}

/** Throws UNSUPPORTED unless the points of all axes are equally spaced. */
export function checkUniform(name: string, axes: readonly Axis[]): void {
  const other = axes.find((axis) => axis.kind !== "uniform");
  if (other === undefined) return;
  throw coreError(
    "UNSUPPORTED",
    `${name}: the points of the axis ${JSON.stringify(other.name ?? "")} are not equally spaced, so the images cannot be moved by pixels: interpolate them on a uniform axis first.`,
  );
}

/** Throws ABORTED when the work was stopped. */
export function checkStopped(name: string, { signal }: MethodContext, done: number, total: number): void {
  if (signal?.aborted === true)
    throw coreError("ABORTED", `${name}: stopped at image ${done} of ${total}.`, { cause: signal.reason });
}
