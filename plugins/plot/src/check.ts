import { type CoreError, checkOptions, coreError, describeValue } from "@core/array/runtime";

/** A coded error of this package. */
export function plotError(code: string, message: string): CoreError {
  return coreError(code, message, { package: "plot" });
}

/** Throws BAD_VALUE unless `value` is a finite number within [low, high]. */
export function checkNumber(name: string, value: unknown, low: number = -Infinity, high: number = Infinity): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < low || value > high) {
    const bounds = low === -Infinity && high === Infinity ? "a finite number" : `a number from ${low} to ${high}`;
    throw plotError("BAD_VALUE", `${name} must be ${bounds}, got ${describeValue(value)}.`);
  }
  return value;
}

/** Throws BAD_SHAPE unless `value` is a whole number from 1 on. */
export function checkCount(name: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) {
    throw plotError("BAD_SHAPE", `${name} must be a whole number from 1 on, got ${describeValue(value)}.`);
  }
  return value;
}

/** Throws BAD_VALUE unless `value` is one of `allowed`. */
export function checkChoice<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (!allowed.includes(value)) {
    throw plotError("BAD_VALUE", `${name} must be one of ${allowed.join(", ")}, got ${describeValue(value)}.`);
  }
  return value;
}

/** Throws BAD_VALUE unless `value` is a pair of different finite numbers. */
export function checkRange(name: string, value: unknown): readonly [number, number] {
  const pair = value as readonly [number, number];
  if (
    !Array.isArray(value) ||
    value.length !== 2 ||
    !Number.isFinite(pair[0]) ||
    !Number.isFinite(pair[1]) ||
    pair[0] === pair[1]
  ) {
    throw plotError(
      "BAD_VALUE",
      `${name} must be a pair of two different finite numbers, got ${describeValue(value)}.`,
    );
  }
  return pair;
}

/** The size of a picture in pixels at scale 1, checked: each side from 60 to 20000. */
export function checkSize(size: Partial<Size> | undefined, fallback: Size): Size {
  checkOptions("size", size, { width: "number", height: "number" });
  return {
    width: checkNumber("size.width", size?.width ?? fallback.width, 60, 20_000),
    height: checkNumber("size.height", size?.height ?? fallback.height, 60, 20_000),
  };
}

/** Width and height in pixels at scale 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
