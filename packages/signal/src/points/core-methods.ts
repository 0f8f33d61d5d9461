import { type DType, dtypes } from "@core/array";
import type { Method, OptionsSchema, SignalLike } from "../contract.js";
import {
  absolute,
  add,
  divide,
  floorDivide,
  mod,
  multiply,
  negative,
  power,
  subtract,
} from "../functions/arithmetic.js";
import type { AxisChoice } from "../functions/axes.js";
import { type RgbDType, rgbDtypes } from "../functions/colours.js";
import { equal, greater, greaterEqual, less, lessEqual, notEqual } from "../functions/compare.js";
import { changeDtype } from "../functions/copy.js";
import { crop } from "../functions/crop.js";
import { indexmax, indexmin, valuemax, valuemin } from "../functions/extrema.js";
import { inav, isig } from "../functions/indexing.js";
import { getCurrentSignal } from "../functions/position.js";
import type { ReduceOptions } from "../functions/reduce.js";
import {
  max,
  mean,
  min,
  nanmax,
  nanmean,
  nanmin,
  nanstd,
  nansum,
  nanvariance,
  std,
  sum,
  variance,
} from "../functions/reductions.js";
import type { SignalSelector } from "../functions/select.js";
import { rollAxis, swapAxes, type TransposeOptions, transpose } from "../functions/transpose.js";
import { setSignalType, withTitle } from "../functions/type.js";
import { analysisMethods } from "./analysis-methods.js";
import { makeShapeMethods } from "./shape-methods.js";

type Options = Readonly<Record<string, unknown>>;

const axis: OptionsSchema = {
  anyOf: [{ type: "integer" }, { type: "string" }],
  description: "An axis by its place in natural order or its name.",
};
const axes: OptionsSchema = {
  anyOf: [{ type: "integer" }, { type: "string" }, { type: "array", items: axis }],
  description: "The axes that go; all navigation axes by default.",
};
const axisList: OptionsSchema = {
  anyOf: [
    { type: "integer", minimum: 0 },
    { type: "array", items: axis },
  ],
  description: "How many axes, or which.",
};
const place: OptionsSchema = {
  anyOf: [
    { type: "integer" },
    { type: "string" },
    { type: "object", properties: { value: { type: "number" } }, required: ["value"], additionalProperties: false },
  ],
  description: 'An index, a text such as "rel0.5" or "2000 nm", or { "value": 0.5 }.',
};
const selectors: OptionsSchema = {
  type: "array",
  items: { anyOf: [{ type: "integer" }, { type: "string" }, { type: "object" }, { type: "array" }] },
  description: 'One for each axis: indices or texts such as "0.5:4.", "5::-1", ":2000 nm".',
};

function schema(properties: Readonly<Record<string, OptionsSchema>>, required: readonly string[] = []): OptionsSchema {
  return { type: "object", properties, required, additionalProperties: false };
}

function reduction(
  name: string,
  title: string,
  run: (signal: SignalLike, options?: ReduceOptions) => SignalLike,
): Method {
  return {
    name,
    title,
    options: schema({ axis: axes }),
    run: (signal, options) => run(signal, options as ReduceOptions),
  };
}

function extremum(name: string, title: string, run: (signal: SignalLike, choice: AxisChoice) => SignalLike): Method {
  return {
    name,
    title,
    options: schema({ axis }, ["axis"]),
    run: (signal, options) => run(signal, options.axis as AxisChoice),
  };
}

function withNumber(name: string, title: string, run: (signal: SignalLike, value: number) => SignalLike): Method {
  return {
    name,
    title,
    options: schema({ value: { type: "number" } }, ["value"]),
    run: (signal, options) => run(signal, options.value as number),
  };
}

function selection(
  name: string,
  title: string,
  run: (signal: SignalLike, ...selectors: SignalSelector[]) => SignalLike,
): Method {
  return {
    name,
    title,
    options: schema({ selectors }, ["selectors"]),
    run: (signal, options) => run(signal, ...(options.selectors as SignalSelector[])),
  };
}

function exchange(
  name: string,
  title: string,
  first: string,
  second: string,
  run: (signal: SignalLike, a: AxisChoice, b: AxisChoice, options: { optimize?: boolean }) => SignalLike,
): Method {
  return {
    name,
    title,
    options: schema({ [first]: axis, [second]: axis, optimize: { type: "boolean" } }, [first, second]),
    run: (signal, { [first]: a, [second]: b, ...rest }) => run(signal, a as AxisChoice, b as AxisChoice, rest),
  };
}

