// Equal bins, whose edges decide.
#pragma once
#include "common.h"

/** The bin of a number that may lie at an edge, or outside: then -1. The last bin is closed. */
NOINLINE i32 soughtBin(f64 value, const f64* edges, u32 bins, f64 scale) {
  if (!((value >= edges[0]) & (value <= edges[bins]))) return -1;
  u32 top = bins - 1;
  f64 place = (value - edges[0]) * scale;
  u32 bin = place < top ? (u32)(i32)place : top;
  while (bin > 0 && value < edges[bin]) bin--;
  while (bin < top && value >= edges[bin + 1]) bin++;
  return (i32)bin;
}
