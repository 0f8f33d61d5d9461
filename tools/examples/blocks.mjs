/**
 * @typedef {object} Example
 * @property {number} line   of the file, counted from 1, on which the code starts
 * @property {string} code
 */

/**
 * The TypeScript examples of a Markdown text that are meant to run: fenced blocks marked `ts`. Blocks marked `ts sketch`
 * show a shape or code that does not exist yet.
 *
 * @param {string} text
 * @returns {Example[]}
 */
export function runnableExamples(text) {
  /** @type {Example[]} */
  const found = [];
  const lines = text.split(/\r?\n/);
  /** @type {{ fence: string, info: string, start: number } | undefined} */
  let open;
  lines.forEach((line, index) => {
    const fence = /^\s*(`{3,}|~{3,})\s*(.*)$/.exec(line);
    if (fence === null) return;
    const [, marks = "", info = ""] = fence;
    if (open === undefined) {
      open = { fence: marks, info: info.trim(), start: index + 1 };
    } else if (info.trim() === "" && marks.startsWith(open.fence)) {
      if (open.info === "ts") found.push({ line: open.start + 1, code: lines.slice(open.start, index).join("\n") });
      open = undefined;
    }
  });
  return found;
}
