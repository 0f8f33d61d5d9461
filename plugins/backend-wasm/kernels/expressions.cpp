// Expressions: a program of vector instructions on registers, which are tiles that stay in the cache. An instruction is five numbers:
// the operation, the register for the result and up to three with operands. Registers 0 to `arrays` - 1 are the arrays themselves, then come
// the constants, then the others; the result of the last instruction goes to `out`. Truths are 1 and 0 until then.
#include "blocks.h"

const u32 width = 1024;

template <class T, class F> NOINLINE void each(T* __restrict to, const T* __restrict a, u32 n, F f) {
  for (u32 i = 0; i < n; i++) to[i] = f(a[i]);
}
template <class T, class F> NOINLINE void both(T* __restrict to, const T* __restrict a, const T* __restrict b, u32 n, F f) {
  for (u32 i = 0; i < n; i++) to[i] = f(a[i], b[i]);
}

// Light operations go four vectors at a time, which saves more than half of the counting.
template <class T, class F> NOINLINE void eachLight(T* __restrict to, const T* __restrict a, u32 n, F f) {
#pragma clang loop interleave_count(4)
  for (u32 i = 0; i < n; i++) to[i] = f(a[i]);
}
template <class T, class F> NOINLINE void bothLight(T* __restrict to, const T* __restrict a, const T* __restrict b, u32 n, F f) {
#pragma clang loop interleave_count(4)
  for (u32 i = 0; i < n; i++) to[i] = f(a[i], b[i]);
}
template <class T, class F>
NOINLINE void three(T* __restrict to, const T* __restrict a, const T* __restrict b, const T* __restrict c, u32 n, F f) {
#pragma clang loop interleave_count(4)
  for (u32 i = 0; i < n; i++) to[i] = f(a[i], b[i], c[i]);
}

// exp, log, sin and cos: float32 in blocks.
template <class Function> INLINE void transcendental(f32* to, const f32* a, u32 n, u32* far) { inBlocks<Function>(a, to, n, far); }
template <class Function> NOINLINE void transcendental(f64* to, const f64* a, u32 n, u32* far) {
  u32 any = 0;
  for (u32 i = 0; i < n; i++) to[i] = Function::of(a[i], &any);
  *far |= any;
}

#define THREE(number, expression) \
  case number:                    \
    three(to, a, b, c, n, [](T x, T y, T z) -> T { return expression; }); \
    break;
#define LIGHT_ONE(number, expression) \
  case number:                        \
    eachLight(to, a, n, [](T x) -> T { return expression; }); \
    break;
#define LIGHT_TWO(number, expression) \
  case number:                        \
    bothLight(to, a, b, n, [](T x, T y) -> T { return expression; }); \
    break;
#define ONE(number, expression) \
  case number:                  \
    each(to, a, n, [](T x) -> T { return expression; }); \
    break;
#define TWO(number, expression) \
  case number:                  \
    both(to, a, b, n, [](T x, T y) -> T { return expression; }); \
    break;

INLINE f32 rootOf(f32 x) { return __builtin_sqrtf(x); }
INLINE f64 rootOf(f64 x) { return __builtin_sqrt(x); }
INLINE f32 sizeOf(f32 x) { return __builtin_fabsf(x); }
INLINE f64 sizeOf(f64 x) { return __builtin_fabs(x); }
INLINE f32 floorOf(f32 x) { return __builtin_floorf(x); }
INLINE f64 floorOf(f64 x) { return __builtin_floor(x); }
INLINE f32 ceilOf(f32 x) { return __builtin_ceilf(x); }
INLINE f64 ceilOf(f64 x) { return __builtin_ceil(x); }

