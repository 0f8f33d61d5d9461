// Connected parts, and binary morphology on a field of bytes with a border around it.
#include "lines.h"

/// Lines of a field: fills it from bits, `flip` 1 for what is not there.
KERNEL(erosion_fill)(u32 begin, u32 end, u8*, const u8* bits, u8* field, const u32* rows, u32 length, u32 flip) {
  for (u32 row = begin; row < end; row++) {
    const u8* from = bits + row * length;
    u8* to = field + rows[row];
    for (u32 x = 0; x < length; x++) to[x] = from[x] ^ (u8)flip;
  }
}

KERNEL(erosion_take)(u32 begin, u32 end, u8*, const u8* field, u8* bits, const u32* rows, u32 length, u32 flip) {
  for (u32 row = begin; row < end; row++) {
    const u8* from = field + rows[row];
    u8* to = bits + row * length;
    for (u32 x = 0; x < length; x++) to[x] = from[x] ^ (u8)flip;
  }
}

/// One erosion from a field to another; where `mask` (0 for none) is 0 elements stay.
KERNEL(erosion)(u32 begin, u32 end, u8*, const u8* field, u8* other, const u32* rows, u32 length, const i32* offsets, u32 count,
                const u8* mask) {
  typedef Vector<u8> V;
  for (u32 row = begin; row < end; row++) {
    const u8* from = field + rows[row];
    const u8* wanted = mask == nullptr ? nullptr : mask + row * length;
    u8* to = other + rows[row];
    u32 x = 0;
    for (; x + 32 <= length; x += 32) {
      V a = load(from + offsets[0] + x), b = load(from + offsets[0] + x + 16);
      for (u32 k = 1; k < count; k++) {
        const u8* at = from + offsets[k] + x;
        a &= load(at), b &= load(at + 16);
      }
      if (wanted != nullptr) {
        V m = -load(wanted + x), n = -load(wanted + x + 16);
        a = (a & m) | (load(from + x) & ~m), b = (b & n) | (load(from + x + 16) & ~n);
      }
      store(to + x, a), store(to + x + 16, b);
    }
    for (; x < length; x++) {
      u8 a = 1;
      for (u32 k = 0; k < count; k++) a &= from[offsets[k] + (i32)x];
      to[x] = wanted != nullptr && wanted[x] == 0 ? from[x] : a;
    }
  }
}

NOINLINE i32 join(i32 a, i32 b, i32* parents) {
  i32 one = a, other = b;
  while (one != parents[one]) one = parents[one];
  while (other != parents[other]) other = parents[other];
  const i32 root = one < other ? one : other;
  parents[one] = root;
  parents[other] = root;
  for (i32 at = a; at != root;) {
    i32 up = parents[at];
    parents[at] = root;
    at = up;
  }
  for (i32 at = b; at != root;) {
    i32 up = parents[at];
    parents[at] = root;
    at = up;
  }
  return root;
}

INLINE i32 joined(i32 own, i32 other, i32* parents) {
  if (other == 0 || other == own) return own;
  return own == 1 ? other : join(own, other, parents);
}

struct Neighbour {
  i32 distance, previous, adjacent, next;
};

/// The labels of one line beside one before it. 0 is background, 1 has no label yet; from 2 on each has a parent.
template <bool finish>
INLINE i32 labelLine(i32* labels, u32 start, u32 length, const Neighbour& by, i32 along, i32 unused, i32* parents) {
  const i32* from = labels + (i32)start + by.distance;
  i32* line = labels + start;
  i32 before = 0;
  for (u32 i = 0; i < length; i++) {
    i32 own = line[i];
    if (own != 0) {
      if (by.adjacent) own = joined(own, from[i], parents);
      if (by.previous && i > 0) own = joined(own, from[(i32)i - 1], parents);
      if (by.next && i + 1 < length) own = joined(own, from[i + 1], parents);
      if (finish) {
        if (along) own = joined(own, before, parents);
        if (own == 1) {
          own = unused++;
          parents[own] = own;
        }
      }
      line[i] = own;
    }
    before = own;
  }
  return unused;
}

/// `neighbours`: for each line before, its distance, which of its three elements are connected, and its move along each axis but the last.
/// The number of labels goes to count[0].
KERNEL(label)(u32, u32, u8*, const u8* bits, i32* labels, u32 size, u32 lead, const i32* shape, u32 length, const i32* neighbours,
              u32 neighbourCount, i32 along, i32* parents, i32* count) {
  for (u32 i = 0; i < size; i++) labels[i] = bits[i];
  i32 index[16];
  for (u32 axis = 0; axis < lead; axis++) index[axis] = 0;
  i32 free = 2;
  for (u32 start = 0; start < size; start += length) {
    Neighbour last = {0, 0, 0, 0};
    bool any = false;
    for (u32 k = 0; k < neighbourCount; k++) {
      const i32* one = neighbours + k * (4 + lead);
      bool inside = true;
      for (u32 axis = 0; axis < lead; axis++) {
        i32 at = index[axis] + one[4 + axis];
        inside &= at >= 0 && at < shape[axis];
      }
      if (!inside) continue;
      if (any) labelLine<false>(labels, start, length, last, 0, 0, parents);
      last = Neighbour{one[0], one[1], one[2], one[3]};
      any = true;
    }
    free = labelLine<true>(labels, start, length, last, along, free, parents);
    for (u32 axis = lead; axis-- > 0;) {
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
  i32 total = 0;
  parents[0] = 0;
  for (i32 i = 2; i < free; i++) parents[i] = parents[i] == i ? ++total : parents[parents[i]];
  for (u32 i = 0; i < size; i++) labels[i] = parents[labels[i]];
  count[0] = total;
}
