// Values between elements: spline coefficients along an axis, and sums of neighbours at coordinates, in the reference body's order.
// Sums and products stay two roundings in every variant: these are the reference bodies' bits.
#pragma clang fp contract(off)
#include "lines.h"

/// One recursion there and back for each pole, on eight lines at a time. Each pole has z, z^(n - 1) and z^n; ends are 0 mirror, 1 wrap,
/// 2 reflect.
KERNEL(spline)(u32 begin, u32 end, u8* scratch, LINES, f64 gain, const f64* poles, u32 count, u32 ends) {
  Lines lines = THE_LINES;
  f64* line = (f64*)scratch;
  typedef f64x2 V;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, 8);
    gather(lines, block, line);
    for (u32 i = 0; i < length * 8; i += 2) store(line + i, load(line + i) * splat(gain));
    for (u32 p = 0; p < count; p++) {
      const f64 z = poles[3 * p], far = poles[3 * p + (ends == 0 ? 1 : 2)];
      f64* last = line + (length - 1) * 8;
      for (u32 k = 0; k < 8; k += 2) {
        V first = load(line + k), sum = first;
        f64 power = z;
        if (ends != 1) sum += splat(far) * load(last + k);
        u32 stop = ends == 0 ? length - 1 : length;
        for (u32 i = 1; i < stop && (power > 1e-60 || power < -1e-60); i++, power *= z) {
          if (ends == 1) sum += splat(power) * load(line + (length - i) * 8 + k);
          else sum += splat(power) * (load(line + i * 8 + k) + splat(far) * load(last - i * 8 + k));
        }
        if (ends == 0) sum = sum / splat(1 - far * far);
        else if (ends == 1) sum = sum / splat(1 - far);
        else sum = sum * splat(z / (1 - far * far)) + first;
        store(line + k, sum);
      }
      V a = load(line), b = load(line + 2), c = load(line + 4), d = load(line + 6);
      V by = splat(z);
      for (f64* at = line + 8; at <= last; at += 8) {
        a = load(at) + by * a, b = load(at + 2) + by * b;
        c = load(at + 4) + by * c, d = load(at + 6) + by * d;
        store(at, a), store(at + 2, b), store(at + 4, c), store(at + 6, d);
      }
      for (u32 k = 0; k < 8; k += 2) {
        V own = load(last + k), sum = own;
        if (ends == 0) sum = (by * load(last - 8 + k) + own) * by / splat(z * z - 1);
        else if (ends == 2) sum = own * splat(z / (z - 1));
        else {
          f64 power = z;
          for (u32 i = 0; i < length - 1 && (power > 1e-60 || power < -1e-60); i++, power *= z)
            sum += splat(power) * load(line + i * 8 + k);
          sum = sum * splat(z / (far - 1));
        }
        store(last + k, sum);
      }
      a = load(last), b = load(last + 2), c = load(last + 4), d = load(last + 6);
      for (f64* at = last - 8; at >= line; at -= 8) {
        a = by * (a - load(at)), b = by * (b - load(at + 2));
        c = by * (c - load(at + 4)), d = by * (d - load(at + 6));
        store(at, a), store(at + 2, b), store(at + 4, c), store(at + 6, d);
      }
    }
    scatter(lines, block, line);
  }
}

/// Coefficients to interpolate between, and how: words of one list.
struct Grid {
  u32 rank, order, mode;
  f64 cval, pad;
  const f64* shape;
  const f64* strides;
  const f64* data;
};

INLINE Grid gridOf(const f64* words, const f64* data) {
  u32 rank = (u32)words[0];
  return Grid{rank, (u32)words[1], (u32)words[2], words[3], words[4], words + 5, words + 5 + rank, data};
}

