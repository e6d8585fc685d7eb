package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The two halves of Thrift's compact protocol, against its text and against each other.
class ThriftCompactTest {
    @Test
    void bytesAreThoseOfTheProtocol() {
        ByteSink sink = new ByteSink(1);
        var thrift = new ThriftCompactWriter(sink);
        thrift.beginStruct();
        thrift.int32(1, -1);
        thrift.int64(3, 300);
        thrift.text(4, "ab");
        thrift.bool(5, true);
        thrift.list(6, ThriftType.I32, 2);
        thrift.int32(0);
        thrift.int32(64);
        thrift.endStruct();
        assertThat(bytes(sink))
                .containsExactly(
                        0x15, 0x01, 0x26, 0xd8, 0x04, 0x18, 0x02, 'a', 'b', 0x11, 0x19, 0x25, 0x00, 0x80, 0x01, 0x00);
    }

    @Test
    void whatIsWrittenIsRead() {
        ByteSink sink = new ByteSink(1);
        var writer = new ThriftCompactWriter(sink);
        writer.beginStruct();
        writer.int64(1, Long.MIN_VALUE);
        writer.beginStruct(2);
        writer.int32(15, Integer.MIN_VALUE);
        writer.endStruct();
        writer.list(3, ThriftType.STRUCT, 20);
        for (int i = 0; i < 20; i++) {
            writer.beginStruct();
            writer.int32(1, i);
            writer.endStruct();
        }
        writer.text(4, "end");
        writer.endStruct();

        var reader = new ThriftCompactReader(Arrays.copyOf(sink.array(), sink.size()));
        reader.beginStruct();
        assertThat(reader.nextField()).isEqualTo(1);
        assertThat(reader.int64()).isEqualTo(Long.MIN_VALUE);
        assertThat(reader.nextField()).isEqualTo(2);
        reader.struct();
        assertThat(reader.nextField()).isEqualTo(15);
        assertThat(reader.int32()).isEqualTo(Integer.MIN_VALUE);
        assertThat(reader.nextField()).isZero();
        assertThat(reader.nextField()).isEqualTo(3);
        reader.skip();
        assertThat(reader.nextField()).isEqualTo(4);
        assertThat(reader.text()).isEqualTo("end");
        assertThat(reader.nextField()).isZero();
    }

    @Test
    void noiseNeverEndsInAnotherException() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            try {
                new FooterParser(noise).parse();
            } catch (IllegalArgumentException | ArithmeticException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void aClaimedLengthIsNotTrusted() {
        byte[] footer = {0x18, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
        assertThatIllegalArgumentException().isThrownBy(() -> new FooterParser(footer).parse());
    }

    @Test
    void deepNestingIsRefused() {
        byte[] footer = new byte[10_000];
        Arrays.fill(footer, (byte) 0x1c); // each byte opens a struct in field 1
        assertThatIllegalArgumentException().isThrownBy(() -> new FooterParser(footer).parse());
    }

    private static int[] bytes(ByteSink sink) {
        String text = new String(sink.array(), 0, sink.size(), StandardCharsets.ISO_8859_1);
        return text.chars().toArray();
    }
}
