import { isNDArray } from "@core/array";
import { expect } from "vitest";
import { expectStored, isStoredArray, type StoredArray } from "../../../tools/golden/golden.js";
import type { MatValue } from "../src/index.js";

/** What make.py says about a value. */
export type Described =
  | StoredArray
  | { readonly kind: "text"; readonly texts: readonly string[] }
  | { readonly kind: "opaque" }
  | { readonly kind: "cell"; readonly shape: readonly number[]; readonly elements: readonly Described[] }
  | {
      readonly kind: "struct";
      readonly shape: readonly number[];
      readonly fields: readonly string[];
      readonly elements: readonly (readonly Described[])[];
    }
  | {
      readonly kind: "sparse";
      readonly shape: readonly number[];
      readonly rows: readonly number[];
      readonly columns: readonly number[];
      readonly values: StoredArray;
    };

/** A file of files.json. */
export interface FileCase {
  readonly name: string;
  readonly bytes: string;
  /** Options of savemat; null for files that SciPy cannot write. */
  readonly options: {
    readonly format?: "4";
    readonly do_compression?: boolean;
    readonly oned_as?: "column";
    readonly long_field_names?: boolean;
  } | null;
  readonly values: Readonly<Record<string, Described | string>>;
  readonly whos: readonly (readonly [string, readonly number[], string])[] | null;
}

/** Bytes of their base64 text. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Expects a value to be the one that SciPy reads, whose logical arrays are uint8. */
export function expectValue(actual: MatValue | undefined, wanted: Described, label: string): void {
  if (isStoredArray(wanted)) {
    const isLogical = isNDArray(actual) && actual.dtype === "bool" && wanted.dtype === "uint8";
    expectStored(isLogical ? actual.astype("uint8") : actual, wanted, { rtol: 0 }, label);
    return;
  }
  if (wanted.kind === "text") {
    const texts = typeof actual === "string" ? [actual] : (actual as readonly string[]);
    expect(texts, label).toEqual(wanted.texts.length === 0 ? [""] : wanted.texts);
    return;
  }
  expect((actual as { kind?: string }).kind, label).toBe(wanted.kind);
  if (wanted.kind === "opaque") return;
  expect((actual as { shape?: number[] }).shape, label).toEqual(wanted.shape);
  const value = actual as Exclude<MatValue, string | readonly string[]>;
  if (isNDArray(value) || value.kind === "opaque") return;
  if (value.kind === "cell" && wanted.kind === "cell")
    wanted.elements.forEach((one, i) => {
      expectValue(value.elements[i], one, `${label}{${i}}`);
    });
  if (value.kind === "struct" && wanted.kind === "struct") {
    expect(value.fields, label).toEqual(wanted.fields);
    expect(value.elements.length, label).toBe(wanted.elements.length);
    wanted.elements.forEach((element, i) => {
      element.forEach((one, j) => {
        const key = wanted.fields[j] as string;
        expectValue(value.elements[i]?.[key], one, `${label}(${i}).${key}`);
      });
    });
  }
  if (value.kind === "sparse" && wanted.kind === "sparse") {
    expect([...value.rows], label).toEqual(wanted.rows);
    expect([...value.columns], label).toEqual(wanted.columns);
    expectStored(
      value.values.dtype === "bool" && wanted.values.dtype === "uint8" ? value.values.astype("uint8") : value.values,
      wanted.values,
      { rtol: 0 },
      label,
    );
  }
}
