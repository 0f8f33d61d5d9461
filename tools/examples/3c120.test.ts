import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import {
  absolute,
  append,
  arange,
  argmax,
  at,
  divide,
  greater,
  median,
  type NDArray,
  notEqual,
  polyfit,
  polyval,
  put,
  subtract,
  sum,
  zeros,
} from "@core/array";
import { imageData, openFits } from "io-fits";
import { imagePlot, linePlot, renderPng } from "plot";
import { medfilt } from "sci-signal";
import { beforeAll, describe, expect, it } from "vitest";
import { checkOracle, oracleRows } from "../golden/oracle.js";

const file = new URL("../../../shared/data/fits/3c120_stis.fits.gz", import.meta.url);
const here = existsSync(file);
if (!here) console.log("The reduction of 3C120 skipped: the folder ../shared/data is not here.");

function reduce(bytes: Uint8Array): Record<string, NDArray | number> {
  const [img, err] = openFits(bytes).slice(1, 3).map(imageData) as [NDArray<"float32">, NDArray<"float32">];
  const smooth = medfilt(img, { kernelSize: 5 });
  const sigma = median(err) as number;
  const bad = greater(divide(absolute(subtract(img, smooth)), sigma), 8);
  const clean = img.copy();
  put(clean, [bad], at(smooth, bad));
  clean.slice("230:280").assign(img.slice("230:280"));
  const values = clean.astype("float64");
  const x = append(arange(10, 200), arange(300, 480));
  const [rows = 0, columns = 0] = img.shape;
  const background = zeros(img.shape);
  for (let column = 0; column < columns; column++)
    background.slice(":", column).assign(polyval(polyfit(x, at(values, x, column), 2), arange(rows)));
  const image = subtract(values, background);
  const spectrum = sum(image.slice("250:260"), { axis: 0 });
  return {
    sigma,
    n_bad: Number(sum(bad)),
    n_replaced: Number(sum(notEqual(clean, img))),
    pfit_col10: polyfit(x, at(values, x, 10), 2),
    img_sm: smooth,
    img_cr: clean,
    bkg: background,
    img_bkg: image,
    spectrum,
    spectrum_argmax: Number(argmax(spectrum)),
  };
}

describe.skipIf(!here)("the long-slit image of 3C120", () => {
  let found: Record<string, NDArray | number> = {};
  beforeAll(() => {
    found = reduce(new Uint8Array(readFileSync(file)));
  });

  const [row] = oracleRows((id) => id === "real.pipeline");
  it.each(Object.entries(row?.expected as object))("%s", (key, expected) => {
    expect(found[key], `no value for ${key}`).toBeDefined();
    checkOracle(found[key], expected, row?.tolerance ?? "exact", key);
  });

  it("is drawn", async () => {
    const spectrum = linePlot({
      lines: [{ y: found.spectrum as NDArray }],
      title: "3C120",
      xAxis: { label: "Column" },
    });
    const image = imagePlot({ data: found.img_bkg as NDArray, percentile: [2, 98], colormap: "hot", origin: "lower" });
    const pictures = await Promise.all([spectrum, image].map((scene) => renderPng(scene)));
    const folder = process.env.PICTURES;
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true });
      pictures.forEach((png, i) => {
        writeFileSync(`${folder}/3c120-${i}.png`, png);
      });
    }
    for (const png of pictures) expect(png.length).toBeGreaterThan(10_000);
  });
});
