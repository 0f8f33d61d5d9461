/**
 * @typedef {object} Example
 * @property {number} line   of the file, counted from 1, on which the code starts
 * @property {string} code   lines between the blocks of one example are empty, so that lines keep their places
 */

/**
 * The TypeScript examples of a Markdown text that are meant to run. A fenced block marked `ts` begins one, a block marked
 * `ts continued` goes on with it, and so does a table under the comment `<!-- run -->`: the second cell of each row is code,
 * the third what it prints. Blocks marked `ts typed` are for {@link typedExamples}, `ts sketch` shows a shape or code that cannot run.
 *
 * @param {string} text
 * @returns {Example[]}
 */
export function runnableExamples(text) {
  /** @type {{ line: number, code: string[] }[]} */
  const found = [];
  for (const { mark, line, code } of blocksOf(text)) {
    if (mark === "ts") found.push({ line, code });
    if (mark !== "ts continued" && mark !== "table") continue;
    const before = found.at(-1);
    if (before === undefined) throw new Error(`line ${line - 1}: there is no example to be continued`);
    const gap = line - (before.line + before.code.length);
    before.code.push(...new Array(gap).fill(""), ...code);
  }
  return found.map(({ line, code }) => ({ line, code: code.join("\n") }));
}

/**
 * The examples that cannot run in a test, but whose types can be checked: fenced blocks marked `ts typed`.
 *
 * @param {string} text
 * @returns {Example[]}
 */
export function typedExamples(text) {
  return blocksOf(text)
    .filter(({ mark }) => mark === "ts typed")
    .map(({ line, code }) => ({ line, code: code.join("\n") }));
}

/**
 * @param {string} text
 * @returns {{ mark: string, line: number, code: string[] }[]}
 */
function blocksOf(text) {
  const lines = text.split(/\r?\n/);
  const found = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^\s*(`{3,}|~{3,})\s*(.*)$/.exec(lines[at] ?? "");
    if (fence !== null) {
      const [, marks = "", info = ""] = fence;
      const start = at + 1;
      do at++;
      while (at < lines.length && !new RegExp(`^\\s*${marks}[\`~]*\\s*$`).test(lines[at] ?? ""));
      found.push({ mark: info.trim(), line: start + 1, code: lines.slice(start, at) });
    } else if (lines[at]?.trim() === "<!-- run -->") {
      while (at < lines.length && !/^\s*\|/.test(lines[at] ?? "")) at++;
      const start = at + 2;
      at = start;
      while (/^\s*\|/.test(lines[at] ?? "")) at++;
      found.push({ mark: "table", line: start + 1, code: lines.slice(start, at).map(rowCode) });
    }
  }
  return found;
}

/**
 * @param {string} row of a Markdown table
 */
function rowCode(row) {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1);
  const [code, result] = [cells[1], cells[2]].map((cell = "") =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span.replaceAll("\\|", "|")),
  );
  if (code === undefined || code.length === 0) return "";
  return `${code.join("; ")};${result === undefined || result.length === 0 ? "" : ` // => ${result.join(" ")}`}`;
}
