// Phases without their jumps, connected parts and distances.
#include "unwrap.h"

// Whether elements are not 0: 1 or 0, or the other way round.

#define TRUTHS(type, suffix)                                                                                  \
  KERNEL(truths_##suffix)(u32 begin, u32 end, u8*, const type* in, u8* __restrict out, u32 inverted) {        \
    for (u32 i = begin; i < end; i++) out[i] = (u8)((in[i] != 0) ^ inverted);                                 \
  }
TRUTHS(u8, 1)
TRUTHS(u16, 2)
TRUTHS(u32, 4)
TRUTHS(u64, 8)
TRUTHS(f32, float32)
TRUTHS(f64, float64)

/** A line before another one, and which of its elements are connected with an element: `low` to `high` after it. */
struct Before {
  u32 distance;
  i32 low, high;
  i32 move[8];
};

struct Parts {
  const u8* bits;
  /** Where runs of each line begin, twice as far as there are runs. */
  u32* lines;
  u32* ends;
  u32* parents;
  u32 length, axes, sizes[8];
  u32 befores;
  Before before[];
};

INLINE u32 leastOf(u32* parents, u32 i) {
  while (parents[i] != i) {
    u32 up = parents[parents[i]];
    parents[i] = up;
    i = up;
  }
  return i;
}

/** Where the runs of a line begin and end; how many numbers. */
INLINE u32 endsOf(const u8* bits, u32 length, u32* ends) {
  u32 n = 0;
  u8 before = 0;
  for (u32 i = 0; i < length;) {
    // Most pieces are all alike.
    u64 own[2], like = before * 0x0101010101010101ull;
    if (i + 16 <= length) {
      __builtin_memcpy(own, bits + i, 16);
      if (((own[0] ^ like) | (own[1] ^ like)) == 0) {
        i += 16;
        continue;
      }
    }
    for (u32 stop = least(i + 16, length); i < stop; i++) {
      u8 bit = bits[i];
      ends[n] = i;
      n += bit ^ before;
      before = bit;
    }
  }
  ends[n] = length;
  return n + before;
}

/** Numbers connected parts: runs of each line are joined with those of lines before it, the first run of a part is its root. */
KERNEL(label)(u32, u32 count, u8*, Parts* parts, u32* found) {
  u32 *ends = parts->ends, *parents = parts->parents, *lines = parts->lines;
  u32 length = parts->length, axes = parts->axes, at = 0;
  i32 index[8] = {0, 0, 0, 0, 0, 0, 0, 0};
  lines[0] = 0;
  for (u32 line = 0; line < count; line++) {
    u32 n = endsOf(parts->bits + (u64)line * length, length, ends + at);
    u32 first = at / 2, last = (at + n) / 2;
    for (u32 run = first; run < last; run++) parents[run] = run;
    for (u32 k = 0; k < parts->befores && n > 0; k++) {
      const Before& own = parts->before[k];
      bool inside = true;
      for (u32 axis = 0; axis < axes; axis++) {
        i32 place = index[axis] + own.move[axis];
        inside &= place >= 0 && place < (i32)parts->sizes[axis];
      }
      if (!inside) continue;
      u32 other = lines[line - own.distance] / 2, stop = lines[line - own.distance + 1] / 2;
      for (u32 run = first; run < last; run++) {
        i32 from = (i32)ends[2 * run] + own.low, to = (i32)ends[2 * run + 1] + own.high;
        while (other < stop && (i32)ends[2 * other + 1] <= from) other++;
        for (u32 j = other; j < stop && (i32)ends[2 * j] < to; j++) {
          u32 a = leastOf(parents, run), b = leastOf(parents, j);
          if (a < b) parents[b] = a;
          else parents[a] = b;
          other = j;
        }
      }
    }
    at += n;
    lines[line + 1] = at;
    for (i32 axis = (i32)axes - 1; axis >= 0; axis--) {
      if (++index[axis] < (i32)parts->sizes[axis]) break;
      index[axis] = 0;
    }
  }
  u32 number = 0;
  // A parent is less than its child, so that it has its number already.
  for (u32 run = 0; run < at / 2; run++) parents[run] = parents[run] == run ? ++number : parents[parents[run]];
  *found = number;
}

