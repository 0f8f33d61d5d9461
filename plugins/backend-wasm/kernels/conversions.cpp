// Conversions of dtypes, where typed arrays of the engine do not convert as fast as memory allows.
#include "copies.h"
#include "vectors.h"

/** Everything but 0 is true. */
#define TRUTH(type, suffix)                                                                                    \
  KERNEL(truth_##suffix)(u32 begin, u32 end, u8*, const type* __restrict in, u8* __restrict out) {             \
    for (u32 i = begin; i < end; i++) out[i] = in[i] != 0;                                                     \
  }
TRUTH(u8, int8)
TRUTH(u16, int16)
TRUTH(u32, int32)
TRUTH(u64, int64)
TRUTH(f32, float32)
TRUTH(f64, float64)
#define PAIR_TRUTH(type, suffix)                                                                               \
  KERNEL(truth_##suffix)(u32 begin, u32 end, u8*, const type* __restrict in, u8* __restrict out) {             \
    for (u32 i = begin; i < end; i++) out[i] = (in[2 * i] != 0) | (in[2 * i + 1] != 0);                        \
  }
PAIR_TRUTH(f32, complex64)
PAIR_TRUTH(f64, complex128)

#define CAST(name, from, to, expression)                                                                       \
  KERNEL(name)(u32 begin, u32 end, u8*, const from* __restrict in, to* __restrict out) {                       \
    for (u32 i = begin; i < end; i++) {                                                                        \
      from x = in[i];                                                                                          \
      out[i] = expression;                                                                                     \
    }                                                                                                          \
  }
CAST(widen_int8, i8, i64, x)
CAST(widen_int16, i16, i64, x)
CAST(widen_int32, i32, i64, x)
CAST(widen_uint8, u8, u64, x)
CAST(widen_uint16, u16, u64, x)
CAST(widen_uint32, u32, u64, x)
CAST(narrow_int8, u64, u8, (u8)x)
CAST(narrow_int16, u64, u16, (u16)x)
CAST(narrow_int32, u64, u32, (u32)x)
CAST(int64_float64, i64, f64, (f64)x)
CAST(uint64_float64, u64, f64, (f64)x)
// By way of double precision, as the reference body goes.
CAST(int64_float32, i64, f32, (f32)(f64)x)
CAST(uint64_float32, u64, f32, (f32)(f64)x)
CAST(single, f64, f32, (f32)x)

/** Interleaved with zeros, and every second one of them. */
#define COMPLEX(type, suffix)                                                                                  \
  KERNEL(pairs_##suffix)(u32 begin, u32 end, u8*, const type* __restrict in, type* __restrict out) {           \
    for (u32 i = begin; i < end; i++) {                                                                        \
      out[2 * i] = in[i];                                                                                      \
      out[2 * i + 1] = 0;                                                                                      \
    }                                                                                                          \
  }                                                                                                            \
  KERNEL(parts_##suffix)(u32 begin, u32 end, u8*, const type* __restrict in, type* __restrict out) {           \
    for (u32 i = begin; i < end; i++) out[i] = in[2 * i];                                                      \
  }
COMPLEX(f32, float32)
COMPLEX(f64, float64)

/** A number cut to a whole one, modulo 2 ** 64; 0 for what is not finite. */
NOINLINE u64 wrapped(f64 x) {
  u64 bits;
  __builtin_memcpy(&bits, &x, 8);
  i32 exponent = (i32)((bits >> 52) & 2047) - 1075;
  if (exponent < 11) return (u64)(i64)x;
  if (exponent >= 64) return 0;
  u64 size = ((bits & 0xfffffffffffffull) | 0x10000000000000ull) << exponent;
  return bits >> 63 ? -size : size;
}

INLINE f32 sizeOf(f32 x) { return __builtin_fabsf(x); }
INLINE f64 sizeOf(f64 x) { return __builtin_fabs(x); }

INLINE i32x4 cutFour(const f32* in) { return __builtin_convertvector(load(in), i32x4); }
/** Beside 3 * 2 ** 51 a whole number of 32 bits stands in the lower half of the double. */
INLINE i32x4 cutFour(const f64* in) {
  f64x2 beside = splat(6755399441055744.0);
  f64x2 p = __builtin_elementwise_trunc(load(in)) + beside, q = __builtin_elementwise_trunc(load(in + 2)) + beside;
  return __builtin_shufflevector((i32x4)p, (i32x4)q, 0, 2, 4, 6);
}

/** Whether some are not between -2 ** 31 and 2 ** 31. */
template <class T> INLINE bool anyFar(const T* in, u32 n) {
  constexpr u32 L = lanes<T>;
  Vector<T> end = splat((T)2147483648.0);
  auto near = splat((T)0) < end;
  u32 i = 0;
  for (; i + 2 * L <= n; i += 2 * L)
    near &= (__builtin_elementwise_abs(load(in + i)) < end) & (__builtin_elementwise_abs(load(in + i + L)) < end);
  bool far = false;
  for (u32 k = 0; k < L; k++) far |= near[k] == 0;
  for (; i < n; i++) far |= !(sizeOf(in[i]) < (T)2147483648.0);
  return far;
}

/** Floats cut to whole numbers, modulo the range of these: by 32 bits where that is enough for all of a block. */
template <class T, class Whole> INLINE void cut(const T* __restrict in, Whole* __restrict out, u32 n) {
  constexpr u32 block = 256;
  i32 whole[block];
  for (u32 from = 0; from < n; from += block, in += block, out += block) {
    u32 some = least(block, n - from);
    if (anyFar(in, some)) {
      for (u32 i = 0; i < some; i++) out[i] = (Whole)wrapped((f64)in[i]);
      continue;
    }
    u32 i = 0;
    for (; i + 4 <= some; i += 4) {
      i32x4 v = cutFour(in + i);
      __builtin_memcpy(whole + i, &v, 16);
    }
    for (; i < some; i++) whole[i] = (i32)in[i];
    for (i = 0; i < some; i++) out[i] = (Whole)(i64)whole[i];
  }
}
#define CUT(type, suffix)                                                                                      \
  KERNEL(cut8_##suffix)(u32 begin, u32 end, u8*, const type* in, u8* out) { cut(in + begin, out + begin, end - begin); } \
  KERNEL(cut16_##suffix)(u32 begin, u32 end, u8*, const type* in, u16* out) { cut(in + begin, out + begin, end - begin); } \
  KERNEL(cut32_##suffix)(u32 begin, u32 end, u8*, const type* in, u32* out) { cut(in + begin, out + begin, end - begin); } \
  KERNEL(cut64_##suffix)(u32 begin, u32 end, u8*, const type* in, u64* out) { cut(in + begin, out + begin, end - begin); }
CUT(f32, float32)
CUT(f64, float64)
