// Reductions of elements side by side into one output each: row by row, in the order of the rows.
#include "vectors.h"
#pragma clang fp contract(off)

// `usual` is one instruction, which loses NaN and takes zeros of both signs for equal.
struct Largest {
  INLINE f32 of(f32 a, f32 b) { return __builtin_wasm_max_f32(a, b); }
  INLINE f64 of(f64 a, f64 b) { return __builtin_wasm_max_f64(a, b); }
  template <class V> INLINE V usual(V a, V b) { return larger(a, b); }
};
struct Smallest {
  INLINE f32 of(f32 a, f32 b) { return __builtin_wasm_min_f32(a, b); }
  INLINE f64 of(f64 a, f64 b) { return __builtin_wasm_min_f64(a, b); }
  template <class V> INLINE V usual(V a, V b) { return lesser(a, b); }
};

/** Whether there were NaN or negative zeros. */
template <class T> struct Unusual;
template <> struct Unusual<f32> {
  Vector<i32> nan = {}, lowest = {};
  INLINE void see(Unusual& all, f32x4 a) {
    all.nan |= a != a;
    // A negative zero has the lowest of all bits.
    all.lowest = lesser(all.lowest, (Vector<i32>)a);
  }
  INLINE bool any(const Unusual& all) {
    return __builtin_wasm_any_true_v128((Vector<i8>)(all.nan | (all.lowest == (Vector<i32>){} + (i32)0x80000000)));
  }
};
template <> struct Unusual<f64> {
  Vector<i64> all = {};
  INLINE void see(Unusual& own, f64x2 a) { own.all |= (a != a) | ((Vector<i64>)a == (Vector<i64>){} + (i64)(1ull << 63)); }
  INLINE bool any(const Unusual& own) { return __builtin_wasm_any_true_v128((Vector<i8>)own.all); }
};

/** Takes rows of whole vectors to the extremes that are there; whether they must be taken once more, with care. */
template <class T, class Further> NOINLINE bool addUsual(const T* p, u32 rows, u32 inner, T* to, u32 columns) {
  typedef Vector<T> V;
  Unusual<T> unusual;
  u32 row = 0;
  for (; row + 4 <= rows; row += 4, p += 4 * inner)
    for (u32 i = 0; i < columns; i += lanes<T>) {
      V a = load(p + i), b = load(p + i + inner), c = load(p + i + 2 * inner), d = load(p + i + 3 * inner);
      Unusual<T>::see(unusual, a);
      Unusual<T>::see(unusual, b);
      Unusual<T>::see(unusual, c);
      Unusual<T>::see(unusual, d);
      V most = Further::usual(Further::usual(a, b), Further::usual(c, d));
      store(to + i, Further::usual(load(to + i), most));
    }
  for (; row < rows; row++, p += inner)
    for (u32 i = 0; i < columns; i += lanes<T>) {
      V a = load(p + i);
      Unusual<T>::see(unusual, a);
      store(to + i, Further::usual(load(to + i), a));
    }
  return Unusual<T>::any(unusual);
}

// Kernels over columns: an item is `width` columns of one block of rows. What is there already goes first.

#define COLUMNS(name, type, suffix, result, row, body, extra, ...)                                            \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* source, u32 rows, u32 inner, u32 width, result* out, ##__VA_ARGS__) { \
    u32 pieces = (inner + width - 1) / width;                                                                 \
    for (u32 item = begin; item < end; item++) {                                                              \
      u32 block = item / pieces, column = (item % pieces) * width, columns = least(width, inner - column);    \
      const type* p = source + (u64)block * rows * inner + column;                                            \
      u32 place = block * inner + column;                                                                     \
      result* __restrict to = out + place;                                                                    \
      extra                                                                                                   \
      u32 row = 0;                                                                                            \
      body                                                                                                    \
    }                                                                                                         \
  }

// Two vectors at a time, which saves some of the counting.
#define LIGHT _Pragma("clang loop interleave_count(2)")

