import { errorClass, testHeldBack } from "../../../tools/golden/held-back.js";
import {
  absolute,
  add,
  arange,
  argmax,
  argmin,
  array,
  cumsum,
  type DType,
  divide,
  eye,
  floorDivide,
  greater,
  mean,
  median,
  type NDArray,
  ones,
  polyfit,
  polyfitFull,
  polyval,
  promoteTypes,
  sort,
  sum,
  where,
} from "./index.js";
import { type RandomState, randomState } from "./random.js";

const grid = (): NDArray => arange(20).reshape([4, 5]);
const classes = { BAD_SHAPE: "ValueError", BAD_INDEX: "IndexError", OUT_OF_RANGE: "IndexError" };
const positions = (search: typeof argmax | typeof argmin, a: number[][]): object => ({
  all: search(a),
  axis0: search(a, { axis: 0 }),
  axis1: search(a, { axis: 1 }),
});
const drawn =
  (draw: (state: RandomState) => unknown) =>
  ({ seed }: { seed: number }): unknown =>
    draw(randomState(seed));

testHeldBack(["np."], {
  "np.dtype.promote": ({ kinds }: { kinds: DType[] }) => kinds.map((a) => kinds.map((b) => promoteTypes(a, b))),
  "np.reshape.bad": () => errorClass(() => arange(5).reshape([2, 3]), classes),
  "np.broadcast.bad": () => errorClass(() => add(ones([3, 4]), ones(5)), classes),
  "np.index.out": () => errorClass(() => grid().get(4, 0), classes),
  "np.index.clip": () => grid().slice("2:99", "3:99"),
  "np.index.negative": () => grid().slice(-1, "::-2"),
  "np.argmax": ({ a }) => positions(argmax, a),
  "np.argmin": ({ a }) => positions(argmin, a),
  "np.abs": ({ a }) => absolute((a as unknown[]).map(Number)),
  "np.where": ({ a }) => where(greater(a, 2), a, -1),
  "np.where.places": ({ a }) => where(greater(a, 2)),
  "np.eye": () => [eye(3), eye(2, { m: 4, k: 1 })],
  "np.keepdims": ({ a }) => [sum(a, { axis: 0, keepdims: true }), mean(a, { axis: 1, keepdims: true })],
  "np.median.axis": ({ a }) => [median(a, { axis: 0 }), median(a, { axis: 1 }), median(a.slice(0, 2))],
  "np.int_div": () => [divide([7, -7, 1], 2), floorDivide([7, -7, 1], 2)],
  "np.cumsum": ({ a }) => [cumsum(a), cumsum(a, { axis: 1 })],
  "np.sort": ({ a }) => [sort([10, 9, 1]), sort(a, { axis: 0 })],
  "np.polyfit.*": ({ x, y, degree }) => polyfit(x, y, degree),
  "np.polyfit.cov": ({ x, y }) => {
    const { coefficients, covariance } = polyfitFull(x, y, 2);
    return { p: coefficients, cov: covariance };
  },
  "np.polyfit.weights": ({ x, y }) => polyfit(x, y, 2, { w: divide(1, add(1, array(x as number[]))) }),
  "np.polyfit.columns": ({ x, y }) => {
    const both = (y as number[]).map((value, i) => [value, 2 * value + (x as number[])[i]!]);
    return polyfit(x, both, 2);
  },
  "np.polyval": () => polyval([1e-3, -2, 4.5], arange(6)),
});

testHeldBack(["random."], {
  "random.mt19937.rand.*": drawn((state) => state.randomSample({ shape: [2, 3] })),
  "random.mt19937.randn.*": drawn((state) => state.standardNormal({ shape: 5 })),
  "random.mt19937.normal.*": drawn((state) => state.normal({ loc: 3, scale: 0.5, shape: 7 })),
  "random.mt19937.uniform.*": drawn((state) => state.uniform({ low: -1, high: 4, shape: 4 })),
  "random.mt19937.gamma.*": drawn((state) => state.gamma(2.5, { shape: 6 })),
  "random.mt19937.gamma.1.*": drawn((state) => state.gamma(1, { scale: 2, shape: 6 })),
  "random.mt19937.gamma.0.5.*": drawn((state) => state.gamma(0.5, { shape: 6 })),
  "random.mt19937.exponential.*": drawn((state) => state.exponential({ scale: 2, shape: 5 })),
  "random.mt19937.poisson.*": drawn((state) => state.poisson({ lam: 3.5, shape: 12 }).astype("float64")),
  "random.mt19937.poisson.40.*": drawn((state) => state.poisson({ lam: 40, shape: 12 }).astype("float64")),
  "random.mt19937.permutation.*": drawn((state) => state.permutation(9)),
  "random.mt19937.randint.*": drawn((state) => state.randint(0, { high: 10, shape: 12 }).astype("float64")),
  "random.mt19937.choice.*": drawn((state) => state.choice(arange(20), { shape: 6, replace: false })),
});
