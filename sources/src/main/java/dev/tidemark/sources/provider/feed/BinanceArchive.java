package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.files.PackedFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Ask;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.Reply;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The published files of one symbol and interval: a zip with one CSV each, and beside it its SHA-256, which has to be
/// right.
///
/// @param base     where the archive is
/// @param symbol   an encoded segment of a path
/// @param interval such as `1m`
/// @param caller   carries the questions
record BinanceArchive(URI base, String symbol, String interval, Caller caller) {
    private static final Pattern CHECKSUM = Pattern.compile("([0-9a-fA-F]{64})[ \\t]+\\*?(\\S+)\\s*");

    /// The CSV of a span; empty when it is not published.
    Optional<byte[]> csv(ArchiveSpan span) throws ProviderException {
        String name = symbol + "-" + interval + "-" + span.label();
        Ask zip = Ask.of(base, path(span, name) + ".zip");
        Optional<Reply> checksum = find(Ask.of(base, zip.path() + ".CHECKSUM"));
        if (checksum.isEmpty()) {
            return Optional.empty();
        }
        Optional<Reply> archive = find(zip);
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        check(archive.get().body(), checksum.get(), name + ".zip");
        return Optional.of(unpack(archive.get().body(), name));
    }

    private String path(ArchiveSpan span, String name) {
        return "/data/spot/" + span.folder() + "/klines/" + symbol + "/" + interval + "/" + name;
    }

    private Optional<Reply> find(Ask ask) throws ProviderException {
        try {
            return Optional.of(caller.get(ask));
        } catch (ProviderException e) {
            if (e.fault() == Fault.UNKNOWN_SYMBOL) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void check(byte[] archive, Reply checksum, String name) throws ProviderException {
        Matcher line = CHECKSUM.matcher(checksum.text());
        if (!line.matches() || !line.group(2).equals(name)) {
            throw Answers.bad(
                    "the checksum of " + name + " is no line of a checksum and that name: " + checksum.preview());
        }
        String sum = HexFormat.of().formatHex(sha256(archive));
        if (!sum.equalsIgnoreCase(line.group(1))) {
            throw Answers.bad(name + " has the checksum " + sum + ", published is " + line.group(1));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static byte[] unpack(byte[] archive, String name) throws ProviderException {
        try {
            return PackedFile.only(archive, name + ".csv");
        } catch (SourceRefusedException e) {
            throw new ProviderException(Fault.BAD_ANSWER, name + ".zip: " + e.text(), e);
        }
    }
}
