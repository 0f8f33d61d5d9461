/** The settings that all axes share. */
export interface AxisSettings {
  /** The name of the axis; undefined where none was given. */
  readonly name?: string | undefined;
  /** The units of its values; undefined where none were given. */
  readonly units?: string | undefined;
  /** True for a navigation axis, false (the default) for a signal axis. */
  readonly navigate?: boolean | undefined;
  /** Whether data along the axis are counts per bin, so that integrating is summing. False by default. */
  readonly isBinned?: boolean | undefined;
  /** True for the axis that holds the red, green, blue (and opacity) of RGB signals: it is kept out of sight, see `changeDtype`. */
  readonly isColour?: boolean | undefined;
}

/** What every axis has. Axes never change: {@link AxisBase.with} and {@link AxisBase.slice} give new ones. */
export interface AxisBase {
  readonly kind: "uniform" | "functional" | "data";
  readonly name: string | undefined;
  readonly units: string | undefined;
  readonly navigate: boolean;
  readonly isBinned: boolean;
  readonly isColour: boolean;
  /** The number of points. */
  readonly size: number;
  /** The value at an index between 0 and size - 1; not checked, see `indexToValue` for the checked form. */
  at(index: number): number;
  /** All values, in a fresh array. */
  values(): Float64Array;
}