NOINLINE f64 mapCoordinate(f64 x, f64 size, u32 code) {
  if (x < 0) {
    if (code == 1) return -1;
    if (code == 3) return 0;
    if (code == 2) return x;
    if (size <= 1) return 0;
    if (code == 4) {
      f64 period = 2 * size - 2;
      f64 inside = period * __builtin_trunc(-x / period) + x;
      return inside <= 1 - size ? inside + period : -inside;
    }
    if (code == 0) {
      f64 period = 2 * size;
      f64 inside = x < -period ? period * __builtin_trunc(-x / period) + x : x;
      return inside < -size ? inside + period : (inside > -1e-15 ? 1e-15 : -inside) - 1;
    }
    return code == 6 ? x + (size - 1) * (__builtin_trunc(-x / (size - 1)) + 1) : x + size * (__builtin_trunc((-1 - x) / size) + 1);
  }
  if (x > size - 1) {
    if (code == 1) return -1;
    if (code == 3) return size - 1;
    if (code == 2) return x;
    if (size <= 1) return 0;
    if (code == 4 || code == 0) {
      f64 period = code == 4 ? 2 * size - 2 : 2 * size;
      f64 inside = x - period * __builtin_trunc(x / period);
      return inside >= size ? period - inside - (code == 4 ? 0 : 1) : inside;
    }
    f64 period = code == 6 ? size - 1 : size;
    return x - period * __builtin_trunc(x / period);
  }
  return x;
}

INLINE void cubicWeights(f64 u, f64* w) {
  f64 v = 1 - u;
  w[1] = (u * u * (u - 2) * 3 + 4) / 6;
  w[2] = (v * v * (v - 2) * 3 + 4) / 6;
  w[0] = (v * v * v) / 6;
  w[3] = 1 - w[0] - w[1] - w[2];
}

NOINLINE void splineWeights(f64 x, u32 order, f64* w) {
  f64 u = x - __builtin_floor(order & 1 ? x : x + 0.5), v = 1 - u;
  if (order == 0) {
    w[0] = 1;
    return;
  }
  if (order == 1) w[0] = v;
  else if (order == 2) {
    f64 h = 0.5 - u;
    w[1] = 0.75 - u * u;
    w[0] = 0.5 * h * h;
  } else if (order == 3) {
    cubicWeights(u, w);
  } else if (order == 4) {
    f64 square = u * u, y = 1 + u, h = 0.5 - u, hh = h * h;
    w[2] = square * (square * 0.25 - 0.625) + 115.0 / 192;
    w[1] = y * (y * ((y * (5 - y)) / 6 - 1.25) + 5.0 / 24) + 55.0 / 96;
    w[3] = v * (v * ((v * (5 - v)) / 6 - 1.25) + 5.0 / 24) + 55.0 / 96;
    w[0] = (hh * hh) / 24;
  } else {
    f64 uu = u * u, vv = v * v, y = u + 1, z = v + 1;
    w[2] = uu * (uu * (0.25 - u / 12) - 0.5) + 0.55;
    w[3] = vv * (vv * (0.25 - v / 12) - 0.5) + 0.55;
    w[1] = y * (y * (y * (y * (y / 24 - 0.375) + 1.25) - 1.75) + 0.625) + 0.425;
    w[4] = z * (z * (z * (z * (z / 24 - 0.375) + 1.25) - 1.75) + 0.625) + 0.425;
    w[0] = (v * vv * vv) / 120;
  }
  f64 rest = 1;
  for (u32 i = 0; i < order; i++) rest -= w[i];
  w[order] = rest;
}

/// Offsets and weights along one axis; 0, 1 when the coordinate is outside (constant), 2 when a tap is the constant.
NOINLINE u32 axisTaps(const Grid& grid, u32 axis, f64 coordinate, i32* offsets, f64* weights) {
  const u32 order = grid.order, mode = grid.mode;
  const f64 size = grid.shape[axis], stride = grid.strides[axis];
  const f64 padded = coordinate + grid.pad;
  const f64 x = mode == 2 || mode == 3 ? padded : mapCoordinate(padded, size, mode);
  if (!(x > -1) && mode != 2 && mode != 3) return 1;
  const f64 farOut = -1125899906842624.0;
  const f64 middle = __builtin_floor(order & 1 ? x : x + 0.5);
  const f64 start = middle > farOut && middle < -farOut ? middle - (order >> 1) : farOut;
  u32 state = 0;
  if (start >= 0 && start + order < size) {
    for (u32 tap = 0; tap <= order; tap++) offsets[tap] = (i32)((start + tap) * stride);
  } else {
    const u32 beyond = mode == 1 || mode == 6 ? 4 : mode;
    for (u32 tap = 0; tap <= order; tap++) {
      f64 index = mapCoordinate(start + tap, size, beyond);
      bool inside = index >= 0 && index < size;
      if (!inside) state = 2;
      offsets[tap] = inside ? (i32)(index * stride) : -1;
    }
  }
  splineWeights(x, order, weights);
  return state;
}

