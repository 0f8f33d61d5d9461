// Mathematical constants.

/** The ratio of a circle's circumference to its diameter. */
export const pi: number = Math.PI;
/** The golden ratio, (1 + sqrt(5)) / 2. */
export const golden = 1.618033988749895;
/** The golden ratio, (1 + sqrt(5)) / 2; the same as `golden`. */
export const golden_ratio = 1.618033988749895;
