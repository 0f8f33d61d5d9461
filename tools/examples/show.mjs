/**
 * The text of a value as the documents print it: that of `toString` where a class has one of its own, else close to a literal.
 *
 * @param {unknown} value
 * @param {boolean} [nested]
 * @returns {string}
 */
export function show(value, nested = false) {
  if (typeof value === "string") return nested ? JSON.stringify(value) : value;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return value.name;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${list(value)}]`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return `${value.constructor.name} [${list(/** @type {Uint8Array} */ (value))}]`;
  if (value instanceof Map)
    return `Map {${[...value].map(([key, one]) => `${show(key, true)} => ${show(one, true)}`)}}`;
  if (typeof value.toString === "function" && value.toString !== Object.prototype.toString) return String(value);
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${show(one, true)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** @param {Iterable<unknown>} values */
function list(values) {
  return Array.from(values, (one) => show(one, true)).join(", ");
}

/**
 * Throws unless the values print as an example says.
 *
 * @param {number} line
 * @param {string} expected
 * @param {...unknown} values
 */
export function compare(line, expected, ...values) {
  const printed = values
    .map((value) => show(value))
    .join(" ")
    .split("\n")
    .map((one) => one.trimEnd())
    .join("\n")
    .trimEnd();
  const folded = (/** @type {string} */ text) => text.replace(/\s+/g, " ").trim();
  // A long line may be folded in the document; lines of a text keep their places.
  if (printed === expected || (!printed.includes("\n") && folded(printed) === folded(expected))) return;
  throw new Error(`line ${line} says\n${expected}\nbut this comes out:\n${printed}`);
}

/**
 * Throws unless the code fails with a coded error of this code, or of this text where it begins with the code in brackets.
 *
 * @param {number} line
 * @param {string} expected
 * @param {() => unknown} run
 */
export async function throws(line, expected, run) {
  try {
    await run();
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
    if (expected === code || expected === message) return;
    throw new Error(`line ${line} says that this throws\n${expected}\nbut it throws ${code}:\n${message}`);
  }
  throw new Error(`line ${line} says that this throws ${expected}, but it does not`);
}
