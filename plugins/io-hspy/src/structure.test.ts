import type { SignalLike } from "@core/signal";
import { type Group, type Hdf5, type Metadata, withHdf5 } from "io-hdf5";
import { describe, expect, it } from "vitest";
import { goldenFile } from "../golden/files.js";
import { decodeHspy, encodeHspy } from "./codec.js";

/** All attributes and datasets of a file with their datatypes, as texts. */
async function structureOf(bytes: Uint8Array): Promise<Map<string, string>> {
  return withHdf5(bytes, "hspy", (hdf5) => {
    const found = new Map<string, string>();
    visit(hdf5, hdf5.root, "", found);
    return found;
  });
}

function visit(hdf5: Hdf5, group: Group, path: string, found: Map<string, string>): void {
  for (const name of hdf5.module.get_attribute_names(group.file_id, group.path))
    found.set(`${path}@${name}`, typeOf(hdf5.attribute(group, name).metadata));
  for (const name of group.keys()) {
    const item = group.get(name);
    if (hdf5.isDataset(item)) {
      const filters = item.filters.map((filter) => filter.name).join(" ");
      const isData = name === "data";
      found.set(`${path}/${name}`, `${typeOf(item.metadata)}${isData ? ` ${item.metadata.chunks} ${filters}` : ""}`);
    } else if (hdf5.isGroup(item)) {
      found.set(`${path}/${name}`, "group");
      visit(hdf5, item, `${path}/${name}`, found);
    }
  }
}

function typeOf({
  type,
  size,
  signed,
  vlen,
  cset,
  shape,
  enum_type,
  compound_type,
}: Metadata & { cset?: number }): string {
  const members =
    enum_type === undefined ? compound_type?.members.map(({ name }) => name) : Object.keys(enum_type.members);
  return JSON.stringify({ type, size, signed, vlen, cset, shape, members });
}

describe("the structure of written files", () => {
  for (const name of ["eels.hspy", "axes.hspy"]) {
    it(`is that of HyperSpy's own ${name}`, async () => {
      const theirs = await structureOf(goldenFile(name));
      const ours = new Map<string, string>();
      for (const signal of await decodeHspy(goldenFile(name)))
        for (const [path, type] of await structureOf(await encodeHspy(signal as SignalLike))) ours.set(path, type);
      const left = [...theirs]
        .filter(([path, type]) => ours.get(path) !== type)
        .map(([path]) => path.replace(/^\/Experiments\/[^/@]*/, ""));
      expect(left.filter((path) => !meant(path))).toEqual([]);
      const more = [...ours.keys()].filter((path) => !theirs.has(path));
      expect(more.filter((path) => !path.endsWith("/learning_results"))).toEqual([]);
    });
  }
});

/** Where the files differ, and may. */
function meant(path: string): boolean {
  // The package that made the signal is not this one.
  if (path === "@package" || path === "@package_version") return true;
  // Learning results are not read, and HyperSpy's empty slots for them not written.
  if (path.startsWith("/learning_results")) return true;
  // Units that are an empty text are none here.
  if (path === "/axis-0@units") return true;
  // Whole numbers are integers here, whether or not Python had them as floats.
  return path.endsWith("@beam_energy");
}
