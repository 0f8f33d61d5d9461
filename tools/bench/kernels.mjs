import { beside } from "./numerics.mjs";

/** @import { Workload } from "./workloads.mjs" */

const group = "kernels";
const large = [2 ** 24];
const small = [2 ** 16];

const bytes = { float32: "f32", float64: "f64", complex64: "c64", complex128: "c128" };
const python = { float32: "np.float32", float64: "float", complex64: "np.complex64", complex128: "complex" };
const tolerances = { float32: 2e-4, float64: 1e-9, complex64: 2e-4, complex128: 1e-9 };

/**
 * A workload on one array `a` of a dtype.
 * @param {string} name
 * @param {string} dtype
 * @param {object} work  as that of `beside`
 */
const of = (name, dtype, work) =>
  beside(`${name}, ${bytes[dtype]}`, {
    group,
    tolerance: tolerances[dtype],
    value: ({ array }, r) => (array.isNDArray(r) ? array.mean(array.absolute(r)) : r),
    pythonValue: "np.abs(np.asarray(r)).mean(dtype=float)",
    ...work,
    prepare: (core, a) => {
      const input = core.place(a.astype(dtype));
      return work.prepare?.(core, input) ?? input;
    },
    pythonPrepare: `a = a.astype(${python[dtype]})\n${work.pythonPrepare ?? ""}`,
  });

/** Expressions into an array that is there, as the reference's with `out`. */
const expression = (name, text, steps) =>
  ["float32", "float64"].map((dtype) =>
    of(name, dtype, {
      shape: large,
      quick: small,
      prepare: ({ array, place }, a) => {
        const [b, c, out] = [a.slice("::-1").copy(), array.multiply(a, 2), a.copy()].map(place);
        return { inputs: { a, b, c }, out };
      },
      pythonPrepare: `b = a[::-1].copy()
c = a * 2
o = np.empty_like(a)
def work():
    ${steps.join("\n    ")}
    return o`,
      ours: ({ array }, { inputs, out }) => array.evaluate(text, inputs, { out }),
      python: "work()",
    }),
  );

const ofBoth = (name, work) => ["float32", "float64"].map((dtype) => of(name, dtype, work));
const transforms = (name, shape, quick, work) =>
  ["complex64", "complex128"].map((dtype) => of(name, dtype, { shape, quick, ...work }));
const rows = { ours: ({ fft }, a) => fft.fft(a), python: "fft.fft(a)" };
const images = { ours: ({ fft }, a) => fft.fft2(a), python: "fft.fft2(a)" };
const image = { shape: [1024, 1024], quick: [128, 128] };

/** @type {readonly Workload[]} */
export const kernels = [
  ...expression("a*b + c into an array, 16.8 million", "a*b + c", ["np.multiply(a, b, out=o)", "np.add(o, c, out=o)"]),
  ...expression("sqrt(a*a + b*b)*0.5 + c into an array, 16.8 million", "sqrt(a*a + b*b)*0.5 + c", [
    "np.multiply(a, a, out=o)",
    "np.add(o, b * b, out=o)",
    "np.sqrt(o, out=o)",
    "np.multiply(o, a.dtype.type(0.5), out=o)",
    "np.add(o, c, out=o)",
  ]),
  ...ofBoth("sum, 16.8 million", {
    shape: large,
    quick: small,
    ours: ({ array }, a) => array.sum(a),
    python: "a.sum()",
  }),
  ...ofBoth("var, 16.8 million", {
    ...{ shape: large, quick: small, ours: ({ array }, a) => array.variance(a), python: "a.var()" },
    tolerance: 1e-3,
  }),
  ...["exp", "log", "sin"].map((name) =>
    of(`${name}, a million`, "float32", {
      shape: [2 ** 20],
      quick: small,
      prepare: ({ array, place }, a) => place(array.add(a, 0.5)),
      ours: ({ array }, a) => array[name](a),
      pythonPrepare: "a = a + np.float32(0.5)",
      python: `np.${name}(a)`,
    }),
  ),
  of("matmul, 1024 × 1024", "float32", {
    ...{ shape: [1024, 1024], quick: [64, 64], ours: ({ array }, a) => array.matmul(a, a), python: "a @ a" },
  }),
  of("matmul, 512 × 512", "float64", {
    ...{ shape: [512, 512], quick: [64, 64], ours: ({ array }, a) => array.matmul(a, a), python: "a @ a" },
  }),
  ...transforms("fft of 4096 rows of 1024", [4096, 1024], [64, 256], rows),
  ...transforms("fft of 1024 rows of 1009 (a prime)", [1024, 1009], [16, 101], rows),
  ...transforms("fft2, 1024 × 1024", [1024, 1024], [128, 128], images),
  ...transforms("fft2, 1000 × 1000", [1000, 1000], [100, 100], images),
  ...ofBoth("medianFilter 3 × 3, 1024²", {
    ...image,
    ours: ({ ndimage }, a) => ndimage.medianFilter(a, { size: 3 }),
    python: "ndimage.median_filter(a, size=3)",
  }),
  ...ofBoth("gaussianFilter σ 3, 1024²", {
    ...image,
    ours: ({ ndimage }, a) => ndimage.gaussianFilter(a, 3),
    python: "ndimage.gaussian_filter(a, 3)",
  }),
];
