// Patterns of a scan: local maxima, and shifts.
#include "vectors.h"
#pragma clang fp contract(off)

/** What is taken off each pixel and what it is multiplied by, if there is such. */
struct Levels {
  const f64 *dark, *gain;
};

/** Which maxima are sought. */
struct Rule {
  u32 rows, columns, edge, strict, wrap, clearance;
  f64 low, high;
};

template <class T> INLINE f64 valueAt(const T* in, Levels levels, u32 place) {
  f64 value = (f64)in[place];
  if (levels.dark) value = value - levels.dark[place];
  if (levels.gain) value = value * levels.gain[place];
  return value;
}

/** Whether no pixel so near reaches the upper limit. */
template <class T> NOINLINE bool isClear(const T* in, Levels levels, const Rule& rule, u32 row, u32 column) {
  u32 top = row > rule.clearance ? row - rule.clearance : 0, left = column > rule.clearance ? column - rule.clearance : 0;
  for (u32 r = top; r < rule.rows && r <= row + rule.clearance; r++)
    for (u32 c = left; c < rule.columns && c <= column + rule.clearance; c++)
      if (valueAt(in, levels, r * rule.columns + c) >= rule.high) return false;
  return true;
}

/** Whether a pixel is a maximum; in the order of the reference body's tests. */
template <class T> NOINLINE bool isMaximum(const T* in, Levels levels, const Rule& rule, u32 row, u32 column) {
  f64 own = valueAt(in, levels, row * rule.columns + column);
  if (!(own > rule.low) || own >= rule.high) return false;
  for (i32 across = -1; across <= 1; across++)
    for (i32 down = -1; down <= 1; down++) {
      if (down == 0 && across == 0) continue;
      i32 r = (i32)row + down, c = (i32)column + across;
      if (r < 0 || r >= (i32)rule.rows || c < 0 || c >= (i32)rule.columns) {
        if (!rule.wrap) continue;
        r = r < 0 ? r + (i32)rule.rows : r >= (i32)rule.rows ? r - (i32)rule.rows : r;
        c = c < 0 ? c + (i32)rule.columns : c >= (i32)rule.columns ? c - (i32)rule.columns : c;
      }
      f64 other = valueAt(in, levels, (u32)r * rule.columns + (u32)c);
      bool earlier = across < 0 || (across == 0 && down < 0);
      if (rule.strict) {
        if (!(own > (other > rule.low && !(other >= rule.high) ? other : 0))) return false;
      } else if (earlier ? !(own > other) : !(own >= other)) return false;
    }
  return rule.clearance <= 1 || isClear(in, levels, rule, row, column);
}

/** Maxima among the pixels that reach a bound of their own. */
template <class T> INLINE u32 seekAbove(const T* in, const T* bounds, Levels levels, const Rule& rule, u32* out) {
  u32 count = 0;
  for (u32 row = rule.edge; row + rule.edge < rule.rows; row++) {
    const T *a = in + row * rule.columns, *b = bounds + row * rule.columns;
    u32 column = rule.edge, end = rule.columns - rule.edge;
    while (column < end) {
      if (column + 64 <= end) {
        u8 some = 0;
        for (u32 i = 0; i < 64; i++) some |= (u8)(a[column + i] >= b[column + i]);
        if (!some) {
          column += 64;
          continue;
        }
      }
      u32 stop = least(column + 64, end);
      for (; column < stop; column++)
        if (a[column] >= b[column] && isMaximum(in, levels, rule, row, column)) out[count++] = row * rule.columns + column;
    }
  }
  return count;
}

/** Maxima anywhere but at the borders, one for a plateau. */
template <class T> INLINE u32 seekInside(const T* in, u32 rows, u32 columns, u32 edge, u32* out, u8* __restrict flags) {
  u32 count = 0;
  if (columns <= 2 * edge) return 0;
  u32 width = columns - 2 * edge, whole = (width + 7) & ~7u;
  for (u32 i = width; i < whole; i++) flags[i] = 0;
  for (u32 row = edge; row + edge < rows; row++) {
    const T *a = in + row * columns + edge, *up = a - columns, *down = a + columns;
    for (u32 i = 0; i < width; i++) {
      T own = a[i];
      flags[i] = (u8)((own > a[(i32)i - 1]) & (own >= a[i + 1]) & (own > up[i]) & (own >= down[i]) & (own > up[(i32)i - 1]) &
                      (own > down[(i32)i - 1]) & (own >= up[i + 1]) & (own >= down[i + 1]));
    }
    for (u32 i = 0; i < whole; i += 8) {
      u64 eight = *(const u64*)(flags + i);
      for (; eight; eight &= eight - 1) out[count++] = row * columns + edge + i + (u32)(__builtin_ctzll(eight) >> 3);
    }
  }
  return count;
}

