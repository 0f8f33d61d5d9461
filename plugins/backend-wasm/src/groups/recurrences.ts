import type { Kernel } from "@core/array";

/** None yet. */
export function kernels(): readonly Kernel[] {
  return [];
}