/** Four rows at a time, so that the outputs are read and written a quarter as often, in the same order of operations. */
#define BY_FOUR(four, one)                                                                                    \
  for (; row + 4 <= rows; row += 4, p += 4 * inner)                                                           \
    LIGHT for (u32 i = 0; i < columns; i++) { auto a = p[i], b = p[i + inner], c = p[i + 2 * inner], d = p[i + 3 * inner]; four } \
  for (; row < rows; row++, p += inner)                                                                       \
    for (u32 i = 0; i < columns; i++) { auto a = p[i]; one }

#define FLOAT_COLUMNS(type, suffix)                                                                           \
  COLUMNS(addsum, type, suffix, f64, row, BY_FOUR(to[i] = (((to[i] + (f64)a) + (f64)b) + (f64)c) + (f64)d;, to[i] += (f64)a;), )  \
  COLUMNS(addprod, type, suffix, f64, row, BY_FOUR(to[i] = (((to[i] * (f64)a) * (f64)b) * (f64)c) * (f64)d;, to[i] *= (f64)a;), )  \
  COLUMNS(addnansum, type, suffix, f64, row, BY_FOUR(                                                         \
    f64 n = (f64)(a == a) + (f64)(b == b) + (f64)(c == c) + (f64)(d == d);                                    \
    to[i] = (((to[i] + (a == a ? (f64)a : 0)) + (b == b ? (f64)b : 0)) + (c == c ? (f64)c : 0)) + (d == d ? (f64)d : 0); \
    number[i] += n;, to[i] += a == a ? (f64)a : 0; number[i] += (f64)(a == a);),                              \
    f64* __restrict number = counts + place;, f64* counts)                                                    \
  COLUMNS(addnansquares, type, suffix, f64, row, BY_FOUR(                                                     \
    f64 m = mean[i]; f64 x = a == a ? (f64)a - m : 0; f64 y = b == b ? (f64)b - m : 0;                        \
    f64 z = c == c ? (f64)c - m : 0; f64 u = d == d ? (f64)d - m : 0;                                         \
    to[i] = (((to[i] + x * x) + y * y) + z * z) + u * u;, f64 x = a == a ? (f64)a - mean[i] : 0; to[i] += x * x;), \
    const f64* __restrict mean = means + place;, const f64* means)                                            \
  FLOAT_EXTREMES(max, Largest, type, suffix)                                            \
  FLOAT_EXTREMES(min, Smallest, type, suffix)
#define SQUARE_COLUMNS(type, suffix)                                                                          \
  COLUMNS(addsquares, type, suffix, f64, row, BY_FOUR(                                                        \
    f64 m = mean[i]; f64 x = (f64)a - m; f64 y = (f64)b - m; f64 z = (f64)c - m; f64 u = (f64)d - m;          \
    to[i] = (((to[i] + x * x) + y * y) + z * z) + u * u;, f64 x = (f64)a - mean[i]; to[i] += x * x;),         \
    const f64* __restrict mean = means + place;, const f64* means)
// As JavaScript has them: NaN go through, and -0 is less than 0. Where NaN are left out, the first number takes the place of NaN.
#define FLOAT_EXTREMES(name, Further, type, suffix)                                                           \
  COLUMNS(add##name, type, suffix, type, row,                                                                 \
    u32 done = columns & ~(lanes<type> - 1);                                                                  \
    if (addUsual<type, Further>(p, rows, inner, to, done)) done = 0;                                 \
    p += done; to += done; columns -= done;                                                                   \
    BY_FOUR(to[i] = Further::of(Further::of(to[i], Further::of(a, b)), Further::of(c, d));, to[i] = Further::of(to[i], a);), )    \
  COLUMNS(addnan##name, type, suffix, type, row,                                                              \
    for (; row < rows; row++, p += inner)                                                                     \
      for (u32 i = 0; i < columns; i++) {                                                                     \
        type a = p[i]; type s = to[i]; type t = Further::of(s, a);                                                \
        to[i] = s != s ? a : a != a ? s : t; }, )
