import { array, createRuntime, fromData, zeros } from "@core/array";
import { call, changeDtype, makeSignal, type SignalLike, signalCore, transpose } from "@core/signal";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { colormap } from "./colormap.js";
import { type PlotSignalOptions, plotSignal } from "./plot-signal.js";
import { plot } from "./plugin.js";
import { renderPng } from "./png.js";
import type { ImageNode, PathNode, PlotArea, Scene, SceneNode, TextNode } from "./scene.js";
import { readSignal } from "./signal-values.js";

const ramp = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i);

const energy = { name: "Energy loss", units: "eV", offset: 100, scale: 2 };
const spectra = makeSignal(fromData(ramp(3 * 4 * 5), [3, 4, 5]), {
  title: "Map of spectra",
  axes: [{ name: "y", units: "nm", navigate: true }, { name: "x", units: "nm", navigate: true }, energy],
  metadata: { Signal: { quantity: "Intensity (Counts)" } },
});
const images = makeSignal(fromData(ramp(2 * 3 * 4), [2, 3, 4]), {
  title: "Images",
  axes: [{ navigate: true }, { name: "y", units: "nm", scale: 0.5 }, { name: "x", units: "nm", scale: 0.5, offset: 7 }],
});

const area = (scene: Scene): PlotArea => scene.areas[0] as PlotArea;
const flat = (nodes: readonly SceneNode[]): SceneNode[] =>
  nodes.flatMap((node) => (node.kind === "group" ? flat(node.children) : [node]));
const texts = (scene: Scene): string[] =>
  (flat(scene.children).filter((node) => node.kind === "text") as TextNode[]).map((node) => node.text);
const dataLines = (scene: Scene): PathNode[] => {
  const group = scene.children.find((node) => node.kind === "group");
  return (group?.children ?? []).filter((node) => node.kind === "path");
};

function valuesOf(scene: Scene, line = 0): number[] {
  const { x, y, width, height, xRange, yRange } = area(scene);
  expect(xRange[0]).toBeLessThan(xRange[1]);
  const corners = [...(dataLines(scene)[line] as PathNode).path.matchAll(/[ML]([-\d.]+),([-\d.]+)/g)];
  expect(Number(corners[0]?.[1])).toBeCloseTo(x, 1);
  expect(Number(corners.at(-1)?.[1])).toBeCloseTo(x + width, 1);
  return corners.map((corner) => yRange[0] + ((y + height - Number(corner[2])) / height) * (yRange[1] - yRange[0]));
}

function near(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of found.entries()) expect(Math.abs(value - (expected[i] as number))).toBeLessThan(tolerance);
}

describe("readSignal", () => {
  it("reads any dtype through any strides", () => {
    const view = spectra.data.transpose([2, 1, 0]);
    const turned: SignalLike = { ...spectra, data: view, axes: [...spectra.axes].reverse() };
    // Positions of the turned signal run over x, then y.
    expect([...readSignal(turned).at(1)]).toEqual([20, 21, 22, 23, 24]);
    expect([...readSignal(turned).sum()]).toEqual([...readSignal(spectra).sum()]);
    for (const dtype of ["bool", "int8", "uint16", "int64", "float32"] as const) {
      const signal = makeSignal(
        array(
          [
            [0, 1],
            [1, 0],
          ],
          { dtype },
        ),
        { axes: [{ navigate: true }, {}] },
      );
      expect([...readSignal(signal).at(1)]).toEqual([1, 0]);
    }
  });

  it("reads parts of complex numbers", () => {
    const signal = makeSignal(
      array([
        { re: 3, im: 4 },
        { re: 0, im: -1 },
      ]),
    );
    expect([...readSignal(signal).at(0)]).toEqual([5, 1]);
    expect([...readSignal(signal, "real").at(0)]).toEqual([3, 0]);
    expect([...readSignal(signal, "imaginary").at(0)]).toEqual([4, -1]);
    expect(readSignal(signal, "phase").at(0)[1]).toBeCloseTo(-Math.PI / 2, 12);
    expect([...readSignal(signal, "power").at(0)]).toEqual([25, 1]);
  });

  it("sums over all positions", () => {
    // Element i of the sum is the sum of i + 5 k for the 12 positions k.
    expect([...readSignal(spectra).sum()]).toEqual([0, 1, 2, 3, 4].map((i) => 12 * i + 5 * 66));
  });
});

