/** @import { Workload } from "./workloads.mjs" */

/** Numbers from 0 to 1 that look random, the same in both languages: the bits of the places are mixed as in MurmurHash3. */
function scatter({ array }, shape) {
  const data = new Float64Array(shape.reduce((product, length) => product * length, 1));
  for (let i = 0; i < data.length; i++) {
    let x = Math.imul(i + 1, 0x9e3779b1);
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    data[i] = ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
  }
  return array.fromData(data, shape);
}

const pythonScatter = (shape) => `x = np.arange(1, ${shape.join("*")} + 1, dtype=np.uint32) * np.uint32(0x9e3779b1)
x = (x ^ (x >> 16)) * np.uint32(0x85ebca6b)
x = (x ^ (x >> 13)) * np.uint32(0xc2b2ae35)
a = ((x ^ (x >> 16)) / 2 ** 32).reshape(${shape.join(",")})`;

/**
 * A workload of one package beside a module of SciPy.
 *
 * @param {string} name
 * @param {object} work
 * @param {string} [work.group]
 * @param {readonly number[]} work.shape      of the input, numbers between 0 and 1
 * @param {readonly number[]} [work.quick]    of a smaller input
 * @param {(core: object, a: object) => object} [work.prepare]  what is done before the clock starts; gives the input
 * @param {string} [work.pythonPrepare]       the same in Python, on `a`
 * @param {(core: object, a: object) => unknown} work.ours
 * @param {(core: object, result: unknown) => number} work.value
 * @param {string} work.python                a statement that sets `r`
 * @param {string} work.pythonValue           an expression of `r`
 * @param {number} [work.tolerance]
 * @param {(quick: boolean) => number} [work.scale]  how often our work contains that of Python
 * @returns {Workload}
 */
export function beside(name, work) {
  const shapeOf = (quick) => (quick ? (work.quick ?? work.shape) : work.shape);
  return {
    group: work.group ?? "numerical base",
    name,
    tolerance: work.tolerance,
    ours: (core, quick) => {
      const a = scatter(core, shapeOf(quick));
      const prepared = work.prepare?.(core, a) ?? a;
      const input = core.array.isNDArray(prepared) ? core.place(prepared) : prepared;
      let result;
      return {
        run: () => {
          result = work.ours(core, input);
        },
        value: () => Number(work.value(core, result)),
      };
    },
    python: (quick) => ({
      setup: `import numpy as np\nfrom scipy import fft, linalg, ndimage, optimize, signal\n${pythonScatter(shapeOf(quick))}\n${work.pythonPrepare ?? ""}`,
      run: `r = ${work.python}`,
      value: `float(${work.pythonValue})`,
      scale: work.scale?.(quick) ?? 1,
    }),
  };
}

const magnitude = ({ array }, r) => array.mean(array.absolute(r));
const fftOf = (name, shape, quick) =>
  beside(name, {
    shape,
    quick,
    prepare: (_, a) => a.astype("complex128"),
    pythonPrepare: "a = a.astype(complex)",
    ours: ({ fft }, a) => (shape.length === 1 ? fft.fft(a) : fft.fft2(a)),
    python: shape.length === 1 ? "fft.fft(a)" : "fft.fft2(a)",
    value: magnitude,
    pythonValue: "np.abs(r).mean()",
  });
const onImage = (name, ours, python, quick = [256, 256]) =>
  beside(name, {
    shape: [1024, 1024],
    quick,
    ours: ({ ndimage, sciSignal }, a) => ours(ndimage, a, sciSignal),
    python,
    value: ({ array }, r) => array.mean(array.square(r)),
    pythonValue: "(np.asarray(r, float) ** 2).mean()",
  });

const gaussians = 4096;
const points = 256;