/// The weighted sum where no tap is the constant.
template <u32 order> INLINE f64 sumPlane(const f64* data, const i32* const* places, const f64* const* factors) {
  const i32 *rows = places[0], *columns = places[1];
  const f64 *v = factors[0], *w = factors[1];
  f64 sum = 0;
#pragma unroll
  for (u32 i = 0; i <= order; i++) {
    const f64* from = data + rows[i];
#pragma unroll
    for (u32 j = 0; j <= order; j++) {
      f64 one = from[columns[j]] * v[i] * w[j];
      sum = i + j == 0 ? one : sum + one;
    }
  }
  return sum;
}

template <u32 order> NOINLINE f64 sumSpace(const f64* data, const i32* const* places, const f64* const* factors) {
  const i32 *planes = places[0], *rows = places[1], *columns = places[2];
  const f64 *u = factors[0], *v = factors[1], *w = factors[2];
  f64 sum = 0;
  for (u32 h = 0; h <= order; h++)
    for (u32 i = 0; i <= order; i++) {
      const f64* from = data + planes[h] + rows[i];
#pragma unroll
      for (u32 j = 0; j <= order; j++) sum += from[columns[j]] * u[h] * v[i] * w[j];
    }
  return sum;
}

/// The weighted sum over the taps of all axes.
NOINLINE f64 sumTaps(const Grid& grid, u32 state, const i32* const* offsets, const f64* const* weights) {
  const u32 order = grid.order, rank = grid.rank;
  if (state == 0 && rank == 2) {
    if (order == 1) return sumPlane<1>(grid.data, offsets, weights);
    if (order == 2) return sumPlane<2>(grid.data, offsets, weights);
    if (order == 3) return sumPlane<3>(grid.data, offsets, weights);
    if (order == 4) return sumPlane<4>(grid.data, offsets, weights);
    if (order == 5) return sumPlane<5>(grid.data, offsets, weights);
  }
  if (state == 0 && rank == 3) {
    if (order == 1) return sumSpace<1>(grid.data, offsets, weights);
    if (order == 2) return sumSpace<2>(grid.data, offsets, weights);
    if (order == 3) return sumSpace<3>(grid.data, offsets, weights);
    if (order == 4) return sumSpace<4>(grid.data, offsets, weights);
    if (order == 5) return sumSpace<5>(grid.data, offsets, weights);
  }
  u32 tap[8];
  for (u32 axis = 0; axis < rank; axis++) tap[axis] = 0;
  f64 sum = 0;
  const u32 last = rank - 1;
  for (;;) {
    i32 place = 0;
    bool outside = false;
    for (u32 axis = 0; axis < last; axis++) {
      i32 offset = offsets[axis][tap[axis]];
      outside |= offset < 0;
      place += offset;
    }
    for (u32 k = 0; k <= order; k++) {
      i32 offset = offsets[last][k];
      f64 value = outside || offset < 0 ? grid.cval : grid.data[place + offset];
      for (u32 axis = 0; axis < last; axis++) value *= weights[axis][tap[axis]];
      sum += value * weights[last][k];
    }
    u32 axis = last;
    while (axis-- > 0) {
      if (tap[axis] < order) {
        tap[axis]++;
        break;
      }
      tap[axis] = 0;
    }
    if (axis == 0xffffffffu) return sum;
  }
}