describe("plotSignal", () => {
  it("draws a spectrum over its axis, with the quantity and the position", () => {
    const scene = plotSignal(spectra, { index: [2, 1] });
    expect(area(scene).xRange).toEqual([100, 108]);
    near(valuesOf(scene), [30, 31, 32, 33, 34], 0.02);
    expect(texts(scene)).toEqual(
      expect.arrayContaining(["Energy loss (eV)", "Intensity (Counts)", "Map of spectra (2, 1)"]),
    );
  });

  it("takes the first position, one counted from the end, the sum and the mean", () => {
    near(valuesOf(plotSignal(spectra)), [0, 1, 2, 3, 4], 0.02);
    near(valuesOf(plotSignal(spectra, { index: [-1, -1] })), [55, 56, 57, 58, 59], 0.02);
    near(valuesOf(plotSignal(spectra, { show: "sum" })), [330, 342, 354, 366, 378], 0.5);
    near(valuesOf(plotSignal(spectra, { show: "mean" })), [27.5, 28.5, 29.5, 30.5, 31.5], 0.1);
  });

  it("lays few spectra over each other, each with its position", () => {
    const few = makeSignal(fromData(ramp(15), [3, 5]), { axes: [{ navigate: true }, energy] });
    const scene = plotSignal(few);
    expect(dataLines(scene)).toHaveLength(3);
    near(valuesOf(scene, 2), [10, 11, 12, 13, 14], 0.05);
    expect(texts(scene)).toEqual(expect.arrayContaining(["(0)", "(1)", "(2)"]));
    expect(dataLines(plotSignal(few, { index: [1] }))).toHaveLength(1);
    expect(dataLines(plotSignal(spectra, { show: "overlay" }))).toHaveLength(12);
  });

  it("draws an image with its axes, one of a stack, or their sum", () => {
    const scene = plotSignal(images, { index: [1], axes: false, range: [12, 24] });
    expect(area(scene).xRange).toEqual([6.75, 8.75]);
    expect(area(scene).yRange).toEqual([1.25, -0.25]);
    const image = flat(scene.children).find((node) => node.kind === "image") as ImageNode;
    // The values 12 to 23 between 12 and 24 stand at (value - 12) / 12 of 256 grays.
    expect([...image.pixels].filter((_, i) => i % 4 === 0)).toEqual(
      [...ramp(12)].map((i) => colormap("gray").table[3 * Math.floor((i / 12) * 256)]),
    );
    expect(texts(plotSignal(images, { show: "sum" }))).toContain("Images, sum of 2");
  });

  it("shows pictures in their colours, of 8 and of 16 bits, one position at a time", () => {
    for (const [dtype, rgb, unit] of [
      ["uint8", "rgb8", 1],
      ["uint16", "rgb16", 257],
    ] as const) {
      const bytes = makeSignal(
        array([...ramp(2 * 3 * 4 * 3)].map((i) => i * unit))
          .astype(dtype)
          .reshape([2, 3, 4, 3]),
        {
          axes: [{ navigate: true }, { navigate: true }, { navigate: true, units: "nm" }, {}],
        },
      );
      const scene = plotSignal(changeDtype(bytes, rgb), { index: [1] });
      const image = flat(scene.children).find((node) => node.kind === "image") as ImageNode;
      expect([image.rows, image.columns]).toEqual([3, 4]);
      expect([...image.pixels].filter((_, i) => i % 4 !== 3)).toEqual([...ramp(36)].map((i) => i + 36));
      expect(() => plotSignal(changeDtype(bytes, rgb), { show: "sum" })).toThrow(
        expect.objectContaining({ code: "BAD_VALUE" }),
      );
    }
  });

  it("refuses colours that are no pictures", () => {
    const bytes = makeSignal(zeros([4, 5, 3], { dtype: "uint8" }), { signalDimension: 1 });
    const line = transpose(changeDtype(bytes, "rgb8"), { signalAxes: 1 });
    const wrong = [line, makeSignal(zeros([4, 5, 3]), { axes: [{}, {}, { isColour: true }] })];
    for (const signal of wrong)
      expect(() => plotSignal(signal)).toThrow(expect.objectContaining({ code: "UNSUPPORTED" }));
  });

  it("shows the power of complex numbers on a logarithmic scale, unless told otherwise", () => {
    const numbers = [1, 10, 100].map((re) => ({ re, im: 0 }));
    const line = makeSignal(array(numbers));
    expect(area(plotSignal(line, { part: "power" })).yLog).toBe(true);
    expect(area(plotSignal(line, { part: "power", log: false })).yLog).toBe(false);
    expect(area(plotSignal(line)).yLog).toBe(false);
    const image = flat(plotSignal(makeSignal(array([numbers])), { part: "power" }).children).find(
      (node) => node.kind === "image",
    ) as ImageNode;
    // 1, 100 and 10000 are equally far from each other.
    expect([...image.pixels].filter((_, i) => i % 4 === 0)).toEqual([0, 128, 255]);
  });

  it("maps spectra along a line", () => {
    const scan = makeSignal(fromData(ramp(40), [8, 5]), {
      axes: [{ name: "Position", units: "nm", navigate: true }, energy],
    });
    const scene = plotSignal(scan, { show: "map" });
    expect(area(scene)).toMatchObject({ xRange: [99, 109], yRange: [7.5, -0.5] });
    expect(texts(scene)).toEqual(expect.arrayContaining(["Position (nm)", "Energy loss (eV)"]));
  });

  it("draws signals without signal axes over their navigation axes", () => {
    const map = makeSignal(fromData(ramp(12), [3, 4]), {
      axes: [
        { name: "y", navigate: true },
        { name: "x", navigate: true },
      ],
    });
    const image = flat(plotSignal(map).children).find((node) => node.kind === "image") as ImageNode;
    expect([image.rows, image.columns]).toEqual([3, 4]);
    const line = makeSignal(fromData(ramp(4), [4]), { axes: [{ name: "x", navigate: true }] });
    near(valuesOf(plotSignal(line)), [0, 1, 2, 3], 0.02);
  });

  it("draws over axes that are not uniform", () => {
    const signal = makeSignal(array([1, 2, 3]), { axes: [{ name: "t", axis: [1, 10, 100] } as never] });
    expect(area(plotSignal(signal)).xRange).toEqual([1, 100]);
  });

  it("draws a single value and hands on what it is told", async () => {
    const one = makeSignal(array([5]), { title: "one" });
    const scene = plotSignal(one, { title: "mine", size: { width: 200, height: 160 }, log: true, background: "none" });
    expect(scene).toMatchObject({ width: 200, height: 160, title: "mine" });
    expect(area(scene).yLog).toBe(true);
    expect(decode(await renderPng(scene, { scale: 1 })).width).toBe(200);
  });

  const deep = makeSignal(fromData(ramp(8), [2, 2, 2]));
  const empty = makeSignal(fromData(ramp(0), [0, 5]), { axes: [{ navigate: true }, {}] });
  const bad: [string, SignalLike, unknown, string][] = [
    ["three signal axes", deep, {}, "UNSUPPORTED"],
    ["no elements", empty, {}, "BAD_SHAPE"],
    ["axes that do not fit", { ...spectra, axes: images.axes }, {}, "BAD_SHAPE"],
    ["an index too long", spectra, { index: [0] }, "BAD_INDEX"],
    ["an index outside", spectra, { index: [4, 0] }, "BAD_INDEX"],
    ["half an index", spectra, { index: [0.5, 0] }, "BAD_INDEX"],
    ["an unknown way to show", spectra, { show: "all" }, "BAD_VALUE"],
    ["a map of maps", spectra, { show: "map" }, "UNSUPPORTED"],
    ["images over each other", images, { show: "overlay" }, "UNSUPPORTED"],
    ["an unknown part", spectra, { part: "abs" }, "BAD_VALUE"],
  ];
  it("refuses what is no signal", () => {
    for (const wrong of [undefined, [1, 2], spectra.data])
      expect(() => plotSignal(wrong as never)).toThrow(expect.objectContaining({ code: "BAD_ARGUMENT" }));
  });

  it.each(bad)("refuses %s", (_, signal, options, code) => {
    expect(() => plotSignal(signal, options as PlotSignalOptions)).toThrow(expect.objectContaining({ code }));
  });
});

describe("the plugin", () => {
  it("draws by name", async () => {
    const runtime = createRuntime({ plugins: [signalCore, plot] });
    const signal = makeSignal(fromData(ramp(5), [5]), { axes: [energy], runtime });
    const scene = (await call(signal, "plot", { title: "by name", grid: true })) as Scene;
    expect(scene.title).toBe("by name");
    await expect(call(signal, "plot", { colour: "red" })).rejects.toMatchObject({ code: "BAD_ARGUMENT" });
  });
});
