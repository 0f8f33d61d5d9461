import { asArray, type NDArray } from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNumbers } from "../../../tools/golden/golden.js";
import * as own from "./index.js";

const listed = (a: unknown): number[] => (a as NDArray).reshape(-1).toNested() as number[];
const value = fc.double({ min: -3, max: 3, noNaN: true });

/** Points nearer to one another than rounding allows have no gradients. */
const hundredths = fc.integer({ min: -300, max: 300 }).map((one) => one / 100);

/** Rising places and values at them. */
const data = (least: number) =>
  fc.integer({ min: least, max: 14 }).chain((n) =>
    fc.tuple(
      fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: n, maxLength: n }).map((steps) => {
        let at = -1;
        return steps.map((step) => {
          at += step;
          return at;
        });
      }),
      fc.array(value, { minLength: n, maxLength: n }),
    ),
  );

const between = (x: readonly number[]): number[] => x.slice(1).map((one, i) => 0.3 * one + 0.7 * x[i]!);

describe("interpolants", () => {
  it("go through their points", () => {
    fc.assert(
      fc.property(data(4), ([x, y]) => {
        const close = { rtol: 1e-7, atol: 1e-7 };
        for (const f of [
          own.interp1d(x, y),
          own.interp1d(x, y, { kind: "cubic" }),
          own.cubicSpline(x, y),
          own.pchipInterpolator(x, y),
          own.akima1DInterpolator(x, y),
          own.makeInterpSpline(x, y),
          own.interpolatedUnivariateSpline(x, y),
        ])
          expectNumbers(listed(f(x)), y, close, "through");
        const column = asArray(x).reshape([x.length, 1]);
        expectNumbers(listed(own.rbfInterpolator(column, y, { kernel: "cubic" })(column)), y, close, "radial");
      }),
      { numRuns: 40 },
    );
  });

  it("of cubic splines give cubic polynomials back", () => {
    fc.assert(
      fc.property(data(4), fc.tuple(value, value, value, value), ([x], [a, b, c, d]) => {
        const cubic = (at: number): number => ((a * at + b) * at + c) * at + d;
        const slope = (at: number): number => (3 * a * at + 2 * b) * at + c;
        const y = x.map(cubic);
        const at = between(x);
        const size = Math.max(1, ...y.map(Math.abs));
        const ends = [
          [1, slope(x[0]!)],
          [1, slope(x.at(-1)!)],
        ] as const;
        for (const f of [
          own.cubicSpline(x, y),
          own.cubicSpline(x, y, { bcType: ends }),
          own.makeInterpSpline(x, y),
          own.cubicHermiteSpline(x, y, x.map(slope)),
          own.interp1d(x, y, { kind: "cubic" }),
          own.univariateSpline(x, y, { s: 0 }),
        ])
          expectNumbers(listed(f(at)), at.map(cubic), { rtol: 0, atol: 1e-8 * size }, "cubic");
      }),
      { numRuns: 40 },
    );
  });

  it("have derivatives that undo antiderivatives", () => {
    fc.assert(
      fc.property(data(4), ([x, y]) => {
        const at = between(x);
        for (const f of [own.cubicSpline(x, y), own.pchipInterpolator(x, y), own.makeInterpSpline(x, y)]) {
          const back = f.antiderivative(2).derivative(2);
          expectNumbers(listed(back(at)), listed(f(at)), { rtol: 1e-6, atol: 1e-6 }, "back");
          const [from, to] = [x[0]!, x.at(-1)!];
          const area = f.antiderivative();
          expectNumbers(
            [f.integrate(from, to) as number],
            [(area(to) as number) - (area(from) as number)],
            { rtol: 1e-9, atol: 1e-9 },
            "integral",
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it("of cubic splines have steady second derivatives, and a natural one none at its ends", () => {
    fc.assert(
      fc.property(data(4), ([x, y]) => {
        const f = own.cubicSpline(x, y, { bcType: "natural" });
        const second = f.derivative(2);
        const size = Math.max(1, ...listed(second(x)).map(Math.abs));
        expectNumbers(listed(second([x[0]!, x.at(-1)!])), [0, 0], { rtol: 0, atol: 1e-9 * size }, "ends");
        const near = 1e-9;
        for (const one of x.slice(1, -1))
          expectNumbers(
            [second(one - near) as number],
            [second(one + near) as number],
            { rtol: 0, atol: 1e-6 * size },
            `at ${one}`,
          );
      }),
      { numRuns: 40 },
    );
  });

  it("have roots where they are 0", () => {
    fc.assert(
      fc.property(data(4), ([x, y]) => {
        const f = own.cubicSpline(x, y);
        const zeros = listed(f.roots({ extrapolate: false })).filter(Number.isFinite);
        const size = Math.max(1, ...y.map(Math.abs));
        for (const zero of zeros) expect(Math.abs(f(zero) as number)).toBeLessThan(1e-6 * size);
        const changes = y.slice(1).filter((one, i) => one * y[i]! < 0).length;
        expect(zeros.length).toBeGreaterThanOrEqual(changes);
      }),
      { numRuns: 40 },
    );
  });

  it("that keep the shape stay within neighbouring values", () => {
    fc.assert(
      fc.property(data(2), ([x, y]) => {
        const found = listed(own.pchipInterpolator(x, y)(between(x)));
        for (const [i, one] of found.entries()) {
          expect(one).toBeGreaterThanOrEqual(Math.min(y[i]!, y[i + 1]!) - 1e-9);
          expect(one).toBeLessThanOrEqual(Math.max(y[i]!, y[i + 1]!) + 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("that smooth keep to s", () => {
    fc.assert(
      fc.property(data(8), fc.double({ min: 0.05, max: 20, noNaN: true }), ([x, y], s) => {
        const f = own.univariateSpline(x, y, { s });
        const residual = f.getResidual()!;
        expect(residual).toBeLessThanOrEqual(1.0011 * s);
        const direct = listed(f(x)).reduce((sum, one, i) => sum + (one - y[i]!) ** 2, 0);
        expect(direct).toBeCloseTo(residual, 6);
      }),
      { numRuns: 40 },
    );
  });

  it("on grids and of scattered points give planes back", () => {
    const g = [0, 0.4, 1, 1.5, 2.2];
    fc.assert(
      fc.property(
        value,
        value,
        value,
        fc.array(fc.tuple(hundredths, hundredths), { minLength: 6, maxLength: 20 }),
        (a, b, c, raw) => {
          const plane = (u: number, v: number): number => a * u + b * v + c;
          const z = g.map((u) => g.map((v) => plane(u, v)));
          const at = [
            [0.3, 0.2],
            [1.1, 2.1],
            [2.2, 0],
          ];
          const wanted = at.map(([u, v]) => plane(u!, v!));
          const close = { rtol: 1e-7, atol: 1e-7 };
          for (const method of ["linear", "slinear", "cubic", "pchip"] as const)
            expectNumbers(listed(own.regularGridInterpolator([g, g], z, { method })(at)), wanted, close, method);
          expectNumbers(
            listed(own.rectBivariateSpline(g, g, z).ev([0.3, 1.1, 2.2], [0.2, 2.1, 0])),
            wanted,
            close,
            "rect",
          );
          const scattered = [...raw.map(([u, v]) => [u, v]), [-3, -3], [3.5, -3], [-3, 3.5], [3.5, 3.5]];
          const values = scattered.map(([u, v]) => plane(u!, v!));
          expectNumbers(listed(own.linearNDInterpolator(scattered, values)(at)), wanted, close, "linear");
          expectNumbers(
            listed(own.cloughTocher2DInterpolator(scattered, values)(at)),
            wanted,
            { rtol: 1e-4, atol: 1e-4 },
            "cubic",
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
