import { existsSync, readFileSync } from "node:fs";
import { argmax, max, min, type NDArray, sort, sum } from "@core/array";
import { createRuntime } from "@core/array/runtime";
import { loadAll, signalCore } from "@core/signal";
import { describe, expect, it } from "vitest";
import { checkOracle, oracleRows } from "../../../tools/golden/oracle.js";
import { type FitsHdu, fits, fitsInfo, imageData, openFits } from "./index.js";

const folder = new URL("../../../../shared/data/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("Real FITS files skipped: the folder ../shared/data is not here.");

interface Expected {
  readonly hdus: readonly {
    readonly name: string;
    readonly cards: Record<string, unknown>;
    readonly data?: {
      readonly shape: readonly number[];
      readonly min: number;
      readonly max: number;
      readonly samples: readonly { readonly index: readonly number[]; readonly value: number }[];
    };
  }[];
}

describe.skipIf(!here)("real FITS files", () => {
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
  const all = here
    ? (JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as Record<string, Expected>)
    : {};

  for (const [name, { hdus }] of Object.entries(all).filter(([name]) => name.startsWith("fits/")))
    it(`reads ${name}`, () => {
      const found = openFits(read(name));
      expect(found.map((hdu) => hdu.name)).toEqual(hdus.map((hdu) => hdu.name));
      hdus.forEach(({ cards, data }, i) => {
        const hdu = found[i];
        for (const [key, value] of Object.entries(cards)) expect(hdu?.header.get(key), key).toEqual(value);
        if (hdu?.kind !== "image") throw new Error("no image");
        if (data === undefined) return;
        const image = hdu.data as NDArray<"float32">;
        expect([...image.shape]).toEqual([...data.shape]);
        for (const { index, value } of data.samples) expect(image.get(...index)).toBe(value);
        expect([min(image), max(image)]).toEqual([data.min, data.max]);
      });
    });

  it("has the parts, cards and images of 3C120", () => {
    const hdus = openFits(read("fits/3c120_stis.fits.gz"));
    expect(hdus[0]?.header.cards.length).toBe(251);
    expect(
      fitsInfo(hdus)
        .split("\n")
        .slice(1)
        .map((line) => line.split(/ {2,}/)[1]),
    ).toEqual(["PRIMARY", "SCI", "ERR", "DQ"]);
    const images = hdus.map((hdu) => (hdu.kind === "image" ? hdu.data : undefined));
    expect(images.map((image) => image && [image.dtype, ...image.shape])).toEqual([
      null,
      ["float32", 512, 511],
      ["float32", 512, 511],
      ["int16", 512, 511],
    ]);
    expect(hdus[1]?.header.get("BUNIT")).toBe("COUNTS");
  });

  it("becomes three signals with calibrated axes", async () => {
    const runtime = createRuntime({ plugins: [signalCore, fits] });
    const signals = await loadAll(runtime, read("fits/3c120_stis.fits.gz"), { name: "3c120_stis.fits.gz" });
    expect(signals.map((signal) => signal.title)).toEqual(["SCI", "ERR", "DQ"]);
    const [angle, wave] = signals[0]?.axes ?? [];
    expect([wave?.name, wave?.units, wave?.at(257.7)]).toEqual(["WAVE", "angstrom", 4300]);
    expect([angle?.name, angle?.units]).toEqual(["ANGLE", "deg"]);
  });

  const image = (index: number): NDArray<"float32"> => {
    const hdu = openFits(read("fits/3c120_stis.fits.gz"))[index] as FitsHdu;
    return imageData(hdu) as NDArray<"float32">;
  };
  const calls: Readonly<Record<string, () => unknown>> = {
    "real.imgview.limits": () => {
      const values = sort(image(1).reshape(-1));
      return Object.fromEntries([0.005, 0.02, 0.98, 0.995].map((q) => [q, values.get(Math.floor(values.size * q))]));
    },
    "real.slice.err": () => {
      const slice = image(2).slice(254, "10:200:3");
      return { n: slice.size, first5: slice.slice(":5") };
    },
    "real.col300": () => image(1).slice(":", 300).astype("float64"),
    "real.profile": () => {
      const p = sum(image(1).astype("float64"), { axis: 1 });
      return { p, argmax: argmax(p) };
    },
    "real.spectrum.noisy": () => sum(image(1).astype("float64"), { axis: 0 }),
  };
  for (const row of oracleRows((id) => id.startsWith("real.") && id !== "real.pipeline"))
    it(`has the numbers of ${row.id}`, () => checkOracle(calls[row.id]?.(), row.expected, row.tolerance, row.id));
});
