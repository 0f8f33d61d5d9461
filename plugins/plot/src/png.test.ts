import { type DecodedPng, decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { colormap } from "./colormap.js";
import { imagePlot } from "./image-plot.js";
import { linePlot } from "./line-plot.js";
import { panels } from "./panels.js";
import { outlineSvg, renderPng } from "./png.js";
import type { PlotArea, Scene } from "./scene.js";

const area = (scene: Scene, i = 0): PlotArea => scene.areas[i] as PlotArea;

function pixel(png: DecodedPng, x: number, y: number): number[] {
  const at = (Math.floor(y) * png.width + Math.floor(x)) * png.channels;
  return [...png.data.slice(at, at + 3)];
}

function colorAt(name: "gray" | "viridis", index: number): number[] {
  return [...colormap(name).table.subarray(3 * index, 3 * index + 3)];
}

describe("renderPng", () => {
  it("shows the four pixels of an image as four squares with hard edges", async () => {
    const scene = imagePlot({
      data: [0, 1, 2, 3],
      rows: 2,
      columns: 2,
      range: [0, 3],
      size: { width: 200, height: 200 },
    });
    const { x, y, width, height } = area(scene);
    for (const scale of [1, 2, 3]) {
      const png = decode(await renderPng(scene, { scale }));
      expect([png.width, png.height]).toEqual([Math.ceil(scene.width * scale), Math.ceil(scene.height * scale)]);
      const at = (u: number, v: number): number[] => pixel(png, (x + u * width) * scale, (y + v * height) * scale);
      // 1 of 3 stands at 256 / 3 = 85.3 of the colormap, 2 of 3 at 170.7.
      const squares = [
        [0, 0, 0],
        [1, 0, 85],
        [0, 1, 170],
        [1, 1, 255],
      ] as const;
      for (const [column, row, index] of squares) {
        for (const [u, v] of [
          [0.04, 0.04],
          [0.48, 0.04],
          [0.25, 0.25],
          [0.04, 0.48],
          [0.48, 0.48],
        ] as const) {
          expect(at(column / 2 + u, row / 2 + v)).toEqual(colorAt("gray", index));
        }
      }
    }
  });

  it("runs the colour bar from the lowest colour below to the highest above", async () => {
    const scene = imagePlot({ data: [0, 1, 2, 3], rows: 2, columns: 2, colormap: "viridis", colorbar: true });
    const { x, y, width, height } = area(scene);
    const png = decode(await renderPng(scene, { scale: 1 }));
    const barX = x + width + 12 + 7;
    expect(pixel(png, barX, y + 1)).toEqual(colorAt("viridis", 255));
    expect(pixel(png, barX, y + height - 2)).toEqual(colorAt("viridis", 0));
    const middle = pixel(png, barX, y + height / 2);
    expect([colorAt("viridis", 127), colorAt("viridis", 128)]).toContainEqual(middle);
  });

  it("draws a line where its values are", async () => {
    const scene = linePlot({
      lines: [{ x: [0, 10], y: [5, 5], color: "#ff0000", width: 4 }],
      yRange: [0, 10],
      xRange: [0, 10],
    });
    const { x, y, width, height, yRange } = area(scene);
    expect(yRange).toEqual([0, 10]);
    const png = decode(await renderPng(scene, { scale: 1 }));
    expect(pixel(png, x + width / 3, y + height / 2)).toEqual([255, 0, 0]);
    expect(pixel(png, x + width / 3, y + height / 2 + 6)).toEqual([255, 255, 255]);
    expect(pixel(png, x + width / 3, y + height / 2 - 6)).toEqual([255, 255, 255]);
  });

  it("shows a panel where the scene says it is, and NaN in its colour", async () => {
    const one = imagePlot({
      data: [Number.NaN],
      rows: 1,
      columns: 1,
      nanColor: "#010203",
      size: { width: 120, height: 120 },
      axes: false,
    });
    const scene = panels([one, one, one], { columns: 2, gap: 10 });
    expect(scene.areas).toHaveLength(3);
    const png = decode(await renderPng(scene, { scale: 1 }));
    for (let i = 0; i < 3; i++) {
      const { x, y, width, height } = area(scene, i);
      expect(pixel(png, x + width / 2, y + height / 2)).toEqual([1, 2, 3]);
    }
    expect(pixel(png, scene.width - 30, scene.height - 30)).toEqual([255, 255, 255]);
  });

  it("leaves the ground transparent or lays a colour under it", async () => {
    const scene = linePlot({ lines: [{ y: [1, 2] }], background: "none" });
    const clear = decode(await renderPng(scene, { scale: 0.5 }));
    expect(clear.data[3]).toBe(0);
    const red = decode(await renderPng(scene, { scale: 0.5, background: "red" }));
    expect([...red.data.slice(0, 4)]).toEqual([255, 0, 0, 255]);
  });

  it("writes letters with the fonts of the package, the same bytes each time", async () => {
    const scene = linePlot({ lines: [{ y: [1, 2] }], title: "HHHH" });
    const [first, second] = [await renderPng(scene), await renderPng(scene)];
    expect(first).toEqual(second);
    const png = decode(first);
    let dark = 0;
    for (let y = 0; y < 2 * area(scene).y - 4; y++) {
      for (let x = 0; x < png.width; x++) if ((pixel(png, x, y)[0] as number) < 100) dark++;
    }
    expect(dark).toBeGreaterThan(200);
  });

  it("writes text as outlines", async () => {
    const svg = await outlineSvg(linePlot({ lines: [{ y: [1, 2] }], title: "Title" }));
    expect(svg).toContain("<path");
    expect(svg).not.toContain("<text");
  });

  it.each([
    ["scale", { scale: 0 }, "BAD_VALUE"],
    ["scale", { scale: Number.NaN }, "BAD_VALUE"],
    ["too many pixels", { scale: 90 }, "BAD_VALUE"],
    ["background", { background: "nosuch" }, "BAD_VALUE"],
  ])("refuses a bad %s", async (_, options, code) => {
    const scene = linePlot({ lines: [{ y: [1, 2] }] });
    await expect(renderPng(scene, options)).rejects.toMatchObject({ code });
  });

  it("refuses what is no scene", async () => {
    await expect(renderPng({} as never)).rejects.toMatchObject({ code: "BAD_ARGUMENT" });
  });
});
