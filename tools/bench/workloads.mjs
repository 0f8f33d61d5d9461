/**
 * What is measured. Each workload names its own work and the same work in Python; `value` of both must agree.
 * @typedef {object} Workload
 * @property {string} group
 * @property {string} name
 * @property {(core: object, quick: boolean) => { run: () => unknown, value: () => number, repeat?: number }} ours
 * @property {(quick: boolean) => { setup: string, run: string, value: string, repeat?: number, scale?: number }} python  `scale`: how often the work
 *   here contains that of `run`
 * @property {number} [tolerance] relative, for `value`
 * @property {() => void} [forget]  drops what is held for the next contender
 */

const shapeOf = (quick) => (quick ? [32, 32, 1024] : [256, 256, 1024]);

let numbers;

/** 268 MB of float32 (4 MB when quick), not constant, the same in both languages. */
function cube({ array }, quick) {
  const shape = shapeOf(quick);
  if (numbers === undefined) {
    numbers = new Float32Array(shape[0] * shape[1] * shape[2]);
    for (let i = 0; i < numbers.length; i++) numbers[i] = ((i * 7919) % 10007) / 1000 + 0.5;
  }
  return array.fromData(numbers, shape);
}

const pythonCube = (quick) =>
  `import numpy as np\na = ((np.arange(${shapeOf(quick).join("*")}, dtype=np.int64) * 7919 % 10007) / 1000 + 0.5).astype(np.float32).reshape(${shapeOf(quick).join(",")})`;

function onCube(group, name, ours, statement, value = "float(np.asarray(r).ravel()[5])", tolerance = 1e-5) {
  return {
    group,
    name,
    tolerance,
    ours: (core, quick) => {
      const a = cube(core, quick);
      let r;
      return {
        run: () => {
          r = ours(core, a);
        },
        value: () => {
          if (typeof r === "number") return r;
          const flat = core.array.ravel(r);
          return Number(flat.get(Math.min(5, flat.size - 1)));
        },
      };
    },
    python: (quick) => ({ setup: pythonCube(quick), run: `r = ${statement}`, value }),
  };
}

const scalar = "float(r)";

/** NumPy adds float32 in float32: its totals of 67 million numbers are right to four digits. */
const single = 1e-3;

/** A small signal, for the fixed cost of an operation. */
const smallSignal = ({ array, signal }) =>
  new signal.Signal1D(
    array.fromData(
      Float64Array.from({ length: 24 }, (_, i) => i),
      [2, 3, 4],
    ),
  );

const pythonSignal = "import numpy as np, hyperspy.api as hs\ns = hs.signals.Signal1D(np.arange(24.).reshape(2, 3, 4))";

function onSmallSignal(name, ours, statement, value) {
  return {
    group: "fixed cost of a signal operation",
    name,
    ours: (core) => {
      const s = smallSignal(core);
      return { run: () => ours(core, s), value: () => Number(ours(core, s).data.reshape(-1).get(1)), repeat: 2000 };
    },
    python: () => ({
      setup: pythonSignal,
      run: statement,
      value: `float((${value ?? statement}).data.ravel()[1])`,
      repeat: 20,
    }),
  };
}

