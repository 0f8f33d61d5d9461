/** What the codes of QUADPACK mean; with cycles where a cosine or sine runs to infinity. */
export function messageOf(code: number, limit: number, cycles: boolean): string {
  return (cycles ? cycleMessages[code] : undefined) ?? messages(limit)[code] ?? "Unknown error.";
}

function messages(limit: number): Readonly<Record<number, string>> {
  return {
    1:
      `The maximum number of subdivisions (${limit}) has been achieved. If a larger limit does not help, look at the function: where ` +
      "the place of a singularity or a jump is known, integrate up to it and from it, or give it in points.",
    2: "Roundoff is detected, which prevents the requested tolerance from being achieved. The error may be underestimated.",
    3: "The function behaves extremely badly at some points of the range.",
    4: "The algorithm does not converge: roundoff is detected in the extrapolation table. The result is the best that can be obtained.",
    5: "The integral is probably divergent, or slowly convergent.",
    7: "The estimates of the integral and its error are not reliable: the requested accuracy has not been achieved.",
  };
}

const cycleMessages: Readonly<Record<number, string>> = {
  1: "The maximum number of cycles has been achieved. Increase limlst to allow more; look at info.ierlst.",
  4: "The extrapolation of the sums over cycles does not converge to the requested accuracy. Look at info.ierlst.",
  7: "The function behaves badly within one or more of the cycles. Look at info.ierlst.",
};

/** What the codes of single cycles mean. */
export const explanations: Readonly<Record<number, string>> = {
  1: "The maximum number of subdivisions (limit) has been achieved on this cycle.",
  2: "Roundoff is detected and prevents the tolerance of this cycle from being achieved.",
  3: "The function behaves extremely badly at some points of this cycle.",
  4: "The integral over this cycle does not converge because of roundoff in the extrapolation; the result is the best that can be obtained.",
  5: "The integral over this cycle is probably divergent or slowly convergent.",
};
