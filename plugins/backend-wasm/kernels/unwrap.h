// Phases without their jumps, along the most reliable paths: see signal-complex's unwrapPhase, whose steps these are.
#pragma once
#include "common.h"
#pragma clang fp contract(off)

static constexpr f64 pi = 3.141592653589793;

/** Two neighbours; `part` is 3 times the axis, and 1 more and less for a turn down and up. */
struct Edge {
  f64 key;
  u32 first;
  u32 part;
};

INLINE f64 wrapped(f64 d) { return d > pi ? d - 2 * pi : d < -pi ? d + 2 * pi : d; }

/** The sum of squared second differences over opposite neighbours, row by row; where it is not finite, what was there stays. */
INLINE void addPair(const f64* at, i32 before, i32 after, f64* __restrict sums, u32 n, bool first) {
  const f64 *b = at + before, *a = at + after;
  for (u32 i = 0; i < n; i++) {
    f64 own = at[i];
    f64 d = wrapped(b[i] - own) - wrapped(own - a[i]);
    sums[i] = (first ? 0 : sums[i]) + d * d;
  }
}

NOINLINE void reliabilities(const f64* values, f64* reliability, u32 depth, u32 height, u32 width, f64* row) {
  if (height < 3 || width < 3 || (depth > 0 && depth < 3)) return;
  i32 w = (i32)width, s = (i32)(width * height);
  u32 n = width - 2;
  for (u32 z = depth > 0; z < (depth > 0 ? depth - 1 : 1); z++)
    for (u32 y = 1; y + 1 < height; y++) {
      u32 start = (z * height + y) * width + 1;
      const f64* at = values + start;
      if (depth == 0) {
        addPair(at, -1, 1, row, n, true);
        addPair(at, -w, w, row, n, false);
        addPair(at, -w - 1, w + 1, row, n, false);
        addPair(at, -w + 1, w - 1, row, n, false);
      } else {
        bool first = true;
        for (u32 k = 0; k < 13; k++) {
          i32 step = k == 0 ? -1 : k == 1 ? -w : k == 2 ? -s : k == 3 ? -w - 1 : k == 4 ? -w + 1
                   : -s + ((i32)(k - 5) / 3 - 1) * w + ((i32)(k - 5) % 3 - 1);
          // Straight back is the third of them already.
          if (k > 4 && k >= 9) step = k == 9 ? -s + 1 : -s + w + ((i32)(k - 10) - 1);
          if (first) addPair(at, -step, step, row, n, true);
          else addPair(at, -step, step, row, n, false);
          first = false;
        }
      }
      f64* to = reliability + start;
      for (u32 i = 0; i < n; i++) to[i] = row[i] < __builtin_inf() ? row[i] : to[i];
    }
}

NOINLINE u32 edgesOf(const f64* values, const u8* left, const f64* reliability, u32 size, u32 axes, const u32* shape, Edge* edges) {
  u32 count = 0, step = 1;
  for (u32 kind = 0; kind < axes; kind++) {
    u32 block = step * shape[axes - 1 - kind];
    for (u32 start = 0; start < size; start += block)
      for (u32 p = start; p < start + block - step; p++) {
        u32 q = p + step;
        f64 d = values[p] - values[q];
        edges[count] = {reliability[p] + reliability[q], p, 3 * kind + 1 - (u32)(d > pi) + (u32)(d < -pi)};
        count += !(left[p] | left[q]);
      }
    step = block;
  }
  return count;
}

INLINE u32 digitOf(const Edge& edge, u32 shift) {
  u64 bits;
  __builtin_memcpy(&bits, &edge.key, 8);
  return (u32)(bits >> shift) & 2047;
}

/** By the upper 33 bits of the keys, with room for as many edges and 3 times 2048 counts. Where the result is depends on nothing. */
NOINLINE Edge* radixSort(Edge* edges, Edge* other, u32 n, u32* counts) {
  __builtin_memset(counts, 0, 3 * 2048 * 4);
  for (u32 i = 0; i < n; i++)
    for (u32 k = 0; k < 3; k++) counts[k * 2048 + digitOf(edges[i], 31 + 11 * k)]++;
  Edge *from = edges, *to = other;
  for (u32 k = 0; k < 3; k++) {
    u32 *own = counts + k * 2048, at = 0;
    for (u32 i = 0; i < 2048; i++) {
      u32 c = own[i];
      own[i] = at;
      at += c;
    }
    for (u32 i = 0; i < n; i++) to[own[digitOf(from[i], 31 + 11 * k)]++] = from[i];
    Edge* t = from;
    from = to;
    to = t;
  }
  return from;
}

