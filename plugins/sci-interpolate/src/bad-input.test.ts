import { asArray } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as own from "./index.js";

const x = [0, 1, 2, 3, 4, 5];
const y = [0, 1, 0, 2, 1, 3];
const nan = [0, Number.NaN, 2, 3, 4, 5];
const twice = [0, 1, 1, 3, 4, 5];
const unsorted = [0, 2, 1, 3, 4, 5];
const points = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];

const cases: Readonly<Record<string, readonly [code: string, call: () => unknown]>> = {
  "interp1d: a misspelt kind": ["BAD_ARGUMENT", () => own.interp1d(x, y, { kind: "kubic" as "cubic" })],
  "interp1d: other lengths": ["BAD_SHAPE", () => own.interp1d(x, [1, 2])],
  "interp1d: too few": ["BAD_SHAPE", () => own.interp1d([0, 1], [0, 1], { kind: "cubic" })],
  "interp1d: two axes of x": ["BAD_SHAPE", () => own.interp1d(points, y)],
  "interp1d: an axis that is not there": ["BAD_AXIS", () => own.interp1d(x, y, { axis: 2 })],
  "interp1d: extrapolation and errors": [
    "BAD_ARGUMENT",
    () => own.interp1d(x, y, { fillValue: "extrapolate", boundsError: true }),
  ],
  "interp1d: another word to fill": [
    "BAD_ARGUMENT",
    () => own.interp1d(x, y, { fillValue: "extend" as "extrapolate" }),
  ],
  "interp1d: outside": ["BAD_VALUE", () => own.interp1d(x, y)(5.1)],
  "interp1d: below": ["BAD_VALUE", () => own.interp1d(x, y)([1, -0.1])],
  "interp1d: repeated places of splines": ["BAD_VALUE", () => own.interp1d(twice, y, { kind: "cubic" })],
  "cubicSpline: NaN in x": ["BAD_VALUE", () => own.cubicSpline(nan, y)],
  "cubicSpline: NaN in y": ["BAD_VALUE", () => own.cubicSpline(x, nan)],
  "cubicSpline: unsorted": ["BAD_VALUE", () => own.cubicSpline(unsorted, y)],
  "cubicSpline: repeated": ["BAD_VALUE", () => own.cubicSpline(twice, y)],
  "cubicSpline: one place": ["BAD_SHAPE", () => own.cubicSpline([0], [1])],
  "cubicSpline: another condition": ["BAD_ARGUMENT", () => own.cubicSpline(x, y, { bcType: "free" as "natural" })],
  "cubicSpline: ends of a period differ": ["BAD_VALUE", () => own.cubicSpline(x, y, { bcType: "periodic" })],
  "cubicSpline: a third derivative": [
    "BAD_ARGUMENT",
    () => own.cubicSpline(x, y, { bcType: [[3 as 2, 0], "natural"] }),
  ],
  "pchipInterpolator: complex": ["BAD_DTYPE", () => own.pchipInterpolator(x, asArray(y.map((re) => ({ re, im: 1 }))))],
  "akima1DInterpolator: unsorted": ["BAD_VALUE", () => own.akima1DInterpolator(unsorted, y)],
  "cubicHermiteSpline: other shapes": ["BAD_SHAPE", () => own.cubicHermiteSpline(x, y, [1, 2])],
  "pPoly: breakpoints that turn": ["BAD_VALUE", () => own.pPoly([[1, 2]], [0, 1, 0.5])],
  "pPoly: other numbers of pieces": ["BAD_SHAPE", () => own.pPoly([[1, 2]], [0, 1])],
  "bSpline: too few knots": ["BAD_SHAPE", () => own.bSpline([0, 1, 2], [1], 3)],
  "bSpline: falling knots": ["BAD_VALUE", () => own.bSpline([0, 1, 2, 1.5], [1, 2], 1)],
  "bSpline: too few coefficients": ["BAD_SHAPE", () => own.bSpline([0, 1, 2, 3, 4], [1], 1)],
  "makeInterpSpline: repeated": ["BAD_VALUE", () => own.makeInterpSpline(twice, y)],
  "makeInterpSpline: a negative degree": ["BAD_VALUE", () => own.makeInterpSpline(x, y, { k: -1 })],
  "makeInterpSpline: another condition": [
    "BAD_ARGUMENT",
    () => own.makeInterpSpline(x, y, { bcType: "free" as "natural" }),
  ],
  "makeLsqSpline: knots that see no data": [
    "SINGULAR",
    () => own.makeLsqSpline(x, y, [0, 0, 0, 0, 0.1, 0.2, 0.3, 0.4, 5, 5, 5, 5]),
  ],
  "makeSmoothingSpline: four data": ["BAD_SHAPE", () => own.makeSmoothingSpline([0, 1, 2, 3], [0, 1, 2, 3])],
  "makeSmoothingSpline: a negative weight of the curvature": [
    "BAD_VALUE",
    () => own.makeSmoothingSpline(x, y, { lam: -1 }),
  ],
  "splrep: too few": ["BAD_SHAPE", () => own.splrep([0, 1], [0, 1])],
  "splev: outside with ext 2": ["BAD_VALUE", () => own.splev(9, own.splrep(x, y), { ext: 2 })],
  "splev: something else": ["BAD_ARGUMENT", () => own.splev(1, [1, 2] as never)],
  "splev: a derivative above the degree": ["BAD_VALUE", () => own.splev(1, own.splrep(x, y), { der: 4 })],
  "splder: more often than it goes": ["BAD_VALUE", () => own.splder(own.splrep(x, y), { n: 4 })],
  "sproot: degree 2": ["BAD_VALUE", () => own.sproot(own.splrep(x, y, { k: 2 }))],
  "insertKnot: outside": ["BAD_VALUE", () => own.insertKnot(9, own.splrep(x, y))],
  "univariateSpline: unsorted": ["BAD_VALUE", () => own.univariateSpline(unsorted, y)],
  "univariateSpline: a negative s": ["BAD_VALUE", () => own.univariateSpline(x, y, { s: -1 })],
  "univariateSpline: degree 6": ["BAD_VALUE", () => own.univariateSpline(x, y, { k: 6 })],
  "univariateSpline: another ext": ["BAD_ARGUMENT", () => own.univariateSpline(x, y, { ext: "grow" as "zeros" })],
  "univariateSpline: roots of degree 2": ["UNSUPPORTED", () => own.univariateSpline(x, y, { k: 2 }).roots()],
  "lsqUnivariateSpline: knots outside": ["BAD_VALUE", () => own.lsqUnivariateSpline(x, y, [2, 9])],
  "kroghInterpolator: repeated with others between": ["BAD_VALUE", () => own.kroghInterpolator([0, 1, 0], [1, 2, 3])],
  "lagrange: repeated": ["BAD_VALUE", () => own.lagrange([0, 1, 1], [1, 2, 3])],
  "pade: too large an order": ["BAD_VALUE", () => own.pade([1, 2, 3], 3)],
  "regularGridInterpolator: another method": [
    "BAD_ARGUMENT",
    () => own.regularGridInterpolator([x], y, { method: "cubik" as "cubic" }),
  ],
  "regularGridInterpolator: a grid that turns": ["BAD_VALUE", () => own.regularGridInterpolator([unsorted], y)],
  "regularGridInterpolator: another shape": ["BAD_SHAPE", () => own.regularGridInterpolator([x, x], y)],
  "regularGridInterpolator: outside": ["BAD_VALUE", () => own.regularGridInterpolator([x], y)([[5.1]])],
  "regularGridInterpolator: too few for the method": [
    "BAD_SHAPE",
    () => own.regularGridInterpolator([[0, 1, 2]], [1, 2, 3], { method: "cubic" }),
  ],
  "rectBivariateSpline: unsorted": [
    "BAD_VALUE",
    () =>
      own.rectBivariateSpline(
        unsorted,
        x,
        x.map(() => y),
      ),
  ],
  "rectBivariateSpline: another shape": ["BAD_SHAPE", () => own.rectBivariateSpline(x, x, points)],
  "interp2d: another kind": [
    "BAD_ARGUMENT",
    () =>
      own.interp2d(
        x,
        x,
        x.map(() => y),
        { kind: "quad" as "cubic" },
      ),
  ],
  "rbfInterpolator: another kernel": [
    "BAD_ARGUMENT",
    () => own.rbfInterpolator(points, [1, 2, 3, 4], { kernel: "gauss" as "gaussian" }),
  ],
  "rbfInterpolator: no epsilon": [
    "BAD_ARGUMENT",
    () => own.rbfInterpolator(points, [1, 2, 3, 4], { kernel: "gaussian" }),
  ],
  "rbfInterpolator: other lengths": ["BAD_SHAPE", () => own.rbfInterpolator(points, [1, 2])],
  "rbfInterpolator: the same point twice": [
    "SINGULAR",
    () => own.rbfInterpolator([...points, [0, 0]], [1, 2, 3, 4, 5]),
  ],
  "rbfInterpolator: too few for the degree": ["BAD_SHAPE", () => own.rbfInterpolator(points.slice(0, 2), [1, 2])],
  "linearNDInterpolator: points on a line": [
    "BAD_VALUE",
    () =>
      own.linearNDInterpolator(
        [
          [0, 0],
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        [1, 2, 3, 4],
      ),
  ],
  "linearNDInterpolator: three dimensions": [
    "UNSUPPORTED",
    () =>
      own.linearNDInterpolator(
        [
          [0, 0, 0],
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        [1, 2, 3, 4],
      ),
  ],
  "griddata: another method": [
    "BAD_ARGUMENT",
    () => own.griddata(points, [1, 2, 3, 4], [[0.5, 0.5]], { method: "natural" as "linear" }),
  ],
  "nearestNDInterpolator: other lengths": ["BAD_SHAPE", () => own.nearestNDInterpolator(points, [1, 2])],
};

describe("what does not fit is refused", () => {
  it.each(Object.entries(cases))("%s", (_, [code, call]) => {
    expect(codeOf(call)).toBe(code);
  });
});
