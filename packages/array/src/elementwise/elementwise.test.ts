import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  absolute,
  add,
  allclose,
  angle,
  array,
  arrayEqual,
  bitwiseAnd,
  bitwiseXor,
  clip,
  conjugate,
  copysign,
  type DType,
  divide,
  divmod,
  equal,
  exp,
  fromData,
  full,
  greater,
  imag,
  invert,
  isCoreError,
  isclose,
  isnan,
  leftShift,
  less,
  log,
  log1p,
  logicalNot,
  maximum,
  minimum,
  multiply,
  type NDArray,
  negative,
  power,
  real,
  reciprocal,
  rint,
  round,
  sqrt,
  square,
  subtract,
  where,
  zeros,
} from "../index.js";

function failure(call: () => unknown): { code: string; message: string } {
  try {
    call();
  } catch (error) {
    if (isCoreError(error)) return error;
    throw error;
  }
  throw new Error("expected an error");
}

const whole = (dtype: DType, values: number[]): NDArray => array(values, { dtype }) as NDArray;

describe("out", () => {
  it("takes the result and is returned", () => {
    const [a, out] = [array([1, 2, 3]), zeros(3)];
    expect(add(a, 1, { out })).toBe(out);
    expect(out.toNested()).toEqual([2, 3, 4]);
  });

  it("may be an operand, also one that others overlap", () => {
    const a = array([1, 2, 3, 4]);
    add(a, a, { out: a });
    expect(a.toNested()).toEqual([2, 4, 6, 8]);
    add(a.slice("1:"), a.slice(":-1"), { out: a.slice("1:") as NDArray });
    expect(a.toNested()).toEqual([2, 6, 10, 14]);
    subtract(a.slice("::-1"), a, { out: a });
    expect(a.toNested()).toEqual([12, 4, -4, -12]);
    const table = array([
      [1, 2],
      [3, 4],
    ]);
    add(table, table.slice(0), { out: table });
    expect(table.toNested()).toEqual([
      [2, 4],
      [4, 6],
    ]);
    negative(table.T, { out: table });
    expect(table.toNested()).toEqual([
      [-2, -4],
      [-4, -6],
    ]);
  });

  it("may be a view of any form, and of another dtype of the same kind", () => {
    const table = zeros([3, 4], { dtype: "float32" });
    multiply(array([[1], [2], [3]]), array([1, 2]), { out: table.slice("::-1", "::2") as NDArray });
    expect(table.toNested()).toEqual([
      [3, 0, 6, 0],
      [2, 0, 4, 0],
      [1, 0, 2, 0],
    ]);
    const wide = zeros(2, { dtype: "float64" });
    expect(add(whole("int8", [1, 2]), whole("int8", [1, 2]), { out: wide }).toNested()).toEqual([2, 4]);
    expect(add(array([1, 2]), 1, { out: zeros([2, 2]) }).toNested()).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  it("is refused for floats into whole numbers and for shapes that do not fit, and stays as it was", () => {
    const out = whole("int32", [7, 7]);
    expect(failure(() => divide(out, 2, { out })).code).toBe("BAD_DTYPE");
    expect(failure(() => add(whole("int8", [1]), whole("int8", [1]), { out: whole("uint8", [0]) })).code).toBe(
      "BAD_DTYPE",
    );
    expect(failure(() => add(array([1, 2, 3]), 1, { out: zeros(2) })).code).toBe("BAD_SHAPE");
    expect(failure(() => add(array([[1, 2]]), 1, { out: zeros(2) })).code).toBe("BAD_SHAPE");
    expect(failure(() => add(array([1]), 1, { out: [1] as never })).code).toBe("BAD_ARGUMENT");
    const base = whole("int64", [2, 3, 4]);
    expect(failure(() => power(base, whole("int64", [1, 1, -1]), { out: base })).code).toBe("BAD_VALUE");
    expect([out.toNested(), base.toNested()]).toEqual([
      [7, 7],
      [2n, 3n, 4n],
    ]);
  });
});

describe("dtype and where", () => {
  it("computes in the dtype that is asked for", () => {
    expect(add(whole("uint8", [200]), whole("uint8", [100]), { dtype: "uint16" }).toNested()).toEqual([300]);
    expect(divide(whole("int32", [1]), 3, { dtype: "float32" }).get(0)).toBe(Math.fround(1 / 3));
    expect(sqrt(array([-1]), { dtype: "complex128" }).toNested()).toEqual([{ re: 0, im: 1 }]);
    expect(multiply(array([0.1], { dtype: "float32" }), 3, { dtype: "float64" }).dtype).toBe("float64");
  });

  it("refuses dtypes of a lower kind, unknown ones and those that an operation does not give", () => {
    expect(failure(() => add(array([1.5]), 1, { dtype: "int32" })).code).toBe("BAD_DTYPE");
    expect(failure(() => divide(whole("int32", [1]), whole("int32", [2]), { dtype: "int32" })).code).toBe("BAD_DTYPE");
    expect(failure(() => add(array([1.5]), 1, { dtype: "float16" as never })).code).toBe("BAD_DTYPE");
  });

  it("writes where the mask is true alone", () => {
    const out = full(3, 9);
    add(array([1, 2, 3]), 1, { out, where: [true, false, true] });
    expect(out.toNested()).toEqual([2, 9, 4]);
    expect(add(array([1, 2]), 1, { where: array([true, false]) }).toNested()).toEqual([2, 0]);
    expect(failure(() => add(array([1, 2]), 1, { where: [1, 0] })).code).toBe("BAD_DTYPE");
    expect(failure(() => add(array([1, 2]), 1, { where: [true, true, true] })).code).toBe("BAD_SHAPE");
  });
});

describe("operands", () => {
  it("may be scalars and lists alone", () => {
    expect(add(1, 2).get()).toBe(3);
    expect(add([1, 2], [[10], [20]]).toNested()).toEqual([
      [11, 12],
      [21, 22],
    ]);
    expect(greater([1, 2], 1).toNested()).toEqual([false, true]);
    expect(multiply({ re: 0, im: 1 }, { re: 0, im: 1 }).get()).toEqual({ re: -1, im: 0 });
  });

  it("keep the precision of scalars beside float64", () => {
    expect(multiply(array([1]), 0.1).get(0)).toBe(0.1);
    expect(add(array([0]), 16777217).get(0)).toBe(16777217);
    expect(add(array([0], { dtype: "float32" }), 0.1).get(0)).toBe(Math.fround(0.1));
    expect(add(array([0], { dtype: "float32" }), 1e300).dtype).toBe("float64");
    expect(copysign(array([1]), -0).get(0)).toBe(-1);
  });

  it("may be bigints", () => {
    expect(add(whole("int64", [1]), 2n ** 62n).toNested()).toEqual([2n ** 62n + 1n]);
    expect(add(whole("uint8", [1]), 300n).dtype).toBe("uint16");
    expect(failure(() => add(whole("uint8", [1]), 2n ** 70n)).code).toBe("BAD_VALUE");
  });

  it("are refused where they are neither arrays nor numbers, or do not fit together", () => {
    expect(failure(() => add("1" as never, 2)).code).toBe("BAD_ARGUMENT");
    expect(failure(() => add(undefined as never, 2)).code).toBe("BAD_ARGUMENT");
    expect(failure(() => add(array([1]), null as never)).code).toBe("BAD_ARGUMENT");
    expect(failure(() => add([1, [2]], 2)).code).toBe("BAD_SHAPE");
    const error = failure(() => add(zeros([2, 3]), zeros([2, 4])));
    expect(error.code).toBe("BAD_SHAPE");
    expect(error.message).toContain("(2, 3) and (2, 4)");
    expect(failure(() => subtract(array([true]), array([true]))).message).toContain("logical functions");
    expect(failure(() => bitwiseAnd(array([1.5]), 1)).message).toContain("astype");
    expect(failure(() => add(array([1]), 1, array([0]) as never)).code).toBe("BAD_ARGUMENT");
    expect(failure(() => exp(array([1]), null as never)).code).toBe("BAD_ARGUMENT");
    expect(failure(() => clip(array([1]), null, null)).code).toBe("BAD_ARGUMENT");
    expect(failure(() => round(array([1]), { decimals: 0.5 })).code).toBe("BAD_ARGUMENT");
    expect(failure(() => isclose(1, 2, { rtol: -1 })).code).toBe("BAD_ARGUMENT");
  });

  it("of 64-bit whole numbers are compared exactly, also signed with unsigned", () => {
    const signed = array([2n ** 53n + 1n, -1n], { dtype: "int64" });
    const unsigned = array([2n ** 53n, 2n ** 64n - 1n], { dtype: "uint64" });
    expect(greater(signed, unsigned).toNested()).toEqual([true, false]);
    expect(equal(signed, unsigned).toNested()).toEqual([false, false]);
  });
});

describe("where", () => {
  it("gives the indices of a condition alone", () => {
    const [rows, columns] = where(
      greater(
        [
          [1, 5],
          [7, 0],
        ],
        2,
      ),
    ) as [NDArray, NDArray];
    expect([rows.toNested(), columns.toNested()]).toEqual([
      [0n, 1n],
      [1n, 0n],
    ]);
    expect(failure(() => where([true], 1, undefined as never)).code).toBe("BAD_ARGUMENT");
  });

  it("takes NaN and complex numbers for true, and keeps 64-bit whole numbers", () => {
    expect(where([Number.NaN, 0], 1, 2).toNested()).toEqual([1, 2]);
    expect(where([{ re: 0, im: 1 }], 1, 2).toNested()).toEqual([1]);
    expect(where([true, false], whole("int64", [2, 3]), 5).toNested()).toEqual([2n, 5n]);
    expect(where([[true], [false]], [1, 2], [[3], [4]]).toNested()).toEqual([
      [1, 2],
      [4, 4],
    ]);
  });
});

describe("complex parts", () => {
  it("share memory with complex arrays", () => {
    const z = array([
      { re: 1, im: 2 },
      { re: 3, im: 4 },
    ]);
    imag(z).assign(0);
    multiply(real(z), 2, { out: real(z) });
    expect(z.toNested()).toEqual([
      { re: 2, im: 0 },
      { re: 6, im: 0 },
    ]);
    const x = array([1, 2]);
    expect(real(x)).toBe(x);
    expect(imag(x).toNested()).toEqual([0, 0]);
  });

  it("of views", () => {
    const z = array(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { dtype: "complex64" },
    );
    const view = multiply(z, { re: 1, im: 1 }).T.slice("::-1", 1);
    expect(imag(view).toNested()).toEqual([6, 5, 4]);
    expect(conjugate(view).get(0)).toEqual({ re: 6, im: -6 });
    expect(angle(view, { deg: true }).toNested()).toEqual([45, 45, 45]);
  });
});

describe("arrayEqual and allclose", () => {
  it("tell shapes, NaN and dtypes apart as NumPy does", () => {
    expect(arrayEqual([1, 2], whole("int8", [1, 2]))).toBe(true);
    expect(arrayEqual([1, 2], [[1, 2]])).toBe(false);
    expect(arrayEqual([1, Number.NaN], [1, Number.NaN])).toBe(false);
    expect(arrayEqual([1, Number.NaN], [1, Number.NaN], { equalNan: true })).toBe(true);
    expect(arrayEqual(zeros([0, 3]), zeros([0, 3]))).toBe(true);
    expect(allclose(array([1, 2]), 1.000001)).toBe(false);
    expect(allclose(zeros(0), 1)).toBe(true);
  });
});

/** Arrays of one dtype in some layout, longer than a tile now and then, and what they hold as plain numbers. */
const numbers = fc
  .record({
    dtype: fc.constantFrom<DType>("int8", "int16", "int32", "uint8", "uint16", "uint32", "float32", "float64"),
    rows: fc.integer({ min: 0, max: 70 }),
    columns: fc.integer({ min: 0, max: 70 }),
    seed: fc.integer(),
    flipped: fc.boolean(),
    turned: fc.boolean(),
    step: fc.constantFrom(1, 1, 2, 3),
  })
  .map(({ dtype, rows, columns, seed, flipped, turned, step }) => {
    const values = Array.from({ length: rows * columns * step }, (_, i) => Math.imul(i + 1, seed | 1) >> (i % 31));
    let a = fromData(Float64Array.from(values), [rows, columns * step]).astype(dtype) as NDArray;
    a = a.slice("...", `::${step}`);
    if (flipped) a = a.slice("::-1", "::-1");
    return turned ? a.T : a;
  });

/** The elements in C order, read one by one. */
function elements(a: NDArray): unknown[] {
  const [rows, columns] = a.shape as [number, number];
  return Array.from({ length: rows * columns }, (_, i) => a.get(Math.floor(i / columns), i % columns));
}

describe("properties, over dtypes, layouts and sizes", () => {
  const stored = (dtype: DType, values: readonly unknown[]): unknown[] =>
    elements(fromData(Float64Array.from(values as number[]), [1, values.length]).astype(dtype) as NDArray);

  it("an operation is the same as doing it element by element", () => {
    fc.assert(
      fc.property(numbers, (a) => {
        const values = elements(a) as number[];
        expect(elements(add(a, a))).toEqual(
          stored(
            a.dtype,
            values.map((x) => x + x),
          ),
        );
        expect(elements(negative(a))).toEqual(
          stored(
            a.dtype,
            values.map((x) => -x),
          ),
        );
        expect(elements(less(a, 3))).toEqual(values.map((x) => x < 3));
        expect(elements(divide(a, 7, { dtype: "float64" }))).toEqual(values.map((x) => x / 7));
        expect(elements(where(greater(a, 0), a, 0))).toEqual(values.map((x) => (x > 0 ? x : 0)));
      }),
      { numRuns: 40 },
    );
  });

  it("rows and columns broadcast", () => {
    fc.assert(
      fc.property(numbers, (a) => {
        const [rows, columns] = a.shape as [number, number];
        const row = fromData(
          Float64Array.from({ length: columns }, (_, i) => i),
          [columns],
        );
        const column = fromData(
          Float64Array.from({ length: rows }, (_, i) => 100 * i),
          [rows, 1],
        );
        const expected = elements(a).map((x, i) => (x as number) + (i % columns) + 100 * Math.floor(i / columns));
        expect(elements(add(add(a.astype("float64"), row), column))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it("conversions to and from 64-bit whole numbers keep whole numbers", () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom<DType>("int64", "uint64"), (a, dtype) => {
        const big = a.astype(dtype) as NDArray;
        const bits = dtype === "int64" ? BigInt.asIntN : BigInt.asUintN;
        expect(elements(big)).toEqual((elements(a) as number[]).map((x) => bits(64, BigInt(x))));
        if (dtype === "int64") expect(elements(big.T.T.astype(a.dtype) as NDArray)).toEqual(elements(a));
        expect(elements(add(big, 0))).toEqual(elements(big));
        expect(elements(subtract(add(big, big), big) as NDArray)).toEqual(elements(big));
      }),
      { numRuns: 40 },
    );
  });

  it("int64 becomes the nearest float64, as BigInt does", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { maxLength: 20 }), (values) => {
        const a = fromData(BigInt64Array.from(values), [values.length]);
        expect(Array.from(a.astype("float64").data)).toEqual(values.map(Number));
        const unsigned = values.map((value) => BigInt.asUintN(64, value));
        const b = fromData(BigUint64Array.from(unsigned), [values.length]);
        expect(Array.from(b.astype("float64").data)).toEqual(unsigned.map(Number));
      }),
    );
  });

  it("float64 becomes int64 cut to a whole number, modulo 2 ** 64", () => {
    const value = fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e25, max: 1e25 });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (values) => {
        const a = fromData(Float64Array.from(values), [values.length]).astype("int64");
        expect(Array.from(a.data)).toEqual(values.map((x) => BigInt.asIntN(64, BigInt(Math.trunc(x)))));
      }),
    );
    expect(array([Number.NaN, Number.POSITIVE_INFINITY]).astype("int64").toNested()).toEqual([0n, 0n]);
  });

  it("quotient and remainder make the dividend, and the remainder has the sign of the divisor", () => {
    const ints = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(
        ints,
        ints.filter((b) => b !== 0),
        (a, b) => {
          const [quotient, rest] = divmod(array([a]), array([b]));
          expect((quotient.get(0) as number) * b + (rest.get(0) as number)).toBe(a);
          expect((quotient.get(0) as number) + 0).toBe(Math.floor(a / b) + 0);
          const [wholes, rests] = divmod(whole("int32", [a]), whole("int32", [b]));
          if (a !== -(2 ** 31) || b !== -1)
            expect([wholes.get(0), rests.get(0)]).toEqual([Math.floor(a / b) + 0, (rest.get(0) as number) + 0]);
          const [bigs] = divmod(array([BigInt(a)]), array([BigInt(b)]));
          expect(bigs.get(0)).toBe(BigInt(Math.floor(a / b)));
        },
      ),
    );
  });

  it("whole powers are repeated products, modulo the width", () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 0, max: 40 }), (base, exponent) => {
        const exact = BigInt(base) ** BigInt(exponent);
        expect(power(whole("int32", [base]), exponent).get(0)).toBe(Number(BigInt.asIntN(32, exact)));
        expect(power(array([BigInt(base)]), exponent).get(0)).toBe(BigInt.asIntN(64, exact));
      }),
    );
  });

  it("rounding goes to the nearest whole number, halves to the even one", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const r = rint(array([x])).get(0) as number;
        expect(Object.is(r, -0) || r < 0).toBe(x < 0 || Object.is(x, -0));
        const [low, high] = [Math.floor(x), Math.ceil(x)];
        if (x - low < high - x) expect(r + 0).toBe(low + 0);
        else if (x - low > high - x) expect(r + 0).toBe(high + 0);
        else expect(low === high ? r === x : (r % 2) + 0 === 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("bits: a ^ b ^ b is a, ~~a is a, a shift by the width is 0", () => {
    const ints = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 10 });
    fc.assert(
      fc.property(
        ints,
        fc.constantFrom<DType>("int8", "uint16", "int32", "uint32", "uint64", "int64"),
        (values, dtype) => {
          const a = array(values.length === 0 ? [0] : values).astype(dtype) as NDArray;
          const b = leftShift(a, whole(dtype, [1]));
          expect(arrayEqual(bitwiseXor(bitwiseXor(a, b), b), a)).toBe(true);
          expect(arrayEqual(invert(invert(a)), a)).toBe(true);
          expect(logicalNot(leftShift(a, whole(dtype, [64]))).toNested()).toEqual(new Array(a.size).fill(true));
        },
      ),
    );
  });

  it("clip is the maximum of the lower limit and the minimum of the upper one; NaN stays", () => {
    const doubles = fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        doubles,
        fc.double({ noNaN: true, max: 0 }),
        fc.double({ noNaN: true, min: 0 }),
        (values, low, high) => {
          const clipped = clip(array(values), low, high).toNested() as number[];
          values.forEach((x, i) => {
            if (Number.isNaN(x)) expect(clipped[i]).toBeNaN();
            else expect((clipped[i] as number) + 0).toBe(Math.min(Math.max(x, low), high) + 0);
          });
          expect(isnan(maximum(array(values), Number.NaN)).toNested()).toEqual(values.map(() => true));
          expect(isnan(minimum(array(values), Number.NaN)).toNested()).toEqual(values.map(() => true));
        },
      ),
    );
  });

  it("functions of complex numbers undo one another", () => {
    const part = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(part, part, (re, im) => {
        fc.pre(Math.hypot(re, im) > 1e-3);
        const z = array([{ re, im }]);
        expect(allclose(exp(log(z)), z, { rtol: 1e-13, atol: 0 })).toBe(true);
        expect(allclose(square(sqrt(z)), z, { rtol: 1e-13, atol: 0 })).toBe(true);
        expect(allclose(divide(multiply(z, z), z), z, { rtol: 1e-14, atol: 0 })).toBe(true);
        expect(allclose(square(absolute(z)), real(multiply(z, conjugate(z))), { rtol: 1e-14, atol: 0 })).toBe(true);
      }),
    );
  });
});