/** Writes the numbers of the runs of lines, from the line `first` on. */
KERNEL(number)(u32 begin, u32 end, u8*, const Parts* parts, u32 first, i32* out) {
  u32 length = parts->length;
  for (u32 line = first + begin; line < first + end; line++) {
    i32* to = out + (u64)(line - first) * length;
    u32 at = parts->lines[line], stop = parts->lines[line + 1];
    if ((stop - at) * 8 > length) {
      const u8* bits = parts->bits + (u64)line * length;
      const u32* own = parts->parents + at / 2 - 1;
      u8 before = 0;
      // Before the first run this reads one place too far, and drops what is there.
      for (u32 i = 0; i < length; i++) {
        u8 bit = bits[i];
        own += bit & ~before;
        to[i] = (i32)(*own & (0 - (u32)bit));
        before = bit;
      }
      continue;
    }
    u32 i = 0;
    for (; at < stop; at += 2) {
      for (; i < parts->ends[at]; i++) to[i] = 0;
      i32 number = (i32)parts->parents[at / 2];
      for (; i < parts->ends[at + 1]; i++) to[i] = number;
    }
    for (; i < length; i++) to[i] = 0;
  }
}

// Distances: see sci-ndimage's feature-transform.

/** Nearest background elements along the first axis of columns; an item is 256 of them. */
KERNEL(distance_first)(u32 begin, u32 end, u8*, const u8* bits, i32* sites, f64* squares, u32 rows, u32 inner, f64 step) {
  for (u32 item = begin; item < end; item++) {
    u32 from = item * 256, n = least(256u, inner - from);
    for (u32 row = 0; row < rows; row++) {
      const u8* bit = bits + (u64)row * inner + from;
      i32* site = sites + (u64)row * inner + from;
      // -1 for none, else the row.
      if (row == 0)
        for (u32 k = 0; k < n; k++) site[k] = bit[k] == 0 ? 0 : -1;
      else {
        const i32* above = site - inner;
        for (u32 k = 0; k < n; k++) site[k] = bit[k] == 0 ? (i32)row : above[k];
      }
    }
    for (u32 row = rows; row-- > 0;) {
      i32 *own = sites + (u64)row * inner + from, *next = own + inner, at = (i32)row;
      f64* square = squares + (u64)row * inner + from;
      if (row + 1 < rows)
        for (u32 k = 0; k < n; k++) {
          i32 above = own[k], below = next[k];
          own[k] = (below > at) & ((above < 0) | (below - at < at - above)) ? below : above;
        }
      for (u32 k = 0; k < n; k++) {
        f64 distance = (f64)(own[k] - at) * step;
        square[k] = own[k] < 0 ? __builtin_inf() : distance * distance;
      }
    }
    for (u32 row = 0; row < rows; row++) {
      i32* own = sites + (u64)row * inner + from;
      for (u32 k = 0; k < n; k++) own[k] = own[k] < 0 ? -1 : own[k] * (i32)inner + (i32)(from + k);
    }
  }
}

/** One more axis: along each line, the lower envelope of parabolas. */
KERNEL(distance_later)(u32 begin, u32 end, u8* scratch, i32* sites, f64* squares, u32 length, u32 inner, f64 step) {
  f64* ownSquares = (f64*)scratch;
  i32* ownSites = (i32*)(ownSquares + length);
  i32* stack = ownSites + length;
  for (u32 item = begin; item < end; item++) {
    u64 base = (u64)(item / inner) * length * inner + item % inner;
    i32* site = sites + base;
    f64* square = squares + base;
    i32 top = -1;
    for (u32 i = 0; i < length; i++) {
      f64 own = ownSquares[i] = square[(u64)i * inner];
      ownSites[i] = site[(u64)i * inner];
      if (ownSites[i] < 0) continue;
      while (top >= 1) {
        i32 middle = stack[top], first = stack[top - 1];
        f64 a = (f64)(middle - first) * step, b = (f64)((i32)i - middle) * step, c = a + b;
        if (c * ownSquares[middle] - b * ownSquares[first] - a * own - a * b * c <= 0) break;
        top--;
      }
      stack[++top] = (i32)i;
    }
    if (top < 0) continue;
    i32 l = 0;
    for (u32 i = 0; i < length; i++) {
      i32 found = stack[l];
      f64 away = (f64)(found - (i32)i) * step, distance = ownSquares[found] + away * away;
      while (l < top) {
        i32 next = stack[l + 1];
        away = (f64)(next - (i32)i) * step;
        f64 other = ownSquares[next] + away * away;
        if (distance <= other) break;
        distance = other;
        found = next;
        l++;
      }
      site[(u64)i * inner] = ownSites[found];
      square[(u64)i * inner] = distance;
    }
  }
}
