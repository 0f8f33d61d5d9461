// Vectors of 128 bits of any element.
#pragma once
#include "common.h"

template <class T> struct VectorOf { typedef T type __attribute__((vector_size(16))); };
template <class T> using Vector = typename VectorOf<T>::type;
template <class T> constexpr u32 lanes = 16 / sizeof(T);
typedef Vector<f32> f32x4;
typedef Vector<f64> f64x2;
typedef Vector<i32> i32x4;
typedef Vector<u32> u32x4;

template <class T> INLINE Vector<T> load(const T* from) {
  Vector<T> v;
  __builtin_memcpy(&v, from, 16);
  return v;
}
template <class T, class V> INLINE void store(T* to, V v) { __builtin_memcpy(to, &v, sizeof(V)); }

INLINE f32x4 splat(f32 x) { return f32x4{x, x, x, x}; }
INLINE f64x2 splat(f64 x) { return f64x2{x, x}; }

/// The lesser (greater) of two; of two as large, and with NaN in one, the first. Of floats written as a comparison they would become the relaxed
/// instructions, whose results for NaN depend on the processor.
template <class V> INLINE V lesser(V a, V b) { return b < a ? b : a; }
template <class V> INLINE V larger(V a, V b) { return a < b ? b : a; }
template <> inline __attribute__((always_inline)) f32x4 lesser(f32x4 a, f32x4 b) { return __builtin_wasm_pmin_f32x4(a, b); }
template <> inline __attribute__((always_inline)) f32x4 larger(f32x4 a, f32x4 b) { return __builtin_wasm_pmax_f32x4(a, b); }
template <> inline __attribute__((always_inline)) f64x2 lesser(f64x2 a, f64x2 b) { return __builtin_wasm_pmin_f64x2(a, b); }
template <> inline __attribute__((always_inline)) f64x2 larger(f64x2 a, f64x2 b) { return __builtin_wasm_pmax_f64x2(a, b); }

#ifdef __wasm_relaxed_simd__
INLINE f32x4 madd(f32x4 a, f32x4 b, f32x4 c) { return __builtin_wasm_relaxed_madd_f32x4(a, b, c); }
INLINE f64x2 madd(f64x2 a, f64x2 b, f64x2 c) { return __builtin_wasm_relaxed_madd_f64x2(a, b, c); }
// c - a * b
INLINE f32x4 nmadd(f32x4 a, f32x4 b, f32x4 c) { return __builtin_wasm_relaxed_nmadd_f32x4(a, b, c); }
INLINE f64x2 nmadd(f64x2 a, f64x2 b, f64x2 c) { return __builtin_wasm_relaxed_nmadd_f64x2(a, b, c); }
#else
template <class X> INLINE X madd(X a, X b, X c) { return a * b + c; }
template <class X> INLINE X nmadd(X a, X b, X c) { return c - a * b; }
#endif
