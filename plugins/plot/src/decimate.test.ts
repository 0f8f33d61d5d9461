import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimate, polylinePath } from "./decimate.js";

describe("decimate", () => {
  it("keeps every point where they stand apart", () => {
    const x = [0, 10, 20, 30];
    const y = [1, Number.NaN, 3, 4];
    const thin = decimate(
      4,
      (i) => x[i] as number,
      (i) => y[i] as number,
    );
    expect(polylinePath(thin)).toBe("M0,1ZM20,3L30,4");
  });

  it("keeps the extremes, the first and the last point of each column, and at most four", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 20 }),
        (y, columns) => {
          const at = (i: number): number => (i / y.length) * columns * 0.5;
          const thin = decimate(y.length, at, (i) => y[i] as number);
          const columnOf = (px: number): number => Math.floor(px * 2);
          for (let column = 0; column < columns; column++) {
            const all = y.filter((_, i) => columnOf(at(i)) === column);
            const kept = thin.y.filter((_, i) => columnOf(thin.x[i] as number) === column);
            if (all.length === 0) continue;
            expect(kept.length).toBeLessThanOrEqual(4);
            expect(Math.min(...kept)).toBe(Math.min(...all));
            expect(Math.max(...kept)).toBe(Math.max(...all));
            expect(kept[0]).toBe(all[0]);
            expect(kept.at(-1)).toBe(all.at(-1));
          }
          for (let i = 1; i < thin.x.length; i++) expect(thin.x[i]).toBeGreaterThanOrEqual(thin.x[i - 1] as number);
        },
      ),
    );
  });

  it("keeps a single spike among two million points, whole or with gaps", () => {
    const count = 2_000_000;
    for (const gaps of [false, true]) {
      const y = new Float32Array(count);
      y[1_234_567] = 99;
      if (gaps) for (let i = 0; i < count; i += 2) y[i] = Number.NaN;
      const thin = decimate(
        count,
        (i) => (i / count) * 600,
        (i) => y[i] as number,
      );
      expect(thin.y).toContain(99);
      expect(thin.y.length).toBeLessThanOrEqual(4 * 1200 + 2);
    }
  });

  it("cuts what is far away and breaks at what is nowhere", () => {
    const thin = decimate(
      3,
      (i) => 10 * i,
      (i) => [1e300, -Infinity, Number.NaN][i] as number,
    );
    expect(thin.y.slice(0, 2)).toEqual([1e5, -1e5]);
    expect(thin.y.slice(2).every(Number.isNaN)).toBe(true);
  });
});
