import { allocate, checkFinite, checkSettings, checkSize } from "./check.js";
import { resolveRange } from "./range.js";
import type { AxisBase, AxisSettings } from "./types.js";

/** The settings of a {@link UniformDataAxis}. */
export interface UniformAxisSettings extends AxisSettings {
  /** The number of points. */
  readonly size: number;
  /** The step between two points, 1 by default; may be negative. */
  readonly scale?: number | undefined;
  /** The value of the first point, 0 by default. */
  readonly offset?: number | undefined;
}

/** An axis of equally spaced points: `value = offset + scale * index`. Immutable and cheap: no array of values is kept. */
export class UniformDataAxis implements AxisBase {
  readonly kind: "uniform" = "uniform";
  readonly name: string | undefined;
  readonly units: string | undefined;
  readonly navigate: boolean;
  readonly isBinned: boolean;
  readonly isColour: boolean;
  readonly size: number;
  readonly scale: number;
  readonly offset: number;

  /** Errors: `BAD_ARGUMENT` for a size that is not a whole number, 0 or more, and a scale or offset that is not finite. */
  constructor(settings: UniformAxisSettings) {
    checkSettings(settings);
    const { size, scale = 1, offset = 0 } = settings;
    checkSize(size);
    checkFinite("scale", scale);
    checkFinite("offset", offset);
    this.name = settings.name;
    this.units = settings.units;
    this.navigate = settings.navigate ?? false;
    this.isBinned = settings.isBinned ?? false;
    this.isColour = settings.isColour ?? false;
    this.size = size;
    this.scale = scale;
    this.offset = offset;
  }

  at(index: number): number {
    return this.offset + this.scale * index;
  }

  values(): Float64Array {
    const values = allocate(this.size);
    for (let index = 0; index < values.length; index++) values[index] = this.offset + this.scale * index;
    return values;
  }

  /** A new axis with some settings changed; one that is given as undefined is cleared. */
  with(changes: Partial<UniformAxisSettings>): UniformDataAxis {
    return new UniformDataAxis({ ...(this as UniformAxisSettings), ...changes });
  }

  /** The axis of the points `start:stop:step`, whole numbers with Python's rules. */
  slice(start?: number | null, stop?: number | null, step?: number | null): UniformDataAxis {
    const range = resolveRange(this.size, start, stop, step);
    return this.with({ offset: this.at(range.start), scale: this.scale * range.step, size: range.size });
  }
}
