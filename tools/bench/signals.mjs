/** @import { Workload } from "./workloads.mjs" */

const group = "signals";
const cubeShape = (quick) => (quick ? [32, 32, 1024] : [256, 256, 1024]);
const spectraShape = (quick) => (quick ? [8, 8, 1024] : [64, 64, 1024]);
const imagesShape = (quick) => (quick ? [4, 128, 128] : [10, 512, 512]);
const driftShape = (quick) => (quick ? [4, 128, 128] : [20, 512, 512]);
const scanShape = (quick) => (quick ? [16, 16, 64, 64] : [128, 128, 128, 128]);
const transformShape = (quick) => (quick ? [4, 128, 128] : [64, 512, 512]);

/** What both languages start from: formulas of the place `i` in the array, with the same results. */
const inputs = {
  /** Numbers that are not constant. */
  plain: { ours: (i) => ((i * 7919) % 10007) / 1000 + 0.5, python: "(i * 7919 % 10007) / 1000 + 0.5" },
  counts: { ours: (i) => (i * 7919) % 251, python: "i * 7919 % 251" },
  /** Angles of complex numbers on the unit circle. */
  angles: {
    ours: (i) => (i % 512) * 0.05 + ((i * 7919) % 101) / 1000,
    python: "(i % 512) * 0.05 + (i * 7919 % 101) / 1000",
  },
  /** A peak in 1024 channels that moves by 2.5 channels from spectrum to spectrum, and back. */
  peaks: {
    ours: (i) => {
      const spectrum = Math.floor(i / 1024);
      const distance = ((i % 1024) - 300 - (spectrum % 9) * 2.5) / 6;
      return 1000 / (1 + distance * distance) + ((i * 7919) % 101) / 100;
    },
    python: "1000 / (1 + ((i % 1024 - 300 - (i // 1024 % 9) * 2.5) / 6) ** 2) + (i * 7919 % 101) / 100",
  },
};

/** Images of 512 (128) points a side of a pattern that drifts by a point down and one to the right from one to the next. */
function drifting(size) {
  const at = `(${size} * ${size})`;
  return {
    ours: (i) => {
      const image = Math.floor(i / (size * size));
      const y = (Math.floor(i / size) % size) - image;
      const x = (i % size) - image;
      return spot(x, y, 50, 40, 9) + spot(x, y, 80, 70, 12) + spot(x, y, 30, 90, 7);
    },
    python: `(lambda x, y: sum(100 / (1 + ((x - cx) ** 2 + (y - cy) ** 2) / w ** 2) for cx, cy, w in ((50, 40, 9), (80, 70, 12), (30, 90, 7))))(i % ${size} - i // ${at}, i // ${size} % ${size} - i // ${at})`,
  };
}

function spot(x, y, cx, cy, width) {
  return 100 / (1 + ((x - cx) ** 2 + (y - cy) ** 2) / width ** 2);
}

const arrays = { float32: Float32Array, uint16: Uint16Array, float64: Float64Array };

/** A number that depends on a thousand elements, their places and the shape. */
function digest({ array }, result) {
  if (typeof result === "number") return result;
  const data = array.isNDArray(result) ? result : result.data;
  const flat = array.contiguous(data).reshape(-1);
  const step = Math.max(1, Math.floor(flat.size / 1009));
  const some = array.absolute(flat.slice(`::${step}`)).astype("float64");
  let total = data.shape.reduce((sum, size, i) => sum + size * (i + 1), 0) * 1e-3;
  array.elementsOf(array.contiguous(some)).forEach((value, i) => {
    if (!Number.isNaN(value)) total += value * (1 + (i % 7));
  });
  return total;
}

const pythonDigest = `def digest(r):
    d = np.asarray(getattr(r, "data", r) if not isinstance(r, np.ndarray) else r)
    some = np.abs(d.ravel()[::max(1, d.size // 1009)]).astype(float)
    return sum((n * (i + 1) for i, n in enumerate(d.shape)), 0) * 1e-3 + np.nansum(some * (1 + np.arange(len(some)) % 7))
`;

/**
 * An operation on one signal beside HyperSpy's.
 *
 * @param {string} name with the row of the list of workloads that it belongs to
 * @param {object} work
 * @param {(quick: boolean) => readonly number[]} work.shape
 * @param {(core: object, s: object, quick: boolean) => unknown} work.ours
 * @param {string} work.python              an expression of `s`, or a statement that sets `r`
 * @param {string} [work.input]             one of `inputs`
 * @param {string} [work.dtype]
 * @param {string} [work.signal]            the class
 * @param {(core: object, s: object, quick: boolean) => unknown} [work.prepare]  before the clock starts; gives what `ours` gets
 * @param {string} [work.pythonPrepare]
 * @param {(core: object, r: unknown) => number} [work.value]
 * @param {string} [work.pythonValue]
 * @param {number} [work.tolerance]
 * @returns {Workload}
 */
