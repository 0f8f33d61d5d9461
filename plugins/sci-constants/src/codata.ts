import { checkKind, coreError, describeValue } from "@core/array/runtime";
import { codata2018 } from "./codata-2018.js";
import { earlier } from "./codata-earlier.js";
import type { PhysicalConstant } from "./physical-constant.js";

/**
 * Value, unit and standard uncertainty of physical constants by name: CODATA 2018, and what earlier sets had and 2018 has not.
 * Source: E. Tiesinga et al., Rev. Mod. Phys. 93 (2021) 025010.
 */
export const physicalConstants: Readonly<Record<string, PhysicalConstant>> = /* @__PURE__ */ combine(
  codata2018,
  earlier,
);

/**
 * The value of a physical constant.
 * @param key a name, for example `"elementary charge"`
 * @throws NOT_FOUND for an unknown name
 */
export function value(key: string): number {
  return entry(key)[0];
}

/**
 * The unit of a physical constant, empty for pure numbers.
 * @throws NOT_FOUND for an unknown name
 */
export function unit(key: string): string {
  return entry(key)[1];
}

/**
 * The relative standard uncertainty of a physical constant, 0 for exact ones; it has the sign of the value.
 * @throws NOT_FOUND for an unknown name
 */
export function precision(key: string): number {
  const [own, , uncertainty] = entry(key);
  return uncertainty / own;
}

/** The names in CODATA 2018 that contain a text, whatever its case, in alphabetical order; all names without a text. */
export function find(sub = ""): string[] {
  if (sub !== undefined) checkKind("find", "sub", sub, "string");
  const wanted = sub.toLowerCase();
  return Object.keys(codata2018)
    .filter((key) => key.toLowerCase().includes(wanted))
    .sort();
}

function entry(key: string): PhysicalConstant {
  const found = Object.hasOwn(physicalConstants, key) ? physicalConstants[key] : undefined;
  if (found !== undefined) return found;
  const near = typeof key === "string" ? find(key).slice(0, 3) : [];
  const hint = near.length > 0 ? ` Did you mean ${near.map((one) => JSON.stringify(one)).join(" or ")}?` : "";
  throw coreError("NOT_FOUND", `key: ${describeValue(key)} is no physical constant; find(text) lists them.${hint}`);
}

function combine(
  current: Readonly<Record<string, PhysicalConstant>>,
  former: Readonly<Record<string, PhysicalConstant>>,
): Readonly<Record<string, PhysicalConstant>> {
  return { ...former, ...current };
}
