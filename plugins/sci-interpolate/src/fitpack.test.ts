import { asArray, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  expectNumbers,
  type Golden,
  isStoredArray,
  numbersOf,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import curveFile from "../golden/curves.json" with { type: "json" };
import gridFile from "../golden/grids.json" with { type: "json" };
import * as own from "./index.js";

interface Case {
  readonly call: string;
  readonly set: string;
  readonly at: StoredArray;
  readonly options: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

const arrayOf = (value: unknown): NDArray => storedArray(value as StoredArray);

function expectResult(actual: unknown, stored: unknown, label: string, rtol = 1e-9, atol = 1e-9): void {
  if (Array.isArray(stored)) {
    expect((actual as unknown[]).length, label).toBe(stored.length);
    for (const [i, one] of stored.entries()) expectResult((actual as unknown[])[i], one, `${label}[${i}]`, rtol, atol);
    return;
  }
  const wanted = isStoredArray(stored) ? storedArray(stored) : storedScalar(stored);
  const shape = isStoredArray(stored) ? stored.shape : [];
  const found = typeof actual === "object" && actual !== null && "shape" in actual ? (actual as NDArray).shape : [];
  expect(found, `${label} shape`).toEqual(shape);
  expectNumbers(numbersOf(actual as NDArray), numbersOf(wanted), { rtol, atol }, label);
}

const curves = (curveFile as unknown as Golden<Case>).cases;
const sets = curves[0]!.sets as Readonly<Record<string, readonly unknown[]>>;

describe("FITPACK's curves as SciPy's", () => {
  let last: own.UnivariateSpline | undefined;
  it.each(
    curves.slice(1).map((one, i) => [`${i} ${one.call} ${one.set} ${JSON.stringify(one.options)}`, one] as const),
  )("%s", (label, one) => {
    const [x, y, w] = sets[one.set]!.map((value) => (value === null ? undefined : arrayOf(value))) as [
      NDArray,
      NDArray,
      NDArray | undefined,
    ];
    const { options } = one;
    const clean = Object.fromEntries(Object.entries(options).filter(([key, value]) => value !== null && key !== "w"));
    const settings = { ...clean, ...(options.w === true ? { w } : {}) };
    const at = arrayOf(one.at);
    // Large smoothing factors are found to a thousandth only, by the same steps.
    const close = (actual: unknown, key: string, atol = 1e-8): void => {
      if (one[key] !== undefined && one[key] !== null) expectResult(actual, one[key], `${label} ${key}`, 1e-7, atol);
    };
    if (one.call === "splrep") {
      const [tck, fp, ier] = own.splrep(x, y, { ...settings, fullOutput: true });
      close(tck[0], "t");
      // SciPy leaves what it likes behind the last coefficient.
      const n = tck[0].size - tck[2] - 1;
      expectResult(
        tck[1].slice(`0:${n}`),
        { ...(one.c as StoredArray), shape: [n], data: (one.c as StoredArray).data.slice(0, n) },
        `${label} c`,
        1e-7,
        1e-8,
      );
      close(fp, "fp");
      expect(ier).toBe(one.ier);
      for (const ext of [0, 1, 3] as const)
        close(one[`ext${ext}`] === undefined ? 0 : own.splev(at, tck, { ext }), `ext${ext}`, 1e-6);
      if (one.der1 === undefined) return;
      close(own.splev(at.slice("2:6"), tck, { der: 1 }), "der1", 1e-6);
      close(own.splint(at.get(2) as number, at.get(6) as number, tck), "splint");
      const inserted = own.insertKnot(at.get(4) as number, tck);
      const [t, c] = one.insert as [StoredArray, StoredArray];
      expectResult(inserted[0], t, `${label} insert t`);
      const m = inserted[0].size - inserted[2] - 1;
      expectNumbers(
        numbersOf(inserted[1]).slice(0, m),
        numbersOf(storedArray(c)).slice(0, m),
        { rtol: 1e-7, atol: 1e-8 },
        `${label} insert c`,
      );
      close(own.splder(tck)[1], "splder", 1e-6);
      close(own.splantider(tck)[1], "splantider");
      close(own.spalde(at.get(3) as number, tck), "spalde", 1e-4);
      if (one.sproot !== undefined) close(own.sproot(tck, { mest: 50 }), "sproot");
      return;
    }
    const spline =
      one.call === "again"
        ? last!.withSmoothingFactor(options.s as number)
        : one.call === "lsqUnivariateSpline"
          ? own.lsqUnivariateSpline(x, y, arrayOf(one.t), settings)
          : (one.call === "univariateSpline" ? own.univariateSpline : own.interpolatedUnivariateSpline)(x, y, settings);
    last = spline;
    close(spline.getKnots(), "knots");
    close(spline.getResidual() ?? 0, "residual");
    close(spline(at), "result", 1e-6);
    if (one.coeffs !== undefined) {
      close(spline.getCoeffs(), "coeffs");
      close(spline.integral(x.get(1) as number, (x.get(-1) as number) + 3), "integral");
      close(spline.derivatives(x.get(2) as number), "derivatives", 1e-4);
      close(spline(at, { nu: 1 }), "d1", 1e-5);
      close(spline.antiderivative()(at), "antiderivative");
      if (one.roots !== undefined) close(spline.roots(), "roots");
    }
    if (one.derivative !== undefined) close(spline.derivative()(at), "derivative", 1e-5);
  });
});

const grids = (gridFile as unknown as Golden<Case>).cases;
const data = grids[0]!;
const named = (key: string): NDArray => arrayOf(data[key]);

const gridCalls: Readonly<Record<string, (one: Case) => Readonly<Record<string, unknown>>>> = {
  rectBivariateSpline: (one) => {
    const { kx, ky, s: smoothing } = one as { kx: number; ky: number; s: number } & Case;
    const s = own.rectBivariateSpline(named("gx"), named("gy"), named("z"), { kx, ky, s: smoothing });
    const [px, py] = [named("px"), named("py")];
    const [gx, gy] = [named("gx"), named("gy")];
    const at = (a: NDArray, i: number): number => a.get(i) as number;
    return {
      result: s(px, py),
      ev: s.ev(px.slice("0:4"), py),
      tx: s.getKnots()[0],
      ty: s.getKnots()[1],
      residual: s.getResidual(),
      integral: s.integral(at(gx, 1), at(gx, 6), at(gy, 0), at(gy, 4) + 0.1),
      ...(one.d11 === undefined
        ? {}
        : {
            d11: s(px, py, { dx: 1, dy: 1 }),
            evd: s.ev(px.slice("0:4"), py, { dy: 1 }),
            partial: s.partialDerivative(1, 0)(px, py),
          }),
    };
  },
  interp2d: (one) => {
    const fill = one.fill as number | null;
    const f = own.interp2d(named("gx"), named("gy"), named("z").T, {
      kind: one.kind as "linear",
      ...(fill === null ? {} : { fillValue: fill }),
    });
    const [px, py] = [named("px"), named("py")];
    return {
      result: f(px.slice("::-1"), py),
      row: f(px, py.get(1) as number),
      ...(one.d === null ? {} : { d: f(px, py, { dx: 1 }) }),
    };
  },
  regularGrid: (one) => {
    const grid = (data.g3 as StoredArray[]).map(storedArray);
    const values = storedArray((data.v as Record<string, StoredArray>)[one.values as string]!);
    const method = one.method as own.GridMethod;
    const f = own.regularGridInterpolator(grid, values, { method });
    const pts = named("pts");
    const out = named("out");
    const rows = asArray([0, 1, 2, 3, 5].map((i) => numbersOf(out.slice(i))));
    return {
      result: f(pts),
      shaped: f(pts.reshape([5, 1, 3])),
      ...(one.filled === undefined
        ? {}
        : { filled: own.regularGridInterpolator(grid, values, { method, boundsError: false, fillValue: -3 })(out) }),
      ...(one.extrapolated === undefined
        ? {}
        : {
            extrapolated: own.regularGridInterpolator(grid, values, { method, boundsError: false, fillValue: null })(
              rows,
            ),
          }),
    };
  },
  falling: () => {
    const [gx, gy] = [named("gx"), named("gy")];
    const points = [0, 1, 2, 3].map((i) => [
      Math.round(((gx.get(2 + i) as number) + 0.01) * 1000) / 1000,
      gy.get(1 + i) as number,
    ]);
    return { result: own.regularGridInterpolator([gx.slice("::-1"), gy], named("z"))(points) };
  },
  interpn: (one) => {
    const points = [0, 1, 2, 3].map((i) => [named("px").get(i) as number, named("py").get(i) as number]);
    const options = { method: one.method as "linear", boundsError: false, fillValue: 9 };
    return { result: own.interpn([named("gx"), named("gy")], named("z"), points, options) };
  },
  regular1: () => {
    const gx = named("gx");
    const at = [1, 2, 3].map((i) => (gx.get(i) as number) + 0.05);
    return { result: own.regularGridInterpolator([gx], named("z").slice(":", 0))(at) };
  },
  linearND: (one) => ({
    result: own.linearNDInterpolator(sites(one), ordinates(one), { rescale: one.rescale as boolean })(places(one)),
  }),
  nearestND: (one) => ({
    result: own.nearestNDInterpolator(sites(one), ordinates(one), { rescale: one.rescale as boolean })(places(one)),
  }),
  cloughTocher: (one) => ({
    result: own.cloughTocher2DInterpolator(sites(one), ordinates(one), {
      rescale: one.rescale as boolean,
      fillValue: -2,
      tol: 1e-12,
    })(places(one)),
  }),
  rbf: (one) => {
    const options = Object.fromEntries(
      Object.entries(one.options).map(([key, value]) => [key, isStoredArray(value) ? storedArray(value) : value]),
    );
    return {
      result: own.rbfInterpolator(named("sites"), ordinates(one), {
        kernel: one.kernel as "cubic",
        epsilon: 2,
        ...options,
      })(named("where")),
    };
  },
  griddata: (one) => {
    const where = named("where");
    const [x, y] = [where.slice(":", 0).reshape([4, 3]), where.slice(":", 1).reshape([4, 3])];
    return { result: own.griddata(named("sites"), named("field"), [x, y], { method: one.method as "linear" }) };
  },
  griddata1: (one) => {
    const at = asArray(numbersOf(named("where").slice(":", 0)).sort((a, b) => a - b));
    return {
      result: own.griddata(named("sites").slice(":", 0), named("field"), at, { method: one.method as "linear" }),
    };
  },
  krogh: (one) => {
    const k = own.kroghInterpolator(arrayOf(one.x), arrayOf(one.y));
    const at = arrayOf(one.at);
    const repeated = (one.x as StoredArray).data[1] === 0;
    return {
      result: k(at),
      derivative: k.derivative(at, { der: repeated ? 1 : 2 }),
      derivatives: k.derivatives(at),
      few: k.derivatives(at, { der: 3 }),
    };
  },
  barycentric: (one) => ({ result: own.barycentricInterpolator(arrayOf(one.x), arrayOf(one.y))(arrayOf(one.at)) }),
  lagrange: (one) => ({ result: own.lagrange(arrayOf(one.x), arrayOf(one.y)) }),
  pade: (one) => {
    const [p, q] = own.pade(one.an as number[], one.m as number, { n: (one.n as number | null) ?? undefined });
    return { p, q };
  },
  taylor: (one) => ({
    result: own.approximateTaylorPolynomial((x) => asArray(numbersOf(x).map(Math.sin)), 0.3, one.degree as number, 1, {
      order: (one.order as number | null) ?? undefined,
    }),
  }),
};

const scale = (a: NDArray, one: Case): NDArray =>
  one.rescale === true ? asArray((a.toNested() as number[][]).map(([x, y]) => [x!, y! * 100])) : a;
const sites = (one: Case): NDArray => scale(named("sites"), one);
const places = (one: Case): NDArray => scale(named("where"), one);
function ordinates(one: Case): NDArray {
  if (one.d !== "complex") return named(one.d as string);
  const two = numbersOf(named("two").slice(":", 1));
  return asArray(numbersOf(named("field")).map((re, i) => ({ re, im: two[i]! })));
}

describe("grids, scattered data and polynomials as SciPy's", () => {
  it.each(
    grids
      .slice(1)
      .map(
        (one, i) =>
          [
            `${i} ${one.call} ${one.kind ?? ""} ${one.method ?? one.kernel ?? ""} ${one.values ?? one.d ?? ""} ${one.kx ?? ""} ${one.ky ?? ""} ${one.s ?? ""} ${JSON.stringify(one.options ?? {})}`,
            one,
          ] as const,
      ),
  )("%s", (label, one) => {
    const single = one.values === "float32";
    const flat =
      one.call === "rbf" &&
      (one.kernel === "gaussian" || one.kernel === "quintic" || one.kernel?.toString().startsWith("inverse"));
    const [rtol, atol] = single ? [1e-5, 1e-5] : flat ? [1e-5, 1e-5] : [1e-8, 1e-8];
    for (const [key, value] of Object.entries(gridCalls[one.call]!(one)))
      expectResult(value, one[key], `${label} ${key}`, rtol, atol);
  });
});