#define MAXIMA(type, suffix)                                                                                   \
  KERNEL(hits_##suffix)(u32 begin, u32 end, u8*, const type* in, const type* bounds, const f64* dark, const f64* gain, u32 rows, \
                        u32 columns, u32 edge, u32 strict, u32 wrap, u32 clearance, f64 low, f64 high, u32* counts, u32* places, u32 room) { \
    Rule rule = {rows, columns, edge, strict, wrap, clearance, low, high};                                     \
    for (u32 item = begin; item < end; item++)                                                                 \
      counts[item] = seekAbove(in + item * rows * columns, bounds, Levels{dark, gain}, rule, places + item * room); \
  }                                                                                                            \
  KERNEL(peaks_##suffix)(u32 begin, u32 end, u8* flags, const type* in, u32 rows, u32 columns, u32 edge, u32* counts, u32* places, u32 room) { \
    for (u32 item = begin; item < end; item++)                                                                 \
      counts[item] = seekInside(in + item * rows * columns, rows, columns, edge, places + item * room, flags); \
  }
MAXIMA(u8, uint8)
MAXIMA(i8, int8)
MAXIMA(u16, uint16)
MAXIMA(i16, int16)
MAXIMA(u32, uint32)
MAXIMA(i32, int32)
MAXIMA(f32, float32)
MAXIMA(f64, float64)

/** Where a row or column is that may lie beyond the border; below 0 for nowhere. */
INLINE i32 placeOf(i32 place, i32 size, u32 periodic) {
  if (place >= 0 && place < size) return place;
  if (!periodic) return -1;
  place %= size;
  return place < 0 ? place + size : place;
}

/** A row and the one before it with their weights, then the same along the row. */
template <class T, class F>
INLINE void moveImage(const T* in, F* out, f64* line, u32 rows, u32 columns, i32 down, i32 across, f64 wr, f64 wc, u32 periodic) {
  f64 ur = 1 - wr, uc = 1 - wc;
  for (u32 row = 0; row < rows; row++) {
    i32 first = placeOf((i32)row - down, (i32)rows, periodic);
    i32 second = wr > 0 ? placeOf((i32)row - down - 1, (i32)rows, periodic) : -1;
    const T *p = in + (first < 0 ? 0 : first) * (i32)columns, *q = in + (second < 0 ? 0 : second) * (i32)columns;
    f64* __restrict mixed = line;
    if (first < 0) for (u32 i = 0; i < columns; i++) mixed[i] = 0;
    else if (second < 0) for (u32 i = 0; i < columns; i++) mixed[i] = ur * (f64)p[i];
    if (second >= 0) {
      if (first < 0) for (u32 i = 0; i < columns; i++) mixed[i] = 0 + wr * (f64)q[i];
      else for (u32 i = 0; i < columns; i++) mixed[i] = ur * (f64)p[i] + wr * (f64)q[i];
    }
    F* __restrict to = out + row * columns;
    u32 column = 0;
    while (column < columns) {
      // As far as both places go on one after the other.
      i32 a = placeOf((i32)column - across, (i32)columns, periodic), b = placeOf((i32)column - across - 1, (i32)columns, periodic);
      if (wc > 0 && a > 0 && b >= 0) {
        u32 n = least(columns - column, columns - (u32)a);
        const f64* from = mixed + a;
        for (u32 i = 0; i < n; i++) to[column + i] = (F)(uc * from[i] + wc * from[(i32)i - 1]);
        column += n;
        continue;
      }
      if (!(wc > 0) && a >= 0) {
        u32 n = least(columns - column, columns - (u32)a);
        for (u32 i = 0; i < n; i++) to[column + i] = (F)(uc * mixed[a + (i32)i]);
        column += n;
        continue;
      }
      f64 one = a < 0 ? 0 : uc * mixed[a];
      to[column++] = (F)(wc > 0 && b >= 0 ? one + wc * mixed[b] : one);
    }
  }
}

/** Shifts: whole pixels down and across of each image, and the parts of pixels that are left; `step` 0 where all have the same. */
#define BILINEAR(type, result, suffix)                                                                         \
  KERNEL(bilinear_##suffix)(u32 begin, u32 end, u8* line, const type* in, result* out, u32 rows, u32 columns, const f64* shifts, u32 step, u32 periodic) { \
    for (u32 item = begin; item < end; item++) {                                                               \
      const f64* own = shifts + 4 * item * step;                                                               \
      u32 at = item * rows * columns;                                                                          \
      moveImage(in + at, out + at, (f64*)line, rows, columns, (i32)own[0], (i32)own[1], own[2], own[3], periodic); \
    }                                                                                                          \
  }
BILINEAR(u8, f32, uint8)
BILINEAR(i8, f32, int8)
BILINEAR(u16, f32, uint16)
BILINEAR(i16, f32, int16)
BILINEAR(f32, f32, float32)
BILINEAR(u32, f64, uint32)
BILINEAR(i32, f64, int32)
BILINEAR(f64, f64, float64)

