import { coreError, describeValue } from "@core/array/runtime";
import { checkSettings } from "./check.js";
import { resolveRange } from "./range.js";
import type { AxisBase, AxisSettings } from "./types.js";

/** The settings of a {@link DataAxis}. */
export interface DataAxisSettings extends AxisSettings {
  /** The value of each point, all rising or all falling. */
  readonly axis: ArrayLike<number>;
}

/** An axis whose points are listed one by one, strictly rising or falling. Immutable. */
export class DataAxis implements AxisBase {
  readonly kind: "data" = "data";
  readonly name: string | undefined;
  readonly units: string | undefined;
  readonly navigate: boolean;
  readonly isBinned: boolean;
  readonly isColour: boolean;
  readonly size: number;
  /** The values; not to be written into. */
  readonly axis: ArrayLike<number>;

  /** The values are copied. Errors: `BAD_ARGUMENT` when they are not finite or neither rise nor fall all along. */
  constructor(settings: DataAxisSettings) {
    checkSettings(settings);
    this.axis = checkPoints(settings.axis);
    this.size = this.axis.length;
    this.name = settings.name;
    this.units = settings.units;
    this.navigate = settings.navigate ?? false;
    this.isBinned = settings.isBinned ?? false;
    this.isColour = settings.isColour ?? false;
  }

  at(index: number): number {
    return this.axis[index] ?? Number.NaN;
  }

  values(): Float64Array {
    return Float64Array.from(this.axis);
  }

  /** A new axis with some settings changed; one that is given as undefined is cleared. */
  with(changes: Partial<DataAxisSettings>): DataAxis {
    return new DataAxis({ ...(this as DataAxisSettings), ...changes });
  }

  /** The axis of the points `start:stop:step`, whole numbers with Python's rules. */
  slice(start?: number | null, stop?: number | null, step?: number | null): DataAxis {
    const range = resolveRange(this.size, start, stop, step);
    return this.with({
      axis: Float64Array.from({ length: range.size }, (_, i) => this.at(range.start + i * range.step)),
    });
  }
}

function isTypedArray(given: unknown): given is ArrayLike<unknown> {
  return ArrayBuffer.isView(given) && "length" in given;
}

function checkPoints(given: unknown): Float64Array {
  if (!Array.isArray(given) && !isTypedArray(given))
    throw coreError(
      "BAD_ARGUMENT",
      `the values of a data axis must be an array of numbers, not ${describeValue(given)}`,
    );
  const points = new Float64Array(given.length);
  const list: ArrayLike<unknown> = given;
  for (let index = 0; index < points.length; index++) {
    const point = typeof list[index] === "bigint" ? Number(list[index]) : list[index];
    if (!Number.isFinite(point))
      throw coreError(
        "BAD_ARGUMENT",
        `the values of a data axis must be finite numbers, but number ${index} is ${describeValue(point)}`,
      );
    points[index] = point as number;
  }
  checkOrder(points);
  return points;
}

function checkOrder(points: Float64Array): void {
  const rising = (points[1] ?? 0) > (points[0] ?? 0);
  for (let index = 1; index < points.length; index++) {
    const step = (points[index] ?? 0) - (points[index - 1] ?? 0);
    if (rising ? !(step > 0) : !(step < 0))
      throw coreError(
        "BAD_ARGUMENT",
        `the values of a data axis must all rise or all fall, but number ${index - 1} is ${points[index - 1]} and number ${index} is ${points[index]}`,
      );
  }
}
