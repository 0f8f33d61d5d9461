import type { ArrayLikeInput } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type Tree, treeOf } from "./valid.js";

/** Options of {@link dendrogram}. */
export interface DendrogramOptions {
  /** How much is shown with `truncateMode`; 30 by default. */
  readonly p?: number;
  /** `lastp` shows the last p merges, `level` p levels; the rest are leaves. By default everything is shown. */
  readonly truncateMode?: "lastp" | "level" | "none" | null;
  /** Links below have the colours of their cluster; 0.7 times the largest distance by default. */
  readonly colorThreshold?: number | null;
  /** Names of the points. */
  readonly labels?: readonly string[] | null;
  /** Whether the branch with fewer points comes first (`ascending` or true) or last. */
  readonly countSort?: boolean | "ascending" | "descending";
  /** Whether the branch with the smaller distance comes first (`ascending` or true) or last. */
  readonly distanceSort?: boolean | "ascending" | "descending";
  /** Whether leaves that stand for several points are named by their number, `(5)`; true by default. */
  readonly showLeafCounts?: boolean;
  /** Names nodes, instead of `labels`. */
  readonly leafLabelFunc?: ((node: number) => string) | null;
  /** Colours links by the number of their node. */
  readonly linkColorFunc?: ((node: number) => string) | null;
  /** The colour of links above the threshold; `C0` by default. */
  readonly aboveThresholdColor?: string;
}

/** Where the lines of a dendrogram are. */
export interface Dendrogram {
  /** For each link the positions of its four corners along the leaves, which are 10 apart and begin at 5. */
  readonly icoord: readonly (readonly [number, number, number, number])[];
  /** The distances of these corners. */
  readonly dcoord: readonly (readonly [number, number, number, number])[];
  /** The names of the leaves. */
  readonly ivl: readonly string[];
  /** The nodes at the leaves. */
  readonly leaves: readonly number[];
  /** The colour of each link. */
  readonly colorList: readonly string[];
  /** The colour of the link above each leaf. */
  readonly leavesColorList: readonly (string | undefined)[];
}

interface Drawn {
  /** The middle of a node, the width of its leaves, and its height. */
  readonly middle: number;
  readonly width: number;
  readonly height: number;
}

const colours: readonly string[] = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"];
const sorts: readonly unknown[] = [undefined, false, true, "ascending", "descending"];

/**
 * The coordinates of a dendrogram; drawing it is the caller's.
 * @throws BAD_VALUE for what is no linkage or a wrong option, BAD_SHAPE for another number of labels
 */
export function dendrogram(Z: ArrayLikeInput, options: DendrogramOptions = {}): Dendrogram {
  checkOptions("dendrogram", options, {
    p: "number",
    truncateMode: "any",
    colorThreshold: "number or null",
    labels: "any",
    countSort: "any",
    distanceSort: "any",
    showLeafCounts: "boolean",
    leafLabelFunc: "any",
    linkColorFunc: "any",
    aboveThresholdColor: "any",
  });
  const tree = treeOf(Z);
  checkShown(tree, options);
  let highest = 0;
  for (let row = 0; row < tree.n - 1; row++) highest = Math.max(highest, tree.Z[4 * row + 2]!);
  const drawing = new Drawing(tree, options, options.colorThreshold ?? 0.7 * highest);
  drawing.draw();
  const { icoord, dcoord, ivl, leaves, colorList } = drawing;
  return { icoord, dcoord, ivl, leaves, colorList, leavesColorList: coloursOfLeaves(drawing) };
}

function checkShown({ n }: Tree, options: DendrogramOptions): void {
  const { p = 30, truncateMode, labels, countSort, distanceSort } = options;
  if (!Number.isFinite(p)) throw coreError("BAD_VALUE", `p: got ${describeValue(p)}, expected a number.`);
  if (![undefined, null, "none", "lastp", "level"].includes(truncateMode))
    throw coreError("BAD_VALUE", `truncateMode: got ${describeValue(truncateMode)}, allowed are lastp, level, none.`);
  for (const [name, sort] of Object.entries({ countSort, distanceSort }))
    if (!sorts.includes(sort))
      throw coreError(
        "BAD_VALUE",
        `${name}: got ${describeValue(sort)}, allowed are true, false, ascending, descending.`,
      );
  if (labels !== undefined && labels !== null && labels.length !== n)
    throw coreError("BAD_SHAPE", `labels: there are ${labels.length} for ${n} points.`);
}

interface Step {
  readonly node: number;
  readonly level: number;
  readonly start: number;
  stage: 0 | 1 | 2;
  children: readonly [number, number];
  first?: Drawn;
  color: string;
}

