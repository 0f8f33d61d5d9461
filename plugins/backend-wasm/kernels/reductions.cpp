// Reductions. "Lines" are elements side by side that go into one output; a line is halved `depth` times in the tree of pairwise sums, and
// each of the 2^depth nodes gives its own numbers, which the caller puts together in that tree: the same whatever the number of threads.
#include "vectors.h"
#pragma clang fp contract(off)

typedef f64 v2 __attribute__((vector_size(16)));
typedef f64 loose2 __attribute__((vector_size(16), aligned(1), may_alias));
typedef f32 single2 __attribute__((vector_size(8), aligned(1), may_alias));

INLINE v2 pair(const f64* p) { return *(const loose2*)p; }
INLINE v2 pair(const f32* p) { return __builtin_convertvector(*(const single2*)p, v2); }
INLINE v2 pair(const i32* p) { return v2{(f64)p[0], (f64)p[1]}; }
INLINE v2 pair(const u32* p) { return v2{(f64)p[0], (f64)p[1]}; }

// With relaxed instructions one rounding instead of two.
#ifdef __wasm_relaxed_simd__
INLINE v2 plusProduct(v2 sum, v2 a, v2 b) { return __builtin_wasm_relaxed_madd_f64x2(a, b, sum); }
#else
INLINE v2 plusProduct(v2 sum, v2 a, v2 b) { return sum + a * b; }
#endif
INLINE f64 across(v2 x) { return x[0] + x[1]; }

template <class T> INLINE bool isNaN(T x) { return x != x; }
INLINE u32 halfOf(u32 n) { return (n >> 1) & ~7u; }

/** The place and length of a node. */
struct Node {
  u32 start, length;
};
INLINE Node nodeOf(u32 count, u32 depth, u32 node) {
  Node one = {0, count};
  for (u32 level = depth; level > 0; level--) {
    u32 half = halfOf(one.length);
    if ((node >> (level - 1)) & 1) {
      one.start += half;
      one.length -= half;
    } else one.length = half;
  }
  return one;
}

// Sums of floats, as NumPy's tree has them.

typedef i64 w2 __attribute__((vector_size(16)));

template <class T> INLINE v2 numbers(const T* p, w2* counts) {
  v2 x = pair(p);
  w2 whole = (w2)(x == x);
  *counts -= whole;
  return (v2)((__typeof__(whole))x & whole);
}

template <class T> INLINE f64 sumLeaf(const T* p, u32 n) {
  u32 i = 0;
  f64 sum = 0;
  if (n >= 8) {
    v2 a = pair(p), b = pair(p + 2), c = pair(p + 4), d = pair(p + 6);
    for (i = 8; i + 8 <= n; i += 8) {
      a += pair(p + i);
      b += pair(p + i + 2);
      c += pair(p + i + 4);
      d += pair(p + i + 6);
    }
    sum = (across(a) + across(b)) + (across(c) + across(d));
  }
  for (; i < n; i++) sum += (f64)p[i];
  return sum;
}

template <class T> NOINLINE f64 sumTree(const T* p, u32 n) {
  if (n <= 128) return sumLeaf(p, n);
  u32 half = halfOf(n);
  f64 left = sumTree(p, half);
  return left + sumTree(p + half, n - half);
}

struct Counted {
  f64 sum, count;
};
template <class T> INLINE Counted numberLeaf(const T* p, u32 n) {
  u32 i = 0;
  Counted r = {0, 0};
  if (n >= 8) {
    w2 counts = {0, 0};
    v2 a = numbers(p, &counts), b = numbers(p + 2, &counts), c = numbers(p + 4, &counts), d = numbers(p + 6, &counts);
    for (i = 8; i + 8 <= n; i += 8) {
      a += numbers(p + i, &counts);
      b += numbers(p + i + 2, &counts);
      c += numbers(p + i + 4, &counts);
      d += numbers(p + i + 6, &counts);
    }
    r.sum = (across(a) + across(b)) + (across(c) + across(d));
    r.count = (f64)(counts[0] + counts[1]);
  }
  for (; i < n; i++)
    if (!isNaN(p[i])) {
      r.sum += (f64)p[i];
      r.count += 1;
    }
  return r;
}

