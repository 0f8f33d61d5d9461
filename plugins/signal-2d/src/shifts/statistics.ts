import type { Shift } from "./pair.js";

/** The shift of each image against each reference, and how alike they are there. */
export interface PairTable {
  readonly shifts: readonly (readonly Shift[])[];
  readonly likeness: readonly (readonly number[])[];
}

/**
 * The shifts against the first image from those against several references: the median of what the references say, without pairs that are
 * less alike than `threshold`. `auto` takes the reference that is most like all images, and the likeness of the image that is least like it.
 * After Schaffer, Grogger and Kothleitner, Ultramicroscopy 102 (2004) 27.
 */
export function combineShifts({ shifts, likeness }: PairTable, threshold: number | "auto" | null): Shift[] {
  const least = threshold === "auto" ? automaticThreshold(likeness) : (threshold ?? Number.NEGATIVE_INFINITY);
  const count = shifts[0]?.length ?? 0;
  return Array.from({ length: count }, (_, image): Shift => {
    const rows: number[] = [];
    const columns: number[] = [];
    for (const [reference, found] of shifts.entries()) {
      const alike = likeness[reference] as readonly number[];
      if ((alike[image] as number) < least || (alike[0] as number) < least) continue;
      const [here, origin] = [found[image] as Shift, found[0] as Shift];
      rows.push(here[0] - origin[0]);
      columns.push(here[1] - origin[1]);
    }
    if (rows.length === 0) return shifts[0]?.[image] as Shift;
    return [median(rows), median(columns)];
  });
}

function automaticThreshold(likeness: readonly (readonly number[])[]): number {
  return Math.max(...likeness.map((row) => Math.min(...row)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
