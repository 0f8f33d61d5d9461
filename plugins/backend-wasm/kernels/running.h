// Running sums and products along lines: elements are made float64 or int64 piece by piece, run along, and stored in the result's dtype.
#pragma once
#include "common.h"

constexpr u32 pieceLength = 512;
constexpr u32 pieceLines = 4;
constexpr u32 pieceWidth = 1024;
/** Elements of scratch. */
constexpr u32 pieceRoom = 2048;

struct Running {
  const u8* in;
  u8* out;
  u32 type, outType;
  /** Blocks of `length` rows of `lanes` elements. */
  u32 length, lanes;
  u32 multiplies, skips;
  /** What the lanes were before, where they go on; they start where this is 0. What they are in the end goes there too. */
  u8* carried;
  u32 goesOn;
};

template <class T, class A> INLINE void convert(const T* from, A* __restrict to, u32 n) {
  for (u32 i = 0; i < n; i++) to[i] = (A)from[i];
}
template <class A> NOINLINE void loadAs(const u8* in, u32 type, u64 at, A* to, u32 n) {
  switch (type) {
    case 2: return convert((const i8*)in + at, to, n);
    case 3: return convert((const u8*)in + at, to, n);
    case 4: return convert((const i16*)in + at, to, n);
    case 5: return convert((const u16*)in + at, to, n);
    case 6: return convert((const i32*)in + at, to, n);
    case 7: return convert((const u32*)in + at, to, n);
    case 8: return convert((const i64*)in + at, to, n);
    default: return convert((const u64*)in + at, to, n);
  }
}
INLINE void loadPiece(const Running& job, u64 at, i64* to, u32 n) { loadAs(job.in, job.type, at, to, n); }
INLINE void loadPiece(const Running& job, u64 at, f64* to, u32 n) {
  if (job.type == 0) convert((const f32*)job.in + at, to, n);
  else if (job.type == 1) convert((const f64*)job.in + at, to, n);
  else loadAs(job.in, job.type, at, to, n);
  if (!job.skips) return;
  const f64 neutral = job.multiplies ? 1 : 0;
  for (u32 i = 0; i < n; i++) to[i] = to[i] == to[i] ? to[i] : neutral;
}
INLINE void storePiece(const Running& job, u64 at, const f64* from, u32 n) {
  if (job.outType == 0) convert(from, (f32*)job.out + at, n);
  else convert(from, (f64*)job.out + at, n);
}
INLINE void storePiece(const Running& job, u64 at, const i64* from, u32 n) {
  switch (job.outType) {
    case 2: case 3: return convert(from, (u8*)job.out + at, n);
    case 4: case 5: return convert(from, (u16*)job.out + at, n);
    case 6: case 7: return convert(from, (u32*)job.out + at, n);
    default: return convert(from, (i64*)job.out + at, n);
  }
}

struct Adds {
  template <class A> INLINE A of(A a, A b) { return a + b; }
  /** What changes nothing, zeros without a sign neither. */
  INLINE f64 start(f64) { return -0.0; }
  INLINE i64 start(i64) { return 0; }
};
struct Multiplies {
  template <class A> INLINE A of(A a, A b) { return a * b; }
  template <class A> INLINE A start(A) { return 1; }
};

/** Whole numbers start again beyond 64 bits. */
INLINE u64 wrapping(i64 a) { return (u64)a; }
INLINE f64 wrapping(f64 a) { return a; }

/** Lines next to one another: four at a time, since each step has to wait for the one before. */
template <class A, class Op> NOINLINE void runLines(u32 begin, u32 end, A* room, const Running& job) {
  A* carried = (A*)job.carried;
  for (u32 line = begin; line < end; line += pieceLines) {
    const u32 lines = least(pieceLines, end - line);
    A a[pieceLines];
    for (u32 l = 0; l < pieceLines; l++) a[l] = l < lines && job.goesOn ? carried[line + l] : Op::start((A)0);
    for (u32 from = 0; from < job.length; from += pieceLength) {
      const u32 n = least(pieceLength, job.length - from);
      for (u32 l = 0; l < lines; l++) loadPiece(job, (u64)(line + l) * job.length + from, room + l * pieceLength, n);
      if (lines == 1) {
        auto p = wrapping(a[0]);
        for (u32 i = 0; i < n; i++) room[i] = (A)(p = Op::of(wrapping(room[i]), p));
        a[0] = (A)p;
      } else {
        auto p = wrapping(a[0]), q = wrapping(a[1]), r = wrapping(a[2]), s = wrapping(a[3]);
        for (u32 i = 0; i < n; i++) {
          room[i] = (A)(p = Op::of(wrapping(room[i]), p));
          room[i + pieceLength] = (A)(q = Op::of(wrapping(room[i + pieceLength]), q));
          room[i + 2 * pieceLength] = (A)(r = Op::of(wrapping(room[i + 2 * pieceLength]), r));
          room[i + 3 * pieceLength] = (A)(s = Op::of(wrapping(room[i + 3 * pieceLength]), s));
        }
        a[0] = (A)p;
        a[1] = (A)q;
        a[2] = (A)r;
        a[3] = (A)s;
      }
      for (u32 l = 0; l < lines; l++) storePiece(job, (u64)(line + l) * job.length + from, room + l * pieceLength, n);
    }
    if (carried)
      for (u32 l = 0; l < lines; l++) carried[line + l] = a[l];
  }
}

/** Rows of blocks: an item is some lanes of a block. */
template <class A, class Op> NOINLINE void runRows(u32 begin, u32 end, A* __restrict room, const Running& job) {
  const u32 parts = (job.lanes + pieceWidth - 1) / pieceWidth;
  A* __restrict own = room + pieceWidth;
  for (u32 item = begin; item < end; item++) {
    const u32 column = item % parts * pieceWidth, n = least(pieceWidth, job.lanes - column);
    u64 at = (u64)(item / parts) * job.length * job.lanes + column;
    A* carried = (A*)job.carried + column;
    if (job.goesOn) __builtin_memcpy(room, carried, n * sizeof(A));
    else
      for (u32 i = 0; i < n; i++) room[i] = Op::start((A)0);
    for (u32 row = 0; row < job.length; row++, at += job.lanes) {
      loadPiece(job, at, own, n);
      for (u32 i = 0; i < n; i++) room[i] = (A)Op::of(wrapping(own[i]), wrapping(room[i]));
      storePiece(job, at, room, n);
    }
    if (job.carried) __builtin_memcpy(carried, room, n * sizeof(A));
  }
}

template <class A, class Op> INLINE void runAlong(u32 begin, u32 end, A* room, const Running& job) {
  if (job.lanes == 1) runLines<A, Op>(begin, end, room, job);
  else runRows<A, Op>(begin, end, room, job);
}
template <class A> INLINE void runSteps(u32 begin, u32 end, A* room, const Running& job) {
  if (job.multiplies) runAlong<A, Multiplies>(begin, end, room, job);
  else runAlong<A, Adds>(begin, end, room, job);
}

/** Items are lines, or parts of rows; `room` is where there is one thread only. */
KERNEL(running)(u32 begin, u32 end, u8* scratch, const Running* job, u8* room) {
  u8* own = room ? room : scratch;
  if (job->outType < 2) runSteps(begin, end, (f64*)own, *job);
  else runSteps(begin, end, (i64*)own, *job);
}
