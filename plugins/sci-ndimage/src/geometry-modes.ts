import { coreError, describeValue } from "@core/array/runtime";
import type { SplineEnd } from "./spline-lines.js";

/**
 * How an array goes on beyond its edges, in SciPy's words:
 * `reflect` (and `grid-mirror`) d c b a | a b c d | d c b a, `mirror` d c b | a b c d | c b a, `nearest` a a a | a b c d | d d d,
 * `grid-wrap` a b c d | a b c d | a b c d, `wrap` the same with the first and last element at one place,
 * `grid-constant` k k k | a b c d | k k k with interpolation at the edge, `constant` k wherever a coordinate is outside.
 */
export type GeometryMode =
  | "reflect"
  | "grid-mirror"
  | "constant"
  | "grid-constant"
  | "nearest"
  | "mirror"
  | "grid-wrap"
  | "wrap";

/** Codes of modes for hot loops. */
export const modeCodes = {
  reflect: 0,
  "grid-mirror": 0,
  constant: 1,
  "grid-constant": 2,
  nearest: 3,
  mirror: 4,
  "grid-wrap": 5,
  wrap: 6,
} as const;

const ends: Readonly<Record<GeometryMode, SplineEnd>> = {
  reflect: "reflect",
  "grid-mirror": "reflect",
  nearest: "reflect",
  "grid-wrap": "wrap",
  mirror: "mirror",
  constant: "mirror",
  "grid-constant": "mirror",
  wrap: "mirror",
};

/** A mode, or BAD_ARGUMENT with those that are allowed. */
export function checkMode(mode: unknown): GeometryMode {
  if (typeof mode === "string" && Object.hasOwn(modeCodes, mode)) return mode as GeometryMode;
  throw coreError(
    "BAD_ARGUMENT",
    `mode: got ${describeValue(mode)}, allowed are ${Object.keys(modeCodes)
      .map((name) => `"${name}"`)
      .join(", ")}.`,
  );
}

/** An order of splines, or BAD_ARGUMENT. */
export function checkOrder(order: unknown, least = 0): number {
  if (Number.isInteger(order) && (order as number) >= least && (order as number) <= 5) return order as number;
  throw coreError("BAD_ARGUMENT", `order: got ${describeValue(order)}, expected a whole number from ${least} to 5.`);
}

/** How the spline filter of a mode starts its recursions, as SciPy 1.10 does it. */
export function splineEndOf(mode: GeometryMode): SplineEnd {
  return ends[mode];
}

/** A coordinate brought back into an axis of `size` elements; one that stays outside is -1 (constant). */
export function mapCoordinate(x: number, size: number, code: number): number {
  if (x < 0) {
    if (code === 1) return -1;
    if (code === 3) return 0;
    if (code === 2) return x;
    if (size <= 1) return 0;
    if (code === 4) {
      const period = 2 * size - 2;
      const inside = period * Math.trunc(-x / period) + x;
      return inside <= 1 - size ? inside + period : -inside;
    }
    if (code === 0) {
      const period = 2 * size;
      const inside = x < -period ? period * Math.trunc(-x / period) + x : x;
      // SciPy's guard: without it a coordinate just below 0 would land on -1, which means outside.
      return inside < -size ? inside + period : (inside > -1e-15 ? 1e-15 : -inside) - 1;
    }
    return code === 6
      ? x + (size - 1) * (Math.trunc(-x / (size - 1)) + 1)
      : x + size * (Math.trunc((-1 - x) / size) + 1);
  }
  if (x > size - 1) {
    if (code === 1) return -1;
    if (code === 3) return size - 1;
    if (code === 2) return x;
    if (size <= 1) return 0;
    if (code === 4 || code === 0) {
      const period = code === 4 ? 2 * size - 2 : 2 * size;
      const inside = x - period * Math.trunc(x / period);
      return inside >= size ? period - inside - (code === 4 ? 0 : 1) : inside;
    }
    const period = code === 6 ? size - 1 : size;
    return x - period * Math.trunc(x / period);
  }
  return x;
}
