import { fromData, type NDArray, roll } from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numbersOf } from "../../../tools/golden/golden.js";
import {
  binaryClosing,
  binaryDilation,
  binaryErosion,
  binaryOpening,
  correlate,
  distanceTransformBf,
  distanceTransformCdt,
  distanceTransformEdt,
  findObjects,
  gaussianFilter,
  generateBinaryStructure,
  genericFilter,
  genericFilter1d,
  greyClosing,
  greyOpening,
  label,
  labeledComprehension,
  maximumFilter,
  mean,
  medianFilter,
  minimumFilter,
  minimumFilter1d,
  rankFilter,
  sumLabels,
  uniformFilter,
  valueIndices,
  watershedIft,
} from "./index.js";

const shapes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });

function filled<T>(element: fc.Arbitrary<T>, make: (values: T[], shape: number[]) => NDArray): fc.Arbitrary<NDArray> {
  return shapes.chain((shape) => {
    const size = shape.reduce((product, one) => product * one, 1);
    return fc.array(element, { minLength: size, maxLength: size }).map((values) => make(values, shape));
  });
}

const masks = filled(fc.boolean(), (values, shape) =>
  fromData(Uint8Array.from(values, Number), shape, { dtype: "bool" }),
);
const images = filled(fc.integer({ min: -40, max: 40 }), (values, shape) =>
  fromData(
    Float64Array.from(values, (one) => one / 4),
    shape,
  ),
);
const anyNumbers = filled(
  fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)),
  (values, shape) => fromData(Float64Array.from(values), shape),
);
const odd = fc.constantFrom(1, 3, 5);

function not(a: NDArray): NDArray {
  return fromData(
    Uint8Array.from(numbersOf(a), (one) => 1 - one),
    a.shape,
    { dtype: "bool" },
  );
}

describe("binary morphology", () => {
  it("is the same for what is there and what is not, the other way round", () => {
    fc.assert(
      fc.property(masks, fc.integer({ min: 1, max: 3 }), fc.boolean(), (a, iterations, borderValue) => {
        const dilated = binaryDilation(a, { iterations, borderValue });
        const eroded = binaryErosion(not(a), { iterations, borderValue: !borderValue });
        expect(numbersOf(dilated)).toEqual(numbersOf(not(eroded)));
      }),
    );
  });

  it("opens and closes once and for all", () => {
    fc.assert(
      fc.property(masks, (a) => {
        const opened = binaryOpening(a);
        expect(numbersOf(binaryOpening(opened))).toEqual(numbersOf(opened));
        const closed = binaryClosing(a);
        expect(numbersOf(binaryClosing(closed))).toEqual(numbersOf(closed));
      }),
    );
  });

  it("is the same with and without brute force", () => {
    fc.assert(
      fc.property(masks, masks, fc.integer({ min: 0, max: 4 }), (a, other, iterations) => {
        const mask = other.size === a.size ? other.reshape(a.shape) : undefined;
        const options = { iterations, ...(mask === undefined ? {} : { mask }) };
        expect(numbersOf(binaryErosion(a, { ...options, bruteForce: true }))).toEqual(
          numbersOf(binaryErosion(a, options)),
        );
      }),
    );
  });
});

describe("grey-scale morphology", () => {
  it("opens and closes once and for all", () => {
    fc.assert(
      fc.property(images, odd, (a, size) => {
        const opened = greyOpening(a, { size });
        expect(numbersOf(greyOpening(opened, { size }))).toEqual(numbersOf(opened));
        const closed = greyClosing(a, { size });
        expect(numbersOf(greyClosing(closed, { size }))).toEqual(numbersOf(closed));
      }),
    );
  });
});

describe("labels", () => {
  it("are the same parts when the axes are swapped, and each lies in its box", () => {
    fc.assert(
      fc.property(masks, fc.boolean(), (a, all) => {
        const dimensions = a.shape.length;
        const structure = generateBinaryStructure(dimensions, all ? dimensions : 1);
        const [labels, count] = label(a, { structure });
        const [others, otherCount] = label(a.T, { structure });
        expect(otherCount).toBe(count);
        const names = new Map<number, number>();
        const [left, right] = [numbersOf(labels), numbersOf(others.T)];
        left.forEach((one, i) => {
          expect(names.get(one) ?? right[i]).toBe(right[i]);
          names.set(one, right[i] as number);
        });
        expect(left.map((one) => (one === 0 ? 0 : 1))).toEqual(numbersOf(a));
        expect([...new Set(left.filter((one) => one > 0))]).toEqual(Array.from({ length: count }, (_, i) => i + 1));
        findObjects(labels).forEach((box, i) => {
          if (box === null) throw new Error("a label without a box");
          expect(numbersOf(labels.slice(...box))).toContain(i + 1);
        });
      }),
    );
  });

  it("are measured as their elements are", () => {
    fc.assert(
      fc.property(masks, (a) => {
        const [labels, count] = label(a);
        const index = Array.from({ length: count }, (_, i) => i + 1);
        const own = (compute: (values: NDArray) => number): NDArray | unknown =>
          labeledComprehension(labels, labels, index, compute, "float64", 0);
        expect(numbersOf(own((values) => values.size) as NDArray)).toEqual(
          numbersOf(sumLabels(a, { labels, index }) as NDArray),
        );
        expect(numbersOf(mean(labels, { labels, index }) as NDArray)).toEqual(index);
        for (const [value, indices] of valueIndices(labels))
          expect(indices[0]?.size).toBe(numbersOf(labels).filter((one) => one === value).length);
      }),
    );
  });
});

