import type { Plugin } from "@core/array";
import { type Method, type RebinOptions, type SignalContributions, signalCore } from "@core/signal";
import { rebin } from "./rebin.js";
import { type RemoveBackgroundOptions, removeBackground } from "./remove-background.js";
import { EELSSpectrum } from "./spectrum.js";
import { estimateZeroLossPeakCentre } from "./zero-loss.js";

const methods: readonly Method[] = [
  {
    name: "removeBackground",
    title: "Remove the background",
    dimensions: [1],
    options: {
      type: "object",
      additionalProperties: false,
      required: ["signalRange"],
      properties: {
        signalRange: {
          type: "array",
          items: { type: "number" },
          minItems: 2,
          maxItems: 2,
          description: "Lowest and highest energy of the range to fit, in the units of the axis.",
        },
        backgroundType: { enum: ["Power law"], default: "Power law" },
        zeroFill: { type: "boolean", default: false, description: "Whether channels before the range become 0." },
      },
    },
    run: (signal, options, context) =>
      removeBackground(signal, { ...(options as unknown as RemoveBackgroundOptions), ...context }),
  },
  {
    name: "rebin",
    title: "Larger or smaller points",
    types: ["EELS"],
    options: {
      type: "object",
      additionalProperties: false,
      properties: {
        newShape: { type: "array", items: { type: "number" } },
        scale: { type: "array", items: { type: "number" } },
        crop: { type: "boolean" },
        dtype: { type: "string" },
      },
    },
    run: (signal, options) => rebin(signal, options as RebinOptions),
  },
  {
    name: "estimateZeroLossPeakCentre",
    title: "Estimate the centre of the zero-loss peak",
    types: ["EELS"],
    dimensions: [1],
    options: { type: "object", additionalProperties: false, properties: {} },
    run: (signal) => estimateZeroLossPeakCentre(signal),
  },
];

/** The plugin: the class for the signal type EELS and its methods. */
export const eels: Plugin = {
  name: "signal-eels",
  version: "0.1.0",
  needs: [signalCore],
  provides: {
    "@core/signal/type#1": [EELSSpectrum],
    "@core/signal/method#1": methods,
  } satisfies SignalContributions,
};