function onSignal(name, work) {
  const { dtype = "float32", signal = "Signal1D" } = work;
  const formula = (quick) =>
    work.input === "drift" ? drifting(work.shape(quick).at(-1)) : inputs[work.input ?? "plain"];
  let data;
  return {
    group,
    name,
    tolerance: work.tolerance ?? 1e-5,
    forget: () => {
      data = undefined;
    },
    ours: (core, quick) => {
      const shape = work.shape(quick);
      if (data === undefined) {
        data = new arrays[dtype](shape.reduce((size, n) => size * n, 1));
        const { ours } = formula(quick);
        for (let i = 0; i < data.length; i++) data[i] = ours(i);
      }
      const made = new core.signal[signal](core.array.fromData(data, shape));
      const input = work.prepare?.(core, made, quick) ?? made;
      let result;
      return {
        run: () => {
          result = work.ours(core, input, quick);
        },
        value: () => (work.value ?? digest)(core, result),
      };
    },
    python: (quick) => {
      const shape = work.shape(quick);
      const python = typeof work.python === "function" ? work.python(quick) : work.python;
      return {
        setup: `import numpy as np, scipy.ndimage, hyperspy.api as hs
${pythonDigest}
a = np.empty(${shape.reduce((size, n) => size * n, 1)}, np.${dtype})
for start in range(0, len(a), 2 ** 22):
    i = np.arange(start, min(len(a), start + 2 ** 22), dtype=np.int64)
    a[start:start + len(i)] = ${formula(quick).python}
s = hs.signals.${signal}(a.reshape(${shape.join(",")}))
del a, i
${work.pythonPrepare ?? ""}`,
        run: python.includes("\n") ? python : `r = ${python}`,
        value: work.pythonValue ?? "float(digest(r))",
      };
    },
  };
}

const onCube = (name, ours, python, more = {}) => onSignal(name, { shape: cubeShape, ours, python, ...more });
const quiet = "show_progressbar=False";

/** As a peak of no loss is aligned: in the channels around it alone. Over all channels HyperSpy takes 40 s. */
const aroundPeak = { start: 270, end: 370 };

const slow = { single: 1e-3 };

