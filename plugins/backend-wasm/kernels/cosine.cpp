// Rows before and after the Fourier transforms that make cosine and sine transforms: of [outer][height][inner] numbers come
// [outer][count][inner]. Tables are of float64.
#include "common.h"

struct Job {
  u32 source, target, height, count;
  u32 inner, from, other, factors;
};
template <class T> INLINE T* address(u32 place) { return (T*)place; }

template <class Do> INLINE void eachRow(u32 begin, u32 end, u32 count, Do row) {
  u32 outer = begin / count, p = begin % count;
  for (u32 item = begin; item < end; item++) {
    row(outer, p, item);
    if (++p == count) {
      p = 0;
      outer++;
    }
  }
}

// A row times a factor; row -1 is of zeros.
template <class T> static void takeRows(u32 begin, u32 end, const Job job) {
  const i32* from = address<i32>(job.from);
  const f64* factors = address<f64>(job.factors);
  eachRow(begin, end, job.count, [&](u32 outer, u32 p, u32 item) {
    T* out = address<T>(job.target) + item * job.inner;
    const bool none = from[p] < 0;
    const T* x = address<T>(job.source) + (outer * job.height + (none ? 0 : from[p])) * job.inner;
    const f64 factor = factors[p];
    if (job.inner == 1) *out = none ? 0 : (T)(factor * *x);
    else if (none)
      for (u32 i = 0; i < job.inner; i++) out[i] = 0;
    else
      for (u32 i = 0; i < job.inner; i++) out[i] = (T)(factor * x[i]);
  });
}
// Complex rows of sums of two rows.
template <class T> static void takePairs(u32 begin, u32 end, const Job job) {
  const u32* from = address<u32>(job.from);
  const u32* other = address<u32>(job.other);
  eachRow(begin, end, job.count, [&](u32 outer, u32 p, u32 item) {
    T* out = address<T>(job.target) + 2 * item * job.inner;
    const f64* f = address<f64>(job.factors) + 4 * p;
    const T* x = address<T>(job.source) + (outer * job.height + from[p]) * job.inner;
    const T* y = address<T>(job.source) + (outer * job.height + other[p]) * job.inner;
    const f64 a = f[0], b = f[1], c = f[2], d = f[3];
#pragma clang loop unroll(disable) vectorize(disable)
    for (u32 i = 0; i < job.inner; i++) {
      out[2 * i] = (T)(a * x[i] + b * y[i]);
      out[2 * i + 1] = (T)(c * x[i] + d * y[i]);
    }
  });
}
// Sums of both parts of complex rows.
template <class T> static void takeParts(u32 begin, u32 end, const Job job) {
  const u32* from = address<u32>(job.from);
  eachRow(begin, end, job.count, [&](u32 outer, u32 p, u32 item) {
    T* out = address<T>(job.target) + item * job.inner;
    const f64* f = address<f64>(job.factors) + 2 * p;
    const T* x = address<T>(job.source) + 2 * (outer * job.height + from[p]) * job.inner;
    const f64 a = f[0], b = f[1];
    if (job.inner == 1) *out = (T)(a * x[0] + b * x[1]);
    else
      for (u32 i = 0; i < job.inner; i++) out[i] = (T)(a * x[2 * i] + b * x[2 * i + 1]);
  });
}

#define KERNELS(type, suffix)                                                                                            \
  KERNEL(rows_##suffix)(u32 begin, u32 end, u8*, const Job* job) { takeRows<type>(begin, end, *job); }                  \
  KERNEL(pairs_##suffix)(u32 begin, u32 end, u8*, const Job* job) { takePairs<type>(begin, end, *job); }                \
  KERNEL(parts_##suffix)(u32 begin, u32 end, u8*, const Job* job) { takeParts<type>(begin, end, *job); }

KERNELS(f32, float32)
KERNELS(f64, float64)
