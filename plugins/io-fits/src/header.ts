import { checkKind, describeValue } from "@core/array/runtime";
import { take, textOf } from "./bytes.js";
import { type Card, type CardValue, checkCard, formatCard, isCommentary, parseCards } from "./card.js";
import { fitsError } from "./errors.js";

/** The size of the blocks that FITS files are made of. */
export const blockBytes = 2880;

/** The keywords of one HDU, in their order. Keywords are found whatever their case. */
export class FitsHeader {
  readonly cards: readonly Card[];
  readonly #places: ReadonlyMap<string, number>;

  /** @throws BAD_ARGUMENT for anything but a list of cards */
  constructor(cards: readonly Card[]) {
    if (!Array.isArray(cards))
      throw fitsError("BAD_ARGUMENT", `got ${describeValue(cards)}, expected a list of { keyword, value, comment }.`);
    cards.forEach(checkCard);
    const places = new Map<string, number>();
    cards.forEach(({ keyword }, i) => {
      const key = keyword.toUpperCase();
      if (!isCommentary(key) && !places.has(key)) places.set(key, i);
    });
    this.cards = cards;
    this.#places = places;
  }

  /** The value of a keyword, undefined where there is none; of a keyword that stands several times the first one. */
  get(keyword: string): CardValue {
    return this.cards[this.#placeOf(keyword)]?.value;
  }

  /** Whether there is a keyword. */
  has(keyword: string): boolean {
    return this.#placeOf(keyword) >= 0;
  }

  /** The comment of a keyword, empty where there is none. */
  comment(keyword: string): string {
    return this.cards[this.#placeOf(keyword)]?.comment ?? "";
  }

  /** The texts of all COMMENT cards. */
  get comments(): readonly string[] {
    return this.#texts("COMMENT");
  }

  /** The texts of all HISTORY cards. */
  get history(): readonly string[] {
    return this.#texts("HISTORY");
  }

  /** The header as its records of 80 characters, without END. */
  toString(): string {
    return this.cards.flatMap(formatCard).join("\n");
  }

  #placeOf(keyword: string): number {
    checkKind("header", "keyword", keyword, "string");
    return this.#places.get(keyword.toUpperCase()) ?? -1;
  }

  #texts(keyword: string): readonly string[] {
    return this.cards.filter((card) => card.keyword === keyword).map((card) => String(card.value ?? ""));
  }
}

/** Headers with more blocks are no headers: 72,000 entries. */
export const mostBlocks = 2000;

/** Reads the header that starts at a byte; `end` is where its data start. */
export function parseHeader(bytes: Uint8Array, start: number): { header: FitsHeader; end: number } {
  const lines: string[] = [];
  for (let at = start; ; at += blockBytes) {
    if (at - start >= mostBlocks * blockBytes)
      throw fitsError("BAD_FILE", `the header at byte ${start} has no END within ${mostBlocks} blocks.`);
    const block = textOf(take(bytes, at, blockBytes, "a header block"));
    for (let line = 0; line < blockBytes; line += 80) {
      const record = block.slice(line, line + 80);
      if (/^END {77}$/.test(record) || record.trimEnd() === "END")
        return { header: new FitsHeader(parseCards(lines)), end: at + blockBytes };
      lines.push(record);
    }
  }
}

/** Writes a header with END, filled up to whole blocks. */
export function formatHeader(cards: readonly Card[]): Uint8Array {
  const text = [...cards.flatMap(formatCard), "END".padEnd(80)].join("");
  const bytes = new Uint8Array(Math.ceil(text.length / blockBytes) * blockBytes).fill(32);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** A whole number of a header within bounds, or an error that names the keyword. */
export function wholeNumber(header: FitsHeader, keyword: string, low: number, high: number, fallback?: number): number {
  const value = header.get(keyword) ?? fallback;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= low && value <= high) return value;
  throw fitsError("BAD_FILE", `${keyword} is ${describeValue(value)}, expected a whole number from ${low} to ${high}.`);
}

/** A number of a header, or `fallback` where there is none or something else. */
export function numberOf(header: FitsHeader, keyword: string, fallback: number): number {
  const value = header.get(keyword);
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : fallback;
}

/** A text of a header, or `fallback`. */
export function stringOf(header: FitsHeader, keyword: string, fallback = ""): string {
  const value = header.get(keyword);
  return typeof value === "string" ? value : fallback;
}
