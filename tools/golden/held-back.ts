import { isNDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import { type Close, codeOf, expectStored, type Golden } from "./golden.js";
import document from "./held-back.json" with { type: "json" };

/** One value that is kept for acceptance, rebuilt by `held-back.py`. */
export interface HeldBackRow {
  readonly id: string;
  // Each row has inputs of its own form.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly inputs: any;
  readonly expected: unknown;
  readonly close: Close;
}

/** What computes the value of a row. */
export type HeldBackCall = (inputs: HeldBackRow["inputs"], row: HeldBackRow) => unknown;

/**
 * Registers one test for each row of some areas, and one that no call is left over.
 *
 * @param areas beginnings of ids, for example `fft.`; with `-` before them what another package tests
 * @param calls what computes the rows: by the id, or by its beginning with `.*` behind for all rows that have no call of their own
 */
export function testHeldBack(areas: readonly string[], calls: Readonly<Record<string, HeldBackCall>>): void {
  const { cases } = document as Golden<HeldBackRow>;
  describe("the rows that are kept for acceptance", () => {
    const own = cases.filter(
      ({ id }) => areas.some((area) => id.startsWith(area)) && !areas.some((area) => `-${id}`.startsWith(area)),
    );
    const nameOf = (id: string): string => {
      const parts = id.split(".");
      const beginnings = parts.map((_, i) => `${parts.slice(0, parts.length - 1 - i).join(".")}.*`);
      return [id, ...beginnings].find((name) => calls[name] !== undefined) ?? id;
    };
    it.each(own.map((row) => [row.id, row] as const))("%s", async (id, row) => {
      const call = calls[nameOf(id)];
      expect(call, `no call for ${id}`).toBeDefined();
      expectStored(nestedAs(await call?.(row.inputs, row), row.expected), row.expected, row.close, id);
    });
    it("have no call left over", () => {
      const used = own.map(({ id }) => nameOf(id));
      expect(Object.keys(calls).filter((name) => !used.includes(name))).toEqual([]);
    });
  });
}

/** A result with lists in place of the arrays whose dtype does not count, since a list is expected. */
function nestedAs(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(expected)) {
    const list = isNDArray(actual) ? actual.toNested() : actual;
    return Array.isArray(list) ? list.map((one, i) => nestedAs(one, expected[i])) : list;
  }
  if (typeof actual === "bigint" && typeof expected === "number") return Number(actual);
  if (typeof expected !== "object" || expected === null || "dtype" in expected || isNDArray(actual)) return actual;
  if (typeof actual !== "object" || actual === null) return actual;
  const entries = Object.entries(expected).map(([key, one]) => [
    key,
    nestedAs((actual as Record<string, unknown>)[key], one),
  ]);
  return Object.fromEntries(entries);
}

/** The class of the error that NumPy and SciPy raise where a call fails with a code. */
export function errorClass(call: () => unknown, classes: Readonly<Record<string, string>>): unknown {
  const code = codeOf(call);
  return typeof code === "string" ? (classes[code] ?? code) : "no error";
}
