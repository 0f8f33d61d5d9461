import { coreError, describeValue } from "@core/array/runtime";

/** How names of columns are made fit. */
export interface NameOptions {
  /** Names that get an underscore at their end; `return`, `file` and `print` do so always. */
  readonly excludelist?: readonly string[];
  /** Characters that are left out; NumPy's by default: all signs and the blank. */
  readonly deletechars?: string;
  /** Stands for blanks; `_` by default. */
  readonly replaceSpace?: string;
  /** Whether letters stay as they are (true, the default) or become upper (false, `upper`) or lower case (`lower`). */
  readonly caseSensitive?: boolean | "upper" | "lower";
  /** Names for columns without one; `f%i` by default. */
  readonly defaultfmt?: string;
}

const signs = "~!@#$%^&*()-=+~\\|]}[{';: /?.>,<";

/** Makes names fit and different, as NumPy's `NameValidator`; `count` of them where it is given. */
export function fitNames(given: readonly string[], options: NameOptions, count: number = given.length): string[] {
  const {
    excludelist = [],
    deletechars = signs,
    replaceSpace = "_",
    caseSensitive = true,
    defaultfmt = "f%i",
  } = options;
  if (![true, false, "upper", "lower"].includes(caseSensitive))
    throw coreError(
      "BAD_ARGUMENT",
      `caseSensitive: got ${describeValue(caseSensitive)}, allowed are true, false, "upper", "lower".`,
    );
  if (!Array.isArray(excludelist) || excludelist.some((name) => typeof name !== "string"))
    throw coreError("BAD_ARGUMENT", `excludelist: got ${describeValue(excludelist)}, expected a list of names.`);
  const excluded = new Set([...excludelist, "return", "file", "print"]);
  const deleted = new Set([...deletechars, '"']);
  const names = Array.from({ length: count }, (_, k) => given[k] ?? "");
  const taken = new Set(names);
  const seen = new Map<string, number>();
  let empty = 0;
  return names.map((name) => {
    let item = (
      caseSensitive === true ? name : caseSensitive === "lower" ? name.toLowerCase() : name.toUpperCase()
    ).trim();
    if (replaceSpace !== "") item = item.replaceAll(" ", replaceSpace);
    item = [...item].filter((letter) => !deleted.has(letter)).join("");
    if (item === "") {
      item = defaultName(defaultfmt, empty);
      while (taken.has(item)) item = defaultName(defaultfmt, ++empty);
      empty++;
    } else if (excluded.has(item)) item += "_";
    const before = seen.get(item) ?? 0;
    seen.set(item, before + 1);
    return before > 0 ? `${item}_${before}` : item;
  });
}

/** The name of a column that has none. */
export function defaultName(format: string, index: number): string {
  return format.replace(/%0?(\d*)[id]/, (_, width: string) => String(index).padStart(Number(width), "0"));
}
