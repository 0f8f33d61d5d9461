/**
 * @typedef {object} SizeCase
 * @property {string} name
 * @property {string} entry               the source of an app
 * @property {number} maximum             bytes, minified and gzipped, of what the app loads at the start
 * @property {readonly string[]} [forbidden] identifiers that must not be in the bundle
 */

/** Package, name of its plugin, ceiling of an app that does nothing but use that. */
const plugins = /** @type {const} */ ([
  ["signal-eels", "eels", 97000],
  ["signal-complex", "complex", 125000],
  ["signal-1d", "signal1d", 85000],
  ["signal-2d", "signal2d", 127000],
  ["io-npy", "npy", 22000],
  ["io-hspy", "hspy", 1500],
  ["plot", "plot", 38000],
  ["io-fits", "fits", 28600],
  ["io-image", "image", 28000],
  ["io-mat", "mat", 26000],
  ["io-text", "text", 19000],
]);

/** Plugins that can be had alone, with all their code to come when it is first needed. */
const literals = /** @type {const} */ ([
  ["plot", "plot"],
  ["io-npy", "npy"],
  ["io-fits", "fits"],
  ["io-image", "image"],
  ["io-mat", "mat"],
  ["io-text", "text"],
  ["signal-1d", "signal1d", 3000],
  ["signal-2d", "signal2d", 3000],
]);

/** Modules of SciPy: package, functions of a small app, ceiling of that app, and what must not come along. */
const modules = /** @type {const} */ ([
  ["sci-cluster", ["kmeans2", "linkage"], 30000, ["dendrogram", "inconsistent"]],
  ["sci-constants", ["c"], 200, ["physicalConstants"]],
  ["sci-fft", ["fft"], 25000, ["dct", "rfft"]],
  ["sci-integrate", ["quad"], 22000, ["odeint", "solveIvp"]],
  ["sci-interpolate", ["interp1d"], 30000, ["univariateSpline", "griddata"]],
  ["sci-linalg", ["svd"], 30000, ["expm", "schur"]],
  ["sci-ndimage", ["gaussianFilter"], 25000, ["label", "rotate", "watershedIft"]],
  ["sci-optimize", ["curveFit"], 30000, ["minimize", "linprog", "basinhopping"]],
  ["sci-signal", ["findPeaks"], 25000, ["butter", "fftconvolve", "cwt"]],
  ["sci-sparse", ["csrMatrix"], 25000, ["spsolve", "eigsh"]],
  ["sci-spatial", ["KDTree"], 25000, ["delaunay"]],
  ["sci-special", ["erf"], 20000, ["jv", "betainc"]],
  ["sci-stats", ["norm"], 40000, ["mannwhitneyu", "gaussianKde"]],
  ["stat-decomposition", ["nmf"], 40000, ["gaussianMixture", "mixtureLabels"]],
]);

const moduleCases = modules.map(([name, functions, maximum, forbidden]) => ({
  name: `${name}: ${functions.join(", ")}`,
  entry: `import { ${functions.join(", ")} } from "${name}"; console.log(${functions.join(", ")});`,
  maximum,
  forbidden,
}));

const idle = [
  ...plugins.map(([name, literal]) => /** @type {const} */ ([name, literal])),
  /** @type {const} */ (["backend-wasm", "wasm"]),
  ...modules.map(([name, [first]]) => /** @type {const} */ ([name, first])),
].map(([name, export_]) => ({
  name: `${name}, imported and unused`,
  entry: `import { ${export_} } from "${name}";`,
  maximum: 0,
}));

/** @type {readonly SizeCase[]} */
export const sizeCases = [
  {
    name: "array, add and sum",
    entry: `import { add, array, sum } from "@core/array";
      console.log(sum(add(array([1, 2, 3]), 1)));`,
    maximum: 18500,
    forbidden: [
      "createRuntime",
      "subtract",
      "sin",
      "mean",
      "std",
      "median",
      "percentile",
      "sort",
      "linspace",
      "meshgrid",
    ],
  },
  {
    name: "runtime alone",
    entry: `import { createRuntime } from "@core/array/runtime";
      console.log(createRuntime({ plugins: [] }).plugins.size);`,
    maximum: 2000,
    forbidden: ["NDArray", "dispatch"],
  },
  {
    name: "line profile from plain functions",
    entry: `import { zeros } from "@core/array";
      import { isig, makeSignal, mean } from "@core/signal";
      const image = makeSignal(zeros([64, 64]), { signalDimension: 2 });
      console.log(mean(isig(image, ":", "10:14"), { axis: 1 }).data.data);`,
    maximum: 32000,
    forbidden: ["createRuntime", "BaseSignal", "Signal1D", "Signal2D", "load", "save", "signalCore"],
  },
  {
    name: "@core/signal with all classes",
    entry: `import { createRuntime } from "@core/array";
      import { BaseSignal, Signal1D, Signal2D, load, save, signalCore } from "@core/signal";
      console.log(createRuntime({ plugins: [signalCore] }), BaseSignal, Signal1D, Signal2D, load, save);`,
    maximum: 98000,
  },
  {
    name: "background removal from plain functions",
    entry: `import { removeBackground } from "signal-eels"; console.log(removeBackground);`,
    maximum: 17000,
    forbidden: ["createRuntime", "EELSSpectrum", "Signal1D", "load", "save"],
  },
  ...idle,
  ...plugins.map(([name, literal, maximum]) => ({
    name: `${name}, its plugin`,
    entry: `import { ${literal} } from "${name}"; console.log(${literal});`,
    maximum,
  })),
  ...literals.map(([name, literal, maximum = 2500]) => ({
    name: `${name}/plugin`,
    entry: `import { ${literal} } from "${name}/plugin"; console.log(${literal});`,
    maximum,
  })),
  {
    name: "backend-wasm: wasm, its kernels to come when it is called",
    entry: `import { wasm } from "backend-wasm"; console.log(wasm);`,
    maximum: 8000,
    forbidden: ["createEngine", "subtract"],
  },
  ...moduleCases,
];

/**
 * Entry points whose import alone must leave nothing behind, with the promise of `sideEffects: false` not believed.
 */
export const pureEntries = /** @type {const} */ ([
  "@core/array",
  "@core/array/runtime",
  "@core/array/random",
  "@core/signal",
  "backend-wasm",
  "signal-eels",
  "signal-complex",
  "signal-1d",
  "signal-2d",
  "stem4d-preprocess",
  "io-npy",
  "io-hspy",
  "io-hdf5",
  "io-fits",
  "io-image",
  "io-mat",
  "io-text",
  "plot",
  "sci-cluster",
  "sci-constants",
  "sci-fft",
  "sci-integrate",
  "sci-interpolate",
  "sci-linalg",
  "sci-ndimage",
  "sci-optimize",
  "sci-signal",
  "sci-sparse",
  "sci-spatial",
  "sci-special",
  "sci-stats",
  "stat-decomposition",
]);
