// Prefixes of the SI and of binary multiples.

/** 1e30. */
export const quetta = 1e30;
/** 1e27. */
export const ronna = 1e27;
/** 1e24. */
export const yotta = 1e24;
/** 1e21. */
export const zetta = 1e21;
/** 1e18. */
export const exa = 1e18;
/** 1e15. */
export const peta = 1000000000000000;
/** 1e12. */
export const tera = 1000000000000;
/** 1e09. */
export const giga = 1000000000;
/** 1e06. */
export const mega = 1000000;
/** 1000. */
export const kilo = 1000;
/** 100. */
export const hecto = 100;
/** 10. */
export const deka = 10;
/** 0.1. */
export const deci = 0.1;
/** 0.01. */
export const centi = 0.01;
/** 0.001. */
export const milli = 0.001;
/** 1e-06. */
export const micro = 1e-6;
/** 1e-09. */
export const nano = 1e-9;
/** 1e-12. */
export const pico = 1e-12;
/** 1e-15. */
export const femto = 1e-15;
/** 1e-18. */
export const atto = 1e-18;
/** 1e-21. */
export const zepto = 1e-21;
/** 1e-24. */
export const yocto = 1e-24;
/** 1e-27. */
export const ronto = 1e-27;
/** 1e-30. */
export const quecto = 1e-30;
/** 2 ** 10. */
export const kibi = 1024;
/** 2 ** 20. */
export const mebi = 1048576;
/** 2 ** 30. */
export const gibi = 1073741824;
/** 2 ** 40. */
export const tebi = 1099511627776;
/** 2 ** 50. */
export const pebi = 1125899906842624;
/** 2 ** 60. */
export const exbi = 1.152921504606847e18;
/** 2 ** 70. */
export const zebi = 1.1805916207174113e21;
/** 2 ** 80. */
export const yobi = 1.2089258196146292e24;
