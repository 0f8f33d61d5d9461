import { ByteWriter, noAddress } from "./bytes.js";

/** A chunk that is in the file already. */
export interface StoredChunk {
  /** The index of its first element. */
  readonly offset: readonly number[];
  /** Its bytes in the file. */
  readonly size: number;
  readonly address: number;
}

interface Node {
  readonly first: StoredChunk;
  readonly last: StoredChunk;
  readonly address: number;
}

// HDF5's own default of the rank of chunk trees, which superblocks of version 2 imply.
const mostChildren = 64;

/**
 * Adds the B-tree (version 1) that finds the chunks of a dataset, which must come in C order, and gives the address of its root.
 * Format: HDF5 file format specification, section III.A.1.
 */
export function encodeChunkTree(
  chunks: readonly StoredChunk[],
  elementBytes: number,
  add: (node: Uint8Array) => number,
): number | bigint {
  if (chunks.length === 0) return noAddress;
  let level = 0;
  let nodes: readonly Node[] = chunks.map((chunk) => ({ first: chunk, last: chunk, address: chunk.address }));
  do {
    nodes = encodeLevel(nodes, level, elementBytes, add);
    level++;
  } while (nodes.length > 1);
  return (nodes[0] as Node).address;
}

function encodeLevel(
  children: readonly Node[],
  level: number,
  elementBytes: number,
  add: (node: Uint8Array) => number,
): Node[] {
  const rank = (children[0] as Node).first.offset.length;
  const nodeBytes = 24 + mostChildren * 8 + (mostChildren + 1) * (8 + 8 * (rank + 1));
  const padded = 8 * Math.ceil(nodeBytes / 8);
  const groups: Node[][] = [];
  for (let at = 0; at < children.length; at += mostChildren) groups.push(children.slice(at, at + mostChildren));
  // All nodes have the same length, so each knows where its neighbours will stand.
  let address: number | undefined;
  return groups.map((group, i) => {
    const left = i === 0 || address === undefined ? noAddress : address;
    const node = new ByteWriter().bytes(new TextEncoder().encode("TREE")).u8(1, level).u16(group.length).u64(left);
    const isLast = i === groups.length - 1;
    const rightAt = node.length;
    node.u64(noAddress);
    for (const child of group) encodeKey(node, child.first, 0, level === 0).u64(child.address);
    const last = (group.at(-1) as Node).last;
    encodeKey(node, last, elementBytes, false);
    const bytes = node.zeros(padded - node.length).done();
    const own = add(bytes);
    if (!isLast) new DataView(bytes.buffer).setBigUint64(rightAt, BigInt(own + padded), true);
    address = own;
    return { first: (group[0] as Node).first, last, address: own };
  });
}

/** A key: the chunk's bytes, no skipped filter, its offset and, in the last place, 0, or the size of an element after the last chunk. */
function encodeKey(node: ByteWriter, chunk: StoredChunk, end: number, withSize: boolean): ByteWriter {
  node.u32(withSize ? chunk.size : 0).u32(0);
  for (const index of chunk.offset) node.u64(index);
  return node.u64(end);
}
