import { type NDArray, stack } from "@core/array";
import { isRagged, makeSignal, raggedItems, type SignalLike, UniformDataAxis, value } from "@core/signal";
import { describe, expect, test } from "vitest";
import {
  expectNumbers,
  expectStored,
  type Golden,
  numbersOf,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import stored from "../golden/images.json" with { type: "json" };
import { addRamp, align2D, calibrate, cropImage, estimateShift2D, findPeaks } from "./index.js";

interface Case {
  readonly kind: string;
  readonly options: Record<string, unknown>;
  readonly data?: StoredArray;
  readonly expected?: unknown;
  readonly image?: number;
  readonly texture?: number;
  readonly shifts?: unknown;
  readonly hyperspy?: StoredArray;
  readonly ramps?: [number, number];
}

const { cases } = stored as unknown as Golden<Case>;
const of = (kind: string): Case[] => cases.filter((item) => item.kind === kind);
const labelled = (kind: string) =>
  of(kind).map((item, i) => [`${i} ${JSON.stringify(item.options)}`.slice(0, 120), item] as const);

const imagesOf = of("image").map((item) => storedArray(item.data as StoredArray));

/** A position as the golden file writes it. */
function position(given: unknown): unknown {
  return typeof given === "object" && given !== null ? value((given as { value: number }).value) : given;
}

function positions(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([key, given]) => [key, position(given)]));
}

function calibrated(data: NDArray, [down, across]: readonly [[number, number], [number, number]]): SignalLike {
  const count = data.shape.length;
  const axes = data.shape.map((size, place) => {
    const [scale, offset] = place === count - 2 ? down : place === count - 1 ? across : [1, 0];
    return new UniformDataAxis({ size, scale, offset, navigate: place < count - 2 });
  });
  return makeSignal(data, { axes });
}

function expectDescribed(signal: SignalLike, expected: unknown, label: string, atol = 0): void {
  const wanted = expected as { data: StoredArray; axes: [number, number, number][] };
  expectStored(signal.data, wanted.data, { rtol: 1e-6, atol }, label);
  const axes = signal.axes.flatMap((axis) => (axis.kind === "uniform" ? [axis.offset, axis.scale, axis.size] : []));
  expectNumbers(axes, wanted.axes.flat(), { rtol: 1e-12 }, `${label}, axes`);
}

describe("HyperSpy 1.7.3", () => {
  test.each(labelled("findPeaks"))("findPeaks %s", (label, { options, image, expected }) => {
    const result = findPeaks(makeSignal(imagesOf[image as number] as NDArray), options as never);
    expect(isRagged(result)).toBe(true);
    expectStored(raggedItems(result)[0], expected, {}, label);
  });

  test.each(labelled("estimateShift2D"))("estimateShift2D %s", (label, { options, texture, shifts, expected }) => {
    const first = imagesOf[texture as number] as NDArray;
    const series = (shifts as [number, number][]).map((shift) => rolled(first, shift));
    const signal = makeSignal(stack(series) as NDArray, { axes: [{ navigate: true }, {}, {}] });
    expectStored(estimateShift2D(signal, options), expected, {}, label);
  });

  test.each(labelled("align2D"))("align2D %s", (label, { options, data, shifts, expected }) => {
    const signal = calibrated(storedArray(data as StoredArray), [
      [0.5, 7],
      [2, -1],
    ]);
    const before = numbersOf(signal.data);
    expectDescribed(align2D(signal, { ...options, shifts: storedArray(shifts as StoredArray) }), expected, label, 2e-5);
    expect(numbersOf(signal.data)).toEqual(before);
  });

  test.each(labelled("cropImage"))("cropImage %s", (label, { options, data, expected }) => {
    const signal = calibrated(storedArray(data as StoredArray), [
      [0.5, 0],
      [2, -1],
    ]);
    expectDescribed(cropImage(signal, positions(options)), expected, label);
  });

  test.each(labelled("calibrate"))("calibrate %s", (label, { options, data, expected }) => {
    const signal = calibrated(storedArray(data as StoredArray), [
      [0.5, 0],
      [2, -1],
    ]);
    const result = calibrate(signal, positions(options) as never);
    expectDescribed(result, expected, label);
    expect(result.axes.at(-1)?.units).toBe(options.units);
  });

  test.each(labelled("addRamp"))("addRamp %s", (label, { options, data, ramps, expected }) => {
    const signal = calibrated(storedArray(data as StoredArray), [
      [1, 0],
      [1, 0],
    ]);
    const [x, y] = ramps as [number, number];
    expectDescribed(addRamp(signal, x, y, options), expected, label);
  });

  test("covers what it says", () => {
    expect(of("findPeaks").length).toBeGreaterThan(250);
    expect(of("estimateShift2D").length).toBeGreaterThan(50);
    expect(of("align2D").length).toBeGreaterThan(60);
  });
});

/** The first image of a series as another one that is moved: rolled around, or a square on zeros. */
function rolled(image: NDArray, [down, across]: [number, number]): NDArray {
  const [rows, columns] = image.shape as [number, number];
  const moved = image.make(image.dtype, image.shape);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      moved.set([(row + down + rows) % rows, (column + across + columns) % columns], image.get(row, column));
  return moved;
}
