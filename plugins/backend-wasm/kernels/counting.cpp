// Statistics of blocks, counts of whole numbers and of pairs of numbers in bins, places among sorted numbers.
#include "vectors.h"
#include "equal-bins.h"
#pragma clang fp contract(off)

constexpr u32 blockLength = 4096;

template <class T> INLINE f64x2 pairOf(const T* a) { return f64x2{(f64)a[0], (f64)a[1]}; }

/** Of zeros of both signs the reference body keeps the first. */
template <class T> INLINE f64 ofFirstSign(f64 value, const T* a) {
  if constexpr ((T)0.5 != 0) {
    if (value != 0) return value;
    while (*a != 0) a++;
    return (f64)*a;
  }
  return value;
}

/** Number, sum, least, largest and squared distances from the mean: sums over every fourth element, as the reference body has them. */
template <class T> INLINE void describe(const T* a, u32 n, f64* row) {
  f64x2 p = {0, 0}, q = p, low = splat((f64)a[0]), high = low;
  u32 i = 0;
  for (; i + 4 <= n; i += 4) {
    f64x2 x = pairOf(a + i), y = pairOf(a + i + 2);
    p += x;
    q += y;
    f64x2 less = x < y ? x : y, more = x > y ? x : y;
    low = less < low ? less : low;
    high = more > high ? more : high;
  }
  f64 least = low[1] < low[0] ? low[1] : low[0], most = high[1] > high[0] ? high[1] : high[0];
  for (; i < n; i++) {
    f64 x = (f64)a[i];
    p[0] += x;
    least = x < least ? x : least;
    most = x > most ? x : most;
  }
  f64 sum = (p[0] + p[1]) + (q[0] + q[1]);
  f64x2 mean = splat(sum / n), r = {0, 0}, s = r;
  for (i = 0; i + 4 <= n; i += 4) {
    f64x2 x = pairOf(a + i) - mean, y = pairOf(a + i + 2) - mean;
    r += x * x;
    s += y * y;
  }
  for (; i < n; i++) {
    f64 x = (f64)a[i] - mean[0];
    r[0] += x * x;
  }
  row[0] = n;
  row[1] = sum;
  row[2] = ofFirstSign(least, a);
  row[3] = ofFirstSign(most, a);
  row[4] = (r[0] + r[1]) + (s[0] + s[1]);
}

template <class T> INLINE void describeBlocks(u32 begin, u32 end, u8* scratch, const T* in, u32 size, f64* out, bool mayBeNaN) {
  T* kept = (T*)scratch;
  for (u32 block = begin; block < end; block++) {
    const T* a = in + (u64)block * blockLength;
    u32 n = least(blockLength, size - block * blockLength);
    f64* row = out + 5 * block;
    u32 wrong = 0;
    if (mayBeNaN)
      for (u32 i = 0; i < n; i++) wrong |= a[i] != a[i];
    if (wrong) {
      u32 to = 0;
      for (u32 i = 0; i < n; i++)
        if (a[i] == a[i]) kept[to++] = a[i];
      a = kept;
      n = to;
    }
    if (n == 0) {
      for (u32 k = 0; k < 5; k++) row[k] = 0;
      continue;
    }
    describe(a, n, row);
  }
}

#define DESCRIBED(type, suffix, mayBeNaN)                                                                      \
  KERNEL(describe_##suffix)(u32 begin, u32 end, u8* scratch, const type* in, u32 size, f64* out) {             \
    describeBlocks(begin, end, scratch, in, size, out, mayBeNaN);                                              \
  }
DESCRIBED(f32, float32, true)
DESCRIBED(f64, float64, true)
DESCRIBED(u8, uint8, false)
DESCRIBED(i8, int8, false)
DESCRIBED(u16, uint16, false)
DESCRIBED(i16, int16, false)
DESCRIBED(u32, uint32, false)
DESCRIBED(i32, int32, false)
DESCRIBED(u64, uint64, false)
DESCRIBED(i64, int64, false)