describe("differences from NumPy 1.24", () => {
  it("whole scalars beside floats are floats of any size", () => {
    expect(add(array([1], { dtype: "float32" }), 70000).dtype).toBe("float32");
  });

  it("whole scalars promote alike in all operations", () => {
    const bytes = whole("uint8", [200]);
    expect([add, bitwiseAnd, power, leftShift].map((operation) => operation(bytes, 256).dtype)).toEqual(
      new Array(4).fill("uint16"),
    );
  });

  it("arrays without axes promote by their dtype, as in NumPy 2", () => {
    expect(add(array([1], { dtype: "float32" }), array(2.5)).dtype).toBe("float64");
    expect(add(whole("uint8", [1]), array(1, { dtype: "int32" })).dtype).toBe("int32");
  });

  it("scalars alone are float64, as in array()", () => {
    expect([add(1, 2).dtype, where([true], 1, 0).dtype, add(true, false).dtype]).toEqual([
      "float64",
      "float64",
      "bool",
    ]);
  });

  it("functions of 8-bit whole numbers and booleans give float32", () => {
    expect([sqrt(whole("uint8", [4])).dtype, exp(array([true])).dtype]).toEqual(["float32", "float32"]);
  });

  it("the reciprocal of the whole number 0 is 0", () => {
    expect(reciprocal(whole("int32", [0, 1, -1, 2])).toNested()).toEqual([0, 1, -1, 0]);
  });

  it("log1p of small complex numbers is exact: z - z² / 2", () => {
    const [re, im] = [1e-9, 1e-12];
    const { re: x, im: y } = log1p({ re, im }).get() as { re: number; im: number };
    expect(x).toBeCloseTo(re - (re * re - im * im) / 2, 24);
    expect(y).toBeCloseTo(im - re * im, 27);
  });
});
