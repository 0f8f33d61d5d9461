// Sums with weights, derivatives, differences, counts in bins and backgrounds of signals.
#include "functions.h"
#include "equal-bins.h"
#include "vectors.h"
#pragma clang fp contract(off)

/** Sums of lines with one weight for each element: those of even and of odd places on their own, as the reference body has them. */
template <class T> INLINE void weighLines(const T* in, const f64* weights, f64* out, u32 lines, u32 length) {
  u32 line = 0;
  for (; line + 4 <= lines; line += 4) {
    const T *a = in + (u64)line * length, *b = a + length, *c = b + length, *d = c + length;
    f64x2 p = {0, 0}, q = p, r = p, s = p;
    u32 k = 0;
    for (; k + 2 <= length; k += 2) {
      f64x2 w = {weights[k], weights[k + 1]};
      p += f64x2{(f64)a[k], (f64)a[k + 1]} * w;
      q += f64x2{(f64)b[k], (f64)b[k + 1]} * w;
      r += f64x2{(f64)c[k], (f64)c[k + 1]} * w;
      s += f64x2{(f64)d[k], (f64)d[k + 1]} * w;
    }
    if (k < length) {
      p[0] += (f64)a[k] * weights[k];
      q[0] += (f64)b[k] * weights[k];
      r[0] += (f64)c[k] * weights[k];
      s[0] += (f64)d[k] * weights[k];
    }
    out[line] = p[0] + p[1];
    out[line + 1] = q[0] + q[1];
    out[line + 2] = r[0] + r[1];
    out[line + 3] = s[0] + s[1];
  }
  for (; line < lines; line++) {
    const T* a = in + (u64)line * length;
    f64x2 p = {0, 0};
    u32 k = 0;
    for (; k + 2 <= length; k += 2) p += f64x2{(f64)a[k], (f64)a[k + 1]} * f64x2{weights[k], weights[k + 1]};
    if (k < length) p[0] += (f64)a[k] * weights[k];
    out[line] = p[0] + p[1];
  }
}

/** Adds rows with a weight for each to sums, row by row. */
template <class T> INLINE void weighRows(const T* in, const f64* weights, f64* __restrict out, u32 rows, u32 width) {
  u32 row = 0;
  for (; row + 4 <= rows; row += 4, in += 4 * width) {
    f64 a = weights[row], b = weights[row + 1], c = weights[row + 2], d = weights[row + 3];
    for (u32 i = 0; i < width; i++)
      out[i] = (((out[i] + (f64)in[i] * a) + (f64)in[i + width] * b) + (f64)in[i + 2 * width] * c) + (f64)in[i + 3 * width] * d;
  }
  for (; row < rows; row++, in += width)
    for (u32 i = 0; i < width; i++) out[i] = out[i] + (f64)in[i] * weights[row];
}

#define WEIGHTED(type, suffix)                                                                                 \
  KERNEL(lines_##suffix)(u32 begin, u32 end, u8*, const type* in, const f64* weights, f64* out, u32 length) {  \
    weighLines(in + (u64)begin * length, weights, out + begin, end - begin, length);                           \
  }                                                                                                            \
  KERNEL(rows_##suffix)(u32 begin, u32 end, u8*, const type* in, const f64* weights, f64* out, u32 width) {    \
    weighRows(in + (u64)begin * width, weights + begin, out, end - begin, width);                              \
  }
WEIGHTED(f32, float32)
WEIGHTED(f64, float64)
WEIGHTED(u8, uint8)
WEIGHTED(i16, int16)
WEIGHTED(u16, uint16)
WEIGHTED(i32, int32)

/** Rows of a patch that starts with the row before, if there is one: their neighbours' differences; one-sided at the ends of a line. */
template <class T> INLINE void derive(const T* in, T* out, u32 rows, u32 width, u32 ends, f64 first, f64 factor, f64 last) {
  u32 from = 0, to = rows;
  if (ends & 1) {
    for (u32 i = 0; i < width; i++) out[i] = (T)(((f64)in[i + width] - (f64)in[i]) * first);
    from = 1;
  }
  if (ends & 2) {
    to = rows - 1;
    const T* own = in + (u64)to * width;
    T* own2 = out + (u64)to * width;
    for (u32 i = 0; i < width; i++) own2[i] = (T)(((f64)own[i] - (f64)(own - width)[i]) * last);
  }
  if (to <= from) return;
  const T *after = in + (u64)(from + 1) * width, *before = in + ((i64)from - 1) * width;
  T* __restrict target = out + (u64)from * width;
  u32 n = (to - from) * width;
  for (u32 i = 0; i < n; i++) target[i] = (T)(((f64)after[i] - (f64)before[i]) * factor);
}

