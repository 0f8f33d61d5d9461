import { fromData } from "@core/array";
import { bindCases, pluginCases, signalTypeCases } from "@core/conformance";
import { UniformDataAxis } from "@core/signal";
import { test } from "vitest";
import { eels } from "./plugin.js";
import { EELSSpectrum } from "./spectrum.js";

const sample = () => ({
  data: fromData(
    Float64Array.from({ length: 24 }, (_, i) => i),
    [2, 3, 4],
  ),
  axes: [
    new UniformDataAxis({ size: 2, navigate: true }),
    new UniformDataAxis({ size: 3, navigate: true }),
    new UniformDataAxis({ size: 4, offset: 100, units: "eV", isBinned: true }),
  ],
});

bindCases(pluginCases(eels), test);
bindCases(signalTypeCases(EELSSpectrum.signalType, sample, eels), test);
