import type { Complex } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { fitsError } from "./errors.js";

/** What a header keyword may hold; integers beyond 2⁵³ are bigints. */
export type CardValue = string | number | bigint | boolean | Complex | undefined;

/** One entry of a header: a keyword with value and comment, or a commentary (`COMMENT`, `HISTORY`, blank) with its text as value. */
export interface Card {
  readonly keyword: string;
  readonly value: CardValue;
  readonly comment: string;
}

const commentary: readonly string[] = ["COMMENT", "HISTORY", ""];
const integer = /^[+-]?\d+$/;
const real = /^[+-]?(\d+\.?\d*|\.\d+)([EeDd][+-]?\d+)?$/;

/** Whether cards of a keyword hold text and may stand many times. */
export function isCommentary(keyword: string): boolean {
  return commentary.includes(keyword);
}

/**
 * Reads the cards of a header. Long strings go on over CONTINUE cards, names longer than eight characters stand behind HIERARCH; what cannot be
 * read as a value is kept as its text, as it stands.
 * @param lines records of 80 characters, without END
 */
export function parseCards(lines: readonly string[]): Card[] {
  const cards: Card[] = [];
  for (const line of lines) {
    const keyword = line.slice(0, 8).trimEnd();
    const last = cards.at(-1);
    if (keyword === "CONTINUE" && last !== undefined && typeof last.value === "string" && last.value.endsWith("&")) {
      const more = parseValue(line.slice(8));
      if (typeof more.value === "string") {
        const comment = [last.comment, more.comment].filter((text) => text !== "").join(" ");
        cards[cards.length - 1] = { ...last, value: (last.value.slice(0, -1) + more.value).trimEnd(), comment };
        continue;
      }
    }
    cards.push(parseCard(keyword, line));
  }
  return cards;
}

function parseCard(keyword: string, line: string): Card {
  if (isCommentary(keyword)) return { keyword, value: line.slice(8).trimEnd(), comment: "" };
  if (keyword === "HIERARCH") {
    const equals = line.indexOf("=");
    if (equals > 0) return { keyword: line.slice(8, equals).trim(), ...parseValue(line.slice(equals + 1)) };
  }
  if (line.slice(8, 10) === "= " || line[8] === "=") return { keyword, ...parseValue(line.slice(9)) };
  return { keyword, value: line.slice(8).trim(), comment: "" };
}

function parseValue(text: string): { value: CardValue; comment: string } {
  const rest = text.trimStart();
  if (rest.startsWith("'")) {
    const { value, end } = quoted(rest);
    return { value, comment: commentOf(rest.slice(end)) };
  }
  const slash = rest.indexOf("/");
  const plain = (slash < 0 ? rest : rest.slice(0, slash)).trim();
  return { value: plainValue(plain), comment: slash < 0 ? "" : rest.slice(slash + 1).trim() };
}

function quoted(text: string): { value: string; end: number } {
  let value = "";
  let at = 1;
  for (; at < text.length; at++) {
    if (text[at] !== "'") value += text[at];
    else if (text[at + 1] === "'") {
      value += "'";
      at++;
    } else break;
  }
  return { value: value.trimEnd(), end: at + 1 };
}

function commentOf(text: string): string {
  const slash = text.indexOf("/");
  return slash < 0 ? "" : text.slice(slash + 1).trim();
}

function plainValue(text: string): CardValue {
  if (text === "") return undefined;
  if (text === "T") return true;
  if (text === "F") return false;
  if (integer.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text.replace(/^\+/, ""));
  }
  if (real.test(text)) return Number(text.replace(/[Dd]/, "E"));
  const pair = /^\(([^,]+),([^)]+)\)$/.exec(text);
  if (pair !== null) {
    const [re, im] = [plainValue((pair[1] as string).trim()), plainValue((pair[2] as string).trim())];
    if (typeof re === "number" && typeof im === "number") return { re, im };
  }
  return text;
}

/** @throws BAD_ARGUMENT for anything but a card */
export function checkCard(card: unknown): void {
  const { keyword, value, comment } = (card ?? {}) as Readonly<Record<keyof Card, unknown>>;
  if (typeof keyword !== "string" || typeof comment !== "string" || !isCardValue(value))
    throw fitsError(
      "BAD_ARGUMENT",
      `got the card ${describeValue(card)} (${typeof keyword} keyword, ${describeValue(value)}), expected { keyword, value, comment }.`,
    );
}

