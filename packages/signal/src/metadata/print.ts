import { dictionaryEntries, isNode, type TreeNode } from "./node.js";
import { pythonText } from "./python.js";

const longest = 78;
const single = { end: "└── ", middle: "├── ", below: "│   " };
const double = { end: "╚══ ", middle: "╠══ ", below: "║   " };

/** The form of a key that the reference sorts by: plain letters, digits and underscores. */
function sortKey(key: string): string {
  const plain = key
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9_ ]/g, "")
    .trim()
    .replace(/ /g, "_");
  return /^[A-Za-z_]/.test(plain) ? plain : `Number_${plain}`;
}

/** The order of keys in print. */
export function compareKeys(a: string, b: string): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A node as a drawn tree, one line for each item, each ending in a line break. */
export function printNode(node: TreeNode): string {
  return printEntries([...node.entries], "", single);
}

function printEntries(entries: readonly [string, unknown][], padding: string, lines: typeof single): string {
  const visible = entries.filter(([key]) => !key.startsWith("_")).sort(([a], [b]) => compareKeys(a, b));
  let text = "";
  for (const [index, [key, value]] of visible.entries()) {
    const last = index === visible.length - 1;
    const start = `${padding}${last ? lines.end : lines.middle}${key}`;
    const below = padding + (last ? "    " : lines.below);
    const branch = isNode(value) ? [...value.entries] : dictionaryEntries(value);
    if (branch !== undefined) text += `${start}\n${printEntries(branch, below, lines)}`;
    else if (Array.isArray(value) && pythonText(value).length > 2 * longest) {
      const items = value.map((item, place): [string, unknown] => [`[${place}]`, item]);
      text += `${start} <list>\n${printEntries(items, below, double)}`;
    } else text += `${start} = ${shorten(typeof value === "string" ? value : pythonText(value))}\n`;
  }
  return text;
}

function shorten(text: string): string {
  const signs = Array.from(text);
  if (signs.length <= 2 * longest) return text;
  return `${signs.slice(0, longest).join("")} ... ${signs.slice(-longest).join("")}`;
}