template <class T> NOINLINE Counted numberTree(const T* p, u32 n) {
  if (n <= 128) return numberLeaf(p, n);
  u32 half = halfOf(n);
  Counted left = numberTree(p, half), right = numberTree(p + half, n - half);
  return {left.sum + right.sum, left.count + right.count};
}

// Count, mean and the sum of squared distances from it (Chan, Golub and LeVeque 1983).

struct Spread {
  f64 count, mean, squares;
};

INLINE Spread merged(Spread a, Spread b) {
  if (a.count == 0) return b;
  if (b.count == 0) return a;
  f64 count = a.count + b.count, delta = b.mean - a.mean;
  // Equal parts, the rule, have their mean in the middle without a product that may round.
  f64 mean = a.count == b.count ? a.mean + delta * 0.5 : a.mean + delta * (b.count / count);
  return {count, mean, (a.squares + b.squares) + delta * delta * (a.count * (b.count / count))};
}

/** How many numbers there are, and the sums of their distances from a guess and of the squares of these. */
struct Distances {
  f64 count, sum, squares;
};
template <class T, bool skip, bool shifted> INLINE Distances distancesOf(const T* p, u32 n, f64 guess) {
  const v2 shift = {guess, guess};
  v2 s[4] = {}, q[4] = {};
  w2 counts = {0, 0};
  u32 i = 0;
  for (; i + 8 <= n; i += 8)
    for (u32 k = 0; k < 4; k++) {
      v2 x = pair(p + i + 2 * k);
      if (shifted) x -= shift;
      if (skip) {
        auto in = x == x;
        x = (v2)((__typeof__(in))x & in);
        counts -= (w2)in;
      }
      s[k] += x;
      q[k] = plusProduct(q[k], x, x);
    }
  Distances r = {skip ? (f64)(counts[0] + counts[1]) : (f64)n, across((s[0] + s[1]) + (s[2] + s[3])),
                 across((q[0] + q[1]) + (q[2] + q[3]))};
  for (; i < n; i++) {
    f64 x = (f64)p[i] - guess;
    if (skip && isNaN(x)) continue;
    r.sum += x;
    r.squares += x * x;
    if (skip) r.count += 1;
  }
  return r;
}

/** Distances from a near guess of the mean, or from 0 where four numbers tell that it is near; where it was not, once more from a better one. */
template <class T, bool skip> NOINLINE Spread spreadLeaf(const T* p, u32 n) {
  f64 guess;
  if (skip) {
    u32 i = 0;
    while (i < n && isNaN(p[i])) i++;
    if (i == n) return {0, 0, 0};
    guess = (f64)p[i];
  } else {
    const f64 a = (f64)p[0], b = (f64)p[n / 4], c = (f64)p[n / 2], d = (f64)p[n - 1];
    const f64 span = greatest(greatest(a, b), greatest(c, d)) - least(least(a, b), least(c, d));
    guess = ((a + b) + (c + d)) * 0.25;
    if (__builtin_fabs(guess) < span) guess = 0;
  }
  for (u32 round = 0;; round++) {
    const bool fromZero = !skip && guess == 0;
    const auto [count, sum, squares] = fromZero ? distancesOf<T, skip, false>(p, n, 0) : distancesOf<T, skip, true>(p, n, guess);
    if (count == 0) return {(f64)1, guess - guess, guess - guess};
    f64 mean = sum / count;
    if (round < 2 && sum * mean > 0.875 * squares && squares > 0) {
      guess += mean;
      continue;
    }
    // Squares that overflow do so whatever the mean is.
    f64 rest = squares == __builtin_inf() && __builtin_fabs(sum) < __builtin_inf() ? squares : squares - sum * mean;
    return {count, guess + mean, rest < 0 ? 0 : rest};
  }
}

template <class T, bool skip> NOINLINE Spread spreadTree(const T* p, u32 n) {
  if (n <= 1024) return spreadLeaf<T, skip>(p, n);
  u32 half = halfOf(n);
  Spread left = spreadTree<T, skip>(p, half);
  return merged(left, spreadTree<T, skip>(p + half, n - half));
}

