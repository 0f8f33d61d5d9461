import { beside } from "./numerics.mjs";

/** @import { Workload } from "./workloads.mjs" */

const group = "4D-STEM, 64 × 64 patterns of 128 × 128, uint16";

const scanOf = (quick) => (quick ? 8 : 64);
const frame = 128;

/** Counts with noise, a grid of spots in each pattern, and pixels that are always hot. */
function countsOf(quick) {
  const data = new Uint16Array(scanOf(quick) ** 2 * frame ** 2);
  for (let i = 0; i < data.length; i++) {
    const place = i % frame ** 2;
    const [x, y] = [Math.floor(place / frame), place % frame];
    const spot = x % 16 === 8 && y % 16 === 8 ? 1500 : 0;
    data[i] = ((i * 7919) % 251) + spot + (place % 811 === 7 ? 20000 : 0);
  }
  return data;
}

const pythonCounts = (quick) => `import numpy as np
from scipy import ndimage
i = np.arange(${scanOf(quick) ** 2 * frame ** 2}, dtype=np.int64)
place = i % ${frame ** 2}
x, y = place // ${frame}, place % ${frame}
a = (i * 7919 % 251 + 1500 * ((x % 16 == 8) & (y % 16 == 8)) + 20000 * (place % 811 == 7)).astype(np.uint16).reshape(${scanOf(quick)}, ${scanOf(quick)}, ${frame}, ${frame})
del i, place, x, y
`;

/** A Python function with a body. */
const defined = (work) => `def work():\n    ${work.trim().split("\n").join("\n    ")}`;

let counts;

/**
 * An operation on 64 × 64 patterns of 128 × 128 counts (8 × 8 when quick).
 * @param {string} name
 * @param {(core: object, cube: object) => unknown} ours
 * @param {string} work        the body of a Python function of `a`, as py4DSTEM goes about it: pattern by pattern where it does so
 * @param {(core: object, r: object) => number} value
 * @param {string} pythonValue an expression of `r`
 * @returns {Workload}
 */
function onPatterns(name, ours, work, value, pythonValue, tolerance) {
  return {
    group,
    name,
    tolerance,
    forget: () => {
      counts = undefined;
    },
    ours: (core, quick) => {
      counts ??= countsOf(quick);
      const cube = core.array.fromData(counts, [scanOf(quick), scanOf(quick), frame, frame]);
      let r;
      return {
        run: () => {
          r = ours(core, cube);
        },
        value: () => Number(value(core, r)),
      };
    },
    python: (quick) => ({
      setup: `${pythonCounts(quick)}${defined(work)}`,
      run: "r = work()",
      value: `float(${pythonValue})`,
    }),
  };
}

const meanSquare = ({ array }, r) => array.mean(array.square(r.astype("float64")));
const pythonMeanSquare = "(np.asarray(r, float) ** 2).mean()";

const shiftFourier = `
qx, qy = np.fft.fftfreq(${frame})[:, None], np.fft.fftfreq(${frame})[None, :]
r = np.empty(a.shape, np.float32)
for at in np.ndindex(a.shape[:2]):
    r[at] = np.fft.ifft2(np.fft.fft2(a[at]) * np.exp(-2j * np.pi * (0.3 * qx - 0.7 * qy))).real
return r`;
const shiftBilinear = `
r = np.empty(a.shape, np.float32)
for at in np.ndindex(a.shape[:2]):
    b = a[at]
    r[at] = 0.7 * 0.7 * np.roll(b, (0, -1), (0, 1)) + 0.3 * 0.7 * np.roll(b, (1, -1), (0, 1)) + 0.7 * 0.3 * b + 0.3 * 0.3 * np.roll(b, (1, 0), (0, 1))
return r`;
const hotPixels = `
mean = a.mean((0, 1))
near = np.add.outer((np.arange(5) - 2) ** 2, (np.arange(5) - 2) ** 2) <= 5
mask = mean - ndimage.rank_filter(mean, rank=-2, footprint=near, mode="constant", cval=-np.inf) > 200
r = a.copy()
for frame in r.reshape(-1, *mean.shape):
    for y, x in np.argwhere(mask):
        around = frame[max(0, y - 1):y + 2, max(0, x - 1):x + 2]
        frame[y, x] = np.floor(np.median(around[~mask[max(0, y - 1):y + 2, max(0, x - 1):x + 2]]) + 0.5)
return r`;
const neighbours = `
def peaks(w):
    p = np.pad(w, 1, constant_values=-np.inf)
    n, m = w.shape
    at = lambda i, j: p[1 + i:1 + i + n, 1 + j:1 + j + m]
    ok = np.ones(w.shape, bool)
    for i, j in ((-1, 0), (0, -1), (-1, -1), (1, -1)):
        ok &= w > at(i, j)
    for i, j in ((1, 0), (0, 1), (1, 1), (-1, 1)):
        ok &= w >= at(i, j)
    return ok`;
