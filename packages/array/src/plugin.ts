import { coreError, describeValue } from "./errors.js";

/** A typed slot that plugins fill, owned by the package that reads its values. */
// biome-ignore lint/suspicious/noExplicitAny: a list of points of any value type is what a plugin defines
export interface Point<T = any, Index = any> {
  /** Identity and contract version, for example `@core/signal/type#1`. */
  readonly id: `${string}#${number}`;
  /** Names that may stand only once in a runtime; two values with one key are a CLASH at creation. */
  keys(value: T): readonly string[];
  /** Made once per runtime, on first use. */
  index(values: readonly T[], runtime: Runtime): Index;
}

/** A need by name, for a plugin that is not imported by the one that needs it. */
export interface NamedNeed {
  readonly name: string;
  readonly optional?: boolean;
}

/** A plugin: a plain literal, shared freely between runtimes. */
export interface Plugin {
  /** The npm name; every error prints it. */
  readonly name: string;
  readonly version: string;
  readonly needs?: readonly (Plugin | NamedNeed)[];
  readonly conflicts?: readonly string[];
  readonly defines?: readonly Point[];
  /** Point id to values. Write it as `provides: {...} satisfies SignalContributions`. */
  readonly provides?: Readonly<Record<string, readonly unknown[]>>;
}

/** Something worth telling that is not an error. */
export interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly install?: string;
}

/** What {@link createRuntime} takes. */
export interface RuntimeOptions {
  /** The plugins; a preset is an array of them. What they need by value comes along. */
  readonly plugins?: readonly (Plugin | readonly Plugin[])[];
  /** Which package brings what, for error texts: `{ "type:EELS": "signal-eels" }`. */
  readonly hints?: Readonly<Record<string, string>>;
  /** Called once for each different diagnostic. */
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void;
}

/** A composition of plugins. Two runtimes do not see each other. */
export interface Runtime {
  readonly plugins: ReadonlyMap<string, Plugin>;
  /** The index of a point, made on first use. */
  get<T, Index>(point: Point<T, Index>): Index;
  /** The plugin that provides a value, for error texts. */
  owner(value: unknown): Plugin | undefined;
  /** The package that brings a thing which is not here, when a hint names it. */
  hint(key: string): string | undefined;
  /** Hands a diagnostic to `onDiagnostic`, each different one once. */
  report(diagnostic: Diagnostic): void;
}

const pluginFields = ["name", "version", "needs", "conflicts", "defines", "provides"];

/**
 * Composes plugins into a runtime. Synchronous: what must be awaited is awaited in a plugin's factory.
 * @throws MISSING (a need is absent), CLASH (two versions of a plugin, or two values with one key), CONFLICT, INCOMPATIBLE
 * (a value for another contract version of a point), BAD_PLUGIN (not a plugin)
 */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  const plugins = new Map<string, Plugin>();
  if (Array.isArray(options)) throw coreError("BAD_PLUGIN", "createRuntime: got a list, expected { plugins: [...] }.");
  const given: unknown = options.plugins ?? [];
  if (!Array.isArray(given))
    throw coreError("BAD_PLUGIN", `plugins: got ${describeValue(given)}, expected a list of plugins.`);
  for (const plugin of given.flat() as Plugin[]) collect(plugin, plugins);
  for (const plugin of plugins.values()) checkNeeds(plugin, plugins);

  const points = new Map<string, Point>();
  const definers = new Map<string, Plugin>();
  for (const plugin of plugins.values()) {
    for (const point of plugin.defines ?? []) {
      const known = points.get(point.id);
      if (known !== undefined && known !== point)
        throw coreError(
          "CLASH",
          `${definers.get(point.id)?.name} and ${plugin.name} both define ${point.id}. Leave one of them out of createRuntime.`,
          { package: plugin.name },
        );
      points.set(point.id, point);
      definers.set(point.id, plugin);
    }
  }

  const values = new Map<string, unknown[]>();
  const owners = new Map<unknown, Plugin>();
  for (const plugin of plugins.values()) {
    for (const [id, provided] of Object.entries(plugin.provides ?? {})) {
      checkContract(plugin, id, points);
      const list = values.get(id) ?? [];
      values.set(id, list);
      for (const value of provided) {
        if (list.includes(value)) continue;
        list.push(value);
        owners.set(value, plugin);
      }
    }
  }
  const checked = new Set<string>();
  const checkKeys = (point: Point): void => {
    const seen = new Map<string, unknown>();
    for (const value of values.get(point.id) ?? []) {
      for (const key of keysOf(point, value, owners.get(value))) {
        if (seen.has(key)) {
          const names = [seen.get(key), value].map((one) => owners.get(one)?.name);
          throw coreError(
            "CLASH",
            `${names[0]} and ${names[1]} both provide ${point.id} "${key}". Leave one of them out of createRuntime.`,
          );
        }
        seen.set(key, value);
      }
    }
    checked.add(point.id);
  };
  for (const point of points.values()) checkKeys(point);

  const indexes = new Map<string, unknown>();
  const told = new Set<string>();
  const runtime: Runtime = {
    plugins,
    get<T, Index>(point: Point<T, Index>): Index {
      const known = indexes.get(point.id);
      if (known !== undefined) return known as Index;
      // Who only knows the id of a point gets the index of the one that a plugin defines.
      const own = (points.get(point.id) ?? point) as Point<T, Index>;
      if (!checked.has(own.id)) checkKeys(own);
      const made = own.index((values.get(own.id) ?? []) as T[], runtime);
      indexes.set(point.id, made);
      return made;
    },
    owner: (value) => owners.get(value),
    hint: (key) => (Object.hasOwn(options.hints ?? {}, key) ? options.hints?.[key] : undefined),
    report(diagnostic) {
      const key = `${diagnostic.code} ${diagnostic.message}`;
      if (told.has(key)) return;
      told.add(key);
      options.onDiagnostic?.(diagnostic);
    },
  };
  return Object.freeze(runtime);
}

