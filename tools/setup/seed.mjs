/**
 * The seed of the property tests: always the same one, so that a run can be repeated, unless $PROPERTY_SEED holds another
 * whole number or "random".
 *
 * @param {string | undefined} wish
 * @returns {number}
 */
export function propertySeed(wish) {
  if (wish === undefined || wish === "") return 20260101;
  if (wish === "random") return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(wish);
  if (Number.isInteger(seed) && Math.abs(seed) < 2 ** 31) return seed;
  throw new Error(`PROPERTY_SEED is "${wish}"; it may be a whole number of 32 bits or "random".`);
}
