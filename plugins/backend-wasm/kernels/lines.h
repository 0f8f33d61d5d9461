// Lines of an array along one axis: brought together with their border into scratch memory, filtered there, and brought back.
#pragma once
#include "vectors.h"

// For what is not hot: neither vectors nor unrolled loops, whose code is large.
#define SMALL static __attribute__((noinline, minsize))
#define SMALL_LOOP _Pragma("clang loop vectorize(disable) unroll(disable)")

/// The dtypes that lines are read from and written to.
enum Code : u32 { FLOAT32, FLOAT64, INT8, UINT8, INT16, UINT16, INT32, UINT32, TRUTH };

/// sum + a b; one rounding less with relaxed SIMD.
#ifdef __wasm_relaxed_simd__
INLINE f32x4 addProduct(f32x4 sum, f32x4 a, f32x4 b) { return __builtin_wasm_relaxed_madd_f32x4(a, b, sum); }
INLINE f64x2 addProduct(f64x2 sum, f64x2 a, f64x2 b) { return __builtin_wasm_relaxed_madd_f64x2(a, b, sum); }
#else
INLINE f32x4 addProduct(f32x4 sum, f32x4 a, f32x4 b) { return sum + a * b; }
INLINE f64x2 addProduct(f64x2 sum, f64x2 a, f64x2 b) { return sum + a * b; }
#endif

/// A number's whole part modulo 2^32, as typed arrays take it; 0 for NaN and infinities.
NOINLINE u32 wrappedLarge(f64 value) {
  u64 bits = __builtin_bit_cast(u64, value);
  u32 shift = (u32)((bits >> 52) & 0x7ff) - 1075;
  if (shift >= 32) return 0;
  u32 low = (u32)bits << shift;
  return value < 0 ? 0 - low : low;
}
INLINE u32 wrapped(f64 value) {
  if (__builtin_expect(!(__builtin_fabs(value) < 9.2e18), 0)) return wrappedLarge(value);
  return (u32)(i64)value;
}

struct Truth { u8 bits; };
template <class Out> INLINE Out converted(f64 value) { return (Out)wrapped(value); }
template <> inline __attribute__((always_inline)) f32 converted<f32>(f64 value) { return (f32)value; }
template <> inline __attribute__((always_inline)) f64 converted<f64>(f64 value) { return value; }
template <> inline __attribute__((always_inline)) Truth converted<Truth>(f64 value) { return Truth{(u8)((wrapped(value) & 255) != 0)}; }

struct Lines {
  const u8* in;
  u32 inCode;
  u8* out;
  u32 outCode;
  u32 outer, length, inner;
  u32 before, after;
  /// Where each element of a line with its border comes from, -1 for cval.
  const i32* map;
  f64 cval;
};

/// Some lines side by side: element i of line k is at [i * apart + k].
struct Block {
  u32 start;   // of the first element of the first line
  u32 step;    // from one element of a line to the next
  u32 across;  // from one line to the next
  u32 count;   // lines
  u32 apart;
};

/// The block of an item, for blocks of up to `size` lines.
INLINE Block blockOf(const Lines& lines, u32 item, u32 size) {
  if (lines.inner == 1) {
    u32 first = item * size;
    return Block{first * lines.length, 1, lines.length, least(size, lines.outer - first), size};
  }
  u32 blocks = (lines.inner + size - 1) / size;
  u32 o = item / blocks, column = (item % blocks) * size;
  return Block{o * lines.length * lines.inner + column, lines.inner, 1, least(size, lines.inner - column), size};
}

