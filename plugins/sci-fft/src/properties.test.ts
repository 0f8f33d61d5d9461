import { array, createRuntime, fromData, type NDArray, zeros } from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import {
  dct,
  dst,
  fft,
  fft2,
  fftfreq,
  fftn,
  fftshift,
  idct,
  idst,
  ifft,
  ifftn,
  ifftshift,
  irfft,
  nextFastLen,
  rfft,
} from "./index.js";

/** Numbers of a small generator, so that a failing length alone repeats a case. */
function numbers(seed: number, count: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function complexes(seed: number, ...shape: number[]): NDArray {
  const size = shape.reduce((all, one) => all * one, 1);
  return fromData(numbers(seed, 2 * size), shape, { dtype: "complex128" });
}

/** Some numbers of the transform by its definition, with angles reduced exactly. */
function definition(x: Float64Array, n: number, k: number): [number, number] {
  let re = 0;
  let im = 0;
  for (let j = 0; j < n; j++) {
    const angle = (-2 * Math.PI * ((j * k) % n)) / n;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    re += x[2 * j]! * c - x[2 * j + 1]! * s;
    im += x[2 * j]! * s + x[2 * j + 1]! * c;
  }
  return [re, im];
}

function rms(data: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! ** 2;
  return Math.sqrt(sum);
}

function distance(a: NDArray, b: NDArray): number {
  const [x, y] = [a.copy().data as Float64Array, b.copy().data as Float64Array];
  return rms(x.map((one, i) => one - y[i]!)) / rms(y);
}

/** Twice the digits that double precision loses in log2(n) roundings. */
function allowed(n: number): number {
  return 2e-16 * (2 + Math.log2(n));
}

const lengths = fc.integer({ min: 1, max: 4100 });

describe("transforms of any length", () => {
  it("are the sums of the definition", () => {
    fc.assert(
      fc.property(lengths, fc.nat(), (n, at) => {
        const x = complexes(n, n);
        const k = at % n;
        const [re, im] = definition(x.data as Float64Array, n, k);
        const found = fft(x).get(k) as { re: number; im: number };
        const size = Math.sqrt(n) * 1e-15 * (4 + Math.log2(n));
        expect(Math.abs(found.re - re)).toBeLessThan(Math.max(size, 1e-15 * n));
        expect(Math.abs(found.im - im)).toBeLessThan(Math.max(size, 1e-15 * n));
      }),
    );
  });

  it("come back, keep the energy, are linear and shift phases", () => {
    fc.assert(
      fc.property(lengths, fc.nat(), (n, by) => {
        const [x, y] = [complexes(n, n), complexes(n + 1, n)];
        const spectrum = fft(x);
        expect(distance(ifft(spectrum), x)).toBeLessThan(2 * allowed(n));
        expect(
          Math.abs(rms(fft(x, { norm: "ortho" }).data as Float64Array) / rms(x.data as Float64Array) - 1),
        ).toBeLessThan(2 * allowed(n));
        const sum = fromData(
          (x.data as Float64Array).map((one, i) => one - 3 * (y.data as Float64Array)[i]!),
          [n],
          { dtype: "complex128" },
        );
        const other = fft(y).data as Float64Array;
        const combined = fromData(
          (spectrum.data as Float64Array).map((one, i) => one - 3 * other[i]!),
          [n],
          { dtype: "complex128" },
        );
        expect(distance(fft(sum), combined)).toBeLessThan(4 * allowed(n));
        const shift = by % n;
        const turned = zeros([n], { dtype: "complex128" });
        for (let j = 0; j < n; j++) turned.set([j], x.get((j + shift) % n));
        const phased = (spectrum.data as Float64Array).slice();
        for (let k = 0; k < n; k++) {
          const angle = (2 * Math.PI * ((k * shift) % n)) / n;
          const [re, im] = [phased[2 * k]!, phased[2 * k + 1]!];
          phased[2 * k] = re * Math.cos(angle) - im * Math.sin(angle);
          phased[2 * k + 1] = re * Math.sin(angle) + im * Math.cos(angle);
        }
        expect(distance(fft(turned), fromData(phased, [n], { dtype: "complex128" }))).toBeLessThan(4 * allowed(n));
      }),
      { numRuns: 40 },
    );
  });

  it("of real numbers are half of the complex ones and come back", () => {
    fc.assert(
      fc.property(lengths, (n) => {
        const x = fromData(numbers(n, n), [n]);
        const half = rfft(x);
        expect(distance(half, fft(x.astype("complex128")).slice(`0:${Math.floor(n / 2) + 1}`))).toBeLessThan(
          2 * allowed(n),
        );
        expect(distance(irfft(half, { n }), x)).toBeLessThan(2 * allowed(n));
        expect(distance(idct(dct(x)), x)).toBeLessThan(4 * allowed(n));
      }),
      { numRuns: 40 },
    );
  });

  it("have no line that depends on its neighbours, along any axis and through any view", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        (shape, pick, turned, real) => {
          const base = real
            ? fromData(
                numbers(
                  7,
                  shape.reduce((all, one) => all * one, 1),
                ),
                shape,
              )
            : complexes(7, ...shape);
          const view = base.slice(...shape.map((_, i) => (turned[i] ? "::-1" : ":"))).transpose();
          const axis = pick % shape.length;
          const all = fft(view, { axis });
          const ends = view.shape.map((size) => size - 1);
          const line = (a: NDArray): NDArray => a.slice(...ends.map((at, i) => (i === axis ? ":" : at)));
          expect(line(all).toNested()).toEqual(fft(line(view).copy()).toNested());
        },
      ),
    );
  });

  it("are right for lengths with large factors", () => {
    for (const n of [9973, 2 * 5003, 65537, 3 * 7 * 11 * 13 * 17]) {
      const x = complexes(n, n);
      const spectrum = fft(x);
      expect(distance(ifft(spectrum), x)).toBeLessThan(2 * allowed(n));
      for (const k of [0, 1, n - 2]) {
        const [re, im] = definition(x.data as Float64Array, n, k);
        const found = spectrum.get(k) as { re: number; im: number };
        expect(Math.abs(found.re - re) + Math.abs(found.im - im)).toBeLessThan(1e-14 * n);
      }
    }
  });
});