/** @type {readonly Workload[]} */
export const signals = [
  onSignal("1a isig[200.:600.], 100 times, 64 × 64 × 2048", {
    shape: (quick) => (quick ? [8, 8, 2048] : [64, 64, 2048]),
    ours: (_, s) => {
      let r;
      for (let i = 0; i < 100; i++) r = s.isig("200.:600.");
      return r;
    },
    python: "for _ in range(100):\n    r = s.isig[200.:600.]",
  }),
  onSignal("1b inav[10:20, 5], 100 times, 64 × 64 × 2048", {
    shape: (quick) => (quick ? [8, 32, 2048] : [64, 64, 2048]),
    ours: ({ signal }, s) => {
      let r;
      for (let i = 0; i < 100; i++) r = s.inav(signal.slice(10, 20), 5);
      return r;
    },
    python: "for _ in range(100):\n    r = s.inav[10:20, 5]",
  }),
  onSignal("2 iteration over 4096 positions", {
    shape: (quick) => (quick ? [8, 8, 2048] : [64, 64, 2048]),
    ours: (_, s) => {
      let r;
      for (const one of s) r = one;
      return r;
    },
    python: "for r in s:\n    pass",
  }),
  onCube("3a s + s", ({ signal }, s) => signal.add(s, s), "s + s"),
  onCube("3b exp(s)", ({ signal }, s) => signal.exp(s), "np.exp(s)"),
  onCube("3c s + spectrum", ({ signal }, s) => signal.add(s, s.inav(0, 0)), "s + s.inav[0, 0]"),
  onCube("4a sum over navigation", (_, s) => s.sum(), "s.sum()", { tolerance: slow.single }),
  onCube("4b sum over the signal", (_, s) => s.sum({ axis: -1 }), "s.sum(-1)"),
  onCube("4c std over the signal", (_, s) => s.std({ axis: -1 }), "s.std(-1)"),
  onCube("4d valuemax", (_, s) => s.valuemax(-1), "s.valuemax(-1)"),
  onCube("4e nanmax over the signal", (_, s) => s.nanmax({ axis: -1 }), "s.nanmax(-1)"),
  onCube("5a integrate1D, not binned", (_, s) => s.integrate1D(-1), "s.integrate1D(-1)"),
  onCube("5b derivative along the signal", (_, s) => s.derivative(-1), "s.derivative(-1)"),
  onCube("5c derivative along y", (_, s) => s.derivative(1), "s.derivative(1)"),
  onCube("5d diff along the signal", (_, s) => s.diff(-1), "s.diff(-1)"),
  onCube("5e diff along y", (_, s) => s.diff(1), "s.diff(1)"),
  onCube(
    "6a transpose, optimized",
    (_, s) => s.transpose({ signalAxes: [0, 1], optimize: true }),
    "s.transpose(signal_axes=[0, 1], optimize=True)",
  ),
  onCube(
    "6b asSignal2D, optimized",
    (_, s) => s.asSignal2D([0, 1], { optimize: true }),
    "s.as_signal2D((0, 1), optimize=True)",
  ),
  onCube(
    "6c unfold and fold",
    (_, s) => s.unfold().fold(),
    "u = s.deepcopy() if False else s\nu.unfold()\nu.fold()\nr = u",
  ),
  onCube("6d T", (_, s) => s.T, "s.T"),
  onCube("6e deepCopy", (_, s) => s.deepCopy(), "s.deepcopy()"),
  onCube("7a rebin (2, 2, 4)", (_, s) => s.rebin({ scale: [2, 2, 4] }), "s.rebin(scale=(2, 2, 4))"),
  onSignal("7b rebin (1.5, 1.5, 3.3), 128 × 128 × 1024", {
    shape: (quick) => (quick ? [16, 16, 1024] : [128, 128, 1024]),
    ours: (_, s) => s.rebin({ scale: [1.5, 1.5, 3.3] }),
    python: "s.rebin(scale=(1.5, 1.5, 3.3))",
    tolerance: 1e-4,
  }),
  onSignal("8a fft, 64 × 512 × 512", {
    shape: transformShape,
    signal: "Signal2D",
    ours: ({ complex }, s) => complex.fft(s),
    python: "s.fft()",
    tolerance: 1e-4,
  }),
  onSignal("8b fft, shifted", {
    shape: transformShape,
    signal: "Signal2D",
    ours: ({ complex }, s) => complex.fft(s, { shift: true }),
    python: "s.fft(shift=True)",
    tolerance: 1e-4,
  }),
  onSignal("8c ifft", {
    shape: transformShape,
    signal: "Signal2D",
    prepare: ({ complex }, s) => complex.fft(s),
    pythonPrepare: "s = s.fft()",
    ours: ({ complex }, s) => complex.ifft(s),
    python: "s.ifft()",
    tolerance: 1e-4,
  }),
  onSignal("8d fft, 65536 × 1024", {
    shape: (quick) => (quick ? [1024, 1024] : [65536, 1024]),
    ours: ({ complex }, s) => complex.fft(s),
    python: "s.fft()",
    tolerance: 1e-4,
  }),
  onSignal("9a map of a Gaussian filter, 1024 images of 128 × 128", {
    shape: (quick) => (quick ? [4, 4, 128, 128] : [32, 32, 128, 128]),
    signal: "Signal2D",
    ours: ({ ndimage }, s) => s.map((image) => ndimage.gaussianFilter(image, 2), { inplace: false }),
    python: `s.map(scipy.ndimage.gaussian_filter, sigma=2, inplace=False, ${quiet})`,
  }),
  onSignal("9b map of a sum, 65536 positions", {
    shape: (quick) => (quick ? [32, 32, 32] : [256, 256, 32]),
    ours: ({ array }, s) => s.map((one) => array.sum(one), { inplace: false }),
    python: `s.map(lambda one: one.sum(), inplace=False, ${quiet})`,
  }),
  onSignal("9c the same with a number for each position", {
    shape: (quick) => (quick ? [32, 32, 32] : [256, 256, 32]),
    prepare: ({ signal, array }, s) => {
      const factors = new signal.BaseSignal(
        array.arange(s.data.shape[0] * s.data.shape[1]).reshape(s.data.shape.slice(0, 2)),
      );
      return { s, factors: signal.transpose(factors, { signalAxes: 0 }) };
    },
    pythonPrepare:
      "factors = hs.signals.BaseSignal(np.arange(s.data.shape[0] * s.data.shape[1]).reshape(s.data.shape[:2])).T",
    ours: ({ array }, { s, factors }) =>
      s.map((one, { factor }) => Number(array.sum(one)) * Number(factor.item?.() ?? factor), {
        inplace: false,
        parameters: { factor: factors },
      }),
    python: `s.map(lambda one, factor: float(one.sum() * factor), inplace=False, factor=factors, ${quiet})`,
  }),
  onSignal("9d map, ragged", {
    shape: (quick) => (quick ? [32, 32, 32] : [256, 256, 32]),
    ours: (_, s) => s.map((one) => one.slice(":5"), { inplace: false, ragged: true }),
    python: `s.map(lambda one: one[:5], inplace=False, ragged=True, ${quiet})`,
    value: (_, r) => Number(r.raggedItems()[7].get(3)),
    pythonValue: "float(r.data.ravel()[7][3])",
  }),
  onSignal("12a align1D, 64 × 64 × 1024", {
    shape: spectraShape,
    input: "peaks",
    ours: ({ oneD }, s) => oneD.align1D(s, aroundPeak),
    python: `r = s.deepcopy()\nr.align1D(start=270, end=370, ${quiet})`,
  }),
  onSignal("12b estimateShift1D", {
    shape: spectraShape,
    input: "peaks",
    ours: ({ oneD }, s) => oneD.estimateShift1D(s, aroundPeak),
    python: `s.estimate_shift1D(start=270, end=370, ${quiet})`,
  }),
  onSignal("12c shift1D", {
    shape: spectraShape,
    input: "peaks",
    prepare: ({ array }, s) => ({
      s,
      shifts: array
        .multiply(array.mod(array.arange(s.data.shape[0] * s.data.shape[1]), 9), -2.5)
        .reshape(s.data.shape.slice(0, 2)),
    }),
    pythonPrepare: "shifts = (np.arange(s.data.shape[0] * s.data.shape[1]) % 9 * -2.5).reshape(s.data.shape[:2])",
    ours: ({ oneD }, { s, shifts }) => oneD.shift1D(s, shifts),
    python: `r = s.deepcopy()\nr.shift1D(shifts, ${quiet})`,
  }),
  onSignal("15a estimateShift2D, 20 × 512 × 512", {
    shape: driftShape,
    input: "drift",
    signal: "Signal2D",
    ours: ({ twoD }, s) => twoD.estimateShift2D(s),
    python: "s.estimate_shift2D()",
  }),
  onSignal("15b estimateShift2D, tenths of points", {
    shape: driftShape,
    input: "drift",
    signal: "Signal2D",
    ours: ({ twoD }, s) => twoD.estimateShift2D(s, { subPixelFactor: 10 }),
    python: "s.estimate_shift2D(sub_pixel_factor=10)",
    // HyperSpy's fixed windows draw shifts towards 0.
    tolerance: 0.1,
  }),
  onSignal("15c align2D", {
    shape: driftShape,
    input: "drift",
    signal: "Signal2D",
    ours: ({ twoD }, s) => twoD.align2D(s),
    python: `r = s.deepcopy()\nr.align2D(${quiet})`,
  }),
  onSignal("16a unwrappedPhase, 10 × 512 × 512", {
    shape: imagesShape,
    input: "angles",
    dtype: "float64",
    signal: "Signal2D",
    prepare: ({ array, complex }, s) =>
      new complex.ComplexSignal2D(array.exp(array.multiply(s.data, { re: 0, im: 1 }))),
    pythonPrepare: "s = hs.signals.ComplexSignal2D(np.exp(1j * s.data))",
    ours: ({ complex }, s) => complex.unwrappedPhase(s),
    python: `s.unwrapped_phase(${quiet})`,
    // A phase is known but for whole turns.
    value: (core, r) => digest(core, core.array.subtract(r.data, r.data.slice(":", ":1", ":1"))),
    pythonValue: "float(digest(r.data - r.data[:, :1, :1]))",
  }),
  onSignal("16b addPhaseRamp", {
    shape: imagesShape,
    input: "angles",
    dtype: "float64",
    signal: "Signal2D",
    prepare: ({ array, complex }, s) =>
      new complex.ComplexSignal2D(array.exp(array.multiply(s.data, { re: 0, im: 1 }))),
    pythonPrepare: "s = hs.signals.ComplexSignal2D(np.exp(1j * s.data))",
    ours: ({ complex }, s) => complex.addPhaseRamp(s, 0.01, 0.02, { inplace: true }),
    python: "s.add_phase_ramp(0.01, 0.02)\nr = s",
  }),
  onSignal("16c argandDiagram, 2.6 million points", {
    shape: imagesShape,
    input: "angles",
    dtype: "float64",
    signal: "Signal2D",
    prepare: ({ array, complex }, s) =>
      new complex.ComplexSignal2D(array.exp(array.multiply(s.data, { re: 0, im: 1 }))),
    pythonPrepare: "s = hs.signals.ComplexSignal2D(np.exp(1j * s.data))",
    ours: ({ complex }, s) => complex.argandDiagram(s),
    python: "s.argand_diagram()",
  }),
  onSignal("17a getHistogram, fd, 16.8 million", {
    shape: (quick) => (quick ? [32, 32, 1024] : [128, 128, 1024]),
    ours: (_, s) => s.getHistogram({ bins: "fd" }),
    python: "s.get_histogram(bins='fd')",
  }),
  onSignal("17b getHistogram, 256 bins", {
    shape: (quick) => (quick ? [32, 32, 1024] : [128, 128, 1024]),
    ours: (_, s) => s.getHistogram({ bins: 256 }),
    python: "s.get_histogram(bins=256)",
  }),
  onSignal("17c summaryStatistics", {
    shape: (quick) => (quick ? [32, 32, 1024] : [128, 128, 1024]),
    ours: (_, s) => s.summaryStatistics(),
    python: "s._calculate_summary_statistics()",
    value: (_, { mean, std, q1 }) => mean + std + q1,
    pythonValue: "float(r[0] + r[1] + r[3])",
    tolerance: slow.single,
  }),
  onSignal("18a stack of 100 × 512 × 512", {
    shape: (quick) => (quick ? [10, 128, 128] : [100, 512, 512]),
    signal: "Signal2D",
    prepare: (_, s) => [...s],
    pythonPrepare: "parts = [s.inav[n] for n in range(len(s.data))]",
    ours: ({ signal }, parts) => signal.stack(parts),
    python: `hs.stack(parts, ${quiet})`,
  }),
  onSignal("18b split of a stack", {
    shape: (quick) => (quick ? [10, 128, 128] : [100, 512, 512]),
    signal: "Signal2D",
    prepare: ({ signal }, s) => signal.stack([...s]),
    pythonPrepare: `s = hs.stack([s.inav[n] for n in range(len(s.data))], ${quiet})`,
    ours: ({ signal }, s) => signal.split(s),
    python: "s.split()",
    value: (core, r) => digest(core, r[3]),
    pythonValue: "float(digest(r[3]))",
  }),
  ...scan(),
];

