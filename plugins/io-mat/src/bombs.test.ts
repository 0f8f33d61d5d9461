import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import { decodeMat, savemat } from "./index.js";

const plain = savemat({ a: [1, 2, 3] });

/** A file with one compressed variable: the plain one and `length` zeros behind it. */
function packed(variable: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(variable.length + length);
  whole.set(variable);
  const body = zlibSync(whole, { level: 9 });
  const file = new Uint8Array(136 + body.length);
  file.set(plain.subarray(0, 128));
  new DataView(file.buffer).setUint32(128, 15, true);
  new DataView(file.buffer).setUint32(132, body.length, true);
  file.set(body, 136);
  return file;
}

describe("compressed variables that unpack to far more than they say", () => {
  it("are refused, whatever may be allocated", () => {
    expect(codeOf(() => decodeMat(packed(new Uint8Array(0), 2 ** 22), { maxBytes: 2 ** 22 }))).toBe("BAD_FILE");
    expect(codeOf(() => decodeMat(packed(plain.subarray(128), 2 ** 22), { maxBytes: 2 ** 23 }))).toBe("BAD_FILE");
    const honest = plain.slice(128);
    new DataView(honest.buffer).setUint32(4, 2 ** 22 + honest.length - 8, true);
    expect(codeOf(() => decodeMat(packed(honest, 2 ** 22), { maxBytes: 2 ** 18 }))).toBe("BAD_FILE");
  });

  it("are read with a little behind them", () => {
    expect(String(decodeMat(packed(plain.subarray(128), 40)).a)).toBe(String(decodeMat(plain).a));
  });
});

describe("files of level 4", () => {
  it("have names for their variables: zeros are no file", () => {
    expect(codeOf(() => decodeMat(new Uint8Array(2 ** 22)))).toBe("BAD_FILE");
  });
});
