import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { rollup } from "rollup";

/** @import { Metafile, Plugin } from "esbuild" */
/** @import { SizeCase } from "./cases.mjs" */

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {number} maximum
 * @property {number} raw      bytes, minified
 * @property {number} gzip     bytes, minified and gzip -9
 * @property {number} lazy     bytes, gzipped, of what is loaded later through import()
 * @property {string[]} problems
 *
 * @typedef {object} MeasureOptions
 * @property {boolean} [source]   bundle the sources instead of dist/
 * @property {string} [directory] where imports are resolved from
 * @property {Plugin[]} [plugins]
 */

const entryName = "app-to-be-measured.js";
const here = dirname(fileURLToPath(import.meta.url));

/**
 * Bundles the app of a case and compares it with its ceiling and its forbidden identifiers.
 *
 * @param {SizeCase} item
 * @param {MeasureOptions} [options]
 * @returns {Promise<Measured>}
 */
export async function measure(item, options = {}) {
  try {
    return await measureBuilt(item, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n").slice(0, 3).join(" ") : String(error);
    const { name, maximum } = item;
    return { name, maximum, raw: 0, gzip: 0, lazy: 0, problems: [`cannot be bundled: ${reason}`] };
  }
}

/**
 * @param {SizeCase} item
 * @param {MeasureOptions} options
 * @returns {Promise<Measured>}
 */
async function measureBuilt(item, options) {
  const { first, later } = await bundle(item.entry, options, true);
  const gzip = zippedLength(first);
  const problems = [];
  if (gzip > item.maximum) problems.push(`${gzip} B, the ceiling is ${item.maximum} B`);
  if (item.forbidden !== undefined && item.forbidden.length > 0) {
    const readable = (await bundle(item.entry, options, false)).first;
    for (const name of item.forbidden) {
      // esbuild numbers names that stand in several modules.
      const declared = new RegExp(`\\b(?:function\\s*\\*?|class|var|let|const)\\s+${name}\\d*(?![\\w$])`);
      if (declared.test(readable)) problems.push(`contains ${name}`);
    }
  }
  return { name: item.name, maximum: item.maximum, raw: first.length, gzip, lazy: zippedLength(later), problems };
}

/**
 * What the import of an entry point leaves in a bundle when nothing of it is used and no package of the workspace is
 * believed to be free of side effects: the empty string for one that keeps its promise. The dependencies are believed,
 * for they are not ours to mend.
 *
 * @param {string} specifier
 * @param {MeasureOptions} [options]
 * @returns {Promise<string>}
 */
export async function importResidue(specifier, options = {}) {
  const settings = { ...options, plugins: [disbelieveSideEffects] };
  const { first } = await bundle(`import ${JSON.stringify(specifier)};`, settings, false);
  return first === "" ? "" : withoutIdleStatements(first);
}

/**
 * Code without the statements that do nothing unless something uses them. esbuild keeps sums of constants, spreads and
 * property accesses, for getters may run; Rollup looks closer.
 *
 * @param {string} code
 * @returns {Promise<string>}
 */
async function withoutIdleStatements(code) {
  const built = await rollup({
    input: entryName,
    external: () => true,
    onLog: () => undefined,
    plugins: [{ name: "text", resolveId: (id) => (id === entryName ? id : null), load: () => code }],
  });
  const { output } = await built.generate({ format: "es" });
  await built.close();
  return withoutComments(output[0].code);
}

/** @type {Plugin} */
const disbelieveSideEffects = {
  name: "disbelieve-side-effects",
  setup(api) {
    api.onResolve({ filter: /.*/ }, async ({ path, ...rest }) => {
      if (rest.pluginData === "resolved" || rest.kind === "entry-point") return undefined;
      // What is loaded later is no effect of the import; esbuild would keep it even where nothing asks for it.
      if (rest.kind === "dynamic-import") return { path, external: true };
      const found = await api.resolve(path, {
        importer: rest.importer,
        kind: rest.kind,
        namespace: rest.namespace,
        pluginData: "resolved",
        resolveDir: rest.resolveDir,
      });
      if (found.errors.length > 0 || found.external) return found;
      return { ...found, sideEffects: !found.path.includes("node_modules") };
    });
  },
};

/**
 * @param {string} entry
 * @param {MeasureOptions} options
 * @param {boolean} minify
 * @returns {Promise<{ first: string, later: string }>} what loads at the start, and what import() loads later
 */
async function bundle(entry, options, minify) {
  const result = await build({
    stdin: { contents: entry, resolveDir: options.directory ?? here, sourcefile: entryName, loader: "js" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: options.source === true ? ["hyperscope-source"] : [],
    external: ["node:*", "@resvg/resvg-js"],
    minify,
    legalComments: "none",
    metafile: true,
    write: false,
    outdir: "out",
    logLevel: "silent",
    plugins: options.plugins ?? [],
  });
  const start = startingFiles(result.metafile);
  const later = reachableFiles(result.metafile, start, ["import-statement", "dynamic-import"]);
  const text = { first: "", later: "" };
  for (const path of later) {
    const file = result.outputFiles.find((candidate) => candidate.path.replaceAll("\\", "/").endsWith(`/${path}`));
    if (file === undefined) throw new Error(`the bundle has no file ${path}`);
    // esbuild names each module in a comment; an empty bundle may hold nothing but such comments.
    text[start.has(path) ? "first" : "later"] += minify ? file.text.trim() : withoutComments(file.text);
  }
  return text;
}

/**
 * The entry's output and the chunks that it imports statically.
 *
 * @param {Metafile} metafile
 * @returns {Set<string>}
 */
function startingFiles(metafile) {
  const entries = Object.keys(metafile.outputs).filter((path) =>
    metafile.outputs[path]?.entryPoint?.endsWith(entryName),
  );
  if (entries.length !== 1) throw new Error(`a bundle with one entry was expected, it has ${entries.length}`);
  return reachableFiles(metafile, entries, ["import-statement"]);
}

/**
 * @param {Metafile} metafile
 * @param {Iterable<string>} from
 * @param {readonly string[]} kinds of imports that are followed
 * @returns {Set<string>}
 */
function reachableFiles(metafile, from, kinds) {
  const found = new Set(from);
  for (const path of found) {
    for (const item of metafile.outputs[path]?.imports ?? []) {
      if (kinds.includes(item.kind) && item.external !== true) found.add(item.path);
    }
  }
  return found;
}

/** @param {string} code */
function zippedLength(code) {
  return code === "" ? 0 : gzipSync(code, { level: 9 }).length;
}

/** @param {string} code */
function withoutComments(code) {
  return code.replace(/^\s*\/\/.*$/gm, "").trim();
}

/**
 * @param {readonly Measured[]} rows
 * @returns {string} a Markdown table
 */
export function table(rows) {
  const number = (/** @type {number} */ value) => String(value);
  const cells = rows.map((row) => [
    row.name,
    ...[row.raw, row.gzip, row.maximum, row.lazy].map(number),
    row.problems.join("; "),
  ]);
  const head = ["case", "min (B)", "min + gzip (B)", "ceiling (B)", "lazy, gzip (B)", "problem"];
  const line = (/** @type {string[]} */ values) => `| ${values.join(" | ")} |`;
  return [line(head), "| --- | ---: | ---: | ---: | ---: | --- |", ...cells.map(line)].join("\n");
}
