import type { Arena, Binary, Engine } from "../contract.js";
import { halvesOf, lengthOf, radicesOf } from "./factors.js";
import { roots } from "./roots.js";
import {
  goesAlong,
  grouped,
  inPrecision,
  lanesOf,
  makeChirp,
  makePlan,
  type Precision,
  type Tables,
  wrappedChirp,
} from "./tables.js";

/** What one piece of work has at hand. */
export interface Work {
  readonly engine: Engine;
  readonly group: Binary;
  /** For this piece of work alone. */
  readonly arena: Arena;
  readonly tables: Tables;
  readonly precision: Precision;
}

/** Transforms along the middle of [outer][points][inner], from one place to another. */
export interface Lines {
  readonly source: number;
  readonly target: number;
  readonly outer: number;
  readonly inner: number;
  /** Points of the transform. */
  readonly n: number;
  /** Points of the source along the axis, at least as many as are needed. */
  readonly have: number;
  /** What the source's elements are: the kernels' three kinds. */
  readonly from: "complex" | "real" | "hermitian";
  /** Points that are written. */
  readonly writes: number;
  readonly inverse: boolean;
  readonly scale: number;
}

const kinds = { plain: 0, realForward: 1, hermitianBack: 2, hermitianOdd: 3 };
/** Longer lines are done as rows and columns of a matrix, which stay in the processor's cache. */
const longest = { float32: 1048576, float64: 1048576 };
const heavy = 16384;
const widthOf = (precision: Precision): number => (precision === "float64" ? 8 : 4);

/** Lines that are done together. */
export function lanesFor(precision: Precision, length: number, inner: number): number {
  const lanes = lanesOf(precision);
  const wanted = length <= 512 ? 4 * lanes : 2 * lanes;
  return Math.min(wanted, Math.ceil(inner / lanes) * lanes);
}

/** The complex length that does the work: half of it where real numbers go in pairs, which convolutions do not. */
export function innerLength({ n, from }: Pick<Lines, "n" | "from">): number {
  return from !== "complex" && n % 2 === 0 && lengthOf(n / 2) === n / 2 ? n / 2 : n;
}

/** Whether there are plans for a length. */
export function isPossible(length: number): boolean {
  return lengthOf(length) !== length || radicesOf(length) !== undefined;
}

/** Whether lines are so long that they are done as matrices. */
export function isLong(precision: Precision, length: number): boolean {
  return length >= longest[precision] && lengthOf(length) === length && halvesOf(length) !== undefined;
}

/** Transforms lines. */
export function transformLines(work: Work, lines: Lines): void {
  const length = innerLength(lines);
  if (
    lines.inner === 1 &&
    lines.outer > 0 &&
    isLong(work.precision, length) &&
    (lines.from === "complex" || length !== lines.n)
  )
    transformLong(work, lines, length);
  else runTask(work, taskOf(work, lines));
}

/** What a kernel is to do. */
export interface Task {
  readonly kernel: string;
  readonly total: number;
  readonly scratch: number;
  readonly grain: number;
  readonly heavy: boolean;
  readonly job: Job;
}

/** The task that transforms lines that are not long. */
export function taskOf(work: Work, lines: Lines): Task {
  const length = innerLength(lines);
  if (lines.inner === 1 && (goesAlong(length, work.precision) || lengthOf(length) !== length))
    return rowsTask(work, lines, length);
  return linesTask(work, lines, length);
}

function runTask(work: Work, { kernel, total, job, ...division }: Task): void {
  work.engine.run(work.group, kernel, total, division, placeJob(work.tables, job));
}

/** The parameters of a task, as kernels/fft.cpp reads them. */
export interface Job {
  readonly source: number;
  readonly target: number;
  readonly kind: number;
  readonly plan: number;
  readonly points: number;
  readonly writes: number;
  readonly sign: number;
  readonly scale: number;
  readonly lanes?: number;
  readonly inner?: number;
  readonly blocks?: number;
  /** Steps of the source and of the target: outer, point, lane, part. */
  readonly from?: readonly number[];
  readonly to?: readonly number[];
  readonly roots?: number;
  readonly chirp?: number;
  readonly filter?: number;
  /** Twist table, near and far factors, mask. */
  readonly twist?: readonly number[];
}

const none = [0, 0, 0, 0];

/** Writes the parameters of a task to their place in the memory. */
export function placeJob(tables: Tables, job: Job, place: number = tables.job): number {
  const { words, numbers } = tables;
  const at = place / 4;
  words[at] = job.source;
  words[at + 1] = job.target;
  words[at + 2] = job.plan;
  words[at + 3] = job.kind;
  words[at + 4] = job.lanes ?? 0;
  words[at + 5] = job.inner ?? 0;
  words[at + 6] = job.blocks ?? 0;
  words[at + 7] = job.points;
  words[at + 16] = job.writes;
  words[at + 17] = job.roots ?? 0;
  words[at + 18] = job.chirp ?? 0;
  words[at + 19] = job.filter ?? 0;
  const { from = none, to = none, twist = none } = job;
  for (let i = 0; i < 4; i++) {
    words[at + 8 + i] = from[i] as number;
    words[at + 12 + i] = to[i] as number;
    words[at + 20 + i] = twist[i] as number;
  }
  numbers[place / 8 + 12] = job.sign;
  numbers[place / 8 + 13] = job.scale;
  return place;
}

