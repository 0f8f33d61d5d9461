import { describe, expect, it } from "vitest";
import { type ImagePlotOptions, imagePlot } from "./image-plot.js";
import { panels } from "./panels.js";
import type { ImageNode, PlotArea, Scene, SceneNode, TextNode } from "./scene.js";
import { renderSvg } from "./svg.js";

const areaOf = (scene: Scene): PlotArea => scene.areas[0] as PlotArea;
const imageOf = (scene: Scene): ImageNode => scene.children.find((node) => node.kind === "image") as ImageNode;
const texts = (nodes: readonly SceneNode[]): TextNode[] => nodes.filter((node) => node.kind === "text");
const ramp = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i);

describe("imagePlot", () => {
  it("puts the values of the axes at the centres of the pixels", () => {
    const scene = imagePlot({
      data: ramp(12),
      rows: 3,
      columns: 4,
      xAxis: { name: "x", units: "nm", offset: 10, scale: 2 },
      yAxis: { name: "y", units: "nm", offset: -1, scale: 2 },
    });
    const area = areaOf(scene);
    expect(area.xRange).toEqual([9, 17]);
    expect(area.yRange).toEqual([4, -2]);
    const label = texts(scene.children).find((node) => node.text === "10" && node.anchor === "middle") as TextNode;
    expect(label.x).toBeCloseTo(area.x + area.width / 8, 6);
    expect(area.width / area.height).toBeCloseTo(4 / 3, 6);
  });

  it("shows equal lengths equally long, and fills the size where the units differ", () => {
    const shape = { data: ramp(200), rows: 10, columns: 20 };
    const ratio = (scene: Scene): number => areaOf(scene).width / areaOf(scene).height;
    expect(ratio(imagePlot({ ...shape, xAxis: { units: "nm", scale: 2 }, yAxis: { units: "nm" } }))).toBeCloseTo(4, 1);
    const free = imagePlot({
      ...shape,
      xAxis: { units: "eV" },
      yAxis: { units: "nm" },
      size: { width: 500, height: 400 },
    });
    expect([free.width, free.height]).toEqual([500, 400]);
  });

  it("stays within the size", () => {
    for (const [rows, columns] of [
      [1, 1],
      [7, 300],
      [300, 7],
      [64, 64],
    ] as const) {
      const scene = imagePlot({
        data: ramp(rows * columns),
        rows,
        columns,
        colorbar: true,
        title: "t",
        size: { width: 320, height: 240 },
      });
      expect(scene.width).toBeLessThanOrEqual(320);
      expect(scene.height).toBeLessThanOrEqual(240);
    }
  });

  it("draws a scale bar of the length that it says", () => {
    const scene = imagePlot({
      data: ramp(10_000),
      rows: 100,
      columns: 100,
      xAxis: { units: "nm", scale: 0.5 },
      yAxis: { units: "nm", scale: 0.5 },
      scaleBar: true,
    });
    expect(texts(scene.children).map((node) => node.text)).toEqual(["10 nm"]);
    const bar = scene.children.find((node) => node.kind === "path" && /h[\d.]+v/.test(node.path));
    const width = Number(/h([\d.]+)v/.exec((bar as { path: string }).path)?.[1]);
    expect(width / areaOf(scene).width).toBeCloseTo(10 / 50, 3);
    const own = imagePlot({
      data: ramp(4),
      rows: 2,
      columns: 2,
      xAxis: { units: "um" },
      scaleBar: { length: 0.5, place: "topRight", color: "red" },
    });
    expect(texts(own.children).map((node) => node.text)).toContain("0.5 µm");
  });

  it("reduces large images by area mean and keeps small ones as they are", () => {
    const big = imagePlot({
      data: new Uint8Array(3000 * 2500).fill(9),
      rows: 2500,
      columns: 3000,
      range: [0, 18],
      size: { width: 300, height: 300 },
    });
    const image = imageOf(big);
    expect(image.columns).toBe(2 * areaOf(big).width);
    expect(new Set(image.pixels)).toEqual(new Set([128, 255]));
    expect(imageOf(imagePlot({ data: ramp(6), rows: 2, columns: 3 }))).toMatchObject({ rows: 2, columns: 3 });
  });

  it("shows colours as they are", () => {
    const image = imageOf(imagePlot({ data: [255, 0, 0, 1, 2, 3], rows: 1, columns: 2, channels: 3 }));
    expect([...image.pixels]).toEqual([255, 0, 0, 255, 1, 2, 3, 255]);
  });

  it("shows constant, empty-handed and infinite images", () => {
    for (const value of [0, 5, -1e-300, 1e300, Number.NaN, Infinity]) {
      const svg = renderSvg(imagePlot({ data: new Float64Array(4).fill(value), rows: 2, columns: 2, colorbar: true }));
      expect(svg).not.toMatch(/"[^"]{0,200}(NaN|Infinity)/);
    }
  });

  const good = { data: [1, 2, 3, 4], rows: 2, columns: 2 };
  const bad: [string, unknown, string][] = [
    ["nothing", undefined, "BAD_ARGUMENT"],
    ["data that are none", { ...good, data: 4 }, "BAD_ARGUMENT"],
    ["bigints", { ...good, data: new BigUint64Array(4) }, "BAD_ARGUMENT"],
    ["no rows", { ...good, rows: 0 }, "BAD_SHAPE"],
    ["half a row", { ...good, rows: 1.5 }, "BAD_SHAPE"],
    ["a length that does not fit", { ...good, columns: 3 }, "BAD_SHAPE"],
    ["an unending shape", { ...good, rows: 2 ** 40, columns: 2 ** 40 }, "BAD_SHAPE"],
    ["two channels", { ...good, channels: 2 }, "BAD_VALUE"],
    ["a scale of 0", { ...good, xAxis: { scale: 0 } }, "BAD_VALUE"],
    ["a scale of NaN", { ...good, yAxis: { scale: Number.NaN } }, "BAD_VALUE"],
    ["an offset that drowns the scale", { ...good, xAxis: { offset: 1e20, scale: 1 } }, "BAD_VALUE"],
    ["an unknown norm", { ...good, norm: "sqrt" }, "BAD_VALUE"],
    ["an unknown aspect", { ...good, aspect: 2 }, "BAD_VALUE"],
    ["a size without room", { ...good, size: { width: 60, height: 60 }, colorbar: true }, "BAD_VALUE"],
    ["a length of the bar that is none", { ...good, scaleBar: { length: -1 } }, "BAD_VALUE"],
    ["a colour for NaN that is none", { ...good, nanColor: "#12" }, "BAD_VALUE"],
    ["a logarithm of nothing", { ...good, data: [0, 0, 0, 0], norm: "log" }, "BAD_VALUE"],
  ];
  it.each(bad)("refuses %s", (_, options, code) => {
    expect(() => imagePlot(options as ImagePlotOptions)).toThrow(expect.objectContaining({ code }));
  });
});

