import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** @import { WorkspacePackage } from "../setup/workspace.mjs" */

/**
 * The public surface of a built package as text: for each entry point its exported names in order, each with its
 * declaration without comments, bodies or private members.
 *
 * @param {WorkspacePackage} item
 * @returns {string}
 */
export function packageSurface(item) {
  const entries = Object.entries(item.manifest.exports ?? {}).flatMap(([path, conditions]) => {
    const types = typeof conditions === "string" ? undefined : conditions.types;
    return types === undefined ? [] : [{ specifier: item.name + path.slice(1), file: join(item.directory, types) }];
  });
  const missing = entries.find(({ file }) => !existsSync(file));
  if (missing !== undefined) throw new Error(`${missing.file} does not exist; run npm run build first`);
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
      noEmit: true,
      skipLibCheck: true,
    },
  );
  const sections = entries.map(({ specifier, file }) => {
    const lines = entrySurface(program, file, item.directory);
    return `## ${specifier}\n\n${lines.join("\n\n")}`;
  });
  return `${sections.map((text) => text.trimEnd()).join("\n\n")}\n`;
}

/**
 * @param {ts.Program} program
 * @param {string} file
 * @param {string} directory of the package
 * @returns {string[]}
 */
function entrySurface(program, file, directory) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) return [];
  const symbols = checker.getExportsOfModule(module);
  const byName = new Map(symbols.map((symbol) => [symbol.name, symbol]));
  return [...byName.keys()].sort(byCodeUnits).flatMap((name) => {
    const symbol = byName.get(name);
    return symbol === undefined ? [] : declarationsOf(checker, symbol, directory);
  });
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Symbol} exported
 * @param {string} directory
 * @returns {string[]}
 */
function declarationsOf(checker, exported, directory) {
  const alias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = alias ? checker.getAliasedSymbol(exported) : exported;
  const declarations = symbol.declarations ?? [];
  if (declarations.length === 0) return [`${exported.name}: not resolved`];
  const foreign = declarations[0]?.getSourceFile().fileName ?? "";
  const home = `${directory.replaceAll("\\", "/")}/`;
  if (!foreign.startsWith(home) || foreign.slice(home.length).includes("node_modules/")) {
    return [`export { ${exported.name} } from "${importedFrom(exported) ?? "another package"}";`];
  }
  const renamed = symbol.name === exported.name ? "" : `// exported as ${exported.name}\n`;
  return declarations.map((node) => `${renamed}${print(node)}`);
}

/** @param {ts.Symbol} exported */
function importedFrom(exported) {
  for (const node of exported.declarations ?? []) {
    const statement = ts.findAncestor(node, (at) => ts.isExportDeclaration(at));
    const specifier = statement?.moduleSpecifier;
    if (specifier !== undefined && ts.isStringLiteral(specifier) && !specifier.text.startsWith("."))
      return specifier.text;
    const local = ts.isExportSpecifier(node) ? (node.propertyName ?? node.name).text : exported.name;
    for (const other of node.getSourceFile().statements) {
      if (!ts.isImportDeclaration(other) || !ts.isStringLiteral(other.moduleSpecifier)) continue;
      const bindings = other.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      if (bindings.elements.some((item) => item.name.text === local)) return other.moduleSpecifier.text;
    }
  }
  return undefined;
}

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/**
 * @param {ts.Declaration} node
 * @returns {string}
 */
function print(node) {
  const result = ts.transform(/** @type {ts.Node} */ (wholeStatement(node)), [withoutPrivate]);
  const text = printer.printNode(ts.EmitHint.Unspecified, result.transformed[0] ?? node, node.getSourceFile());
  result.dispose();
  return text.replace(/^(export )?(declare )?/, "").replace(/\s+$/gm, "");
}

/**
 * @param {ts.Node} node
 * @returns {ts.Node}
 */
function wholeStatement(node) {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

/** @type {ts.TransformerFactory<ts.Node>} */
const withoutPrivate = (context) => (start) => {
  /** @type {ts.Visitor} */
  const visit = (node) => {
    if (ts.isClassElement(node) && isPrivate(node)) return undefined;
    return ts.visitEachChild(node, visit, context);
  };
  return ts.visitEachChild(start, visit, context);
};

/** @param {ts.ClassElement} node */
function isPrivate(node) {
  if (node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true;
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}

/**
 * @param {string} a
 * @param {string} b
 */
function byCodeUnits(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The first lines in which two texts differ, for a message.
 *
 * @param {string} before
 * @param {string} after
 * @returns {string[]}
 */
export function firstDifferences(before, after) {
  const old = new Set(before.split("\n"));
  const fresh = new Set(after.split("\n"));
  const gone = [...old].filter((line) => !fresh.has(line)).map((line) => `- ${line}`);
  const added = [...fresh].filter((line) => !old.has(line)).map((line) => `+ ${line}`);
  return [...gone.slice(0, 10), ...added.slice(0, 10)];
}