function describe({ n, from, inverse }: Lines, length: number): { kind: number; points: number; sign: number } {
  const sign = inverse ? -1 : 1;
  if (from === "complex" || (from === "real" && length === n)) return { kind: kinds.plain, points: n, sign };
  if (from === "real") return { kind: kinds.realForward, points: length, sign };
  if (length === n) return { kind: kinds.hermitianOdd, points: n, sign };
  return { kind: kinds.hermitianBack, points: length, sign: -sign };
}

/** The steps of an array [outer][points][inner]; as rows those over lanes and outer are one. */
function stepsOf(form: "complex" | "pairs" | "real", points: number, inner: number, rows: boolean): number[] {
  if (form === "complex") return rows ? [2 * points, 2, 2 * points, 1] : [2 * points * inner, 2 * inner, 2, 1];
  if (form === "pairs") return rows ? [points, 2, points, 1] : [points * inner, 2 * inner, 1, inner];
  return rows ? [points, 1, points, 0] : [points * inner, inner, 1, 0];
}

function formsOf({ from }: Lines, paired: boolean): ["complex" | "pairs" | "real", "complex" | "pairs" | "real"] {
  const real = paired ? "pairs" : "real";
  return [from === "real" ? real : "complex", from === "hermitian" ? real : "complex"];
}

const rootsPlace = ({ tables, precision }: Work, n: number): number =>
  tables.place(`roots ${n} ${precision}`, () => inPrecision(roots(n, Math.floor(n / 4) + 1), precision));

function planPlace({ tables, precision }: Work, n: number, along: boolean): number {
  return tables.place(`plan ${n} ${precision} ${along}`, () => makePlan(n, precision, along));
}

/** The tables of a convolution; the filter is the kernels' own transform of the chirp. */
function convolutionPlaces(work: Work, n: number, m: number, along: boolean): { chirp: number; filter: number } {
  const { tables, arena, precision, engine } = work;
  const form = (numbers: Float64Array) =>
    inPrecision(along ? grouped(numbers, lanesOf(precision)) : numbers, precision);
  const filter = tables.place(`filter ${n} ${precision} ${along}`, () => {
    const own: Work = { ...work, precision: "float64" };
    const source = arena.put(wrappedChirp(makeChirp(n), m));
    const target = arena.take(16 * m);
    transformLines(own, {
      source,
      target,
      outer: 1,
      inner: 1,
      n: m,
      have: m,
      from: "complex",
      writes: m,
      inverse: false,
      scale: 1,
    });
    return form(new Float64Array(engine.memory.buffer, target, 2 * m).slice());
  });
  return { filter, chirp: tables.place(`chirp ${n} ${precision} ${along}`, () => form(makeChirp(n))) };
}

function rowsTask(work: Work, lines: Lines, length: number): Task {
  const { precision } = work;
  const { source, target, outer, have, writes, scale, n } = lines;
  const { kind, points, sign } = describe(lines, length);
  const m = lengthOf(length);
  const paired = length !== n;
  const [from, to] = formsOf(lines, paired);
  const extra = m === length ? {} : convolutionPlaces(work, length, m, true);
  const job: Job = {
    ...{ source, target, kind, points, writes, sign, scale, ...extra },
    plan: planPlace(work, m, true),
    roots: paired ? rootsPlace(work, n) : 0,
    from: stepsOf(from, have, 1, true),
    to: stepsOf(to, to === "complex" ? writes : n, 1, true),
  };
  const scratch = (4 * m + 2 * length + 16) * widthOf(precision);
  const grain = Math.max(1, Math.ceil(heavy / m));
  return { kernel: `rows_${precision}`, total: outer, grain, scratch, heavy: outer * m > heavy, job };
}

function linesTask(work: Work, lines: Lines, length: number): Task {
  const { source, target, have, writes, scale, n } = lines;
  const { kind, points, sign } = describe(lines, length);
  const rows = lines.inner === 1;
  const [outer, inner] = rows ? [1, lines.outer] : [lines.outer, lines.inner];
  const m = lengthOf(length);
  const paired = length !== n;
  const [from, to] = formsOf(lines, paired);
  const extra = m === length ? {} : convolutionPlaces(work, length, m, false);
  const job = {
    ...{ source, target, kind, points, writes, sign, scale, inner, ...extra },
    plan: planPlace(work, m, false),
    roots: paired ? rootsPlace(work, n) : 0,
    from: stepsOf(from, have, lines.inner, rows),
    to: stepsOf(to, to === "complex" ? writes : n, lines.inner, rows),
  };
  return blocksTask(work.precision, job, outer, m);
}

