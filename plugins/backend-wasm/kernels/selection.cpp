// Elements of some ranks of lines: what stands there when the line is sorted.
#include "vectors.h"
#pragma clang fp contract(off)

/** Moves what is less than the pivot (or not beyond it) to the front, without branches; gives where the rest begins. */
template <bool orEqual, class T> INLINE u32 parted(T* a, u32 first, u32 end, T pivot) {
  u32 at = first;
  for (u32 i = first; i < end; i++) {
    T x = a[i];
    a[i] = a[at];
    a[at] = x;
    at += orEqual ? x <= pivot : x < pivot;
  }
  return at;
}

template <class T> INLINE T middleOf(T a, T b, T c) {
  T low = least(a, b), high = greatest(a, b);
  return greatest(low, least(high, c));
}

template <class T> INLINE T pivotOf(const T* a, u32 first, u32 end) {
  u32 n = end - first, step = n / 9;
  const T* p = a + first + step / 2;
  return middleOf(middleOf(p[0], p[step], p[2 * step]), middleOf(p[3 * step], p[4 * step], p[5 * step]),
                  middleOf(p[6 * step], p[7 * step], p[8 * step]));
}

template <class T> NOINLINE void sink(T* a, u32 at, u32 n) {
  T x = a[at];
  for (;;) {
    u32 child = 2 * at + 1;
    if (child >= n) break;
    if (child + 1 < n && a[child] < a[child + 1]) child++;
    if (!(x < a[child])) break;
    a[at] = a[child];
    at = child;
  }
  a[at] = x;
}

/** For what no pivot divides well. */
template <class T> NOINLINE void heapSort(T* a, u32 n) {
  for (u32 i = n / 2; i-- > 0;) sink(a, i, n);
  for (u32 end = n; end-- > 1;) {
    T x = a[0];
    a[0] = a[end];
    a[end] = x;
    sink(a, 0, end);
  }
}

template <class T> INLINE void insertionSort(T* a, u32 first, u32 end) {
  for (u32 i = first + 1; i < end; i++) {
    T x = a[i];
    u32 at = i;
    for (; at > first && x < a[at - 1]; at--) a[at] = a[at - 1];
    a[at] = x;
  }
}

/** Puts the element of a rank where sorting would; what is before it is not beyond it. */
template <class T> NOINLINE void selectRank(T* a, u32 first, u32 end, u32 rank) {
  for (u32 rounds = 64; end - first > 24; rounds--) {
    if (rounds == 0) {
      heapSort(a + first, end - first);
      return;
    }
    T pivot = pivotOf(a, first, end);
    u32 equal = parted<false>(a, first, end, pivot);
    if (rank < equal) {
      end = equal;
      continue;
    }
    u32 beyond = parted<true>(a, equal, end, pivot);
    if (rank < beyond) return;
    first = beyond;
  }
  insertionSort(a, first, end);
}

template <class T>
INLINE void select(u32 begin, u32 end, T* lines, u32 length, const u32* ranks, u32 count, T* out) {
  for (u32 line = begin; line < end; line++) {
    T* a = lines + (u64)line * length;
    T* to = out + line * count;
    u32 bad = 0;
    for (u32 i = 0; i < length; i++) bad |= a[i] != a[i];
    u32 first = 0;
    for (u32 k = 0; k < count; k++) {
      if (bad) {
        to[k] = (T)__builtin_nan("");
        continue;
      }
      selectRank(a, first, length, ranks[k]);
      to[k] = a[ranks[k]];
      first = ranks[k];
    }
  }
}

// The lines are put into another order.
KERNEL(select_float32)(u32 begin, u32 end, u8*, f32* lines, u32 length, const u32* ranks, u32 count, f32* out) {
  select(begin, end, lines, length, ranks, count, out);
}
KERNEL(select_float64)(u32 begin, u32 end, u8*, f64* lines, u32 length, const u32* ranks, u32 count, f64* out) {
  select(begin, end, lines, length, ranks, count, out);
}

/** Equal bins: the bin of a number never decreases with the number, and what is outside is in the first or in the last. */
struct Bins {
  f64 low, scale;
  u32 bins;
};