describe("panels", () => {
  it("lines up the areas of a column and of a row", () => {
    const one = imagePlot({
      data: ramp(4),
      rows: 2,
      columns: 2,
      title: "Title",
      xAxis: { name: "x" },
      yAxis: { name: "y" },
    });
    const two = imagePlot({ data: ramp(4), rows: 2, columns: 2, axes: false });
    const scene = panels([one, two, two, one], { columns: 2 });
    const [a, b, c, d] = scene.areas as [PlotArea, PlotArea, PlotArea, PlotArea];
    expect(a.y).toBe(b.y);
    expect(c.y).toBe(d.y);
    expect(a.x).toBe(c.x);
    expect(b.x).toBe(d.x);
    expect(b.x).toBeGreaterThan(a.x + a.width);
    expect(c.y).toBeGreaterThan(a.y + a.height);
    expect(Math.max(b.x + b.width, d.x + d.width)).toBeLessThan(scene.width);
  });

  it("counts letters beyond z", () => {
    const small = imagePlot({ data: [1], rows: 1, columns: 1, axes: false, size: { width: 60, height: 60 } });
    const scene = panels(new Array(28).fill(small), { letters: true });
    const letters = texts(scene.children).map((node) => node.text);
    expect(letters.slice(-3)).toEqual(["z", "aa", "ab"]);
  });

  it.each([
    [[], {}, "BAD_ARGUMENT"],
    [[{}], {}, "BAD_ARGUMENT"],
    [[imagePlot({ data: [1], rows: 1, columns: 1 })], { columns: 0 }, "BAD_SHAPE"],
    [[imagePlot({ data: [1], rows: 1, columns: 1 })], { gap: -1 }, "BAD_VALUE"],
  ])("refuses bad input %#", (scenes, options, code) => {
    expect(() => panels(scenes as never, options)).toThrow(expect.objectContaining({ code }));
  });
});
