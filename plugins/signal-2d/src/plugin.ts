import type { Plugin } from "@core/array/runtime";
import type { Method, SignalContributions } from "@core/signal";

type Options = Readonly<Record<string, unknown>>;

const dimensions: readonly number[] = [2];

const schema = (properties: Record<string, object>, required: readonly string[] = []): Method["options"] => ({
  type: "object",
  additionalProperties: false,
  properties,
  ...(required.length === 0 ? {} : { required }),
});
const number = (description: string): object => ({ type: "number", description });
const truth = (byDefault: boolean, description: string): object => ({
  type: "boolean",
  default: byDefault,
  description,
});
const position = {
  anyOf: [
    { type: "number" },
    { type: "string" },
    { type: "null" },
    { type: "object", properties: { value: { type: "number" } }, required: ["value"], additionalProperties: false },
  ],
  description: 'An index, a text such as "rel0.5" or "2 nm", or { "value": 0.5 }.',
};

const estimate = {
  reference: {
    enum: ["current", "cascade", "stat"],
    default: "current",
    description: "What each image is compared with.",
  },
  correlationThreshold: { anyOf: [{ type: "number" }, { const: "auto" }, { type: "null" }], default: null },
  chunkSize: { anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }], default: 30 },
  roi: { type: "array", items: position, minItems: 4, maxItems: 4, description: "Left, right, top and bottom." },
  normalizeCorr: /* @__PURE__ */ truth(false, "Whether phases alone are correlated."),
  sobel: /* @__PURE__ */ truth(true, "Whether edges are compared."),
  medfilter: /* @__PURE__ */ truth(true, "Whether single bright pixels are removed."),
  hanning: /* @__PURE__ */ truth(true, "Whether the borders are faded out."),
  subPixelFactor: { type: "number", minimum: 1, default: 1, description: "Parts of a pixel that are resolved." },
};

/** Values on axes as recipes write them. */
function withValues(options: Options): Options {
  const read = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(read);
    const one = typeof given === "object" && given !== null ? (given as { value?: unknown }).value : undefined;
    return typeof one === "number" ? { value: one } : given;
  };
  const positions = ["top", "bottom", "left", "right", "x0", "x1", "y0", "y1", "roi"];
  return Object.fromEntries(
    Object.entries(options).map(([key, given]) => [key, positions.includes(key) ? read(given) : given]),
  );
}