function blocksTask(precision: Precision, job: Job & { readonly inner: number }, outer: number, m: number): Task {
  const lanes = lanesFor(precision, m, job.inner);
  const blocks = Math.ceil(job.inner / lanes);
  const scratch = 4 * Math.max(m, job.writes, job.points + 1) * lanes * widthOf(precision);
  const grain = Math.max(1, Math.ceil(heavy / (m * lanes)));
  const own = { ...job, lanes, blocks };
  const long = outer * job.inner * m > heavy;
  return { kernel: `blocks_${precision}`, total: outer * blocks, grain, scratch, heavy: long, job: own };
}

/**
 * A long line as a matrix of first x second points: columns, factors between, rows, whose results go to columns.
 * Source: D. H. Bailey, J. Supercomputing 4 (1990) 23.
 */
function transformLong(work: Work, lines: Lines, length: number): void {
  const { engine, group, arena, precision } = work;
  const { outer, have, writes, inverse, scale, n } = lines;
  const width = precision === "float64" ? 8 : 4;
  const paired = length !== n;
  const sign = inverse ? -1 : 1;
  const between = arena.take(2 * outer * length * width);
  let { source, target } = lines;
  let step = 2 * have;
  const apart = lines.from === "real";
  if (lines.from === "hermitian") {
    const folded = arena.take(2 * outer * length * width);
    const job = { source, target: folded, kind: 0, plan: 0, points: length, writes: length, sign, scale: 1 };
    const steps = { roots: rootsPlace(work, n), from: [2 * have, 2, 0, 1], to: [2 * length, 2, 0, 1] };
    const place = placeJob(work.tables, { ...job, sign: -sign, ...steps });
    engine.run(group, `together_${precision}`, outer, { grain: 1, heavy: true }, place);
    source = folded;
    step = 2 * length;
  } else if (apart) {
    target = arena.take(2 * outer * length * width);
    step = have;
  }
  const [first, second] = halvesOf(length) as readonly [number, number];
  const matrix = [2 * length, 2 * second, 2, 1];
  const own = lines.from === "hermitian" ? -1 : paired ? 1 : sign;
  const factor = apart ? 1 : scale;
  const columns = {
    ...{ source, target: between, kind: 0, points: first, writes: first, sign: own, scale: 1, inner: second },
    ...{ plan: planPlace(work, first, false), from: [step, ...matrix.slice(1)], to: matrix },
    twist: twistPlaces(work, first, second),
  };
  runTask(work, blocksTask(precision, columns, outer, first));
  const rows = {
    ...{ source: between, target, kind: 0, points: second, writes: second, sign: own, scale: factor, inner: first },
    ...{
      plan: planPlace(work, second, false),
      from: [2 * length, 2, 2 * second, 1],
      to: [2 * length, 2 * first, 2, 1],
    },
  };
  runTask(work, blocksTask(precision, rows, outer, second));
  if (!apart) return;
  const job = { source: target, target: lines.target, kind: 0, plan: 0, points: length, writes, sign, scale };
  const steps = { roots: rootsPlace(work, n), from: [2 * length, 2, 0, 1], to: [2 * writes, 2, 0, 1] };
  const place = placeJob(work.tables, { ...job, ...steps });
  engine.run(group, `apart_${precision}`, outer, { grain: 1, heavy: true }, place);
}

/** Factors `exp(-2 pi i k l / n)` between columns and rows: of the lines of a block, and of its first as a product of two. */
function twistPlaces({ tables, precision }: Work, first: number, second: number): number[] {
  const n = first * second;
  const lanes = lanesFor(precision, first, second);
  const bits = Math.ceil(Math.log2(n) / 2);
  const numbers = lanesOf(precision);
  const twist = () => {
    const table = new Float64Array(2 * first * lanes);
    for (let k = 0; k < first; k++) table.set(roots(n, lanes, k), 2 * k * lanes);
    return inPrecision(grouped(table, numbers), precision);
  };
  return [
    tables.place(`twist ${first} ${second} ${precision}`, twist),
    tables.place(`near ${n} ${precision}`, () => inPrecision(roots(n, 2 ** bits), precision)),
    tables.place(`far ${n} ${precision}`, () => inPrecision(roots(n, Math.ceil(n / 2 ** bits), 2 ** bits), precision)),
    2 ** bits - 1,
  ];
}

/** Fills up the spectrum of real numbers over some axes, the last one of the array among them, from its half. */
export function mirrorLines(
  work: Work,
  source: number,
  target: number,
  shape: readonly number[],
  axes: readonly number[],
): void {
  const { engine, group, arena, precision } = work;
  const n = shape.at(-1) as number;
  const others = shape.slice(0, -1);
  const table = arena.take(8 * shape.length);
  const rows = others.flatMap((size, axis) => [size, axes.includes(axis) ? 1 : 0]);
  new Uint32Array(engine.memory.buffer, table, rows.length).set(rows);
  const job: Job = {
    ...{ source, target, kind: 0, plan: 0, points: n, writes: Math.floor(n / 2) + 1, sign: 1, scale: 1 },
    ...{ lanes: others.length, twist: [table, 0, 0, 0] },
  };
  const total = others.reduce((all, one) => all * one, 1);
  const grain = Math.max(1, Math.ceil(heavy / n));
  engine.run(group, `mirror_${precision}`, total, { grain, heavy: total * n > 4 * heavy }, placeJob(work.tables, job));
}
