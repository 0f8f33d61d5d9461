/** The ISO text of a date that old files hold as Python's repr, `datetime.date(2013, 2, 1)`; other values stay. */
export function dateText(value: unknown): unknown {
  const [year, month, day] = numbersIn(value);
  if (year === undefined || month === undefined || day === undefined) return value;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The ISO text of a time that old files hold as Python's repr, `datetime.time(16, 5, 0, 20)`; other values stay. */
export function timeText(value: unknown): unknown {
  const [hour, minute = 0, second = 0, micro = 0] = numbersIn(value);
  if (hour === undefined) return value;
  return `${two(hour)}:${two(minute)}:${two(second)}${micro === 0 ? "" : `.${String(micro).padStart(6, "0")}`}`;
}

function numbersIn(value: unknown): number[] {
  const match = typeof value === "string" ? /\(([\d, ]{1,60})\)/.exec(value) : null;
  return match === null ? [] : (match[1] as string).split(",").map(Number);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
