/**
 * Reads the files of HyperSpy in files/ and writes each signal again, for check.py.
 * Run: node write.mjs FOLDER && /usr/bin/python3 check.py FOLDER
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("write.mjs: name the folder to write to");
mkdirSync(folder, { recursive: true });
const golden = new URL(".", import.meta.url);

const scratch = mkdtempSync(join(fileURLToPath(golden), "../node_modules/.write-"));
try {
  const outfile = join(scratch, "codec.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../src/index.ts", golden))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["hyperscope-source"],
    external: ["h5wasm"],
  });
  const { decodeHspy, encodeHspy } = await import(pathToFileURL(outfile).href);
  let count = 0;
  for (const name of readdirSync(new URL("files/", golden)).sort()) {
    if (name.startsWith("refused")) continue;
    const bytes = new Uint8Array(gunzipSync(readFileSync(new URL(`files/${name}`, golden))));
    for (const [i, signal] of (await decodeHspy(bytes)).entries()) {
      const compression = i % 2 === 0 ? "gzip" : "none";
      writeFileSync(join(folder, `${name.replace(".gz", "")}-${i}.hspy`), await encodeHspy(signal, { compression }));
      count++;
    }
  }
  console.log(`${count} files in ${folder}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
