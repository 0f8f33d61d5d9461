/** The spacing of numbers at 1. */
export const epsilon: number = 2 ** -52;
/** The smallest normal number. */
export const tiny: number = 2 ** -1022;
/** Stands for an error that is not known yet. */
export const huge: number = Number.MAX_VALUE;

/** The places cos(kπ/24), k = 1 … 11, at which the expansions of 25 points sample besides the ends and the middle. */
export const cosines: readonly number[] = [
  0.9914448613738104,
  0.9659258262890683,
  0.9238795325112867,
  0.8660254037844386,
  0.7933533402912352,
  Math.SQRT1_2,
  0.6087614290087207,
  0.5,
  0.3826834323650898,
  0.25881904510252074,
  0.1305261922200516,
];

/** The accuracy that rules can reach. */
export const finestRelative: number = Math.max(50 * 2 ** -52, 5e-29);
