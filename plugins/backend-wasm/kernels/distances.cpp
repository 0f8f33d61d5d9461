// Distances between points, products with sparse matrices, piecewise polynomials.
#include "common.h"
