/** Packs bytes as a zlib stream. */
export type Deflate = (bytes: Uint8Array) => Promise<Uint8Array>;

/** How many blocks are packed at a time: zlib in Node and the browser's own work in threads. */
export const parallelBlocks = 4;

/**
 * What packs: zlib in Node, with the level asked for; CompressionStream in browsers, which knows one level only.
 */
export async function makeDeflate(level: number): Promise<Deflate> {
  const zlib = await nodeZlib();
  if (zlib === undefined) return streamDeflate;
  return (bytes) =>
    new Promise((resolve, reject) => {
      zlib.deflate(bytes, { level }, (error, packed) => (error === null ? resolve(packed) : reject(error)));
    });
}

type NodeZlib = typeof import("node:zlib");

async function nodeZlib(): Promise<NodeZlib | undefined> {
  if (globalThis.process?.versions?.node === undefined) return undefined;
  return import("node:zlib").catch(() => undefined);
}

async function streamDeflate(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = new Blob([bytes as BlobPart]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** HDF5's shuffle filter: all first bytes of the elements, then all second bytes, and so on, which deflate packs better. */
export function shuffle(bytes: Uint8Array, elementBytes: number): Uint8Array {
  if (elementBytes === 1) return bytes;
  const shuffled = new Uint8Array(bytes.length);
  const count = bytes.length / elementBytes;
  for (let byte = 0, to = 0; byte < elementBytes; byte++)
    for (let i = 0, from = byte; i < count; i++, from += elementBytes) shuffled[to++] = bytes[from] as number;
  return shuffled;
}
