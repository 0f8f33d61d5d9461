import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { add, astype, contiguous, elementsOf, imag, isComplexDType, multiply, type NDArray, real } from "@core/array";
import { createRuntime } from "@core/array/runtime";
import {
  applyROI,
  type BaseSignal,
  circleROI,
  line2DROI,
  load,
  log,
  rebuild,
  rectangularROI,
  type SignalLike,
  setSignalType,
  signalCore,
  slice,
  stack,
  type UniformDataAxis,
} from "@core/signal";
import { hspy } from "io-hspy";
import { gaussianFilter, medianFilter } from "sci-ndimage";
import { gaussianFilter as gaussianOfSpectra, hanningTaper, smoothSavitzkyGolay } from "signal-1d";
import {
  addPhaseRamp,
  amplitude,
  applyApodization,
  argandDiagram,
  type ComplexSignal,
  complex,
  fft,
  ifft,
  unwrappedPhase,
} from "signal-complex";
import { eels, removeBackground } from "signal-eels";
import { describe, expect, it } from "vitest";

const folder = new URL("../../../shared/data/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("Chains of operations on real files skipped: the folder ../shared/data is not here.");

interface Digest {
  readonly step: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly axes: readonly Readonly<Record<string, unknown>>[];
  readonly sum: readonly number[];
  readonly size: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly samples: readonly (number | null)[];
}

type Chain = (read: (name: string) => Promise<BaseSignal>) => AsyncGenerator<[string, SignalLike]>;

const expected = JSON.parse(readFileSync(new URL("./golden/real-files.json", import.meta.url), "utf8")) as Record<
  string,
  Digest[]
>;

function read(name: string): Promise<BaseSignal> {
  const runtime = createRuntime({ plugins: [signalCore, hspy, complex, eels] });
  return load(runtime, fileURLToPath(new URL(name, folder))) as Promise<BaseSignal>;
}

async function* astronaut(): AsyncGenerator<[string, SignalLike]> {
  let s = await read("img/astronaut.hspy");
  yield ["load", s];
  s = s.transpose({ signalAxes: ["RGB"] });
  yield ["transpose", s];
  s = s.changeDtype("rgb8").isig("-20.0:20.0", slice(100, -60)).changeDtype("uint8");
  yield ["crop in colours", s];
  s = s.transpose({ signalAxes: ["width", "height"] }).changeDtype("float32");
  yield ["changeDtype", s];
  s = s.rebin({ scale: [1, 2, 3] });
  yield ["rebin", s];
  s = log(s.add(1)) as BaseSignal;
  yield ["log", s];
  s = s.map((image) => gaussianFilter(image, 1.5), { inplace: false });
  yield ["map", s];
  s = s.subtract(s.mean({ axis: ["width", "height"] }));
  yield ["subtract", s];
  s = s.derivative("width");
  yield ["derivative", s];
  s = applyROI(s, rectangularROI(-10, 5, 5, 20), { axes: ["width", "height"] }) as BaseSignal;
  yield ["rectangle", s];
  s = s.std({ axis: 0 });
  yield ["std", s];
  yield ["histogram", s.getHistogram({ bins: 32 })];
}

async function* holograms(): AsyncGenerator<[string, SignalLike]> {
  const waves: SignalLike[] = [];
  for (const name of ["00_ref", "01_holo"]) {
    let s: SignalLike = (await read(`holo/${name}_Vbp_130V_0V_bin2_crop.hdf5`)).isig(slice(100, 356), slice(50, 306));
    yield [`${name} isig`, s];
    s = (s as BaseSignal).changeDtype("float64");
    s = (s as BaseSignal).subtract((s as BaseSignal).mean({ axis: [0, 1] }).data.item());
    yield [`${name} subtract`, s];
    s = applyApodization(setSignalType(s, ""));
    yield [`${name} applyApodization`, s];
    s = fft(s, { shift: true });
    yield [`${name} fft`, s];
    yield [`${name} amplitude`, amplitude(s)];
    s = (s as BaseSignal).isig(slice(64, 192), slice(64, 192));
    yield [`${name} isig`, s];
    s = ifft(s, { returnReal: false });
    yield [`${name} ifft`, s];
    waves.push(s);
  }
  const stacked = stack(waves) as BaseSignal;
  yield ["stack", stacked];
  const wave = stacked.inav(1).add(stacked.inav(0).multiply({ re: 0, im: 2 }));
  yield ["wave", wave];
  const s = addPhaseRamp(wave, 0.05, -0.02) as ComplexSignal;
  yield ["addPhaseRamp", s];
  const part = s.isig(slice(40, 90), slice(40, 90));
  const blurred = add(
    gaussianFilter(real(part.data) as NDArray, 4),
    multiply(gaussianFilter(imag(part.data) as NDArray, 4), { re: 0, im: 1 }),
  );
  let phase = unwrappedPhase(rebuild(part, { data: blurred })) as BaseSignal;
  phase = phase.subtract(phase.mean({ axis: [0, 1] }).data.item());
  yield ["unwrappedPhase", phase];
  yield ["argandDiagram", argandDiagram(part, { size: [16, 16], range: [-500, 500] })];
  yield ["integrateSimpson", phase.integrateSimpson("x")];
}

async function* lineScan(): AsyncGenerator<[string, SignalLike]> {
  let s = await read("eels/LSMO_STO_linescan.hdf5");
  yield ["load", s];
  s = s.isig("450.0:800.0");
  yield ["isig", s];
  s = removeBackground(s, { signalRange: [480, 525] }) as BaseSignal;
  yield ["removeBackground", s];
  s = smoothSavitzkyGolay(s, { polynomialOrder: 3, windowLength: 7 });
  yield ["smoothSavitzkyGolay", s];
  s = s.rebin({ scale: [2, 1.5] });
  yield ["rebin", s];
  s = s.divide(s.isig("530.0:560.0").sum({ axis: -1 }));
  yield ["divide", s];
  yield ["valuemax", s.valuemax(-1)];
  yield ["integrate1D", s.integrate1D(-1)];
  const stacked = stack([s, s.multiply(2)], { newAxisName: "twice" }) as BaseSignal;
  yield ["stack", stacked];
  const differences = stacked.inav(slice(1, 4), 1).diff(-1);
  yield ["diff", differences];
  yield ["T", differences.T];
  s = hanningTaper(s.isig(slice(20, -20)));
  yield ["hanningTaper", s];
  yield ["fft", fft(s, { shift: true, apodization: "hamming" })];
}

async function* coreShell(): AsyncGenerator<[string, SignalLike]> {
  let s = await read("eds/core_shell.hspy");
  yield ["load", s];
  yield ["sum", s.sum()];
  s = s.applyROI(rectangularROI(4, 6, 28, 30));
  yield ["rectangle", s];
  s = s.changeDtype("float32").rebin({ scale: [2, 2, 4] });
  yield ["rebin", s];
  s = s.isig("5.0:12.0");
  yield ["isig", s];
  const unfolded = s.unfoldNavigationSpace();
  yield ["unfold", unfolded];
  s = gaussianOfSpectra(unfolded.fold(), 0.15);
  yield ["gaussianFilter", s];
  yield ["circle", s.applyROI(circleROI(14, 16, 8)).nansum({ axis: [0, 1] })];
  yield ["integrate1D", s.isig("9.2:9.7").integrate1D(-1)];
  let maps = s.asSignal2D([0, 1]);
  yield ["asSignal2D", maps];
  maps = maps.inav("::8").map((image) => medianFilter(image, { size: 3 }), { inplace: false });
  yield ["map", maps];
  yield ["line", maps.applyROI(line2DROI(6, 8, 22, 24, { linewidth: 2 }), { axes: [1, 2] })];
  yield ["indexmax", maps.indexmax(0)];
  yield ["histogram", maps.getHistogram({ bins: "sturges" })];
}

/** The figures of a signal that are compared, with the real and the imaginary part for complex data. */
function digest(step: string, { data, axes }: SignalLike): Digest {
  const parts = isComplexDType(data.dtype) ? [real(data), imag(data)] : [data];
  const lists = parts.map((part) => elementsOf(contiguous(astype(part as NDArray, "float64"))) as Float64Array);
  const numbers = lists.map((list) => list.filter((value) => !Number.isNaN(value)));
  const total = (list: Float64Array): number => list.reduce((sum, value) => sum + value, 0);
  const places = Array.from({ length: 24 }, (_, i) => Math.floor((i * (data.size - 1)) / 23));
  return {
    step,
    shape: data.shape,
    dtype: data.dtype,
    axes: (axes as readonly UniformDataAxis[]).map(({ name = "", size, scale, offset, units = "", navigate }) => ({
      name,
      size,
      scale,
      offset,
      units,
      navigate,
    })),
    sum: numbers.map(total),
    size: numbers.map((list) => total(list.map(Math.abs))),
    min: numbers.map((list) => list.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)),
    max: numbers.map((list) => list.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)),
    samples: lists.flatMap((list) => places.map((place) => list[place] as number)),
  };
}