describe("distances", () => {
  it("are those of brute force", () => {
    fc.assert(
      fc.property(masks, fc.array(fc.constantFrom(1, 0.5, 2, 3), { minLength: 3, maxLength: 3 }), (a, steps) => {
        const sampling = steps.slice(0, a.shape.length);
        const [distances, indices] = distanceTransformEdt(a, { sampling, returnIndices: true });
        expect(numbersOf(distances)).toEqual(numbersOf(distanceTransformBf(a, { sampling })));
        if (numbersOf(a).includes(0)) {
          const values = numbersOf(a);
          const places = numbersOf(indices.reshape([a.shape.length, -1]).T);
          for (let i = 0; i < a.size; i++)
            expect(a.get(...places.slice(i * a.shape.length, (i + 1) * a.shape.length)), `of ${values[i]}`).toBe(false);
        } else expect(numbersOf(distances)).toEqual(numbersOf(a).map(() => Number.POSITIVE_INFINITY));
      }),
    );
  });

  it("by steps are those of brute force", () => {
    fc.assert(
      fc.property(masks, fc.constantFrom("taxicab", "chessboard"), (a, metric) => {
        fc.pre(numbersOf(a).includes(0));
        expect(numbersOf(distanceTransformCdt(a, { metric }))).toEqual(numbersOf(distanceTransformBf(a, { metric })));
      }),
    );
  });
});

describe("filters", () => {
  it("keep constants", () => {
    fc.assert(
      fc.property(
        shapes,
        fc.double({ min: 0.3, max: 4 }),
        fc.constantFrom("reflect", "nearest", "wrap", "mirror"),
        (shape, sigma, mode) => {
          const size = shape.reduce((product, one) => product * one, 1);
          const filtered = gaussianFilter(fromData(new Float64Array(size).fill(7), shape), sigma, {
            mode: mode as "wrap",
          });
          for (const one of numbersOf(filtered)) expect(one).toBeCloseTo(7, 12);
        },
      ),
    );
  });

  it("move with the array where it goes round", () => {
    fc.assert(
      fc.property(images, fc.integer({ min: -5, max: 5 }), (a, by) => {
        const mode = "wrap";
        const filters = [
          (b: NDArray) => gaussianFilter(b, 1.2, { mode }),
          (b: NDArray) => medianFilter(b, { size: 3, mode }),
          (b: NDArray) => minimumFilter(b, { size: 2, mode }),
          (b: NDArray) =>
            correlate(
              b,
              fromData(
                new Float64Array(2 ** a.shape.length).fill(0.25),
                a.shape.map(() => 2),
              ),
              { mode },
            ),
        ];
        for (const filter of filters) {
          const axis = a.shape.length - 1;
          expect(numbersOf(filter(roll(a, by, { axis }) as NDArray))).toEqual(
            numbersOf(roll(filter(a), by, { axis }) as NDArray),
          );
        }
      }),
    );
  });

  it("by rank take that neighbour, whatever the method", () => {
    fc.assert(
      fc.property(anyNumbers, fc.constantFrom(2, 3, 7), fc.double({ min: 0, max: 1, noNaN: true }), (a, size, part) => {
        const count = size ** a.shape.length;
        const rank = Math.min(count - 1, Math.floor(part * count));
        const sorted = genericFilter(a, (near) => Float64Array.from(near).sort()[rank] as number, { size });
        expect(numbersOf(rankFilter(a, rank, { size })).map((one) => one + 0)).toEqual(
          numbersOf(sorted).map((one) => one + 0),
        );
      }),
    );
  });

  it("of boxes are those of each neighbour list", () => {
    fc.assert(
      fc.property(images, odd, (a, size) => {
        const each = (compute: (near: Float64Array) => number): number[] =>
          numbersOf(genericFilter(a, compute, { size }));
        expect(numbersOf(maximumFilter(a, { size }))).toEqual(each((near) => Math.max(...near)));
        const means = each((near) => near.reduce((sum, one) => sum + one, 0) / near.length);
        numbersOf(uniformFilter(a, { size })).forEach((one, i) => {
          expect(one).toBeCloseTo(means[i] as number, 10);
        });
      }),
    );
  });

  it("of lines are those of each line", () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 12 }), (a, size) => {
        const lines = genericFilter1d(
          a,
          (line, result) => {
            for (let i = 0; i < result.length; i++) result[i] = Math.min(...line.subarray(i, i + size));
          },
          size,
          { axis: 0, mode: "mirror" },
        );
        expect(numbersOf(minimumFilter1d(a, size, { axis: 0, mode: "mirror" }))).toEqual(numbersOf(lines));
      }),
    );
  });
});

describe("watersheds", () => {
  it("give each element a marker", () => {
    fc.assert(
      fc.property(masks, (a) => {
        const image = a.astype("uint8");
        const markers = a.make("int32", a.shape);
        markers.data.fill(3, 0, 1);
        expect(new Set(numbersOf(watershedIft(image, markers)))).toEqual(new Set([3]));
      }),
    );
  });
});
