import { fromData, type NDArray } from "@core/array";
import type { ReadOptions } from "@core/signal";
import { type Dataset, type Metadata, readBytes } from "io-hdf5";
import type { TreeContext } from "./tree.js";

const integer = 0;
const compound = 6;

/** The data of a picture in colours, which HyperSpy stores as structures of R, G, B (and A): the fields as a last axis. Undefined for other data. */
export async function readColours(
  context: TreeContext,
  dataset: Dataset,
  options: ReadOptions,
): Promise<NDArray | undefined> {
  const { metadata } = dataset;
  const width = sampleBytes(metadata);
  if (width === undefined || metadata.shape === null) return undefined;
  const bytes = await readBytes(context.hdf5, dataset, context.budget, options);
  const shape = [...metadata.shape.map(Number), metadata.size / width];
  return width === 1
    ? fromData(bytes as Uint8Array<ArrayBuffer>, shape)
    : fromData(new Uint16Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength / 2), shape);
}

/** Bytes of one colour, 1 or 2; undefined where elements are not colours one behind the other. */
function sampleBytes(type: Metadata): number | undefined {
  const members = type.type === compound ? (type.compound_type?.members ?? []) : [];
  const width = members[0]?.size;
  if ((width !== 1 && width !== 2) || type.size !== members.length * width) return undefined;
  const names = members.map(({ name }) => name).join("");
  const areSamples = members.every(
    (member, i) => member.type === integer && !member.signed && member.size === width && member.offset === i * width,
  );
  return (names === "RGB" || names === "RGBA") && areSamples ? width : undefined;
}
