import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as interpolate from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = interpolate as unknown as Record<string, (...args: unknown[]) => unknown>;
const x = [0, 1, 2, 3, 4, 5];
const y = [0, 1, 0, 2, 1, 3];
const grid = [0, 1, 2, 3];
const z = grid.map((a) => grid.map((b) => a * b));
const points = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];
const tck = interpolate.splrep(x, y);

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["interp1d", [x, y, null], "BAD_ARGUMENT"],
  ["interp1d", [x, y, 5], "BAD_ARGUMENT"],
  ["interp1d", [x, y, { knd: "cubic" }], "BAD_ARGUMENT"],
  ["interp1d", [x, y, { kind: null }], "BAD_ARGUMENT"],
  ["interp1d", [x, y, { fillValue: null }], "BAD_ARGUMENT"],
  ["interp1d", [undefined, y], "BAD_ARGUMENT"],
  ["interp1d", [x, "text"], "BAD_ARGUMENT"],
  ["cubicSpline", [x, y, { bcType: {} }], "BAD_ARGUMENT"],
  ["cubicSpline", [x, y, { bcType: [null, null] }], "BAD_ARGUMENT"],
  ["cubicSpline", [x, y, { bcType: null }], "BAD_ARGUMENT"],
  ["cubicSpline", [x, y, { extrapolate: "perodic" }], "BAD_ARGUMENT"],
  ["pchipInterpolator", [{}, y], "BAD_ARGUMENT"],
  ["akima1DInterpolator", [x, [Number.NaN, 1, 0, 2, 1, 3]], "BAD_VALUE"],
  ["bSpline", [x, y, 1e9], "BAD_SHAPE"],
  ["pPolyFromSpline", [undefined], "BAD_ARGUMENT"],
  ["pPolyFromSpline", ["text"], "BAD_ARGUMENT"],
  ["pPolyFromSpline", [[1, 2]], "BAD_ARGUMENT"],
  ["splev", [1, null], "BAD_ARGUMENT"],
  ["splev", [1, tck, { ext: "raise" }], "BAD_ARGUMENT"],
  ["splder", [tck, { n: -1e9 }], "BAD_VALUE"],
  ["splantider", [tck, { n: 1e9 }], "BAD_VALUE"],
  ["insertKnot", [2.5, tck, { m: 1e9 }], "BAD_VALUE"],
  ["splint", ["0", 1, tck], "BAD_ARGUMENT"],
  ["bisplev", [1, 1, null], "BAD_ARGUMENT"],
  ["bisplev", [1, 1, [x, y]], "BAD_ARGUMENT"],
  ["rectBivariateSpline", [grid, grid, z, { bbox: {} }], "BAD_ARGUMENT"],
  ["rectBivariateSpline", [grid, grid, z, { bbox: ["a", 1, 2, 3] }], "BAD_ARGUMENT"],
  ["univariateSpline", [x, y, { bbox: 5 }], "BAD_ARGUMENT"],
  ["univariateSpline", [x, y, { s: -1 }], "BAD_VALUE"],
  ["interpn", [undefined, z, [1, 1]], "BAD_ARGUMENT"],
  ["regularGridInterpolator", [{}, z], "BAD_ARGUMENT"],
  ["regularGridInterpolator", [[grid, grid], z, { method: "linar" }], "BAD_ARGUMENT"],
  ["regularGridInterpolator", [[grid, grid], z, { fillValue: "zero" }], "BAD_ARGUMENT"],
  ["griddata", [points, [1, 2, 3, 4], [[0.5, 0.5]], { method: "quintic" }], "BAD_ARGUMENT"],
  ["rbfInterpolator", [points, [1, 2, 3, 4], { degree: 1e9 }], "BAD_SHAPE"],
  ["rbfInterpolator", [points, [1, 2, 3, 4], { kernel: "gausian" }], "BAD_ARGUMENT"],
  ["approximateTaylorPolynomial", [(at: unknown) => at, 0, 1e9, 1], "BAD_VALUE"],
  ["approximateTaylorPolynomial", ["exp", 0, 3, 1], "BAD_ARGUMENT"],
  ["pade", [[1, 1], 1e9], "BAD_VALUE"],
  ["kroghInterpolate", [x, y, 1, { der: null }], "BAD_ARGUMENT"],
];

describe("sci-interpolate: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    const before = JSON.stringify(args);
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
    expect(JSON.stringify(args)).toBe(before);
  });
  it("what is made refuses as well", () => {
    const hard = [1e6, 1e9, Number.NaN, Number.POSITIVE_INFINITY, {}, "2", Symbol("n"), 1n] as unknown as number[];
    const made = [
      interpolate.cubicSpline(x, y),
      interpolate.makeInterpSpline(x, y),
      interpolate.univariateSpline(x, y),
    ];
    for (const spline of made)
      for (const order of hard) {
        expect(codeOf(() => spline.antiderivative(order))).toBe("BAD_VALUE");
        expect(codeOf(() => spline.derivative(typeof order === "number" ? -order : order))).toBe("BAD_VALUE");
      }
    for (const spline of made) {
      expect(codeOf(() => spline(1, null as never))).toBe("BAD_ARGUMENT");
      expect(codeOf(() => spline(1, { mu: 1 } as never))).toBe("BAD_ARGUMENT");
      expect(codeOf(() => spline("a" as never))).toBe("BAD_ARGUMENT");
    }
    const cubic = interpolate.cubicSpline(x, y);
    expect(codeOf(() => cubic.integrate(0, "1" as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => cubic.solve(null as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => cubic.roots({ extrapolate: 1 } as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => interpolate.univariateSpline(x, y).integral(0n as never, 1))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => interpolate.rectBivariateSpline(grid, grid, z)(1, 1, { dz: 1 } as never))).toBe("BAD_ARGUMENT");
  });
});
