// Elementwise operations on one tile: inputs and output are contiguous and of one length; wholes wrap, NaN goes through.
#include "repeats.h"
#include "vectors.h"

/** Sixteen results of tests, given as vectors of all or no bits from an element on. */
template <class T, class Tests> INLINE void storeTests(u8* to, Tests tests) {
  typedef Vector<i16> Halves;
  typedef Vector<i32> Words;
  constexpr u32 width = sizeof(T);
  Vector<i8> r;
  if constexpr (width == 1) r = (Vector<i8>)tests(0);
  else if constexpr (width == 2) r = __builtin_wasm_narrow_s_i8x16_i16x8((Halves)tests(0), (Halves)tests(8));
  else {
    auto words = [tests](u32 at) {
      if constexpr (width == 4) return (Words)tests(at);
      else return __builtin_shufflevector((Words)tests(at), (Words)tests(at + 2), 0, 2, 4, 6);
    };
    Halves low = __builtin_wasm_narrow_s_i16x8_i32x4(words(0), words(4));
    r = __builtin_wasm_narrow_s_i8x16_i16x8(low, __builtin_wasm_narrow_s_i16x8_i32x4(words(8), words(12)));
  }
  store(to, r & 1);
}

#define BINARY_OF(name, type, result, suffix, expression)                                                     \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* __restrict a, const type* __restrict b, result* __restrict out, u32 repeats) { \
    REPEATED(a, 0) REPEATED(b, 1)                                                                             \
    _Pragma("clang loop interleave_count(4)") for (u32 i = begin; i < end; i++) {                                                                       \
      type x = a[i], y = b[i];                                                                                \
      out[i] = (result)(expression);                                                                          \
    }                                                                                                         \
  }
#define UNARY_OF(name, type, result, suffix, expression)                                                      \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* __restrict a, result* __restrict out) {        \
    _Pragma("clang loop interleave_count(4)") for (u32 i = begin; i < end; i++) {                                                                       \
      type x = a[i];                                                                                          \
      out[i] = (result)(expression);                                                                          \
    }                                                                                                         \
  }
#define FLOATS(macro, name, ...) macro(name, f32, f32, float32, __VA_ARGS__) macro(name, f64, f64, float64, __VA_ARGS__)
// Signed and unsigned wholes of one width add, subtract and multiply alike.
#define WHOLES(macro, name, ...)                                                                              \
  macro(name, u8, u8, int8, __VA_ARGS__) macro(name, u16, u16, int16, __VA_ARGS__)                            \
  macro(name, u32, u32, int32, __VA_ARGS__) macro(name, u64, u64, int64, __VA_ARGS__)
#define TEST_OF(name, type, suffix, expression)                                                               \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* __restrict a, const type* __restrict b, u8* __restrict out, u32 repeats) { \
    REPEATED(a, 0) REPEATED(b, 1)                                                                             \
    u32 i = begin;                                                                                            \
    for (; i + 16 <= end; i += 16)                                                                            \
      storeTests<type>(out + i, [a, b, i](u32 at) { auto x = load(a + i + at), y = load(b + i + at); return expression; }); \
    for (; i < end; i++) {                                                                                    \
      type x = a[i], y = b[i];                                                                                \
      out[i] = expression;                                                                                    \
    }                                                                                                         \
  }
#define TESTS(name, expression)                                                                               \
  TEST_OF(name, f32, float32, expression) TEST_OF(name, f64, float64, expression)                             \
  TEST_OF(name, i8, int8, expression) TEST_OF(name, u8, uint8, expression)                                    \
  TEST_OF(name, i16, int16, expression) TEST_OF(name, u16, uint16, expression)                                \
  TEST_OF(name, i32, int32, expression) TEST_OF(name, u32, uint32, expression)                                \
  TEST_OF(name, i64, int64, expression) TEST_OF(name, u64, uint64, expression)
#define CHECKS(name, expression) UNARY_OF(name, f32, u8, float32, expression) UNARY_OF(name, f64, u8, float64, expression)

FLOATS(BINARY_OF, add, x + y)
WHOLES(BINARY_OF, add, x + y)
FLOATS(BINARY_OF, subtract, x - y)
WHOLES(BINARY_OF, subtract, x - y)
FLOATS(BINARY_OF, multiply, x* y)
WHOLES(BINARY_OF, multiply, x* y)
FLOATS(BINARY_OF, divide, x / y)
// NaN in either stays; of 0 and -0 the first is taken, as the references do.
FLOATS(BINARY_OF, maximum, ((x >= y) | (x != x)) ? x : y)
FLOATS(BINARY_OF, minimum, ((x <= y) | (x != x)) ? x : y)

TESTS(less, x < y)
TESTS(lessEqual, x <= y)
TESTS(equal, x == y)
TESTS(notEqual, x != y)

FLOATS(UNARY_OF, negative, -x)
FLOATS(UNARY_OF, square, x* x)
UNARY_OF(absolute, f32, f32, float32, __builtin_fabsf(x))
UNARY_OF(absolute, f64, f64, float64, __builtin_fabs(x))
UNARY_OF(sqrt, f32, f32, float32, __builtin_sqrtf(x))
UNARY_OF(sqrt, f64, f64, float64, __builtin_sqrt(x))
UNARY_OF(floor, f32, f32, float32, __builtin_floorf(x))
UNARY_OF(floor, f64, f64, float64, __builtin_floor(x))
UNARY_OF(ceil, f32, f32, float32, __builtin_ceilf(x))
UNARY_OF(ceil, f64, f64, float64, __builtin_ceil(x))
UNARY_OF(trunc, f32, f32, float32, __builtin_truncf(x))
UNARY_OF(trunc, f64, f64, float64, __builtin_trunc(x))
UNARY_OF(rint, f32, f32, float32, __builtin_rintf(x))
UNARY_OF(rint, f64, f64, float64, __builtin_rint(x))
CHECKS(isnan, x != x)
CHECKS(isinf, (x - x != 0) & (x == x))
CHECKS(isfinite, x - x == 0)

WHOLES(BINARY_OF, bitwiseAnd, x & y)
WHOLES(BINARY_OF, bitwiseOr, x | y)
WHOLES(BINARY_OF, bitwiseXor, x ^ y)
WHOLES(UNARY_OF, invert, ~x)
BINARY_OF(logicalAnd, u8, u8, int8, (x != 0) & (y != 0))
BINARY_OF(logicalOr, u8, u8, int8, (x | y) != 0)
BINARY_OF(logicalXor, u8, u8, int8, (x != 0) != (y != 0))
UNARY_OF(logicalNot, u8, u8, int8, x == 0)

#define WHERE(type, suffix)                                                                                   \
  KERNEL(where_##suffix)(u32 begin, u32 end, u8*, const u8* __restrict c, const type* __restrict a, const type* __restrict b, type* __restrict out, u32 repeats) { \
    REPEATED(c, 0) REPEATED(a, 1) REPEATED(b, 2)                                                              \
    for (u32 i = begin; i < end; i++) {                                                                       \
      type x = a[i], y = b[i];                                                                                \
      out[i] = c[i] != 0 ? x : y;                                                                             \
    }                                                                                                         \
  }
WHERE(u8, int8)
WHERE(u16, int16)
WHERE(u32, int32)
WHERE(u64, int64)
