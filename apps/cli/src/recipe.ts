import { type Schema, Validator } from "@cfworker/json-schema";
import { coreError, describeValue, type Runtime } from "@core/array";
import { call, load, type Method, type MethodContext, methodPoint, type SignalLike, save } from "@core/signal";

/** One step of a recipe: a function of the API by its name, with its options. */
export interface RecipeStep {
  /** The function's name, for example `removeBackground`; also `load` and `save`. */
  readonly function: string;
  /** Its options as in the API; required parameters stand among them under their names. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Works on the result of the step that has this name (`as`) instead of the step before. */
  readonly from?: string;
  /** A name for the result, for later steps. */
  readonly as?: string;
}

/** A list of steps, run in order. */
export type Recipe = readonly RecipeStep[];

/** The JSON Schema (draft 2020-12) of recipes. */
export const recipeSchema: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Hyperscope recipe",
  type: "array",
  minItems: 1,
  maxItems: 10000,
  items: {
    type: "object",
    additionalProperties: false,
    required: ["function"],
    properties: {
      function: { type: "string", minLength: 1 },
      options: { type: "object" },
      from: { type: "string", minLength: 1 },
      as: { type: "string", minLength: 1 },
    },
  },
};

const loadSchema = {
  type: "object",
  additionalProperties: false,
  required: ["source"],
  properties: {
    source: { type: "string", minLength: 1 },
    reader: { type: "string" },
    index: { type: "integer", minimum: 0 },
  },
};

const saveSchema = {
  type: "object",
  additionalProperties: false,
  required: ["target"],
  properties: { target: { type: "string", minLength: 1 }, overwrite: { type: "boolean" } },
};

/** Options of {@link runRecipe}. */
export interface RunRecipeOptions extends MethodContext {
  /** What the first step works on, when it is not `load`. */
  readonly input?: SignalLike;
  /** Whether `save` steps may replace files without saying `overwrite` themselves. */
  readonly overwrite?: boolean;
  /** Told before each step. */
  readonly onStep?: (index: number, step: RecipeStep, steps: number) => void;
}

/** The results of a recipe. */
export interface RecipeResult {
  /** What the last step gave. */
  readonly result: unknown;
  /** What the steps with a name gave. */
  readonly named: ReadonlyMap<string, unknown>;
}

/**
 * A recipe from JSON text or a value, checked against {@link recipeSchema}; the options of each step are checked by its function's schema.
 * @throws BAD_RECIPE with the step and the place in it
 */
export function parseRecipe(runtime: Runtime, source: unknown): Recipe {
  const value = typeof source === "string" ? parseJson(source) : source;
  validate(recipeSchema, value, "recipe");
  const recipe = value as Recipe;
  const names = new Set<string>();
  for (const [index, step] of recipe.entries()) {
    const where = `step ${index + 1} (${step.function})`;
    if (step.from !== undefined && !names.has(step.from)) {
      throw coreError(
        "BAD_RECIPE",
        `${where}: from: no earlier step has the name ${describeValue(step.from)}; names so far: ${[...names].join(", ") || "none"}.`,
      );
    }
    if (step.as !== undefined) names.add(step.as);
    const schemas = schemasOf(runtime, step.function);
    if (schemas.length === 0)
      throw coreError(
        "BAD_RECIPE",
        `${where}: there is no function of this name. ${suggestion(runtime, step.function)}`,
      );
    const failures = schemas.map((schema) => failureOf(schema, step.options ?? {}));
    if (failures.every((failure) => failure !== undefined))
      throw coreError("BAD_RECIPE", `${where}: options${failures[0]}`);
  }
  return recipe;
}

/**
 * Runs a recipe.
 * @throws BAD_RECIPE when the steps do not fit together, ABORTED, and whatever the functions throw
 */
export async function runRecipe(
  runtime: Runtime,
  recipe: Recipe,
  options: RunRecipeOptions = {},
): Promise<RecipeResult> {
  const named = new Map<string, unknown>();
  let current: unknown = options.input;
  for (const [index, step] of recipe.entries()) {
    if (options.signal?.aborted)
      throw coreError("ABORTED", `stopped before step ${index + 1} (${step.function}).`, {
        cause: options.signal.reason,
      });
    options.onStep?.(index, step, recipe.length);
    // Steps seldom wait by themselves; this lets what was printed out and a call to stop in.
    await new Promise((resolve) => setTimeout(resolve, 0));
    current = await runStep(runtime, step, index, step.from === undefined ? current : named.get(step.from), options);
    if (step.as !== undefined) named.set(step.as, current);
  }
  return { result: current, named };
}

async function runStep(
  runtime: Runtime,
  step: RecipeStep,
  index: number,
  input: unknown,
  options: RunRecipeOptions,
): Promise<unknown> {
  const context: MethodContext = {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  };
  const settings = step.options ?? {};
  if (step.function === "load") {
    const { source, ...rest } = settings;
    return load(runtime, source as string, { ...rest, ...context });
  }
  const signal = input as SignalLike | undefined;
  if (signal?.axes === undefined || signal.data === undefined) {
    const got = input === undefined ? "nothing to work on" : `${describeValue(input)} to work on`;
    throw coreError(
      "BAD_RECIPE",
      `step ${index + 1} (${step.function}): there is ${got}, expected a signal. Give a FILE, begin with load, or use from.`,
    );
  }
  if (step.function === "save") {
    const { target, overwrite = options.overwrite ?? false } = settings;
    await save(runtime, signal, target as string, { overwrite: overwrite as boolean, ...context });
    return signal;
  }
  return call(signal, step.function, settings, context);
}

function schemasOf(runtime: Runtime, name: string): readonly Readonly<Record<string, unknown>>[] {
  if (name === "load") return [loadSchema];
  if (name === "save") return [saveSchema];
  return methodsOf(runtime)
    .filter((method) => method.name === name)
    .map((method) => method.options);
}

function methodsOf(runtime: Runtime): readonly Method[] {
  return runtime.get(methodPoint).all;
}

function suggestion(runtime: Runtime, name: string): string {
  const names = ["load", "save", ...new Set(methodsOf(runtime).map((method) => method.name))].sort();
  const near = names.filter(
    (one) => one.toLowerCase().includes(name.toLowerCase()) || name.toLowerCase().includes(one.toLowerCase()),
  );
  return near.length > 0 ? `Near: ${near.join(", ")}.` : `There are: ${names.join(", ")}.`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw coreError("BAD_RECIPE", `the recipe is no JSON: ${(cause as Error).message}`, { cause });
  }
}

function validate(schema: Readonly<Record<string, unknown>>, value: unknown, what: string): void {
  const failure = failureOf(schema, value);
  if (failure !== undefined) throw coreError("BAD_RECIPE", `${what}${failure}`);
}

/** Where and why a value does not fit a schema, undefined when it fits. */
function failureOf(schema: Readonly<Record<string, unknown>>, value: unknown): string | undefined {
  const { valid, errors } = new Validator(schema as Schema, "2020-12", false).validate(value);
  if (valid) return undefined;
  const specific = errors.filter((error) => !["properties", "items", "prefixItems"].includes(error.keyword));
  const shown = (specific.length > 0 ? specific : errors).slice(0, 3);
  return shown.map((error) => `${error.instanceLocation.slice(1)}: ${error.error}`).join(" ");
}
