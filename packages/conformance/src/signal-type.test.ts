import { array, type Plugin } from "@core/array";
import { Signal1D, type SignalContributions, type SignalType, signalCore } from "@core/signal";
import { expect, test } from "vitest";
import { runCases } from "./case.js";
import { signalTypeCases } from "./signal-type.js";

// What bundlers make of a class that names itself in a static field.
const Spectrum = class _Spectrum extends Signal1D {
  static override readonly signalType: SignalType<Signal1D> = {
    name: "Spectrum",
    type: "SP",
    dimension: 1,
    kind: "real",
    create: (parts) => new _Spectrum(parts.data, parts),
  };
};
const sample = () => ({
  data: array([
    [1, 2],
    [3, 4],
  ]),
});

function pluginWith(type: SignalType): Plugin {
  const provides = { "@core/signal/type#1": [type] } satisfies SignalContributions;
  return { name: "signal-sp", version: "1.0.0", needs: [signalCore], provides };
}

test("a class that a bundler has renamed passes", async () => {
  const report = await runCases(signalTypeCases(Spectrum.signalType, sample, pluginWith(Spectrum.signalType)));
  expect(report.outcomes.filter(({ status }) => status !== "passed")).toEqual([]);
});

test("a class that is lost on the way fails", async () => {
  const row = { ...Spectrum.signalType, create: Signal1D.signalType.create };
  const report = await runCases(signalTypeCases(row, sample, pluginWith(row)));
  expect(report.outcomes[0]).toMatchObject({ status: "failed", reason: expect.stringContaining("class Signal1D") });
});
