import type { Plugin } from "@core/array/runtime";
import type { Method, SignalContributions } from "@core/signal";

const pair = { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 };
const flag = { type: "boolean" };
const text = { type: "string" };
const positive = { type: "number", exclusiveMinimum: 0 };
const dash = {
  anyOf: [{ enum: ["solid", "dashed", "dotted", "dashDot"] }, { type: "array", items: { type: "number", minimum: 0 } }],
};

/** The method `plot`: draws a signal as a scene, for `renderSvg` and `renderPng`. Its options are those of `plotSignal`. */
export const plotMethod: Method = {
  name: "plot",
  title: "Draw the signal as a line plot or an image",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      show: { enum: ["position", "sum", "mean", "overlay", "map"] },
      index: { type: "array", items: { type: "integer" } },
      part: { enum: ["modulus", "phase", "real", "imaginary", "power"] },
      log: flag,
      title: text,
      size: { type: "object", properties: { width: positive, height: positive }, additionalProperties: false },
      fontSize: positive,
      background: text,
      xRange: pair,
      yRange: pair,
      legend: { enum: ["best", "topLeft", "topRight", "bottomLeft", "bottomRight", "outside", "none"] },
      grid: flag,
      spans: {
        type: "array",
        items: {
          type: "object",
          required: ["from", "to"],
          properties: {
            from: { type: "number" },
            to: { type: "number" },
            label: text,
            color: text,
            opacity: { type: "number" },
          },
          additionalProperties: false,
        },
      },
      markers: {
        type: "array",
        items: {
          type: "object",
          required: ["at"],
          properties: { at: { type: "number" }, axis: { enum: ["x", "y"] }, label: text, color: text, dash },
          additionalProperties: false,
        },
      },
      colormap: { anyOf: [text, { type: "array", items: text, minItems: 2 }] },
      range: pair,
      percentile: pair,
      norm: { enum: ["linear", "log"] },
      colorbar: {
        anyOf: [flag, { type: "object", properties: { label: text, units: text }, additionalProperties: false }],
      },
      scaleBar: {
        anyOf: [
          flag,
          {
            type: "object",
            properties: {
              length: positive,
              color: text,
              place: { enum: ["bottomLeft", "bottomRight", "topLeft", "topRight"] },
            },
            additionalProperties: false,
          },
        ],
      },
      axes: flag,
      nanColor: text,
      aspect: { enum: ["equal", "auto"] },
      origin: { enum: ["upper", "lower"] },
    },
  },
  run: {
    load: async () => {
      const { plotSignal } = await import("./plot-signal.js");
      return (signal, options) => plotSignal(signal, options);
    },
  },
};

/** The plugin: the method `plot` of every signal. */
export const plot: Plugin = {
  name: "plot",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: { "@core/signal/method#1": [plotMethod] } satisfies SignalContributions,
};
