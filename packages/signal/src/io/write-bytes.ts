import { coreError, describeValue, isCoreError } from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { nodeModule } from "./node.js";
import { fileError } from "./source.js";

/**
 * Writes a file whole or not at all: first beside it, then in its place, so that no half file is ever seen.
 * @param bytes what to write, or what makes it: it is called only where the file may be written
 * @throws EXISTS when the file is there and `overwrite` is not true, NOT_FOUND when its folder is not there, UNSUPPORTED in a browser
 */
export async function writeBytes(
  target: string,
  bytes: Uint8Array | string | (() => Promise<Uint8Array | string>),
  options: { readonly overwrite?: boolean } = {},
): Promise<void> {
  checkOptions("writeBytes", options, { overwrite: "boolean" });
  checkKind("writeBytes", "target", target, "string");
  if (typeof bytes !== "string" && typeof bytes !== "function" && !ArrayBuffer.isView(bytes))
    throw coreError(
      "BAD_ARGUMENT",
      `writeBytes: got ${describeValue(bytes)}, expected bytes, a text or what makes them.`,
    );
  const { overwrite = false } = options;
  const files = await nodeModule(
    "node:fs/promises",
    "save: there is no file system here; encode(runtime, signal, format) gives the bytes.",
  );
  if (!overwrite && (await exists(files, target))) throw existing(target);
  await replace(files, target, typeof bytes === "function" ? await bytes() : bytes, overwrite);
}

type Files = typeof import("node:fs/promises");

async function exists(files: Files, path: string): Promise<boolean> {
  return files.lstat(path).then(
    () => true,
    () => false,
  );
}

function existing(target: string): Error {
  return coreError("EXISTS", `${target} is there already: pass { overwrite: true } to replace it.`);
}

async function replace(files: Files, target: string, bytes: Uint8Array | string, overwrite: boolean): Promise<void> {
  const temporary = `${target}.${crypto.randomUUID().slice(0, 8)}.part`;
  try {
    const handle = await files.open(temporary, "wx");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // A link fails where the name is taken, so that nothing which came in the meantime is lost.
    if (overwrite) await files.rename(temporary, target);
    else await link(files, temporary, target);
  } catch (cause) {
    await files.rm(temporary, { force: true });
    throw isCoreError(cause) ? cause : fileError(target, cause);
  }
}

async function link(files: Files, temporary: string, target: string): Promise<void> {
  try {
    await files.link(temporary, target);
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    if (code === "EEXIST") throw existing(target);
    if (await exists(files, target)) throw existing(target);
    await files.rename(temporary, target);
    return;
  }
  await files.rm(temporary, { force: true });
}