/** @type {readonly Workload[]} */
export const numerics = [
  fftOf("fft, 65536", [65536], [4096]),
  fftOf("fft, 1000", [1000]),
  fftOf("fft, 65537 (a prime)", [65537], [4099]),
  fftOf("fft, 1 000 000", [1_000_000], [10_000]),
  fftOf("fft2, 1024 × 1024", [1024, 1024], [128, 128]),
  beside("rfft, 65536", {
    shape: [65536],
    quick: [4096],
    ours: ({ fft }, a) => fft.rfft(a),
    python: "fft.rfft(a)",
    value: magnitude,
    pythonValue: "np.abs(r).mean()",
  }),
  beside("svd, 4096 × 256, thin", {
    shape: [4096, 256],
    quick: [400, 40],
    ours: ({ linalg }, a) => linalg.svd(a, { fullMatrices: false }),
    python: "linalg.svd(a, full_matrices=False)",
    value: ({ array }, [, s]) => array.sum(s),
    pythonValue: "r[1].sum()",
  }),
  beside("randomizedSvd, 4096 × 256, 20", {
    shape: [4096, 256],
    quick: [400, 40],
    ours: ({ linalg }, a) => linalg.randomizedSvd(a, 20, { seed: 0 }),
    python: "randomized_svd(a, 20, random_state=0)",
    pythonPrepare: "from sklearn.utils.extmath import randomized_svd",
    value: (_, [, s]) => s.get(0),
    pythonValue: "r[1][0]",
  }),
  beside("matmul, 512 × 512", {
    shape: [512, 512],
    quick: [64, 64],
    ours: ({ array }, a) => array.matmul(a, a),
    python: "a @ a",
    value: ({ array }, r) => array.mean(r),
    pythonValue: "r.mean()",
  }),
  beside("solve, 300 × 300", {
    shape: [300, 300],
    quick: [50, 50],
    prepare: ({ array }, a) => array.add(a, array.multiply(array.eye(a.shape[0]), 300)),
    pythonPrepare: "a = a + 300 * np.eye(len(a))",
    ours: ({ linalg }, a) => linalg.solve(a, a.slice(":", 0)),
    python: "linalg.solve(a, a[:, 0])",
    value: ({ array }, r) => array.sum(r),
    pythonValue: "r.sum()",
  }),
  beside("eigh, 200 × 200", {
    shape: [200, 200],
    quick: [40, 40],
    prepare: ({ array }, a) => array.add(a, a.T),
    pythonPrepare: "a = a + a.T",
    ours: ({ linalg }, a) => linalg.eigh(a),
    python: "linalg.eigh(a)",
    value: (_, [w]) => w.get(-1),
    pythonValue: "r[0][-1]",
  }),
  onImage("gaussianFilter, σ 3, 1024²", (nd, a) => nd.gaussianFilter(a, 3), "ndimage.gaussian_filter(a, 3)"),
  onImage("medianFilter, 5 × 5, 1024²", (nd, a) => nd.medianFilter(a, { size: 5 }), "ndimage.median_filter(a, size=5)"),
  onImage("uniformFilter, 5, 1024²", (nd, a) => nd.uniformFilter(a, { size: 5 }), "ndimage.uniform_filter(a, 5)"),
  onImage("minimumFilter, 5, 1024²", (nd, a) => nd.minimumFilter(a, { size: 5 }), "ndimage.minimum_filter(a, 5)"),
  onImage("rotate 30°, order 3, 1024²", (nd, a) => nd.rotate(a, 30), "ndimage.rotate(a, 30)"),
  onImage("zoom 1.5, order 3, 1024²", (nd, a) => nd.zoom(a, 1.5), "ndimage.zoom(a, 1.5)"),
  onImage("medfilt 5 × 5, 1024²", (_, a, signal) => signal.medfilt(a, { kernelSize: 5 }), "signal.medfilt(a, 5)"),
  onImage(
    "sosfiltfilt, order 4, along rows, 1024²",
    (_, a, signal) => signal.sosfiltfilt(signal.butter(4, 0.2, { output: "sos" }), a),
    'signal.sosfiltfilt(signal.butter(4, 0.2, output="sos"), a)',
  ),
  beside("label, 2048²", {
    shape: [2048, 2048],
    quick: [256, 256],
    prepare: ({ array }, a) => array.greater(a, 0.6),
    pythonPrepare: "a = a > 0.6",
    ours: ({ ndimage }, a) => ndimage.label(a),
    python: "ndimage.label(a)",
    value: (_, [, count]) => count,
    pythonValue: "r[1]",
  }),
  beside("distanceTransformEdt, 1024²", {
    shape: [1024, 1024],
    quick: [128, 128],
    prepare: ({ array }, a) => array.greater(a, 0.01),
    pythonPrepare: "a = a > 0.01",
    ours: ({ ndimage }, a) => ndimage.distanceTransformEdt(a),
    python: "ndimage.distance_transform_edt(a)",
    value: ({ array }, r) => array.mean(r),
    pythonValue: "r.mean()",
  }),
  beside(`${gaussians} Gaussians of ${points} points fitted (SciPy: a loop of curve_fit, 64 of them, times 64)`, {
    shape: [gaussians, points],
    quick: [64, points],
    tolerance: 1e-5,
    prepare: ({ array }, noise) => {
      const x = array.arange(points);
      const height = array.add(50, array.mod(array.arange(noise.shape[0]), 50)).reshape([-1, 1]);
      const centre = array.add(100, array.mod(array.arange(noise.shape[0]), 37)).reshape([-1, 1]);
      const shape = array.exp(array.multiply(array.square(array.divide(array.subtract(x, centre), 9)), -0.5));
      return { x, y: array.add(array.multiply(height, shape), noise) };
    },
    pythonPrepare: `x = np.arange(${points}.)
n = np.arange(len(a))[:, None]
y = (50 + n % 50) * np.exp(-0.5 * ((x - 100 - n % 37) / 9) ** 2) + a
f = lambda x, height, centre, width: height * np.exp(-0.5 * ((x - centre) / width) ** 2)
def fit():
    return np.array([optimize.curve_fit(f, x, one, [60, 118, 8])[0] for one in y[:64]])`,
    ours: ({ optimize }, { x, y }) => optimize.curveFitBatch("gaussian", x, y, { p0: [60, 118, 8] }),
    python: "fit()",
    scale: (quick) => (quick ? 1 : gaussians / 64),
    value: ({ array }, { params }) => array.mean(params.slice(":64")),
    pythonValue: "r.mean()",
  }),
];
