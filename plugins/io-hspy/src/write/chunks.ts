const targetBytes = 1e6;
const mostBytes = 2 ** 28;

/**
 * The sizes of chunks as HyperSpy 1.7.3 chooses them: whole signals, as many as fit into 1 MB, in blocks that are as near to
 * cubes of the navigation space as its sizes allow; one signal where two do not fit. A signal that alone is over 256 MiB is cut
 * along its first axes, which HyperSpy does not do.
 */
export function chooseChunks(
  shape: readonly number[],
  isSignalAxis: readonly boolean[],
  elementBytes: number,
): number[] {
  const navigation = shape.map((_, axis) => axis).filter((axis) => isSignalAxis[axis] !== true);
  const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
  const signalBytes = product(shape.filter((_, axis) => isSignalAxis[axis] === true)) * elementBytes;
  const fitting = Math.floor(targetBytes / signalBytes);
  if (fitting < 2 || navigation.length === 0)
    return cut(
      shape.map((size, axis) => (isSignalAxis[axis] === true ? size : 1)),
      elementBytes,
    );
  if (fitting > product(navigation.map((axis) => shape[axis] as number))) return [...shape];
  const whole = new Set<number>();
  for (;;) {
    const taken = product([...whole].map((axis) => shape[axis] as number));
    // Python's floor of the same quotient and root in double precision.
    const edge = Math.floor((fitting / taken) ** (1 / (navigation.length - whole.size)));
    const smaller = navigation.filter((axis) => !whole.has(axis) && (shape[axis] as number) < edge);
    if (smaller.length === 0)
      return shape.map((size, axis) => (isSignalAxis[axis] === true || whole.has(axis) ? size : edge));
    for (const axis of smaller) whole.add(axis);
  }
}

function cut(chunks: number[], elementBytes: number): number[] {
  for (let axis = 0; axis < chunks.length; axis++) {
    const bytes = chunks.reduce((all, size) => all * size, elementBytes);
    if (bytes <= mostBytes) return chunks;
    chunks[axis] = Math.max(1, Math.floor(((chunks[axis] as number) * mostBytes) / bytes));
  }
  return chunks;
}
