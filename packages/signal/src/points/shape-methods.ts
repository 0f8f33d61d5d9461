import { coreError, describeValue } from "@core/array";
import type { Method, OptionsSchema } from "../contract.js";
import type { AxisChoice } from "../functions/axes.js";
import { type RebinOptions, rebin } from "../functions/rebin.js";
import { type SplitOptions, split } from "../functions/split.js";
import { squeeze } from "../functions/squeeze.js";
import { toSignal1D, toSignal2D } from "../functions/to-signal.js";
import { asSignal1D, asSignal2D, type LayoutOptions } from "../functions/transpose.js";
import { fold, type UnfoldOptions, unfold } from "../functions/unfold.js";
import { applyROI, meanROI, sumROI } from "../roi/apply.js";
import { circleROI, line2DROI, point1DROI, point2DROI, type ROI, rectangularROI, spanROI } from "../roi/regions.js";

const axis: OptionsSchema = { anyOf: [{ type: "integer" }, { type: "string" }] };
const numbers: OptionsSchema = {
  type: "array",
  items: { type: "number" },
  description: "One for each axis in natural order.",
};
const flag: OptionsSchema = { type: "boolean" };
const region: OptionsSchema = {
  type: "array",
  minItems: 2,
  items: { anyOf: [{ type: "string" }, { type: "number" }] },
  description:
    'A kind and its numbers in the units of the axes: ["span", left, right], ["rectangle", left, top, right, bottom], ["circle", cx, cy, r, rInner], ["line", x1, y1, x2, y2, linewidth], ["point1D", value], ["point2D", x, y].',
};
const regionAxes: OptionsSchema = { type: "array", items: axis, description: "The axes of the region, x first." };

function schema(properties: Readonly<Record<string, OptionsSchema>>, required: readonly string[] = []): OptionsSchema {
  return { type: "object", properties, required, additionalProperties: false };
}

/** The region that a list describes, for recipes and the command line. */
function regionOf(list: unknown): ROI {
  const [kind, a, b, c, d, e] = list as [string, number, number, number, number, number];
  switch (kind) {
    case "point1D":
      return point1DROI(a);
    case "point2D":
      return point2DROI(a, b);
    case "span":
      return spanROI(a, b);
    case "rectangle":
      return rectangularROI(a, b, c, d);
    case "circle":
      return circleROI(a, b, c, { rInner: d });
    case "line":
      return line2DROI(a, b, c, d, { linewidth: e });
    default:
      throw coreError(
        "BAD_ARGUMENT",
        `roi: got ${describeValue(kind)}, allowed are "point1D", "point2D", "span", "rectangle", "circle" and "line".`,
      );
  }
}

function withRegion(name: string, title: string, run: typeof applyROI): Method {
  return {
    name,
    title,
    options: schema({ roi: region, axes: regionAxes }, ["roi"]),
    run: (signal, { roi, ...options }) => run(signal, regionOf(roi), options as { axes?: readonly AxisChoice[] }),
  };
}

/** The methods that change the shape of a signal, and those of regions of interest. */
export function makeShapeMethods(): readonly Method[] {
  return [
    {
      name: "rebin",
      title: "Larger or smaller points",
      options: schema({ newShape: numbers, scale: numbers, crop: flag, dtype: { type: "string" } }),
      run: (signal, options) => rebin(signal, options as RebinOptions),
    },
    { name: "squeeze", title: "Without axes of one point", options: schema({}), run: (signal) => squeeze(signal) },
    {
      name: "unfold",
      title: "One navigation and one signal axis",
      options: schema({ unfoldNavigation: flag, unfoldSignal: flag }),
      run: (signal, options) => unfold(signal, options as UnfoldOptions),
    },
    { name: "fold", title: "The axes as before unfolding", options: schema({}), run: (signal) => fold(signal) },
    {
      name: "split",
      title: "Parts along an axis",
      options: schema({
        axis,
        numberOfParts: { type: "integer", minimum: 1 },
        stepSizes: { anyOf: [{ type: "integer" }, { type: "array", items: { type: "integer" } }] },
      }),
      run: (signal, options) => split(signal, options as SplitOptions),
    },
    {
      name: "asSignal1D",
      title: "One axis as signal axis",
      options: schema({ spectralAxis: axis, optimize: flag }, ["spectralAxis"]),
      run: (signal, { spectralAxis, ...options }) =>
        asSignal1D(signal, spectralAxis as AxisChoice, options as LayoutOptions),
    },
    {
      name: "asSignal2D",
      title: "Two axes as signal axes",
      options: schema({ imageAxes: { type: "array", items: axis }, optimize: flag }, ["imageAxes"]),
      run: (signal, { imageAxes, ...options }) =>
        asSignal2D(signal, imageAxes as readonly AxisChoice[], options as LayoutOptions),
    },
    {
      name: "toSignal1D",
      title: "Images as spectra",
      options: schema({ optimize: flag }),
      run: (signal, options) => toSignal1D(signal, options as LayoutOptions),
    },
    {
      name: "toSignal2D",
      title: "Spectra as images",
      options: schema({ optimize: flag }),
      run: (signal, options) => toSignal2D(signal, options as LayoutOptions),
    },
    withRegion("applyROI", "Part in a region", applyROI),
    withRegion("sumROI", "Sum over a region", sumROI),
    withRegion("meanROI", "Mean over a region", meanROI),
  ];
}
