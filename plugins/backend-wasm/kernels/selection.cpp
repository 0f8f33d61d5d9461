// Elements of some ranks of lines: what stands there when the line is sorted.
#include "common.h"

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
