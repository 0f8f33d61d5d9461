// Inputs that repeat from step to step: bit i of `repeats` says that the i-th holds the elements of one step, for each of them.
#pragma once

#define REPEATED(array, i) \
  if (repeats & (1u << i)) array -= begin;