function isCardValue(value: unknown): boolean {
  if (["undefined", "string", "number", "bigint", "boolean"].includes(typeof value)) return true;
  const { re, im } = (value ?? {}) as { re?: unknown; im?: unknown };
  return typeof re === "number" && typeof im === "number";
}

/**
 * Writes one entry as records of 80 characters: in the fixed format where the value fits, long strings with CONTINUE, long names with HIERARCH.
 * @throws BAD_VALUE for names and texts that are not ASCII, numbers that are not finite, and entries that do not fit
 */
export function formatCard({ keyword, value, comment }: Card): string[] {
  checkText("comment", comment);
  if (isCommentary(keyword)) {
    const text = String(value ?? "");
    checkText(keyword, text);
    return pieces(text, 72).map((piece) => `${keyword.padEnd(8)}${piece}`.padEnd(80));
  }
  const head = headOf(keyword);
  if (typeof value === "string") return formatString(head, value, comment);
  const text = formatValue(keyword, value);
  const line = `${head}${head.length === 10 ? text.padStart(20) : text}`;
  if (line.length > 80) throw fitsError("BAD_VALUE", `the card ${keyword} does not fit into 80 characters.`);
  return [withComment(line, comment)];
}

function headOf(keyword: string): string {
  if (/^[A-Z0-9_-]{1,8}$/.test(keyword)) return `${keyword.padEnd(8)}= `;
  if (/^[\x20-\x3c\x3e-\x7e]{1,60}$/.test(keyword) && keyword.trim() === keyword) return `HIERARCH ${keyword} = `;
  throw fitsError(
    "BAD_VALUE",
    `got the keyword ${describeValue(keyword)}, expected up to 8 of A-Z, 0-9, - and _, or ASCII without "=" for HIERARCH.`,
  );
}

function formatValue(keyword: string, value: Exclude<CardValue, string>): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "T" : "F";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "object") return `(${formatNumber(keyword, value.re)}, ${formatNumber(keyword, value.im)})`;
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : formatNumber(keyword, value);
}

function formatNumber(keyword: string, value: number): string {
  if (!Number.isFinite(value))
    throw fitsError("BAD_VALUE", `${keyword}: got ${value}; FITS headers have no numbers that are not finite.`);
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value).toUpperCase();
  if (/[.E]/.test(text)) return text.includes("E") && !text.includes(".") ? text.replace("E", ".0E") : text;
  return `${text}.0`;
}

function formatString(head: string, value: string, comment: string): string[] {
  checkText(head.trim(), value);
  const escaped = value.replace(/'/g, "''");
  const line = `${head}'${escaped.padEnd(head.length === 10 ? 8 : 0)}'`;
  if (line.length <= 80) return [withComment(line.length < 30 && head.length === 10 ? line.padEnd(30) : line, comment)];
  const lines: string[] = [];
  let start = head;
  let rest = value;
  while (rest !== "" || lines.length === 0) {
    const room = 80 - start.length - 3;
    let length = 0;
    let used = 0;
    while (length < rest.length) {
      used += rest[length] === "'" ? 2 : 1;
      if (used > room) break;
      length++;
    }
    const more = length < rest.length;
    lines.push(`${start}'${rest.slice(0, length).replace(/'/g, "''")}${more ? "&" : ""}'`);
    rest = rest.slice(length);
    start = "CONTINUE  ";
  }
  return lines.map((text, i) => withComment(text, i === lines.length - 1 ? comment : ""));
}

// A comment that does not fit is cut, as everywhere in FITS; the value never is.
function withComment(line: string, comment: string): string {
  if (comment === "" || line.length > 76) return line.padEnd(80);
  return `${line.padEnd(line.length < 30 ? 30 : line.length)} / ${comment}`.slice(0, 80).padEnd(80);
}

function pieces(text: string, width: number): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length || at === 0; at += width) found.push(text.slice(at, at + width));
  return found;
}

function checkText(name: string, text: string): void {
  if (!/^[\x20-\x7e]*$/.test(text))
    throw fitsError("BAD_VALUE", `${name}: got ${describeValue(text)}; FITS headers hold printable ASCII only.`);
}
