// Vectors of 128 bits of any element.
#pragma once
#include "common.h"

typedef f32 f32x4 __attribute__((vector_size(16)));
typedef f64 f64x2 __attribute__((vector_size(16)));

template <class T> struct VectorOf { typedef T type __attribute__((vector_size(16))); };
template <class T> using Vector = typename VectorOf<T>::type;
template <class T> constexpr u32 lanes = 16 / sizeof(T);

template <class V, class T> INLINE V loadVector(const T* from) {
  V v;
  __builtin_memcpy(&v, from, sizeof(V));
  return v;
}
template <class T> INLINE Vector<T> vectorAt(const T* from) { return loadVector<Vector<T>>(from); }
template <class T, class V> INLINE void storeVector(T* to, V v) { __builtin_memcpy(to, &v, sizeof(V)); }

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
