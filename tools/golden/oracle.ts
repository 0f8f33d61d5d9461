import { isNDArray, max, min, type NDArray, std, sum } from "@core/array";
import { describe, expect, it } from "vitest";
import document from "./tutorial-oracle.json" with { type: "json" };

/** How far a value may be off: `exact`, relative and absolute, or one such for each key of the expected object. Words are reports only. */
export type Tolerance =
  | string
  | { readonly rtol: number; readonly atol: number }
  | { readonly [key: string]: Tolerance };

/** One expected value of the tutorials. */
export interface OracleRow {
  readonly id: string;
  readonly call: string;
  // Each row has inputs of its own form.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly inputs: any;
  readonly expected: unknown;
  readonly tolerance: Tolerance;
  readonly note?: string;
}

interface Digest {
  readonly digest: true;
  readonly shape: readonly number[];
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly std: number;
  readonly samples: readonly (readonly number[])[];
}

const { rows } = document as { readonly rows: readonly OracleRow[] };

/** The rows whose ids pass a test. */
export function oracleRows(wanted: (id: string) => boolean): readonly OracleRow[] {
  return rows.filter(({ id }) => wanted(id));
}

/**
 * Registers one test for each row of some areas, and one that no row and no call is left over.
 *
 * @param areas beginnings of ids, for example `fft.`; with `-` before them what another package tests
 * @param calls what computes each row's value: an array, a number, or an object with the keys of the expected one
 */
export function testOracle(
  areas: readonly string[],
  calls: Readonly<Record<string, (inputs: OracleRow["inputs"], row: OracleRow) => unknown>>,
): void {
  describe("the rows of the tutorials' oracle", () => {
    const own = oracleRows(
      (id) => areas.some((area) => id.startsWith(area)) && !areas.some((area) => `-${id}`.startsWith(area)),
    );
    it.each(own.map((row) => [row.id, row] as const))("%s", async (id, row) => {
      const call = calls[id];
      expect(call, `no call for ${id}`).toBeDefined();
      checkOracle(await call?.(row.inputs, row), row.expected, row.tolerance, id);
    });
    it("are all there", () => {
      expect(own.map(({ id }) => id).sort()).toEqual(Object.keys(calls).sort());
    });
  });
}

/** Expects a value to be the expected one within the tolerance. */
export function checkOracle(actual: unknown, expected: unknown, tolerance: Tolerance, label: string): void {
  if (isDigest(expected)) checkDigest(actual as NDArray, expected, tolerance, label);
  else if (isNDArray(actual)) checkOracle(actual.toNested(), expected, tolerance, label);
  else if (ArrayBuffer.isView(actual)) checkOracle([...(actual as Float64Array)], expected, tolerance, label);
  else if (Array.isArray(expected)) {
    expect((actual as unknown[]).length, label).toBe(expected.length);
    expected.forEach((one, i) => {
      checkOracle((actual as unknown[])[i], one, tolerance, `${label}[${i}]`);
    });
  } else if (typeof expected === "object" && expected !== null) {
    const wanted = Object.entries(expected);
    expect(wanted.length, label).toBeGreaterThan(0);
    for (const [key, one] of wanted)
      checkOracle((actual as Record<string, unknown>)[key], one, toleranceOf(tolerance, key), `${label}.${key}`);
  } else if (tolerance === "exact" || typeof expected !== "number") {
    expect(typeof actual === "bigint" ? Number(actual) : actual, label).toBe(plain(expected));
  } else if (typeof tolerance === "string") {
    console.log(`${label}: ${actual}, there ${expected} (${tolerance})`);
  } else if ("max" in tolerance) {
    expect(actual, label).toBeLessThanOrEqual(tolerance.max as unknown as number);
  } else {
    const { rtol, atol } = tolerance as { rtol: number; atol: number };
    const difference = Math.abs((actual as number) - expected);
    expect(difference, `${label}: ${actual} against ${expected}`).toBeLessThanOrEqual(atol + rtol * Math.abs(expected));
  }
}

/** Uniform numbers between 0 and 1 as the oracle makes them: a linear congruential generator of 32 bits. */
export function oracleUniform(seed: number, n: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length: n }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  });
}

/** Normal numbers as the oracle makes them: Box and Muller over consecutive uniform ones. */
export function oracleNormal(seed: number, n: number): Float64Array {
  const uniform = oracleUniform(seed, n + (n % 2));
  return Float64Array.from({ length: n }, (_, i) => {
    const radius = Math.sqrt(-2 * Math.log(uniform[i - (i % 2)] as number));
    const angle = 2 * Math.PI * (uniform[i - (i % 2) + 1] as number);
    return radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
}

function checkDigest(actual: NDArray, expected: Digest, tolerance: Tolerance, label: string): void {
  expect([...actual.shape], label).toEqual([...expected.shape]);
  for (const sample of expected.samples)
    checkOracle(actual.get(...sample.slice(0, -1)), sample.at(-1), tolerance, `${label}[${sample.slice(0, -1)}]`);
  checkOracle(sum(actual), expected.sum, tolerance, `${label} sum`);
  checkOracle(min(actual), expected.min, tolerance, `${label} min`);
  checkOracle(max(actual), expected.max, tolerance, `${label} max`);
  checkOracle(std(actual), expected.std, tolerance, `${label} std`);
}

function toleranceOf(tolerance: Tolerance, key: string): Tolerance {
  if (typeof tolerance === "string" || "rtol" in tolerance) return tolerance;
  return tolerance[key] ?? "exact";
}

function plain(expected: unknown): unknown {
  // The strings of JSON keep what bundlers lose.
  if (expected === "-0") return -0;
  return expected === "NaN" || expected === "Infinity" || expected === "-Infinity" ? Number(expected) : expected;
}

function isDigest(expected: unknown): expected is Digest {
  return (expected as Digest | null)?.digest === true;
}
