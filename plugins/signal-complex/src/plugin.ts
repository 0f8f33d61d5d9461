import type { Plugin } from "@core/array";
import { type Method, type SignalContributions, signalCore } from "@core/signal";
import { applyApodization } from "./apodization.js";
import { argandDiagram } from "./argand.js";
import { ComplexSignal, ComplexSignal1D, ComplexSignal2D } from "./classes.js";
import { fft, ifft } from "./fourier.js";
import { amplitude, angle, imag, phase, real } from "./parts.js";
import { addPhaseRamp } from "./phase-ramp.js";
import { unwrappedPhase } from "./unwrapped-phase.js";

const boolean = (description: string): object => ({ type: "boolean", default: false, description });
const number = (description: string): object => ({ type: "number", description });
const norm = { enum: ["backward", "ortho", "forward"], default: "backward" };
const windows = ["hann", "hamming", "tukey"];

const schema = (properties: Record<string, object>, required: readonly string[] = []): Method["options"] => ({
  type: "object",
  additionalProperties: false,
  properties,
  ...(required.length === 0 ? {} : { required }),
});

const makeMethods = (): readonly Method[] => [
  {
    name: "fft",
    title: "Fourier transform",
    options: schema({
      shift: boolean("Whether the frequency 0 comes into the middle."),
      apodization: { anyOf: [{ type: "boolean" }, { enum: windows }], default: false },
      realFftOnly: boolean("Whether only half of the frequencies of real data are given."),
      norm,
    }),
    run: (signal, options) => fft(signal, options),
  },
  {
    name: "ifft",
    title: "Inverse Fourier transform",
    options: schema({
      shift: { type: "boolean", description: "Whether the frequency 0 is in the middle; as noted by default." },
      returnReal: { type: "boolean", default: true, description: "Whether the real part only is given." },
      norm,
    }),
    run: (signal, options) => ifft(signal, options),
  },
  {
    name: "applyApodization",
    title: "Multiply by a window",
    options: schema({
      window: { enum: windows, default: "hann" },
      hannOrder: { type: "integer", minimum: 1 },
      tukeyAlpha: { type: "number", minimum: 0, maximum: 1, default: 0.5 },
      inplace: boolean("Whether the data of the signal are written into."),
    }),
    run: (signal, options) => applyApodization(signal, options),
  },
  { name: "real", title: "Real part", options: schema({}), run: (signal) => real(signal) },
  { name: "imag", title: "Imaginary part", options: schema({}), run: (signal) => imag(signal) },
  { name: "amplitude", title: "Amplitude", options: schema({}), run: (signal) => amplitude(signal) },
  { name: "phase", title: "Phase", options: schema({}), run: (signal) => phase(signal) },
  {
    name: "angle",
    title: "Angle",
    options: schema({ deg: boolean("Degrees instead of radians.") }),
    run: (signal, options) => angle(signal, options),
  },
  {
    name: "unwrappedPhase",
    title: "Unwrapped phase",
    dimensions: [1, 2, 3],
    options: schema({
      wrapAround: { anyOf: [{ type: "boolean" }, { type: "array", items: { type: "boolean" } }], default: false },
      seed: { type: "integer", minimum: 0, default: 0 },
    }),
    run: (signal, options, context) => unwrappedPhase(signal, { ...options, ...context }),
  },
  {
    name: "argandDiagram",
    title: "Argand diagram",
    options: schema({
      size: { anyOf: [{ type: "integer" }, { type: "array", items: { type: "integer" } }], default: 256 },
      range: { type: "array", description: "[low, high] of both axes, or of each." },
    }),
    run: (signal, options) => argandDiagram(signal, options),
  },
  {
    name: "addPhaseRamp",
    title: "Add a plane to the phase",
    dimensions: [2],
    options: schema(
      {
        rampX: number("Radians per unit of the x axis."),
        rampY: number("Radians per unit of the y axis."),
        offset: { type: "number", default: 0 },
        inplace: boolean("Whether the data of the signal are written into."),
      },
      ["rampX", "rampY"],
    ),
    run: (signal, { rampX, rampY, ...options }) => addPhaseRamp(signal, rampX as number, rampY as number, options),
  },
];

const methods: readonly Method[] = /* @__PURE__ */ makeMethods();

/** The plugin: the classes of complex data, and the methods of this package for `call`, recipes and the command line. */
export const complex: Plugin = {
  name: "signal-complex",
  version: "0.1.0",
  needs: [signalCore],
  provides: {
    "@core/signal/type#1": [ComplexSignal, ComplexSignal1D, ComplexSignal2D],
    "@core/signal/method#1": methods,
  } satisfies SignalContributions,
};