/** Equal bins; edges' places are at most `margin` away from whole numbers. */
struct EvenBins {
  const f64* edges;
  u32 bins;
  f64 scale, margin;
};

INLINE i32 binOf(f64 value, EvenBins own) {
  f64 place = (value - own.edges[0]) * own.scale;
  i32 bin = __builtin_wasm_trunc_saturate_s_i32_f64(place);
  f64 rest = place - bin;
  if (__builtin_expect((rest > own.margin) & (rest < 1 - own.margin) & (place < own.bins), 1)) return bin;
  return soughtBin(value, own.edges, own.bins, own.scale);
}

#define PAIRED(type, suffix)                                                                                   \
  KERNEL(pairs_##suffix)(u32 begin, u32 end, u8*, const type* x, const type* y, const f64* p, u32 rows, f64 rowScale, f64 rowMargin, const f64* q, u32 columns, f64 columnScale, f64 columnMargin, u32* counts) { \
    EvenBins first{p, rows, rowScale, rowMargin}, second{q, columns, columnScale, columnMargin};               \
    for (u32 i = begin; i < end; i++) {                                                                        \
      i32 row = binOf((f64)x[i], first), column = binOf((f64)y[i], second);                                    \
      if ((row | column) >= 0) counts[(u32)row * columns + (u32)column]++;                                     \
    }                                                                                                          \
  }
PAIRED(f32, float32)
PAIRED(f64, float64)

/** Least and largest of whole numbers; those of 64 bits beyond 2 ** 62 in size stay beyond. */
#define TALLIED(type, suffix)                                                                                  \
  KERNEL(ends_##suffix)(u32 begin, u32 end, u8*, const type* in, f64* out) {                                   \
    type low = in[begin], high = low;                                                                          \
    for (u32 i = begin; i < end; i++) {                                                                        \
      low = in[i] < low ? in[i] : low;                                                                         \
      high = in[i] > high ? in[i] : high;                                                                      \
    }                                                                                                          \
    out[0] = (f64)low;                                                                                         \
    out[1] = (f64)high;                                                                                        \
  }                                                                                                            \
  KERNEL(tally_##suffix)(u32 begin, u32 end, u8*, const type* in, u32* counts) {                               \
    for (u32 i = begin; i < end; i++) counts[(u32)in[i]]++;                                                    \
  }                                                                                                            \
  KERNEL(weigh_##suffix)(u32 begin, u32 end, u8*, const type* in, const f64* weights, f64* sums) {             \
    for (u32 i = begin; i < end; i++) sums[(u32)in[i]] += weights[i];                                          \
  }
TALLIED(u8, uint8)
TALLIED(i8, int8)
TALLIED(u16, uint16)
TALLIED(i16, int16)
TALLIED(u32, uint32)
TALLIED(i32, int32)
TALLIED(u64, uint64)
TALLIED(i64, int64)

/** Where numbers belong among sorted ones, of which the last `length - numbers` are NaN, as NaN belong there. */
template <bool left, class T> INLINE void places(const T* in, u32 n, const f64* sorted, u32 numbers, u32 length, u64* out) {
  for (u32 i = 0; i < n; i++) {
    f64 value = (f64)in[i];
    u32 low = 0, high = numbers;
    while (low < high) {
      u32 middle = (low + high) >> 1;
      bool before = left ? sorted[middle] < value : sorted[middle] <= value;
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    out[i] = value == value ? low : left ? numbers : length;
  }
}
#define SEARCHED(type, suffix)                                                                                 \
  KERNEL(search_##suffix)(u32 begin, u32 end, u8*, const type* in, const f64* sorted, u32 numbers, u32 length, u32 left, u64* out) { \
    if (left) places<true>(in + begin, end - begin, sorted, numbers, length, out + begin);                     \
    else places<false>(in + begin, end - begin, sorted, numbers, length, out + begin);                         \
  }
SEARCHED(f32, float32)
SEARCHED(f64, float64)
