import { testOracle } from "../../../tools/golden/oracle.js";
import {
  add,
  allclose,
  append,
  arange,
  array,
  astype,
  at,
  bitwiseAnd,
  bitwiseOr,
  cos,
  diag,
  divide,
  dot,
  floorDivide,
  greater,
  indices,
  less,
  linspace,
  logicalNot,
  median,
  meshgrid,
  min,
  mod,
  multiply,
  type NDArray,
  ones,
  polyfit,
  polyval,
  power,
  put,
  round,
  sin,
  sqrt,
  std,
  subtract,
  sum,
  zeros,
  zerosLike,
} from "./index.js";
import { randomState } from "./random.js";

/** What the rows have as inputs, under the names that they use. */
interface Inputs {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly a: number[];
  readonly b: number[];
  readonly n: number;
  readonly seed: number;
  readonly centre: [number, number];
  readonly radius: number;
}

const grid = (): NDArray => arange(20).reshape([4, 5]);

function ripple(): { readonly x: NDArray; readonly y: NDArray; readonly z: NDArray } {
  const x = arange(-20, 20, 0.25);
  const y = x.reshape([-1, 1]);
  const r = sqrt(add(power(x, 2), power(y, 2)));
  return { x, y, z: divide(cos(r), add(r, 5)) };
}

/** Every row of the tutorials' oracle, in this package's own words. */
const calls: Readonly<Record<string, (inputs: Inputs) => unknown>> = {
  "np.arange.count": ({ start, stop, step }) => arange(start, stop, step).size,
  "np.array": () => array([10, 20, 30, 40]),
  "np.arange4": () => arange(4),
  "np.arange.float": () => arange(0, 10, 0.1),
  "np.linspace": () => linspace(-Math.PI, Math.PI, { num: 5 }),
  "np.elementwise": ({ a, b }) => add(array(a), power(array(b), 2)),
  "np.ones": () => ones([3, 4]),
  "np.zeros": () => astype(zeros([2, 3, 4], { dtype: "int64" }), "float64"),
  "np.zeros_like": () => zerosLike(ones([3, 4])),
  "np.set_shape": () => arange(12).reshape([3, 4]),
  "np.reshape.-1": () => arange(5).reshape([-1, 1]),
  "np.broadcast": () => add(arange(5), multiply(arange(5).reshape([-1, 1]), 10)),
  "np.exercise.ripple": () => ripple().z,
  "np.index": () => grid().get(2, 3),
  "np.row": () => grid().slice(2, ":"),
  "np.col": () => grid().slice(":", 0),
  "np.block": () => grid().slice("0:3", "1:3"),
  "np.step": () => grid().reshape(-1).slice("10:200:3"),
  "np.mask": ({ a }) => {
    const own = array(a);
    const neg = less(own, 0);
    put(own, [neg], 0);
    return { neg, a: own };
  },
  "np.mask2d": () => {
    const a = arange(25).reshape([5, 5]);
    return put(a, [logicalNot(bitwiseAnd(greater(a, 6), less(a, 17)))], 0);
  },
  "np.exercise.circle": ({ centre, radius }) => {
    const { x, y, z } = ripple();
    const [cx, cy] = centre;
    const inside = less(sqrt(add(power(subtract(x, cx), 2), power(subtract(y, cy), 2))), radius);
    return { masked_pixels: Number(sum(inside)), z: put(z, [inside], 0) };
  },
  "np.alias_and_view": () => {
    const a = arange(8);
    const alias = a;
    alias.set([3], -10);
    const afterAlias = a.copy();
    const view = a.slice("3:6");
    const before = view.copy();
    view.set([1], 100);
    return { after_alias: afterAlias, view: before, after_view_write: a };
  },
  "np.arith_copies": () => {
    const a = arange(4);
    const b = power(a, 2);
    a.set([1], 100);
    return { a, b };
  },
  "np.append": () => {
    const joined = append(arange(10, 200), arange(300, 480));
    return {
      length: joined.size,
      first: joined.get(0),
      last: joined.get(-1),
      at189: joined.get(189),
      at190: joined.get(190),
    };
  },
  "np.fancy": () => at(grid(), [2, 0, 2], 1),
  "np.polyfit.hard": () => {
    const x = arange(2000, 2021);
    return polyval(polyfit(x, sin(divide(subtract(x, 2000), 3)), 5), array([2000, 2010, 2020]));
  },
  "np.sum.axis": () => ({ axis0: sum(grid(), { axis: 0 }), axis1: sum(grid(), { axis: 1 }), min: min(grid()) }),
  "np.median.even": () =>
    median([
      [3, 1],
      [2, 10],
    ]),
  "np.diag": () => add(arange(9).reshape([3, 3]), diag([1, 0, 1])),
  "np.dot": () =>
    dot(
      [
        [1, 2],
        [3, 4],
      ],
      [
        [-2, 1],
        [1.5, -0.5],
      ],
    ),
  "np.meshgrid": () => {
    const [x, y] = meshgrid([
      [1, 2, 3],
      [10, 20],
    ]);
    return { x, y };
  },
  "np.indices": () => indices([2, 3]),
  "np.allclose": () => ({
    first: allclose([1, 1e-9], [1, 0]),
    nan: allclose([Number.NaN], [Number.NaN]),
    nan_equal_nan: allclose([Number.NaN], [Number.NaN], { equalNan: true }),
  }),
  "np.round": () => round(array([0.5, 1.5, 2.5, -0.5, -1.5])),
  "np.mod": () => ({ mod: mod([-7, 7, -7], [3, -3, -3]), floor_divide: floorDivide([-7, 7, -7], [3, -3, -3]) }),
  "np.uint8.wrap": () => add(array(new Uint8Array([250])), array(new Uint8Array([10]))),
  "np.std": () => ({ ddof0: std(arange(10)), ddof1: std(arange(10), { ddof: 1 }) }),
  "np.sum.float32": ({ n }) => sum(ones(n, { dtype: "float32" })),
  "np.bool_ops": ({ a }) => {
    const own = array(a);
    const ok = bitwiseAnd(greater(own, 6), less(own, 17));
    const low = less(own, 6);
    return { and: ok, not: logicalNot(ok), or_lt6_gt16: bitwiseOr(low, greater(own, 16)) };
  },
  "np.vectorised": ({ n }) => {
    const halves = divide(arange(n), 2);
    return { sum: sum(halves), last: halves.get(-1) };
  },
  "random.mt19937.random_sample": ({ seed }) => randomState(seed).randomSample({ shape: 5 }),
};

testOracle(["np.", "random."], calls);