/** Of small wholes the sums are exact. */
template <class T> NOINLINE Spread spreadWholes(const T* p, u32 n) {
  if (n > 1024) {
    u32 half = halfOf(n);
    Spread left = spreadWholes(p, half);
    return merged(left, spreadWholes(p + half, n - half));
  }
  i32 sum = 0;
  i64 squares = 0;
  if (sizeof(T) == 1) {
    i32 small = 0;
    for (u32 i = 0; i < n; i++) {
      i32 x = p[i];
      sum += x;
      small += x * x;
    }
    squares = small;
  } else
    for (u32 i = 0; i < n; i++) {
      i32 x = p[i];
      sum += x;
      squares += (u32)(x * x);
    }
  return {(f64)n, (f64)sum / n, (f64)((i64)n * squares - (i64)sum * sum) / n};
}

// Sums of wholes are exact, and wrap at 64 bits.

template <class T, class Sum> INLINE i64 wholeSum(const T* p, u32 n) {
  Sum sum = 0;
  for (u32 i = 0; i < n; i++) sum += p[i];
  return (i64)sum;
}

template <class T> INLINE i64 wholeProduct(const T* p, u32 n) {
  u64 product = 1;
  for (u32 i = 0; i < n; i++) product *= (u64)(i64)p[i];
  return (i64)product;
}

// Extremes.

template <class T> INLINE constexpr bool isFloat() { return (T)0.5 != 0; }

/** The first of the two unless the second is beyond it; never a NaN that is second. */
template <bool largest, class T> INLINE T extremeOf(T a, T b) { return (largest ? a < b : b < a) ? b : a; }

template <bool largest, class V> INLINE V beyond(V a, V b) { return largest ? larger(a, b) : lesser(a, b); }

/** The extreme of the numbers, and whether there is a NaN (`nan`), or any number (`number`). Starts from the end of the scale. */
template <class T, bool largest> INLINE T lineExtreme(const T* p, u32 n, T start, bool* nan, bool* number) {
  Vector<T> a = start - (Vector<T>){}, b = a, c = a, d = a;
  auto good = a != a;
  // Sums tell of NaN in half the instructions; infinities of both signs are looked at again.
  Vector<T> sums = {};
  const u32 w = lanes<T>;
  u32 i = 0;
  for (; i + 4 * w <= n; i += 4 * w) {
    auto x = load(p + i), y = load(p + i + w), z = load(p + i + 2 * w), u = load(p + i + 3 * w);
    a = beyond<largest>(a, x);
    b = beyond<largest>(b, y);
    c = beyond<largest>(c, z);
    d = beyond<largest>(d, u);
    if (isFloat<T>() && nan != nullptr) sums += (x + y) + (z + u);
    if (isFloat<T>() && number != nullptr) good |= (x == x) | (y == y) | (z == z) | (u == u);
  }
  T best = start;
  bool anyBad = false, anyGood = false;
  a = beyond<largest>(beyond<largest>(a, b), beyond<largest>(c, d));
  for (u32 k = 0; k < w; k++) {
    best = extremeOf<largest>(best, a[k]);
    if (isFloat<T>()) anyBad |= sums[k] != sums[k];
    anyGood |= good[k] != 0;
  }
  if (anyBad) {
    anyBad = false;
    for (u32 k = 0; k < i; k++) anyBad |= p[k] != p[k];
  }
  for (; i < n; i++) {
    best = extremeOf<largest>(best, p[i]);
    anyBad |= p[i] != p[i];
    anyGood |= p[i] == p[i];
  }
  if (nan != nullptr) *nan = anyBad;
  if (number != nullptr) *number = anyGood;
  return best;
}

/** What is beyond no other number. */
template <class T, bool largest> INLINE T scaleEnd() {
  if (isFloat<T>()) return (T)(largest ? -__builtin_inf() : __builtin_inf());
  const bool isSigned = (T)-1 < (T)0;
  const u64 top = (u64)1 << (8 * sizeof(T) - 1);
  if (largest) return isSigned ? (T)top : (T)0;
  return isSigned ? (T)(top - 1) : (T)-1;
}