template <class T> INLINE void instruction(u32 operation, T* to, const T* a, const T* b, const T* c, u32 n, u32* far) {
#pragma clang fp contract(off)
  switch (operation) {
    LIGHT_TWO(0, x + y)
    LIGHT_TWO(1, x - y)
    LIGHT_TWO(2, x* y)
    LIGHT_TWO(3, x / y)
    LIGHT_TWO(4, ((x >= y) | (x != x)) ? x : y)
    LIGHT_TWO(5, ((x <= y) | (x != x)) ? x : y)
    LIGHT_TWO(6, (T)(x < y))
    LIGHT_TWO(7, (T)(x <= y))
    LIGHT_TWO(8, (T)(x == y))
    LIGHT_TWO(9, (T)(x != y))
    LIGHT_TWO(10, x* y)
    LIGHT_TWO(11, (T)((x != 0) | (y != 0)))
    THREE(14, x * y + z)
    THREE(15, x * y - z)
    THREE(16, z - x * y)
    THREE(40, x != 0 ? y : z)
    TWO(12, arctan2Of(x, y))
    TWO(13, hypotOf(x, y))
    LIGHT_ONE(20, -x)
    LIGHT_ONE(21, 1 - x)
    LIGHT_ONE(22, x* x)
    LIGHT_ONE(23, sizeOf(x))
    LIGHT_ONE(24, rootOf(x))
    LIGHT_ONE(25, floorOf(x))
    LIGHT_ONE(26, ceilOf(x))
    case 27: transcendental<Exp>(to, a, n, far); break;
    ONE(28, exp2Of(x))
    ONE(29, expm1Of(x))
    case 30: transcendental<Log>(to, a, n, far); break;
    ONE(31, log2Of(x))
    ONE(32, log10Of(x))
    ONE(33, log1pOf(x))
    ONE(34, tanhOf(x))
    ONE(35, arctanOf(x))
    case 41: transcendental<Sine<0>>(to, a, n, far); break;
    case 42: transcendental<Sine<1>>(to, a, n, far); break;
    case 43:
      for (u32 i = 0; i < n; i++) to[i] = tanOf(a[i], far);
      break;
    case 44:
      if (areTwo(b, n)) each(to, a, n, [](T x) -> T { return x * x; });
      else
        for (u32 i = 0; i < n; i++) to[i] = powerOf(a[i], b[i], far);
      break;
    default: __builtin_trap();
  }
}

/** `table` has the places of the arrays, `constants` the numbers behind them; `truth` says whether the result is bool. */
template <class T>
NOINLINE void evaluate(u32 begin, u32 end, u8* scratch, const u32* program, u32 count, const u32* table, u32 arrays, const f64* constants,
                       u32 numbers, u32 truth, u8* out, u32* flag) {
  T* registers = (T*)scratch;
  for (u32 k = 0; k < numbers; k++)
    for (u32 i = 0; i < width; i++) registers[k * width + i] = (T)constants[k];
  u32 far = 0;
  for (u32 at = begin; at < end; at += width) {
    u32 n = least(width, end - at);
    for (u32 k = 0; k < count; k++) {
      const u32* step = program + 5 * k;
      const T* operands[3];
      for (u32 i = 0; i < 3; i++) {
        u32 place = step[2 + i];
        operands[i] = place < arrays ? (const T*)table[place] + at : registers + (place - arrays) * width;
      }
      bool last = k + 1 == count;
      T* to = last && !truth ? (T*)out + at : registers + (step[1] - arrays) * width;
      instruction<T>(step[0], to, operands[0], operands[1], operands[2], n, &far);
      if (last && truth)
        for (u32 i = 0; i < n; i++) out[at + i] = to[i] != 0;
    }
  }
  if (far) *flag = 1;
}

KERNEL(evaluate_float32)
(u32 begin, u32 end, u8* scratch, const u32* program, u32 count, const u32* table, u32 arrays, const f64* constants, u32 numbers, u32 truth,
 u8* out, u32* flag) {
  evaluate<f32>(begin, end, scratch, program, count, table, arrays, constants, numbers, truth, out, flag);
}
KERNEL(evaluate_float64)
(u32 begin, u32 end, u8* scratch, const u32* program, u32 count, const u32* table, u32 arrays, const f64* constants, u32 numbers, u32 truth,
 u8* out, u32* flag) {
  evaluate<f64>(begin, end, scratch, program, count, table, arrays, constants, numbers, truth, out, flag);
}
