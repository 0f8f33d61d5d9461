import { array, fromData } from "@core/array";
import { makeSignal, type SignalLike, UniformDataAxis } from "@core/signal";
import { describe, expect, it } from "vitest";
import golden from "../golden/eels.json" with { type: "json" };
import { estimatePowerLaw } from "./power-law.js";
import { removeBackground, separateBackground } from "./remove-background.js";
import { estimateZeroLossPeakCentre } from "./zero-loss.js";

/** The generator of golden/make.py. */
function uniforms(seed: number, count: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  });
}

type Spec = (typeof golden.background)[number]["spec"];

function spectrum(spec: Spec): SignalLike {
  const count = spec.shape.reduce((product, size) => product * size, 1);
  const noise = uniforms(spec.seed, count * spec.channels);
  const data = Float64Array.from({ length: count * spec.channels }, (_, i) => {
    const amplitude = spec.amplitude * (1 + (0.3 * Math.floor(i / spec.channels)) / Math.max(count, 1));
    const energy = spec.offset + spec.scale * (i % spec.channels);
    return amplitude * energy ** -spec.exponent * (1 + spec.noise * ((noise[i] as number) - 0.5));
  });
  const values = fromData<"float64">(data, [...spec.shape, spec.channels]).astype(spec.dtype as "float64");
  return signalOf(values, spec);
}

function signalOf(
  data: ReturnType<typeof array>,
  axis: { offset: number; scale: number; binned?: boolean },
): SignalLike {
  const navigation = data.shape.slice(0, -1).map((size) => new UniformDataAxis({ size, navigate: true }));
  const energy = new UniformDataAxis({
    size: data.shape.at(-1) as number,
    offset: axis.offset,
    scale: axis.scale,
    units: "eV",
    isBinned: axis.binned ?? true,
  });
  return makeSignal(data, { axes: [...navigation, energy], title: "T" });
}

function close(got: number, expected: number, tolerance: number, scale = Math.abs(expected)): void {
  expect(Math.abs(got - expected), `${got} is not ${expected}`).toBeLessThanOrEqual(tolerance * scale);
}

describe("removeBackground as HyperSpy 1.7.3", () => {
  const cases = golden.background.filter(({ id }) => id !== "unbinned, halves of one");
  it.each(cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const signal = spectrum(one.spec);
    const result = removeBackground(signal, { signalRange: one.range as [number, number], zeroFill: one.zeroFill });
    expect(result.data.dtype).toBe(one.dtype);
    const law = estimatePowerLaw(signal, one.range as [number, number]);
    // HyperSpy sums float32 in float32; exact sums differ from it in the seventh digit.
    const tolerance = one.spec.dtype === "float32" ? 2e-5 : 1e-9;
    for (const [i, expected] of one.A.entries()) close(law.amplitude.reshape(-1).get(i), expected, tolerance);
    for (const [i, expected] of one.r.entries()) close(law.exponent.reshape(-1).get(i), expected, tolerance);
    const flat = result.data.reshape(-1);
    const counts = signal.data.astype("float64").reshape(-1);
    expect(flat.size).toBe(one.data.length);
    for (const [i, expected] of one.data.entries())
      close(Number(flat.get(i)), expected, tolerance, Math.abs(counts.get(i) - expected) + Math.abs(expected));
  });
});