/** Goes through the tree with a stack of its own, since chains of merges may be as long as there are points. */
class Drawing {
  readonly icoord: [number, number, number, number][] = [];
  readonly dcoord: [number, number, number, number][] = [];
  readonly ivl: string[] = [];
  readonly leaves: number[] = [];
  readonly colorList: string[] = [];
  private readonly tree: Tree;
  private readonly options: DendrogramOptions;
  private readonly threshold: number;
  private readonly p: number;
  private color = 0;
  private below = false;

  constructor(tree: Tree, options: DendrogramOptions, threshold: number) {
    this.tree = tree;
    this.options = options;
    this.threshold = threshold;
    const p = Math.trunc(options.p ?? 30);
    const all = options.truncateMode === "level" ? p <= 0 : p > tree.n || p === 0;
    this.p = all ? (options.truncateMode === "level" ? Number.POSITIVE_INFINITY : tree.n) : p;
  }

  draw(): void {
    const stack: Step[] = [this.step(2 * this.tree.n - 2, 0, 0)];
    let done: Drawn | undefined;
    for (let step = stack.at(-1); step !== undefined; step = stack.at(-1)) {
      if (step.stage === 0 && this.isLeaf(step.node, step.level)) {
        this.addLeaf(step.node);
        done = { middle: step.start + 5, width: 10, height: 0 };
        stack.pop();
      } else if (step.stage === 0) {
        step.stage = 1;
        step.children = this.childrenOf(step.node);
        stack.push(this.step(step.children[0], step.level + 1, step.start));
      } else if (step.stage === 1) {
        step.stage = 2;
        step.first = done as Drawn;
        step.color = this.colorOf(step.node);
        stack.push(this.step(step.children[1], step.level + 1, step.start + step.first.width));
      } else {
        done = this.link(step, step.first as Drawn, done as Drawn);
        stack.pop();
      }
    }
  }

  private step(node: number, level: number, start: number): Step {
    return { node, level, start, stage: 0, children: [0, 0], color: "" };
  }

  private isLeaf(node: number, level: number): boolean {
    const { n } = this.tree;
    if (node < n) return true;
    if (this.options.truncateMode === "lastp") return node < 2 * n - this.p;
    return this.options.truncateMode === "level" && node > n && level > this.p;
  }

  private addLeaf(node: number): void {
    const { n, Z } = this.tree;
    const { leafLabelFunc, labels, showLeafCounts = true } = this.options;
    this.leaves.push(node);
    if (leafLabelFunc) this.ivl.push(leafLabelFunc(node));
    else if (node < n) this.ivl.push(labels?.[node] ?? String(node));
    else this.ivl.push(showLeafCounts ? `(${Z[4 * (node - n) + 3]})` : "");
  }

  private childrenOf(node: number): readonly [number, number] {
    const { n, Z } = this.tree;
    const row = 4 * (node - n);
    const [a, b] = [Z[row]!, Z[row + 1]!];
    const { countSort, distanceSort } = this.options;
    const sort = countSort || distanceSort;
    if (!sort) return [a, b];
    const column = countSort ? 3 : 2;
    const of = (child: number): number => (child < n ? (countSort ? 1 : 0) : Z[4 * (child - n) + column]!);
    return of(a) > of(b) === (sort === "descending") ? [a, b] : [b, a];
  }

  private colorOf(node: number): string {
    const height = this.tree.Z[4 * (node - this.tree.n) + 2]!;
    const above = height >= this.threshold || this.threshold <= 0;
    if (above && this.below) this.color = (this.color + 1) % colours.length;
    this.below = !above;
    return above ? (this.options.aboveThresholdColor ?? "C0") : (colours[this.color] as string);
  }

  private link(step: Step, first: Drawn, second: Drawn): Drawn {
    const height = this.tree.Z[4 * (step.node - this.tree.n) + 2]!;
    this.icoord.push([first.middle, first.middle, second.middle, second.middle]);
    this.dcoord.push([first.height, height, height, second.height]);
    this.colorList.push(this.options.linkColorFunc?.(step.node) ?? step.color);
    return { middle: (first.middle + second.middle) / 2, width: first.width + second.width, height };
  }
}

function coloursOfLeaves({ icoord, dcoord, colorList, leaves }: Drawing): (string | undefined)[] {
  const result: (string | undefined)[] = leaves.map(() => undefined);
  icoord.forEach((positions, link) => {
    positions.forEach((x, corner) => {
      if ((dcoord[link] as readonly number[])[corner] === 0 && x % 5 === 0 && x % 2 === 1)
        result[Math.floor((x - 5) / 10)] = colorList[link];
    });
  });
  return result;
}
