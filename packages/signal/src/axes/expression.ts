import { coreError, describeValue } from "@core/array/runtime";

/** A compiled expression: the names it needs, and its value for given ones. */
export interface CompiledExpression {
  readonly names: ReadonlySet<string>;
  readonly evaluate: (variables: (name: string) => number) => number;
}

type Evaluate = CompiledExpression["evaluate"];

const constants: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["pi", Math.PI],
  ["E", Math.E],
]);

/** The functions that an expression may call, by the names of SymPy. */
const functions: ReadonlyMap<string, (...values: number[]) => number> = /* @__PURE__ */ new Map<
  string,
  (...values: number[]) => number
>([
  ["exp", Math.exp],
  ["log", (x = Number.NaN, base?: number) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base))],
  ["ln", Math.log],
  ["sqrt", Math.sqrt],
  ["cbrt", Math.cbrt],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["tan", Math.tan],
  ["asin", Math.asin],
  ["acos", Math.acos],
  ["atan", Math.atan],
  ["atan2", Math.atan2],
  ["sinh", Math.sinh],
  ["cosh", Math.cosh],
  ["tanh", Math.tanh],
  ["asinh", Math.asinh],
  ["acosh", Math.acosh],
  ["atanh", Math.atanh],
  ["Abs", Math.abs],
  ["abs", Math.abs],
  ["sign", Math.sign],
  ["floor", Math.floor],
  ["ceiling", Math.ceil],
  ["Min", Math.min],
  ["Max", Math.max],
]);

const twoArguments: ReadonlySet<string> = /* @__PURE__ */ new Set(["atan2"]);
const manyArguments: ReadonlySet<string> = /* @__PURE__ */ new Set(["Min", "Max"]);
const longest = 4000;
const deepest = 100;

/**
 * Compiles an expression such as `a / (x + 1) + b` without `eval`: numbers, names, `+ - * / ** ^`, parentheses, the constants
 * `pi` and `E`, and the common functions of SymPy (exp, log, sqrt, sin, …, Abs, Min, Max). Substitutions follow after
 * semicolons: `a * y; y = x + 1`. Errors: `BAD_ARGUMENT` with the place where it cannot be read.
 */
export function compileExpression(text: string): CompiledExpression {
  if (typeof text !== "string" || text.trim() === "")
    throw coreError("BAD_ARGUMENT", `an expression must be a text such as "a / (x + 1)", not ${describeValue(text)}`);
  if (text.length > longest)
    throw coreError("BAD_ARGUMENT", `an expression of ${text.length} signs is not read, at most ${longest}`);
  const [body = "", ...substitutions] = text.split(";");
  let compiled = parse(body, text);
  for (const substitution of substitutions) {
    const parts = /^\s*([A-Za-z_]\w*)\s*=([^=]*)$/.exec(substitution);
    if (parts?.[1] === undefined || parts[2] === undefined)
      throw coreError(
        "BAD_ARGUMENT",
        `the substitution "${substitution.trim()}" in "${text}" must have the form name = expression`,
      );
    compiled = substitute(compiled, parts[1], parse(parts[2], text));
  }
  return compiled;
}

function substitute(into: CompiledExpression, name: string, replacement: CompiledExpression): CompiledExpression {
  if (!into.names.has(name)) return into;
  const names = new Set([...into.names].filter((other) => other !== name));
  for (const other of replacement.names) names.add(other);
  return {
    names,
    evaluate: (variables) => {
      const replaced = replacement.evaluate(variables);
      return into.evaluate((other) => (other === name ? replaced : variables(other)));
    },
  };
}

function parse(text: string, whole: string): CompiledExpression {
  const parser = new ExpressionParser(text, whole);
  const evaluate = parser.sum();
  if (parser.token !== undefined) throw parser.fail();
  return { names: parser.names, evaluate };
}

class ExpressionParser {
  readonly names: Set<string> = new Set();
  readonly whole: string;
  readonly tokens: readonly string[];
  position = 0;
  depth = 0;

