import type { NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectNumbers,
  type Golden,
  isStoredArray,
  numbersOf,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import bsplineFile from "../golden/bsplines.json" with { type: "json" };
import splineFile from "../golden/splines.json" with { type: "json" };
import * as own from "./index.js";

interface Case {
  readonly call: string;
  readonly at: StoredArray;
  readonly x: StoredArray;
  readonly y: StoredArray;
  readonly axis: number;
  readonly k: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: StoredArray | string;
  readonly [key: string]: unknown;
}

const read = (value: unknown): unknown => {
  if (isStoredArray(value)) return storedArray(value);
  if (Array.isArray(value)) return value.map(read);
  return value;
};
const arrayOf = (value: unknown): NDArray => storedArray(value as StoredArray);

/** Shape and numbers; a stored scalar is a number here. */
function expectResult(actual: unknown, stored: unknown, label: string, rtol = 1e-11, atol = 1e-11): void {
  if (Array.isArray(stored)) {
    const lists = actual as NDArray[];
    expect(lists.length, label).toBe(stored.length);
    for (const [i, one] of stored.entries()) expectResult(lists[i], one, `${label}[${i}]`, rtol, atol);
    return;
  }
  const wanted = isStoredArray(stored) ? storedArray(stored) : storedScalar(stored);
  const shape = isStoredArray(stored) ? stored.shape : [];
  const found = typeof actual === "object" && actual !== null && "shape" in actual ? (actual as NDArray).shape : [];
  expect(found, `${label} shape`).toEqual(shape);
  expectNumbers(numbersOf(actual as NDArray), numbersOf(wanted), { rtol, atol }, label);
}

const makers: Readonly<Record<string, (one: Case) => own.PPoly | own.BSpline>> = {
  cubicSpline: ({ x, y, axis, bcType }) =>
    own.cubicSpline(arrayOf(x), arrayOf(y), { axis, bcType: read(bcType) as "natural" }),
  pchipInterpolator: ({ x, y, axis }) => own.pchipInterpolator(arrayOf(x), arrayOf(y), { axis }),
  akima1DInterpolator: ({ x, y, axis }) => own.akima1DInterpolator(arrayOf(x), arrayOf(y), { axis }),
  cubicHermiteSpline: ({ x, y, dydx, axis }) => own.cubicHermiteSpline(arrayOf(x), arrayOf(y), arrayOf(dydx), { axis }),
  pPoly: ({ x, pc }) => own.pPoly(arrayOf(pc), arrayOf(x)),
  makeInterpSpline: ({ x, y, axis, options }) =>
    own.makeInterpSpline(arrayOf(x), arrayOf(y), {
      axis,
      ...Object.fromEntries(Object.entries(options).map(([key, value]) => [key, read(value)])),
    }),
  makeLsqSpline: ({ x, y, knots, axis, options }) =>
    own.makeLsqSpline(arrayOf(x), arrayOf(y), arrayOf(knots), {
      axis,
      k: options.k as number,
      w: options.w === undefined ? undefined : arrayOf(options.w),
    }),
  bSpline: ({ knots, bc, k }) => own.bSpline(arrayOf(knots), arrayOf(bc), k),
  basisElement: ({ knots }) => own.basisElement(arrayOf(knots)),
  pPolyFromSpline: ({ x, y, k }) => own.pPolyFromSpline(own.makeInterpSpline(arrayOf(x), arrayOf(y), { k })),
  makeSmoothingSpline: ({ x, y, options }) =>
    own.makeSmoothingSpline(arrayOf(x), arrayOf(y), {
      w: options.w == null ? undefined : arrayOf(options.w),
      lam: (options.lam as number | null) ?? undefined,
    }),
};

function check(one: Case, label: string): void {
  const at = arrayOf(one.at);
  if (one.call === "interp1d") {
    const options = Object.fromEntries(
      Object.entries(one.options).map(([key, value]) => [
        key,
        isStoredArray(value) ? storedArray(value) : storedNumber(value),
      ]),
    );
    const call = (): unknown => own.interp1d(arrayOf(one.x), arrayOf(one.y), options)(at);
    if (one.result === "BAD")
      expect(["BAD_VALUE", "BAD_SHAPE", "UNSUPPORTED", "BAD_ARGUMENT", "SINGULAR"], label).toContain(codeOf(call));
    else {
      const found = call() as NDArray;
      // SciPy takes differences of float32 in float32.
      const tolerance = one.y.dtype === "float32" ? 1e-6 : 1e-11;
      expectResult(found, one.result, label, tolerance, tolerance);
      expect(found.dtype, `${label} dtype`).toBe((one.result as StoredArray).dtype);
    }
    return;
  }
  if (one.call === "designMatrix") {
    expectResult(own.designMatrix(at, arrayOf(one.knots), one.k), one.result, label);
    return;
  }
  const p = makers[one.call]!(one) as own.PPoly & Pick<own.BSpline, "t" | "k">;
  const x = storedArray((one.x ?? one.at) as StoredArray);
  const place = (i: number): number => x.get(i) as number;
  const [first, last] = [place(0), place(-1)];
  const pp = one.call === "pPoly";
  const bs = one.t !== undefined || "t" in (p as object);
  const lo = storedArray((splineFile as unknown as Golden<Case>).cases[0]!.x);
  const at9 = (i: number): number => lo.get(i) as number;
  // Errors grow with the size of the coefficients of high orders; the smoothing parameter is found to 1e-5.
  const loose = one.call === "makeSmoothingSpline" && (one.options.lam ?? null) === null;
  const [rtol, atol] = loose ? [1e-4, 1e-4] : [1e-9, 1e-9];
  const computed: Readonly<Record<string, () => unknown>> = {
    result: () => p(at),
    c: () => (bs ? p.c.slice(`0:${p.t.size - p.k - 1}`) : p.c),
    t: () => p.t,
    d1: () => p(at, { nu: 1 }),
    d2: () => p(at, { nu: 2 }),
    inner: () => p(at, { extrapolate: false }),
    periodic: () => p(at, { extrapolate: "periodic" }),
    derivative: () => p.derivative(pp ? 2 : 1)(at),
    second: () => p.derivative(2)(at),
    antiderivative: () => p.antiderivative()(at),
    twice: () => p.antiderivative(2)(at),
    integral: () =>
      pp
        ? p.integrate(at.get(0) as number, at.get(5) as number)
        : bs
          ? p.integrate(at9(1), at9(5) + 0.2)
          : p.integrate(place(1) + 0.1, place(6)),
    whole: () => (bs ? p.integrate(at9(0) - 1, at9(8) + 1) : p.integrate(first - 1, last + 2)),
    clipped: () => p.integrate(at9(0) - 1, at9(8) + 1, { extrapolate: false }),
    around: () =>
      bs
        ? p.integrate(at9(2), at9(2) + 21.3, { extrapolate: "periodic" })
        : p.integrate(place(5), place(2), { extrapolate: "periodic" }),
    long: () => p.integrate(place(2), place(2) + 30.5, { extrapolate: "periodic" }),
    roots: () => p.roots(),
    solve: () => p.solve(0.25),
    innerRoots: () =>
      pp ? p.solve(0.1, { extrapolate: false, discontinuity: false }) : p.roots({ extrapolate: false }),
  };
  for (const [key, compute] of Object.entries(computed))
    if (one[key] !== undefined) expectResult(compute(), one[key], `${label} ${key}`, rtol, atol);
}

function storedNumber(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storedNumber);
  return value === "NaN" ? Number.NaN : value;
}

for (const [name, file] of [
  ["piecewise polynomials and interp1d", splineFile],
  ["basis splines", bsplineFile],
] as const)
  describe(`${name} as SciPy's`, () => {
    const { cases } = file as unknown as Golden<Case>;
    for (const call of [...new Set(cases.map((one) => one.call))])
      it.each(cases.flatMap((one, i) => (one.call === call ? [[i, one] as const] : [])))(`${call} %i`, (i, one) => {
        const { options, axis, bcType } = one;
        check(one, `${i} ${call} y ${one.y?.dtype} ${one.y?.shape} ${JSON.stringify({ axis, options, bcType })}`);
      });
  });