#define DERIVED(type, suffix)                                                                                  \
  KERNEL(derive_##suffix)(u32 begin, u32 end, u8*, const type* in, type* out, u32 rows, u32 width, u32 ends, f64 first, f64 factor, f64 last) { \
    for (u32 item = begin; item < end; item++)                                                                 \
      derive(in + (u64)item * rows * width, out + (u64)item * rows * width, rows, width, ends, first, factor, last); \
  }                                                                                                            \
  KERNEL(subtract_##suffix)(u32 begin, u32 end, u8*, const type* in, type* __restrict out, u32 rows, u32 width) { \
    u32 n = (rows - 1) * width;                                                                                \
    for (u32 item = begin; item < end; item++) {                                                               \
      const type* own = in + (u64)item * rows * width;                                                         \
      type* to = out + (u64)item * n;                                                                          \
      for (u32 i = 0; i < n; i++) to[i] = own[i + width] - own[i];                                             \
    }                                                                                                          \
  }
DERIVED(f32, float32)
DERIVED(f64, float64)

/** Counts numbers in equal bins, which the edges decide; others are left out. Edges' places are `margin` away from whole numbers at most. */
template <class T> INLINE void count(const T* in, u32 n, const f64* edges, u32 bins, f64 margin, u32* counts) {
  f64 first = edges[0], scale = (f64)bins / (edges[bins] - first), upper = 1 - margin, end = bins;
  for (u32 i = 0; i < n; i++) {
    f64 value = (f64)in[i], place = (value - first) * scale;
    i32 bin = __builtin_wasm_trunc_saturate_s_i32_f64(place);
    f64 rest = place - bin;
    if (!((rest > margin) & (rest < upper) & (place < end))) {
      bin = soughtBin(value, edges, bins, scale);
      if (bin < 0) continue;
    }
    counts[bin]++;
  }
}

/** The least and the largest of numbers, and whether one is not finite. */
template <class T> INLINE void ends(const T* in, u32 n, f64* out) {
  T low = in[0], high = in[0];
  u32 wrong = 0;
  for (u32 i = 0; i < n; i++) {
    low = in[i] < low ? in[i] : low;
    high = in[i] > high ? in[i] : high;
    wrong |= !((f64)in[i] - (f64)in[i] == 0);
  }
  out[0] = (f64)low;
  out[1] = (f64)high;
  out[2] = (f64)wrong;
}

#define COUNTED(type, suffix)                                                                                  \
  KERNEL(count_##suffix)(u32 begin, u32 end, u8*, const type* in, const f64* edges, u32 bins, f64 margin, u32* counts) { \
    count(in + begin, end - begin, edges, bins, margin, counts);                                               \
  }                                                                                                            \
  KERNEL(ends_##suffix)(u32 begin, u32 end, u8*, const type* in, f64* out) { ends(in + begin, end - begin, out); }
COUNTED(f32, float32)
COUNTED(f64, float64)
COUNTED(u8, uint8)
COUNTED(u16, uint16)
COUNTED(i16, int16)
COUNTED(i32, int32)

/** Sums of windows: of each item `rows` rows of `width` numbers, `stride` apart. */
#define WINDOWS(type, suffix, total)                                                                           \
  KERNEL(window_##suffix)(u32 begin, u32 end, u8*, const type* in, u32 rows, u32 width, u32 stride, u32 each, i64* out) { \
    for (u32 item = begin; item < end; item++) {                                                               \
      const type* own = in + (u64)item * each;                                                                 \
      i64 sum = 0;                                                                                             \
      for (u32 row = 0; row < rows; row++, own += stride) {                                                    \
        total some = 0;                                                                                        \
        for (u32 i = 0; i < width; i++) some += (total)own[i];                                                 \
        sum += (i64)some;                                                                                      \
      }                                                                                                        \
      out[item] = sum;                                                                                         \
    }                                                                                                          \
  }
WINDOWS(u8, uint8, u32)
WINDOWS(i8, int8, i32)
WINDOWS(u16, uint16, u32)
WINDOWS(i16, int16, i32)
WINDOWS(u32, uint32, u64)
WINDOWS(i32, int32, i64)

/** Spectra without a power law, and that itself where it is wanted. */
template <class T>
INLINE void power(const T* in, const f64* amplitudes, const f64* exponents, const f64* logs, f64* out, f64* law, u32 spectra, u32 channels, u32 zeros) {
  for (u32 i = 0; i < spectra; i++) {
    const T* counts = in + (u64)i * channels;
    f64* __restrict to = out + (u64)i * channels;
    f64 amplitude = amplitudes[i], exponent = -exponents[i];
    for (u32 c = 0; c < channels; c++) {
      f64 own = amplitude * expOf(exponent * logs[c]);
      own = logs[c] == infinity() ? 0 : own;
      to[c] = own;
    }
    if (law) __builtin_memcpy(law + (u64)i * channels, to, channels * 8);
    for (u32 c = 0; c < channels; c++) to[c] = (f64)counts[c] - to[c];
    for (u32 c = 0; c < zeros; c++) to[c] = 0;
  }
}
#define POWER(type, suffix)                                                                                    \
  KERNEL(power_##suffix)(u32 begin, u32 end, u8*, const type* in, const f64* amplitudes, const f64* exponents, const f64* logs, f64* out, f64* law, u32 channels, u32 zeros) { \
    u64 at = (u64)begin * channels;                                                                            \
    power(in + at, amplitudes + begin, exponents + begin, logs, out + at, law ? law + at : law, end - begin, channels, zeros); \
  }
POWER(f32, float32)
POWER(f64, float64)
