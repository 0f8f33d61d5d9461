/** How the digits after the point are chosen and trimmed. */
export interface DigitOptions {
  /** Most digits after the point; undefined for as many as the value needs. */
  readonly precision: number | undefined;
  /** Fewest digits after the point. */
  readonly minDigits: number;
  /** Whether the shortest digits that name the value are enough; otherwise always `precision` digits. */
  readonly unique: boolean;
  /** Whether values are float32, whose shortest digits are fewer. */
  readonly single: boolean;
  /** `k` keeps zeros at the end, `.` cuts them, `0` leaves one, `-` cuts the point as well. */
  readonly trim: "k" | "." | "0" | "-";
}

interface Shortest {
  readonly digits: string;
  readonly exponent: number;
}

/** A finite number without exponent, for example `-0.25` or `3.`. */
export function positionalText(value: number, options: DigitOptions): string {
  const size = Math.abs(value);
  const sign = isNegative(value) ? "-" : "";
  return sign + trimmed(positionalDigits(size, options), options.trim);
}

/** A finite number with exponent, for example `1.5e-05`. */
export function scientificText(value: number, options: DigitOptions & { readonly exponentDigits: number }): string {
  const size = Math.abs(value);
  const { digits, exponent } = scientificDigits(size, options);
  const mantissa = trimmed(`${digits[0]}.${digits.slice(1)}`, options.trim);
  const power = String(Math.abs(exponent)).padStart(Math.max(2, options.exponentDigits), "0");
  return `${isNegative(value) ? "-" : ""}${mantissa}e${exponent < 0 ? "-" : "+"}${power}`;
}

/** The text of one number as Python's `str` of a NumPy scalar writes it. */
export function scalarText(value: number, single: boolean, trim: "0" | "-"): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const size = Math.abs(value);
  const options = { precision: undefined, minDigits: 0, unique: true, single } as const;
  return size === 0 || (size >= 1e-4 && size < 1e16)
    ? positionalText(value, { ...options, trim })
    : scientificText(value, { ...options, trim: "-", exponentDigits: 2 });
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function positionalDigits(size: number, options: DigitOptions): string {
  const most = options.precision ?? Number.POSITIVE_INFINITY;
  if (!options.unique) return fixed(size, most);
  const { digits, exponent } = shortest(size, options.single);
  const needed = Math.max(0, digits.length - 1 - exponent);
  const count = Math.min(Math.max(needed, options.minDigits), most);
  if (count !== needed) return fixed(size, count);
  const whole = exponent < 0 ? "0" : digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = exponent < 0 ? "0".repeat(-exponent - 1) + digits : digits.slice(exponent + 1);
  return `${whole}.${needed === 0 ? "" : fraction}`;
}

function scientificDigits(size: number, options: DigitOptions): Shortest {
  const most = options.precision ?? Number.POSITIVE_INFINITY;
  const short = shortest(size, options.single);
  const needed = short.digits.length - 1;
  const count = options.unique ? Math.min(Math.max(needed, options.minDigits), most) : most;
  if (count === needed) return short;
  return parse(rounded(size, count, (value, digits) => value.toExponential(digits)));
}

function fixed(size: number, count: number): string {
  const text =
    size >= 1e21
      ? `${BigInt(size)}.${"0".repeat(count)}`
      : rounded(size, count, (value, digits) => value.toFixed(digits));
  return text.includes(".") ? text : `${text}.`;
}

/** The engine rounds an exact half up, NumPy to the even digit. */
function rounded(size: number, count: number, write: (value: number, digits: number) => string): string {
  const up = write(size, count);
  if (count >= 100) return up;
  const more = write(size, count + 1);
  const [mantissa = "", power] = more.split("e");
  if (!mantissa.endsWith("5") || !isExact(more, size)) return up;
  const down = mantissa.slice(0, -1).replace(/\.$/, "");
  return Number(down.at(-1)) % 2 === 0 ? `${down}${power === undefined ? "" : `e${power}`}` : up;
}

function isExact(text: string, value: number): boolean {
  if (Number(text) !== value) return false;
  const [mantissa = "", power = "0"] = text.split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const ten = Number(power) - fraction.length;
  let two = 0;
  let integer = value;
  while (!Number.isInteger(integer)) {
    integer *= 2;
    two--;
  }
  let left = BigInt(whole + fraction);
  let right = BigInt(integer);
  if (ten > 0) left *= 10n ** BigInt(ten);
  else right *= 10n ** BigInt(-ten);
  left *= 2n ** BigInt(-two);
  return left === right;
}

function shortest(size: number, single: boolean): Shortest {
  return single ? shortestSingle(size) : parse(size.toExponential());
}

function shortestSingle(size: number): Shortest {
  if (size === 0) return { digits: "0", exponent: 0 };
  for (let count = 1; count < 9; count++) {
    const text = rounded(size, count - 1, (value, digits) => value.toExponential(digits));
    if (Math.fround(Number(text)) === size) return parse(text);
    // Below a power of two neighbours stand closer, so the decimal above may name the value where the nearest one does not.
    const { digits, exponent } = parse(text);
    const above = `${BigInt(digits.padEnd(count, "0")) + 1n}e${exponent - count + 1}`;
    if (Math.fround(Number(above)) === size) return parse(Number(above).toExponential());
  }
  return parse(size.toExponential(8));
}

function parse(text: string): Shortest {
  const [mantissa = "", power = "0"] = text.split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(power) };
}

function trimmed(text: string, trim: DigitOptions["trim"]): string {
  if (trim === "k") return text;
  const cut = text.replace(/0+$/, "");
  if (trim === "0") return cut.endsWith(".") ? `${cut}0` : cut;
  return trim === "-" ? cut.replace(/\.$/, "") : cut;
}
