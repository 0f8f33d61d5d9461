// Compiles the kernels to WebAssembly: node compile/main.mjs [--compiler yowasp|debian]
// One binary for each group (kernels/<group>.cpp) and variant: as files under wasm/, and as text under src/binaries/ for bundlers.
// Nothing is done while the sources, the flags and the compiler are the same as last time.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkModule } from "./module.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({ options: { compiler: { type: "string", default: "yowasp" } } });

const flags = [
  ..."-O3 -std=c++20 -nostdlib -fno-exceptions -fno-rtti -fvisibility=hidden -fno-math-errno".split(" "),
  ..."-fno-jump-tables -msimd128 -mbulk-memory -mllvm -disable-lsr -Wall -Wextra -Werror".split(" "),
  ..."-Wl,--no-entry,--import-memory,--export=__stack_pointer,--max-memory=4294967296 -Wl,-z,stack-size=65536".split(
    " ",
  ),
];
// What newer compilers take for granted.
const debianFlags = ["-mmutable-globals", "-mnontrapping-fptoint", "-msign-ext", "-Wl,--stack-first"];
const variants = { base: [], relaxed: ["-mrelaxed-simd"] };

const sources = Object.fromEntries(
  readdirSync(join(root, "kernels"))
    .sort()
    .map((name) => [name, readFileSync(join(root, "kernels", name), "utf8")]),
);
const groups = Object.keys(sources)
  .filter((name) => name.endsWith(".cpp"))
  .map((name) => basename(name, ".cpp"));
const compilerVersion = readManifest("node_modules/@yowasp/clang/package.json").version;
const own = ["main.mjs", "module.mjs"].map((name) => readFileSync(join(root, "compile", name), "utf8"));
for (const folder of ["wasm", "src/binaries"]) mkdirSync(join(root, folder), { recursive: true });

const stale = groups.map((group) => ({ group, hash: hashOf(group) })).filter(({ group, hash }) => !isDone(group, hash));
if (stale.length > 0) {
  const compile = values.compiler === "debian" ? compileByDebian : await yowasp();
  for (const { group, hash } of stale) {
    for (const [variant, extra] of Object.entries(variants)) {
      const bytes = await compile(group, extra);
      checkModule(`${group}-${variant}`, bytes);
      write(join("wasm", `${group}-${variant}.wasm`), bytes);
      const text = Buffer.from(bytes).toString("base64");
      const lines = ["/** Made by compile/main.mjs. */", `export const binary: string = "${text}";`, ""];
      write(join("src", "binaries", `${group}-${variant}.ts`), lines.join("\n"));
    }
    write(join("wasm", `${group}.hash`), hash);
  }
}
for (const variant of Object.keys(variants))
  write(
    join("src", "binaries", `all-${variant}.ts`),
    groups.map((group) => `export { binary as ${group} } from "./${group}-${variant}.js";\n`).join(""),
  );
removeOthers("wasm", [...wantedFiles(".wasm"), ...groups.map((group) => `${group}.hash`)]);
removeOthers(join("src", "binaries"), [
  ...wantedFiles(".ts"),
  ...Object.keys(variants).map((name) => `all-${name}.ts`),
]);

/** Of the sources of a group, and all else that its binaries depend on. */
function hashOf(group) {
  const parts = withIncluded(`${group}.cpp`).map((name) => [name, sources[name]]);
  return createHash("sha256")
    .update(JSON.stringify([parts, flags, variants, values.compiler, compilerVersion, own]))
    .digest("hex");
}

function withIncluded(name) {
  const names = new Set([name]);
  for (const one of names)
    for (const [, included] of (sources[one] ?? "").matchAll(/^\s*#include "([^"]+)"/gm)) names.add(included);
  return [...names].sort();
}

function isDone(group, hash) {
  const stamp = join(root, "wasm", `${group}.hash`);
  return (
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === hash &&
    Object.keys(variants).every(
      (variant) =>
        existsSync(join(root, "wasm", `${group}-${variant}.wasm`)) &&
        existsSync(join(root, "src", "binaries", `${group}-${variant}.ts`)),
    )
  );
}

/** Whole or not at all: another run may be reading. */
function write(path, content) {
  const draft = join(root, `${path}.${process.pid}.draft`);
  writeFileSync(draft, content);
  renameSync(draft, join(root, path));
}

function wantedFiles(ending) {
  return groups.flatMap((group) => Object.keys(variants).map((variant) => `${group}-${variant}${ending}`));
}

function removeOthers(folder, names) {
  for (const name of readdirSync(join(root, folder)))
    if (!names.includes(name) && !name.endsWith(".draft")) rmSync(join(root, folder, name));
}

function readManifest(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

async function yowasp() {
  const { runClang } = await import("@yowasp/clang");
  return async (group, extra) => {
    let told = "";
    const decoder = new TextDecoder();
    const stderr = (bytes) => {
      if (bytes !== null) told += decoder.decode(bytes, { stream: true });
    };
    const args = ["clang++", "--target=wasm32-wasip1", ...flags, ...extra, `${group}.cpp`, "-o", "out.wasm"];
    try {
      const out = await runClang(args, { ...sources }, { stderr, fetchProgress: () => undefined });
      return out["out.wasm"];
    } catch {
      console.error(`${group}.cpp does not compile:\n${told}`);
      process.exit(1);
    }
  };
}

/** Debian's clang 14 knows neither relaxed SIMD nor wasip1; it is for comparing compilers. */
function compileByDebian(group, extra) {
  const folder = mkdtempSync(join(tmpdir(), "hyperscope-wasm-"));
  const out = join(folder, "out.wasm");
  const known = extra.filter((flag) => flag !== "-mrelaxed-simd");
  execFileSync(
    "clang++",
    ["--target=wasm32", ...flags, ...debianFlags, ...known, join(root, "kernels", `${group}.cpp`), "-o", out],
    {
      env: { PATH: "/usr/bin" },
    },
  );
  const bytes = readFileSync(out);
  rmSync(folder, { recursive: true });
  return bytes;
}
