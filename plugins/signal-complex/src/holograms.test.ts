import { existsSync, readFileSync } from "node:fs";
import { createRuntime, type NDArray, withRuntime } from "@core/array";
import { createSignal, Signal2D, type SignalLike, signalCore, slice } from "@core/signal";
import { decodeHspy } from "io-hspy";
import { describe, expect, test } from "vitest";
import golden from "../golden/holograms.json" with { type: "json" };
import { applyApodization, type ComplexSignal2D, complex, fft, ifft } from "./index.js";

interface Picture {
  readonly class: string;
  readonly title: string;
  readonly shape: number[];
  readonly scales: number[];
  readonly units: string[];
  readonly places: number[][];
  readonly values: (number | number[])[];
}

const folder = new URL("../../../../shared/data/holo/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("The holograms skipped: the folder ../shared/data is not here.");

const runtime = createRuntime({ plugins: [signalCore, complex] });

async function load(name: string): Promise<Signal2D> {
  const [parts] = await decodeHspy(new Uint8Array(readFileSync(new URL(name, folder))));
  if (parts === undefined) throw new Error(`${name} is empty`);
  return createSignal({ ...parts, data: withRuntime(runtime, parts.data) }).as(Signal2D);
}

/** Compares a signal with HyperSpy's to rounding errors of the largest number. */
function expectPicture(signal: SignalLike, wanted: Picture, largest: number): void {
  const data = signal.data as NDArray;
  expect((signal as Signal2D).signalType.name).toBe(wanted.class.replace("HologramImage", "Signal2D"));
  expect((signal as Signal2D).title).toBe(wanted.title);
  expect(data.shape).toEqual(wanted.shape);
  expect(signal.axes.map((axis) => axis.units ?? "<undefined>")).toEqual(wanted.units);
  for (const [i, scale] of wanted.scales.entries())
    expect((signal.axes[i] as { scale: number }).scale / scale).toBeCloseTo(1, 12);
  for (const [i, place] of wanted.places.entries()) {
    const value: unknown = data.get(...place);
    const pair = typeof value === "object" ? Object.values(value as object) : [Number(value)];
    const expected = [wanted.values[i]].flat() as number[];
    for (const [part, number] of expected.entries())
      expect(Math.abs((pair[part] as number) - number)).toBeLessThanOrEqual(1e-12 * largest);
  }
}

describe.skipIf(!here)(`holograms as HyperSpy ${golden.hyperspy}`, () => {
  const files = golden.files as unknown as Record<string, Record<string, Picture> & { place: number[] }>;
  test.each(Object.keys(files))("%s", async (name) => {
    const wanted = files[name] as Record<string, Picture> & { place: [number, number] };
    const hologram = await load(name);
    const transform = fft(hologram, { shift: true }) as ComplexSignal2D;
    const apodized = fft(hologram, { shift: true, apodization: true }) as ComplexSignal2D;
    const most = Number(transform.amplitude.max({ axis: [0, 1] }).data.get(0));
    expectPicture(transform, wanted.fft as Picture, most);
    expectPicture(apodized, wanted.apodized as Picture, most);
    expectPicture(transform.amplitude, wanted.amplitude as Picture, most);
    expectPicture(applyApodization(hologram, { hannOrder: 3 }), wanted.order3 as Picture, 1000);
    expectPicture(ifft(transform), wanted.ifft as Picture, 1000);
    const [x, y] = wanted.place;
    const band = apodized.isig(slice(x - 32, x + 32), slice(y - 32, y + 32));
    const wave = band.ifft({ returnReal: false }) as ComplexSignal2D;
    expectPicture(wave, wanted.wave as Picture, most / 4096);
    expectPicture(wave.phase, wanted.phase as Picture, 1e3);
    expectPicture(wave.unwrappedPhase(), wanted.unwrapped as Picture, 1e3);
    expectPicture(wave.argandDiagram({ size: [16, 12] }), wanted.argand as Picture, 1);
  });
});
