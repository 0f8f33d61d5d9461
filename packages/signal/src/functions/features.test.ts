import { arange, array, isCoreError, type NDArray } from "@core/array";
import { describe, expect, test } from "vitest";
import * as api from "../index.js";

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCoreError(error) ? error.code : "uncoded";
  }
  return "no error";
}

const cube = new api.Signal1D(arange(24).reshape([2, 3, 4]), {
  title: "A",
  axes: [
    { name: "y" },
    { name: "x", units: "nm", scale: 0.5, offset: 1 },
    { name: "E", units: "eV", offset: 100, scale: 2 },
  ],
});

describe("small tools of the table of features", () => {
  test("withAxis changes one axis, on the same data", () => {
    const other = cube.withAxis("x", { scale: 3, units: "um" });
    expect(other.axesManager.get("x")).toMatchObject({ scale: 3, offset: 1, units: "um", navigate: true });
    expect(cube.axesManager.get("x")).toMatchObject({ scale: 0.5, units: "nm" });
    expect(other.data).toBe(cube.data);
    expect(String(other)).toBe("<Signal1D, title: A, dimensions: (3, 2|4)>");
    const listed = new api.DataAxis({ axis: [1, 2, 4, 8], name: "E" });
    expect([...cube.withAxis("E", listed).axesManager.get("E").values()]).toEqual([1, 2, 4, 8]);
    expect(codeOf(() => cube.withAxis("E", new api.UniformDataAxis({ size: 3 })))).toBe("BAD_SHAPE");
    expect(codeOf(() => cube.withAxis("z", { scale: 1 }))).toBe("BAD_AXIS");
  });

  test("converted units go into a signal", () => {
    const long = cube.withAxis("x", { scale: 500 });
    const converted = long.rebuild({ axes: long.axesManager.convertUnits({ axes: "x", units: "um" }).axes });
    expect(converted.axesManager.get("x")).toMatchObject({ scale: 0.5, offset: 0.001, units: "µm" });
  });

  test("a manager tells where axes are", () => {
    const manager = cube.axesManager;
    const names = (axes: readonly api.Axis[]): unknown[] => axes.map(({ name }) => name);
    expect(names(manager.axes)).toEqual(["y", "x", "E"]);
    expect(names(manager.naturalAxes)).toEqual(["x", "y", "E"]);
    expect(names(manager.navigationAxes)).toEqual(["x", "y"]);
    expect(names(manager.signalAxes)).toEqual(["E"]);
    expect([manager.arrayIndex("x"), manager.naturalIndex("x")]).toEqual([1, 0]);
    expect([manager.arrayIndex(-1), manager.naturalIndex(-1)]).toEqual([2, 2]);
    expect(codeOf(() => manager.arrayIndex("z"))).toBe("BAD_AXIS");
    expect(codeOf(() => manager.naturalIndex(3))).toBe("BAD_AXIS");
    expect(names(manager.withSignalDimension(2).signalAxes)).toEqual(["E", "x"]);
  });

  test("set_axis counts in natural order here", () => {
    const manager = cube.axesManager.replace(0, new api.UniformDataAxis({ size: 3, name: "new", navigate: true }));
    expect(manager.axes.map(({ name }) => name)).toEqual(["y", "new", "E"]);
  });

  test("scale and offset as texts with units", () => {
    const axis = cube.axesManager.get("x");
    expect([api.scaleAsQuantity(axis), api.offsetAsQuantity(axis)]).toEqual(["0.5 nm", "1 nm"]);
    expect(api.scaleAsQuantity(cube.axesManager.get("y"))).toBe("1");
    expect(api.withScaleQuantity(axis, "2 um")).toMatchObject({ scale: 2, offset: 0.001, units: "µm" });
    expect(api.withOffsetQuantity(axis, "5 um")).toMatchObject({ scale: 0.0005, offset: 5, units: "µm" });
  });

  test("unfolded signals say so", () => {
    expect(api.isUnfolded(cube)).toBe(false);
    expect(api.isUnfolded(cube.unfold())).toBe(true);
    expect(api.isUnfolded(cube.unfold().fold())).toBe(false);
    expect(api.signalText(cube.unfold(), "X")).toBe("<X, title: A, unfolded dimensions: (6|4)>");
  });

  test("parts of ragged signals are for readers", () => {
    const { data, items } = api.raggedParts([[1], [1, 2]], [2]);
    expect(items).toEqual([[1], [1, 2]]);
    expect(data.shape).toEqual([2]);
    const axes = [new api.UniformDataAxis({ size: 2, navigate: true })];
    const signal = api.createSignal({ data, items, axes });
    expect(String(signal)).toBe("<BaseSignal, title: , dimensions: (2|ragged)>");
    expect(codeOf(() => api.raggedParts([1], [2]))).toBe("BAD_SHAPE");
  });

  test("colours are told by rgbDtype", () => {
    const bytes = new api.Signal1D(array([[[1, 2, 3]]], { dtype: "uint8" }) as NDArray);
    expect(api.rgbDtype(bytes)).toBeUndefined();
    expect(api.rgbDtype(bytes.changeDtype("rgb8"))).toBe("rgb8");
    expect(api.rgbDtype(bytes.changeDtype("uint16").changeDtype("rgb16"))).toBe("rgb16");
  });

  test("lineProfile is applyROI of a line", () => {
    const image = new api.Signal2D(arange(100).reshape([10, 10]), { axes: [{ scale: 0.5 }, { scale: 0.5 }] });
    const line = api.line2DROI(0, 0, 4, 0);
    const profile = api.lineProfile(image, line);
    expect(profile.data.toNested()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(profile.axes[0]).toMatchObject({ size: 9, scale: 4 / 9 });
    expect(image.applyROI(line).data.toNested()).toEqual(profile.data.toNested());
  });
});
