import { fromData } from "@core/array";
import { bindCases, pluginCases, signalTypeCases } from "@core/conformance";
import { UniformDataAxis } from "@core/signal";
import { test } from "vitest";
import { ComplexSignal, ComplexSignal1D, ComplexSignal2D } from "./classes.js";
import { complex } from "./plugin.js";

const sample = (navigation: number) => () => ({
  data: fromData(
    Float64Array.from({ length: 48 }, (_, i) => i),
    [2, 3, 4],
    { dtype: "complex128" },
  ),
  axes: [2, 3, 4].map((size, place) => new UniformDataAxis({ size, navigate: place < navigation, units: "nm" })),
});

bindCases(pluginCases(complex), test);
bindCases(signalTypeCases(ComplexSignal.signalType, sample(0), complex), test);
bindCases(signalTypeCases(ComplexSignal1D.signalType, sample(2), complex), test);
bindCases(signalTypeCases(ComplexSignal2D.signalType, sample(1), complex), test);
