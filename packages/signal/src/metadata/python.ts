/** A value as Python prints it: `True`, `None`, `[1, 'a']`, `array([1, 2])`; what has its own text prints that. */
export function pythonText(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return pythonNumber(value);
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(pythonText).join(", ")}]`;
  if (ArrayBuffer.isView(value)) return typedArrayText(value);
  if (Object.getPrototypeOf(value) === null || Object.getPrototypeOf(value) === Object.prototype)
    return `{${Object.entries(value)
      .map(([key, item]) => `${quote(key)}: ${pythonText(item)}`)
      .join(", ")}}`;
  return String(value);
}

/** A number as Python prints it, except that a whole one has no `.0`. */
function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e16) return Object.is(value, -0) ? "-0" : String(value);
  if (size >= 1e-4 && size < 1e16) return String(value);
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa}e${exponent.startsWith("-") ? "-" : "+"}${exponent.slice(1).padStart(2, "0")}`;
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\n\r\t]/g, (sign) => `\\${{ "\n": "n", "\r": "r", "\t": "t" }[sign] ?? sign}`);
  return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}

function typedArrayText(view: ArrayBufferView): string {
  if (!("length" in view)) return String(view);
  const items = Array.from(view as unknown as ArrayLike<number | bigint>);
  // Longer ones are cut in print anyway.
  const shown = items.length > 1000 ? [...items.slice(0, 3), "...", ...items.slice(-3)] : items;
  const float = Object.prototype.toString.call(view).startsWith("[object Float");
  const texts = shown.map((item) => (typeof item === "number" ? pythonNumber(item) : String(item)));
  return `array([${(float ? alignFloats(texts) : alignRight(texts)).join(", ")}]${dtypeNote(view)})`;
}

function alignRight(texts: readonly string[]): string[] {
  const width = Math.max(0, ...texts.map((text) => (text === "..." ? 0 : text.length)));
  return texts.map((text) => (text === "..." ? text : text.padStart(width)));
}

function alignFloats(texts: readonly string[]): string[] {
  if (texts.some((text) => text.includes("e"))) return alignRight(texts);
  const dotted = texts.map((text) => (/^-?\d+$/.test(text) ? `${text}.` : text));
  const decimals = Math.max(...dotted.map((text) => text.length - text.indexOf(".")));
  return alignRight(
    dotted.map((text) => (text.includes(".") && text !== "..." ? text.padEnd(text.indexOf(".") + decimals) : text)),
  );
}

function dtypeNote(view: ArrayBufferView): string {
  const name = Object.prototype.toString
    .call(view)
    .slice(8, -6)
    .toLowerCase()
    .replace("clamped", "")
    .replace("big", "");
  return name === "float64" || name === "int64" ? "" : `, dtype=${name}`;
}
