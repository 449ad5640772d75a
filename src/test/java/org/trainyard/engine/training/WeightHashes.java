package org.trainyard.engine.training;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.Network;

/** Trains every recipe and prints the SHA-256 of the weights: what {@link SameBitsTests} forks. */
final class WeightHashes {

  private static final int EPOCHS = 6;

  private WeightHashes() {}

  /** Arguments: how many threads. */
  public static void main(String[] arguments) {
    System.out.println(Kernels.info().kind() + " " + Kernels.info().lanes());
    for (Recipe recipe : Recipe.values()) {
      System.out.println(hash(trained(recipe, Integer.parseInt(arguments[0])).weights()));
    }
  }

  static Network trained(Recipe recipe, int threads) {
    Network network = recipe.network();
    new Trainer(() -> 0)
        .train(network, recipe.data(), recipe.config(EPOCHS, threads), TrainingHooks.NONE);
    return network;
  }

  static String hash(float[] weights) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * weights.length);
    for (float weight : weights) {
      bytes.putInt(Float.floatToIntBits(weight));
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
