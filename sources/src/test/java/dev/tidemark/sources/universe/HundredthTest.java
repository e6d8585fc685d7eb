package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

class HundredthTest {
    private static String hundredth(String number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MeasuredOutput target = new MeasuredOutput(bytes);
        byte[] text = ("<" + number + ">").getBytes(StandardCharsets.UTF_8);
        Hundredth.write(text, 1, text.length - 1, target);
        target.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Property(tries = 1_000)
    void isExact(@ForAll @Scale(20) @BigRange(min = "-1000000000000", max = "1000000000000") BigDecimal number) {
        for (String text : new String[] {number.toPlainString(), number.toString()}) {
            assertThat(new BigDecimal(hundredth(text))).isEqualByComparingTo(number.movePointLeft(2));
        }
    }

    @Property(tries = 1_000)
    void whatIsNoNumberGoesOutAsItIs(@ForAll String text) {
        boolean isNumber = text.matches("[+-]?([0-9,]*[0-9][0-9,]*\\.?[0-9]*|,*\\.[0-9]+)([eE][+-]?[0-9]+)?");
        if (!isNumber && text.chars().allMatch(c -> c < 128)) {
            assertThat(hundredth(text)).isEqualTo(text);
        }
    }
}
