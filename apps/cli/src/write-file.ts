import { coreError } from "@core/array";

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed.
 * @throws EXISTS when it is there and may not be replaced, NOT_FOUND when its folder is not there
 */
export async function writeFileAtomically(
  path: string,
  bytes: Uint8Array | string,
  options: { readonly overwrite?: boolean } = {},
): Promise<void> {
  const { access, link, rename, unlink, writeFile } = await import("node:fs/promises");
  const exists = async (): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  const refuse = (): Error =>
    coreError("EXISTS", `"${path}" exists: give another name or say that it may be replaced (--force).`);
  if (options.overwrite !== true && (await exists())) throw refuse();
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.part`;
  try {
    await writeFile(temporary, bytes, { flag: "wx" });
    if (options.overwrite === true) await rename(temporary, path);
    else await link(temporary, path);
  } catch (cause) {
    const code = (cause as { code?: string }).code;
    if (code === "EEXIST") throw refuse();
    throw coreError(
      code === "ENOENT" ? "NOT_FOUND" : "FAILED",
      `"${path}" cannot be written: ${(cause as Error).message}`,
      { cause },
    );
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}
