package dev.tidemark.app.demo;

/// A made-up order book of one copper contract over time: a walk of the price in ticks, five levels on each side, and
/// what the day has traded so far. Prices are whole numbers of the quote unit.
final class SimulatedBook {
    private static final int TICK_SIZE = 10;
    private static final int MULTIPLIER = 5;
    private static final int LEVELS = 5;

    private final SeededRandom random;
    private final double growth;
    private final int[] bidVolumes = new int[LEVELS];
    private final int[] askVolumes = new int[LEVELS];

    private int bid = 68_200;
    private int spread = TICK_SIZE;
    private int last = bid;
    private int previous = last;
    private int open;
    private int highest;
    private int lowest;
    private long volume;
    private long turnover;
    private double interest = 150_000;
    private long previousInterest;

    /// @param growth of the open interest, a day: 0.1 is a tenth
    SimulatedBook(SeededRandom random, double growth) {
        this.random = random;
        this.growth = growth;
        interest *= growth < 0 ? 1 : 0.7;
    }

    /// Begins a trading day.
    void nextDay() {
        previous = last;
        previousInterest = interest();
        interest *= 1 + growth;
        open = last;
        highest = last;
        lowest = last;
        volume = 0;
        turnover = 0;
    }

    /// Goes to the next snapshot.
    void tick() {
        bid += TICK_SIZE * (int) StrictMath.rint(random.nextGaussian());
        spread = TICK_SIZE * (1 + (int) random.between(0, 1.3));
        last = random.nextDouble() < 0.5 ? bid : bid + spread;
        highest = Math.max(highest, last);
        lowest = Math.min(lowest, last);
        int traded = (int) random.between(0, 60);
        volume += traded;
        turnover += (long) traded * last * MULTIPLIER;
        for (int i = 0; i < LEVELS; i++) {
            bidVolumes[i] = (int) random.between(1, 120);
            askVolumes[i] = (int) random.between(1, 120);
        }
    }

    int last() {
        return last;
    }

    /// The last price of the day before.
    int previous() {
        return previous;
    }

    int open() {
        return open;
    }

    int highest() {
        return highest;
    }

    int lowest() {
        return lowest;
    }

    /// Contracts traded since the day began.
    long volume() {
        return volume;
    }

    /// Their value.
    long turnover() {
        return turnover;
    }

    long interest() {
        return (long) interest;
    }

    long previousInterest() {
        return previousInterest;
    }

    /// @param level 1 to 5
    int bid(int level) {
        return bid - TICK_SIZE * (level - 1);
    }

    /// @param level 1 to 5
    int ask(int level) {
        return bid + spread + TICK_SIZE * (level - 1);
    }

    /// @param level 1 to 5
    int bidVolume(int level) {
        return bidVolumes[level - 1];
    }

    /// @param level 1 to 5
    int askVolume(int level) {
        return askVolumes[level - 1];
    }
}
