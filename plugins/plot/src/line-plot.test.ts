import { describe, expect, it } from "vitest";
import { type LinePlotOptions, linePlot } from "./line-plot.js";
import type { PathNode, PlotArea, Scene, SceneNode, TextNode } from "./scene.js";
import { renderSvg } from "./svg.js";

const areaOf = (scene: Scene): PlotArea => scene.areas[0] as PlotArea;

function nodesOf(scene: Scene): SceneNode[] {
  const flat = (nodes: readonly SceneNode[]): SceneNode[] =>
    nodes.flatMap((node) => (node.kind === "group" ? flat(node.children) : [node]));
  return flat(scene.children);
}

const texts = (scene: Scene): TextNode[] => nodesOf(scene).filter((node) => node.kind === "text");
const paths = (scene: Scene, stroke: string): PathNode[] =>
  nodesOf(scene).filter((node) => node.kind === "path" && node.stroke === stroke) as PathNode[];

function corners(path: string): [number, number][] {
  return [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]);
}

describe("linePlot", () => {
  it("puts points where the axes say", () => {
    const scene = linePlot({
      lines: [{ x: [0, 5, 10], y: [0, 10, 5], color: "#123456" }],
      xRange: [0, 10],
      yRange: [0, 10],
    });
    const { x, y, width, height } = areaOf(scene);
    const found = corners((paths(scene, "#123456")[0] as PathNode).path);
    const expected = [
      [x, y + height],
      [x + width / 2, y],
      [x + width, y + height / 2],
    ];
    found.forEach((corner, i) => {
      expect(corner[0]).toBeCloseTo(expected[i]?.[0] as number, 1);
      expect(corner[1]).toBeCloseTo(expected[i]?.[1] as number, 1);
    });
  });

  it("labels ticks where their values are, also turned round and logarithmic", () => {
    for (const options of [
      { xRange: [0, 10], yRange: [0, 100] },
      { xRange: [10, 0], yRange: [100, 0] },
      { xRange: [1, 1e3], yRange: [0.1, 100], xAxis: { log: true }, yAxis: { log: true } },
    ] as const) {
      const scene = linePlot({ lines: [{ x: [1, 2], y: [1, 2] }], ...options });
      const { x, y, width, height, xRange, yRange, xLog } = areaOf(scene);
      const of = (value: number, [from, to]: readonly [number, number]): number =>
        xLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
      const labels = texts(scene).filter((node) => /^[\d.]+$/.test(node.text));
      expect(labels.length).toBeGreaterThan(6);
      for (const label of labels) {
        const value = Number(label.text);
        if (label.anchor === "middle") expect(label.x).toBeCloseTo(x + of(value, xRange) * width, 6);
        else expect(label.y - (0.73 * label.size) / 2).toBeCloseTo(y + height - of(value, yRange) * height, 6);
      }
    }
  });

  it("takes the range of y from what lies within the range of x", () => {
    const scene = linePlot({ lines: [{ x: [0, 1, 2, 3], y: [1000, 10, 20, -50] }], xRange: [0.5, 2.5] });
    const [low, high] = areaOf(scene).yRange;
    expect(low).toBeGreaterThan(5);
    expect(high).toBeLessThan(25);
  });

  it("keeps the extremes of a million points", () => {
    const y = new Float32Array(1e6);
    y[777_777] = 7;
    y[222_222] = -7;
    const scene = linePlot({ lines: [{ y, color: "#123456" }], yRange: [-7, 7] });
    const heights = corners((paths(scene, "#123456")[0] as PathNode).path).map((corner) => corner[1]);
    const { y: top, height } = areaOf(scene);
    expect(Math.min(...heights)).toBeCloseTo(top, 1);
    expect(Math.max(...heights)).toBeCloseTo(top + height, 1);
    expect(heights.length).toBeLessThan(6000);
    expect(renderSvg(scene).length).toBeLessThan(200_000);
  });

  it("draws steps as wide as the bins", () => {
    const scene = linePlot({
      lines: [{ x: [1, 2, 3], y: [4, 5, 6], draw: "steps", color: "#123456" }],
      yRange: [0, 10],
    });
    const { x, width, xRange } = areaOf(scene);
    expect(xRange).toEqual([0.5, 3.5]);
    const found = corners((paths(scene, "#123456")[0] as PathNode).path);
    const edges = [0, 1, 1, 2, 2, 3].map((bin) => x + (bin / 3) * width);
    expect(found).toHaveLength(6);
    for (const [i, corner] of found.entries()) expect(corner[0]).toBeCloseTo(edges[i] as number, 1);
  });

  it("fills to a baseline and between two lines, leaving gaps open", () => {
    const level = linePlot({ lines: [{ y: [1, 2, Number.NaN, 3, 4], fill: true }] });
    const fills = nodesOf(level).filter((node) => node.kind === "path" && node.fill !== undefined) as PathNode[];
    expect(fills[0]?.path.match(/Z/g)).toHaveLength(2);
    expect(areaOf(level).yRange[0]).toBe(0);
    const band = linePlot({ lines: [{ y: [5, 6], fill: { baseline: [1, 2] }, width: 0 }], yRange: [0, 10] });
    const { y, height } = areaOf(band);
    const shape = corners(
      (nodesOf(band).find((node) => node.kind === "path" && node.fill !== undefined) as PathNode).path,
    );
    const heights = shape.map((corner) => Math.round(((y + height - corner[1]) / height) * 100) / 10);
    expect(heights).toEqual([5, 6, 2, 1]);
  });

  it("stands the legend away from the lines, or makes room above them", () => {
    const legendBox = (scene: Scene): { x: number; y: number; width: number; height: number } => {
      const box = nodesOf(scene).find((node) => node.kind === "rectangle" && node.radius !== undefined);
      return box as never;
    };
    const falling = linePlot({ lines: [{ y: [10, 3, 1, 0.5, 0.3], label: "falling" }] });
    const rising = linePlot({ lines: [{ y: [1, 2, 3, 4, 10], label: "rising" }] });
    const middle = (scene: Scene): number => areaOf(scene).x + areaOf(scene).width / 2;
    expect(legendBox(falling).x).toBeGreaterThan(middle(falling));
    expect(legendBox(rising).x + legendBox(rising).width).toBeLessThan(middle(rising));
    const full = linePlot({
      lines: [{ y: Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i)), label: "full", color: "#123456" }],
    });
    const box = legendBox(full);
    for (const [px, py] of corners((paths(full, "#123456")[0] as PathNode).path)) {
      expect(px > box.x && px < box.x + box.width && py > box.y && py < box.y + box.height).toBe(false);
    }
  });

  it("writes units in the prefix that suits", () => {
    const scene = linePlot({ lines: [{ x: [0, 5e-9], y: [0, 1] }], xAxis: { label: "x", units: "m", siPrefix: true } });
    const said = texts(scene).map((node) => node.text);
    expect(said).toContain("x (nm)");
    expect(said).toContain("5.0");
    expect(areaOf(scene).xRange).toEqual([0, 5e-9]);
  });

  it("names spans and markers above the frame, each over its place", () => {
    const scene = linePlot({
      lines: [{ x: [0, 100], y: [0, 1] }],
      spans: [{ from: 20, to: 40, label: "range" }],
      markers: [
        { at: 75, label: "edge" },
        { at: 500, label: "far" },
      ],
    });
    const { x, y, width } = areaOf(scene);
    const labels = texts(scene);
    const range = labels.find((node) => node.text === "range") as TextNode;
    expect(range.x).toBeCloseTo(x + 0.3 * width, 6);
    expect(range.y).toBeLessThan(y);
    expect((labels.find((node) => node.text === "edge") as TextNode).x).toBeCloseTo(x + 0.75 * width, 6);
    expect(labels.some((node) => node.text === "far")).toBe(false);
  });

  it("leaves its input alone", () => {
    const options = {
      lines: [{ x: Object.freeze([1, 2]), y: Object.freeze([1, 2]) }],
      xRange: Object.freeze([0, 3] as const),
    };
    expect(linePlot(Object.freeze(options)).areas).toHaveLength(1);
  });

  const bad: [string, unknown, string][] = [
    ["no options", undefined, "BAD_ARGUMENT"],
    ["no lines", { lines: [] }, "BAD_ARGUMENT"],
    ["a line that is none", { lines: [null] }, "BAD_ARGUMENT"],
    ["y that is no list", { lines: [{ y: 3 }] }, "BAD_ARGUMENT"],
    ["text as y", { lines: [{ y: "123" }] }, "BAD_ARGUMENT"],
    ["bigints", { lines: [{ y: BigInt64Array.of(1n) }] }, "BAD_ARGUMENT"],
    ["a length that is none", { lines: [{ y: { length: -1 } }] }, "BAD_ARGUMENT"],
    ["empty y", { lines: [{ y: [] }] }, "BAD_SHAPE"],
    ["x and y of different length", { lines: [{ x: [1], y: [1, 2] }] }, "BAD_SHAPE"],
    ["a baseline of another length", { lines: [{ y: [1, 2], fill: { baseline: [1] } }] }, "BAD_SHAPE"],
    ["nothing finite", { lines: [{ y: [Number.NaN, Infinity] }] }, "BAD_VALUE"],
    ["nothing above 0 for a logarithm", { lines: [{ y: [0, -1] }], yAxis: { log: true } }, "BAD_VALUE"],
    ["more than numbers can say", { lines: [{ y: [-1.7e308, 1.7e308] }] }, "BAD_VALUE"],
    ["an empty range", { lines: [{ y: [1, 2] }], xRange: [3, 3] }, "BAD_VALUE"],
    ["a range of text", { lines: [{ y: [1, 2] }], xRange: "ab" }, "BAD_VALUE"],
    ["a range below 0 for a logarithm", { lines: [{ y: [1, 2] }], yRange: [-1, 3], yAxis: { log: true } }, "BAD_VALUE"],
    ["a width of NaN", { lines: [{ y: [1, 2] }], size: { width: Number.NaN } }, "BAD_VALUE"],
    ["an endless height", { lines: [{ y: [1, 2] }], size: { height: Infinity } }, "BAD_VALUE"],
    ["no room", { lines: [{ y: [1, 2] }], size: { width: 60, height: 60 }, fontSize: 60 }, "BAD_VALUE"],
    ["a colour that is none", { lines: [{ y: [1, 2], color: `red"/>` }] }, "BAD_VALUE"],
    ["a place that is none", { lines: [{ y: [1, 2] }], legend: "middle" }, "BAD_VALUE"],
    ["a way to draw that is none", { lines: [{ y: [1, 2], draw: "bars" }] }, "BAD_VALUE"],
    ["a dash that is none", { lines: [{ y: [1, 2], dash: "wavy" }] }, "BAD_VALUE"],
    ["a span without end", { lines: [{ y: [1, 2] }], spans: [{ from: 1 }] }, "BAD_VALUE"],
    ["a marker at NaN", { lines: [{ y: [1, 2] }], markers: [{ at: Number.NaN }] }, "BAD_VALUE"],
    ["spans that are no list", { lines: [{ y: [1, 2] }], spans: "x" }, "BAD_ARGUMENT"],
  ];
  it.each(bad)("refuses %s", (_, options, code) => {
    expect(() => linePlot(options as LinePlotOptions)).toThrow(expect.objectContaining({ code }));
  });
});
