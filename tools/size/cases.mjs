/**
 * @typedef {object} SizeCase
 * @property {string} name
 * @property {string} entry               the source of an app
 * @property {number} maximum             bytes, minified and gzipped, of what the app loads at the start
 * @property {readonly string[]} [forbidden] identifiers that must not be in the bundle
 */

/** Package, name of its plugin, ceiling of an app that does nothing but use that. */
const plugins = /** @type {const} */ ([
  ["signal-eels", "eels", 52000],
  ["io-npy", "npy", 22000],
  ["io-hspy", "hspy", 1500],
  ["plot", "plot", 38000],
]);

const idle = plugins.map(([name, literal]) => ({
  name: `${name}, imported and unused`,
  entry: `import { ${literal} } from "${name}";`,
  maximum: 0,
}));

/** @type {readonly SizeCase[]} */
export const sizeCases = [
  {
    name: "array, add and sum",
    entry: `import { add, array, sum } from "@core/array";
      console.log(sum(add(array([1, 2, 3]), 1)));`,
    maximum: 18000,
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
    maximum: 29000,
    forbidden: ["createRuntime", "BaseSignal", "Signal1D", "Signal2D", "load", "save", "signalCore"],
  },
  {
    name: "@core/signal with all classes",
    entry: `import { createRuntime } from "@core/array";
      import { BaseSignal, Signal1D, Signal2D, load, save, signalCore } from "@core/signal";
      console.log(createRuntime({ plugins: [signalCore] }), BaseSignal, Signal1D, Signal2D, load, save);`,
    maximum: 55000,
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
];

/**
 * Entry points whose import alone must leave nothing behind, with the promise of `sideEffects: false` not believed.
 */
export const pureEntries = /** @type {const} */ ([
  "@core/array",
  "@core/array/runtime",
  "@core/array/random",
  "@core/signal",
  "signal-eels",
  "io-npy",
  "io-hspy",
  "plot",
]);
