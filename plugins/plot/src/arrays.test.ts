import { arange, array, transpose } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { describe, expect, it } from "vitest";
import { imagePlot, linePlot, normalize, renderSvg } from "./index.js";
import type { ImageNode, PathNode, Scene, SceneNode, TextNode } from "./scene.js";
import { symbolNames } from "./symbols.js";

function nodesOf(scene: Scene): SceneNode[] {
  const flat = (nodes: readonly SceneNode[]): SceneNode[] =>
    nodes.flatMap((node) => (node.kind === "group" ? flat(node.children) : [node]));
  return flat(scene.children);
}

const strokes = (scene: Scene, color: string): PathNode[] =>
  nodesOf(scene).filter((node): node is PathNode => node.kind === "path" && node.stroke === color);
const imageOf = (scene: Scene): ImageNode => nodesOf(scene).find((node) => node.kind === "image") as ImageNode;
const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return isCoreError(error) ? error.code : String(error);
  }
  return "nothing thrown";
};

describe("lines of arrays", () => {
  it("draw the columns of an array with two axes, one line each, over one x", () => {
    const y = array([
      [0, 10],
      [1, 20],
      [2, 30],
    ]);
    const together = linePlot({ lines: [{ x: [5, 6, 7], y, label: ["a", "b"] }] });
    const apart = linePlot({
      lines: [
        { x: [5, 6, 7], y: [0, 1, 2], label: "a" },
        { x: [5, 6, 7], y: [10, 20, 30], label: "b" },
      ],
    });
    expect(renderSvg(together)).toBe(renderSvg(apart));
  });

  it("read views whatever their strides, and whole numbers of 64 bits", () => {
    const table = arange(12).reshape([3, 4]);
    const reversed = linePlot({ lines: [{ y: table.slice("::-1", 1) }] });
    expect(renderSvg(reversed)).toBe(renderSvg(linePlot({ lines: [{ y: [9, 5, 1] }] })));
    const big = linePlot({ lines: [{ y: array([9, 5, 1]).astype("int64") }] });
    expect(renderSvg(big)).toBe(renderSvg(reversed));
  });

  it("refuse three axes, complex numbers, and x with two axes", () => {
    expect(codeOf(() => linePlot({ lines: [{ y: arange(8).reshape([2, 2, 2]) }] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => linePlot({ lines: [{ y: array([1, 2]).astype("complex128") }] }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => linePlot({ lines: [{ x: arange(4).reshape([2, 2]), y: [1, 2] }] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => linePlot({ lines: [{ y: arange(0).reshape([3, 0]) }] }))).toBe("BAD_SHAPE");
  });
});

describe("symbols", () => {
  const corner = (path: string): number => [...path.matchAll(/M/g)].length;

  it.each(symbolNames)("%s stands at each point, beside the line and in the legend", (symbol) => {
    const scene = linePlot({
      lines: [{ x: [0, 1, 2, 3], y: [1, Number.NaN, 3, 2], symbol, symbolSize: 10, color: "#123456", label: "A" }],
    });
    const area = scene.areas[0] as Scene["areas"][0];
    const shapes = nodesOf(scene).filter(
      (node): node is PathNode =>
        node.kind === "path" && (node.fill === "#123456" || (node.stroke === "#123456" && node.strokeWidth !== 1.5)),
    );
    const marks = shapes[0] as PathNode;
    const moves = symbol === "plus" || symbol === "cross" ? 2 : 1;
    expect(corner(marks.path)).toBe(3 * moves);
    const start = /M(-?[\d.]+),(-?[\d.]+)/.exec(marks.path) ?? [];
    const [startX, startY] = [Number(start[1]), Number(start[2])];
    const [low, high] = area.xRange;
    const x = area.x + ((0 - low) / (high - low)) * area.width;
    const [bottom, top] = area.yRange;
    const y = area.y + area.height * (1 - (1 - bottom) / (top - bottom));
    expect(Math.hypot(startX - x, startY - y)).toBeLessThanOrEqual(5 * Math.SQRT2 + 0.02);
    expect(strokes(scene, "#123456").length).toBeGreaterThan(0);
    const label = nodesOf(scene).find((node): node is TextNode => node.kind === "text" && node.text === "A");
    const inLegend = shapes[1] as PathNode;
    expect(Number(/M(-?[\d.]+)/.exec(inLegend.path)?.[1])).toBeLessThan(label?.x as number);
  });

  it("stand at the points of steps, not at their edges", () => {
    const scene = linePlot({
      lines: [{ x: [0, 1, 2], y: [1, 2, 3], draw: "steps", symbol: "circle", color: "#123456" }],
    });
    const marks = nodesOf(scene).find((node): node is PathNode => node.kind === "path" && node.fill === "#123456");
    expect(corner(marks?.path as string)).toBe(3);
  });

  it("have a list of names", () => {
    expect(codeOf(() => linePlot({ lines: [{ y: [1], symbol: "heart" as "star" }] }))).toBe("BAD_VALUE");
  });
});

describe("images of arrays", () => {
  const image = array([
    [0, 1, 2],
    [3, 4, 5],
  ]);

  it("take their sizes from the array, transposed ones too", () => {
    const flat = imagePlot({ data: [0, 1, 2, 3, 4, 5], rows: 2, columns: 3 });
    expect(renderSvg(imagePlot({ data: image }))).toBe(renderSvg(flat));
    const turned = imagePlot({ data: [0, 3, 1, 4, 2, 5], rows: 3, columns: 2 });
    expect(renderSvg(imagePlot({ data: transpose(image) }))).toBe(renderSvg(turned));
  });

  it("have the first row below for origin lower, and the axis with it", () => {
    const [upper, lower] = [imagePlot({ data: image }), imagePlot({ data: image, origin: "lower" })];
    expect(upper.areas[0]?.yRange).toEqual([1.5, -0.5]);
    expect(lower.areas[0]?.yRange).toEqual([-0.5, 1.5]);
    const rows = (scene: Scene): number[][] => {
      const { pixels } = imageOf(scene);
      return [[...pixels.subarray(0, 12)], [...pixels.subarray(12, 24)]];
    };
    expect(rows(lower)).toEqual(rows(upper).reverse());
  });

  it("take colours from a third axis", () => {
    const rgb = arange(18).reshape([2, 3, 3]);
    const plain = imagePlot({ data: Array.from({ length: 18 }, (_, i) => i), rows: 2, columns: 3, channels: 3 });
    expect(renderSvg(imagePlot({ data: rgb }))).toBe(renderSvg(plain));
  });

  it("refuse lists without sizes, one axis, and four", () => {
    expect(codeOf(() => imagePlot({ data: [1, 2] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => imagePlot({ data: arange(4) }))).toBe("BAD_SHAPE");
    expect(codeOf(() => imagePlot({ data: arange(16).reshape([2, 2, 2, 2]) }))).toBe("BAD_SHAPE");
    expect(codeOf(() => imagePlot({ data: image, origin: "left" as "upper" }))).toBe("BAD_VALUE");
  });
});

describe("normalize", () => {
  it("goes from 0 to 1 between the extremes, or between limits", () => {
    expect([...normalize([2, 4, 3])]).toEqual([0, 1, 0.5]);
    expect([...normalize([2, 4, 3], { range: [2, 3] })]).toEqual([0, 2, 1]);
    expect([...normalize([0, 1, 100, Number.NaN], { norm: "log" })]).toEqual([Number.NaN, 0, 1, Number.NaN]);
  });
});