/** Two whole numbers, and two zeros; the instruction has another name in older compilers. */
INLINE i32x4 wholesOf(f64x2 a) {
#if __has_builtin(__builtin_wasm_trunc_sat_s_zero_f64x2_i32x4)
  return __builtin_wasm_trunc_sat_s_zero_f64x2_i32x4(a);
#else
  return __builtin_wasm_trunc_sat_zero_s_f64x2_i32x4(a);
#endif
}
INLINE i32x4 placesOf(f64x2 a, f64x2 b, Bins own) {
  f64x2 low = splat(own.low), scale = splat(own.scale);
  i32x4 p = wholesOf((a - low) * scale);
  i32x4 q = wholesOf((b - low) * scale);
  i32x4 both = __builtin_shufflevector(p, q, 0, 1, 4, 5);
  i32 top = (i32)own.bins - 1;
  i32x4 zero = {0, 0, 0, 0}, most = {top, top, top, top};
  return __builtin_elementwise_min(__builtin_elementwise_max(both, zero), most);
}
INLINE i32x4 placesOfFour(const f32* in, Bins own) {
  f32x4 v = load(in);
  return placesOf(__builtin_convertvector(__builtin_shufflevector(v, v, 0, 1), f64x2),
                  __builtin_convertvector(__builtin_shufflevector(v, v, 2, 3), f64x2), own);
}
INLINE i32x4 placesOfFour(const f64* in, Bins own) { return placesOf(load(in), load(in + 2), own); }

template <class T> INLINE u32 placeOf(T value, Bins own) {
  f64 place = ((f64)value - own.low) * own.scale;
  return place > 0 ? place < own.bins ? (u32)place : own.bins - 1 : 0;
}

/** Does something with the bin of each element, in order. */
template <class T, class F> INLINE void eachPlace(const T* in, u32 n, Bins own, F visit) {
  u32 i = 0;
  for (; i + 4 <= n; i += 4) {
    i32x4 p = placesOfFour(in + i, own);
    visit(i, (u32)p[0]);
    visit(i + 1, (u32)p[1]);
    visit(i + 2, (u32)p[2]);
    visit(i + 3, (u32)p[3]);
  }
  for (; i < n; i++) visit(i, placeOf(in[i], own));
}

/** Items are pieces of `piece` elements; each has counters, or places, of its own. NaN are counted behind the last bin. */
#define BINNED(type, suffix)                                                                                   \
  KERNEL(bins_##suffix)(u32 begin, u32 end, u8*, const type* in, u32 n, u32 piece, f64 low, f64 scale, u32 bins, u32* counts) { \
    for (u32 item = begin; item < end; item++) {                                                               \
      const type* own = in + (u64)item * piece;                                                                \
      u32 some = least(piece, n - item * piece);                                                               \
      u32* to = counts + (u64)item * (bins + 1);                                                               \
      u32 wrong = 0;                                                                                           \
      for (u32 i = 0; i < some; i++) wrong += own[i] != own[i];                                                \
      to[bins] += wrong;                                                                                       \
      eachPlace(own, some, Bins{low, scale, bins}, [&](u32, u32 bin) { to[bin]++; });                          \
    }                                                                                                          \
  }                                                                                                            \
  KERNEL(collect_##suffix)(u32 begin, u32 end, u8*, const type* in, u32 n, u32 piece, f64 low, f64 scale, u32 bins, u32* starts, type* found) { \
    for (u32 item = begin; item < end; item++) {                                                               \
      const type* own = in + (u64)item * piece;                                                                \
      u32 some = least(piece, n - item * piece);                                                               \
      u32* to = starts + (u64)item * (bins + 1);                                                               \
      eachPlace(own, some, Bins{low, scale, bins}, [&](u32 i, u32 bin) {                                       \
        u32 at = to[bin];                                                                                      \
        if (__builtin_expect(at != 0, 0)) {                                                                    \
          found[at] = own[i];                                                                                  \
          to[bin] = at + 1;                                                                                    \
        }                                                                                                      \
      });                                                                                                      \
    }                                                                                                          \
  }                                                                                                            \
  KERNEL(widen_##suffix)(u32 begin, u32 end, u8*, const type* in, u32 n, u32 piece, f64 low, f64 scale, u32 bins, u32* starts, type* ends) { \
    for (u32 item = begin; item < end; item++) {                                                               \
      const type* own = in + (u64)item * piece;                                                                \
      u32 some = least(piece, n - item * piece);                                                               \
      const u32* slots = starts + (u64)item * (bins + 1);                                                      \
      eachPlace(own, some, Bins{low, scale, bins}, [&](u32 i, u32 bin) {                                       \
        if (slots[bin] == 0) return;                                                                           \
        type* to = ends + 2 * slots[bin];                                                                      \
        to[0] = own[i] < to[0] ? own[i] : to[0];                                                               \
        to[1] = own[i] > to[1] ? own[i] : to[1];                                                               \
      });                                                                                                      \
    }                                                                                                          \
  }
BINNED(f32, float32)
BINNED(f64, float64)
