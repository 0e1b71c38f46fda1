package com.traitly.prediction.math;

import java.util.Arrays;

/**
 * Arithmetic on symmetric matrices that keep their upper triangle row by row in one array: half the
 * memory and half the work. The order of every sum is fixed, so results are always the same bits.
 */
public final class PackedSymmetricMatrix {

  private PackedSymmetricMatrix() {}

  static int length(int dimension) {
    return dimension * (dimension + 1) / 2;
  }

  public static double[] diagonal(double[] values) {
    double[] matrix = new double[length(values.length)];
    for (int row = 0, at = 0; row < values.length; at += values.length - row, row++) {
      matrix[at] = values[row];
    }
    return matrix;
  }

  public static double[] diagonalOf(double[] matrix, int dimension) {
    double[] values = new double[dimension];
    for (int row = 0, at = 0; row < dimension; at += dimension - row, row++) {
      values[row] = matrix[at];
    }
    return values;
  }

  public static void addToDiagonal(double[] matrix, int dimension, double value) {
    for (int row = 0, at = 0; row < dimension; at += dimension - row, row++) {
      matrix[at] += value;
    }
  }

  /** Writes matrix &middot; x into {@code out}. */
  public static void multiply(double[] matrix, double[] x, double[] out) {
    int dimension = x.length;
    Arrays.fill(out, 0.0);
    for (int row = 0, start = 0; row < dimension; start += dimension - row, row++) {
      int shift = start - row;
      out[row] += matrix[start] * x[row] + dotAfter(matrix, shift, x, row + 1);
      double scale = x[row];
      if (scale != 0.0) { // many features are zero: most customers do few of the events
        for (int column = row + 1; column < dimension; column++) {
          out[column] += matrix[shift + column] * scale;
        }
      }
    }
  }

  /** x' &middot; matrix &middot; x, without a buffer, so safe on shared arrays. */
  public static double quadratic(double[] matrix, double[] x) {
    int dimension = x.length;
    double sum = 0.0;
    for (int row = 0, start = 0; row < dimension; start += dimension - row, row++) {
      if (x[row] != 0.0) {
        double offDiagonal = dotAfter(matrix, start - row, x, row + 1);
        sum += x[row] * (matrix[start] * x[row] + 2.0 * offDiagonal);
      }
    }
    return sum;
  }

  /** matrix -= v v' &middot; scale. */
  public static void subtractOuter(double[] matrix, double[] v, double scale) {
    int dimension = v.length;
    for (int row = 0, start = 0; row < dimension; start += dimension - row, row++) {
      double rowScale = v[row] * scale;
      int shift = start - row;
      for (int column = row; column < dimension; column++) {
        matrix[shift + column] -= rowScale * v[column];
      }
    }
  }

  /** Keeps four running sums: with one, every term would wait for the previous addition. */
  private static double dotAfter(double[] matrix, int shift, double[] x, int from) {
    double a = 0.0;
    double b = 0.0;
    double c = 0.0;
    double d = 0.0;
    int column = from;
    for (; column + 3 < x.length; column += 4) {
      a += matrix[shift + column] * x[column];
      b += matrix[shift + column + 1] * x[column + 1];
      c += matrix[shift + column + 2] * x[column + 2];
      d += matrix[shift + column + 3] * x[column + 3];
    }
    for (; column < x.length; column++) {
      a += matrix[shift + column] * x[column];
    }
    return (a + b) + (c + d);
  }
}
