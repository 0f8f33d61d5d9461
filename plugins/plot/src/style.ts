/** Sizes and colours of everything around the data, in pixels at scale 1. */
export interface Style {
  readonly title: number;
  readonly label: number;
  readonly tick: number;
  readonly small: number;
  readonly tickLength: number;
  readonly minorLength: number;
  readonly gap: number;
  readonly margin: number;
  readonly frameWidth: number;
  readonly ink: string;
  readonly grid: string;
}

/** The style whose axis labels have `fontSize` pixels. */
export function styleOf(fontSize: number): Style {
  const unit = fontSize / 13;
  return {
    title: 14.5 * unit,
    label: fontSize,
    tick: 11.5 * unit,
    small: 11 * unit,
    tickLength: 5 * unit,
    minorLength: 3 * unit,
    gap: 4 * unit,
    margin: 10 * unit,
    frameWidth: 1 * unit,
    ink: "#222222",
    grid: "#dddddd",
  };
}