/** Half spectra times a factor for each row and one for each column. */
template <class F>
INLINE void multiply(const F* __restrict in, F* __restrict out, const f64* down, const f64* across, const f64* corner, u32 rows, u32 columns) {
  for (u32 row = 0; row < rows; row++) {
    f64 re = down[2 * row], im = down[2 * row + 1];
    const F* from = in + 2 * row * columns;
    F* to = out + 2 * row * columns;
    for (u32 i = 0; i < columns; i++) {
      f64 p = across[2 * i], q = across[2 * i + 1];
      f64 x = re * p - im * q, y = re * q + im * p;
      f64 u = (f64)from[2 * i], v = (f64)from[2 * i + 1];
      to[2 * i] = (F)(u * x - v * y);
      to[2 * i + 1] = (F)(u * y + v * x);
    }
  }
  if (!corner) return;
  u32 place = 2 * (rows / 2 * columns + columns - 1);
  out[place] = (F)((f64)in[place] * *corner);
  out[place + 1] = (F)((f64)in[place + 1] * *corner);
}

#define SPECTRA(type, suffix)                                                                                  \
  KERNEL(spectra_##suffix)(u32 begin, u32 end, u8*, const type* in, type* out, u32 rows, u32 columns, const f64* down, u32 downStep, \
                           const f64* across, u32 acrossStep, const f64* corner, u32 cornerStep) {             \
    for (u32 item = begin; item < end; item++) {                                                               \
      u32 at = 2 * item * rows * columns;                                                                      \
      multiply(in + at, out + at, down + 2 * item * downStep * rows, across + 2 * item * acrossStep * columns, \
               corner ? corner + item * cornerStep : corner, rows, columns);                                   \
    }                                                                                                          \
  }
SPECTRA(f32, complex64)
SPECTRA(f64, complex128)

// Medians of windows of pixels, in vectors of one image each.

/** The middle of two numbers: of wholes rounded up. */
template <class T> INLINE T middleOf(T a, T b) {
  f64 sum = (f64)a + (f64)b;
  return (T)0.5 != 0 ? (T)(sum / 2) : (T)__builtin_floor((sum + 1) / 2);
}

/** Sorts up to the middle, by exchanges of neighbours. Where there are NaN the result is not used. */
template <class T> INLINE void sortHalf(Vector<T>* v, u32 n) {
  for (u32 done = 0; done <= n / 2; done++)
    for (u32 i = n - 1; i > done; i--) {
      auto a = v[i - 1], b = v[i];
      v[i - 1] = lesser(a, b);
      v[i] = larger(b, a);
    }
}

#define MEDIANS(type, suffix)                                                                                          \
  KERNEL(medians_##suffix)(u32 begin, u32 end, u8* scratch, const type* in, u32 each, const u32* starts, const u32* around, u32 windows, \
                           type* out) {                                                                                \
    constexpr u32 many = lanes<type>;                                                                                  \
    Vector<type>* v = (Vector<type>*)scratch;                                                                          \
    for (u32 first = begin; first < end; first += many) {                                                             \
      const u32 some = least(many, end - first);                                                                      \
      for (u32 k = 0; k < windows; k++) {                                                                              \
        const u32 start = starts[k], n = starts[k + 1] - start;                                                        \
        bool odd[many] = {};                                                                                          \
        for (u32 i = 0; i < n; i++) {                                                                                  \
          type* to = (type*)(v + i);                                                                                   \
          for (u32 lane = 0; lane < many; lane++) {                                                                   \
            type value = lane < some ? in[(u64)(first + lane) * each + around[start + i]] : (type)0;                   \
            odd[lane] |= value != value;                                                                               \
            to[lane] = value;                                                                                          \
          }                                                                                                            \
        }                                                                                                              \
        sortHalf<type>(v, n);                                                                                          \
        const type *low = (const type*)(v + (n - 1) / 2), *high = (const type*)(v + n / 2);                            \
        for (u32 lane = 0; lane < some; lane++) {                                                                      \
          type value = n % 2 == 1 ? low[lane] : middleOf(low[lane], high[lane]);                                       \
          if ((type)0.5 != 0 && odd[lane]) value = (type)__builtin_nan("");                                            \
          out[(u64)(first + lane) * windows + k] = value;                                                              \
        }                                                                                                              \
      }                                                                                                                \
    }                                                                                                                  \
  }

MEDIANS(i8, int8)
MEDIANS(u8, uint8)
MEDIANS(i16, int16)
MEDIANS(u16, uint16)
MEDIANS(i32, int32)
MEDIANS(u32, uint32)
MEDIANS(f32, float32)
MEDIANS(f64, float64)
