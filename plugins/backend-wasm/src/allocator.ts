const large = 2 ** 20;
/**
 * Bytes left free behind a large block: 17 pages and a cache line. Arrays whose places differ by a power of two push each other out of the
 * nearest caches, which makes a loop over several of them up to half slower.
 */
const apart = 17 * 4096 + 64;

/** Blocks of memory by first fit, in multiples of 64 bytes; neighbours that are free become one. */
export interface Allocator {
  /** Where a block of that many bytes starts; undefined where no free block is large enough. */
  allocate(bytes: number): number | undefined;
  free(start: number): void;
  /** More memory behind the last. */
  extend(end: number): void;
  /** Bytes in use, without what is left free behind large blocks. */
  readonly used: number;
  /** Bytes of the largest free block. */
  readonly largest: number;
}

/** Manages the memory from `begin` to `end`, in bytes. */
export function createAllocator(begin: number, end: number): Allocator {
  // Free blocks in order of place; lists in step, which is faster than a list of objects.
  const starts: number[] = begin < end ? [begin] : [];
  const sizes: number[] = begin < end ? [end - begin] : [];
  const taken = new Map<number, { readonly size: number; readonly wanted: number }>();
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

  const take = (size: number, wanted: number): number | undefined => {
    const i = sizes.findIndex((free) => free >= size);
    if (i < 0) return undefined;
    const start = starts[i] as number;
    if (sizes[i] === size) {
      starts.splice(i, 1);
      sizes.splice(i, 1);
    } else {
      starts[i] = start + size;
      sizes[i] = (sizes[i] as number) - size;
    }
    taken.set(start, { size, wanted });
    used += wanted;
    return start;
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
      return (size < large ? undefined : take(size + apart, size)) ?? take(size, size);
    },
    free(start) {
      const block = taken.get(start);
      if (block === undefined) return;
      taken.delete(start);
      used -= block.wanted;
      release(start, block.size);
    },
    extend(more) {
      if (more <= last) return;
      release(last, more - last);
      last = more;
    },
  };
}
