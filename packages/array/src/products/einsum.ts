import { type ArrayLikeInput, asArray } from "../create.js";
import { resultType, type Scalar } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { sum } from "../reduce/index.js";
import { sizeOf } from "../shape.js";
import { astype, copy } from "../transfer.js";
import { broadcastTo, reshape, transpose } from "../views.js";
import { matmul, unwrapped } from "./matmul.js";

/** An operand whose axes have names; axes of `...` are named by digits from the end. */
interface Named {
  readonly array: NDArray;
  readonly labels: readonly string[];
}

/**
 * Einstein's summation convention: `einsum("ij,jk->ik", a, b)`. Every letter names an axis; letters that are not in the result are
 * summed over, letters that stand twice in an operand take its diagonal, `...` stands for axes that broadcast. Without `->` the
 * result has the letters that stand once, in alphabetical order. Operands are contracted two by two from the left by {@link matmul}.
 * @returns an array, or a scalar when the result has no axes
 * @throws BAD_VALUE for malformed subscripts, BAD_SHAPE when sizes do not match
 */
export function einsum(subscripts: string, ...operands: ArrayLikeInput[]): NDArray | Scalar {
  const given = operands.map((one) => asArray(one));
  const { inputs, output } = parse(subscripts, given);
  const dtype = resultType(...given.map((one) => one.dtype));
  // Before anything is summed: sums of one operand, and of two of three, would wrap in a narrower dtype.
  const arrays = given.map((one) => (one.dtype === dtype ? one : astype(one, dtype)));
  const named = arrays.map((array, i) => diagonals({ array, labels: inputs[i] as string[] }));
  const sizes = new Map<string, number>();
  for (const { array, labels } of named) {
    labels.forEach((label, axis) => {
      const size = array.shape[axis] as number;
      const known = sizes.get(label) ?? 1;
      if (known !== 1 && size !== 1 && size !== known)
        throw coreError("BAD_SHAPE", `einsum: axis "${label}" has size ${known} and size ${size}.`);
      sizes.set(label, size === 1 ? known : size);
    });
  }
  let current = named[0] as Named;
  for (let i = 1; i < named.length; i++) {
    const later = new Set([...output, ...named.slice(i + 1).flatMap((one) => one.labels)]);
    current = contract(current, named[i] as Named, later, sizes);
  }
  current = summed(current, new Set(output));
  const ordered = transpose(
    current.array,
    output.map((label) => current.labels.indexOf(label)),
  );
  const full = broadcastTo(
    ordered,
    output.map((label) => sizes.get(label) as number),
  );
  return unwrapped(copy(full));
}

/** Two operands as one: labels that only one has and nothing needs later are summed, shared ones multiplied as stacks of matrices. */
function contract(a: Named, b: Named, later: ReadonlySet<string>, sizes: ReadonlyMap<string, number>): Named {
  const left = summed(a, new Set([...later, ...b.labels]));
  const right = summed(b, new Set([...later, ...left.labels]));
  const shared = left.labels.filter((label) => right.labels.includes(label));
  const batch = shared.filter((label) => later.has(label));
  const depth = shared.filter((label) => !later.has(label));
  const rows = left.labels.filter((label) => !shared.includes(label));
  const columns = right.labels.filter((label) => !shared.includes(label));
  const size = (label: string): number => sizes.get(label) as number;
  const arranged = (one: Named, wanted: readonly string[], lengths: readonly number[]): NDArray => {
    const turned = transpose(
      one.array,
      wanted.map((label) => one.labels.indexOf(label)),
    );
    const grown = turned.shape.map((own, i) =>
      shared.includes(wanted[i] as string) ? size(wanted[i] as string) : own,
    );
    return reshape(broadcastTo(turned, grown), lengths);
  };
  const lengthOf = (one: Named, labels: readonly string[]): number =>
    sizeOf(labels.map((label) => one.array.shape[one.labels.indexOf(label)] as number));
  const stack = sizeOf(batch.map(size));
  const inner = sizeOf(depth.map(size));
  const [m, n] = [lengthOf(left, rows), lengthOf(right, columns)];
  const product = matmul(
    arranged(left, [...batch, ...rows, ...depth], [stack, m, inner]),
    arranged(right, [...batch, ...depth, ...columns], [stack, inner, n]),
  );
  const shape = [
    ...batch.map(size),
    ...rows.map((label) => left.array.shape[left.labels.indexOf(label)] as number),
    ...columns.map((label) => right.array.shape[right.labels.indexOf(label)] as number),
  ];
  return { array: reshape(product, shape), labels: [...batch, ...rows, ...columns] };
}

