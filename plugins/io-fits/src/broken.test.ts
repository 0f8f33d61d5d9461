import { arange, array, type NDArray } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { describe, expect, it } from "vitest";
import { codeOf, type Golden } from "../../../tools/golden/golden.js";
import document from "../golden/files.json" with { type: "json" };
import { fromBase64 } from "../golden/support.js";
import { encodeFits, openFits } from "./index.js";

const { cases } = document as Golden<{ readonly name: string; readonly bytes: string }>;

/** Opens a file and decodes everything in it. */
function readAll(bytes: Uint8Array, maxBytes = 2 ** 26): number {
  let parts = 0;
  for (const hdu of openFits(bytes, { maxBytes })) {
    if (hdu.kind === "image") parts += hdu.data?.size ?? 0;
    else if (hdu.kind !== "other") for (const column of hdu.columns) parts += Number(column.values !== undefined);
  }
  return parts;
}

/** The codes of what went wrong; anything that has none is thrown again. */
function outcome(bytes: Uint8Array): string {
  try {
    readAll(bytes);
    return "read";
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
}

function withCards(cards: string[], data: Uint8Array = new Uint8Array(2880)): Uint8Array {
  const text = [...cards.map((card) => card.padEnd(80)), "END".padEnd(80)].join("").padEnd(2880);
  return Uint8Array.from([...Uint8Array.from(text, (c) => c.charCodeAt(0)), ...data]);
}

const head = (bitpix: number, ...sizes: (number | string)[]): string[] => [
  "SIMPLE  =                    T",
  `BITPIX  = ${bitpix}`,
  `NAXIS   = ${sizes.length}`,
  ...sizes.map((size, i) => `NAXIS${i + 1}  = ${size}`),
];

describe("broken files", () => {
  it("cut off anywhere are refused, or read as far as whole parts go", () => {
    for (const { bytes } of cases.filter((_, i) => i % 4 === 0)) {
      const file = fromBase64(bytes);
      for (let sixteenth = 0; sixteenth < 16; sixteenth++)
        expect(["BAD_FILE", "read"]).toContain(outcome(file.slice(0, Math.floor((file.length * sixteenth) / 16))));
    }
  });

  it("with changed bytes are read or refused, and nothing else", () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(1664525, state) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const seen = new Set<string>();
    for (let run = 0; run < 3000; run++) {
      const file = fromBase64((cases[random(cases.length)] as { bytes: string }).bytes);
      for (let change = 0; change <= random(4); change++)
        file[random(Math.min(file.length, random(2) === 0 ? 9000 : file.length))] =
          random(3) === 0 ? 48 + random(10) : random(256);
      seen.add(outcome(file));
    }
    expect([...seen].sort()).toEqual(expect.arrayContaining(["BAD_FILE", "read"]));
    expect(["BAD_FILE", "OUT_OF_MEMORY", "UNSUPPORTED", "read"]).toEqual(expect.arrayContaining([...seen]));
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["something else", new Uint8Array(2880).fill(65)],
    ["no END", withCards([]).map((byte, i) => (i < 3 ? 65 : byte))],
    ["BITPIX 12", withCards(head(12, 4))],
    ["a negative size", withCards(head(8, -4))],
    ["a size that is no number", withCards(head(8, "'four'"))],
    ["sizes beyond any file", withCards(head(-64, 2 ** 40, 2 ** 40, 2 ** 40))],
    ["999 axes", withCards(["SIMPLE  =                    T", "BITPIX  = 8", "NAXIS   = 999"])],
    ["more data than bytes", withCards(head(8, 2881))],
    ["broken gzip", Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3)],
    ["gzip that is cut off", encodeFits({ data: arange(5000) }, { gzip: true }).slice(0, 900)],
  ])("of %s are BAD_FILE", (_, bytes) => expect(outcome(bytes)).toBe("BAD_FILE"));

  it("that unpack to more than allowed are stopped", () => {
    const bomb = encodeFits({ data: array(new Uint8Array(2 ** 22)) }, { gzip: true });
    expect(bomb.length).toBeLessThan(10_000);
    expect(codeOf(() => readAll(bomb, 2 ** 20))).toBe("BAD_FILE");
    expect(codeOf(() => readAll(encodeFits({ data: arange(1000) }), 100))).toBe("BAD_FILE");
    expect(codeOf(() => openFits(bomb, { maxBytes: -1 }))).toBe("BAD_ARGUMENT");
  });

  it("with tables whose columns do not fit their rows, or that hold nothing, are refused", () => {
    const table = (...cards: string[]): Uint8Array =>
      Uint8Array.from([
        ...withCards(head(8), new Uint8Array(0)),
        ...withCards(["XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "PCOUNT  = 0", "GCOUNT  = 1", ...cards]),
      ]);
    const rows = ["NAXIS1  = 4", "NAXIS2  = 2", "TFIELDS = 1"];
    expect(outcome(table(...rows, "TFORM1  = 'D'"))).toBe("BAD_FILE");
    expect(outcome(table(...rows, "TFORM1  = 'Y'"))).toBe("BAD_FILE");
    expect(outcome(table(...rows, "TFORM1  = '99999999999999999999J'"))).toBe("BAD_FILE");
    expect(outcome(table("NAXIS1  = 0", "NAXIS2  = 9000000000000000", "TFIELDS = 1", "TFORM1  = '0A'"))).toBe(
      "BAD_FILE",
    );
    expect(outcome(table(...rows, "TFORM1  = 'J'"))).toBe("read");
  });

  it("with a compression that is not read say so", () => {
    const file = fromBase64(
      (cases.find(({ name }) => name.startsWith("compressed RICE_1 i4")) as { bytes: string }).bytes,
    );
    const text = String.fromCharCode(...file);
    const at = text.indexOf("'RICE_1");
    for (const [i, character] of [..."'HCOMPR'"].entries()) file[at + i] = character.charCodeAt(0);
    expect(outcome(file)).toBe("UNSUPPORTED");
  });
});

describe("blanks of scaled columns", () => {
  it("are NaN", () => {
    const bytes = encodeFits({ columns: [{ name: "a", values: array([1, -9]).astype("int16") }] });
    const text = String.fromCharCode(...bytes);
    const end = text.indexOf(`${"END".padEnd(80)}`, 2880);
    const cards = ["TSCAL1  = 0.5", "TNULL1  = -9"].map((card) => card.padEnd(80)).join("") + "END".padEnd(80);
    for (const [i, character] of [...cards].entries()) bytes[end + i] = character.charCodeAt(0);
    const hdu = openFits(bytes)[1];
    if (hdu?.kind !== "binTable") throw new Error("no table");
    const column = hdu.column("a");
    expect(column.nullValue).toBe(-9);
    expect((column.values as NDArray).toNested()).toEqual([0.5, Number.NaN]);
  });
});
