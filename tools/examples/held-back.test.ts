import { existsSync, readFileSync } from "node:fs";
import {
  absolute,
  add,
  append,
  arange,
  argmax,
  at,
  divide,
  fromData,
  greater,
  histogram,
  max,
  mean,
  median,
  min,
  multiply,
  type NDArray,
  notEqual,
  polyfit,
  polyval,
  put,
  real,
  std,
  subtract,
  sum,
  zeros,
} from "@core/array";
import { imageData, openFits } from "io-fits";
import { imread } from "io-image";
import { loadtxt } from "io-text";
import { fft, fft2, fftfreq, ifft2 } from "sci-fft";
import { gaussianFilter, medianFilter } from "sci-ndimage";
import { medfilt, wiener } from "sci-signal";
import { testHeldBack } from "../golden/held-back.js";
import { oracleNormal, oracleUniform } from "../golden/oracle.js";

const folder = new URL("../../../shared/data/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("The kept rows of real files skipped: the folder ../shared/data is not here.");

function digest(a: NDArray): object {
  const values = a.astype("float64").reshape(-1);
  const samples = Array.from({ length: 12 }, (_, i) => values.get(Math.floor((i * (values.size - 1)) / 11)));
  return {
    shape: [...a.shape],
    sum: sum(values),
    min: min(values),
    max: max(values),
    std: std(values),
    samples,
  };
}

function scene(rows: number, columns: number): NDArray {
  const data = Float64Array.from({ length: rows * columns }, (_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    return 128 + 60 * Math.sin(i / 7) + 50 * Math.cos(j / 11) + ((i * 31 + j * 17 + i * j) % 23);
  });
  return fromData(data, [rows, columns]);
}

/** A frame of 60 rows and 80 columns with a spectrum along row 30, hits of particles, and its errors. */
function frame(): readonly [slit: NDArray, errors: NDArray] {
  const [noise, hits, spread] = [oracleNormal(91, 4800), oracleUniform(92, 4800), oracleNormal(93, 4800)];
  const data = noise.map((value, k) => {
    const [i, j] = [Math.floor(k / 80), k % 80];
    const source = 300 * Math.exp(-((i - 30) ** 2) / 8) * (1 + 0.3 * Math.sin(j / 6));
    return 20 + 0.05 * i + 0.002 * i ** 2 + source + 1.5 * value + ((hits[k] as number) < 0.03 ? 400 : 0);
  });
  return [
    fromData(data, [60, 80]),
    fromData(
      spread.map((value) => Math.sqrt(2.25 + Math.abs(value) * 0.1)),
      [60, 80],
    ),
  ];
}

testHeldBack(["pipeline.", "ndimage.exercise."], {
  "pipeline.longslit.synthetic": () => {
    const [slit, errors] = frame();
    const smooth = medfilt(slit, { kernelSize: 5 });
    const sigma = median(errors) as number;
    const bad = greater(divide(absolute(subtract(slit, smooth)), sigma), 8);
    const clean = slit.copy();
    put(clean, [bad], at(smooth, bad));
    clean.slice("24:37").assign(slit.slice("24:37"));
    const rows = append(arange(3, 20), arange(40, 57));
    const background = zeros([60, 80]);
    for (let column = 0; column < 80; column++)
      background.slice(":", column).assign(polyval(polyfit(rows, at(clean, rows, column), 2), arange(60)));
    const spectrum = sum(subtract(clean, background).slice("26:35"), { axis: 0 });
    return {
      sigma,
      bad: Number(sum(bad)),
      replaced: Number(sum(notEqual(clean, slit))),
      smooth: digest(smooth),
      background: digest(background),
      spectrum: digest(spectrum),
      peak: argmax(spectrum),
    };
  },
  "ndimage.exercise.histograms": ({ edges }) => {
    const image = scene(12, 16);
    const noise = multiply(fromData(oracleNormal(61, 192), [12, 16]), 0.5 * (std(image) as number));
    const noisy = add(image, noise);
    const counts = (a: NDArray): NDArray => histogram(a, { bins: edges })[0];
    return {
      gaussian: counts(gaussianFilter(noisy, 3)),
      median: counts(medianFilter(noisy, { size: 5 })),
      wiener: counts(wiener(noisy, { mysize: [5, 5] })),
    };
  },
});

testHeldBack(["real.populations"], {
  "real.populations": ({ text }) => {
    const table = loadtxt(text).slice(":", "1:");
    const power = absolute(fft(table, { axis: 0 }));
    const periods = divide(1, fftfreq(21)).slice("1:11");
    return {
      power: power.slice(":5"),
      periods,
      main: [0, 1, 2].map((column) => periods.get(1 + argmax(power.slice("2:11", column)))),
      mean: mean(table, { axis: 0 }),
      std: std(table, { axis: 0 }),
    };
  },
});

if (here) {
  const hdus = openFits(readFileSync(new URL("fits/3c120_stis.fits.gz", folder)));
  const [image, err, dq] = hdus.slice(1, 4).map(imageData) as [NDArray, NDArray, NDArray];
  testHeldBack(["real.", "-real.populations"], {
    "real.moonlanding": () => {
      const moon = imread(readFileSync(new URL("img/moonlanding.png", folder)), { scale: true }).astype("float64");
      const [rows, columns] = moon.shape as [number, number];
      const spectrum = fft2(moon);
      spectrum.slice(`${Math.floor(rows * 0.1)}:${Math.floor(rows * 0.9)}`).assign(0);
      spectrum.slice(":", `${Math.floor(columns * 0.1)}:${Math.floor(columns * 0.9)}`).assign(0);
      return { image: digest(moon), kept: digest(real(ifft2(spectrum))), blurred: digest(gaussianFilter(moon, 4)) };
    },
    "real.fits.info": () => ({
      names: hdus.map(({ name }) => name),
      cards: hdus[0]?.header.cards.length,
      dtypes: [image, err, dq].map(({ dtype }) => dtype),
      shapes: [image, err, dq].map(({ shape }) => [...shape]),
      unit: hdus[1]?.header.get("BUNIT"),
      primary: hdus[0]?.kind === "image" ? hdus[0].data : undefined,
    }),
    "real.img.stats": () => ({
      shape: [...image.shape],
      min: min(image),
      max: max(image),
      median: median(image),
      mean: mean(image),
      std: std(image),
    }),
    "real.slice.dq": () => dq.slice("251:254", "101:105"),
    "real.spectrum.rows": () => digest(sum(image.slice("250:260").astype("float64"), { axis: 0 })),
    "real.lines": () => digest(image.slice(":", "254:259")),
  });
}
