import fc from "fast-check";
import { expect, test } from "vitest";
import { codeOf } from "../../../../tools/golden/golden.js";
import * as core from "../index.js";
import { array, evaluate, type NDArray } from "../index.js";

const a = array([0.5, 2, -3, 8]).astype("float32") as NDArray;
const b = array([1, -2, 4, 0.25]);
const n = array([1, 2, 3, 4]).astype("int16") as NDArray;

function same(got: NDArray, expected: NDArray): void {
  expect(got.dtype).toBe(expected.dtype);
  expect(got.shape).toEqual(expected.shape);
  expect([...(got.copy().data as Float64Array)]).toEqual([...(expected.copy().data as Float64Array)]);
}

test.each<[string, () => NDArray]>([
  ["a * b + n", () => core.add(core.multiply(a, b), n)],
  ["a", () => a],
  ["-a ** 2", () => core.negative(core.power(a, 2))],
  ["2 ** -b", () => core.power(2, core.negative(b))],
  ["2 * pi * a", () => core.multiply(2 * Math.PI, a)],
  ["a - b - n", () => core.subtract(core.subtract(a, b), n)],
  ["a / (b / n)", () => core.divide(a, core.divide(b, n))],
  ["7 % n", () => core.mod(7, n)],
  [
    "where((a > 0) & ~(b == 1), sqrt(a), abs(b))",
    () =>
      core.where(core.bitwiseAnd(core.greater(a, 0), core.invert(core.equal(b, 1))), core.sqrt(a), core.absolute(b)),
  ],
  ["min(max(a, -1), 1.5e0)", () => core.minimum(core.maximum(a, -1), 1.5)],
  ["(a < 1) | (a >= 8)", () => core.bitwiseOr(core.less(a, 1), core.greaterEqual(a, 8))],
  ["1 + 2 < n", () => core.less(3, n)],
  ["hypot(a, b) + arctan2(a, b)", () => core.add(core.hypot(a, b), core.arctan2(a, b))],
  ["  .5*a+1.e1 ", () => core.add(core.multiply(0.5, a), 10)],
])("%s", (expression, composed) => {
  same(evaluate(expression, { a, b, n }), composed());
});

test("every function is the one of its name", () => {
  const others: Record<string, string> = { abs: "absolute" };
  for (const name of "abs sqrt square exp exp2 expm1 log log2 log10 log1p sin cos tan tanh arctan floor ceil".split(
    " ",
  )) {
    const call = (core as unknown as Record<string, (a: NDArray) => NDArray>)[others[name] ?? name];
    same(evaluate(`${name}(a)`, { a }), (call as (a: NDArray) => NDArray)(a));
  }
});

test("arrays broadcast, lists and numbers are arrays too, and inputs stay as they are", () => {
  const rows = array([[1], [2]]);
  same(evaluate("rows * b", { rows, b }), core.multiply(rows, b));
  same(evaluate("x + y", { x: [1, 2], y: 3 }), array([4, 5]));
  same(b, array([1, -2, 4, 0.25]));
  expect(evaluate("b", { b })).not.toBe(b);
});

test("the result goes into out, over an input too", () => {
  const own = b.copy();
  expect(evaluate("own + own * 2", { own }, { out: own })).toBe(own);
  same(own, core.multiply(b, 3));
  const single = core.zeros([4], { dtype: "float32" });
  evaluate("b / 3", { b }, { out: single });
  same(single, core.divide(b, 3).astype("float32"));
});

test("random expressions are the functions one after the other", () => {
  const leaf = fc.constantFrom("a", "b", "n", "2", "0.5");
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(tie("node"), fc.constantFrom("+", "-", "*", "/"), tie("node")).map((parts) => `(${parts.join(" ")})`),
      fc.tuple(fc.constantFrom("abs", "-", "floor"), tie("node")).map(([name, inner]) => `${name}(${inner})`),
    ),
  })).node;
  fc.assert(
    fc.property(tree, (expression) => {
      const scope = { a: 1.5, b: -2.25, n: 3, abs: Math.abs, floor: Math.floor };
      const expected = new Function(...Object.keys(scope), `return ${expression};`)(...Object.values(scope)) as number;
      const got = evaluate(expression, { a: array([1.5]), b: array([-2.25]), n: array([3]) });
      const value = Number((got.copy().data as Float64Array)[0]);
      expect(value === expected || (Number.isNaN(value) && Number.isNaN(expected))).toBe(true);
    }),
    { seed: 5 },
  );
});

test.each([
  ["a +", "BAD_ARGUMENT"],
  ["", "BAD_ARGUMENT"],
  ["a b", "BAD_ARGUMENT"],
  ["(a", "BAD_ARGUMENT"],
  ["a # b", "BAD_ARGUMENT"],
  ["c + 1", "BAD_ARGUMENT"],
  ["sinus(a)", "BAD_ARGUMENT"],
  ["constructor(a)", "BAD_ARGUMENT"],
  ["toString", "BAD_ARGUMENT"],
  ["sqrt(a, b)", "BAD_ARGUMENT"],
  ["where(a)", "BAD_ARGUMENT"],
  ["1 < a < 2", "BAD_ARGUMENT"],
  ["(".repeat(5000), "BAD_ARGUMENT"],
  ["-".repeat(5000), "BAD_ARGUMENT"],
  ["~a", "BAD_DTYPE"],
  ["a + c3", "BAD_SHAPE"],
])("bad expression %# is refused", (expression, code) => {
  expect(codeOf(() => evaluate(expression, { a, b, c3: array([1, 2, 3]) }))).toBe(code);
});

test("other bad arguments", () => {
  expect(codeOf(() => evaluate(3 as never, { a }))).toBe("BAD_ARGUMENT");
  expect(codeOf(() => evaluate("a", a as never))).toBe("BAD_ARGUMENT");
  expect(codeOf(() => evaluate("a + 1", { a }, { out: core.zeros([3]) }))).toBe("BAD_SHAPE");
  expect(codeOf(() => evaluate("a + 1", { a }, { out: core.zeros([4], { dtype: "int32" }) }))).toBe("BAD_DTYPE");
});
