// Vectors of 128 bits for templates over float and double.
#pragma once
#include "vectors.h"

template <class T> struct Lanes;
template <> struct Lanes<f32> {
  typedef f32x4 Vector;
  static constexpr u32 count = 4;
};
template <> struct Lanes<f64> {
  typedef f64x2 Vector;
  static constexpr u32 count = 2;
};
template <class T> using Vec = typename Lanes<T>::Vector;

template <class T> INLINE Vec<T> load(const T* from) {
  Vec<T> v;
  __builtin_memcpy(&v, from, 16);
  return v;
}
template <class T> INLINE void store(T* to, Vec<T> v) { __builtin_memcpy(to, &v, 16); }

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
