package dev.tidemark.sources.provider.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.ProviderException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Answers with random damage: there are bars of the window, or a [ProviderException]; nothing else.
class FeedFuzzTest {
    private static final List<String> PIECES = List.of(
            "",
            "0",
            "-1",
            "9",
            ".",
            ",",
            "\n",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "null",
            "NaN",
            "1e400",
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "+999999999-12-31",
            "0000-01-01",
            "9999-12-31",
            "<html>",
            "\u0000",
            "é",
            "true",
            "error",
            "Note");
    private static final int[] STATUS = {200, 200, 200, 400, 404, 422, 429};

    private static String damaged(String body, Random random) {
        StringBuilder text = new StringBuilder(body);
        for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(random.nextBoolean() ? 3 : 40));
            String piece = random.nextInt(3) == 0
                    ? body.substring(random.nextInt(body.length()))
                    : PIECES.get(random.nextInt(PIECES.size()));
            text.replace(at, end, random.nextBoolean() ? piece : piece.substring(0, Math.min(piece.length(), 12)));
        }
        return text.toString();
    }

    @Property(tries = 4000)
    void damagedAnswers(@ForAll @IntRange(max = 17) int sample, @ForAll long seed) {
        check(FeedFaultsTest.SAMPLES.get(sample), new Random(seed));
    }

    private static void check(FeedSample sample, Random random) {
        String body = damaged(sample.body(), random);
        try {
            BarAnswer answer = sample.answer(STATUS[random.nextInt(STATUS.length)], sample.contentType(), body);
            for (int row = 0; row < answer.bars().size(); row++) {
                assertThat(sample.request().holds(answer.bars().ts(row)))
                        .as(body)
                        .isTrue();
            }
            assertThat(answer.from()).isAfterOrEqualTo(sample.request().from());
            assertThat(answer.to()).isBeforeOrEqualTo(sample.request().to());
        } catch (ProviderException e) {
            assertThat(e.text()).isNotBlank();
        }
    }
}
