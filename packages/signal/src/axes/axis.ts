import { coreError, describeValue } from "@core/array/runtime";
import type { DataAxis } from "./data.js";
import type { FunctionalDataAxis } from "./functional.js";
import type { UniformDataAxis } from "./uniform.js";

/** Any axis; `kind` tells which. */
export type Axis = UniformDataAxis | DataAxis | FunctionalDataAxis;

/** Whether `value` is an axis of any copy of this package. */
export function isAxis(value: unknown): value is Axis {
  const axis = value as Partial<Axis> | null | undefined;
  return (
    typeof axis === "object" &&
    axis !== null &&
    (axis.kind === "uniform" || axis.kind === "data" || axis.kind === "functional") &&
    typeof axis.at === "function" &&
    typeof axis.size === "number"
  );
}

/** @throws BAD_ARGUMENT for what is no axis */
export function checkAxis(name: string, value: unknown): asserts value is Axis {
  if (isAxis(value)) return;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected an axis.`);
}

/** How an error speaks of an axis: `axis "Energy"`, or `axis` where it has no name. */
export function axisLabel(axis: Axis): string {
  checkAxis("axisLabel", axis);
  return axis.name === undefined || axis.name === "" ? "axis" : `axis "${axis.name}"`;
}
