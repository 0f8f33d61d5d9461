/** @import { Measured } from "./measure.mjs" */

const region = /(<!-- sizes: (.*?) -->\n)([\s\S]*?)(<!-- \/sizes -->)/g;

/**
 * A document with the tables between `<!-- sizes: name of a case; name of another -->` and `<!-- /sizes -->` made anew.
 *
 * @param {string} text
 * @param {readonly Measured[]} rows
 * @returns {string}
 */
export function writeSizes(text, rows) {
  return text.replace(region, (_, open, names, _old, close) => {
    const chosen = String(names)
      .split(";")
      .map((name) => find(rows, name.trim()));
    const lines = chosen.map(
      ({ name, gzip, lazy }) => `| ${name} | ${kilobytes(gzip)} | ${lazy < 500 ? "" : kilobytes(lazy)} |`,
    );
    return [
      `${open}| An app with | kB, minified and gzipped | kB, loaded when needed |`,
      "| --- | ---: | ---: |",
      ...lines,
      close,
    ].join("\n");
  });
}

/**
 * Sizes in a document that are off by more than a tenth and half a kilobyte.
 *
 * @param {string} text
 * @param {readonly Measured[]} rows
 * @returns {string[]}
 */
export function staleSizes(text, rows) {
  return [...text.matchAll(region)].flatMap(([, , , body = ""]) =>
    body
      .split("\n")
      .map((line) => /^\| ([^|]+) \| ([\d.]+) \| ([\d.]*) \|$/.exec(line))
      .flatMap((cells) => {
        const [, name = "", said = "", later = ""] = cells ?? [];
        if (cells === null) return [];
        const { gzip, lazy } = find(rows, name);
        return isNear(Number(said), gzip) && isNear(Number(later), lazy)
          ? []
          : [
              `${name}: the document says ${said} and ${later || 0} kB, it is ${kilobytes(gzip)} and ${kilobytes(lazy)} kB`,
            ];
      }),
  );
}

/**
 * @param {readonly Measured[]} rows
 * @param {string} name
 */
function find(rows, name) {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`there is no size case "${name}"`);
  return row;
}

/**
 * @param {number} said in kB
 * @param {number} bytes
 */
function isNear(said, bytes) {
  return Math.abs(said * 1000 - bytes) <= Math.max(500, bytes / 10);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0);
}