#define POSITIONS(name, type, index, suffix, test)                                                            \
  COLUMNS(name, type, suffix, type, row,                                                                      \
    for (; row < rows; row++, p += inner) {                                                                   \
      index own = (index)(first + row);                                                                       \
      for (u32 i = 0; i < columns; i++) {                                                                     \
        type a = p[i]; type s = to[i]; bool taken = test;                                                     \
        to[i] = taken ? a : s; at[i] = taken ? own : at[i]; } },                                              \
    index* __restrict at = indices + place;, u32 first, index* indices)
#define WHOLE_COLUMNS(type, suffix, small)                                                                    \
  COLUMNS(addsum, type, suffix, u64, row, BY_FOUR(to[i] += (u64)(i64)((small)a + (small)b + (small)c + (small)d);, to[i] += (u64)(i64)a;), )  \
  COLUMNS(addprod, type, suffix, u64, row, BY_FOUR(to[i] *= (u64)(i64)a; to[i] *= (u64)(i64)b; to[i] *= (u64)(i64)c; to[i] *= (u64)(i64)d;, to[i] *= (u64)(i64)a;), )  \
  COLUMNS(addmax, type, suffix, type, row, BY_FOUR(to[i] = greatest(greatest(to[i], greatest(a, b)), greatest(c, d));, to[i] = greatest(to[i], a);), )  \
  COLUMNS(addmin, type, suffix, type, row, BY_FOUR(to[i] = least(least(to[i], least(a, b)), least(c, d));, to[i] = least(to[i], a);), )
#define NONZERO_COLUMNS(type, suffix)                                                                         \
  COLUMNS(addnonzero, type, suffix, u32, row, BY_FOUR(to[i] += (u32)(a != 0) + (u32)(b != 0) + (u32)(c != 0) + (u32)(d != 0);, to[i] += (u32)(a != 0);), )

FLOAT_COLUMNS(f32, float32)
FLOAT_COLUMNS(f64, float64)
SQUARE_COLUMNS(f32, float32)
SQUARE_COLUMNS(f64, float64)
SQUARE_COLUMNS(i8, int8)
SQUARE_COLUMNS(u8, uint8)
SQUARE_COLUMNS(i16, int16)
SQUARE_COLUMNS(u16, uint16)
SQUARE_COLUMNS(i32, int32)
SQUARE_COLUMNS(u32, uint32)
WHOLE_COLUMNS(i8, int8, i32)
WHOLE_COLUMNS(u8, uint8, i32)
WHOLE_COLUMNS(i16, int16, i32)
WHOLE_COLUMNS(u16, uint16, i32)
WHOLE_COLUMNS(i32, int32, i64)
WHOLE_COLUMNS(u32, uint32, i64)
WHOLE_COLUMNS(i64, int64, u64)
WHOLE_COLUMNS(u64, uint64, u64)
NONZERO_COLUMNS(f32, float32)
NONZERO_COLUMNS(f64, float64)
NONZERO_COLUMNS(u8, int8)
NONZERO_COLUMNS(u16, int16)
NONZERO_COLUMNS(u32, int32)
NONZERO_COLUMNS(u64, int64)
POSITIONS(addargmax, f32, u32, float32, ((own == 0) | (!(a <= s) & (s == s))))
POSITIONS(addargmin, f32, u32, float32, ((own == 0) | (!(a >= s) & (s == s))))
POSITIONS(addargmax, f64, u64, float64, ((own == 0) | (!(a <= s) & (s == s))))
POSITIONS(addargmin, f64, u64, float64, ((own == 0) | (!(a >= s) & (s == s))))
POSITIONS(addargmax, i32, u32, int32, ((own == 0) | (a > s)))
POSITIONS(addargmin, i32, u32, int32, ((own == 0) | (a < s)))
POSITIONS(addargmax, u32, u32, uint32, ((own == 0) | (a > s)))
POSITIONS(addargmin, u32, u32, uint32, ((own == 0) | (a < s)))