const rounding = 1e-5;

function compare(found: Digest, wanted: Digest): void {
  expect(found.step).toBe(wanted.step);
  expect(found.shape).toEqual(wanted.shape);
  expect(found.dtype).toBe(wanted.dtype);
  for (const [i, axis] of wanted.axes.entries()) {
    const own = found.axes[i] as Readonly<Record<string, unknown>>;
    expect({ ...own, scale: 0, offset: 0 }).toEqual({ ...axis, scale: 0, offset: 0 });
    // Edges of histograms are elements of float32.
    const hair = 1e-6 * (Math.abs(axis.scale as number) + Math.abs(axis.offset as number));
    expect(Math.abs((own.scale as number) - (axis.scale as number)), "scale").toBeLessThanOrEqual(hair);
    expect(Math.abs((own.offset as number) - (axis.offset as number)), "offset").toBeLessThanOrEqual(hair);
  }
  const most = Math.max(...wanted.max.map(Math.abs), ...wanted.min.map(Math.abs));
  const total = wanted.size.reduce((sum, value) => sum + value, 0);
  const close = (key: "sum" | "size" | "min" | "max" | "samples", scale: number): void => {
    for (const [i, value] of wanted[key].entries())
      if (value === null) expect(found[key][i], `${key} ${i}`).toBeNaN();
      else expect(Math.abs((found[key][i] as number) - value), `${key} ${i}`).toBeLessThanOrEqual(rounding * scale);
  };
  close("samples", most);
  close("min", most);
  close("max", most);
  close("sum", total);
  close("size", total);
}

describe.skipIf(!here).each(Object.entries({ astronaut, holograms, lineScan, coreShell } as Record<string, Chain>))(
  "the chain of %s as in HyperSpy",
  (name, chain) => {
    it("gives the same after each step", async () => {
      const steps = expected[name] as Digest[];
      let count = 0;
      for await (const [step, signal] of chain(read)) {
        const wanted = steps[count++] as Digest;
        try {
          compare(digest(step, signal), wanted);
        } catch (error) {
          throw new Error(`${name}, ${step}: ${(error as Error).message}`);
        }
      }
      expect(count).toBe(steps.length);
      expect(count).toBeGreaterThanOrEqual(10);
    }, 60_000);
  },
);