describe("removeBackground", () => {
  const ideal = makeSignal(
    Float64Array.from({ length: 40 }, (_, i) => 1e6 * (100 + i) ** -3),
    { axes: [{ offset: 100, isBinned: true }] },
  );

  it("keeps the axes, the title and the input", () => {
    const before = ideal.data.toNested();
    const result = removeBackground(ideal, { signalRange: [105, 125] });
    expect(result.axes[0]).toMatchObject({ offset: 100, scale: 1, size: 40, isBinned: true });
    expect(ideal.data.toNested()).toEqual(before);
  });
  it("works where the energy axis is not the last one", () => {
    const rows = spectrum({ ...(golden.background.find(({ id }) => id === "noisy image")?.spec as Spec), shape: [3] });
    const turned: SignalLike = { ...rows, data: rows.data.T, axes: [...rows.axes].reverse() };
    const expected = removeBackground(rows, { signalRange: [110, 130] }).data.T.toNested();
    expect(removeBackground(turned, { signalRange: [110, 130] }).data.toNested()).toEqual(expected);
  });
  it("leaves spectra without a background as they are", () => {
    const empty = makeSignal(
      array([
        [0, 0, 0, 0, 0, 0],
        [-1, -1, -1, -1, -1, -1],
      ]),
      { axes: [{ navigate: true }, { offset: 100, isBinned: true }] },
    );
    expect(removeBackground(empty, { signalRange: [100, 104] }).data.toNested()).toEqual(empty.data.toNested());
  });
  it("fills with zeros from a range that starts before the axis: nothing", () => {
    const wide = removeBackground(ideal, { signalRange: [50, 125] });
    expect(removeBackground(ideal, { signalRange: [50, 125], zeroFill: true }).data.toNested()).toEqual(
      wide.data.toNested(),
    );
  });
  it("gives the background beside the result: both make the counts", () => {
    const { signal, background, parameters } = separateBackground(ideal, { signalRange: [105, 125] });
    expect(signal.data.toNested()).toEqual(removeBackground(ideal, { signalRange: [105, 125] }).data.toNested());
    const [clean, law] = [signal.data.data, background.data.data];
    ideal.data.data.forEach((count, i) => {
      close((clean[i] as number) + (law[i] as number), count as number, 1e-15);
      close(law[i] as number, parameters.amplitude.item() * (100 + i) ** -parameters.exponent.item(), 1e-12);
    });
  });
  it("says what is wrong", () => {
    const fails = (options: object, code: string): void =>
      expect(() => removeBackground(ideal, options as { signalRange: [number, number] })).toThrow(
        expect.objectContaining({ code }),
      );
    fails({}, "BAD_ARGUMENT");
    fails({ signalRange: [105] }, "BAD_ARGUMENT");
    fails({ signalRange: [105, Number.NaN] }, "BAD_ARGUMENT");
    fails({ signalRange: ["105", "125"] }, "BAD_ARGUMENT");
    fails({ signalRange: [125, 105] }, "BAD_VALUE");
    fails({ signalRange: [105, 125], backgroundType: "Gaussian" }, "BAD_ARGUMENT");
    fails({ signalRange: [105, 125], signal: AbortSignal.abort() }, "ABORTED");
  });
  it("needs two channels in each half of the range where the data are not binned", () => {
    const unbinned: SignalLike = { ...ideal, axes: [new UniformDataAxis({ size: 40, offset: 100 })] };
    expect(() => removeBackground(unbinned, { signalRange: [105, 107] })).toThrow(
      expect.objectContaining({ code: "BAD_VALUE" }),
    );
  });
  it("needs energies above 0 and one signal axis", () => {
    const low: SignalLike = { ...ideal, axes: [new UniformDataAxis({ size: 40, offset: -10, isBinned: true })] };
    expect(() => removeBackground(low, { signalRange: [-5, 5] })).toThrow(
      expect.objectContaining({ code: "BAD_VALUE" }),
    );
    const image = makeSignal(
      array([
        [1, 2],
        [3, 4],
      ]),
    );
    expect(() => removeBackground(image, { signalRange: [0, 1] })).toThrow(
      expect.objectContaining({ code: "BAD_SHAPE" }),
    );
  });
});

describe("estimateZeroLossPeakCentre as HyperSpy 1.7.3", () => {
  it.each(golden.zeroLoss.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const count = one.shape.reduce((product, size) => product * size, 1);
    const signal = signalOf(
      fromData<"float64">(uniforms(one.seed, count * one.channels), [...one.shape, one.channels]),
      one,
    );
    const mask = one.mask === null ? undefined : array(one.mask).reshape(one.shape);
    const centre = estimateZeroLossPeakCentre(signal, mask === undefined ? {} : { mask });
    expect(centre.metadata.get("General.title")).toBe(one.title);
    expect(centre.type).toBe("");
    expect(centre.axes.map((axis) => axis.size)).toEqual(one.shape.length === 0 ? [1] : one.shape);
    expect(Array.from(centre.data.astype("float64").reshape(-1).data)).toEqual(
      one.data.map((value) => value ?? Number.NaN),
    );
  });
  it("takes a masked signal, and refuses a mask of another shape", () => {
    const signal = signalOf(
      array([
        [1, 2, 3],
        [3, 2, 1],
      ]),
      { offset: -1, scale: 1 },
    );
    expect(
      Array.from(
        estimateZeroLossPeakCentre(signal, { mask: makeSignal(array([true, false])) }).data.data as Float64Array,
      ),
    ).toEqual([Number.NaN, -1]);
    expect(() => estimateZeroLossPeakCentre(signal, { mask: array([true]) })).toThrow(
      expect.objectContaining({ code: "BAD_SHAPE" }),
    );
  });
});
