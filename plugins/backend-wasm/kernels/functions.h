// Elementary functions. All are written without branches, so that the compiler makes vectors of them. The methods and
// coefficients for double precision are those of Sun's freely distributable library (fdlibm), which engines use too; single precision
// has its own polynomials (S. Moshier, Cephes) for exp, log, sin and cos, and goes through double precision otherwise.
#pragma once
#include "common.h"
#ifdef __wasm_relaxed_simd__
// Products and sums become one instruction where the processor has it: results may differ in the last digit from processor to processor.
#pragma clang fp contract(fast)
#else
#pragma clang fp contract(off)
#endif

INLINE u64 bitsOf(f64 x) { return __builtin_bit_cast(u64, x); }
INLINE f64 fromBits(u64 x) { return __builtin_bit_cast(f64, x); }
INLINE u32 bitsOf(f32 x) { return __builtin_bit_cast(u32, x); }
INLINE f32 fromBits(u32 x) { return __builtin_bit_cast(f32, x); }
INLINE f64 infinity() { return __builtin_inf(); }
INLINE f64 notANumber() { return __builtin_nan(""); }

const f64 ln2High = 6.93147180369123816490e-01, ln2Low = 1.90821492927058770002e-10;
// Adding it rounds to a whole, which stands in the lowest bits.
const f64 rounder = 0x1.8p52;
const f32 singleRounder = 0x1.8p23f;

/** y times 2 to the power k, rounded once. */
INLINE f64 scaled(f64 y, u64 k) {
  i64 half = (i64)k >> 1;
  i64 rest = (i64)k - half;
  return y * fromBits((u64)(half + 1023) << 52) * fromBits((u64)(rest + 1023) << 52);
}

/** NaN stays, or with relaxed minima and maxima does not: see keptNaN. */
INLINE f64 within(f64 x, f64 low, f64 high) {
  f64 a = x < low ? low : x;
  return a > high ? high : a;
}

/** What relaxed minima and maxima make of NaN depends on the processor. */
template <class T> INLINE T keptNaN(T x, T r) {
#ifdef __wasm_relaxed_simd__
  return x != x ? x : r;
#else
  (void)x;
  return r;
#endif
}

/** exp(high - low) - 1 for small arguments. */
INLINE f64 smallExpm1(f64 high, f64 low) {
  f64 r = high - low, z = r * r;
  f64 c = r - z * (1.66666666666666019037e-01 +
                   z * (-2.77777777770155933842e-03 +
                        z * (6.61375632143793436117e-05 + z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08))));
  return high - (low - (r * c) / (2.0 - c));
}

INLINE f64 expOf(f64 x) {
  f64 t = within(x, -750, 720);
  f64 n = t * 1.44269504088896338700e+00 + rounder, k = n - rounder;
  return keptNaN(x, scaled(1.0 + smallExpm1(t - k * ln2High, k * ln2Low), bitsOf(n) - bitsOf(rounder)));
}

INLINE f64 exp2Of(f64 x) {
  f64 t = within(x, -1080, 1030);
  f64 n = t + rounder, k = n - rounder;
  return keptNaN(x, scaled(1.0 + smallExpm1((t - k) * 6.93147180559945286227e-01, 0), bitsOf(n) - bitsOf(rounder)));
}

INLINE f64 expm1Of(f64 x) {
  f64 t = within(x, -50, 709.79);
  f64 n = t * 1.44269504088896338700e+00 + rounder, k = n - rounder;
  f64 y = smallExpm1(t - k * ln2High, k * ln2Low);
  f64 half = fromBits((bitsOf(n) - bitsOf(rounder) + 1022) << 52);
  f64 r = (half * y + (half - 0.5)) * 2;
  return keptNaN(x, k == 0 ? y : r);
}

