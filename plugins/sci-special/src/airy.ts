import type { VectorizedTuple } from "@core/array";
import { specialTuple } from "./define.js";
import * as kernels from "./scalar/airy.js";

/** Ai, Ai', Bi and Bi'. SciPy's `airy`. */
export const airy: VectorizedTuple<[x: number], [number, number, number, number]> = /* @__PURE__ */ specialTuple(
  "airy",
  kernels.airy,
  4,
);
