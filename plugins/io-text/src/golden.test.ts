import { isNDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf, expectStored, type Golden, type StoredArray, storedArray } from "../../../tools/golden/golden.js";
import stored from "../golden/text.json" with { type: "json" };
import { fromstring, genfromtxt, loadtxt, recfromcsv, savetxt, type TextTable } from "./index.js";

interface Case {
  readonly name: string;
  readonly array?: StoredArray;
  readonly text?: string;
  readonly options: Record<string, unknown>;
  readonly expected?: unknown;
  readonly refused?: true;
}

const calls: Readonly<Record<string, (text: string, options: object) => unknown>> = {
  loadtxt,
  genfromtxt,
  recfromcsv,
  fromstring,
};
const { cases } = stored as Golden<Case>;

/** A table with its columns as they are stored; texts as they are. */
function expectTable(
  actual: unknown,
  expected: { names: string[]; columns: Record<string, unknown> },
  label: string,
): void {
  const table = actual as TextTable;
  expect(table.names, label).toEqual(expected.names);
  for (const name of expected.names) {
    const column = expected.columns[name];
    if (Array.isArray(column)) expect(table.columns[name], `${label} ${name}`).toEqual(column);
    else expectStored(table.columns[name], column, { rtol: 0 }, `${label} ${name}`);
  }
}

describe("as NumPy", () => {
  for (const { name, array, text = "", options, expected, refused } of cases) {
    it(`${name} ${JSON.stringify(text).slice(0, 60)} ${JSON.stringify(options)}`, () => {
      if (array !== undefined) expect(savetxt(storedArray(array), options)).toBe(expected);
      else {
        const call = calls[name] as (text: string, options: object) => unknown;
        if (refused) expect(codeOf(() => call(text, options))).toMatch(/^BAD_/);
        else {
          const result = call(text, options);
          if (isNDArray(result)) expectStored(result, expected, { rtol: 0 }, name);
          else expectTable(result, expected as never, name);
        }
      }
    });
  }
});