/** 4D-STEM: 537 MB of uint16. */
function scan() {
  const on = (name, ours, python, more) =>
    onSignal(name, { shape: scanShape, input: "counts", dtype: "uint16", signal: "Signal2D", ours, python, ...more });
  const half = (quick) => (quick ? 32 : 64);
  return [
    on("19a sum of each pattern, 128 × 128 of 128 × 128, uint16", (_, s) => s.sum({ axis: [2, 3] }), "s.sum((2, 3))"),
    on("19b mean pattern (PACBED)", (_, s) => s.mean(), "s.mean()"),
    on(
      "19c virtual window",
      ({ signal }, s) => s.isig(signal.slice(20, 52), signal.slice(20, 52)).sum({ axis: [2, 3] }),
      "s.isig[20:52, 20:52].sum((2, 3))",
    ),
    on(
      "19d CircleROI, then summed",
      ({ signal }, s, quick) => s.sumROI(signal.circleROI(half(quick), half(quick), 20), { axes: [2, 3] }),
      (quick) =>
        `hs.roi.CircleROI(${half(quick)}., ${half(quick)}., 20.)(s, axes=s.axes_manager.signal_axes).nansum((2, 3))`,
    ),
    on(
      "19e centre of mass by map",
      ({ ndimage }, s) => s.map((image) => ndimage.centerOfMass(image), { inplace: false }),
      `s.map(scipy.ndimage.center_of_mass, inplace=False, ${quiet})`,
    ),
    on("19f rebin (2, 2, 1, 1)", (_, s) => s.rebin({ scale: [2, 2, 1, 1] }), "s.rebin(scale=(2, 2, 1, 1))"),
    on("19g T, copied", (_, s) => s.transpose({ optimize: true }), "s.transpose(optimize=True)"),
  ];
}