const spaced = `${neighbours}
def spaced(b):
    ok = peaks(b)
    ok[[0, -1]] = ok[:, [0, -1]] = False
    x, y = np.nonzero(ok)
    order = np.argsort(-b[x, y], kind="stable")
    x, y = x[order], y[order]
    alive = np.ones(len(x), bool)
    for k in range(len(x)):
        if alive[k]:
            alive[k + 1:] &= (x[k + 1:] - x[k]) ** 2 + (y[k + 1:] - y[k]) ** 2 >= 64
    return x[alive], y[alive]`;
const maxima = `${spaced}
found = []
for b in a.reshape(-1, ${frame}, ${frame}):
    x, y = spaced(ndimage.gaussian_filter(b.astype(np.float32), 2))
    found.append((x[:70], y[:70]))
return found`;
const electrons = `${neighbours}
found = []
for b in a.reshape(-1, ${frame}, ${frame}):
    w = b.astype(np.float32)
    xray = ndimage.maximum_filter(w >= 10000, 3, mode="constant")
    found.append(np.argwhere(peaks(w) & (w > 1000) & ~xray))
return found`;

const maskedPixels = `
mask = (np.arange(${frame ** 2}) % 811 == 7).reshape(${frame}, ${frame})
r = a.reshape(-1, ${frame}, ${frame})
for y, x in np.argwhere(mask):
    window = np.s_[max(0, y - 1):y + 2, max(0, x - 1):x + 2]
    r[:, y, x] = np.floor(np.median(r[:, window[0], window[1]][:, ~mask[window]], axis=1) + 0.5)
return r`;
const darkReference = `
def streaks(axis):
    frames = a.reshape(-1, ${frame}, ${frame})[np.random.permutation(a.shape[0] * a.shape[1])[:100]]
    return (frames[:, -8:] if axis == 0 else frames[:, :, -8:]).sum(axis=0, dtype=float).sum(axis=axis) / (8 * len(frames))
x, y = streaks(0), streaks(1)
return x[None, :] + y[:, None] - (x.mean() * 8 + y.mean() * 8) / 16`;
const thresholds = `
from scipy.optimize import leastsq
frames = a.reshape(-1, ${frame}, ${frame})
w = np.concatenate([frames[k].astype(np.int16).ravel() for k in np.random.permutation(len(frames))[:40]])
mean, std = w.mean(), w.std()
xray = mean + 10 * std
low, high = max(int(np.ceil(w.min())), int(mean - xray * std)), min(int(np.ceil(w.max())), int(mean + xray * std))
step = max(1, (high - low) // 1000)
n, edges = np.histogram(w, np.arange(low, high, step))
fit = leastsq(lambda p: p[0] * np.exp(-(((edges[:-1] - p[1]) / p[2]) ** 2) / 2) - n, (n.max(), edges[n.argmax()], std))
return xray, fit`;
const maximaOfImage = `${spaced}
return spaced(ndimage.gaussian_filter(a, 2))`;

/** A spot at each 25th row and column. */
function withSpots({ array }, a) {
  const [rows, columns] = a.shape;
  const spots = new Float64Array(rows * columns);
  for (let row = 12; row < rows; row += 25)
    for (let column = 12; column < columns; column += 25) spots[row * columns + column] = 40;
  return array.add(a, array.fromData(spots, [rows, columns]));
}

/**
 * A workload of statistics on 2116 windows of 1024 pixels.
 * @param {string} name
 * @param {(core: object, a: object) => unknown} ours
 * @param {string} python a statement that sets `r`
 */
function onWindows(name, ours, python, value, pythonValue, tolerance) {
  const shapeOf = (quick) => (quick ? [200, 64] : [2116, 1024]);
  return {
    group: "statistics of 2116 windows of 1024 pixels, float64",
    name,
    tolerance,
    ours: (core, quick) => {
      const [n, m] = shapeOf(quick);
      const data = Float64Array.from({ length: n * m }, (_, i) => window(Math.floor(i / m), i % m, i));
      const a = core.array.fromData(data, [n, m]);
      let r;
      return {
        run: () => {
          r = ours(core, a);
        },
        value: () => Number(value(core, r)),
      };
    },
    python: (quick) => {
      const [n, m] = shapeOf(quick);
      return {
        setup: `import numpy as np
from sklearn.decomposition import NMF
from sklearn.mixture import GaussianMixture
i = np.arange(${n * m}, dtype=np.int64)
w, p = i // ${m}, i % ${m}
a = ((1 + w % 5) / (1 + ((p - 200 - 150 * (w % 5)) / 40.0) ** 2) + (1 + w % 3) / (1 + ((p - 512) / 25.0) ** 2) + (i * 7919 % 10007) / 50035).reshape(${n}, ${m})
few = a[:, ::${m / 8}].copy()`,
        run: python,
        value: `float(${pythonValue})`,
      };
    },
  };
}

/** Peaks of five kinds of windows, and noise. */
const window = (w, p, i) =>
  (1 + (w % 5)) / (1 + ((p - 200 - 150 * (w % 5)) / 40) ** 2) +
  (1 + (w % 3)) / (1 + ((p - 512) / 25) ** 2) +
  ((i * 7919) % 10007) / 50035;