function summed(one: Named, kept: ReadonlySet<string>): Named {
  const axis = one.labels.flatMap((label, i) => (kept.has(label) ? [] : [i]));
  if (axis.length === 0) return one;
  const { array } = one;
  const labels = one.labels.filter((label) => kept.has(label));
  if (array.dtype !== "bool")
    return { array: sum(array, { axis, keepdims: false, dtype: array.dtype }) as NDArray, labels };
  const order = [...array.shape.keys()].filter((i) => !axis.includes(i));
  const shape = order.map((i) => array.shape[i] as number);
  const depth = sizeOf(axis.map((i) => array.shape[i] as number));
  const flat = reshape(transpose(array, [...order, ...axis]), [sizeOf(shape), depth]);
  const ones = array.make("bool", [depth]);
  ones.data.fill(1);
  return { array: reshape(matmul(flat, ones), shape), labels };
}

/** The view in which every label stands once. */
function diagonals({ array, labels }: Named): Named {
  const own = [...new Set(labels)];
  const shape: number[] = [];
  const strides: number[] = [];
  for (const label of own) {
    const axes = labels.flatMap((one, i) => (one === label ? [i] : []));
    const size = Math.max(...axes.map((i) => array.shape[i] as number));
    if (axes.some((i) => array.shape[i] !== size))
      throw coreError(
        "BAD_SHAPE",
        `einsum: axis "${label}" stands twice in an operand of shape (${array.shape.join(", ")}).`,
      );
    shape.push(size);
    strides.push(axes.reduce((total, i) => total + (array.strides[i] as number), 0));
  }
  return { array: array.view(shape, strides), labels: own };
}

function parse(subscripts: string, arrays: readonly NDArray[]): { inputs: string[][]; output: string[] } {
  const bad = (reason: string): Error =>
    coreError("BAD_VALUE", `subscripts: got ${describeValue(subscripts)}: ${reason}; an example is "ij,jk->ik".`);
  if (typeof subscripts !== "string") throw bad("expected text");
  const text = subscripts.replaceAll(" ", "");
  if (!/^(?:[A-Za-z,]|\.\.\.)*(?:->(?:[A-Za-z]|\.\.\.)*)?$/.test(text))
    throw bad("expected letters, commas, ... and ->");
  const [left = "", right] = text.split("->");
  const terms = left.split(",");
  if (terms.length !== arrays.length) throw bad(`${terms.length} terms for ${arrays.length} arrays`);
  const longest = Math.max(
    0,
    ...terms.map((term, i) =>
      term.includes("...") ? (arrays[i] as NDArray).shape.length - term.replace("...", "").length : 0,
    ),
  );
  const digits = (count: number): string[] => Array.from({ length: count }, (_, i) => String(count - 1 - i));
  const expand = (term: string, count: number): string[] => {
    const [before = "", after] = term.split("...");
    return after === undefined ? [...before] : [...before, ...digits(count), ...after];
  };
  const inputs = terms.map((term, i) => {
    const { shape } = arrays[i] as NDArray;
    const letters = term.replace("...", "").length;
    if (term.split("...").length > 2) throw bad('"..." stands twice in a term');
    if (term.includes("...") ? letters > shape.length : letters !== shape.length)
      throw bad(`"${term}" does not fit an array with ${shape.length} axes`);
    return expand(term, shape.length - letters);
  });
  const all = inputs.flat();
  const output =
    right === undefined
      ? [
          ...digits(longest),
          ...[...new Set(all)]
            .filter((label) => /[A-Za-z]/.test(label) && all.indexOf(label) === all.lastIndexOf(label))
            .sort(),
        ]
      : expand(right, longest);
  if (new Set(output).size !== output.length) throw bad("a letter stands twice in the result");
  const unknown = output.find((label) => !all.includes(label));
  if (unknown !== undefined) throw bad(`"${unknown}" of the result is in no operand`);
  if (right !== undefined && longest > 0 && !right.includes("...")) throw bad('the result lacks "..."');
  return { inputs, output };
}
