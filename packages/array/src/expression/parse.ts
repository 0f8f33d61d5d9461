import { coreError, describeValue } from "../errors.js";

/** A part of an expression. */
export type ExpressionNode =
  | { readonly kind: "array"; readonly index: number }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "call"; readonly operation: string; readonly inputs: readonly ExpressionNode[] };

/** A parsed expression: what it computes of which arrays. */
export interface Expression {
  readonly node: ExpressionNode;
  /** The names of its arrays; an array's index is its place here. */
  readonly names: readonly string[];
}

/** What functions are called in expressions, with the operation and the number of arguments. */
const functions: Readonly<Record<string, readonly [operation: string, count: number]>> = {
  abs: ["absolute", 1],
  sqrt: ["sqrt", 1],
  square: ["square", 1],
  exp: ["exp", 1],
  exp2: ["exp2", 1],
  expm1: ["expm1", 1],
  log: ["log", 1],
  log2: ["log2", 1],
  log10: ["log10", 1],
  log1p: ["log1p", 1],
  sin: ["sin", 1],
  cos: ["cos", 1],
  tan: ["tan", 1],
  tanh: ["tanh", 1],
  arctan: ["arctan", 1],
  floor: ["floor", 1],
  ceil: ["ceil", 1],
  arctan2: ["arctan2", 2],
  hypot: ["hypot", 2],
  min: ["minimum", 2],
  max: ["maximum", 2],
  where: ["where", 3],
};

/** Operators between two operands, from those that bind least. */
const levels: readonly Readonly<Record<string, string>>[] = [
  { "<": "less", "<=": "lessEqual", ">": "greater", ">=": "greaterEqual", "==": "equal", "!=": "notEqual" },
  { "|": "bitwiseOr" },
  { "&": "bitwiseAnd" },
  { "+": "add", "-": "subtract" },
  { "*": "multiply", "/": "divide", "%": "mod" },
];

const deepest = 200;

interface Token {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

function tokensOf(text: string): Token[] {
  const pattern =
    /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[<>=!]=|[-+*/%<>&|~(),]))/y;
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const found = pattern.exec(text);
    if (found === null)
      throw coreError(
        "BAD_ARGUMENT",
        `expression: ${describeValue(text.slice(from).trim()[0])} at ${from} means nothing here.`,
      );
    const [, number, name, symbol] = found;
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "symbol";
    tokens.push({ kind, text: number ?? name ?? (symbol as string), at: from });
  }
  tokens.push({ kind: "end", text: "the end", at: end });
  return tokens;
}

/**
 * Parses an expression of arrays by name: numbers, names, `pi`, parentheses, Python's operators with their precedence and the functions
 * of {@link functions}. Operations on numbers alone are done at once.
 * @throws BAD_ARGUMENT with the place where it cannot be understood
 */
export function parseExpression(text: string, known: readonly string[]): Expression {
  const tokens = tokensOf(text);
  const names: string[] = [];
  let next = 0;
  let depth = 0;

  const peek = (): Token => tokens[next] as Token;
  const fail = (token: Token, wanted: string): never => {
    throw coreError("BAD_ARGUMENT", `expression: ${wanted} at ${token.at}, got ${token.text}.`);
  };
  const takes = (text: string): boolean => {
    if (peek().kind !== "symbol" || peek().text !== text) return false;
    next++;
    return true;
  };
  const expect = (text: string): void => {
    if (!takes(text)) fail(peek(), `expected ${text}`);
  };
  const call = (operation: string, inputs: readonly ExpressionNode[]): ExpressionNode => {
    const values = inputs.map((input) => (input.kind === "number" ? input.value : undefined));
    const folded = values.includes(undefined) ? undefined : fold(operation, values as number[]);
    return folded === undefined ? { kind: "call", operation, inputs } : { kind: "number", value: folded };
  };

  const level = (index: number): ExpressionNode => {
    if (++depth > deepest) fail(peek(), "nested too deeply");
    let left = index === levels.length ? unary() : level(index + 1);
    const operators = levels[index] ?? {};
    for (let count = 1; peek().kind === "symbol" && Object.hasOwn(operators, peek().text); count++) {
      if (index === 0 && count > 1)
        fail(peek(), "comparisons cannot be chained: expected & between two of them in parentheses");
      const operation = operators[(tokens[next++] as Token).text] as string;
      left = call(operation, [left, index + 1 === levels.length ? unary() : level(index + 1)]);
    }
    depth--;
    return left;
  };
  const unary = (): ExpressionNode => {
    if (++depth > deepest) fail(peek(), "nested too deeply");
    let node: ExpressionNode;
    if (takes("-")) node = call("negative", [unary()]);
    else if (takes("+")) node = unary();
    else if (takes("~")) node = call("invert", [unary()]);
    else {
      node = atom();
      if (takes("**")) node = call("power", [node, unary()]);
    }
    depth--;
    return node;
  };
  const atom = (): ExpressionNode => {
    const token = peek();
    if (takes("(")) {
      const inner = level(0);
      expect(")");
      return inner;
    }
    next++;
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind !== "name") return fail(token, "expected a number, a name or (");
    if (takes("(")) return functionCall(token);
    if (known.includes(token.text)) {
      if (!names.includes(token.text)) names.push(token.text);
      return { kind: "array", index: names.indexOf(token.text) };
    }
    if (token.text === "pi") return { kind: "number", value: Math.PI };
    throw coreError(
      "BAD_ARGUMENT",
      `expression: ${token.text} at ${token.at} is unknown; there are ${[...known, "pi"].join(", ")}.`,
    );
  };
  const functionCall = (token: Token): ExpressionNode => {
    const found = Object.hasOwn(functions, token.text) ? functions[token.text] : undefined;
    if (found === undefined)
      throw coreError(
        "BAD_ARGUMENT",
        `expression: the function ${token.text} at ${token.at} is unknown; there are ${Object.keys(functions).join(", ")}.`,
      );
    const inputs = [level(0)];
    while (takes(",")) inputs.push(level(0));
    expect(")");
    if (inputs.length !== found[1])
      throw coreError(
        "BAD_ARGUMENT",
        `expression: ${token.text} at ${token.at} has ${inputs.length} arguments, takes ${found[1]}.`,
      );
    return call(found[0], inputs);
  };

  const node = level(0);
  if (peek().kind !== "end") fail(peek(), "expected an operator");
  return { node, names };
}

/** Arithmetic of numbers; undefined for what is left to arrays. */
function fold(operation: string, [x, y]: readonly number[]): number | undefined {
  const [a, b] = [x as number, y as number];
  if (operation === "negative") return -a;
  if (operation === "add") return a + b;
  if (operation === "subtract") return a - b;
  if (operation === "multiply") return a * b;
  if (operation === "divide") return a / b;
  return operation === "power" ? a ** b : undefined;
}
