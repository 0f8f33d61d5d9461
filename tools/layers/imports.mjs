import ts from "typescript";

/**
 * @typedef {object} ImportUse
 * @property {string} specifier
 * @property {"runtime" | "type" | "dynamic"} kind
 * @property {number} line          counted from 1
 * @property {string[]} names       local names that the import binds at run time
 *
 * @typedef {object} SourceFacts
 * @property {ImportUse[]} imports
 * @property {{ line: number, message: string }[]} misuses
 */

/**
 * What one source file imports, and the constructs that the architecture forbids in it.
 *
 * @param {string} fileName
 * @param {string} text
 * @returns {SourceFacts}
 */
export function readSource(fileName, text) {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  /** @type {ImportUse[]} */
  const imports = [];
  /** @type {{ line: number, message: string }[]} */
  const misuses = [];
  const lineOf = (/** @type {ts.Node} */ node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;

  /** @param {ts.Node} node */
  const visit = (node) => {
    const found = importOf(node);
    if (found !== undefined) imports.push({ ...found, line: lineOf(node) });
    const message = misuseOf(node);
    if (message !== undefined) misuses.push({ line: lineOf(node), message });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, misuses };
}

/**
 * @param {ts.Node} node
 * @returns {Omit<ImportUse, "line"> | undefined}
 */
function importOf(node) {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const typeOnly = clause?.isTypeOnly === true;
    return {
      specifier: node.moduleSpecifier.text,
      kind: typeOnly ? "type" : "runtime",
      names: clause === undefined || typeOnly ? [] : boundNames(clause),
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, kind: node.isTypeOnly ? "type" : "runtime", names: [] };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const first = node.arguments[0];
    if (first !== undefined && ts.isStringLiteralLike(first))
      return { specifier: first.text, kind: "dynamic", names: [] };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, kind: "type", names: [] };
  }
  return undefined;
}

/** @param {ts.ImportClause} clause */
function boundNames(clause) {
  const names = clause.name === undefined ? [] : [clause.name.text];
  const bindings = clause.namedBindings;
  if (bindings === undefined) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, bindings.name.text];
  return [...names, ...bindings.elements.filter((item) => !item.isTypeOnly).map((item) => item.name.text)];
}

/**
 * @param {ts.Node} node
 * @returns {string | undefined}
 */
function misuseOf(node) {
  if (ts.isExportAssignment(node) || isDefaultExport(node)) {
    return "has a default export; export it by its name";
  }
  if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) {
    return `augments the module "${node.name.text}"; modules are extended through points of the runtime`;
  }
  if (ts.isModuleDeclaration(node) && node.name.text === "global") {
    return "declares globals; nothing may be global";
  }
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return assignmentMisuse(node.left);
  if (ts.isNewExpression(node) && isNamed(node.expression, "Function")) return "builds code with new Function";
  if (ts.isCallExpression(node)) {
    if (isNamed(node.expression, "eval")) return "calls eval";
    const [target] = node.arguments;
    const callee = node.expression.getText();
    if (
      target !== undefined &&
      /^(Object\.(assign|definePropert(y|ies))|Reflect\.(set|defineProperty))$/.test(callee)
    ) {
      return assignmentMisuse(target, true);
    }
  }
  return undefined;
}

/** @param {ts.Node} node */
function isDefaultExport(node) {
  if (ts.isExportSpecifier(node)) return node.name.text === "default";
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}

/**
 * @param {ts.Expression} target
 * @param {boolean} [whole] whether the target itself is what gets written, not one of its properties
 */
function assignmentMisuse(target, whole = false) {
  /** @type {ts.Expression | undefined} */
  let at = whole ? target : undefined;
  if (!whole && (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target))) at = target.expression;
  if (at === undefined) return undefined;
  if (isNamed(at, "globalThis") || isNamed(at, "window") || isNamed(at, "self")) return "writes to the global object";
  if (ts.isPropertyAccessExpression(at) && at.name.text === "prototype") return "changes a prototype";
  return undefined;
}

/**
 * @param {ts.Node} node
 * @param {string} name
 */
function isNamed(node, name) {
  return ts.isIdentifier(node) && node.text === name;
}

/** @param {ts.SyntaxKind} kind */
function isAssignment(kind) {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/**
 * Uses of `instanceof` on a name: `[line, name]` each.
 *
 * @param {string} fileName
 * @param {string} text
 * @returns {[number, string][]}
 */
export function instanceChecks(fileName, text) {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  /** @type {[number, string][]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) {
      const name = node.right.getText().split(".")[0] ?? "";
      found.push([source.getLineAndCharacterOfPosition(node.getStart()).line + 1, name]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
