import { coreError, isCoreError, type Nested, toNested } from "@core/array";
import {
  bytesFile,
  type Reader,
  type ReadOptions,
  type SignalLike,
  type SignalParts,
  type SourceFile,
  type Writer,
} from "@core/signal";
import { type Case, check, checkCoded, failureOf } from "./case.js";
import { testNumbers } from "./random.js";

/** A file and what must be read from it. */
export interface GoldenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Checks what was read; throws when it is wrong. */
  readonly expect: (signals: readonly SignalParts[]) => void;
}

/** What {@link readerCases} is told. */
export interface ReaderCaseOptions {
  readonly golden: readonly GoldenFile[];
  /** Files of other formats, which it must not claim. */
  readonly foreign?: readonly Uint8Array[];
  /** How many damaged copies of each golden file are tried; 60 by default. */
  readonly mutations?: number;
  /** The longest that one damaged file may take, in milliseconds; 1000 by default. */
  readonly limit?: number;
  /** Whether a file may be cut anywhere and still be read (text formats). */
  readonly cutsMayRead?: boolean;
}

/** What every reader promises: right values, recognition, coded errors for damaged files in bounded time, abort and memory limits. */
export function readerCases(reader: Reader, options: ReaderCaseOptions): readonly Case[] {
  const { golden, foreign = [], mutations = 60, limit = 1000 } = options;
  const make = (id: string, run: Case["run"]): Case => ({ id: `reader/${reader.format.name}/${id}`, run });
  const read = async (file: SourceFile, settings: ReadOptions = {}): Promise<readonly SignalParts[]> => {
    const run = typeof reader.read === "function" ? reader.read : await reader.read.load();
    return run(file, settings);
  };
  /** A damaged file may be readable by chance; if not, the error is coded, and either way it is quick. */
  const survives = async (name: string, bytes: Uint8Array, what: string): Promise<boolean> => {
    const attempt = async (): Promise<[error: unknown, took: number]> => {
      const start = performance.now();
      return [await failureOf(() => read(bytesFile(bytes, name))), performance.now() - start];
    };
    let [error, took] = await attempt();
    check(error === undefined || isCoreError(error), `${what}: threw ${String(error)}, which has no code.`);
    // A busy machine may hold a quick reader up once, hardly twice.
    if (took >= limit) [error, took] = await attempt();
    check(took < limit, `${what}: took ${took.toFixed(0)} ms, the limit is ${limit} ms.`);
    return error === undefined;
  };
  const cases: Case[] = [
    make("extensions are lower case without a dot", () => {
      check(reader.format.extensions.length > 0, "there is none.");
      for (const extension of reader.format.extensions)
        check(/^[a-z0-9._-]+$/.test(extension) && !extension.startsWith("."), `"${extension}"`);
    }),
    make("an empty file is a coded error", () =>
      checkCoded(() => read(bytesFile(new Uint8Array(0), "empty")), undefined, "empty file"),
    ),
    make("text that is no such file is a coded error", () =>
      checkCoded(
        () => read(bytesFile(new TextEncoder().encode("no such file ".repeat(100)), "text")),
        undefined,
        "text",
      ),
    ),
  ];
  const { sniff } = reader.format;
  if (sniff !== undefined) {
    cases.push(
      make("recognises its own files by their first bytes, and no others", () => {
        for (const file of golden) check(sniff(file.bytes.subarray(0, 4096)) > 0.5, `${file.name}: not recognised.`);
        const others = [
          new Uint8Array(0),
          new Uint8Array(600),
          new TextEncoder().encode("plain text ".repeat(60)),
          ...foreign,
        ];
        for (const [i, bytes] of others.entries())
          check(sniff(bytes.subarray(0, 4096)) < 0.5, `foreign file ${i} is claimed.`);
      }),
    );
  }
  for (const file of golden) {
    cases.push(
      make(`${file.name}/reads right`, async () => {
        const before = file.bytes.slice();
        file.expect(await read(bytesFile(file.bytes, file.name)));
        check(
          before.every((byte, i) => byte === file.bytes[i]),
          "reading changed the bytes.",
        );
      }),
      make(`${file.name}/honours an aborted signal`, () =>
        checkCoded(
          () => read(bytesFile(file.bytes, file.name), { signal: AbortSignal.abort() }),
          ["ABORTED"],
          "aborted",
        ),
      ),
      make(`${file.name}/honours maxBytes`, () =>
        checkCoded(() => read(bytesFile(file.bytes, file.name), { maxBytes: 1 }), undefined, "maxBytes 1"),
      ),
      make(`${file.name}/cut at every 1/16 is a coded error`, async () => {
        for (let i = 0; i < 16; i++) {
          const read = await survives(
            file.name,
            file.bytes.slice(0, Math.floor((file.bytes.length * i) / 16)),
            `cut at ${i}/16`,
          );
          check(options.cutsMayRead === true || i > 8 || !read, `cut at ${i}/16: was read as if it were whole.`);
        }
      }),
      make(`${file.name}/${mutations} damaged copies end quickly, with a coded error if any`, async () => {
        const next = testNumbers(file.bytes.length);
        for (let i = 0; i < mutations; i++) {
          const bytes = file.bytes.slice();
          const span = i % 2 === 0 ? bytes.length : Math.min(bytes.length, 2048);
          for (let k = 0; k < 8; k++) bytes[Math.floor(next() * span)] = i % 3 === 0 ? 0xff : Math.floor(next() * 256);
          await survives(file.name, bytes, `damaged copy ${i}`);
        }
      }),
    );
  }
  return cases;
}

/** What every writer promises: what is written reads back the same. */
export function writerCases(
  writer: Writer,
  reader: Reader,
  samples: Readonly<Record<string, SignalLike>>,
): readonly Case[] {
  return Object.entries(samples).map(([name, sample]) => ({
    id: `writer/${writer.format.name}/${name} reads back the same`,
    run: async () => {
      const refused = writer.refuses?.(sample);
      if (refused !== undefined) throw coreError("NONCONFORMING", `refused: ${refused}`);
      const before = JSON.stringify(toNested(sample.data), bigAsText);
      const write = typeof writer.write === "function" ? writer.write : await writer.write.load();
      const read = typeof reader.read === "function" ? reader.read : await reader.read.load();
      const bytes = await write(sample, {});
      const again = await read(bytesFile(bytes, `${name}.${writer.format.extensions[0]}`), {});
      check(again.length === 1, `${again.length} signals were read back, one was written.`);
      const [got] = again as readonly [SignalParts];
      check(got.data.dtype === sample.data.dtype, `dtype ${got.data.dtype}, was ${sample.data.dtype}.`);
      check(
        got.data.shape.join() === sample.data.shape.join(),
        `shape (${got.data.shape}), was (${sample.data.shape}).`,
      );
      checkSame(toNested(got.data), toNested(sample.data));
      check(JSON.stringify(toNested(sample.data), bigAsText) === before, "writing changed the signal.");
    },
  }));
}

function bigAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function checkSame(got: Nested, expected: Nested): void {
  if (Array.isArray(got) && Array.isArray(expected)) {
    for (const [i, one] of got.entries()) checkSame(one, expected[i] as Nested);
    return;
  }
  const complex =
    typeof got === "object" && typeof expected === "object" && !Array.isArray(got) && !Array.isArray(expected);
  const same = complex ? Object.is(got.re, expected.re) && Object.is(got.im, expected.im) : Object.is(got, expected);
  check(same, `${String(got)} was read where ${String(expected)} was written.`);
}
