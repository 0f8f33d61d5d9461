import { expect } from "vitest";
import { type Axis, DataAxis, FunctionalDataAxis, UniformDataAxis } from "../src/axes/index.js";

/** An axis as the golden files write it. */
export interface GoldenAxis {
  readonly name?: string;
  readonly units?: string;
  readonly navigate?: boolean;
  readonly isBinned?: boolean;
  readonly size?: number;
  readonly scale?: number;
  readonly offset?: number;
  readonly axis?: number[];
  readonly expression?: string;
  readonly parameters?: Record<string, number>;
  readonly x?: GoldenAxis;
  readonly values?: (number | string)[];
}

/** The axis that a golden file describes. */
export function makeAxis(settings: GoldenAxis): Axis {
  const { axis, expression, x, size = 1 } = settings;
  if (axis !== undefined) return new DataAxis({ ...settings, axis });
  if (expression === undefined) return new UniformDataAxis({ ...settings, size });
  const rest = { ...settings, expression };
  return new FunctionalDataAxis(x === undefined ? { ...rest, x, size } : { ...rest, x: makeAxis(x), size: undefined });
}

/** The axis as a golden file would describe it. */
export function pictureOf(axis: Axis): GoldenAxis {
  const { navigate, isBinned, size } = axis;
  const common = {
    ...(axis.name === undefined ? {} : { name: axis.name }),
    ...(axis.units === undefined ? {} : { units: axis.units }),
    navigate,
    isBinned,
    size,
  };
  if (axis.kind === "uniform") return { ...common, scale: axis.scale, offset: axis.offset };
  if (axis.kind === "data") return { ...common, axis: [...axis.values()] };
  return {
    ...common,
    expression: String(axis.expression),
    parameters: { ...axis.parameters },
    x: pictureOf(axis.x),
    values: [...axis.values()],
  };
}

/** Compares numbers to 12 digits, everything else exactly. */
export function expectSame(actual: unknown, expected: unknown, path = ""): void {
  if (typeof expected === "number" && typeof actual === "number") {
    if (!(Math.abs(actual - expected) <= 1e-12 * Math.abs(expected))) expect(actual, path).toBe(expected);
  } else if (expected === "NaN" || expected === "Infinity" || expected === "-Infinity") {
    expect(String(actual), path).toBe(expected);
  } else if (Array.isArray(expected)) {
    const list = Array.from(actual as ArrayLike<unknown>);
    expect(list.length, `${path}.length`).toBe(expected.length);
    for (const [index, item] of expected.entries()) expectSame(list[index], item, `${path}[${index}]`);
  } else if (typeof expected === "object" && expected !== null) {
    expect(Object.keys(actual as object).sort(), path).toEqual(Object.keys(expected).sort());
    for (const [key, item] of Object.entries(expected))
      expectSame((actual as Record<string, unknown>)[key], item, `${path}.${key}`);
  } else expect(actual, path).toBe(expected);
}
