import { coreError } from "@core/array";
import type { OptionsSchema } from "../contract.js";

/** The names of options in a schema, or undefined where it has others, too. */
function namesIn(schema: OptionsSchema | undefined): readonly string[] | undefined {
  return schema?.additionalProperties === false ? Object.keys((schema.properties ?? {}) as object) : undefined;
}

/**
 * What is wrong with the names of options: a misspelt one would be passed over in silence. `undefined` counts as absent.
 * @param schemas those of the readers or the writer that may take the options
 * @param own names that the function itself knows, and what every reader or writer takes
 * @throws BAD_ARGUMENT
 */
export function checkOptionNames(
  where: string,
  options: Readonly<Record<string, unknown>>,
  schemas: readonly (OptionsSchema | undefined)[],
  own: readonly string[],
): void {
  const lists = schemas.map(namesIn);
  if (lists.includes(undefined)) return;
  const allowed = [...new Set([...own, ...(lists as readonly (readonly string[])[]).flat()])];
  const unknown = Object.keys(options).filter((key) => options[key] !== undefined && !allowed.includes(key));
  if (unknown.length > 0)
    throw coreError(
      "BAD_ARGUMENT",
      `${where}: ${unknown.map((key) => JSON.stringify(key)).join(", ")} is not an option here, allowed are ${allowed.join(", ")}.`,
    );
}
