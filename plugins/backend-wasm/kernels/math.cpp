// Elementary functions on one tile.
#include "blocks.h"
#include "repeats.h"

#define UNARY(name, type, suffix)                                                                              \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* __restrict a, type* __restrict out) {           \
    for (u32 i = begin; i < end; i++) out[i] = name##Of(a[i]);                                                 \
  }
// `far` becomes 1 where an argument is too far from 0; the result there is NaN.
#define TURNING(name, type, suffix)                                                                            \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* __restrict a, type* __restrict out, u32* far) { \
    u32 any = 0;                                                                                               \
    for (u32 i = begin; i < end; i++) out[i] = name##Of(a[i], &any);                                           \
    if (any) *far = 1;                                                                                         \
  }
#define BINARY(name, type, suffix)                                                                             \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* __restrict a, const type* __restrict b, type* __restrict out, u32 repeats) { \
    REPEATED(a, 0) REPEATED(b, 1)                                                                             \
    for (u32 i = begin; i < end; i++) out[i] = name##Of(a[i], b[i]);                                           \
  }
#define BOTH(macro, name) macro(name, f32, float32) macro(name, f64, float64)

#define POWERS(name, type, suffix)                                                                             \
  KERNEL(name##_##suffix)(u32 begin, u32 end, u8*, const type* __restrict a, const type* __restrict b, type* __restrict out, u32 repeats, u32* far) { \
    REPEATED(a, 0) REPEATED(b, 1)                                                                             \
    u32 any = 0;                                                                                               \
    if (areTwo(b + begin, end - begin))                                                                        \
      for (u32 i = begin; i < end; i++) out[i] = a[i] * a[i];                                                  \
    else                                                                                                       \
      for (u32 i = begin; i < end; i++) out[i] = name##Of(a[i], b[i], &any);                                   \
    if (any) *far = 1;                                                                                         \
  }

// float32 in blocks.
#define BLOCKS(name, function)                                                                                 \
  UNARY(name, f64, float64)                                                                                    \
  KERNEL(name##_float32)(u32 begin, u32 end, u8*, const f32* a, f32* out) {                                    \
    u32 far = 0;                                                                                               \
    inBlocks<function>(a + begin, out + begin, end - begin, &far);                                             \
  }
#define TURNING_BLOCKS(name, function)                                                                         \
  TURNING(name, f64, float64)                                                                                  \
  KERNEL(name##_float32)(u32 begin, u32 end, u8*, const f32* a, f32* out, u32* far) {                          \
    u32 any = 0;                                                                                               \
    inBlocks<function>(a + begin, out + begin, end - begin, &any);                                             \
    if (any) *far = 1;                                                                                         \
  }

BLOCKS(exp, Exp)
BLOCKS(log, Log)
TURNING_BLOCKS(sin, Sine<0>)
TURNING_BLOCKS(cos, Sine<1>)
BOTH(UNARY, exp2)
BOTH(UNARY, expm1)
BOTH(UNARY, log2)
BOTH(UNARY, log10)
BOTH(UNARY, log1p)
BOTH(UNARY, tanh)
BOTH(UNARY, arctan)
BOTH(TURNING, tan)
BOTH(BINARY, arctan2)
BOTH(BINARY, hypot)
BOTH(POWERS, power)
