import { array } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../../tools/golden/golden.js";
import { type OdrOptions, odr, odrPolynomial, odrUnilinear } from "../index.js";

const x = [1, 2, 3, 4, 5];
const y = [2.1, 3.9, 6.2, 7.8, 10.1];
const fit = (options: unknown, data: object = {}) =>
  odr(odrUnilinear, { x, y, ...data }, [1, 1], options as OdrOptions);

describe("odr", () => {
  it("tells wrong calls apart", () => {
    const codes = [
      () => fit({ ifixB: [1, 1] }),
      () => fit({ fitType: "orthogonal" }),
      () => fit({ deriv: "backward" }),
      () => odr({ ...odrUnilinear, implicit: true }, { x }, [1, 1], { fitType: "explicit" }),
      () => fit({}, { weights: 1 }),
      () => fit({}, { sx: 1, weightX: 1 }),
      () => fit({}, { y: undefined }),
      () => odr(5 as never, { x, y }, [1]),
      () => odr((b) => b, { x, y }),
    ];
    for (const call of codes) expect(codeOf(call), String(call)).toBe("BAD_ARGUMENT");
    const shapes = [
      () => fit({ ifixb: [1] }),
      () => fit({ ifixx: [1, 0] }),
      () => fit({ sclb: [1] }),
      () => fit({}, { y: [1, 2] }),
      () => fit({}, { x: [] }),
      () => fit({}, { weightX: [1, 2] }),
      () => fit({}, { covx: [1, 1, 1, 1, 1] }),
      () => fit({}, { x: [1], y: [2] }),
      () => fit({}, { weightY: [1, 0, 0, 0, 0] }),
      () => odr((b) => [b[0]!, 1], { x, y }, [1]),
      () => odr((b, v: Float64Array) => v.map(() => b[0]!), { x, y }, [1], { stpb: [1e-8, 1e-8] }),
    ];
    for (const call of shapes) expect(codeOf(call), String(call)).toBe("BAD_SHAPE");
    const values = [
      () => fit({ maxit: -1 }),
      () => fit({ scld: 0 }),
      () => fit({}, { x: [1, 2, Number.NaN, 4, 5] }),
      () => fit({}, { weightY: -1 }),
      () => fit({}, { weightX: 0 }),
      () => fit({}, { sx: 0 }),
      () => fit({}, { sy: [1, 1, 1, 1, -1] }),
      () => odr(() => x.map(() => Number.NaN), { x, y }, [1]),
      () => odr({ fcn: () => x, implicit: true }, { x, y }, [1]),
      () => odrPolynomial(0),
    ];
    for (const call of values) expect(codeOf(call), String(call)).toBe("BAD_VALUE");
    expect(codeOf(() => fit({ signal: AbortSignal.abort() }))).toBe("ABORTED");
  });

  it("says that parameters depend on each other, and still finds the fit", () => {
    const whole = fit({});
    const twice = odr(
      {
        fcn: (b, v: Float64Array) => v.map((one) => (b[0]! + b[1]!) * one + b[2]!),
        fjacb: (_, v: Float64Array) => [[...v], [...v], [...v].map(() => 1)],
      },
      { x, y },
      [1, 1, 1],
    );
    expect(twice.info).toBeGreaterThan(10);
    expect(twice.stopReason).toContain("Problem is not full rank at solution");
    expect((twice.beta.get(0) as number) + (twice.beta.get(1) as number)).toBeCloseTo(whole.beta.get(0) as number, 6);
    expect(twice.sumSquare).toBeCloseTo(whole.sumSquare, 9);
    expect(twice.resVar).toBeCloseTo(whole.resVar, 9);
  });

  it("takes points without errors, and one point", () => {
    const exact = odr(odrUnilinear, { x, y: x.map((v) => 2 * v + 1) }, [1, 1]);
    expect(exact.beta.get(0)).toBeCloseTo(2, 12);
    expect(exact.info).toBeLessThan(4);
    const started = odr(odrUnilinear, { x, y: x.map((v) => 2 * v + 1) }, [2, 1]);
    expect([started.sumSquare, started.info < 4]).toEqual([0, true]);
    expect(odr((b) => [b[0]!], { x: 3, y: 7 }, [1]).beta.get(0)).toBeCloseTo(7, 9);
    const none = fit({ ifixb: [0, 0] });
    expect(none.beta.toNested()).toEqual([1, 1]);
  });

  it("does not change what it gets", () => {
    const [ax, ay] = [array(x), array(y)];
    const beta = Float64Array.of(1, 1);
    odr(odrUnilinear, { x: ax.slice("::-1"), y: ay.slice("::-1") }, beta);
    expect([ax.toNested(), ay.toNested(), [...beta]]).toEqual([x, y, [1, 1]]);
  });

  it("estimates the rounding of the model", () => {
    const coarse = odr((b, v: Float64Array) => v.map((one) => Math.fround(b[0]! * one + b[1]!)), { x, y }, [1.7, 1]);
    expect(coarse.relError).toBeLessThan(1e-6);
    expect(fit({}).relError).toBeLessThan(1e-13);
    expect(fit({ ndigit: 5 }).relError).toBeCloseTo(1e-5, 12);
  });

  it("tells how far it is", () => {
    const seen: number[] = [];
    const { nit } = fit({ onProgress: (done: number) => seen.push(done) });
    expect(seen).toEqual(Array.from({ length: nit }, (_, i) => i));
  });
});
