import { coreError, describeValue } from "@core/array/runtime";

/** A value of the subset of Python's literals that npy headers are made of; dictionaries are Maps, tuples and lists arrays. */
export type Literal = string | number | boolean | null | readonly Literal[] | ReadonlyMap<string, Literal>;

const mostDepth = 16;
const space = /[\s]/;
const words: ReadonlyMap<string, boolean | null> = /* @__PURE__ */ new Map<string, boolean | null>([
  ["True", true],
  ["False", false],
  ["None", null],
]);

/**
 * Parses a Python literal of strings, whole numbers, True, False, None, tuples, lists and dictionaries with texts as keys.
 * @throws BAD_FILE for anything else, nesting deeper than 16 and trailing text
 */
export function parseLiteral(text: string): Literal {
  const state: State = { text, at: 0 };
  const value = parseValue(state, 0);
  skipSpace(state);
  if (state.at < text.length) throw wrong(state, "nothing more");
  return value;
}

interface State {
  readonly text: string;
  at: number;
}

function wrong(state: State, expected: string): Error {
  const found = state.at < state.text.length ? describeValue(state.text.slice(state.at, state.at + 20)) : "its end";
  return coreError("BAD_FILE", `npy header: expected ${expected} at character ${state.at}, found ${found}.`);
}

function skipSpace(state: State): void {
  while (state.at < state.text.length && space.test(state.text[state.at] as string)) state.at++;
}

function parseValue(state: State, depth: number): Literal {
  if (depth > mostDepth) throw wrong(state, `at most ${mostDepth} levels of nesting`);
  skipSpace(state);
  const first = state.text[state.at] ?? "";
  if (first === "'" || first === '"') return parseText(state, first);
  if (first === "(") return parseSequence(state, ")", depth);
  if (first === "[") return parseSequence(state, "]", depth);
  if (first === "{") return parseDictionary(state, depth);
  const word = /^[A-Za-z]+/.exec(state.text.slice(state.at, state.at + 8))?.[0];
  if (word !== undefined && words.has(word)) {
    state.at += word.length;
    return words.get(word) as boolean | null;
  }
  const digits = /^-?[0-9]+/.exec(state.text.slice(state.at, state.at + 40))?.[0];
  if (digits === undefined) throw wrong(state, "a value");
  state.at += digits.length;
  // Python 2 wrote long integers as 12L.
  if (state.text[state.at] === "L") state.at++;
  return Number(digits);
}

function parseText(state: State, quote: string): string {
  const start = ++state.at;
  for (; state.at < state.text.length; state.at++) {
    const character = state.text[state.at];
    if (character === quote) return state.text.slice(start, state.at++);
    if (character === "\\") throw wrong(state, "a text without escapes");
  }
  throw wrong(state, `the ${quote} that ends a text`);
}

function parseSequence(state: State, end: string, depth: number): Literal[] {
  state.at++;
  const values: Literal[] = [];
  for (;;) {
    skipSpace(state);
    if (state.text[state.at] === end) {
      state.at++;
      return values;
    }
    values.push(parseValue(state, depth + 1));
    skipComma(state, end);
  }
}

function parseDictionary(state: State, depth: number): Map<string, Literal> {
  state.at++;
  const entries = new Map<string, Literal>();
  for (;;) {
    skipSpace(state);
    const first = state.text[state.at] ?? "";
    if (first === "}") {
      state.at++;
      return entries;
    }
    if (first !== "'" && first !== '"') throw wrong(state, "a text as key");
    const key = parseText(state, first);
    if (entries.has(key)) throw wrong(state, `${describeValue(key)} once`);
    skipSpace(state);
    if (state.text[state.at] !== ":") throw wrong(state, '":"');
    state.at++;
    entries.set(key, parseValue(state, depth + 1));
    skipComma(state, "}");
  }
}

function skipComma(state: State, end: string): void {
  skipSpace(state);
  if (state.text[state.at] === ",") state.at++;
  else if (state.text[state.at] !== end) throw wrong(state, `"," or "${end}"`);
}