/** Puts those in order that the upper bits do not tell apart; false where keys are equal, or too many are out of order. */
NOINLINE bool sortRuns(Edge* edges, u32 n) {
  for (u32 i = 1; i < n; i++) {
    Edge own = edges[i];
    if (edges[i - 1].key < own.key) continue;
    u32 at = i;
    for (; at > 0 && edges[at - 1].key > own.key; at--) {
      if (i - at > 64) return false;
      edges[at] = edges[at - 1];
    }
    if (at > 0 && edges[at - 1].key == own.key) return false;
    edges[at] = own;
  }
  return true;
}

/** The larger of the first two different keys among the first, the middle and the last one, else among all; false if all are equal. */
INLINE bool pivotOf(const Edge* edges, i32 left, i32 right, f64& pivot) {
  if (left >= right) return false;
  f64 first = edges[left].key, middle = edges[left + ((right - left) >> 1)].key, last = edges[right].key;
  f64 low = least(first, least(middle, last)), high = greatest(first, greatest(middle, last));
  f64 median = greatest(least(first, middle), least(greatest(first, middle), last));
  if (low < median) {
    pivot = median;
    return true;
  }
  if (median < high) {
    pivot = high;
    return true;
  }
  for (i32 i = left + 1; i <= right; i++)
    if (edges[i].key != first) {
      pivot = greatest(edges[i].key, first);
      return true;
    }
  return false;
}

/** As Hoare's: the nth that belongs to the right changes places with the nth from the end that belongs to the left. */
NOINLINE i32 partition(Edge* edges, i32 left, i32 right, f64 pivot) {
  static constexpr i32 size = 64;
  u8 lefts[size], rights[size];
  i32 l = 0, ls = 0, r = 0, rs = 0;
  // Offsets of what is misplaced are found without jumps, a block at each end.
  while (right - left + 1 >= 2 * size) {
    if (l == ls) {
      l = ls = 0;
      for (i32 i = 0; i < size; i++) {
        lefts[ls] = (u8)i;
        ls += edges[left + i].key >= pivot;
      }
    }
    if (r == rs) {
      r = rs = 0;
      for (i32 i = 0; i < size; i++) {
        rights[rs] = (u8)i;
        rs += edges[right - i].key < pivot;
      }
    }
    i32 n = least(ls - l, rs - r);
    for (i32 k = 0; k < n; k++) {
      Edge &a = edges[left + lefts[l + k]], &b = edges[right - rights[r + k]];
      Edge t = a;
      a = b;
      b = t;
    }
    l += n;
    r += n;
    if (l == ls) left += size;
    if (r == rs) right -= size;
  }
  if (l < ls) left += lefts[l];
  if (r < rs) right -= rights[r];
  while (left <= right) {
    while (edges[left].key < pivot) left++;
    while (edges[right].key >= pivot) right--;
    if (left >= right) continue;
    Edge t = edges[left];
    edges[left++] = edges[right];
    edges[right--] = t;
  }
  return left;
}

/** Sorts a slice for which quicksort would go too deep, equals in their order. */
NOINLINE void mergeSort(Edge* edges, Edge* other, u32 n) {
  for (u32 width = 1; width < n; width *= 2) {
    for (u32 start = 0; start < n; start += 2 * width) {
      u32 a = start, middle = least(start + width, n), b = middle, end = least(middle + width, n);
      for (u32 i = start; i < end; i++) other[i] = a < middle && (b >= end || !(edges[b].key < edges[a].key)) ? edges[a++] : edges[b++];
    }
    __builtin_memcpy(edges, other, n * sizeof(Edge));
  }
}

static void quickSort(Edge* edges, Edge* other, i32 left, i32 right, u32 depth) {
  for (;; depth++) {
    if (depth > 500) {
      if (left < right) mergeSort(edges + left, other, (u32)(right - left + 1));
      return;
    }
    f64 pivot;
    if (!pivotOf(edges, left, right, pivot)) return;
    i32 middle = partition(edges, left, right, pivot);
    quickSort(edges, other, left, middle - 1, depth + 1);
    left = middle;
  }
}

/** A group is a tree: for each pixel its parent, itself at the root, and how many turns it is raised relative to that. */
struct Node {
  u32 parent;
  i32 turns;
};

INLINE u32 rootOf(Node* tree, u32 pixel) {
  u32 root = tree[pixel].parent;
  if (root == pixel) return root;
  u32 above = tree[root].parent;
  if (above == root) return root;
  i32 total = tree[pixel].turns;
  while (above != root) {
    total += tree[root].turns;
    root = above;
    above = tree[root].parent;
  }
  for (u32 at = pixel; at != root;) {
    Node node = tree[at];
    tree[at] = {root, total};
    total -= node.turns;
    at = node.parent;
  }
  return root;
}

