import type { Plugin } from "@core/array/runtime";
import type { Method, MethodContext, OptionsSchema, SignalContributions, SignalLike } from "@core/signal";

type Options = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, OptionsSchema>>;
type Tools = typeof import("./tools.js");

const number = (description: string): OptionsSchema => ({ type: "number", description });
const whole = (description: string): OptionsSchema => ({ type: "integer", description });
const flag = (description: string, standard = false): OptionsSchema => ({
  type: "boolean",
  default: standard,
  description,
});
const place = (description: string): OptionsSchema => ({
  anyOf: [
    { type: "integer" },
    { type: "string" },
    { type: "object", properties: { value: { type: "number" } }, required: ["value"], additionalProperties: false },
  ],
  description: `${description}: an index, { "value": 0.5 }, or a text such as "rel0.5" or "2000 nm".`,
});
const perPosition = (description: string): OptionsSchema => ({
  anyOf: [{ type: "number" }, { type: "array" }, { type: "object" }],
  description: `${description}: one for each position in array order.`,
});
const kind: OptionsSchema = {
  anyOf: [
    { enum: ["linear", "nearest", "nearest-up", "zero", "slinear", "quadratic", "cubic", "previous", "next"] },
    { type: "integer", minimum: 0 },
  ],
  default: "linear",
  description: "How to interpolate: by name, or the degree of a spline.",
};
const inplace = flag("Whether the data of the signal are written into.");

const estimate: Properties = {
  start: place("Where the range that is compared begins"),
  end: place("Where it ends"),
  referenceIndices: {
    anyOf: [{ type: "integer" }, { type: "array", items: { type: "integer" } }],
    description: "The position of the spectrum that the others are compared with, in natural order.",
  },
  maxShift: place("The largest shift: a number of channels, or a value in the units of the axis"),
  interpolate: flag("Whether shifts may be parts of a channel.", true),
  numberOfInterpolationPoints: whole("How many points are put between two channels."),
  mask: perPosition("True where a position is left out"),
};
const shift: Properties = {
  interpolationMethod: kind,
  crop: flag("Whether only the channels stay that all spectra have.", true),
  expand: flag("Whether the axis becomes longer, so that nothing is lost."),
  fillValue: number("The value of channels that a spectrum has not got; NaN by default."),
  inplace,
};

/** A method whose code is fetched when it is first needed. */
function method(
  name: string,
  title: string,
  properties: Properties,
  run: (tools: Tools, signal: SignalLike, options: Options & MethodContext) => unknown,
  required: readonly string[] = [],
): Method {
  return {
    name,
    title,
    dimensions: [1],
    options: { type: "object", additionalProperties: false, properties, required },
    run: {
      load: async () => {
        const tools = await import("./tools.js");
        return (signal, options, context) => run(tools, signal, { ...options, ...context });
      },
    },
  };
}

const methods: readonly Method[] = /* @__PURE__ */ makeMethods();

