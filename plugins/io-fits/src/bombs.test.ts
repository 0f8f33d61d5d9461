import { arange } from "@core/array";
import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import { encodeFits, imageData, openFits } from "./index.js";

const file = encodeFits([{ data: arange(6) }, { data: arange(3) }]);

function followedBy(length: number, filling: number): Uint8Array {
  const whole = new Uint8Array(file.length + length).fill(filling);
  whole.set(file);
  return whole;
}

describe("gzip that unpacks to far more than the file", () => {
  // 32 MiB of zeros take 33 kB packed.
  it("is left packed behind the last part", () => {
    const hdus = openFits(gzipSync(followedBy(2 ** 25, 0)), { maxBytes: 2 ** 25 });
    expect(hdus.map((hdu) => imageData(hdu).shape)).toEqual([[6], [3]]);
  });

  it("is refused where a header has no end", () => {
    const endless = new Uint8Array(2 ** 23).fill(32);
    endless.set(file.subarray(0, 160));
    expect(codeOf(() => openFits(gzipSync(endless, { level: 9 })))).toBe("BAD_FILE");
    expect(codeOf(() => openFits(endless))).toBe("BAD_FILE");
  });

  it("is read in whole where it is a file, however it is cut into pieces", () => {
    const large = encodeFits(Array.from({ length: 40 }, (_, i) => ({ data: arange(i, 5000 + i), name: `N${i}` })));
    const hdus = openFits(gzipSync(large));
    expect(hdus).toHaveLength(40);
    expect(hdus.map((hdu) => Number(imageData(hdu).get(0)))).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });
});
