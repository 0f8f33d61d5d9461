// Expressions: a program of vector instructions on registers, which are tiles that stay in the cache. An instruction is five numbers:
// the operation, the register for the result and up to three with operands. Registers 0 to `arrays` - 1 are the arrays themselves, then come
// the constants, then the others; the result of the last instruction goes to `out`. Truths are 1 and 0 until then.
#include "functions.h"

const u32 width = 1024;

template <class T, class F> NOINLINE void each(T* __restrict to, const T* __restrict a, u32 n, F f) {
  for (u32 i = 0; i < n; i++) to[i] = f(a[i]);
}
template <class T, class F> NOINLINE void both(T* __restrict to, const T* __restrict a, const T* __restrict b, u32 n, F f) {
  for (u32 i = 0; i < n; i++) to[i] = f(a[i], b[i]);
}

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
    TWO(0, x + y)
    TWO(1, x - y)
    TWO(2, x* y)
    TWO(3, x / y)
    TWO(4, ((x >= y) | (x != x)) ? x : y)
    TWO(5, ((x <= y) | (x != x)) ? x : y)
    TWO(6, (T)(x < y))
    TWO(7, (T)(x <= y))
    TWO(8, (T)(x == y))
    TWO(9, (T)(x != y))
    TWO(10, x* y)
    TWO(11, (T)((x != 0) | (y != 0)))
    TWO(12, arctan2Of(x, y))
    TWO(13, hypotOf(x, y))
    ONE(20, -x)
    ONE(21, 1 - x)
    ONE(22, x* x)
    ONE(23, sizeOf(x))
    ONE(24, rootOf(x))
    ONE(25, floorOf(x))
    ONE(26, ceilOf(x))
    ONE(27, expOf(x))
    ONE(28, exp2Of(x))
    ONE(29, expm1Of(x))
    ONE(30, logOf(x))
    ONE(31, log2Of(x))
    ONE(32, log10Of(x))
    ONE(33, log1pOf(x))
    ONE(34, tanhOf(x))
    ONE(35, arctanOf(x))
    case 40:
      for (u32 i = 0; i < n; i++) to[i] = a[i] != 0 ? b[i] : c[i];
      break;
    case 41:
      for (u32 i = 0; i < n; i++) to[i] = sinOf(a[i], far);
      break;
    case 42:
      for (u32 i = 0; i < n; i++) to[i] = cosOf(a[i], far);
      break;
    case 43:
      for (u32 i = 0; i < n; i++) to[i] = tanOf(a[i], far);
      break;
    case 44:
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
