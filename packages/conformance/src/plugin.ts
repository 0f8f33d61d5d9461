import { createRuntime, isCoreError, type NamedNeed, type Plugin, type Point } from "@core/array/runtime";
import type { Method } from "@core/signal";
import { type Case, check, checkCoded } from "./case.js";

/** What {@link pluginCases} may be told. */
export interface PluginCaseOptions {
  /** Imports the package afresh; with it, the promise that importing changes no global is checked. */
  readonly importPackage?: () => Promise<unknown>;
  /** Other plugins that a runtime needs beside this one (for needs by name). */
  readonly beside?: readonly Plugin[];
}

/** What every plugin promises: shape, isolation of runtimes, lazy code that loads, no change of globals. */
export function pluginCases(plugin: Plugin, options: PluginCaseOptions = {}): readonly Case[] {
  const beside = options.beside ?? [];
  const runtimeOf = (...plugins: Plugin[]) => createRuntime({ plugins: [...beside, ...plugins] });
  const make = (id: string, run: Case["run"]): Case => ({ id: `plugin/${plugin.name}/${id}`, run });
  const provided = Object.entries(plugin.provides ?? {});
  const cases: Case[] = [
    make("has a name, a version and point ids with a contract number", () => {
      check(/^(@[a-z0-9-]+\/)?[a-z0-9._-]+$/.test(plugin.name), `name: "${plugin.name}" is not an npm name.`);
      check(/^\d+\.\d+\.\d+/.test(plugin.version), `version: "${plugin.version}" is not a version.`);
      for (const [id] of provided)
        check(/^.+\/[^#]+#\d+$/.test(id), `provides: "${id}" is not <package>/<slot>#<number>.`);
    }),
    make("composes into a runtime with what it needs", () => {
      const runtime = runtimeOf(plugin);
      check(runtime.plugins.get(plugin.name) === plugin, "the runtime does not hold the plugin itself.");
      for (const need of plugin.needs ?? []) {
        check(
          runtime.plugins.has(need.name) || ("optional" in need && need.optional === true),
          `needs ${need.name}, which did not come along.`,
        );
      }
    }),
    make("two runtimes share it, a third does not see it", () => {
      const before = structureOf(plugin);
      const [first, second, third] = [
        runtimeOf(plugin),
        runtimeOf(plugin),
        createRuntime({ plugins: [...beside, ...valueNeeds(plugin)] }),
      ];
      check(
        first.plugins.get(plugin.name) === second.plugins.get(plugin.name),
        "the runtimes hold two different plugins.",
      );
      check(!third.plugins.has(plugin.name), "a runtime that was made without it holds it.");
      for (const point of pointsOf(plugin, beside)) {
        first.get(point);
        second.get(point);
        third.get(point);
        check(first.get(point) !== second.get(point), `${point.id}: two runtimes share one index.`);
        for (const value of plugin.provides?.[point.id] ?? [])
          check(third.owner(value) === undefined, `${point.id}: a value shows in a runtime without the plugin.`);
      }
      check(before === structureOf(plugin), "composing or using it changed the plugin's own literal.");
    }),
    make("another version of it in one runtime is a CLASH", () =>
      checkCoded(() => runtimeOf(plugin, { ...plugin, version: `${plugin.version}0` }), ["CLASH"], "two versions"),
    ),
    make("lazy code loads", async () => {
      for (const [id, values] of provided) {
        for (const value of values as readonly Record<string, unknown>[]) {
          for (const field of ["run", "read", "write"]) {
            const lazy = value[field];
            if (typeof lazy !== "object" || lazy === null) continue;
            const code = await (lazy as { load?: () => Promise<unknown> }).load?.();
            check(typeof code === "function", `${id}: ${field}.load() gives no function.`);
          }
        }
      }
    }),
    make("methods describe their options", () => {
      for (const method of (plugin.provides?.["@core/signal/method#1"] ?? []) as readonly Method[]) checkMethod(method);
    }),
  ];
  for (const need of namedNeeds(plugin)) {
    cases.push(
      make(`without ${need.name} it is MISSING, with the command that installs it`, async () => {
        const without = beside.filter((other) => other.name !== need.name);
        try {
          createRuntime({ plugins: [...without, plugin] });
        } catch (error) {
          check(isCoreError(error, "MISSING") && error.install !== undefined, `got ${String(error)}`);
          return;
        }
        check(false, "no error was thrown.");
      }),
    );
  }
  const { importPackage } = options;
  if (importPackage !== undefined) {
    cases.push(
      make("importing it changes no global, prototype or intrinsic", async () => {
        const before = globalsNow();
        await importPackage();
        const changed = globalsNow().filter((entry, i) => entry !== before[i]);
        check(
          changed.length === 0 && before.length === globalsNow().length,
          `changed: ${changed.slice(0, 5).join(", ")}`,
        );
      }),
    );
  }
  return cases;
}

function checkMethod(method: Method): void {
  check(/^[a-z][A-Za-z0-9]*$/.test(method.name), `method "${method.name}": not a camelCase name.`);
  check(method.title.trim() !== "", `method ${method.name}: empty title.`);
  const schema = method.options as {
    readonly type?: unknown;
    readonly additionalProperties?: unknown;
    readonly properties?: Record<string, unknown>;
    readonly required?: readonly string[];
  };
  check(schema.type === "object", `method ${method.name}: options must be a schema of type "object".`);
  check(
    schema.additionalProperties === false,
    `method ${method.name}: options must say additionalProperties: false, so that a misspelt option is an error.`,
  );
  for (const key of schema.required ?? [])
    check(
      Object.hasOwn(schema.properties ?? {}, key),
      `method ${method.name}: requires "${key}", which has no schema.`,
    );
  check(
    JSON.stringify(schema) === JSON.stringify(JSON.parse(JSON.stringify(schema))),
    `method ${method.name}: the schema is not plain JSON.`,
  );
}

function valueNeeds(plugin: Plugin): readonly Plugin[] {
  return (plugin.needs ?? []).filter((need): need is Plugin => "version" in need);
}

function namedNeeds(plugin: Plugin): readonly NamedNeed[] {
  return (plugin.needs ?? []).filter((need) => !("version" in need) && !("optional" in need && need.optional === true));
}

function pointsOf(plugin: Plugin, beside: readonly Plugin[]): readonly Point[] {
  const points = new Map<string, Point>();
  for (const one of createRuntime({ plugins: [...beside, plugin] }).plugins.values())
    for (const point of one.defines ?? []) points.set(point.id, point);
  return [...points.values()];
}

function structureOf(value: unknown, depth = 0): string {
  if (typeof value !== "object" || value === null || depth > 6)
    return `${typeof value}:${typeof value === "function" ? value.name : String(value)}`;
  return `{${Reflect.ownKeys(value)
    .map((key) => `${String(key)}=${structureOf((value as Record<PropertyKey, unknown>)[key], depth + 1)}`)
    .join(";")}}`;
}

function globalsNow(): readonly string[] {
  const entries: string[] = [];
  for (const key of Reflect.ownKeys(globalThis)) {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, key);
    entries.push(String(key));
    const value: unknown = descriptor !== undefined && "value" in descriptor ? descriptor.value : undefined;
    if (typeof value !== "function") continue;
    const prototype = (value as { prototype?: object }).prototype;
    entries.push(...Reflect.ownKeys(value).map((name) => `${String(key)}.${String(name)}`));
    if (prototype !== undefined && prototype !== null)
      entries.push(...Reflect.ownKeys(prototype).map((name) => `${String(key)}.prototype.${String(name)}`));
  }
  return entries;
}
