import { coreError, fromData, isCoreError, type Plugin } from "@core/array";
import type { Reader, SignalParts, SourceFile, Writer } from "../src/contract.js";
import { MetadataTree } from "../src/metadata/tree.js";

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The bytes of a toy file: a magic word and one list of small numbers for each signal. */
export function toyFile(magic: string, ...signals: number[][]): Uint8Array {
  const body = signals.flatMap((list) => [list.length, ...list]);
  return Uint8Array.from([...[...magic].map((sign) => sign.charCodeAt(0)), ...body]);
}

async function readToy(file: SourceFile, magic: string): Promise<SignalParts[]> {
  const bytes = await file.bytes();
  if (text(bytes.subarray(0, 4)) !== magic) throw coreError("BAD_FILE", `the file does not begin with ${magic}.`);
  const signals: SignalParts[] = [];
  for (let at = 4; at < bytes.length; ) {
    const length = bytes[at] ?? 0;
    if (at + 1 + length > bytes.length) throw new RangeError("cut off");
    const metadata = new MetadataTree({
      General: { title: `signal ${signals.length}` },
      Signal: { signal_type: "TOY" },
    });
    signals.push({ data: fromData(bytes.slice(at + 1, at + 1 + length), length), metadata });
    at += 1 + length;
  }
  return signals;
}

/** A reader of toy files. */
export function toyReader(name: string, magic: string, extensions: string[], sniffs = true): Reader {
  return {
    format: { name, extensions, ...(sniffs ? { sniff: (head) => Number(text(head.subarray(0, 4)) === magic) } : {}) },
    read: { load: async () => (file) => readToy(file, magic) },
  };
}

/** A writer of toy files that refuses more than one axis. */
export const toyWriter: Writer = {
  format: { name: "Toy", extensions: ["toy"] },
  refuses: (signal) => (signal.axes.length > 1 ? "it has more than one axis." : undefined),
  write: async (signal) => toyFile("TOY1", signal.data.toNested() as number[]),
};

/** A plugin of toy files. */
export const toys: Plugin = {
  name: "io-toy",
  version: "1.0.0",
  provides: {
    "@core/signal/reader#1": [
      toyReader("Toy", "TOY1", ["toy"]),
      toyReader("Toy 2", "TOY2", ["toy"]),
      toyReader("Silent", "SLNT", ["slt"], false),
      {
        format: {
          name: "Broken",
          extensions: ["brk"],
          sniff: () => {
            throw new Error("sniff");
          },
        },
        read: async () => [],
      },
    ],
    "@core/signal/writer#1": [toyWriter],
  },
};

/** The code and text of the error that a promise ends in. */
export async function errorOf(result: Promise<unknown>): Promise<string> {
  const error: unknown = await result.then(
    () => "no error",
    (reason: unknown) => reason,
  );
  return isCoreError(error) ? error.message : `uncoded ${String(error)}`;
}