const methods: readonly Method[] = [
  {
    name: "cropImage",
    title: "Crop the images",
    dimensions,
    options: /* @__PURE__ */ schema({
      top: position,
      bottom: position,
      left: position,
      right: position,
      convertUnits: /* @__PURE__ */ truth(false, "Whether the units get the prefix that suits the new extent."),
    }),
    run: {
      load: async () => {
        const { cropImage } = await import("./crop-image.js");
        return (signal, options) => cropImage(signal, withValues(options));
      },
    },
  },
  {
    name: "calibrate",
    title: "Calibrate by the distance of two points",
    dimensions,
    options: /* @__PURE__ */ schema(
      {
        x0: position,
        y0: position,
        x1: position,
        y1: position,
        newLength: /* @__PURE__ */ number("The distance between the points."),
        units: { type: "string", description: "The units of the distance." },
      },
      ["x0", "y0", "x1", "y1", "newLength"],
    ),
    run: {
      load: async () => {
        const { calibrate } = await import("./calibrate.js");
        return (signal, options) => calibrate(signal, withValues(options) as never);
      },
    },
  },
  {
    name: "addRamp",
    title: "Add a plane",
    dimensions,
    options: /* @__PURE__ */ schema(
      {
        rampX: /* @__PURE__ */ number("Slope per unit of the x axis."),
        rampY: /* @__PURE__ */ number("Slope per unit of the y axis."),
        offset: { type: "number", default: 0, description: "The value that is added where both axes are 0." },
        inplace: /* @__PURE__ */ truth(false, "Whether the signal's own data are written."),
      },
      ["rampX", "rampY"],
    ),
    run: {
      load: async () => {
        const { addRamp } = await import("./add-ramp.js");
        return (signal, { rampX, rampY, ...options }) => addRamp(signal, rampX as number, rampY as number, options);
      },
    },
  },
  {
    name: "estimateShift2D",
    title: "Estimate shifts between images",
    dimensions,
    options: /* @__PURE__ */ schema(estimate),
    run: {
      load: async () => {
        const { estimateShift2D } = await import("./estimate-shift.js");
        return (signal, options, context) => estimateShift2D(signal, { ...withValues(options), ...context });
      },
    },
  },
  {
    name: "align2D",
    title: "Align images",
    dimensions,
    options: /* @__PURE__ */ schema({
      shifts: { type: "array", description: "Rows and columns for each image; estimated by default." },
      crop: /* @__PURE__ */ truth(true, "Whether what some image does not show is cut off."),
      expand: /* @__PURE__ */ truth(false, "Whether the images become as large as all of them together."),
      fillValue: /* @__PURE__ */ number("The value of pixels that an image does not show."),
      interpolationOrder: { type: "integer", minimum: 0, maximum: 5, default: 1 },
      inplace: /* @__PURE__ */ truth(false, "Whether the signal's own data are written, with crop false."),
      ...estimate,
    }),
    run: {
      load: async () => {
        const { align2D } = await import("./align.js");
        return (signal, options, context) => align2D(signal, { ...withValues(options), ...context });
      },
    },
  },
  {
    name: "findPeaks",
    title: "Find peaks",
    dimensions,
    options: /* @__PURE__ */ schema({
      method: {
        enum: [
          "local_max",
          "max",
          "minmax",
          "zaefferer",
          "stat",
          "laplacian_of_gaussian",
          "difference_of_gaussian",
          "template_matching",
        ],
        default: "local_max",
        description: "Each method takes some of the options that follow.",
      },
      getIntensity: /* @__PURE__ */ truth(false, "Whether the height at each peak is a third column."),
      subPixel: /* @__PURE__ */ truth(false, "Whether peaks lie between pixels."),
      minDistance: { type: "integer", minimum: 0, description: "local_max: how far peaks are apart." },
      distance: { type: "integer", minimum: 0, description: "How far peaks are apart, by default 1 to 10." },
      thresholdAbs: /* @__PURE__ */ number("local_max: peaks are higher."),
      threshold: /* @__PURE__ */ number("How much peaks stand out, by default 0.2 to 10."),
      thresholdRel: /* @__PURE__ */ number("local_max: peaks are higher than this part of the highest."),
      excludeBorder: {
        anyOf: [{ type: "boolean" }, { type: "integer" }, { type: "array", items: { type: "integer" } }],
        description: "local_max and Gaussians: pixels at the borders without peaks.",
      },
      numPeaks: { type: "integer", minimum: 1, description: "local_max: the most peaks." },
      footprint: { type: "array", description: "local_max: the neighbourhood." },
      pNorm: { type: "number", minimum: 1, description: "local_max: how distances are measured." },
      alpha: /* @__PURE__ */ number("max and stat: standard deviations."),
      gradThreshold: /* @__PURE__ */ number("zaefferer: the least squared gradient, 0.1 by default."),
      windowSize: { type: "integer", minimum: 2, description: "zaefferer: the side of the square, 40 by default." },
      distanceCutoff: /* @__PURE__ */ number("zaefferer: how far a peak is from its steep pixel, 50 by default."),
      windowRadius: { type: "integer", minimum: 1, description: "stat: the radius of the circle, 10 by default." },
      convergenceRatio: /* @__PURE__ */ number("stat: the change in number at which it ends, 0.05 by default."),
      minSigma: /* @__PURE__ */ number("Gaussians: the smallest width, 1 by default."),
      maxSigma: /* @__PURE__ */ number("Gaussians: the largest width, 50 by default."),
      numSigma: {
        type: "integer",
        minimum: 1,
        description: "laplacian_of_gaussian: the number of widths, 10 by default.",
      },
      logScale: /* @__PURE__ */ truth(false, "laplacian_of_gaussian: whether the ratios of widths are equal."),
      sigmaRatio: /* @__PURE__ */ number("difference_of_gaussian: the ratio of widths, 1.6 by default."),
      overlap: /* @__PURE__ */ number("Gaussians: how much blobs may overlap, 0.5 by default."),
      template: { type: "array", description: "template_matching: what is looked for." },
    }),
    run: {
      load: async () => {
        const { findPeaks } = await import("./find-peaks.js");
        return (signal, options, context) => findPeaks(signal, { ...options, ...context } as never);
      },
    },
  },
];

/** The plugin: what images are worked on with, by name. */
export const signal2d: Plugin = {
  name: "signal-2d",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: { "@core/signal/method#1": methods } satisfies SignalContributions,
};