  constructor(text: string, whole: string) {
    this.whole = whole;
    const tokens: string[] = [];
    const pattern = /\s*(\*\*|[-+*/^(),]|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-z_]\w*)/y;
    const end = text.trimEnd().length;
    while (pattern.lastIndex < end) {
      const start = pattern.lastIndex;
      const token = pattern.exec(text)?.[1];
      if (token === undefined) {
        throw coreError("BAD_ARGUMENT", `the expression "${whole}" cannot be read at "${text.slice(start).trim()}"`);
      }
      tokens.push(token);
    }
    this.tokens = tokens;
  }

  get token(): string | undefined {
    return this.tokens[this.position];
  }

  fail(): Error {
    return coreError(
      "BAD_ARGUMENT",
      `the expression "${this.whole}" cannot be read at ${this.token === undefined ? "its end" : `"${this.token}" (part ${this.position + 1})`}`,
    );
  }

  deeper<Result>(read: () => Result): Result {
    if (++this.depth > deepest)
      throw coreError("BAD_ARGUMENT", `the expression "${this.whole.slice(0, 60)}…" is nested deeper than ${deepest}`);
    const result = read();
    this.depth--;
    return result;
  }

  sum(): Evaluate {
    let left = this.product();
    while (this.token === "+" || this.token === "-") {
      const minus = this.tokens[this.position++] === "-";
      const [a, b] = [left, this.product()];
      left = minus ? (x) => a(x) - b(x) : (x) => a(x) + b(x);
    }
    return left;
  }

  product(): Evaluate {
    let left = this.signed();
    while (this.token === "*" || this.token === "/") {
      const divides = this.tokens[this.position++] === "/";
      const [a, b] = [left, this.signed()];
      left = divides ? (x) => a(x) / b(x) : (x) => a(x) * b(x);
    }
    return left;
  }

  signed(): Evaluate {
    if (this.token !== "-" && this.token !== "+") return this.power();
    const minus = this.tokens[this.position++] === "-";
    const value = this.deeper(() => this.signed());
    return minus ? (x) => -value(x) : value;
  }

  power(): Evaluate {
    const base = this.atom();
    if (this.token !== "**" && this.token !== "^") return base;
    this.position++;
    // The power binds to the right and takes a sign: 2 ** -3 ** 2.
    const exponent = this.deeper(() => this.signed());
    return (x) => base(x) ** exponent(x);
  }

  atom(): Evaluate {
    const token = this.token;
    if (token === undefined) throw this.fail();
    if (token === "(") {
      this.position++;
      const inner = this.deeper(() => this.sum());
      this.close();
      return inner;
    }
    if (/^[\d.]/.test(token)) {
      const value = Number(token);
      this.position++;
      return () => value;
    }
    if (!/^[A-Za-z_]/.test(token)) throw this.fail();
    this.position++;
    if (this.token === "(") return this.call(token);
    const constant = constants.get(token);
    if (constant !== undefined) return () => constant;
    this.names.add(token);
    return (variables) => variables(token);
  }

  call(name: string): Evaluate {
    const body = functions.get(name);
    if (body === undefined)
      throw coreError(
        "BAD_ARGUMENT",
        `the function "${name}" in "${this.whole}" is not known: use one of ${[...functions.keys()].join(", ")}`,
      );
    this.position++;
    const values: Evaluate[] = [this.deeper(() => this.sum())];
    while (this.token === ",") {
      this.position++;
      values.push(this.deeper(() => this.sum()));
    }
    this.close();
    const allowed =
      manyArguments.has(name) ||
      values.length === (twoArguments.has(name) ? 2 : 1) ||
      (name === "log" && values.length === 2);
    if (!allowed)
      throw coreError(
        "BAD_ARGUMENT",
        `the function "${name}" in "${this.whole}" does not take ${values.length} values`,
      );
    return (variables) => body(...values.map((value) => value(variables)));
  }

  close(): void {
    if (this.token !== ")") throw this.fail();
    this.position++;
  }
}