struct Found {
  f64 value, index;
};

/** The first place from `i` on that has a value, which is there. */
template <class T> INLINE u32 placeOf(const T* p, u32 i, u32 n, T value) {
  const u32 w = lanes<T>;
  Vector<T> wanted = value - (Vector<T>){};
  for (; i + 4 * w <= n; i += 4 * w) {
    auto found = (load(p + i) == wanted) | (load(p + i + w) == wanted) | (load(p + i + 2 * w) == wanted) |
                 (load(p + i + 3 * w) == wanted);
    if (__builtin_wasm_any_true_v128((Vector<i8>)found)) break;
  }
  while (p[i] != value) i++;
  return i;
}

/** Where the first extreme of a line is; of NaN the first, or none where they are left out. */
template <class T, bool largest, bool skip> NOINLINE Found findExtreme(const T* p, u32 n) {
  const u32 step = 4096 / sizeof(T);
  const T end = scaleEnd<T, largest>();
  T best = end;
  u32 chunk = 0;
  bool any = false;
  for (u32 at = 0; at < n; at += step) {
    u32 length = least(step, n - at);
    bool nan = false, number = false;
    T own = skip ? lineExtreme<T, largest>(p + at, length, end, nullptr, &number)
                 : lineExtreme<T, largest>(p + at, length, end, &nan, nullptr);
    if (!skip && nan)
      for (u32 i = at;; i++)
        if (isNaN(p[i])) return {(f64)p[i], (f64)i};
    any |= number;
    if (largest ? own > best : own < best) {
      best = own;
      chunk = at;
    }
  }
  if (skip && isFloat<T>() && !any) return {0, -1};
  // NaN count as the end of the scale where they are left out.
  if (best == end && (skip || isFloat<T>())) return {(f64)best, 0};
  return {(f64)best, (f64)placeOf(p, chunk, n, best)};
}

// How many are not 0.

template <class T, class Wide> INLINE u32 nonzero(const T* p, u32 n) {
  Wide count = 0;
  for (u32 i = 0; i < n; i++) count += p[i] != 0;
  return (u32)count;
}
INLINE u32 nonzeroBytes(const u8* p, u32 n) {
  u32 count = 0, i = 0;
  while (i + 16 <= n) {
    Vector<u8> sums = {};
    for (u32 k = 0; k < 255 && i + 16 <= n; k++, i += 16) sums -= (Vector<u8>)(load(p + i) != 0);
    for (u32 k = 0; k < 16; k++) count += sums[k];
  }
  for (; i < n; i++) count += p[i] != 0;
  return count;
}

// Kernels over lines: an item is a node of a line; out has `slots` numbers for each.

#define LINES(name, type, suffix, result, slots, ...)                                                          \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* source, u32 count, u32 depth, result* out) {  \
    for (u32 item = begin; item < end; item++) {                                                              \
      Node node = nodeOf(count, depth, item & ((1u << depth) - 1));                                           \
      const type* p = source + (u64)(item >> depth) * count + node.start;                                     \
      u32 n = node.length;                                                                                    \
      result* to = out + item * slots;                                                                        \
      __VA_ARGS__                                                                                             \
    }                                                                                                         \
  }

#define FLOAT_LINES(type, suffix)                                                                             \
  LINES(sum, type, suffix, f64, 1, *to = sumTree(p, n);)                                                      \
  LINES(nansum, type, suffix, Counted, 1, *to = numberTree(p, n);)                                            \
  LINES(spread, type, suffix, Spread, 1, *to = spreadTree<type COMMA false>(p, n);)                           \
  LINES(nanspread, type, suffix, Spread, 1, *to = spreadTree<type COMMA true>(p, n);)                         \
  EXTREME_LINES(max, type, suffix, true) EXTREME_LINES(min, type, suffix, false)                              \
  LINES(nanargmax, type, suffix, Found, 1, *to = findExtreme<type COMMA true COMMA true>(p, n);)              \
  LINES(nanargmin, type, suffix, Found, 1, *to = findExtreme<type COMMA false COMMA true>(p, n);)             \
  LINES(argmax, type, suffix, Found, 1, *to = findExtreme<type COMMA true COMMA false>(p, n);)                \
  LINES(argmin, type, suffix, Found, 1, *to = findExtreme<type COMMA false COMMA false>(p, n);)
