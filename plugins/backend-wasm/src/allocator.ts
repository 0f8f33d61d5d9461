/** Blocks of memory by first fit, in multiples of 64 bytes; neighbours that are free become one. */
export interface Allocator {
  /** Where a block of that many bytes starts; undefined where no free block is large enough. */
  allocate(bytes: number): number | undefined;
  free(start: number): void;
  /** More memory behind the last. */
  extend(end: number): void;
  /** Bytes in use. */
  readonly used: number;
  /** Bytes of the largest free block. */
  readonly largest: number;
}

/** Manages the memory from `begin` to `end`, in bytes. */
export function createAllocator(begin: number, end: number): Allocator {
  // Free blocks in order of place; lists in step, which is faster than a list of objects.
  const starts: number[] = begin < end ? [begin] : [];
  const sizes: number[] = begin < end ? [end - begin] : [];
  const taken = new Map<number, number>();
  let used = 0;
  let last = end;

  const release = (start: number, size: number) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) < start) low = middle + 1;
      else high = middle;
    }
    const joinsNext = starts[low] === start + size;
    const joinsPrevious = low > 0 && (starts[low - 1] as number) + (sizes[low - 1] as number) === start;
    if (joinsPrevious && joinsNext) {
      sizes[low - 1] = (sizes[low - 1] as number) + size + (sizes[low] as number);
      starts.splice(low, 1);
      sizes.splice(low, 1);
    } else if (joinsPrevious) sizes[low - 1] = (sizes[low - 1] as number) + size;
    else if (joinsNext) {
      starts[low] = start;
      sizes[low] = (sizes[low] as number) + size;
    } else {
      starts.splice(low, 0, start);
      sizes.splice(low, 0, size);
    }
  };

  return {
    get used() {
      return used;
    },
    get largest() {
      return sizes.reduce((most, size) => Math.max(most, size), 0);
    },
    allocate(bytes) {
      const size = Math.max(64, Math.ceil(bytes / 64) * 64);
      for (let i = 0; i < starts.length; i++) {
        if ((sizes[i] as number) < size) continue;
        const start = starts[i] as number;
        if (sizes[i] === size) {
          starts.splice(i, 1);
          sizes.splice(i, 1);
        } else {
          starts[i] = start + size;
          sizes[i] = (sizes[i] as number) - size;
        }
        taken.set(start, size);
        used += size;
        return start;
      }
      return undefined;
    },
    free(start) {
      const size = taken.get(start);
      if (size === undefined) return;
      taken.delete(start);
      used -= size;
      release(start, size);
    },
    extend(more) {
      if (more <= last) return;
      release(last, more - last);
      last = more;
    },
  };
}