describe("transforms over several axes", () => {
  it("are those along one axis after the other", () => {
    const x = complexes(3, 6, 5, 7);
    const stepwise = fft(fft(fft(x), { axis: 1 }), { axis: 0 });
    expect(distance(fftn(x), stepwise)).toBeLessThan(1e-15);
    expect(distance(ifftn(fftn(x)), x)).toBeLessThan(1e-15);
  });

  it("of float32 are rounded once", () => {
    const x = fromData(Float32Array.from(numbers(5, 64 * 48)), [64, 48]);
    const result = fft2(x);
    expect(result.dtype).toBe("complex64");
    expect(distance(result.astype("complex128"), fft2(x.astype("float64")))).toBeLessThan(6e-8);
  });

  it("of large arrays go over in pieces", () => {
    const x = fromData(Float32Array.from(numbers(5, 300 * 4096)), [300, 4096]);
    const line = x.slice(299, ":");
    expect(fft(x).slice(299, ":").toNested()).toEqual(fft(line).toNested());
  });
});

describe("orthogonal cosine and sine transforms", () => {
  it("keep the energy", () => {
    for (const type of [1, 2, 3, 4] as const)
      for (const transform of [dct, idct, dst, idst])
        for (const n of [2, 3, 4, 5, 8, 9, 12]) {
          const x = fromData(numbers(n, n), [n]);
          const y = transform(x, { type, norm: "ortho" });
          expect(rms(y.data as Float64Array)).toBeCloseTo(rms(x.data as Float64Array), 13);
          const factor = { type, norm: "forward", orthogonalize: true } as const;
          const back =
            transform === dct || transform === idct ? idct(dct(x, factor), factor) : idst(dst(x, factor), factor);
          expect(distance(back, x)).toBeLessThan(1e-15);
        }
  });
});

describe("what is wrong", () => {
  it("has a code", () => {
    const x = array([1, 2, 3]);
    expect(codeOf(() => fft(x, { n: 1.5 }))).toBe("BAD_VALUE");
    expect(codeOf(() => fft(x, { n: 2 ** 40 }))).toBe("OUT_OF_MEMORY");
    expect(codeOf(() => fft(x, { norm: "orthogonal" as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => fft(x, { axis: 0.5 }))).toBe("BAD_AXIS");
    expect(codeOf(() => fft(3))).toBe("BAD_AXIS");
    expect(codeOf(() => fftn(x, { s: "3" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => rfft(x.astype("complex64")))).toBe("BAD_DTYPE");
    expect(codeOf(() => dct(x, { type: "2" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => dct(array([1]), { type: 1 }))).toBe("BAD_SHAPE");
    expect(codeOf(() => fftfreq(4, { d: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => fftfreq(0))).toBe("BAD_VALUE");
    expect(codeOf(() => nextFastLen(-1))).toBe("BAD_VALUE");
    expect(codeOf(() => nextFastLen(Number.NaN))).toBe("BAD_VALUE");
    expect(codeOf(() => fftshift(x, { axes: 1 }))).toBe("BAD_AXIS");
  });

  it("stays in its line: NaN and infinity do not spread to others", () => {
    const x = array([
      [1, 2, 3, 4, 5],
      [1, Number.NaN, 3, 4, 5],
      [1, 2, 3, 4, Number.POSITIVE_INFINITY],
    ]);
    const all = fft(x, { axis: 1 });
    expect(all.slice(0, ":").toNested()).toEqual(fft(array([1, 2, 3, 4, 5])).toNested());
    for (let k = 0; k < 5; k++) expect((all.get(1, k) as { re: number }).re).toBeNaN();
  });
});

describe("shifts", () => {
  it("undo each other", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 3 }), (shape) => {
        const x = fromData(
          numbers(
            1,
            shape.reduce((all, one) => all * one, 1),
          ),
          shape,
        );
        expect(ifftshift(fftshift(x)).toNested()).toEqual(x.toNested());
      }),
    );
    expect(fftshift(3).toNested()).toBe(3);
  });
});

describe("a runtime", () => {
  it("may bring its own kernels, and keeps its arrays", () => {
    const calls: string[] = [];
    const names = ["fft", "rfft", "irfft", "dct"];
    const kernels = names.map((name) => ({
      operation: `sci-fft/${name}`,
      device: "host",
      dtypes: ["float64" as const, "complex128" as const],
      accepts: (): boolean => {
        calls.push(name);
        return false;
      },
      run: (): never => {
        throw new Error("not accepted");
      },
    }));
    const plugin = { name: "own", version: "1.0.0", provides: { "@core/array/kernel#1": kernels } };
    const runtime = createRuntime({ plugins: [plugin as never], onDiagnostic: () => undefined });
    const x = array([1, 2, 3, 4], { runtime });
    expect(irfft(rfft(x)).runtime).toBe(runtime);
    expect(dct(fft(x)).runtime).toBe(runtime);
    expect(calls).toEqual(["rfft", "irfft", "fft", "dct"]);
  });
});
