import type { Axis } from "./axis.js";

/** The axes as a table: name, size, index, offset, scale and units, as HyperSpy prints it; ragged signals have no signal axes. */
export function axesTable(
  dimensions: string,
  navigationAxes: readonly Axis[],
  signalAxes: readonly Axis[] | undefined,
  indices: readonly number[],
): string {
  const rule = (sign: string): string => row([16, 6, 6, 7, 7, 6].map((width) => sign.repeat(width)));
  return [
    `<Axes manager, axes: ${dimensions}>`,
    row(["Name", "size", "index", "offset", "scale", "units"]),
    rule("="),
    ...navigationAxes.map((axis, place) => axisRow(axis, indices[place] ?? 0)),
    rule("-"),
    ...(signalAxes?.map((axis) => axisRow(axis, 0)) ?? ["     Ragged axis |               Variable length"]),
  ].join("\n");
}

function row([name = "", size = "", index = "", offset = "", scale = "", units = ""]: readonly string[]): string {
  return `${name.padStart(16)} | ${size.padStart(6)} | ${index.padStart(6)} | ${offset.padStart(7)} | ${scale.padStart(7)} | ${units.padStart(6)} `;
}

function axisRow(axis: Axis, index: number): string {
  const name = (axis.name ?? "<undefined>").slice(0, 16);
  const size = formatGeneral(axis.size, 6);
  const units = axis.units ?? "<undefined>";
  if (axis.kind === "uniform")
    return row([name, size, `${index}`, formatGeneral(axis.offset, 2), formatGeneral(axis.scale, 2), units]);
  return `${name.padStart(16)} | ${size.padStart(6)} | ${`${index}`.padStart(6)} | non-uniform axis | ${units.padStart(6)} `;
}

/** A number with so many significant digits, as C's `%.{digits}g` prints it. */
export function formatGeneral(value: number, digits: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", power = ""] = roundHalfToEven(value, digits)
    .toExponential(digits - 1)
    .split("e");
  const exponent = Number(power);
  const trim = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent >= -4 && exponent < digits)
    return trim(Number(`${mantissa}e${power}`).toFixed(Math.max(0, digits - 1 - exponent)));
  const sign = exponent < 0 ? "-" : "+";
  return `${trim(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** A number that lies just in the middle of two with so many digits as the even one of them, as C prints it; others as they are. */
function roundHalfToEven(value: number, digits: number): number {
  const [mantissa = "", power = ""] = Math.abs(value).toExponential(40).split("e");
  const figures = mantissa.replace(".", "");
  if (!/^50*$/.test(figures.slice(digits)) || Number(figures[digits - 1]) % 2 === 1) return value;
  return Math.sign(value) * Number(`${figures[0]}.${figures.slice(1, digits)}e${power}`);
}