function keysOf(point: Point, value: unknown, owner: Plugin | undefined): readonly string[] {
  try {
    return point.keys(value);
  } catch (cause) {
    throw coreError(
      "BAD_PLUGIN",
      `${owner?.name ?? "a plugin"} provides for ${point.id} ${describeValue(value)}, which is not of the form that this point expects.`,
      { cause, ...(owner === undefined ? {} : { package: owner.name }) },
    );
  }
}

/**
 * The error for something that no plugin of a runtime provides.
 * @param what for example `signal type "EELS"`
 * @param key the hint's key, for example `type:EELS`
 */
export function missingError(runtime: Runtime | undefined, what: string, key: string, more = ""): Error {
  return missingFrom(runtime?.hint(key), `${what} is not in this runtime.`, "It is in", more);
}

/**
 * The error for something that is not there, with the command that installs it.
 * @param name the package that brings it; undefined where that is not known
 * @param message what is missing
 * @param subject what is said before the package, for example `It is in`
 */
export function missingFrom(name: string | undefined, message: string, subject: string, more = ""): Error {
  if (name === undefined) return coreError("MISSING", `${message}${more}`);
  const install = `pnpm add ${name}`;
  const repair = ` ${subject} ${name}: ${install}, then add its plugin to createRuntime({ plugins: [...] }).`;
  return coreError("MISSING", `${message}${repair}${more}`, { package: name, install });
}

function collect(plugin: Plugin, plugins: Map<string, Plugin>): void {
  checkShape(plugin);
  const known = plugins.get(plugin.name);
  if (known !== undefined) {
    if (known.version === plugin.version) return;
    throw coreError(
      "CLASH",
      `two versions of ${plugin.name} (${known.version} and ${plugin.version}) are in one runtime. Run: pnpm dedupe ${plugin.name}`,
      {
        package: plugin.name,
        install: `pnpm dedupe ${plugin.name}`,
      },
    );
  }
  plugins.set(plugin.name, plugin);
  for (const need of plugin.needs ?? []) if ("version" in need) collect(need, plugins);
}

function checkShape(plugin: Plugin): void {
  const given: unknown = plugin;
  if (
    typeof given !== "object" ||
    given === null ||
    typeof plugin.name !== "string" ||
    plugin.name === "" ||
    typeof plugin.version !== "string"
  ) {
    throw coreError(
      "BAD_PLUGIN",
      `plugins: expected literals { name, version, … }, got ${describeValue(given)}. Was a factory passed without calling or awaiting it?`,
    );
  }
  const unknown = Object.keys(plugin).filter((key) => !pluginFields.includes(key));
  if (unknown.length > 0) {
    throw coreError(
      "BAD_PLUGIN",
      `plugin ${plugin.name} has the unknown field ${unknown.join(", ")}; allowed are ${pluginFields.join(", ")}.`,
      { package: plugin.name },
    );
  }
  for (const field of ["needs", "conflicts", "defines"] as const) {
    const list: unknown = plugin[field] ?? [];
    if (!Array.isArray(list) || list.some((entry) => entry === undefined || entry === null))
      throw coreError(
        "BAD_PLUGIN",
        `plugin ${plugin.name}: ${field} is ${describeValue(list)}, expected a list without gaps. Do two modules import each other?`,
        { package: plugin.name },
      );
  }
  for (const [id, provided] of Object.entries(plugin.provides ?? {})) {
    if (!Array.isArray(provided)) {
      throw coreError(
        "BAD_PLUGIN",
        `plugin ${plugin.name} provides for ${id} ${describeValue(provided)}, expected an array.`,
        { package: plugin.name },
      );
    }
  }
}

function checkNeeds(plugin: Plugin, plugins: ReadonlyMap<string, Plugin>): void {
  for (const need of plugin.needs ?? []) {
    if (plugins.has(need.name) || ("optional" in need && need.optional === true)) continue;
    throw coreError(
      "MISSING",
      `${plugin.name} needs ${need.name}, which is not in this runtime: pnpm add ${need.name}, then add its plugin to createRuntime.`,
      {
        package: need.name,
        install: `pnpm add ${need.name}`,
      },
    );
  }
  for (const name of plugin.conflicts ?? []) {
    if (plugins.has(name))
      throw coreError("CONFLICT", `${plugin.name} does not work together with ${name}. Leave one of them out.`, {
        package: plugin.name,
      });
  }
}

function checkContract(plugin: Plugin, id: string, points: ReadonlyMap<string, Point>): void {
  if (points.has(id)) return;
  const base = id.slice(0, id.lastIndexOf("#") + 1);
  for (const known of points.keys()) {
    if (base !== "" && known.startsWith(base)) {
      throw coreError(
        "INCOMPATIBLE",
        `${plugin.name} ${plugin.version} provides ${id}, but this runtime has ${known}. Update ${plugin.name} or the package that defines ${known}.`,
        {
          package: plugin.name,
          install: `pnpm update ${plugin.name}`,
        },
      );
    }
  }
}
