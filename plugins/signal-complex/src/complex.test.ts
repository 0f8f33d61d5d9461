import { type Complex, createRuntime, fromData, isCoreError, type NDArray } from "@core/array";
import { call, makeSignal, Signal1D, Signal2D, type SignalLike, signalCore, UniformDataAxis } from "@core/signal";
import { assert, constantFrom, integer, property, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addPhaseRamp,
  amplitude,
  angle,
  applyApodization,
  argandDiagram,
  ComplexSignal,
  ComplexSignal1D,
  ComplexSignal2D,
  complex,
  fft,
  ifft,
  imag,
  phase,
  real,
  unwrappedPhase,
  withAmplitude,
  withPhase,
  withReal,
} from "./index.js";
import { flat } from "./testing.js";

const runtime = createRuntime({ plugins: [signalCore, complex] });

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCoreError(error) ? error.code : `uncoded ${String(error)}`;
  }
  return "no error";
}

function noise(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function expectNear(actual: NDArray, expected: NDArray, tolerance: number): void {
  const [a, b] = [flat(actual), flat(expected)];
  expect(a.length).toBe(b.length);
  for (const [i, value] of b.entries()) expect(Math.abs((a[i] as number) - value)).toBeLessThanOrEqual(tolerance);
}

describe("fft and ifft", () => {
  const sizes = integer({ min: 1, max: 12 });

  test("undo each other, with all axes, whatever the sizes, options and layout", () => {
    assert(
      property(
        tuple(sizes, sizes, sizes),
        integer({ min: 1, max: 3 }),
        constantFrom("float64", "float32", "complex128", "complex64"),
        constantFrom(true, false),
        constantFrom(true, false),
        integer(),
        (shape, signalDimension, dtype, shift, turned, seed) => {
          const pairs = dtype.startsWith("complex") ? 2 : 1;
          const numbers = noise(pairs * shape[0] * shape[1] * shape[2], seed);
          const wide = fromData(numbers, shape, { dtype: pairs === 2 ? "complex128" : "float64" }) as NDArray;
          const data = wide.astype(dtype as "float64") as NDArray;
          const axes = shape.map(
            (size, i) =>
              new UniformDataAxis({
                size,
                scale: 0.5 + i,
                offset: i - 4,
                units: "nm",
                navigate: i < 3 - signalDimension,
              }),
          );
          const signal: SignalLike = turned
            ? makeSignal(data.transpose([2, 0, 1]), { axes: [2, 0, 1].map((i) => axes[i] as UniformDataAxis) })
            : makeSignal(data, { axes });
          const back = ifft(fft(signal, { shift }), { returnReal: pairs === 1 });
          expect(back.data.dtype).toBe(dtype);
          expectNear(back.data, signal.data, dtype.endsWith("128") || dtype === "float64" ? 1e-13 : 2e-6);
          for (const [i, axis] of signal.axes.entries()) {
            const own = back.axes[i] as UniformDataAxis;
            expect(own).toMatchObject({ size: axis.size, units: "nm", navigate: axis.navigate });
            expect(own.scale).toBeCloseTo((axis as UniformDataAxis).scale, 12);
            expect(own.offset).toBe((axis as UniformDataAxis).offset);
          }
          expect(back.metadata.has("Signal.FFT")).toBe(false);
        },
      ),
    );
  });

  test("keep the energy, and half a transform goes back too", () => {
    assert(
      property(sizes, sizes, constantFrom(true, false), integer(), (height, width, shift, seed) => {
        const image = new Signal2D(fromData(noise(height * width, seed), [height, width]), {
          runtime,
          axes: [{ offset: 2 }, { offset: -3, scale: 0.25 }],
        });
        const energy = (list: number[]): number => list.reduce((sum, value) => sum + value * value, 0);
        const whole = fft(image, { shift });
        expect(energy(flat(whole.data)) / (height * width)).toBeCloseTo(energy(flat(image.data)), 9);
        const half = fft(image, { shift, realFftOnly: true });
        expect(half.data.shape).toEqual([Math.floor(height / 2) + 1, width]);
        expect(half.axes.map((axis) => axis.size)).toEqual(half.data.shape);
        const back = ifft(half);
        expectNear(back.data, image.data, 1e-13);
        expect(back.axes.map((axis) => (axis as UniformDataAxis).offset)).toEqual([2, -3]);
        expect(String(ifft(half, { returnReal: false }))).toContain("ComplexSignal2D");
      }),
    );
  });

  test("put a wave where its frequency is on the axis", () => {
    for (const size of [15, 16]) {
      const axes = [{ scale: 0.1, offset: 5, units: "nm" }];
      const wave = new Signal1D(
        Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * 3 * i) / size)),
        { axes, runtime },
      );
      for (const shift of [true, false]) {
        const strength = amplitude(fft(wave, { shift })) as Signal1D;
        const found = (strength.axes[0] as UniformDataAxis).at(Number(strength.indexmax(0).data.get(0)));
        expect(Math.abs(found)).toBeCloseTo(3 / (size * 0.1), 12);
        expect(strength.axes[0]?.units).toBe("1 / nm");
      }
      const shifted = fft(wave, { shift: true }).axes[0] as UniformDataAxis;
      expect(shifted.at(Math.floor(size / 2))).toBe(0);
    }
  });

  test("find the size back after frequencies were cut off", () => {
    const line = new Signal1D(
      Float64Array.from({ length: 16 }, (_, i) => Math.sin(i / 3)),
      {
        runtime,
        axes: [{ scale: 2, offset: 7 }],
      },
    );
    const half = fft(line, { realFftOnly: true }) as ComplexSignal1D;
    const small = ifft(half.isig(":5")) as Signal1D;
    expect(small.data.shape).toEqual([8]);
    expect(small.axes[0]).toMatchObject({ size: 8, scale: 4, offset: 7 });
  });

  test("leave the input alone, and drop noise and quantity of the result", () => {
    const metadata = { Signal: { quantity: "Counts", Noise_properties: { variance: 2 } } };
    const line = new Signal1D([1, 2, 3], { runtime, metadata });
    const result = fft(line);
    expect(line.metadata.get("Signal.quantity")).toBe("Counts");
    expect(line.metadata.has("Signal.FFT")).toBe(false);
    expect(result.metadata.has("Signal.quantity")).toBe(false);
    expect(result.metadata.has("Signal.Noise_properties")).toBe(false);
  });

  test("say what is wrong", () => {
    expect(codeOf(() => fft({} as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => fft(new Signal1D([1, 2]), true as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => fft(new Signal1D([1, 2], { axes: [{ axis: [1, 4] }] })))).toBe("UNSUPPORTED");
    expect(codeOf(() => ifft(new Signal1D([1, 2], { axes: [{ axis: [1, 4] }] })))).toBe("UNSUPPORTED");
    expect(codeOf(() => fft(new Signal1D([1, 2]).T))).toBe("BAD_SHAPE");
    expect(codeOf(() => fft(new Signal1D(new Float64Array(0))))).toBe("BAD_SHAPE");
    expect(codeOf(() => fft(new ComplexSignal1D([1, 2]), { realFftOnly: true }))).toBe("BAD_DTYPE");
    expect(codeOf(() => fft(new Signal1D([1, 2]), { apodization: "hanning" as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => fft(new Signal1D([1, 2]), { norm: "Ortho" as never }))).toBe("BAD_VALUE");
    const colours = new Signal1D([[1, 2, 3]], { axes: [{}, { isColour: true }] });
    expect(codeOf(() => fft(colours))).toBe("UNSUPPORTED");
  });
});

describe("applyApodization", () => {
  test("writes in place where it is told to", () => {
    const image = new Signal2D(fromData(new Float32Array(12).fill(1), [3, 4]));
    expect(applyApodization(image, { inplace: true }) === image).toBe(true);
    expect(flat(image.data)).toEqual([0, 0, 0, 0, 0, 0.75, 0.75, 0, 0, 0, 0, 0]);
    const view = new Signal1D(fromData(new Float64Array(8).fill(1), [2, 4]).T, { axes: [{}, { navigate: true }] });
    applyApodization(view, { inplace: true, window: "hamming" });
    expect(view.data.slice("...", 0).toNested()).toEqual(view.data.slice("...", 1).toNested());
    expect(view.data.get(0, 0)).toBeCloseTo(0.08, 14);
    expect(codeOf(() => applyApodization(new Signal1D(Int16Array.of(1, 2)), { inplace: true }))).toBe("BAD_DTYPE");
  });

  test("says what is wrong", () => {
    const line = new Signal1D([1, 2, 3]);
    expect(codeOf(() => applyApodization(line, { window: "Hann" as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => applyApodization(line, { hannOrder: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => applyApodization(line, { tukeyAlpha: Number.NaN, window: "tukey" }))).toBe("BAD_VALUE");
    expect(codeOf(() => applyApodization(line, "hann" as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => applyApodization(line.T))).toBe("BAD_SHAPE");
  });
});

describe("ComplexSignal", () => {
  const make = (): ComplexSignal1D =>
    new ComplexSignal1D(
      [
        { re: 1, im: 2 },
        { re: -3, im: 4 },
      ],
      { runtime, title: "A" },
    );

  test("makes complex numbers of others, and keeps complex ones", () => {
    expect(new ComplexSignal([1, 2]).data.dtype).toBe("complex128");
    expect(new ComplexSignal2D(fromData(Float32Array.of(1, 2), [1, 2])).data.dtype).toBe("complex128");
    const single = fromData(Float32Array.of(1, 2), [1], { dtype: "complex64" });
    expect(new ComplexSignal1D(single).data).toBe(single);
    expect(String(new ComplexSignal1D([[1, 2]]))).toBe("<ComplexSignal1D, title: , dimensions: (1|2)>");
  });

  test("has parts to read and to write", () => {
    const signal = make();
    expect(String(signal.real)).toBe("<Signal1D, title: real(A), dimensions: (|2)>");
    signal.real = [5, 6];
    expect(signal.data.toNested()).toEqual([
      { re: 5, im: 2 },
      { re: 6, im: 4 },
    ]);
    signal.imag = new Signal1D([0, 1]);
    expect(signal.imag.data.toNested()).toEqual([0, 1]);
    signal.real.data.assign(3);
    expect(signal.data.get(0)).toEqual({ re: 3, im: 0 });
    signal.amplitude = 2;
    expectNear(signal.amplitude.data, fromData(Float64Array.of(2, 2), [2]) as NDArray, 1e-15);
    signal.phase = Math.PI / 2;
    expect(signal.phase.data.toNested()).toEqual([Math.PI / 2, Math.PI / 2]);
    expect(signal.angle({ deg: true }).data.toNested()).toEqual([90, 90]);
  });

  test("keeps single precision when parts are set", () => {
    const data = fromData(Float32Array.of(3, 4, 0, 0), [2], { dtype: "complex64" });
    const signal = new ComplexSignal1D(data);
    signal.amplitude = 10;
    expect(data.toNested()).toEqual([
      { re: 6, im: 8 },
      { re: 10, im: 0 },
    ]);
    expect(withPhase(signal, 0).data.dtype).toBe("complex64");
    expect(signal.data.get(0)).toEqual({ re: 6, im: 8 });
  });

  test("tells of data that were written, in place only", () => {
    const signal = new ComplexSignal2D(make().data.reshape([1, 2]));
    const told: unknown[] = [];
    signal.events.dataChanged.connect((one) => told.push(one));
    signal.real = 1;
    signal.imag = 2;
    signal.amplitude = 3;
    signal.phase = 0;
    signal.addPhaseRamp(1, 2, { inplace: true });
    signal.applyApodization({ inplace: true });
    expect(told.length).toBe(6);
    expect(told.every((one) => one === signal)).toBe(true);
    withReal(signal, 1);
    signal.addPhaseRamp(1, 2);
    signal.applyApodization();
    signal.fft();
    expect(codeOf(() => withReal(signal, { re: 0, im: 1 } as never, { inplace: true }))).toBe("BAD_DTYPE");
    expect(told.length).toBe(6);
  });

  test("makes new signals with the functions", () => {
    const signal = make();
    const other = withReal(signal, 7);
    expect(other instanceof ComplexSignal1D).toBe(true);
    expect([flat(other.data), flat(signal.data)]).toEqual([
      [7, 2, 7, 4],
      [1, 2, -3, 4],
    ]);
    const plain = withAmplitude(makeSignal([-2, 2]), 1);
    expect(plain.data.dtype).toBe("complex128");
    expect(flat(plain.data).map(Math.round)).toEqual([-1, 0, 1, 0]);
  });

  test("goes with numbers that are very large, very small or not finite", () => {
    const signal = new ComplexSignal1D([
      { re: 3e200, im: 4e200 },
      { re: 3e-200, im: 4e-200 },
      { re: Number.NaN, im: 1 },
    ]);
    const [large, small, none] = withAmplitude(signal, 5).data.toNested() as Complex[];
    expect(large).toEqual({ re: expect.closeTo(3, 12), im: expect.closeTo(4, 12) });
    expect(small).toEqual({ re: expect.closeTo(3, 12), im: expect.closeTo(4, 12) });
    expect(none?.re).toBeNaN();
    const [turned, tiny] = withPhase(signal, 0).data.toNested() as Complex[];
    expect((turned?.re ?? 0) / 5e200).toBeCloseTo(1, 12);
    expect((tiny?.re ?? 0) / 5e-200).toBeCloseTo(1, 12);
  });

  test("broadcasts signals by their axes: an amplitude for each position", () => {
    const waves = new ComplexSignal1D(fromData(noise(24, 3), [2, 2, 3], { dtype: "complex128" }));
    const map = new Signal1D([
      [1, 2],
      [3, 4],
    ]).transpose({ signalAxes: 0 });
    const scaled = withAmplitude(waves, map);
    expectNear(scaled.amplitude.data.slice("...", 0), map.data as NDArray, 1e-14);
    expect(codeOf(() => withAmplitude(waves, new Signal1D([1, 2])))).toBe("BAD_SHAPE");
    expect(
      codeOf(() =>
        withReal(
          new ComplexSignal1D([1, 2]),
          new Signal1D([
            [1, 2],
            [3, 4],
          ]),
        ),
      ),
    ).toBe("BAD_SHAPE");
    expect(codeOf(() => withReal(waves, waves))).toBe("BAD_DTYPE");
    expect(codeOf(() => withReal(waves, { re: 1, im: 1 }))).toBe("BAD_DTYPE");
    expect(codeOf(() => withReal(new Signal1D([1]), 1, { inplace: true }))).toBe("BAD_DTYPE");
  });

  test("stays complex unless a part is taken", () => {
    expect(codeOf(() => make().changeDtype("float64"))).toBe("BAD_DTYPE");
    expect(make().changeDtype("complex64") instanceof ComplexSignal1D).toBe(true);
    expect(make().multiply(2) instanceof ComplexSignal1D).toBe(true);
    expect(String(make().absolute())).toContain("Signal1D");
    expect(new Signal2D([[1, 2]], { runtime }).changeDtype("complex128") instanceof ComplexSignal2D).toBe(true);
  });

  test("works without a runtime", () => {
    const line = new ComplexSignal1D([1, 2, 3, 4]);
    expect(line.fft({ shift: true }) instanceof ComplexSignal1D).toBe(true);
    expect(line.fft().ifft() instanceof Signal1D).toBe(true);
    expect(line.unwrappedPhase().data.toNested()).toEqual([0, 0, 0, 0]);
    expect(line.applyApodization() instanceof ComplexSignal1D).toBe(true);
  });

  test("has the parts of real data too", () => {
    const line = makeSignal([-1, 2]);
    expect([real, imag, amplitude, phase, angle].map((part) => part(line).data.toNested())).toEqual([
      [-1, 2],
      [0, 0],
      [1, 2],
      [Math.PI, 0],
      [Math.PI, 0],
    ]);
  });
});

describe("unwrappedPhase", () => {
  test("goes position by position, can be followed and stopped, and leaves out what is masked", () => {
    const count = 3 * 5 * 4;
    const waves = new ComplexSignal2D(
      fromData(
        Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? Math.cos(i / 2) : Math.sin((i - 1) / 2))),
        [3, 5, 4],
        {
          dtype: "complex128",
        },
      ),
      { runtime, axes: [{ navigate: true }, {}, {}] },
    );
    const done: number[] = [];
    const result = waves.unwrappedPhase({ onProgress: (one, total) => done.push(one / total) });
    expect(done).toEqual([1 / 3, 2 / 3, 1]);
    for (const i of [0, 1, 2])
      expect(result.inav(i).data.toNested()).toEqual(
        (waves.inav(i) as ComplexSignal2D).unwrappedPhase().data.toNested(),
      );
    expect(codeOf(() => unwrappedPhase(waves, { signal: AbortSignal.abort() }))).toBe("ABORTED");
    const mask = fromData(
      Uint8Array.from({ length: 20 }, (_, i) => (i === 7 ? 1 : 0)),
      [5, 4],
    );
    const masked = unwrappedPhase(waves, { mask });
    expect(masked.data.get(1, 1, 3)).toBeCloseTo(Number(waves.phase.data.get(1, 1, 3)), 12);
    expect(flat(unwrappedPhase(waves, { mask: makeSignal(mask) }).data)).toEqual(flat(masked.data));
    expect(codeOf(() => unwrappedPhase(waves, { mask: [1, 2, 3] }))).toBe("BAD_SHAPE");
  });

  test("takes borders in natural order", () => {
    const truth = (i: number): number => 5 * Math.sin((2 * Math.PI * ((i % 12) + 0.3)) / 12);
    const wave = new ComplexSignal2D(
      fromData(
        Float64Array.from({ length: 144 }, (_, i) => (i % 2 ? Math.sin : Math.cos)(truth(i >> 1))),
        [6, 12],
        {
          dtype: "complex128",
        },
      ),
    );
    const mask = fromData(
      Uint8Array.from({ length: 72 }, (_, i) => ([4, 7].includes(i % 12) ? 1 : 0)),
      [6, 12],
    );
    const turns = (wrapAround: boolean[]): number => {
      const result = flat(unwrappedPhase(wave, { wrapAround, mask }).data);
      const raised = result.map((value, i) => Math.round((value - truth(i)) / (2 * Math.PI)));
      return new Set(raised.filter((_, i) => i % 12 < 4 || i % 12 > 7)).size;
    };
    expect([turns([true, false]), turns([false, true])]).toEqual([1, 2]);
  });
});

describe("argandDiagram and addPhaseRamp", () => {
  test("say what is wrong", () => {
    const wave = new ComplexSignal2D([
      [1, 2],
      [3, 4],
    ]);
    expect(codeOf(() => argandDiagram(new Signal1D([1, 2])))).toBe("BAD_DTYPE");
    expect(codeOf(() => argandDiagram(wave, { size: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => argandDiagram(wave, { size: [2, 3, 4] as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => argandDiagram(wave, { range: [1, 1] }))).toBe("BAD_VALUE");
    expect(codeOf(() => argandDiagram(wave, { range: [[0, 1]] as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => argandDiagram(new ComplexSignal1D([Number.NaN])))).toBe("BAD_VALUE");
    expect(codeOf(() => addPhaseRamp(new Signal2D([[1]]), 1, 1))).toBe("BAD_DTYPE");
    expect(codeOf(() => addPhaseRamp(new ComplexSignal1D([1, 2]), 1, 1))).toBe("BAD_SHAPE");
    expect(codeOf(() => wave.addPhaseRamp(Number.NaN, 1))).toBe("BAD_VALUE");
    expect(codeOf(() => wave.addPhaseRamp(1, undefined as never))).toBe("BAD_VALUE");
    expect(codeOf(() => wave.addPhaseRamp(1, 1, 2 as never))).toBe("BAD_ARGUMENT");
  });

  test("ramps work on uneven axes, in place, and shift the transform", () => {
    const wave = new ComplexSignal2D([[1, 1, 1]], { axes: [{}, { axis: [0, 1, 4] }] });
    expect(wave.addPhaseRamp(0.5, 0, { inplace: true }) === wave).toBe(true);
    expect(flat(wave.phase.data).map((value) => Math.round(value * 1e12) / 1e12)).toEqual([0, 0.5, 2]);
    const axes = [{ scale: 0.5 }, { scale: 0.25 }];
    const image = new ComplexSignal2D(fromData(noise(64, 5), [4, 8], { dtype: "complex128" }), { axes });
    // One frequency step along x, in the units of the axis.
    const moved = image.addPhaseRamp((2 * Math.PI) / (8 * 0.25), 0).fft();
    const before = image.fft();
    for (const k of [0, 1, 6]) expectNear(moved.data.slice("...", k + 1), before.data.slice("...", k), 1e-12);
  });
});

describe("methods by name", () => {
  test("reach everything", async () => {
    const image = new Signal2D(fromData(noise(20, 9), [4, 5]), { runtime, title: "A" });
    const transform = (await call(image, "fft", { shift: true, apodization: "hamming" })) as ComplexSignal2D;
    expect(String(transform)).toBe("<ComplexSignal2D, title: FFT of A, dimensions: (|5, 4)>");
    expect(String(await call(transform, "ifft"))).toContain("real(iFFT of FFT of A)");
    for (const name of ["real", "imag", "amplitude", "phase", "angle", "unwrappedPhase", "argandDiagram"])
      expect(String(await call(transform, name))).toContain("Signal2D");
    expect((await call(transform, "addPhaseRamp", { rampX: 1, rampY: 2, offset: 3 })) instanceof ComplexSignal2D).toBe(
      true,
    );
    expect(String(await call(image, "applyApodization", { window: "tukey" }))).toContain("Signal2D, title: A");
  });
});
