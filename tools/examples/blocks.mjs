/**
 * @typedef {object} Example
 * @property {number} line   of the file, counted from 1, on which the code starts
 * @property {string} code   lines between the blocks of one example are empty, so that lines keep their places
 */

/**
 * The TypeScript examples of a Markdown text that are meant to run: fenced blocks marked `ts`. A block marked `ts continued`
 * goes on with the example before it. Blocks marked `ts sketch` show a shape or code that cannot run.
 *
 * @param {string} text
 * @returns {Example[]}
 */
export function runnableExamples(text) {
  /** @type {{ line: number, code: string[] }[]} */
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
      const code = lines.slice(open.start, index);
      const before = found.at(-1);
      if (open.info === "ts") found.push({ line: open.start + 1, code });
      else if (open.info === "ts continued") {
        if (before === undefined) throw new Error(`line ${open.start}: there is no example to be continued`);
        const gap = open.start + 1 - (before.line + before.code.length);
        before.code.push(...new Array(gap).fill(""), ...code);
      }
      open = undefined;
    }
  });
  return found.map(({ line, code }) => ({ line, code: code.join("\n") }));
}
