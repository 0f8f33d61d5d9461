// Sums of the points of bins, along all axes at once. An item is a part of one row of the result: rows of the input are added up, each
// with its weight, and then the sum's own points.
#include "common.h"
#pragma clang fp contract(off)
#include "moments.h"
#include "running.h"

/** The bins of an axis: of `step` points each, or, where that is 0, of points from `firsts` on whose weights start at `starts`. */
struct Bins {
  u32 step;
  const u32* firsts;
  const u32* starts;
  const f64* weights;
};

struct Job {
  /** Where the rows of each slice of the result are: of slice s those from `slices[s]` on, with their weights. */
  const u32* slices;
  const u8* const* places;
  const f64* shares;
  /** Rows of a slice of the result, and elements from row to row of the input. */
  u32 rows, stride;
  Bins down;
  /** Bins of a row, bins of an item, and elements inside a point. */
  u32 bins, part;
  Bins across;
  u32 inner;
  /** Whether all weights of rows are 1. */
  u32 plain;
  u8* out;
  u32 type, outType;
};

template <class T, class A, bool plain> INLINE void addFour(A* __restrict to, const T* const* rows, const f64* weights, u32 n) {
  const T *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3];
  if constexpr (plain) {
    for (u32 i = 0; i < n; i++) to[i] = to[i] + (A)a[i] + (A)b[i] + (A)c[i] + (A)d[i];
  } else {
    f64 p = weights[0], q = weights[1], r = weights[2], s = weights[3];
    for (u32 i = 0; i < n; i++) to[i] = to[i] + p * (f64)a[i] + q * (f64)b[i] + r * (f64)c[i] + s * (f64)d[i];
  }
}
template <class T, class A, bool plain> INLINE void addTwo(A* __restrict to, const T* const* rows, const f64* weights, u32 n) {
  const T *a = rows[0], *b = rows[1];
  if constexpr (plain) {
    for (u32 i = 0; i < n; i++) to[i] = to[i] + (A)a[i] + (A)b[i];
  } else {
    f64 p = weights[0], q = weights[1];
    for (u32 i = 0; i < n; i++) to[i] = to[i] + p * (f64)a[i] + q * (f64)b[i];
  }
}
template <class T, class A, bool plain> INLINE void addOne(A* __restrict to, const T* a, f64 p, u32 n) {
  if constexpr (plain) {
    for (u32 i = 0; i < n; i++) to[i] = to[i] + (A)a[i];
  } else {
    for (u32 i = 0; i < n; i++) to[i] = to[i] + p * (f64)a[i];
  }
}
template <class T, class A, bool plain> NOINLINE void addSome(A* to, const T* const* rows, const f64* weights, u32 count, u32 n) {
  if (count == 4) {
    addFour<T, A, plain>(to, rows, weights, n);
    return;
  }
  if (count >= 2) addTwo<T, A, plain>(to, rows, weights, n);
  if (count & 1) addOne<T, A, plain>(to, rows[count - 1], weights[count - 1], n);
}

INLINE u32 firstOf(const Bins& bins, u32 bin) { return bins.step ? bin * bins.step : bins.firsts[bin]; }
INLINE u32 countOf(const Bins& bins, u32 bin) { return bins.step ? bins.step : bins.starts[bin + 1] - bins.starts[bin]; }

/** The sum of the rows of one slice and one bin down it, from the column on. */
template <class T, class A, bool plain> INLINE void addRows(A* to, const Job& job, u32 slice, u32 bin, u32 column, u32 n) {
  const T* rows[4];
  f64 weights[4];
  u32 have = 0;
  const u32 first = firstOf(job.down, bin), count = countOf(job.down, bin);
  const f64* own = job.down.step ? nullptr : job.down.weights + job.down.starts[bin];
  __builtin_memset(to, 0, n * sizeof(A));
  for (u32 k = job.slices[slice]; k < job.slices[slice + 1]; k++) {
    const T* from = (const T*)job.places[k] + (u64)first * job.stride + column;
    for (u32 at = 0; at < count; at++, from += job.stride) {
      rows[have] = from;
      weights[have++] = own ? job.shares[k] * own[at] : job.shares[k];
      if (have < 4) continue;
      addSome<T, A, plain>(to, rows, weights, 4, n);
      have = 0;
    }
  }
  if (have) addSome<T, A, plain>(to, rows, weights, have, n);
}

