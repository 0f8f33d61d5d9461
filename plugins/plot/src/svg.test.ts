import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { imagePlot } from "./image-plot.js";
import { linePlot } from "./line-plot.js";
import { panels } from "./panels.js";
import type { Scene, SceneNode, TextNode } from "./scene.js";
import { renderSvg } from "./svg.js";
import { textBox } from "./text.js";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

function parse(svg: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const element = { name: tag.name, attributes: tag.attributes as Record<string, string>, text: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(svg).close();
  return elements;
}

function textsOf(nodes: readonly SceneNode[], x = 0, y = 0): TextNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === "group") return textsOf(node.children, x + node.x, y + node.y);
    return node.kind === "text" ? [{ ...node, x: x + node.x, y: y + node.y }] : [];
  });
}

function expectTidy(scene: Scene): void {
  const texts = textsOf(scene.children);
  const boxes = texts.map((node) => {
    const { x, y, width, height } = textBox(node);
    return { left: x, right: x + width, top: y, bottom: y + height + 0.1 * node.size };
  });
  boxes.forEach((box, i) => {
    const what = `"${texts[i]?.text}"`;
    expect(box.left, what).toBeGreaterThanOrEqual(-0.5);
    expect(box.top, what).toBeGreaterThanOrEqual(-0.5);
    expect(box.right, what).toBeLessThanOrEqual(scene.width + 0.5);
    expect(box.bottom, what).toBeLessThanOrEqual(scene.height + 0.5);
    boxes.slice(0, i).forEach((other, j) => {
      const apart =
        box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom;
      expect(apart, `${what} and "${texts[j]?.text}" stand on each other`).toBe(true);
    });
  });
}

const wave = Float64Array.from({ length: 300 }, (_, i) => 1e6 * (2 + Math.sin(i / 20)));
const hostile = `<script>alert("1")</script> & 'x' ]]> \u0000\u001b\ud800 -->`;

const scenes: Record<string, () => Scene> = {
  "a line plot with everything": () =>
    linePlot({
      lines: [
        { y: wave, label: "wave", fill: { baseline: 1e6 } },
        { y: wave.map((v) => v / 2), label: "half", dash: "dashed", draw: "steps" },
      ],
      title: "A title",
      xAxis: { label: "Energy loss", units: "eV" },
      yAxis: { label: "Intensity", units: "counts" },
      grid: true,
      spans: [
        { from: 10, to: 90, label: "fit range" },
        { from: 60, to: 120, label: "another range" },
      ],
      markers: [
        { at: 100, label: "edge" },
        { at: 104, label: "edge two" },
        { at: 1.5e6, axis: "y", label: "level" },
      ],
    }),
  "a small line plot": () =>
    linePlot({ lines: [{ y: wave, label: "w" }], size: { width: 160, height: 120 }, fontSize: 9 }),
  "a logarithmic plot": () =>
    linePlot({
      lines: [{ x: [1, 10, 1e5], y: [1e-3, 5, 1e9] }],
      xAxis: { label: "x", log: true },
      yAxis: { label: "y", log: true },
    }),
  "long texts": () =>
    linePlot({
      lines: [{ y: wave, label: "label ".repeat(40) }],
      title: "title ".repeat(60),
      xAxis: { label: "axis ".repeat(50), units: "u".repeat(50) },
      yAxis: { label: "axis ".repeat(50) },
      legend: "outside",
    }),
  "an image with bar": () =>
    imagePlot({
      data: wave,
      rows: 15,
      columns: 20,
      title: "Map",
      xAxis: { name: "x", units: "nm", scale: 0.25 },
      yAxis: { name: "y", units: "nm", scale: 0.25 },
      colorbar: { label: "Intensity", units: "counts" },
    }),
  "a bare image with a scale bar": () => imagePlot({ data: wave, rows: 15, columns: 20, scaleBar: true }),
  "a tall image": () =>
    imagePlot({ data: wave, rows: 300, columns: 1, colorbar: true, title: "A single column of pixels" }),
  panels: () =>
    panels(
      [
        imagePlot({ data: wave, rows: 15, columns: 20, colorbar: true, size: { width: 300, height: 260 } }),
        linePlot({ lines: [{ y: wave }], title: "line", size: { width: 300, height: 240 } }),
        linePlot({ lines: [{ y: [1, 2] }], size: { width: 200, height: 200 } }),
      ],
      { columns: 2, letters: true, title: "Panels" },
    ),
};

describe("renderSvg", () => {
  it.each(Object.entries(scenes))("writes well-formed XML with tidy texts for %s", (_, make) => {
    const scene = make();
    const elements = parse(renderSvg(scene));
    expect(elements[0]?.name).toBe("svg");
    expect(elements[0]?.attributes.width).toBe(String(Math.round(scene.width * 100) / 100));
    expectTidy(scene);
    for (const { attributes } of elements) {
      for (const value of Object.values(attributes)) expect(value.slice(0, 2000)).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it("escapes hostile text wherever it may stand", () => {
    const line = linePlot({
      lines: [{ y: [1, 2], label: hostile }],
      title: hostile,
      xAxis: { label: hostile, units: hostile },
      yAxis: { label: hostile },
      spans: [{ from: 0, to: 1, label: hostile }],
      markers: [
        { at: 0.5, label: hostile },
        { at: 1.5, axis: "y", label: hostile },
      ],
    });
    const image = imagePlot({
      data: [1, 2],
      rows: 1,
      columns: 2,
      title: hostile,
      xAxis: { units: hostile },
      scaleBar: true,
      colorbar: { label: hostile },
    });
    for (const scene of [line, image, panels([line], { title: hostile })]) {
      const svg = renderSvg(scene);
      const elements = parse(svg);
      const names = new Set(elements.map((element) => element.name));
      for (const name of names)
        expect(["svg", "title", "style", "defs", "clipPath", "rect", "g", "path", "text", "image"]).toContain(name);
      expect(svg).not.toContain("<script");
      expect(elements.find((element) => element.name === "title")?.text).toBe(
        `<script>alert("1")</script> & 'x' ]]> \ufffd -->`,
      );
    }
  });

  it("escapes what a scene made by hand holds", () => {
    const evil = `"/><script>x</script>`;
    const svg = renderSvg({
      width: 10,
      height: 10,
      background: evil,
      areas: [],
      children: [
        { kind: "path", path: `M0,0${evil}`, fill: evil, stroke: evil },
        { kind: "text", x: 0, y: 0, text: evil, size: 3, weight: "normal", anchor: "start", fill: evil, halo: evil },
      ],
    });
    expect(parse(svg).map((element) => element.name)).toEqual(["svg", "rect", "path", "text", "text"]);
  });

  it("is the same text each time", () => {
    const make = scenes["a line plot with everything"] as () => Scene;
    expect(renderSvg(make())).toBe(renderSvg(make()));
  });

  it("refuses what is no scene", () => {
    for (const scene of [
      undefined,
      {},
      { width: 0, height: 1, children: [] },
      { width: 1e9, height: 1, children: [] },
    ]) {
      expect(() => renderSvg(scene as never)).toThrow(expect.objectContaining({ code: "BAD_ARGUMENT" }));
    }
    const image = {
      kind: "image",
      x: 0,
      y: 0,
      width: 1,
      height: 1,
      rows: 2,
      columns: 2,
      pixels: new Uint8Array(3),
    } as const;
    expect(() => renderSvg({ width: 9, height: 9, areas: [], children: [image] })).toThrow(
      expect.objectContaining({ code: "BAD_SHAPE" }),
    );
  });
});
