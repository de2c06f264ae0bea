package io.dialtree.media.dtmf;

/**
 * The amplitudes of up to four sines by least squares. What the sines have in common over a window
 * with holes is known in closed form, so that the equations are set up without looking at the audio
 * again; they are solved by Cholesky's factors. Confined to the media thread.
 */
final class NormalEquations {
  private final int size;
  // Row by row. For each sine first the part in the direction of its cosine, then of its negative
  // sine: together the real and imaginary part of its amplitude.
  private final double[] common;
  private final double[] factor;
  // Of the factor's diagonal, which is not kept itself.
  private final double[] inverse;
  private final double[] right;
  private double plusRe;
  private double plusIm;
  private double minusRe;
  private double minusIm;

  NormalEquations(int sizeMax) {
    size = sizeMax;
    common = new double[size * size];
    factor = new double[size * size];
    inverse = new double[size];
    right = new double[size];
  }

  /**
   * Solves for the amplitudes of the first {@code count} sines, which were correlated before.
   *
   * @param same so many of them are as in the call before, which saves their part of the work
   */
  void solve(Sine[] sines, int count, int same, int blocks) {
    for (int k = 0; k < count; k++) {
      for (int l = 0; l <= k && k >= same; l++) {
        setUp(sines[k], sines[l], 2 * k, 2 * l, blocks);
      }
      right[2 * k] = sines[k].sumRe;
      right[2 * k + 1] = sines[k].sumIm;
    }
    decompose(2 * same, 2 * count);
    substitute(2 * count);
    for (int k = 0; k < count; k++) {
      sines[k].re = right[2 * k];
      sines[k].im = right[2 * k + 1];
    }
  }

  /** Energy of the sine at {@code index} and the next together, as they were solved last. */
  double pairEnergy(Sine[] sines, int index) {
    double sum = 0;
    for (int k = index; k < index + 2; k++) {
      right[2 * k] = sines[k].re;
      right[2 * k + 1] = sines[k].im;
    }
    for (int row = 2 * index; row < 2 * index + 4; row++) {
      sum += common[row * size + row] * right[row] * right[row];
      for (int column = 2 * index; column < row; column++) {
        sum += 2 * common[row * size + column] * right[row] * right[column];
      }
    }
    return sum;
  }

  private void setUp(Sine k, Sine l, int row, int column, int blocks) {
    sumPhases(k, l, blocks);
    double plus = k.overlap(l, 1) / 2;
    double minus = k.overlap(l, -1) / 2;
    common[row * size + column] = minus * minusRe + plus * plusRe;
    common[row * size + column + 1] = minus * minusIm - plus * plusIm;
    common[(row + 1) * size + column] = -(minus * minusIm + plus * plusIm);
    common[(row + 1) * size + column + 1] = minus * minusRe - plus * plusRe;
  }

  private void sumPhases(Sine k, Sine l, int blocks) {
    plusRe = 0;
    plusIm = 0;
    minusRe = 0;
    minusIm = 0;
    for (int b = 0; b < blocks; b++) {
      double rr = k.phaseRe[b] * l.phaseRe[b];
      double ii = k.phaseIm[b] * l.phaseIm[b];
      double ri = k.phaseRe[b] * l.phaseIm[b];
      double ir = k.phaseIm[b] * l.phaseRe[b];
      plusRe += rr - ii;
      plusIm += ir + ri;
      minusRe += rr + ii;
      minusIm += ir - ri;
    }
  }

  // The rows before {@code from} are decomposed already.
  private void decompose(int from, int n) {
    for (int row = from; row < n; row++) {
      for (int column = 0; column < row; column++) {
        factor[row * size + column] = remainder(row, column) * inverse[column];
      }
      // Sines whose frequencies meet have no solution of their own; any is as good.
      inverse[row] = 1 / Math.sqrt(Math.max(remainder(row, row), 1e-3));
    }
  }

  private double remainder(int row, int column) {
    double sum = common[row * size + column];
    for (int i = 0; i < column; i++) {
      sum -= factor[row * size + i] * factor[column * size + i];
    }
    return sum;
  }

  private void substitute(int n) {
    for (int row = 0; row < n; row++) {
      double sum = right[row];
      for (int i = 0; i < row; i++) {
        sum -= factor[row * size + i] * right[i];
      }
      right[row] = sum * inverse[row];
    }
    for (int row = n - 1; row >= 0; row--) {
      double sum = right[row];
      for (int i = row + 1; i < n; i++) {
        sum -= factor[i * size + row] * right[i];
      }
      right[row] = sum * inverse[row];
    }
  }
}
