package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.LocalServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An archive of published files as Binance lays it out; what is not in it is not found.
final class PublishedFiles {
    private final Map<String, LocalServer.Answer> byPath = new TreeMap<>();

    /// Publishes a CSV and its checksum.
    ///
    /// @param name such as `monthly/klines/BTCUSDT/1d/BTCUSDT-1d-2024-01`
    PublishedFiles with(String name, String csv) {
        return withZip(name, zip(name.substring(name.lastIndexOf('/') + 1) + ".csv", csv));
    }

    PublishedFiles withZip(String name, byte[] zip) {
        String file = name.substring(name.lastIndexOf('/') + 1) + ".zip";
        put(name + ".zip", new LocalServer.Answer.Bytes("application/zip", zip));
        return put(
                name + ".zip.CHECKSUM", LocalServer.of(200, "binary/octet-stream", sha256(zip) + "  " + file + "\n"));
    }

    PublishedFiles put(String name, LocalServer.Answer answer) {
        byPath.put("/data/spot/" + name, answer);
        return this;
    }

    LocalServer.Answer answer(LocalServer.Question question) {
        return byPath.getOrDefault(
                question.path(), LocalServer.of(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>"));
    }

    static byte[] zip(String entry, String csv) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(csv.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
