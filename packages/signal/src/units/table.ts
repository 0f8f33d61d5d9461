/** Powers of the base quantities: length, mass, time, current, temperature, amount, luminosity, pixels. */
export type Dimensions = Readonly<Partial<Record<"m" | "g" | "s" | "A" | "K" | "mol" | "cd" | "px", number>>>;

/**
 * One unit: `mantissa * 10 ** exponent` of the product of its base units. The power of ten is kept apart so that a change
 * of prefix is one correctly rounded multiplication or division.
 */
export interface UnitDefinition {
  readonly symbol: string;
  readonly names: readonly string[];
  readonly mantissa: number;
  readonly exponent: number;
  readonly dimensions: Dimensions;
  readonly prefixes: boolean;
}

/** A prefix of the SI, its symbol as it is printed. */
export interface PrefixDefinition {
  readonly symbol: string;
  readonly name: string;
  readonly exponent: number;
}

const unit = (
  symbol: string,
  names: string,
  dimensions: Dimensions,
  exponent = 0,
  mantissa = 1,
  prefixes = true,
): UnitDefinition => ({
  symbol,
  names: names === "" ? [] : names.split(" "),
  mantissa,
  exponent,
  dimensions,
  prefixes,
});

/** The prefixes from yocto to yotta. */
export const prefixes: readonly PrefixDefinition[] = [
  { symbol: "y", name: "yocto", exponent: -24 },
  { symbol: "z", name: "zepto", exponent: -21 },
  { symbol: "a", name: "atto", exponent: -18 },
  { symbol: "f", name: "femto", exponent: -15 },
  { symbol: "p", name: "pico", exponent: -12 },
  { symbol: "n", name: "nano", exponent: -9 },
  { symbol: "µ", name: "micro", exponent: -6 },
  { symbol: "m", name: "milli", exponent: -3 },
  { symbol: "c", name: "centi", exponent: -2 },
  { symbol: "d", name: "deci", exponent: -1 },
  { symbol: "da", name: "deca", exponent: 1 },
  { symbol: "h", name: "hecto", exponent: 2 },
  { symbol: "k", name: "kilo", exponent: 3 },
  { symbol: "M", name: "mega", exponent: 6 },
  { symbol: "G", name: "giga", exponent: 9 },
  { symbol: "T", name: "tera", exponent: 12 },
  { symbol: "P", name: "peta", exponent: 15 },
  { symbol: "E", name: "exa", exponent: 18 },
  { symbol: "Z", name: "zetta", exponent: 21 },
  { symbol: "Y", name: "yotta", exponent: 24 },
];

/** The units that are known. Values of the SI 2019 (CODATA): the electronvolt and the dalton. */
export const units: readonly UnitDefinition[] = /* @__PURE__ */ (() => [
  unit("m", "meter metre", { m: 1 }),
  unit("Å", "angstrom ångström", { m: 1 }, -10),
  unit("in", "inch", { m: 1 }, -4, 254, false),
  unit("px", "", { px: 1 }, 0, 1, false),
  unit("pixel", "", { px: 1 }, 0, 1, false),
  unit("g", "gram", { g: 1 }),
  unit("Da", "dalton", { g: 1 }, -24, 1.6605390666),
  unit("s", "second sec", { s: 1 }),
  unit("min", "minute", { s: 1 }, 0, 60, false),
  unit("h", "hour", { s: 1 }, 0, 3600, false),
  unit("d", "day", { s: 1 }, 0, 86400, false),
  unit("Hz", "hertz", { s: -1 }),
  unit("Bq", "becquerel", { s: -1 }),
  unit("cps", "", { s: -1 }),
  unit("A", "ampere amp", { A: 1 }),
  unit("K", "kelvin", { K: 1 }),
  unit("mol", "mole", { mol: 1 }),
  unit("cd", "candela", { cd: 1 }),
  unit("rad", "radian", {}),
  unit("sr", "steradian", {}),
  unit("deg", "degree °", {}, 0, Math.PI / 180),
  unit("arcmin", "arcminute", {}, 0, Math.PI / 10800, false),
  unit("arcsec", "arcsecond", {}, 0, Math.PI / 648000),
  unit("count", "", {}),
  unit("%", "percent", {}, -2, 1, false),
  unit("eV", "electronvolt electron_volt", { g: 1, m: 2, s: -2 }, -16, 1.602176634),
  unit("J", "joule", { g: 1, m: 2, s: -2 }, 3),
  unit("W", "watt", { g: 1, m: 2, s: -3 }, 3),
  unit("N", "newton", { g: 1, m: 1, s: -2 }, 3),
  unit("Pa", "pascal", { g: 1, m: -1, s: -2 }, 3),
  unit("bar", "", { g: 1, m: -1, s: -2 }, 8),
  unit("torr", "", { g: 1, m: -1, s: -2 }, 3, 101325 / 760),
  unit("C", "coulomb", { A: 1, s: 1 }),
  unit("V", "volt", { g: 1, m: 2, s: -3, A: -1 }, 3),
  unit("F", "farad", { g: -1, m: -2, s: 4, A: 2 }, -3),
  unit("Ω", "ohm", { g: 1, m: 2, s: -3, A: -2 }, 3),
  unit("S", "siemens", { g: -1, m: -2, s: 3, A: 2 }, -3),
  unit("Wb", "weber", { g: 1, m: 2, s: -2, A: -1 }, 3),
  unit("T", "tesla", { g: 1, s: -2, A: -1 }, 3),
  unit("H", "henry", { g: 1, m: 2, s: -2, A: -2 }, 3),
  unit("l", "liter litre L", { m: 3 }, -3),
])();
