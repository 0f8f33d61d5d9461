import ts from "typescript";

/**
 * Code of an example in which what comments say is checked: `expression; // => text`, `console.log(…); // => text` and
 * `const name = …; // => text` compare what is printed, going on in the comment lines that follow, and
 * `expression; // throws CODE` expects an error. Needs `compare` and `throws` of `show.mjs` as `$compare` and `$throws`.
 *
 * @param {string} code
 * @param {number} firstLine line of the document on which the code starts
 * @returns {string} with every line in its place
 */
export function withChecks(code, firstLine) {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const lineOf = (/** @type {number} */ at) => firstLine + source.getLineAndCharacterOfPosition(at).line;
  /** @type {{ from: number, until: number, text: string }[]} */
  const edits = [];
  const claims = new Set([...code.matchAll(/\/\/ (?:=>|throws\b)/g)].map(({ index }) => lineOf(index)));
  for (const statement of source.statements) {
    const claim = /^[ \t]*\/\/ (=>|throws\b)(.*)/.exec(code.slice(statement.end));
    if (claim === null) continue;
    const [all, kind, first = ""] = claim;
    const line = lineOf(statement.end);
    const expected = expectedText(first, code.slice(statement.end + all.length));
    const start = statement.getStart(source);
    const inner = (/** @type {ts.Node} */ node) => code.slice(node.getStart(source), node.end);
    if (kind === "throws") {
      const body = ts.isExpressionStatement(statement) ? `(${inner(statement.expression)})` : `{ ${inner(statement)} }`;
      const text = `await $throws(${line}, ${JSON.stringify(expected.replace(/\n/g, " "))}, async () => ${body});`;
      edits.push({ from: start, until: statement.end, text });
    } else {
      const shown = shownBy(statement, inner);
      if (shown === undefined) continue;
      const check = `$compare(${line}, ${JSON.stringify(expected)}, ${shown.values});`;
      edits.push({ from: shown.keep ? statement.end : start, until: statement.end, text: ` ${check}` });
    }
    claims.delete(line);
  }
  if (claims.size > 0)
    throw new Error(
      `line ${[...claims].join(", ")}: "// =>" and "// throws" stand behind a statement of the outermost level`,
    );
  return edits.reduceRight((text, { from, until, text: put }) => text.slice(0, from) + put + text.slice(until), code);
}

/**
 * @param {ts.Statement} statement
 * @param {(node: ts.Node) => string} inner
 * @returns {{ values: string, keep: boolean } | undefined} the code of what is printed, and whether the statement stays
 */
function shownBy(statement, inner) {
  if (ts.isVariableStatement(statement)) {
    const name = statement.declarationList.declarations.at(-1)?.name;
    return name !== undefined && ts.isIdentifier(name) ? { values: name.text, keep: true } : undefined;
  }
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (ts.isCallExpression(expression) && inner(expression.expression) === "console.log")
    return { values: expression.arguments.map(inner).join(", "), keep: false };
  return { values: `(${inner(expression)})`, keep: false };
}

/**
 * @param {string} first what stands behind the mark
 * @param {string} rest the code behind that line
 */
function expectedText(first, rest) {
  const lines = first.trim() === "" ? [] : [first.trim()];
  for (const line of rest.split(/\r?\n/).slice(1)) {
    const comment = /^\s*\/\/ ?(.*)$/.exec(line);
    if (comment === null || /^(?:=>|throws\b)/.test(comment[1] ?? "")) break;
    lines.push((comment[1] ?? "").trimEnd());
  }
  return lines.join("\n");
}
