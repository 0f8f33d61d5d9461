// Piecewise polynomials, basis splines and values between the places of a grid, at many places; bit for bit as sci-interpolate.
#include "common.h"
#pragma clang fp contract(off)

/// The last of n rising breakpoints that is not above x, from low on; breakpoints that are about equally far apart are found at once.
struct Breaks {
  const f64* b;
  u32 low, high;  // the first breakpoint, and the last one, which begins no interval
  f64 first, rate;
};

INLINE Breaks breaksOf(const f64* b, u32 low, u32 high) {
  f64 rate = (f64)(high - low) / (b[high] - b[low]);
  return Breaks{b, low, high, b[low], rate};
}

INLINE u32 intervalOf(const Breaks& breaks, f64 x) {
  const f64* b = breaks.b;
  f64 guess = (x - breaks.first) * breaks.rate;
  u32 low = breaks.low, n = breaks.high - low;
  if (guess >= 0 && guess < (f64)n) {
    u32 at = low + (u32)guess;
    if (b[at] <= x && x < b[at + 1]) return at;
  }
  // Halves without branches.
  while (n > 1) {
    u32 half = n >> 1;
    low = b[low + half] <= x ? low + half : low;
    n -= half;
  }
  return low;
}

INLINE void fill(f64* out, u32 n, f64 value) {
  for (u32 j = 0; j < n; j++) out[j] = value;
}

/// An item is a place. `factors` are those of the derivative, for each power.
KERNEL(pieces)
(u32 begin, u32 end, u8*, const f64* c, const f64* x, const f64* places, f64* out, u32 order, u32 intervals, u32 columns, u32 nu,
 const f64* factors, u32 extrapolate) {
  const Breaks breaks = breaksOf(x, 0, intervals);
  const f64 first = x[0], last = x[intervals];
  const u32 stride = intervals * columns;
  for (u32 i = begin; i < end; i++) {
    f64 place = places[i];
    f64* own = out + i * columns;
    if (!(place >= first && place <= last) && (!extrapolate || place != place)) {
      fill(own, columns, __builtin_nan(""));
      continue;
    }
    u32 interval = intervalOf(breaks, place);
    f64 s = place - x[interval], power = 1;
    const f64* from = c + (order - 1 - nu) * stride + interval * columns;
    if (columns == 1) {
      f64 sum = 0;
      for (u32 k = nu; k < order; k++, from -= stride) {
        sum += *from * power * factors[k];
        power *= s;
      }
      *own = sum;
      continue;
    }
    fill(own, columns, 0);
    for (u32 k = nu; k < order; k++, from -= stride) {
      f64 factor = factors[k];
      for (u32 j = 0; j < columns; j++) own[j] += from[j] * power * factor;
      power *= s;
    }
  }
}

/// The basis splines of degree k that are not 0 on an interval, or their derivatives.
INLINE void basisAt(const f64* knots, u32 k, f64 x, u32 left, u32 nu, f64* out, f64* work) {
  if (nu > k) {
    fill(out, k + 1, 0);
    return;
  }
  out[0] = 1;
  for (u32 j = 1; j <= k; j++) {
    bool plain = j + nu <= k;
    for (u32 n = 0; n < j; n++) work[n] = out[n];
    out[0] = 0;
    for (u32 n = 1; n <= j; n++) {
      f64 high = knots[left + n], low = knots[left + n - j];
      if (high == low) {
        out[n] = 0;
      } else if (plain) {
        f64 w = work[n - 1] / (high - low);
        out[n - 1] += w * (high - x);
        out[n] = w * (x - low);
      } else {
        f64 w = j * work[n - 1] / (high - low);
        out[n - 1] -= w;
        out[n] = w;
      }
    }
  }
}

KERNEL(splines)
(u32 begin, u32 end, u8* scratch, const f64* t, const f64* c, const f64* places, f64* out, u32 k, u32 n, u32 columns, u32 nu,
 u32 extrapolate) {
  f64 *basis = (f64*)scratch, *work = basis + k + 1;
  const Breaks breaks = breaksOf(t, k, n);
  const f64 first = t[k], last = t[n];
  for (u32 i = begin; i < end; i++) {
    f64 x = places[i];
    f64* own = out + i * columns;
    if (x != x || (!extrapolate && (x < first || x > last))) {
      fill(own, columns, __builtin_nan(""));
      continue;
    }
    u32 left = intervalOf(breaks, x);
    if (k == 3) basisAt(t, 3, x, left, nu, basis, work);
    else basisAt(t, k, x, left, nu, basis, work);
    const f64* from = c + (left - k) * columns;
    if (columns == 1) {
      f64 sum = 0;
      for (u32 a = 0; a <= k; a++) sum += from[a] * basis[a];
      *own = sum;
      continue;
    }
    fill(own, columns, 0);
    for (u32 a = 0; a <= k; a++, from += columns) {
      f64 weight = basis[a];
      for (u32 j = 0; j < columns; j++) own[j] += from[j] * weight;
    }
  }
}

/// Values of a grid of d axes, at most 6: `axes` stand one behind the other, `offsets` are those of a cell's corners, the first axis turning last.
KERNEL(grid)
(u32 begin, u32 end, u8*, const f64* values, const f64* axes, const u32* sizes, const u32* strides, const u32* offsets, u32 d,
 const f64* places, f64* out, u32 columns, u32 nearest) {
  Breaks breaks[6];
  for (u32 k = 0, at = 0; k < d; at += sizes[k], k++) breaks[k] = breaksOf(axes + at, 0, sizes[k] - 1);
  for (u32 i = begin; i < end; i++) {
    f64* own = out + i * columns;
    const f64* place = places + i * d;
    f64 weights[64];
    weights[0] = 1;
    u32 base = 0, corners = 1;
    bool broken = false;
    for (u32 k = 0; k < d; k++) {
      f64 x = place[k];
      broken |= x != x;
      const Breaks& axis = breaks[k];
      u32 cell = x != x ? 0 : intervalOf(axis, x);
      f64 part = (x - axis.b[cell]) / (axis.b[cell + 1] - axis.b[cell]);
      base += cell * strides[k];
      if (nearest) {
        base += part > 0.5 ? strides[k] : 0;
        continue;
      }
      f64 low = 1 - part;
      for (u32 corner = corners; corner-- > 0;) {
        f64 weight = weights[corner];
        weights[2 * corner] = weight * low;
        weights[2 * corner + 1] = weight * part;
      }
      corners *= 2;
    }
    if (broken) {
      fill(own, columns, __builtin_nan(""));
      continue;
    }
    const f64* from = values + base;
    if (nearest) {
      for (u32 j = 0; j < columns; j++) own[j] = from[j];
      continue;
    }
    if (columns == 1) {
      f64 sum = 0;
      for (u32 corner = 0; corner < corners; corner++) sum += weights[corner] * from[offsets[corner]];
      *own = sum;
      continue;
    }
    fill(own, columns, 0);
    for (u32 corner = 0; corner < corners; corner++) {
      f64 weight = weights[corner];
      const f64* at = from + offsets[corner];
      for (u32 j = 0; j < columns; j++) own[j] += weight * at[j];
    }
  }
}