/** The points of bins of a row. */
template <class A> NOINLINE void addAcross(A* __restrict to, const A* __restrict from, u32 step, u32 inner, u32 bins) {
  if (inner == 1 && step == 2) {
    for (u32 i = 0; i < bins; i++) to[i] = (A)0 + from[2 * i] + from[2 * i + 1];
    return;
  }
  if (inner == 1 && step == 4) {
    for (u32 i = 0; i < bins; i++) to[i] = (A)0 + from[4 * i] + from[4 * i + 1] + from[4 * i + 2] + from[4 * i + 3];
    return;
  }
  for (u32 bin = 0; bin < bins; bin++, from += step * inner)
    for (u32 k = 0; k < inner; k++) {
      A total = 0;
      const A* own = from + k;
      for (u32 at = 0; at < step; at++, own += inner) total += *own;
      *to++ = total;
    }
}
NOINLINE void weighAcross(f64* __restrict to, const f64* __restrict from, const Bins& across, u32 inner, u32 begin, u32 end) {
  const u32 column = across.firsts[begin];
  for (u32 bin = begin; bin < end; bin++) {
    const f64 *weights = across.weights + across.starts[bin], *points = from + (across.firsts[bin] - column) * inner;
    const u32 count = across.starts[bin + 1] - across.starts[bin];
    for (u32 k = 0; k < inner; k++) {
      f64 total = 0;
      for (u32 at = 0; at < count; at++) total += weights[at] * points[at * inner + k];
      *to++ = total;
    }
  }
}

template <class A, class R> INLINE void storeAs(R* __restrict to, const A* __restrict from, u32 n) {
  for (u32 i = 0; i < n; i++) to[i] = (R)from[i];
}
/** Whole numbers beyond a dtype start again, as in typed arrays. */
template <class A, class R> INLINE void storeWhole(R* __restrict to, const A* __restrict from, u32 n) {
  for (u32 i = 0; i < n; i++) to[i] = (R)(i64)from[i];
}
template <class A> NOINLINE void storeRow(u8* out, u32 type, u64 at, const A* from, u32 n) {
  switch (type) {
    case 0: return storeAs((f32*)out + at, from, n);
    case 1: return storeAs((f64*)out + at, from, n);
    case 2: case 3: return storeWhole((u8*)out + at, from, n);
    case 4: case 5: return storeWhole((u16*)out + at, from, n);
    case 6: case 7: return storeWhole((u32*)out + at, from, n);
    default: return storeWhole((i64*)out + at, from, n);
  }
}

template <class T, class A, bool plain> NOINLINE void binItems(u32 begin, u32 end, u8* scratch, const Job& job) {
  const u32 parts = (job.bins + job.part - 1) / job.part, inner = job.inner;
  A* sums = (A*)scratch;
  for (u32 item = begin; item < end; item++) {
    const u32 part = item % parts, row = item / parts;
    const u32 from = part * job.part, to = least(job.bins, from + job.part);
    const u32 column = firstOf(job.across, from) * inner;
    const u32 width = (firstOf(job.across, to - 1) + countOf(job.across, to - 1)) * inner - column;
    addRows<T, A, plain>(sums, job, row / job.rows, row % job.rows, column, width);
    A* made = sums;
    const u32 n = (to - from) * inner;
    if (job.across.step != 1) {
      made = sums + width;
      if (job.across.step) addAcross(made, sums, job.across.step, inner, to - from);
      else if constexpr (sizeof(A) == 8) weighAcross(made, sums, job.across, inner, from, to);
    }
    storeRow(job.out, job.outType, ((u64)row * job.bins + from) * inner, made, n);
  }
}

template <class T> INLINE void binFloats(u32 begin, u32 end, u8* scratch, const Job& job) {
  if (job.plain) binItems<T, f64, true>(begin, end, scratch, job);
  else binItems<T, f64, false>(begin, end, scratch, job);
}
/** Small whole numbers are added up as such; `plain` is then 2. */
template <class T> INLINE void binWholes(u32 begin, u32 end, u8* scratch, const Job& job) {
  if (job.plain == 2) binItems<T, i32, true>(begin, end, scratch, job);
  else binItems<T, f64, false>(begin, end, scratch, job);
}

/** Items from `start` on. */
KERNEL(bin)(u32 begin, u32 end, u8* scratch, const Job* job, u32 start) {
  begin += start;
  end += start;
  switch (job->type) {
    case 0: return binFloats<f32>(begin, end, scratch, *job);
    case 1: return binFloats<f64>(begin, end, scratch, *job);
    case 2: return binWholes<i8>(begin, end, scratch, *job);
    case 3: return binWholes<u8>(begin, end, scratch, *job);
    case 4: return binWholes<i16>(begin, end, scratch, *job);
    case 5: return binWholes<u16>(begin, end, scratch, *job);
    case 6: return binFloats<i32>(begin, end, scratch, *job);
    default: return binFloats<u32>(begin, end, scratch, *job);
  }
}
