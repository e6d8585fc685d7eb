package dev.tidemark.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextPoolTest {
    private static String text(TextPool pool, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return pool.text(bytes, 1, bytes.length - 1);
    }

    @Test
    void aTextThatComesAgainIsTheSameObject() {
        TextPool pool = new TextPool();
        String first = text(pool, "20002020");
        text(pool, "P");

        assertThat(text(pool, "20002020")).isEqualTo("20002020").isSameAs(first);
        assertThat(text(pool, "")).isEmpty();
    }

    @Test
    void moreTextsThanItRemembersComeRightAllTheSame() {
        TextPool pool = new TextPool();
        for (int i = 0; i < 10_000; i++) {
            assertThat(text(pool, "c" + i % 5_000)).isEqualTo("c" + i % 5_000);
        }
    }

    @Property
    void anyText(@ForAll String text) {
        String encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        TextPool pool = new TextPool();
        assertThat(text(pool, encodable)).isEqualTo(encodable);
        assertThat(text(pool, encodable)).isEqualTo(encodable);
    }
}