const mixture = (covarianceType) =>
  onWindows(
    `gaussianMixture of 5, ${covarianceType}, on 8 features`,
    ({ decomposition }, a) =>
      decomposition.gaussianMixture(a.slice(":", `::${a.shape[1] / 8}`).copy(), 5, { covarianceType, seed: 0 }),
    `r = GaussianMixture(5, covariance_type="${covarianceType}", random_state=0).fit(few)`,
    (_, { lowerBound }) => lowerBound,
    "r.lower_bound_",
    1e-6,
  );

/** @type {readonly Workload[]} */
export const patterns = [
  onPatterns(
    "binDiffraction by 2",
    ({ stem }, a) => stem.binDiffraction(a, 2),
    "return a.reshape(*a.shape[:2], 64, 2, 64, 2).sum(axis=(3, 5))",
    meanSquare,
    pythonMeanSquare,
  ),
  onPatterns(
    "binReal by 2",
    ({ stem }, a) => stem.binReal(a, 2),
    `return a.reshape(len(a) // 2, 2, len(a) // 2, 2, ${frame}, ${frame}).sum(axis=(1, 3))`,
    meanSquare,
    pythonMeanSquare,
  ),
  onPatterns(
    "filterHotPixels, 21 of them",
    ({ stem }, a) => stem.filterHotPixels(a, 200),
    hotPixels,
    meanSquare,
    pythonMeanSquare,
  ),
  onPatterns(
    "shiftDiffraction (0.3, -0.7), Fourier",
    ({ stem }, a) => stem.shiftDiffraction(a, 0.3, -0.7, { dtype: "float32" }),
    ...[shiftFourier, meanSquare, pythonMeanSquare, 1e-5],
  ),
  onPatterns(
    "shiftDiffraction (0.3, -0.7), bilinear",
    ({ stem }, a) => stem.shiftDiffraction(a, 0.3, -0.7, { dtype: "float32", bilinear: true }),
    ...[shiftBilinear, meanSquare, pythonMeanSquare, 1e-5],
  ),
  onPatterns(
    "getMaximaOfPatterns, σ 2, spacing 8, at most 70 each",
    ({ stem }, a) => stem.getMaximaOfPatterns(a, { sigma: 2, minSpacing: 8, maxNumPeaks: 70, subpixel: "pixel" }),
    maxima,
    ({ array }, lists) => lists.reduce((sum, { x, y }) => sum + array.sum(x) + 2 * array.sum(y), 0),
    "sum(x.sum() + 2 * y.sum() for x, y in r)",
    2e-3,
  ),
  onPatterns(
    "countElectrons, thresholds given",
    ({ stem }, a) => stem.countElectrons(a, null, { thresholds: { background: 1000, xray: 10000 } }),
    electrons,
    ({ array }, { qx, qy }) => array.sum(qx) + 2 * array.sum(qy),
    "sum(e[:, 0].sum() + 2 * e[:, 1].sum() for e in r)",
  ),
  onPatterns(
    "medianFilterMaskedPixels, 21 of them, in place",
    ({ array, stem }, a) => {
      const mask = new Uint8Array(frame ** 2).map((_, i) => (i % 811 === 7 ? 1 : 0));
      return stem.medianFilterMaskedPixels(a, array.fromData(mask, [frame, frame]), { inplace: true });
    },
    ...[maskedPixels, meanSquare, pythonMeanSquare],
  ),
  onPatterns(
    "getDarkReference of 100 patterns, strips of 8",
    ({ stem }, a) => stem.getDarkReference(a, Math.min(100, a.shape[0] * a.shape[1]), { widthX: 8, widthY: 8 }),
    ...[darkReference, ({ array }, r) => array.mean(r), "r.mean()", 1e-2],
  ),
  onPatterns(
    "calculateThresholds of 40 patterns",
    ({ stem }, a) => stem.calculateThresholds(a, null, { nSamples: 40, fit: "whole" }),
    ...[thresholds, (_, { xray }) => xray, "r[0]", 1e-2],
  ),
  beside("getMaxima2d of 1024², σ 2, spacing 8", {
    ...{ group, shape: [1024, 1024], quick: [256, 256] },
    prepare: withSpots,
    pythonPrepare: `a[12::25, 12::25] += 40\n${defined(maximaOfImage)}`,
    ours: ({ stem }, a) => stem.getMaxima2d(a, { sigma: 2, minSpacing: 8, maxNumPeaks: null, subpixel: "pixel" }),
    python: "work()",
    value: ({ array }, { x, y }) => array.sum(x) + 2 * array.sum(y),
    pythonValue: "r[0].sum() + 2 * r[1].sum()",
    tolerance: 2e-3,
  }),
  onWindows(
    "nmf of 4",
    ({ decomposition }, a) => decomposition.nmf(a, 4, { init: "nndsvda", maxIterations: 200, seed: 0 }),
    'r = NMF(4, init="nndsvda", random_state=0, max_iter=200).fit(a)',
    (_, { error }) => error,
    "r.reconstruction_err_",
    1e-3,
  ),
  ...["diag", "spherical", "tied", "full"].map(mixture),
];
