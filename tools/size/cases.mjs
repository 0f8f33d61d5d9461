/**
 * @typedef {object} SizeCase
 * @property {string} name
 * @property {string} entry               the source of an app
 * @property {number} maximum             bytes, minified and gzipped, of what the app loads at the start
 * @property {readonly string[]} [forbidden] identifiers that must not be in the bundle
 */

const plugins = /** @type {const} */ ([
  ["signal-eels", "eels"],
  ["io-npy", "npy"],
  ["io-hspy", "hspy"],
  ["plot", "plot"],
]);

/** @type {readonly SizeCase[]} */
export const sizeCases = [
  {
    name: "array, add and sum",
    entry: `import { add, array, sum } from "@core/array";
      console.log(sum(add(array([1, 2, 3]), 1)));`,
    maximum: 12000,
    forbidden: ["sort", "matmul", "percentile", "createRuntime"],
  },
  {
    name: "runtime alone",
    entry: `import { createRuntime } from "@core/array/runtime";
      console.log(createRuntime({ plugins: [] }).plugins.size);`,
    maximum: 3000,
    forbidden: ["NDArray"],
  },
  ...plugins.map(([name, literal]) => ({
    name: `${name}, imported and unused`,
    entry: `import { ${literal} } from "${name}";`,
    maximum: 0,
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
