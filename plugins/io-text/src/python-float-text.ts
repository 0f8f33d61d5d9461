/** The digits of a number from 0 in `%e` form, rounded half to even as C does it; JavaScript rounds halves up. */
export function exponential(value: number, precision: number): string {
  const text = longExponential(value, precision);
  const at = precision === 0 ? 1 : precision + 2;
  const own = (text.charCodeAt(at - 1) & 1) === 1 && precision < 100 ? roundedToEven(value, text, precision, at) : text;
  // JavaScript writes e+5 where C writes e+05.
  return own.length === at + 3 ? `${own.slice(0, at + 2)}0${own.slice(at + 2)}` : own;
}

/** JavaScript gives at most 100 digits behind the point. */
function longExponential(value: number, precision: number): string {
  if (precision <= 100) return value.toExponential(precision);
  const text = value.toExponential(100);
  return text.replace("e", `${"0".repeat(precision - 100)}e`);
}

function roundedToEven(value: number, text: string, precision: number, at: number): string {
  const exponent = Number(text.slice(at + 1));
  // A half at the last digit needs a number with few enough bits below the point; most numbers are told by this one test.
  if (!Number.isInteger(value * 2 ** Math.min(precision - exponent + 2, 1000))) return text;
  const exact = value.toExponential(100);
  // A carry into a new digit ends on a zero, or is the only digit.
  if (Number(exact.slice(exact.indexOf("e") + 1)) !== exponent) return text;
  const rest = exact.slice(at === 1 ? 2 : at, exact.indexOf("e"));
  const last = text.charCodeAt(at - 1) - 48;
  return /^50*$/.test(rest) ? text.slice(0, at - 1) + (last - 1) + text.slice(at) : text;
}

/** The digits of a number in `%f` form, rounded half to even. */
export function fixed(value: number, precision: number): string {
  if (Math.abs(value) >= 1e21) {
    const whole = BigInt(value).toString();
    return precision === 0 ? whole : `${whole}.${"0".repeat(precision)}`;
  }
  if (precision > 100) return value.toFixed(100) + "0".repeat(precision - 100);
  const text = value.toFixed(precision);
  const halves = value * 2 ** (precision + 1);
  if (!Number.isInteger(halves) || halves % 2 === 0) return text;
  const last = text.charCodeAt(text.length - 1) - 48;
  return last % 2 === 0 ? text : `${text.slice(0, -1)}${last - 1}`;
}

/** The digits of a number in `%g` form. */
export function general(value: number, precision: number, keepZeros: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const scientific = exponential(value, digits - 1);
  const at = scientific.indexOf("e");
  const exponent = Number(scientific.slice(at + 1));
  const plain = exponent >= -4 && exponent < digits;
  const mantissa = plain ? fixed(value, digits - 1 - exponent) : scientific.slice(0, at);
  const short = keepZeros || !mantissa.includes(".") ? mantissa : mantissa.replace(/\.?0+$/, "");
  return plain ? short : short + scientific.slice(at);
}

/** Python's `repr` of a finite float: the shortest digits that give the number back. */
export function shortest(value: number): string {
  const [digits, power] = value.toExponential().split("e") as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) {
    const text =
      exponent < 0 ? value.toFixed(Math.max(0, digits.replace(/[-.]/g, "").length - 1 - exponent)) : String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const size = Math.abs(exponent);
  return `${digits}e${exponent < 0 ? "-" : "+"}${size < 10 ? "0" : ""}${size}`;
}

/** The shortest digits of a float32, as `repr` of NumPy gives them. */
export function shortestSingle(value: number): string {
  for (let precision = 0; precision < 9; precision++) {
    const near = Number(exponential(value, precision));
    if (Math.fround(near) === value) return shortest(near);
  }
  return shortest(value);
}
