import { arange, fromData, isCoreError, type NDArray, sum } from "@core/array";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as api from "../index.js";

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
  return "none";
};
const flat = (data: NDArray): number[] => ([data.toNested()] as unknown[]).flat(Number.POSITIVE_INFINITY).map(Number);
const half = { scale: 0.5 };
const image = new api.Signal2D(arange(100).reshape([10, 10]), {
  axes: [
    { name: "y", ...half },
    { name: "x", ...half },
  ],
});
const cube = new api.Signal1D(arange(120).reshape([5, 6, 4]), {
  axes: [{ name: "y", ...half }, { name: "x", ...half }, { name: "E" }],
});

describe("regions", () => {
  test("are plain, checked and printed as in HyperSpy", () => {
    const rectangle = api.rectangularROI(1, 0.5, 2.5, 2);
    expect(api.roiText(rectangle)).toBe("RectangularROI(left=1, top=0.5, right=2.5, bottom=2)");
    expect(api.roiTuple(rectangle)).toEqual([1, 2.5, 0.5, 2]);
    expect(api.rectangleBox(rectangle)).toEqual({ x: 1, y: 0.5, width: 1.5, height: 1.5 });
    expect(api.withRectangleBox(rectangle, { x: 3, width: 1 })).toEqual(api.rectangularROI(3, 0.5, 4, 2));
    const line = api.line2DROI(0, 0, 3, 4, { linewidth: 2 });
    expect(api.lineLength(line)).toBe(5);
    expect(api.lineAngle(line)).toBeCloseTo(53.13010235415597, 12);
    expect(api.lineAngle(line, { axis: "vertical" })).toBeCloseTo(36.86989764584402, 12);
    expect(api.lineAngle(line, { units: "radians" })).toBeCloseTo(0.9272952180016121, 12);
    expect(api.lineAngle(api.line2DROI(0, 0, 3, -4), { axis: "vertical" })).toBeCloseTo(143.13010235415598, 12);
    expect(api.roiTuple(line)).toEqual([0, 0, 3, 4, 2]);
    const circle = api.circleROI(1, 2, 3, { rInner: 0.4 });
    expect(api.roiText(circle)).toBe("CircleROI(cx=1, cy=2, r=3, r_inner=0.4)");
    expect(api.roiText(api.spanROI(1, 2))).toBe("SpanROI(left=1, right=2)");
    expect(api.roiText(api.point2DROI(1, 2))).toBe("Point2DROI(x=1, y=2)");
    expect([api.roiTuple(api.point1DROI(1)), api.roiTuple(api.point2DROI(1, 2)), api.roiTuple(circle)]).toEqual([
      [1],
      [1, 2],
      [1, 2, 3, 0.4],
    ]);
    for (const run of [
      () => api.spanROI(2, 2),
      () => api.rectangularROI(0, 0, 0, 1),
      () => api.circleROI(1, 1, -1),
      () => api.circleROI(1, 1, 1, { rInner: 2 }),
      () => api.circleROI(1, 1, 1, { rInner: -1 }),
      () => api.line2DROI(0, 0, 1, 1, { linewidth: -1 }),
      () => api.point1DROI(Number.NaN),
      () => api.point2DROI(1, "2" as never),
      () => api.lineAngle(line, { axis: "diagonal" as never }),
      () => api.lineAngle(line, { units: "turns" as never }),
      () => cube.applyROI({ left: 1 } as never),
      () => cube.applyROI(line, { order: 7 }),
      () => cube.applyROI(line, { mode: "wrap" as never }),
    ])
      expect(code(run)).toBe("BAD_ARGUMENT");
    expect(code(() => cube.applyROI(api.circleROI(1, 1, 1), { axes: ["E"] }))).toBe("BAD_AXIS");
    expect(code(() => cube.isig(0).applyROI(api.rectangularROI(0, 0, 1, 1), { axes: ["E", "x"] }))).toBe("BAD_AXIS");
    expect(code(() => api.slicesOf(circle))).toBe("UNSUPPORTED");
    expect(code(() => cube.roiMask(line))).toBe("UNSUPPORTED");
    expect(code(() => cube.applyROI(line, { order: 3 }))).toBe("UNSUPPORTED");
  });

  test("of points, ranges and rectangles are views", () => {
    const own = cube.deepCopy();
    const part = own.applyROI(api.rectangularROI(0.5, 0.5, 1.5, 1.5));
    expect(part.data.storage).toBe(own.data.storage);
    part.data.assign(-1);
    expect(flat(own.inav(1, 1).data)).toEqual([-1, -1, -1, -1]);
    const out = own.applyROI(api.rectangularROI(0, 0, 1, 1)).deepCopy();
    expect(own.applyROI(api.rectangularROI(0.5, 0.5, 1.5, 1.5), { out })).toBe(out);
    expect(flat(out.data)).toEqual(new Array(16).fill(-1));
    expect(code(() => own.applyROI(api.rectangularROI(0, 0, 2, 1), { out }))).toBe("BAD_SHAPE");
  });

  test("work on falling and on listed axes", () => {
    const falling = new api.Signal1D(arange(6), { axes: [{ scale: -1, offset: 5 }] });
    expect(flat(falling.applyROI(api.spanROI(1, 3)).data)).toEqual([3, 4]);
    expect(flat(falling.applyROI(api.spanROI(-9, 3)).data)).toEqual([3, 4, 5]);
    expect(flat(falling.applyROI(api.spanROI(3, 9)).data)).toEqual([0, 1, 2]);
    const listed = new api.Signal2D(arange(25).reshape([5, 5]), { axes: [{ axis: [0, 1, 4, 9, 16] }, {}] });
    expect(flat(listed.applyROI(api.rectangularROI(1, 1, 3, 9)).data)).toEqual([6, 7, 11, 12]);
    expect(
      flat(listed.applyROI(api.circleROI(2, 2, 2)).data).filter((one) => !Number.isNaN(one)).length,
    ).toBeGreaterThan(0);
    expect(flat(listed.applyROI(api.line2DROI(0, 0, 0, 16)).data)).toEqual([0, 10, 15, 15, 20]);
  });

  test("of a circle add up as what is left after NaN", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 4.5, noNaN: true }),
        fc.double({ min: 0, max: 4.5, noNaN: true }),
        fc.double({ min: 0.6, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (cx, cy, r, rInner) => {
          const roi = api.circleROI(cx, cy, r, { rInner });
          const box = flat(image.applyROI(roi).data).filter((one) => !Number.isNaN(one));
          const wanted = box.reduce((total, one) => total + one, 0);
          expect(flat(image.sumROI(roi).data)).toEqual([wanted]);
          if (box.length > 0) expect(flat(image.meanROI(roi).data)[0]).toBeCloseTo(wanted / box.length, 9);
          expect(sum(image.roiMask(roi))).toBe(box.length);
          expect(flat(image.data).filter((_, i) => flat(image.roiMask(roi))[i] === 1)).toEqual(box);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("add up on any axes and dtype", () => {
    const roi = api.circleROI(1, 1, 0.8);
    const nan = cube.applyROI(roi).nansum();
    expect(flat(cube.sumROI(roi).data)).toEqual(flat(nan.data));
    expect(String(cube.sumROI(roi))).toBe("<Signal1D, title: , dimensions: (|4)>");
    const bytes = new api.Signal2D(cube.data.astype("uint8").transpose([2, 0, 1]));
    const flatRoi = api.circleROI(2, 2, 1.6);
    expect(bytes.sumROI(flatRoi, { axes: [1, 2] }).data.dtype).toBe("uint64");
    expect(flat(bytes.sumROI(flatRoi, { axes: [1, 2] }).data)).toEqual(
      flat(bytes.applyROI(flatRoi, { axes: [1, 2] }).nansum({ axis: [1, 2] }).data),
    );
    expect(flat(cube.sumROI(api.spanROI(1, 3), { axes: ["E"] }).data)).toEqual(
      flat(cube.isig("1:3").sum({ axis: "E" }).data),
    );
    expect(flat(cube.meanROI(api.rectangularROI(0, 0, 1, 1)).data)).toEqual(flat(cube.inav(":2", ":2").mean().data));
    const out = cube.sumROI(roi);
    expect(cube.meanROI(roi, { out })).toBe(out);
    expect(flat(cube.roiMask(api.rectangularROI(0, 0.5, 1, 1.5), { axes: ["y", "x"] }))).toEqual(
      flat(cube.roiMask(api.rectangularROI(0.5, 0, 1.5, 1))),
    );
    expect(flat(cube.roiMask(api.point1DROI(1), { axes: ["E"] }))).toEqual([0, 1, 0, 0]);
  });

  test("take splines of any order from sci-ndimage", () => {
    const roi = api.line2DROI(0.2, 0.2, 3, 3.9, { linewidth: 1 });
    const asked: unknown[] = [];
    const linear: api.MapCoordinates = (picture, coordinates, options) => {
      asked.push([picture.shape, coordinates.shape[0], options]);
      const [rows, columns] = [flat(coordinates.slice(0)), flat(coordinates.slice(1))];
      const values = rows.map((row, i) => 10 * row + (columns[i] as number));
      return fromData(Float64Array.from(values), [values.length]) as NDArray;
    };
    const spline = image.applyROI(roi, { order: 3, mapCoordinates: linear });
    const own = image.applyROI(roi, { order: 1 });
    expect(asked).toEqual([[[10, 10], 2, { order: 3, mode: "constant", cval: 0 }]]);
    for (const [i, one] of flat(own.data).entries()) expect(flat(spline.data)[i]).toBeCloseTo(one, 9);
    const edge = image.applyROI(api.line2DROI(-1, 0, 1, 0), { mode: "nearest" });
    expect(flat(edge.data)).toEqual([0, 0, 0, 1, 2]);
    expect(flat(image.applyROI(api.line2DROI(-1, 0, 1, 0), { cval: 7 }).data)).toEqual([7, 7, 0, 1, 2]);
  });
});

describe("events", () => {
  test("call who listens, until they stop", () => {
    const moved = api.createEvents<number>();
    const heard: string[] = [];
    const stop = moved.connect((value) => heard.push(`a${value}`));
    moved.connect((value) => {
      heard.push(`b${value}`);
      if (value === 1) stop();
    });
    moved.emit(1);
    moved.emit(2);
    moved.suppress(() => moved.emit(3));
    expect(heard).toEqual(["a1", "b1", "b2"]);
    expect(moved.size).toBe(1);
    moved.connect(() => {
      throw new RangeError("broken");
    });
    moved.connect((value) => heard.push(`c${value}`));
    expect(() => moved.emit(4)).toThrow("broken");
    expect(heard.slice(-2)).toEqual(["b4", "c4"]);
    expect(code(() => moved.connect(3 as never))).toBe("BAD_ARGUMENT");
  });

  test("are not told to some, or not at all, for a while", () => {
    const heard: string[] = [];
    const [one, two] = [() => heard.push("one"), () => heard.push("two")];
    const own = cube.deepCopy();
    own.events.dataChanged.connect(one);
    own.events.dataChanged.connect(two);
    own.events.indicesChanged.connect(() => heard.push("moved"));
    const written = own.events.dataChanged.suppress(() => own.add(1, { inplace: true }), one);
    expect(written).toBe(own);
    expect(heard).toEqual(["two"]);
    api.suppressEvents(own.events, () => {
      own.add(1, { inplace: true });
      own.indices = [1, 1];
    });
    expect(heard).toEqual(["two"]);
    expect(code(() => api.suppressEvents(own.events, () => own.setIsig([99], 1)))).toBe("BAD_INDEX");
    own.add(1, { inplace: true });
    own.coordinates = own.coordinates.map(() => 0);
    expect(heard).toEqual(["two", "one", "two", "moved"]);
  });

  test("tell of data that were written", () => {
    const own = cube.deepCopy();
    let count = 0;
    own.events.dataChanged.connect((signal) => {
      expect(signal).toBe(own);
      count++;
    });
    own.add(1, { inplace: true });
    own.setInav([0, 0], 1);
    own.setIsig([0], 1);
    own.map((data) => data.copy(), { inplace: true });
    own.negative({ out: own });
    cube.sum({ axis: [] as never, out: own });
    expect(count).toBe(6);
    const seen: unknown[] = [];
    own.events.indicesChanged.connect((indices) => seen.push(indices));
    own.indices = [2, 1];
    expect(seen).toEqual([[2, 1]]);
    own.add(1);
    expect(count).toBe(6);
  });

  test("keep results up to date", () => {
    const own = cube.deepCopy();
    const roi = api.createLive(api.spanROI(0, 1));
    const mean = api.interactive<api.SignalLike>(() => own.meanROI(roi.value), {
      event: [roi.changed, own.events.dataChanged],
    });
    const seen: number[] = [];
    mean.changed.connect((signal) => seen.push(flat(signal.data)[0] as number));
    roi.set(api.spanROI(1, 2));
    own.add(1, { inplace: true });
    expect(seen).toEqual([10, 11]);
    expect(flat(mean.value.data)[0]).toBe(11);
    mean.disconnect();
    roi.set(api.spanROI(0, 0.5));
    expect(seen).toEqual([10, 11]);
    expect(flat(mean.update().data)[0]).toBe(1);
    const into = api.interactive<api.SignalLike>(
      (last) => own.sumROI(roi.value, last === undefined ? {} : { out: last }),
      {
        event: roi.changed,
      },
    );
    const first = into.value;
    let told = 0;
    into.changed.connect(() => told++);
    roi.set(api.spanROI(1, 2));
    expect(into.value).toBe(first);
    expect(told).toBe(1);
    roi.set(roi.value);
    expect(told).toBe(1);
    expect(code(() => api.interactive(3 as never))).toBe("BAD_ARGUMENT");
    expect(code(() => api.interactive(() => 1, { event: {} as never }))).toBe("BAD_ARGUMENT");
  });
});