function makeMethods(): readonly Method[] {
  return [
    method(
      "cropSignal1D",
      "Part of the signal axis",
      {
        leftValue: place("Where the part begins"),
        rightValue: place("Where it ends"),
        convertUnits: flag("Whether the axis takes the prefix of its units that suits what stays."),
      },
      (tools, signal, { signal: _, onProgress: __, ...options }) => tools.cropSignal1D(signal, options),
    ),
    method(
      "shift1D",
      "Shift spectra",
      { shiftArray: perPosition("How far, in the units of the axis"), ...shift },
      (tools, signal, { shiftArray, ...options }) => tools.shift1D(signal, shiftArray as number, options),
      ["shiftArray"],
    ),
    method("estimateShift1D", "Estimate how far spectra are shifted", estimate, (tools, signal, options) =>
      tools.estimateShift1D(signal, options),
    ),
    method(
      "align1D",
      "Align spectra",
      { ...estimate, ...shift, alsoAlign: { type: "array", description: "Signals that are shifted alike." } },
      (tools, signal, options) => tools.align1D(signal, options as { readonly alsoAlign: readonly SignalLike[] }),
    ),
    method(
      "interpolateInBetween",
      "Replace channels by interpolation",
      {
        start: place("The first channel"),
        end: place("The channel after the last"),
        delta: place("How many channels on either side are used, or how much in the units of the axis"),
        kind,
        inplace,
      },
      (tools, signal, { start, end, ...options }) =>
        tools.interpolateInBetween(signal, start as number, end as number, options),
      ["start", "end"],
    ),
    method(
      "smoothSavitzkyGolay",
      "Smooth with the Savitzky-Golay filter",
      {
        polynomialOrder: whole("The degree of the polynomials."),
        windowLength: whole("How many channels each polynomial is fitted to."),
        differentialOrder: whole("Which derivative is given; 0 for none."),
        inplace,
      },
      (tools, signal, options) => tools.smoothSavitzkyGolay(signal, options as never),
      ["polynomialOrder", "windowLength"],
    ),
    method(
      "smoothLowess",
      "Smooth by local regression",
      {
        smoothingParameter: number("Which part of all channels each line is fitted to: above 0, up to 1."),
        numberOfIterations: whole("How often lines are fitted."),
        inplace,
      },
      (tools, signal, options) => tools.smoothLowess(signal, options as never),
      ["smoothingParameter", "numberOfIterations"],
    ),
    method(
      "smoothTv",
      "Smooth by total variation",
      { smoothingParameter: number("How much is smoothed, above 0."), inplace },
      (tools, signal, options) => tools.smoothTv(signal, options as never),
      ["smoothingParameter"],
    ),
    method(
      "filterButterworth",
      "Butterworth filter",
      {
        cutoffFrequencyRatio: number("Where it cuts off, as a part of the Nyquist frequency."),
        type: { enum: ["low", "high"], default: "low", description: "Which frequencies pass." },
        order: whole("The order of the filter; 2 by default."),
        inplace,
      },
      (tools, signal, options) => tools.filterButterworth(signal, options as never),
      ["cutoffFrequencyRatio"],
    ),
    method(
      "gaussianFilter",
      "Blur with a Gaussian",
      { fwhm: number("Its full width at half maximum, in the units of the axis."), inplace },
      (tools, signal, { fwhm, ...options }) => tools.gaussianFilter(signal, fwhm as number, options),
      ["fwhm"],
    ),
    method(
      "hanningTaper",
      "Taper the ends",
      {
        side: { enum: ["left", "right", "both"], default: "both", description: "Which ends are tapered." },
        channels: whole("How many channels the taper is long; 2 % of all by default, at least 20."),
        offset: whole("How many channels before it are set to 0."),
        inplace,
      },
      (tools, signal, options) => tools.hanningTaper(signal, options),
    ),
    method(
      "findPeaks1DOhaver",
      "Find peaks",
      {
        slopeThresh: number("By how much the slope must fall at a peak."),
        ampThresh: number("Lower peaks are left out; a tenth of the maximum by default."),
        subchannel: flag("Whether peaks are fitted.", true),
        medfiltRadius: whole("How many channels the median is taken of before, an odd number; 0 for none."),
        maxpeakn: whole("At most so many peaks."),
        peakgroup: whole("How many channels around a peak are fitted."),
      },
      (tools, signal, options) => tools.findPeaks1DOhaver(signal, options),
    ),
    method(
      "estimatePeakWidth",
      "Estimate the width of the highest peak",
      {
        factor: number("At which part of the maximum, between 0 and 1."),
        window: number("The width of the range around the maximum that is looked at, in the units of the axis."),
        returnInterval: flag("Whether the left and right ends are given, too."),
      },
      (tools, signal, options) => tools.estimatePeakWidth(signal, options as { readonly returnInterval: true }),
    ),
    method(
      "spikesDiagnosis",
      "Histogram of the derivative",
      {
        bins: { description: "The number of bins, their edges, or the name of a rule." },
        rangeBins: { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 },
        maxNumBins: whole("At most so many bins."),
        signalMask: { type: "array", description: "True where a channel is left out." },
        navigationMask: perPosition("True where a position is left out"),
      },
      (tools, signal, { signal: _, onProgress: __, ...options }) => tools.spikesDiagnosis(signal, options),
    ),
    method(
      "spikesRemoval",
      "Remove spikes",
      {
        threshold: { anyOf: [{ type: "number" }, { enum: ["auto"] }], default: "auto" },
        defaultSpikeWidth: whole("How many channels on either side are replaced."),
        addNoise: flag("Whether what is put in gets the noise of the data.", true),
        maxNumBins: whole("At most so many bins when the threshold is looked for."),
        seed: whole("Makes the noise reproducible."),
        signalMask: { type: "array", description: "True where a channel is left out." },
        navigationMask: perPosition("True where a position is left out"),
        inplace,
      },
      (tools, signal, options) => tools.spikesRemoval(signal, options as object),
    ),
    method(
      "calibrate",
      "Calibrate the axis by two places",
      {
        places: { type: "array", items: place("A place on the axis"), minItems: 2, maxItems: 2 },
        values: { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 },
        units: { type: "string", description: "The units of the new values." },
      },
      (tools, signal, { places, values, units }) =>
        tools.calibrate(signal, places as [number, number], values as [number, number], { units: units as string }),
      ["places", "values"],
    ),
  ];
}

/** The plugin: tools for signals with one signal axis. Their code is fetched when it is first needed. */
export const signal1d: Plugin = {
  name: "signal-1d",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: { "@core/signal/method#1": methods } satisfies SignalContributions,
};