NOINLINE void joinGroups(const Edge* edges, u32 n, u32 size, Node* tree, u32* counts, const u32* distances) {
  for (u32 p = 0; p < size; p++) {
    tree[p] = {p, 0};
    counts[p] = 1;
  }
  for (u32 i = 0; i < n; i++) {
    u32 part = edges[i].part, kind = part / 3, p = edges[i].first, q = p + distances[kind];
    u32 a = rootOf(tree, p), b = rootOf(tree, q);
    if (a == b) continue;
    i32 raised = tree[p].turns - tree[q].turns - (i32)(part - 3 * kind - 1);
    if (counts[b] != 1 && counts[a] <= counts[b]) {
      tree[a] = {b, -raised};
      counts[b] += counts[a];
    } else {
      tree[b] = {a, raised};
      counts[a] += counts[b];
    }
  }
  for (u32 p = 0; p < size; p++) rootOf(tree, p);
}

/** Cuts pieces off the scratch memory. */
struct Pieces {
  u8* at;
  template <class T> T* take(u32 count) {
    T* here = (T*)at;
    at += ((u64)count * sizeof(T) + 15) & ~15ull;
    return here;
  }
};

/** Unwraps images (depth 0) or volumes. `mask` is 0 or the pixels that are left out; `start` has the reliabilities at the border. */
KERNEL(unwrap)(u32 begin, u32 end, u8* scratch, const f64* phase, const u8* mask, const f64* start, f64* out, u32 depth, u32 height, u32 width) {
  u32 axes = depth > 0 ? 3 : 2, size = (depth > 0 ? depth : 1) * height * width;
  u32 shape2[3], distances[3] = {1, width, width * height};
  u32* shape = shape2;
  if (depth > 0) *shape++ = depth;
  shape[0] = height;
  shape[1] = width;
  Pieces pieces{scratch};
  Edge* edges = pieces.take<Edge>(axes * size + 1);
  Edge* other = pieces.take<Edge>(axes * size + 1);
  f64* reliability = pieces.take<f64>(size);
  Node* tree = pieces.take<Node>(size);
  u32* counts = pieces.take<u32>(greatest(size, 3u * 2048u));
  u8* left = pieces.take<u8>(size);
  f64* row = pieces.take<f64>(width);
  for (u32 item = begin; item < end; item++) {
    const f64* values = phase + (u64)item * size;
    f64* to = out + (u64)item * size;
    const u8* masked = mask + (mask ? (u64)item * size : 0);
    for (u32 i = 0; i < size; i++) left[i] = !(__builtin_fabs(values[i]) < __builtin_inf());
    if (mask)
      for (u32 i = 0; i < size; i++) left[i] |= masked[i] != 0;
    __builtin_memcpy(reliability, start, size * 8);
    reliabilities(values, reliability, depth, height, width, row);
    u32 n = edgesOf(values, left, reliability, size, axes, shape2, edges);
    Edge* sorted = edges;
    bool done = false;
    if (n > 2048) {
      // Equal keys come in the order in which the quicksort of the edges as they were leaves them.
      sorted = radixSort(edges, other, n, counts);
      done = sortRuns(sorted, n);
      if (!done) {
        n = edgesOf(values, left, reliability, size, axes, shape2, edges);
        sorted = edges;
      }
    }
    if (!done) quickSort(sorted, other, 0, (i32)n - 1, 0);
    joinGroups(sorted, n, size, tree, counts, distances);
    for (u32 i = 0; i < size; i++) to[i] = values[i] + 2 * pi * (f64)tree[i].turns;
  }
}

/** The first numbers of the C library's `rand`. */
KERNEL(random)(u32 begin, u32 end, u8* scratch, u32 seed, f64* out) {
  i32* state = (i32*)scratch;
  state[0] = seed == 0 ? 1 : (i32)seed;
  for (u32 i = 1; i < 31; i++) {
    i64 before = state[i - 1];
    i64 next = 16807 * (before % 127773) - 2836 * (before / 127773);
    state[i] = (i32)(next < 0 ? next + 2147483647 : next);
  }
  for (u32 i = 31; i < 34; i++) state[i] = state[i - 31];
  for (u32 i = 34; i < 344 + end; i++) state[i] = (i32)((u32)state[i - 31] + (u32)state[i - 3]);
  for (u32 i = begin; i < end; i++) out[i] = (f64)((u32)state[344 + i] >> 1);
}
