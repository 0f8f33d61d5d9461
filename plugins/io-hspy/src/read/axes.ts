import type { NDArray } from "@core/array";
import { coreError, describeValue, isCoreError } from "@core/array/runtime";
import { type Axis, axisFromDictionary } from "@core/signal";
import type { Tree } from "./tree.js";

/** How the axes of old files are told apart: the number of signal axes, which are the last ones. */
export type SignalDimension = number | undefined;

/**
 * The axes of a signal from their dictionaries in array order.
 * @param shape the shape of the data, whose sizes the axes must have
 * @param signalDimension what the metadata say, for files that do not say `navigate` for all axes; all axes are signal axes else
 * @throws BAD_FILE when an axis is malformed or does not fit the data
 */
export function readAxes(
  dictionaries: readonly unknown[],
  shape: readonly number[],
  signalDimension: SignalDimension,
  where: string,
): Axis[] {
  const trees = dictionaries.map((dictionary, place) => {
    if (dictionary instanceof Map) return dictionary as Tree;
    throw coreError("BAD_FILE", `hspy: axis ${place} of ${where} is ${describeValue(dictionary)}, expected a group.`);
  });
  const known = trees.every((tree) => tree.has("navigate"));
  const first = known ? 0 : Math.max(0, shape.length - (signalDimension ?? shape.length));
  return trees.map((tree, place) => {
    checkSizes(tree, shape[place] as number, `axis ${place} of ${where}`);
    const dictionary = plain(tree, shape[place] as number);
    if (!known) dictionary.navigate = place < first;
    try {
      return axisFromDictionary(dictionary);
    } catch (cause) {
      const reason = isCoreError(cause) ? cause.message.replace(/^\[[A-Z_]+\] /, "") : String(cause);
      throw coreError("BAD_FILE", `hspy: axis ${place} of ${where} is malformed: ${reason}.`, { cause });
    }
  });
}

/** Before anything is made of that size, as functional axes compute all their values. */
function checkSizes(tree: Tree, expected: number, where: string): void {
  const points = tree.get("axis");
  const size = isArray(points) ? points.data.length : Array.isArray(points) ? points.length : tree.get("size");
  if (size !== undefined && Number(size) !== expected)
    throw coreError("BAD_FILE", `hspy: ${where} has ${describeValue(size)} points, the data have ${expected} there.`);
  const x = tree.get("x");
  if (x instanceof Map) checkSizes(x as Tree, expected, where);
}

function plain(tree: Tree, size: number): Record<string, unknown> {
  const dictionary: Record<string, unknown> = Object.create(null);
  dictionary.size = size;
  for (const [key, value] of tree) {
    if (value instanceof Map) dictionary[key] = plain(value as Tree, size);
    else if (isArray(value)) dictionary[key] = value.data.length === 1 && key !== "axis" ? value.data[0] : value.data;
    else dictionary[key] = value;
  }
  if (dictionary.units === "") dictionary.units = undefined;
  return dictionary;
}

function isArray(value: unknown): value is NDArray {
  return typeof value === "object" && value !== null && "dtype" in value && "data" in value;
}
