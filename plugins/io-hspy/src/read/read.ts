import { coreError, describeValue } from "@core/array/runtime";
import type { ReadOptions, SignalParts, SourceFile } from "@core/signal";
import { type Group, type Hdf5, hasSignature, makeBudget, withHdf5 } from "io-hdf5";
import { readSignal } from "./signal.js";
import { readValue, type TreeContext } from "./tree.js";

const defaultMaxBytes = 4 * 2 ** 30;

/**
 * Reads all signals of a HyperSpy file (.hspy or .hdf5, format versions 1.0 to 3.x) in the order of their groups.
 * Learning results and models are left out.
 * @throws BAD_FILE for broken, hostile and foreign files, UNSUPPORTED for ragged signals and structured elements, ABORTED
 */
export async function readHspy(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  const maxBytes: unknown = options.maxBytes ?? defaultMaxBytes;
  if (!(typeof maxBytes === "number" && maxBytes >= 0))
    throw coreError("BAD_ARGUMENT", `maxBytes: got ${describeValue(maxBytes)}, expected a number from 0.`);
  if (!hasSignature(await file.read(0, 2048 + 8)))
    throw coreError("BAD_FILE", "hspy: the file has no HDF5 signature, so it is not an HDF5 file.");
  const bytes = await file.bytes();
  return withHdf5(bytes, "hspy", (hdf5) => readAll(hdf5, options, maxBytes));
}

async function readAll(hdf5: Hdf5, options: ReadOptions, maxBytes: number): Promise<SignalParts[]> {
  const context: TreeContext = {
    hdf5,
    budget: makeBudget(maxBytes, hdf5.fileBytes, hdf5.format),
    signal: (group) => readSignal(context, group, version, {}),
  };
  const version = readVersion(context);
  const experiments = hdf5.root.keys().includes("Experiments") ? hdf5.root.get("Experiments") : undefined;
  const signals: SignalParts[] = [];
  if (hdf5.isGroup(experiments)) {
    for (const name of experiments.keys()) {
      const group = experiments.get(name);
      if (!hdf5.isGroup(group) || !group.keys().includes("data")) continue;
      signals.push(await readSignal(context, group, version, options));
    }
  }
  if (signals.length === 0)
    throw coreError(
      "BAD_FILE",
      `hspy: the HDF5 file holds no signals of HyperSpy (no groups with "data" in "Experiments"); it has ${hdf5.root.keys().slice(0, 8).map(describeValue).join(", ") || "nothing"} at its root and is of another program.`,
    );
  return signals;
}

/** The format version; files without one are of version 1.0, from before it was written. */
function readVersion(context: TreeContext): number {
  const root = context.hdf5.root as Group;
  if (!context.hdf5.module.get_attribute_names(root.file_id, "/").includes("file_format_version")) return 1;
  const given = readValue(context, context.hdf5.attribute(root, "file_format_version"));
  const version = Number.parseFloat(String(given));
  if (Number.isFinite(version)) return version;
  throw coreError(
    "BAD_FILE",
    `hspy: the file format version is ${describeValue(given)}, expected a number such as 3.1.`,
  );
}
