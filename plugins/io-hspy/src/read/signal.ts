import { reshape } from "@core/array";
import { coreError } from "@core/array/runtime";
import { type Axis, MetadataTree, type ReadOptions, type SignalParts, UniformDataAxis } from "@core/signal";
import { type Group, readDataset } from "io-hdf5";
import { readAxes } from "./axes.js";
import { readColours } from "./colours.js";
import { modernise } from "./modernise.js";
import { readTree, type Tree, type TreeContext } from "./tree.js";

const dimensions: ReadonlyMap<unknown, number> = /* @__PURE__ */ new Map([
  ["spectrum", 1],
  ["image", 2],
]);

/** Signal types that are counts per channel, for files from before 3.1, which need not say whether axes are binned. */
const binnedTypes: ReadonlySet<string> = /* @__PURE__ */ new Set(["eels", "tem eels", "eds", "eds_sem", "eds_tem"]);

/** The signal that a group holds: its data, axes, metadata and original metadata. */
export async function readSignal(
  context: TreeContext,
  group: Group,
  version: number,
  options: ReadOptions,
): Promise<SignalParts> {
  const { hdf5 } = context;
  const item = group.get("data");
  if (!hdf5.isDataset(item))
    throw coreError("BAD_FILE", `hspy: ${group.path} holds no dataset "data", so it is not a signal.`);
  if (group.keys().includes("ragged_shapes"))
    throw coreError(
      "UNSUPPORTED",
      `hspy: ${group.path} holds a ragged signal (arrays of various sizes), which arrays cannot hold.`,
    );
  const colours = await readColours(context, item, options);
  const stored = colours ?? (await readDataset(hdf5, item, context.budget, options));
  const shape = colours === undefined ? stored.shape : stored.shape.slice(0, -1);
  const metadata = await readBranch(context, group, version < 1.2 ? "mapped_parameters" : "metadata");
  const original = await readBranch(context, group, version < 1.2 ? "original_parameters" : "original_metadata");
  modernise(metadata, version);

  const general = branch(metadata, "General");
  const title = general.get("title");
  if (typeof title !== "string" || title === "__unnamed__") general.set("title", "");
  const signal = branch(metadata, "Signal");
  const dimension = dimensions.get(signal.get("record_by"));
  signal.delete("record_by");
  const given = signal.get("signal_type");
  const type = typeof given === "string" ? given : "";
  signal.set("signal_type", type);

  const trees = await axisTrees(context, group, shape.length);
  const described = readAxes(trees, shape, dimension, group.path);
  const said = trees.some((tree) => tree instanceof Map && tree.has("is_binned"));
  const noted = signal.get("binned");
  const binned = typeof noted === "boolean" ? noted : !said && binnedTypes.has(type.toLowerCase()) ? true : undefined;
  if (typeof noted === "boolean") signal.delete("binned");
  const calibrated = binned === undefined ? described : bin(described, binned);
  const axes = colours === undefined ? calibrated : [...calibrated, colourAxis(colours.shape.at(-1) as number)];
  // A number without axes is a signal of one point, as everywhere in the signal package.
  const data = stored.shape.length === 0 ? reshape(stored, [1]) : stored;
  return {
    data,
    ...(stored.shape.length === 0 ? {} : { axes }),
    metadata: new MetadataTree(metadata),
    originalMetadata: new MetadataTree(original),
    type,
  };
}

function colourAxis(size: number): Axis {
  return new UniformDataAxis({ name: "RGB index", size, isColour: true });
}

function bin(axes: readonly Axis[], isBinned: boolean): Axis[] {
  return axes.map((axis) => (axis.navigate ? axis : axis.with({ isBinned })));
}

async function readBranch(context: TreeContext, group: Group, name: string): Promise<Tree> {
  const item = group.get(name);
  return context.hdf5.isGroup(item) ? readTree(context, item) : new Map();
}

function branch(tree: Tree, key: string): Tree {
  const found = tree.get(key);
  if (found instanceof Map) return found as Tree;
  const made: Tree = new Map();
  tree.set(key, made);
  return made;
}

async function axisTrees(context: TreeContext, group: Group, count: number): Promise<unknown[]> {
  const trees: unknown[] = [];
  for (let place = 0; place < count; place++) {
    const item = group.get(`axis-${place}`);
    if (!context.hdf5.isGroup(item)) break;
    trees.push(await readTree(context, item));
  }
  if (trees.length === count) return trees;
  const listed = group.get(`_list_${count}_axes`);
  if (!context.hdf5.isGroup(listed))
    throw coreError(
      "BAD_FILE",
      `hspy: ${group.path} describes ${trees.length} axes, its data have ${count}. Axes stand in groups axis-0, axis-1, ….`,
    );
  const tree = await readTree(context, listed);
  return [...tree].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}
