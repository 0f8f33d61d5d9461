import { isCoreError } from "@core/array/runtime";
import { describe, expect, it } from "vitest";
import { expectStored, type Golden, type StoredArray } from "../../../tools/golden/golden.js";
import document from "../golden/file.json" with { type: "json" };
import {
  type Budget,
  type Dataset,
  type Hdf5,
  hasSignature,
  makeBudget,
  makeResolve,
  readAttribute,
  readBytes,
  readCharacterLists,
  readDataset,
  withHdf5,
} from "./index.js";

interface FileCase {
  readonly bytes: string;
  readonly arrays: Readonly<Record<string, StoredArray>>;
}

const [{ bytes: text, arrays }] = (document as unknown as Golden<FileCase>).cases as readonly [FileCase];
const file = (): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

async function opened<T>(use: (hdf5: Hdf5, budget: Budget) => Promise<T> | T, maxBytes = 1e8): Promise<T> {
  return withHdf5(file(), "test", (hdf5) => use(hdf5, makeBudget(maxBytes, hdf5.fileBytes, hdf5.format)));
}

function datasetAt(hdf5: Hdf5, path: string): Dataset {
  const item = hdf5.root.get(path);
  if (!hdf5.isDataset(item)) throw new Error(`no dataset ${path}`);
  return item;
}

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "read",
    (error) => {
      if (isCoreError(error)) return error.message;
      throw error;
    },
  );
}

describe("datasets", () => {
  it.each(Object.keys(arrays))("%s are read", async (path) => {
    const a = await opened((hdf5, budget) => readDataset(hdf5, datasetAt(hdf5, path), budget));
    expectStored(a, arrays[path], { rtol: 0 }, path);
  });

  it.each([
    ["texts", "texts"],
    ["vlen", "texts"],
    ["points", 'structures with the fields "n", "x"'],
    ["references", "references"],
  ])("of %s are refused in the name of the format", async (path, what) => {
    const message = await failure(opened((hdf5, budget) => readDataset(hdf5, datasetAt(hdf5, path), budget)));
    expect(message).toMatch(/^\[UNSUPPORTED\] test: /);
    expect(message).toContain(what);
  });

  it("give their bytes, but no addresses of the library's memory", async () => {
    const bytes = await opened((hdf5, budget) => readBytes(hdf5, datasetAt(hdf5, "points"), budget));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect([view.getInt32(0, true), view.getFloat64(4, true), view.getFloat64(16, true)]).toEqual([1, 2.5, 4.5]);
    expect(await failure(opened((hdf5, budget) => readBytes(hdf5, datasetAt(hdf5, "vlen"), budget)))).toMatch(
      /^\[UNSUPPORTED\]/,
    );
  });

  it("stop when asked, tell how far they are and keep to the budget", async () => {
    const steps: number[][] = [];
    await opened((hdf5, budget) =>
      readDataset(hdf5, datasetAt(hdf5, "packed"), budget, { onProgress: (...step) => steps.push(step) }),
    );
    expect(steps).toEqual([[2400, 2400]]);
    const signal = AbortSignal.abort();
    expect(
      await failure(opened((hdf5, budget) => readDataset(hdf5, datasetAt(hdf5, "packed"), budget, { signal }))),
    ).toMatch(/^\[ABORTED\]/);
    expect(await failure(opened((hdf5, budget) => readDataset(hdf5, datasetAt(hdf5, "packed"), budget), 100))).toMatch(
      /^\[BAD_FILE\] test: .*maxBytes/,
    );
  });
});

describe("attributes", () => {
  it("are arrays, or lists of characters", async () => {
    await opened((hdf5, budget) => {
      const attribute = (name: string): ReturnType<Hdf5["attribute"]> =>
        hdf5.attribute(datasetAt(hdf5, "packed"), name);
      expect(readAttribute(hdf5, attribute("scale"), budget)?.toNested()).toEqual([0.5, 2]);
      expect(readAttribute(hdf5, attribute("name"), budget)).toBeUndefined();
      expect(readCharacterLists(hdf5, attribute("fields"), budget)).toEqual(["first", "second"]);
      expect(readCharacterLists(hdf5, attribute("scale"), budget)).toBeUndefined();
    });
  });
});

describe("references", () => {
  it("lead to paths, with and without a group that is listed", async () => {
    await opened(async (hdf5, budget) => {
      const bytes = await readBytes(hdf5, datasetAt(hdf5, "references"), budget);
      const group = hdf5.root.get("numbers");
      for (const listed of [undefined, hdf5.isGroup(group) ? group : undefined]) {
        const resolve = makeResolve(hdf5, listed, budget);
        expect([resolve(bytes.slice(0, 8)), resolve(bytes.slice(8, 16))]).toEqual(["/numbers/int8", "/packed"]);
        expect(resolve(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 0))).toBeUndefined();
      }
    });
  });
});

describe("files", () => {
  it("are known by their signature, behind other bytes, too", () => {
    expect([hasSignature(file()), hasSignature(file().subarray(1)), hasSignature(new Uint8Array(0))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("that are cut off or of something else are BAD_FILE, and the next one is read", async () => {
    for (let part = 0; part < 16; part++) {
      const cut = file().subarray(0, (file().length * part) >> 4);
      expect(await failure(withHdf5(cut, "test", (hdf5) => hdf5.root.keys()))).toMatch(/^\[BAD_FILE\] test: /);
    }
    expect(await opened((hdf5) => hdf5.root.keys().includes("packed"))).toBe(true);
  });

  it("that claim more than they hold are BAD_FILE, and the library takes no memory for that", async () => {
    const memory = async (): Promise<number> => opened((hdf5) => hdf5.module.HEAPU8.length);
    const before = await memory();
    const claims = (at: number, value: bigint): Uint8Array => {
      const bytes = file().slice();
      new DataView(bytes.buffer).setBigUint64(at, value, true);
      return bytes;
    };
    const text = String.fromCharCode(...file());
    const root = Number(new DataView(file().buffer, file().byteOffset).getBigUint64(64, true));
    // The header of the root, its names, and the texts of all attributes.
    const broken = [
      claims(root + 8, 0x38000000n),
      claims(text.indexOf("HEAP") + 8, 0x38000000n),
      claims(text.indexOf("GCOL") + 8, 0x38000000n),
    ];
    for (const bytes of broken) {
      const read = withHdf5(bytes, "test", (hdf5) => {
        const list = datasetAt(hdf5, "packed");
        return readCharacterLists(hdf5, hdf5.attribute(list, "fields"), makeBudget(1e6, 1e6, "test"));
      });
      // The heap of another group does not matter here.
      expect(await failure(read)).toMatch(/^\[BAD_FILE\] test: |^read$/);
    }
    expect(await memory()).toBe(before);
  });

  it("reach no other file", async () => {
    await opened((hdf5) => expect(hdf5.isDataset(hdf5.root.get("link"))).toBe(false));
  });
});
