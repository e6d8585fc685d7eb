package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// The same factors and labels in pandas and Polars, in memory, where a Python on the path has them.
final class PythonKernels {
    private static final String SCRIPT = """
        import sys, time
        module, folder, runs, tick = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
        try:
            import numpy as np
            if module == 'polars':
                import polars as pl
            else:
                import pandas as pd
        except ImportError:
            print('absent')
            sys.exit()
        names = open(folder + '/columns').read().split()
        data = {n: np.fromfile(folder + '/' + n, dtype='>f8') .astype('f8') for n in names}
        levels = range(1, 6)

        def shared(frame, when):
            b = sum(frame('bid_volume%d' % i) for i in levels)
            a = sum(frame('ask_volume%d' % i) for i in levels)
            fb = sum(i * frame('bid_volume%d' % i) for i in levels)
            fa = sum(i * frame('ask_volume%d' % i) for i in levels)
            b1, a1 = frame('bid_volume1'), frame('ask_volume1')
            mid = (frame('bid_price1') + frame('ask_price1')) / 2
            worth = sum(frame('bid_price%d' % i) * frame('bid_volume%d' % i)
                        + frame('ask_price%d' % i) * frame('ask_volume%d' % i) for i in levels)
            return mid, {
                'spread': frame('ask_price1') - frame('bid_price1'),
                'mid': mid,
                'microprice': when(b1 + a1 <= 0, mid,
                                   (frame('bid_price1') * a1 + frame('ask_price1') * b1) / (b1 + a1)),
                'imbalance_1': when(b1 + a1 <= 0, 0.0, (b1 - a1) / (b1 + a1)),
                'imbalance_total': when(b + a <= 0, 0.0, (b - a) / (b + a)),
                'depth_weighted_price': worth / (a + b),
                'book_slope': when(fb + fa <= 0, 0.0, (fb - fa) / (fb + fa)),
                'return_10': mid / mid.shift(10) - 1,
                'oi_delta_10': frame('open_interest') - frame('open_interest').shift(10),
            }

        def pandas_run(frame):
            column = lambda n: frame[n]
            mid, out = shared(column, lambda c, x, y: pd.Series(np.where(c, x, y)))
            out['volatility_20'] = (mid / mid.shift(1) - 1).rolling(20).std()
            volume = frame['volume']
            traded = volume - volume.shift(1)
            traded = traded.where(frame['day'] == frame['day'].shift(1), volume)
            out['volume_delta_10'] = traded.rolling(10).sum().where(volume.shift(10).notna())
            for n in (10, 50, 200):
                d = mid.shift(-n) - mid
                label = np.where(d >= tick - tick * 1e-6, 2.0, np.where(d <= -(tick - tick * 1e-6), 0.0, 1.0))
                out['label_%d' % n] = pd.Series(label).where(d.notna())
            return pd.DataFrame(out)

        def polars_run(frame):
            when = lambda c, x, y: pl.when(c).then(x).otherwise(y)
            mid, out = shared(pl.col, when)
            out['volatility_20'] = (mid / mid.shift(1) - 1).rolling_std(20)
            volume = pl.col('volume')
            traded = when(pl.col('day') == pl.col('day').shift(1), volume - volume.shift(1), volume)
            out['volume_delta_10'] = when(volume.shift(10).is_not_null(), traded.rolling_sum(10), None)
            for n in (10, 50, 200):
                d = mid.shift(-n) - mid
                out['label_%d' % n] = when(d >= tick - tick * 1e-6, 2.0, when(d <= -(tick - tick * 1e-6), 0.0, when(
                    d.is_not_null(), 1.0, None)))
            return frame.select([e.alias(n) for n, e in out.items()])

        if module == 'polars':
            frame, run = pl.DataFrame(data), polars_run
        else:
            frame, run = pd.DataFrame(data), pandas_run
        seconds = []
        for _ in range(runs):
            started = time.perf_counter()
            result = run(frame)
            seconds.append(time.perf_counter() - started)
        for name in result.columns:
            np.asarray(result[name].to_numpy(), dtype='>f8').tofile(folder + '/out-' + module + '-' + name)
        print(sorted(seconds)[runs // 2])
        """;

    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private PythonKernels() {}

    /// Seconds that a library takes for all factors and labels of the columns in a folder, the median of `runs`; empty
    /// where it is not installed. Its values are left in the folder, a file a column, big-endian.
    static OptionalDouble seconds(Bench bench, String module, Path folder, int runs, double tick)
            throws InterruptedException {
        for (String python : PYTHONS) {
            try {
                String answer = bench.process(List.of(
                                python,
                                "-c",
                                SCRIPT,
                                module,
                                folder.toString(),
                                Integer.toString(runs),
                                Double.toString(tick)))
                        .output()
                        .strip();
                if (!answer.equals("absent")) {
                    return OptionalDouble.of(Double.parseDouble(answer));
                }
            } catch (IOException e) {
                bench.out().println("| " + module + " by " + python + " | not run | " + lastLine(e) + " |");
            }
        }
        return OptionalDouble.empty();
    }

    private static String lastLine(IOException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("");
    }
}