#define COMMA ,
#define EXTREME_LINES(name, type, suffix, largest)                                                            \
  LINES(name, type, suffix, f64, 1, bool nan; type best = lineExtreme<type COMMA largest>(                    \
                                        p, n, scaleEnd<type COMMA largest>(), &nan, nullptr);                 \
        *to = nan ? __builtin_nan("") : (f64)best;)                                                           \
  LINES(nan##name, type, suffix, f64, 1, bool any; type best = lineExtreme<type COMMA largest>(               \
                                             p, n, scaleEnd<type COMMA largest>(), nullptr, &any);            \
        *to = any ? (f64)best : __builtin_nan("");)
#define WHOLE_LINES(type, suffix, total, wide)                                                                \
  LINES(sum, type, suffix, i64, 1, *to = wholeSum<type COMMA total>(p, n);)                                   \
  LINES(prod, type, suffix, i64, 1, *to = wholeProduct(p, n);)                                                \
  LINES(max, type, suffix, wide, 1, *to = lineExtreme<type COMMA true>(p, n, scaleEnd<type COMMA true>(), nullptr, nullptr);)  \
  LINES(min, type, suffix, wide, 1, *to = lineExtreme<type COMMA false>(p, n, scaleEnd<type COMMA false>(), nullptr, nullptr);)
#define SMALL_LINES(type, suffix)                                                                             \
  LINES(argmax, type, suffix, Found, 1, *to = findExtreme<type COMMA true COMMA false>(p, n);)                \
  LINES(argmin, type, suffix, Found, 1, *to = findExtreme<type COMMA false COMMA false>(p, n);)

FLOAT_LINES(f32, float32)
FLOAT_LINES(f64, float64)
WHOLE_LINES(i8, int8, i32, f64)
WHOLE_LINES(u8, uint8, u32, f64)
WHOLE_LINES(i16, int16, i32, f64)
WHOLE_LINES(u16, uint16, u32, f64)
WHOLE_LINES(i32, int32, i64, f64)
WHOLE_LINES(u32, uint32, i64, f64)
WHOLE_LINES(i64, int64, u64, i64)
WHOLE_LINES(u64, uint64, u64, u64)
SMALL_LINES(i8, int8)
SMALL_LINES(u8, uint8)
SMALL_LINES(i16, int16)
SMALL_LINES(u16, uint16)
SMALL_LINES(i32, int32)
SMALL_LINES(u32, uint32)
LINES(spread, i8, int8, Spread, 1, *to = spreadWholes(p, n);)
LINES(spread, u8, uint8, Spread, 1, *to = spreadWholes(p, n);)
LINES(spread, i16, int16, Spread, 1, *to = spreadWholes(p, n);)
LINES(spread, u16, uint16, Spread, 1, *to = spreadWholes(p, n);)
LINES(spread, i32, int32, Spread, 1, *to = spreadTree<i32 COMMA false>(p, n);)
LINES(spread, u32, uint32, Spread, 1, *to = spreadTree<u32 COMMA false>(p, n);)
LINES(nonzero, f32, float32, f64, 1, *to = nonzero<f32 COMMA u32>(p, n);)
LINES(nonzero, f64, float64, f64, 1, *to = nonzero<f64 COMMA u64>(p, n);)
LINES(nonzero, u8, int8, f64, 1, *to = nonzeroBytes(p, n);)
LINES(nonzero, u16, int16, f64, 1, *to = nonzero<u16 COMMA u16>(p, n);)
LINES(nonzero, u32, int32, f64, 1, *to = nonzero<u32 COMMA u32>(p, n);)
LINES(nonzero, u64, int64, f64, 1, *to = nonzero<u64 COMMA u64>(p, n);)
