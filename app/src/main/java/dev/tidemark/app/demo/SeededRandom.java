package dev.tidemark.app.demo;

/// A small random generator whose numbers are the same on every platform and in every version: SplitMix64 (Steele, Lea
/// and
/// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Not thread-safe.
public final class SeededRandom {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;
    private static final int DOUBLE_SHIFT = 11;

    private long state;

    public SeededRandom(long seed) {
        state = seed;
    }

    /// A generator for a named part, such as a ticker: parts do not disturb each other.
    public SeededRandom part(String name) {
        long seed = state;
        for (int i = 0; i < name.length(); i++) {
            seed = mix(seed + GAMMA * (name.charAt(i) + 1L));
        }
        return new SeededRandom(seed);
    }

    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /// From 0 (inclusive) to 1 (exclusive).
    public double nextDouble() {
        return (nextLong() >>> DOUBLE_SHIFT) * UNIT;
    }

    /// From `least` (inclusive) to `most` (exclusive).
    public double between(double least, double most) {
        return least + nextDouble() * (most - least);
    }

    /// From the standard normal distribution (Box and Muller), by strict arithmetic.
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - nextDouble()));
        return radius * StrictMath.cos(2.0 * StrictMath.PI * nextDouble());
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
