import { coreError, describeValue } from "@core/array/runtime";
import { allocate, checkFinite, checkSettings, checkSize } from "./check.js";
import type { DataAxis } from "./data.js";
import { type CompiledExpression, compileExpression } from "./expression.js";
import type { AxisBase, AxisSettings } from "./types.js";
import { UniformDataAxis } from "./uniform.js";

/** Values for the names in an expression besides `x`. */
export type AxisParameters = Readonly<Record<string, number>>;

/** An axis as a function: the value at `x`, given the parameters. */
export type AxisFunction = (x: number, parameters: AxisParameters) => number;

/** The settings of a {@link FunctionalDataAxis}. */
export interface FunctionalAxisSettings extends AxisSettings {
  /** The value as an expression in `x` and the parameters, or as a function of them. Only a text can be saved to a file. */
  readonly expression: string | AxisFunction;
  /** Where the expression is evaluated. By default 0, 1, … size - 1. */
  readonly x?: UniformDataAxis | DataAxis | FunctionalDataAxis | undefined;
  /** The number of points, where `x` is not given. */
  readonly size?: number | undefined;
  /** A value for each name in the expression besides `x`. */
  readonly parameters?: AxisParameters | undefined;
}

/** An axis computed from an expression, such as `100 / (x + 1)`. Values that are not finite become NaN. Immutable. */
export class FunctionalDataAxis implements AxisBase {
  readonly kind: "functional" = "functional";
  readonly name: string | undefined;
  readonly units: string | undefined;
  readonly navigate: boolean;
  readonly isBinned: boolean;
  readonly isColour: boolean;
  readonly size: number;
  readonly expression: string | AxisFunction;
  readonly x: UniformDataAxis | DataAxis | FunctionalDataAxis;
  readonly parameters: AxisParameters;
  readonly evaluate: (x: number) => number;

  /**
   * Errors: `BAD_ARGUMENT` when the expression cannot be read, when a parameter is missing, superfluous or not finite, and
   * when neither `x` nor `size` is given.
   */
  constructor(settings: FunctionalAxisSettings) {
    checkSettings(settings);
    const { expression, x, size } = settings;
    if (x === undefined) {
      if (size === undefined) throw coreError("BAD_ARGUMENT", "a functional axis needs either its x axis or its size");
      checkSize(size);
    } else if (size !== undefined && size !== x.size)
      throw coreError(
        "BAD_ARGUMENT",
        `the size ${describeValue(size)} of a functional axis differs from the ${x.size} points of its x`,
      );
    this.x = x ?? new UniformDataAxis({ size: size as number });
    this.size = this.x.size;
    this.name = settings.name;
    this.units = settings.units;
    this.navigate = settings.navigate ?? false;
    this.isBinned = settings.isBinned ?? false;
    this.isColour = settings.isColour ?? false;
    this.expression = expression;
    this.parameters = checkParameters(settings.parameters);
    this.evaluate = evaluator(expression, this.parameters);
  }

  at(index: number): number {
    const value = this.evaluate(this.x.at(index));
    return Number.isFinite(value) ? value : Number.NaN;
  }

  values(): Float64Array {
    const values = allocate(this.size);
    for (let index = 0; index < values.length; index++) values[index] = this.at(index);
    return values;
  }

  /** A new axis with some settings changed; one that is given as undefined is cleared. */
  with(changes: Partial<FunctionalAxisSettings>): FunctionalDataAxis {
    const own = this as FunctionalAxisSettings;
    const resized = "x" in changes || "size" in changes;
    return new FunctionalDataAxis({ ...own, ...(resized ? { x: undefined, size: undefined } : {}), ...changes });
  }

  /** The axis of the points `start:stop:step`, whole numbers with Python's rules: its x is sliced, the expression stays. */
  slice(start?: number | null, stop?: number | null, step?: number | null): FunctionalDataAxis {
    return this.with({ x: this.x.slice(start, stop, step) });
  }
}

function checkParameters(given: AxisParameters | undefined): AxisParameters {
  const parameters: Record<string, number> = Object.create(null);
  for (const [name, value] of Object.entries(given ?? {})) {
    checkFinite(`parameter "${name}"`, value);
    parameters[name] = value;
  }
  return Object.freeze(parameters);
}

function evaluator(expression: string | AxisFunction, parameters: AxisParameters): (x: number) => number {
  if (typeof expression === "function") return (x) => expression(x, parameters);
  const compiled: CompiledExpression = compileExpression(expression);
  const needed = [...compiled.names].filter((name) => name !== "x");
  const given = Object.keys(parameters);
  const missing = needed.filter((name) => !given.includes(name));
  const superfluous = given.filter((name) => !needed.includes(name));
  if (missing.length > 0)
    throw coreError(
      "BAD_ARGUMENT",
      `the expression "${expression}" needs values for its parameters ${missing.join(", ")}`,
    );
  if (superfluous.length > 0)
    throw coreError("BAD_ARGUMENT", `the expression "${expression}" has no parameters named ${superfluous.join(", ")}`);
  return (x) => compiled.evaluate((name) => (name === "x" ? x : (parameters[name] ?? Number.NaN)));
}