/// Values at `count` points, whose coordinates stand in one list for each axis.
NOINLINE void samplePoints(const Grid& grid, const f64* const* coordinates, u32 count, f64* to) {
  const f64* data = grid.data;
  const bool plane = grid.rank == 2;
  const f64 bottom = grid.shape[0] - 1, right = plane ? grid.shape[1] - 1 : 0;
  const u32 columns = plane ? (u32)grid.shape[1] : 0;
  for (u32 k = 0; k < count; k++) {
    if (plane && (grid.order == 3 || grid.order <= 1)) {
      const f64 y = coordinates[0][k] + grid.pad, x = coordinates[1][k] + grid.pad;
      if (grid.order == 3) {
        if (y >= 1 && y < bottom - 1 && x >= 1 && x < right - 1) {
          u32 row = (u32)y, column = (u32)x;
          f64 v[4], w[4];
          cubicWeights(y - row, v);
          cubicWeights(x - column, w);
          const f64* from = data + (row - 1) * columns + column - 1;
          f64 sum = 0;
#pragma unroll
          for (u32 i = 0; i < 4; i++, from += columns)
#pragma unroll
            for (u32 j = 0; j < 4; j++) {
              f64 one = from[j] * v[i] * w[j];
              sum = i + j == 0 ? one : sum + one;
            }
          to[k] = sum;
          continue;
        }
      } else if (grid.order == 1) {
        if (y >= 0 && y < bottom && x >= 0 && x < right) {
          u32 row = (u32)y, column = (u32)x;
          f64 v0 = 1 - (y - row), v1 = 1 - v0, w0 = 1 - (x - column), w1 = 1 - w0;
          const f64* from = data + row * columns + column;
          to[k] = from[0] * v0 * w0 + from[1] * v0 * w1 + from[columns] * v1 * w0 + from[columns + 1] * v1 * w1;
          continue;
        }
      } else if (y >= 0 && y <= bottom && x >= 0 && x <= right) {
        to[k] = data[(u32)(y + 0.5) * columns + (u32)(x + 0.5)];
        continue;
      }
      if (grid.order != 0 && grid.mode == 1 && (y < 0 || y > bottom || x < 0 || x > right)) {
        to[k] = grid.cval;
        continue;
      }
    }
    i32 offsets[8 * 6];
    f64 weights[8 * 6];
    const i32* places[8];
    const f64* factors[8];
    u32 state = 0;
    for (u32 axis = 0; axis < grid.rank && (state & 1) == 0; axis++) {
      places[axis] = offsets + 6 * axis;
      factors[axis] = weights + 6 * axis;
      state |= axisTaps(grid, axis, coordinates[axis][k], offsets + 6 * axis, weights + 6 * axis);
    }
    to[k] = state & 1 ? grid.cval : sumTaps(grid, state, places, factors);
  }
}

/// Values as the reference body casts them: whole numbers are rounded half away from zero and kept in their range.
template <class Out> NOINLINE void castWhole(const f64* from, u32 n, Out* to, f64 low, f64 high, f64 nan) {
  for (u32 i = 0; i < n; i++) {
    f64 value = from[i];
    f64 away = value > 0 ? value + 0.5 : value - 0.5;
    to[i] = (Out)(i64)(away > high ? high : away < low ? low : away != away ? nan : away);
  }
}

NOINLINE void cast(const f64* from, u32 n, u8* out, u32 code, u32 at) {
  if (code == FLOAT64) __builtin_memcpy((f64*)out + at, from, n * 8);
  else if (code == FLOAT32)
    for (u32 i = 0; i < n; i++) ((f32*)out)[at + i] = (f32)from[i];
  else if (code == INT8) castWhole(from, n, (i8*)out + at, -128, 127, 0);
  else if (code == UINT8) castWhole(from, n, out + at, 0, 255, 0);
  else if (code == INT16) castWhole(from, n, (i16*)out + at, -32768, 32767, 0);
  else if (code == UINT16) castWhole(from, n, (u16*)out + at, 0, 65535, 0);
  else if (code == INT32) castWhole(from, n, (i32*)out + at, -2147483648.0, 2147483647.0, -2147483648.0);
  else if (code == UINT32) castWhole(from, n, (u32*)out + at, 0, 4294967295.0, 0);
  else
    for (u32 i = 0; i < n; i++) out[at + i] = __builtin_fabs(from[i]) >= 1;
}