/** @type {readonly Workload[]} */
export const workloads = [
  onSmallSignal("isig, a slice", ({ signal }, s) => s.isig(signal.slice(1, 3)), "s.isig[1:3]"),
  onSmallSignal(
    "isig, values",
    ({ signal }, s) => s.isig(signal.slice(signal.value(1), signal.value(3))),
    "s.isig[1.:3.]",
  ),
  onSmallSignal("inav, one index", (_, s) => s.inav(1), "s.inav[1]"),
  onSmallSignal("add two signals", ({ signal }, s) => signal.add(s, s), "s + s"),
  onSmallSignal("add a number", ({ signal }, s) => signal.add(s, 1), "s + 1"),
  onSmallSignal("sum over navigation", ({ signal }, s) => signal.sum(s), "s.sum()"),
  onSmallSignal("transpose", ({ signal }, s) => signal.transpose(s), "s.T"),

  onCube("elementwise", "a + a", ({ array }, a) => array.add(a, a), "a + a"),
  onCube("elementwise", "a * 2.5", ({ array }, a) => array.multiply(a, 2.5), "a * np.float32(2.5)"),
  onCube("elementwise", "a / a", ({ array }, a) => array.divide(a, a), "a / a"),
  onCube("elementwise", "sqrt(a)", ({ array }, a) => array.sqrt(a), "np.sqrt(a)"),
  onCube("elementwise", "exp(a)", ({ array }, a) => array.exp(a), "np.exp(a)"),
  onCube("elementwise", "a > 5", ({ array }, a) => array.greater(a, 5), "a > 5"),
  onCube("elementwise", "maximum(a, 5)", ({ array }, a) => array.maximum(a, 5), "np.maximum(a, np.float32(5))"),
  onCube(
    "elementwise",
    "where(a > 5, a, 0)",
    ({ array }, a) => array.where(array.greater(a, 5), a, 0),
    "np.where(a > 5, a, np.float32(0))",
  ),
  onCube("elementwise", "a + spectrum (broadcast)", ({ array }, a) => array.add(a, a.slice(0, 0)), "a + a[0, 0]"),
  onCube("elementwise", "astype float64", (_, a) => a.astype("float64"), "a.astype(np.float64)"),

  onCube("reductions", "sum", ({ array }, a) => array.sum(a), "a.sum()", scalar, single),
  onCube(
    "reductions",
    "sum over axes 0 and 1",
    ({ array }, a) => array.sum(a, { axis: [0, 1] }),
    "a.sum(axis=(0, 1))",
    undefined,
    1e-4,
  ),
  onCube("reductions", "sum over axis 2", ({ array }, a) => array.sum(a, { axis: 2 }), "a.sum(axis=2)"),
  onCube("reductions", "mean", ({ array }, a) => array.mean(a), "a.mean()", scalar, single),
  onCube("reductions", "std", ({ array }, a) => array.std(a), "a.std()", scalar, single),
  onCube("reductions", "std over axis 2", ({ array }, a) => array.std(a, { axis: 2 }), "a.std(axis=2)"),
  onCube("reductions", "max", ({ array }, a) => array.max(a), "a.max()", scalar),
  onCube("reductions", "max over axis 0", ({ array }, a) => array.max(a, { axis: 0 }), "a.max(axis=0)"),
  onCube("reductions", "argmax over axis 2", ({ array }, a) => array.argmax(a, { axis: 2 }), "a.argmax(axis=2)"),
  onCube("reductions", "nanmax over axis 2", ({ array }, a) => array.nanmax(a, { axis: 2 }), "np.nanmax(a, axis=2)"),

  onCube("copies", "copy", (_, a) => a.copy(), "a.copy()"),
  onCube(
    "copies",
    "transposed copy (2, 0, 1)",
    (_, a) => a.transpose([2, 0, 1]).copy(),
    "np.ascontiguousarray(a.transpose(2, 0, 1))",
  ),
  onCube("copies", "transposed copy (2, 1, 0)", (_, a) => a.T.copy(), "np.ascontiguousarray(a.T)"),
  onCube("copies", "every second channel", (_, a) => a.slice("...", "::2").copy(), "a[..., ::2].copy()"),

  {
    group: "spectrum images",
    name: "10a removeBackground, power law, 128 × 128 × 2048",
    tolerance: 1e-4,
    ours: ({ array, eels }, quick) => {
      const [rows, channels] = [quick ? 8 : 128, 2048];
      const data = new Float32Array(rows * rows * channels);
      for (let i = 0; i < data.length; i++)
        data[i] = 1e9 * (400 + (i % channels)) ** -3 * (1 + ((i * 7919) % 101) / 1000);
      const signal = new eels.EELSSpectrum(array.fromData(data, [rows, rows, channels]), {
        axes: [{}, {}, { offset: 400 }],
      });
      let r;
      return {
        run: () => {
          r = signal.removeBackground({ signalRange: [420, 520] });
        },
        value: () => r.data.get(0, 1, 1000),
      };
    },
    python: (quick) => ({
      setup: `import numpy as np, hyperspy.api as hs
n = ${quick ? 8 : 128}
i = np.arange(n * n * 2048)
data = (1e9 * (400.0 + i % 2048) ** -3 * (1 + (i * 7919 % 101) / 1000)).astype(np.float32).reshape(n, n, 2048)
s = hs.signals.EELSSpectrum(data)
s.axes_manager[-1].offset = 400`,
      run: "r = s.remove_background(signal_range=(420., 520.), show_progressbar=False, plot_remainder=False)",
      value: "float(r.data[0, 1, 1000])",
    }),
  },
];