template <class A, class In> NOINLINE void gatherAs(const Lines& lines, const Block& block, A* to) {
  const In* in = (const In*)lines.in + block.start;
  u32 length = lines.length, apart = block.apart, step = block.step, across = block.across;
  to += lines.before * apart;
  if constexpr (__is_same(A, In)) {
    if (apart == 1) {
      __builtin_memcpy(to, in, length * sizeof(A));
      return;
    }
    if (across == 1 && block.count == apart && apart * sizeof(A) == 64) {
      for (u32 i = 0; i < length; i++, to += apart, in += step) __builtin_memcpy(to, in, 64);
      return;
    }
  } else if (apart == 1) {
    for (u32 i = 0; i < length; i++) to[i] = (A)in[i];
    return;
  } else if (across == 1 && block.count == 8 && apart == 8) {
    for (u32 i = 0; i < length; i++, to += 8, in += step)
      for (u32 k = 0; k < 8; k++) to[k] = (A)in[k];
    return;
  }
  for (u32 i = 0; i < length; i++, to += apart, in += step) {
    SMALL_LOOP for (u32 k = 0; k < block.count; k++) to[k] = (A)in[k * across];
    SMALL_LOOP for (u32 k = block.count; k < apart; k++) to[k] = 0;
  }
}

template <class A> INLINE void extend(const Lines& lines, u32 apart, A* line) {
  u32 before = lines.before, end = before + lines.length + lines.after;
  SMALL_LOOP for (u32 i = 0; i < end; i++) {
    if (i == before) i += lines.length;
    if (i >= end) break;
    i32 from = lines.map[i];
    SMALL_LOOP for (u32 k = 0; k < apart; k++) line[i * apart + k] = from < 0 ? (A)lines.cval : line[(before + from) * apart + k];
  }
}

template <class A, class Out> NOINLINE void scatterAs(const Lines& lines, const Block& block, const A* from) {
  Out* out = (Out*)lines.out + block.start;
  u32 length = lines.length, apart = block.apart, step = block.step, across = block.across;
  if (apart == 1) {
    for (u32 i = 0; i < length; i++) out[i] = converted<Out>(from[i]);
  } else if (across == 1 && block.count == apart && apart == 64 / sizeof(A)) {
    for (u32 i = 0; i < length; i++, from += 64 / sizeof(A), out += step)
      for (u32 k = 0; k < 64 / sizeof(A); k++) out[k] = converted<Out>(from[k]);
  } else {
    for (u32 i = 0; i < length; i++, from += apart, out += step)
      SMALL_LOOP for (u32 k = 0; k < block.count; k++) out[k * across] = converted<Out>(from[k]);
  }
}

/// Lines as float64, from whatever they are.
[[maybe_unused]] NOINLINE void gather(const Lines& lines, const Block& block, f64* to) {
  u32 code = lines.inCode;
  if (code == FLOAT64) gatherAs<f64, f64>(lines, block, to);
  else if (code == FLOAT32) gatherAs<f64, f32>(lines, block, to);
  else if (code == INT8) gatherAs<f64, i8>(lines, block, to);
  else if (code == UINT8 || code == TRUTH) gatherAs<f64, u8>(lines, block, to);
  else if (code == INT16) gatherAs<f64, i16>(lines, block, to);
  else if (code == UINT16) gatherAs<f64, u16>(lines, block, to);
  else if (code == INT32) gatherAs<f64, i32>(lines, block, to);
  else gatherAs<f64, u32>(lines, block, to);
  extend(lines, block.apart, to);
}

[[maybe_unused]] NOINLINE void scatter(const Lines& lines, const Block& block, const f64* from) {
  u32 code = lines.outCode;
  if (code == FLOAT64) scatterAs<f64, f64>(lines, block, from);
  else if (code == FLOAT32) scatterAs<f64, f32>(lines, block, from);
  else if (code == INT8 || code == UINT8) scatterAs<f64, u8>(lines, block, from);
  else if (code == INT16 || code == UINT16) scatterAs<f64, u16>(lines, block, from);
  else if (code == INT32 || code == UINT32) scatterAs<f64, u32>(lines, block, from);
  else scatterAs<f64, Truth>(lines, block, from);
}

/// A kernel's arguments that say where its lines are.
#define LINES                                                                                                  \
  const u8 *in, u32 inCode, u8 *out, u32 outCode, u32 outer, u32 length, u32 inner, u32 before, u32 after,     \
      const i32 *map, f64 cval
#define THE_LINES {in, inCode, out, outCode, outer, length, inner, before, after, map, cval}