/** log(m) of a mantissa around 1, with what is added to it in two parts. */
INLINE f64 mantissaLog(f64 f, f64 addHigh, f64 addLow) {
  f64 s = f / (2.0 + f), z = s * s, w = z * z;
  f64 even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  f64 odd = z * (6.666666666666735130e-01 +
                 w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  f64 square = 0.5 * f * f;
  return addHigh - ((square - (s * (square + (even + odd)) + addLow)) - f);
}

struct Parts {
  f64 mantissa, exponent;
};
/** A positive number as mantissa, from sqrt(1/2) to sqrt(2), and exponent. */
INLINE Parts partsOf(f64 x) {
  bool tiny = x < 0x1p-1022;
  f64 y = tiny ? x * 0x1p54 : x;
  u64 bits = bitsOf(y) + (0x3ff0000000000000ull - 0x3fe6a09e00000000ull);
  f64 k = fromBits(0x4330000000000000ull | (bits >> 52)) - (0x1p52 + 1023);
  return {fromBits((bits & 0x000fffffffffffffull) + 0x3fe6a09e00000000ull), tiny ? k - 54 : k};
}

/** The logarithm of what is not a positive number; else r. */
INLINE f64 logEnds(f64 x, f64 r) {
  r = x == infinity() ? x : r;
  r = x == 0 ? -infinity() : r;
  return x >= 0 ? r : notANumber();
}

INLINE f64 logOf(f64 x) {
  Parts p = partsOf(x);
  return logEnds(x, mantissaLog(p.mantissa - 1.0, p.exponent * ln2High, p.exponent * ln2Low));
}

INLINE f64 log2Of(f64 x) {
  Parts p = partsOf(x);
  return logEnds(x, mantissaLog(p.mantissa - 1.0, 0, 0) * 1.44269504088896338700e+00 + p.exponent);
}

INLINE f64 log10Of(f64 x) {
  bool tiny = x < 0x1p-1022;
  f64 y = tiny ? x * 0x1p54 : x;
  u64 bits = bitsOf(y);
  f64 k = fromBits(0x4330000000000000ull | ((bits >> 52) & 2047)) - (0x1p52 + 1023) - (tiny ? 54 : 0);
  f64 whole = k < 0 ? k + 1 : k;
  // From 1 to 2, or from 1/2 to 1 for numbers below 1: powers of ten then give wholes.
  f64 m = fromBits((bits & 0x000fffffffffffffull) | (k < 0 ? 0x3fe0000000000000ull : 0x3ff0000000000000ull));
  Parts p = partsOf(m);
  f64 l = mantissaLog(p.mantissa - 1.0, p.exponent * ln2High, p.exponent * ln2Low);
  f64 r = (whole * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * l) + whole * 3.01029995663611771306e-01;
  return logEnds(x, r);
}

INLINE f64 log1pOf(f64 x) {
  f64 u = 1.0 + x;
  Parts p = partsOf(u);
  f64 rest = (x - (u - 1.0)) / u;
  f64 r = mantissaLog(p.mantissa - 1.0, p.exponent * ln2High, p.exponent * ln2Low + rest);
  r = __builtin_fabs(x) < 0x1p-53 ? x : r;
  return logEnds(u, r);
}

INLINE f64 tanhOf(f64 x) {
  f64 a = __builtin_fabs(x), t = within(-2 * a, -50, 0);
  f64 n = t * 1.44269504088896338700e+00 + rounder, k = n - rounder;
  f64 y = smallExpm1(t - k * ln2High, k * ln2Low);
  f64 power = fromBits((bitsOf(n) - bitsOf(rounder) + 1023) << 52);
  f64 less = k == 0 ? y : power * y + (power - 1.0), e = power * (1.0 + y);
  // Near 0 from exp - 1, else from 1.
  bool near = a < 0.55;
  f64 q = (near ? -less : 2 * e) / (near ? less + 2 : 1 + e);
  return keptNaN(x, __builtin_copysign(near ? q : 1 - q, x));
}

struct Turned {
  f64 sine, cosine;
  u64 quarter;
  bool far;
};

INLINE f64 polynomialSine(f64 x, f64 y) {
  f64 z = x * x, v = z * x;
  f64 r = 8.33333333332248946124e-03 +
          z * (-1.98412698298579493134e-04 +
               z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
  return x - ((z * (0.5 * y - v * r) - y) - v * -1.66666666666666324348e-01);
}
INLINE f64 polynomialCosine(f64 x, f64 y) {
  f64 z = x * x;
  f64 r = z * (4.16666666666666019037e-02 +
               z * (-1.38888888888741095749e-03 +
                    z * (2.48015872894767294178e-05 +
                         z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
  f64 half = 0.5 * z, w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z * r - x * y));
}

/** What a quarter turn is taken off; `far` where that loses digits. */
INLINE Turned turned(f64 x) {
  f64 n = x * 6.36619772367581382433e-01 + rounder, k = n - rounder;
  f64 t = x - k * 1.57079632673412561417e+00;
  f64 w = k * 6.07710050630396597660e-11, r = t - w;
  w = k * 2.02226624879595063154e-21 - ((t - r) - w);
  f64 y = r - w, rest = (r - y) - w;
  bool far = (__builtin_fabs(x) > 1e6) | ((__builtin_fabs(y) < 0x1p-40) & (k != 0));
  return {polynomialSine(y, rest), polynomialCosine(y, rest), bitsOf(n), far};
}

INLINE f64 sinOf(f64 x, u32* far) {
  Turned t = turned(x);
  f64 r = t.quarter & 1 ? t.cosine : t.sine;
  *far |= t.far;
  return t.far ? notANumber() : fromBits(bitsOf(r) ^ ((t.quarter & 2) << 62));
}
INLINE f64 cosOf(f64 x, u32* far) {
  Turned t = turned(x);
  f64 r = t.quarter & 1 ? t.sine : t.cosine;
  *far |= t.far;
  return t.far ? notANumber() : fromBits(bitsOf(r) ^ (((t.quarter + 1) & 2) << 62));
}
INLINE f64 tanOf(f64 x, u32* far) {
  Turned t = turned(x);
  *far |= t.far;
  f64 r = t.quarter & 1 ? -t.cosine / t.sine : t.sine / t.cosine;
  return t.far ? notANumber() : r;
}

INLINE f64 arctan2Of(f64 y, f64 x) {
  f64 a = __builtin_fabs(y), b = __builtin_fabs(x);
  f64 least = a < b ? a : b, most = a < b ? b : a;
  bool endless = most == infinity();
  least = endless ? (least == infinity() ? 1 : 0) : least;
  most = endless ? 1 : most == 0 ? 1 : most;
  // Beyond tan(pi / 8) the angle is taken from pi / 4.
  bool wide = least > 0.4142135623730950488 * most;
  // Halved, so that sums do not overflow.
  f64 p = least * 0.5, q = most * 0.5;
  bool small = most < 0x1p-1000;
  p = small ? least : p;
  q = small ? most : q;
  f64 u = (wide ? p - q : p) / (wide ? p + q : q);
  f64 z = u * u, w = z * z;
  f64 s = z * (3.33333333333329318027e-01 +
               w * (1.42857142725034663711e-01 +
                    w * (9.09088713343650656196e-02 +
                         w * (6.66107313738753120669e-02 + w * (4.97687799461593236017e-02 + w * 1.62858201153657823623e-02)))));
  f64 t = w * (-1.99999999998764832476e-01 +
               w * (-1.11111104054623557880e-01 +
                    w * (-7.69187620504482999495e-02 + w * (-5.83357013379057348645e-02 + w * -3.65315727442169155270e-02))));
  f64 high = wide ? 7.85398163397448278999e-01 : 0, low = wide ? 3.06161699786838301793e-17 : 0;
  f64 r = high - ((u * (s + t) - low) - u);
  r = a > b ? 1.57079632679489655800e+00 - (r - 6.12323399573676603587e-17) : r;
  r = bitsOf(x) >> 63 ? 3.14159265358979311600e+00 - (r - 1.2246467991473531772e-16) : r;
  r = __builtin_copysign(r, y);
  r = x != x ? x : r;
  return y != y ? y : r;
}

INLINE f64 arctanOf(f64 x) { return arctan2Of(x, 1); }

INLINE f64 hypotOf(f64 x, f64 y) {
  f64 a = __builtin_fabs(x), b = __builtin_fabs(y);
  f64 most = a < b ? b : a;
  f64 scale = most > 0x1p500 ? 0x1p-600 : most < 0x1p-400 ? 0x1p600 : 1, back = most > 0x1p500 ? 0x1p600 : most < 0x1p-400 ? 0x1p-600 : 1;
  a *= scale;
  b *= scale;
  f64 r = __builtin_sqrt(a * a + b * b) * back;
  r = __builtin_fabs(x) == infinity() ? infinity() : r;
  return __builtin_fabs(y) == infinity() ? infinity() : r;
}

/** What rounding a product loses (T. J. Dekker 1971). */
INLINE f64 lostOf(f64 a, f64 b, f64 product) {
#pragma clang fp contract(off)
  f64 c = 134217729.0 * a, d = 134217729.0 * b;
  f64 p = c - (c - a), q = a - p, r = d - (d - b), s = b - r;
  return ((p * r - product) + p * s + q * r) + q * s;
}

/** Powers of zeros, of and to NaN, and of 1 and to 0, which are 1 whatever the other is; else r. */
INLINE f64 powerEnds(f64 x, f64 y, bool isOdd, f64 r) {
  f64 zero = y > 0 ? 0 : infinity();
  zero = isOdd ? __builtin_copysign(zero, x) : zero;
  r = x == 0 ? zero : r;
  r = x != x ? x : r;
  r = y != y ? y : r;
  r = x == 1 ? 1 : r;
  return y == 0 ? 1 : r;
}
INLINE bool isPowerEnd(f64 x, f64 y) {
  bool a = (x == 0) | (x != x), b = (y != y) | (y == 0);
  return a | b;
}

/** x to the power y with the logarithm in two parts; `far` for what is not done here: infinities and large exponents. */
INLINE f64 powerOf(f64 x, f64 y, u32* far) {
#pragma clang fp contract(off)
  f64 a = __builtin_fabs(x);
  Parts parts = partsOf(a);
  f64 f = parts.mantissa - 1.0, k = parts.exponent;
  f64 d = 2.0 + f, less = f - (d - 2.0), q = f / d, p = q * d;
  f64 rest = (((f - p) - lostOf(q, d, p)) - q * less) / d;
  f64 z = q * q, w = z * z;
  f64 even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  f64 odd = z * (6.666666666666735130e-01 +
                 w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  f64 high = k * ln2High, twice = 2 * q, sum = high + twice;
  f64 low = (k == 0 ? 0 : (high - sum) + twice) + (k * ln2Low + (q * (even + odd) + 2 * rest * (1 + z)));
  f64 logarithm = sum + low, left = low - (logarithm - sum);
  f64 product = y * logarithm;
  f64 beyond = lostOf(y, logarithm, product) + y * left;
  f64 t = within(product, -700, 700);
  f64 n = t * 1.44269504088896338700e+00 + rounder, turns = n - rounder;
  f64 r = scaled(1.0 + smallExpm1(t - turns * ln2High, turns * ln2Low - beyond), bitsOf(n) - bitsOf(rounder));
  // Of negative numbers only whole powers exist; those of odd wholes are negative.
  f64 halved = y * 0.5;
  bool whole = y == __builtin_floor(y), isOdd = whole & (halved != __builtin_floor(halved));
  f64 negative = isOdd ? -r : whole ? r : notANumber();
  r = x < 0 ? negative : r;
  r = powerEnds(x, y, isOdd, r);
  r = y == 2 ? x * x : r;
  bool fits = __builtin_fabs(product) < 60, small = __builtin_fabs(y) < 0x1p100;
  bool isEnd = isPowerEnd(x, y);
  bool done = (y == 2) | isEnd | ((a > 0) & (a < infinity()) & fits & small);
  *far |= !done;
  return done ? r : notANumber();
}

INLINE f32 powerOf(f32 x, f32 y, u32* far) {
  f64 a = __builtin_fabs((f64)x);
  f64 r = expOf((f64)y * logOf(a));
  f64 halved = (f64)y * 0.5;
  bool whole = y == __builtin_floorf(y), isOdd = whole & (halved != __builtin_floor(halved));
  f64 negative = isOdd ? -r : whole ? r : notANumber();
  r = x < 0 ? negative : r;
  r = powerEnds(x, y, isOdd, r);
  r = y == 2 ? (f64)x * x : r;
  bool ends = __builtin_fabsf(y) == (f32)infinity();
  bool isEnd = isPowerEnd(x, y), inside = a < infinity();
  bool done = (y == 2) | isEnd | (inside & !ends);
  *far |= !done;
  return done ? (f32)r : (f32)notANumber();
}

// Single precision.

INLINE f32 expOf(f32 x) {
  f32 t = x < -105.0f ? -105.0f : x;
  t = t > 90.0f ? 90.0f : t;
  f32 n = t * 1.44269504088896341f + singleRounder, k = n - singleRounder;
  f32 r = (t - k * 0.693359375f) - k * -2.12194440e-4f;
  f32 z = r * r;
  f32 p = 5.0000001201E-1f +
          r * (1.6666665459E-1f + r * (4.1665795894E-2f + r * (8.3334519073E-3f + r * (1.3981999507E-3f + r * 1.9875691500E-4f))));
  f32 y = (z * p + r) + 1.0f;
  i32 whole = (i32)(bitsOf(n) - bitsOf(singleRounder)), half = whole >> 1;
  return keptNaN(x, y * fromBits((u32)(half + 127) << 23) * fromBits((u32)(whole - half + 127) << 23));
}

INLINE f32 logOf(f32 x) {
  bool tiny = x < 0x1p-126f;
  f32 v = tiny ? x * 0x1p25f : x;
  u32 bits = bitsOf(v) + (0x3f800000u - 0x3f3504f3u);
  f32 k = (f32)((i32)(bits >> 23) - 127 - (tiny ? 25 : 0));
  f32 f = fromBits((bits & 0x007fffffu) + 0x3f3504f3u) - 1.0f, z = f * f;
  f32 p = 3.3333331174E-1f +
          f * (-2.4999993993E-1f +
               f * (2.0000714765E-1f +
                    f * (-1.6668057665E-1f +
                         f * (1.4249322787E-1f + f * (-1.2420140846E-1f + f * (1.1676998740E-1f + f * (-1.1514610310E-1f + f * 7.0376836292E-2f)))))));
  f32 y = f * z * p + k * -2.12194440e-4f;
  f32 r = (f + (y - 0.5f * z)) + k * 0.693359375f;
  r = x == (f32)infinity() ? x : r;
  r = x == 0 ? -(f32)infinity() : r;
  return x >= 0 ? r : (f32)notANumber();
}

/** The sine of x plus some quarter turns; turns are taken off in double precision. */
INLINE f32 sineOf(f32 x, u32 more, u32* far) {
  f64 n = (f64)x * 6.36619772367581382433e-01 + rounder, k = n - rounder;
  f64 wide = ((f64)x - k * 1.57079632673412561417e+00) - k * 6.07710050650619224932e-11;
  // What single precision loses of it, negative, so that -0 stays.
  f32 y = (f32)wide, lost = (f32)((f64)y - wide);
  u32 quarter = (u32)bitsOf(n) + more;
  f32 z = y * y, half = 0.5f * z;
  f32 sine = y - (y * z * (1.6666654611E-1f - z * (8.3321608736E-3f - z * 1.9515295891E-4f)) + lost * (1.0f - half));
  f32 cosine = 1.0f - ((half - z * z * (4.166664568298827E-2f + z * (-1.388731625493765E-3f + z * 2.443315711809948E-5f))) - y * lost);
  f32 r = quarter & 1 ? cosine : sine;
  bool isFar = __builtin_fabsf(x) > 1e6f;
  *far |= isFar;
  r = fromBits(bitsOf(r) ^ ((quarter & 2) << 30));
  return isFar ? (f32)notANumber() : r;
}
INLINE f32 sinOf(f32 x, u32* far) { return sineOf(x, 0, far); }
INLINE f32 cosOf(f32 x, u32* far) { return sineOf(x, 1, far); }

#define THROUGH_DOUBLE(name) \
  INLINE f32 name(f32 x) { return (f32)name((f64)x); }
THROUGH_DOUBLE(exp2Of)
THROUGH_DOUBLE(expm1Of)
THROUGH_DOUBLE(log2Of)
THROUGH_DOUBLE(log10Of)
THROUGH_DOUBLE(log1pOf)
THROUGH_DOUBLE(tanhOf)
THROUGH_DOUBLE(arctanOf)
INLINE f32 tanOf(f32 x, u32* far) { return (f32)tanOf((f64)x, far); }
INLINE f32 arctan2Of(f32 y, f32 x) { return (f32)arctan2Of((f64)y, (f64)x); }
INLINE f32 hypotOf(f32 x, f32 y) {
  f32 r = (f32)__builtin_sqrt((f64)x * x + (f64)y * y);
  r = __builtin_fabsf(x) == (f32)infinity() ? (f32)infinity() : r;
  return __builtin_fabsf(y) == (f32)infinity() ? (f32)infinity() : r;
}

/** Whether all exponents are 2. */
template <class T> INLINE bool areTwo(const T* b, u32 n) {
  u32 others = 0;
  for (u32 i = 0; i < n; i++) others += b[i] != 2;
  return others == 0;
}
