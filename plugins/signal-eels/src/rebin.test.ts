import { createRuntime, ones, zeros } from "@core/array";
import { call, makeSignal, type RebinOptions, signalCore } from "@core/signal";
import { describe, expect, it } from "vitest";
import golden from "../golden/rebin.json" with { type: "json" };
import { eels } from "./plugin.js";
import { rebin } from "./rebin.js";
import { EELSSpectrum } from "./spectrum.js";

const runtime = createRuntime({ plugins: [signalCore, eels] });
const detector = "Acquisition_instrument.TEM.Detector.EELS";

function spectra(shape: readonly number[], times: Readonly<Record<string, number | undefined>>): EELSSpectrum {
  const made = new EELSSpectrum(ones(shape), { runtime });
  for (const [key, time] of Object.entries(times))
    if (time !== undefined) made.metadata.set(`${detector}.${key}`, time);
  return made;
}

describe(`rebin as HyperSpy ${golden.hyperspy}`, () => {
  it.each(golden.cases)("$shape $options $times", ({ shape, times, options, expect: expected, repr }) => {
    const original = spectra(shape, times);
    const result = original.rebin(options as RebinOptions);
    expect(String(result)).toBe(repr);
    const found = Object.keys(times).map((key) => [key, result.metadata.get(`${detector}.${key}`)]);
    expect(found).toEqual(Object.entries(expected));
    for (const [key, time] of Object.entries(times)) expect(original.metadata.get(`${detector}.${key}`)).toBe(time);
  });
});

describe("rebin", () => {
  it("is what its name calls for spectra of this type", async () => {
    const result = await call(spectra([4, 8], { dwell_time: 2 }), "rebin", { scale: [4, 1] });
    expect((result as EELSSpectrum).metadata.get(`${detector}.dwell_time`)).toBe(8);
  });

  it("takes plain signals, and leaves the metadata of out alone", () => {
    const plain = makeSignal(ones([4, 8]), {
      axes: [{ navigate: true }, {}],
      metadata: { Acquisition_instrument: { TEM: { Detector: { EELS: { exposure: 3 } } } } },
    });
    expect(rebin(plain, { newShape: [2, 8] }).metadata.get(`${detector}.exposure`)).toBe(6);
    const out = makeSignal(zeros([2, 8]), { axes: [{ navigate: true }, {}] });
    expect(rebin(plain, { newShape: [2, 8], out })).toBe(out);
    expect(out.metadata.has(`${detector}.exposure`)).toBe(false);
  });
});