/** The methods of this package, by name. */
export const coreMethods: readonly Method[] = /* @__PURE__ */ makeCoreMethods();

function makeCoreMethods(): readonly Method[] {
  return [
    reduction("sum", "Sum along axes", sum),
    reduction("mean", "Mean along axes", mean),
    reduction("max", "Maximum along axes", max),
    reduction("min", "Minimum along axes", min),
    reduction("std", "Standard deviation along axes", std),
    reduction("variance", "Variance along axes", variance),
    reduction("nansum", "Sum along axes without NaN", nansum),
    reduction("nanmean", "Mean along axes without NaN", nanmean),
    reduction("nanmax", "Maximum along axes without NaN", nanmax),
    reduction("nanmin", "Minimum along axes without NaN", nanmin),
    reduction("nanstd", "Standard deviation along axes without NaN", nanstd),
    reduction("nanvariance", "Variance along axes without NaN", nanvariance),
    extremum("indexmax", "Index of the maximum along an axis", indexmax),
    extremum("indexmin", "Index of the minimum along an axis", indexmin),
    extremum("valuemax", "Axis value of the maximum", valuemax),
    extremum("valuemin", "Axis value of the minimum", valuemin),
    withNumber("add", "Add a number", add),
    withNumber("subtract", "Subtract a number", subtract),
    withNumber("multiply", "Multiply by a number", multiply),
    withNumber("divide", "Divide by a number", divide),
    withNumber("power", "Raise to a power", power),
    withNumber("floorDivide", "Divide by a number and round down", floorDivide),
    withNumber("mod", "Remainder of a division by a number", mod),
    withNumber("equal", "Where elements equal a number", equal),
    withNumber("notEqual", "Where elements differ from a number", notEqual),
    withNumber("less", "Where elements are below a number", less),
    withNumber("lessEqual", "Where elements are not above a number", lessEqual),
    withNumber("greater", "Where elements are above a number", greater),
    withNumber("greaterEqual", "Where elements are not below a number", greaterEqual),
    { name: "negative", title: "Negative values", options: schema({}), run: (signal) => negative(signal) },
    { name: "absolute", title: "Absolute values", options: schema({}), run: (signal) => absolute(signal) },
    selection("isig", "Part of the signal space", isig),
    selection("inav", "Part of the navigation space", inav),
    {
      name: "crop",
      title: "Part of one axis",
      options: schema({ axis, start: place, end: place, convertUnits: { type: "boolean" } }, ["axis"]),
      run: (signal, { axis: choice, ...range }) => crop(signal, choice as AxisChoice, range),
    },
    {
      name: "transpose",
      title: "Other signal and navigation axes",
      options: schema({ signalAxes: axisList, navigationAxes: axisList, optimize: { type: "boolean" } }),
      run: (signal, options: Options) => transpose(signal, options as TransposeOptions),
    },
    exchange("swapAxes", "Exchange two axes", "axis1", "axis2", swapAxes),
    exchange("rollAxis", "Move an axis to another place", "axis", "toAxis", rollAxis),
    {
      name: "changeDtype",
      title: "Convert to another dtype",
      options: schema({ dtype: { enum: [...dtypes, ...rgbDtypes] } }, ["dtype"]),
      run: (signal, options) => changeDtype(signal, options.dtype as DType | RgbDType),
    },
    ...analysisMethods(),
    {
      name: "setSignalType",
      title: "Give another signal type",
      options: schema({ signalType: { type: "string" } }),
      run: (signal, options) => setSignalType(signal, options.signalType as string | undefined),
    },
    {
      name: "withTitle",
      title: "Give another title",
      options: schema({ title: { type: "string" } }, ["title"]),
      run: (signal, options) => withTitle(signal, options.title as string),
    },
    {
      name: "getCurrentSignal",
      title: "The signal at one position",
      options: schema({ indices: { type: "array", items: { type: "integer" } }, autoTitle: { type: "boolean" } }),
      run: (signal, options) => getCurrentSignal(signal, options),
    },
    ...makeShapeMethods(),
  ];
}
