import { unzlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Golden } from "../../../tools/golden/golden.js";
import document from "../golden/files.json" with { type: "json" };
import { expectValue, type FileCase, fromBase64 } from "../golden/support.js";
import { decodeMat, loadmat, type MatValue, type SavematOptions, savemat, whosmat } from "./index.js";

const { cases } = document as Golden<FileCase>;
const scipy = cases.filter(({ options }) => options !== null);

function optionsOf({ options }: FileCase): SavematOptions {
  return {
    format: options?.format ?? "5",
    doCompression: options?.do_compression === true,
    longFieldNames: options?.long_field_names === true,
  };
}

/** The elements of a file behind its header, unpacked. */
function elementsOf(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Uint8Array[] = [];
  for (let at = 128; at < bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    found.push(unzlibSync(bytes.subarray(at + 8, at + 8 + length)));
    at += 8 + length;
  }
  return found;
}

describe("files", () => {
  for (const one of cases) {
    const wrong = Object.values(one.values).find((value) => typeof value === "string");
    if (wrong !== undefined) continue;
    it(`of ${one.name} are read as SciPy reads them`, async () => {
      const found = await loadmat(fromBase64(one.bytes));
      expect(Object.keys(found).sort()).toEqual(Object.keys(one.values).sort());
      for (const [name, wanted] of Object.entries(one.values))
        if (typeof wanted !== "string") expectValue(found[name], wanted, name);
    });
  }

  it.each(cases.filter(({ whos }) => whos !== null).map((one) => [one.name, one] as const))(
    "of %s are listed as SciPy lists them",
    async (_, { bytes, whos }) => {
      const found = await whosmat(fromBase64(bytes));
      const sorted = (list: typeof found): typeof found => [...list].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(found)).toEqual(sorted(whos as typeof found));
    },
  );

  // A list of texts has one axis, a matrix of texts in a file two.
  it.each(scipy.filter(({ name }) => name !== "matrix of texts").map((one) => [one.name, one] as const))(
    "of %s are written as SciPy writes them",
    (_, one) => {
      const theirs = fromBase64(one.bytes);
      const variables: Record<string, MatValue> = decodeMat(theirs);
      const ours = savemat(variables, optionsOf(one));
      if (one.options?.format === "4") expect(ours).toEqual(theirs);
      else if (one.options?.do_compression === true) {
        expect(ours.subarray(116, 128)).toEqual(theirs.subarray(116, 128));
        expect(elementsOf(ours)).toEqual(elementsOf(theirs));
      } else expect(ours.subarray(116)).toEqual(theirs.subarray(116));
    },
  );
});