/// Lines of the result of a matrix: coordinates are matrix · index + offset. The scratch holds them and the values.
KERNEL(matrix)(u32 begin, u32 end, u8* scratch, const f64* words, const f64* data, u8* out, u32 code, u32 outRank, const f64* outShape,
               const f64* matrix, const f64* offset) {
  const Grid grid = gridOf(words, data);
  const u32 width = (u32)outShape[outRank - 1];
  const u32 chunk = 512;
  f64* values = (f64*)scratch;
  const f64* lists[8];
  for (u32 item = begin; item < end; item++) {
    f64 bases[8];
    u32 rest = item;
    f64 index[8];
    for (u32 k = outRank - 1; k-- > 0;) {
      u32 size = (u32)outShape[k];
      index[k] = rest % size;
      rest /= size;
    }
    for (u32 axis = 0; axis < grid.rank; axis++) {
      f64 base = 0;
      for (u32 k = 0; k + 1 < outRank; k++) base += index[k] * matrix[axis * outRank + k];
      bases[axis] = base;
    }
    for (u32 from = 0; from < width; from += chunk) {
      const u32 n = least(chunk, width - from);
      for (u32 axis = 0; axis < grid.rank; axis++) {
        f64* list = values + (1 + axis) * chunk;
        const f64 step = matrix[axis * outRank + outRank - 1], base = bases[axis], moved = offset[axis];
        for (u32 j = 0; j < n; j++) list[j] = base + (f64)(from + j) * step + moved;
        lists[axis] = list;
      }
      samplePoints(grid, lists, n, values);
      cast(values, n, out, code, item * width + from);
    }
  }
}

/// Values at coordinates; an item is a point.
KERNEL(points)(u32 begin, u32 end, u8* scratch, const f64* words, const f64* data, u8* out, u32 code, const f64* coordinates, u32 total) {
  const Grid grid = gridOf(words, data);
  const f64* lists[8];
  for (u32 from = begin; from < end; from += 512) {
    const u32 n = least(512u, end - from);
    for (u32 axis = 0; axis < grid.rank; axis++) lists[axis] = coordinates + axis * total + from;
    samplePoints(grid, lists, n, (f64*)scratch);
    cast((f64*)scratch, n, out, code, from);
  }
}

/// Taps for the coordinates of one axis: six offsets and weights for each, and states.
KERNEL(taps)(u32 begin, u32 end, u8*, const f64* words, u32 axis, const f64* coordinates, i32* offsets, f64* weights, u8* states) {
  const Grid grid = gridOf(words, nullptr);
  for (u32 k = begin; k < end; k++) states[k] = (u8)axisTaps(grid, axis, coordinates[k], offsets + 6 * k, weights + 6 * k);
}

/// Lines of a result whose axes belong to one axis of the grid each. Tables of all axes stand one behind the other, `starts` says where.
KERNEL(axes)(u32 begin, u32 end, u8* scratch, const f64* words, const f64* data, u8* out, u32 code, const f64* outShape, const i32* offsets,
             const f64* weights, const u8* states, const u32* starts) {
  const Grid grid = gridOf(words, data);
  const u32 rank = grid.rank, last = rank - 1, order = grid.order, width = (u32)outShape[last];
  f64* values = (f64*)scratch;
  const i32* places[8];
  const f64* factors[8];
  for (u32 item = begin; item < end; item++) {
    u32 rest = item, state = 0;
    for (u32 axis = last; axis-- > 0;) {
      u32 size = (u32)outShape[axis], at = starts[axis] + rest % size;
      rest /= size;
      places[axis] = offsets + 6 * at;
      factors[axis] = weights + 6 * at;
      u32 own = states[at];
      if (own != 0) state = own == 1 || state == 1 ? 1 : 2;
    }
    for (u32 from = 0; from < width; from += 512) {
      const u32 n = least(512u, width - from);
      for (u32 j = 0; j < n; j++) {
        const u32 at = starts[last] + from + j, own = states[at];
        if ((state | own) & 1) values[j] = grid.cval;
        else if (order == 0) {
          i32 place = offsets[6 * at];
          bool outside = place < 0;
          for (u32 axis = 0; axis < last; axis++) {
            outside |= places[axis][0] < 0;
            place += places[axis][0];
          }
          values[j] = outside ? grid.cval : data[place];
        } else {
          places[last] = offsets + 6 * at;
          factors[last] = weights + 6 * at;
          if ((state | own) == 0 && rank == 2 && order == 3) values[j] = sumPlane<3>(data, places, factors);
          else if ((state | own) == 0 && rank == 2 && order == 1) values[j] = sumPlane<1>(data, places, factors);
          else values[j] = sumTaps(grid, state | own, places, factors);
        }
      }
      cast(values, n, out, code, item * width + from);
    }
  }
}
