import { arange } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { expect, it } from "vitest";
import { drawCanvas, imagePlot, linePlot, panels, renderSvg, type Scene } from "./index.js";

const scale = 2;

function scene(): Scene {
  const x = Array.from({ length: 40 }, (_, i) => i / 4);
  const lines = linePlot({
    lines: [
      { x, y: x.map(Math.sin), label: "line", dash: "dashed" },
      { x, y: x.map(Math.cos), label: "circles", draw: "points" },
      { x, y: x.map((value) => value / 10), label: "steps", draw: "steps", fill: true },
    ],
    title: "Lines and symbols",
    xAxis: { label: "Time", units: "s" },
    yAxis: { label: "Height" },
    grid: true,
    markers: [{ at: 5, label: "here" }],
  });
  const image = imagePlot({ data: arange(48).reshape([6, 8]), colormap: "viridis", colorbar: true, origin: "lower" });
  return panels([lines, image], { letters: true });
}

function context(of: Scene): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(of.width * scale);
  canvas.height = Math.ceil(of.height * scale);
  return canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
}

const pixelsOf = ({ canvas }: CanvasRenderingContext2D, from: CanvasRenderingContext2D): Uint8ClampedArray =>
  from.getImageData(0, 0, canvas.width, canvas.height).data;

it("paints on a canvas what the browser makes of the SVG", async () => {
  const picture = scene();
  const painted = context(picture);
  painted.fillStyle = "red";
  painted.fillRect(0, 0, 10, 10);
  drawCanvas(painted, picture, { scale });

  const svg = new Image();
  svg.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(renderSvg(picture))}`;
  await svg.decode();
  const wanted = context(picture);
  wanted.drawImage(svg, 0, 0, picture.width * scale, picture.height * scale);

  const [got, want] = [pixelsOf(painted, painted), pixelsOf(wanted, wanted)];
  let far = 0;
  let inked = 0;
  for (let i = 0; i < want.length; i += 4) {
    const difference = Math.max(...[0, 1, 2].map((k) => Math.abs((got[i + k] as number) - (want[i + k] as number))));
    if (difference > 64) far++;
    if (Math.min(want[i] as number, want[i + 1] as number, want[i + 2] as number) < 200) inked++;
  }
  expect(inked).toBeGreaterThan(0.1 * (want.length / 4));
  // Letters are smoothed in two ways; everything else is the same.
  expect(far / inked).toBeLessThan(0.01);
});

it("leaves the state of the canvas as it was", () => {
  const picture = scene();
  const painted = context(picture);
  painted.globalAlpha = 0.5;
  const before = painted.getTransform().toString();
  drawCanvas(painted, picture);
  expect([painted.globalAlpha, painted.getTransform().toString()]).toEqual([0.5, before]);
});

it("refuses what is no scene or no scale", () => {
  const code = (action: () => void): unknown => {
    try {
      return action();
    } catch (error) {
      return isCoreError(error) ? error.code : error;
    }
  };
  const picture = scene();
  expect(code(() => drawCanvas(context(picture), {} as Scene))).toBe("BAD_ARGUMENT");
  expect(code(() => drawCanvas(context(picture), picture, { scale: 0 }))).toBe("BAD_VALUE");
});
