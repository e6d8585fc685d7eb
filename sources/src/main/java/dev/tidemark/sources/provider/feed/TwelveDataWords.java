package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.Reply;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// What Twelve Data says instead of bars: an object of `status`, `code` and `message`, whatever the status of HTTP is.
final class TwelveDataWords {
    /// How long used up credits of a minute hold at most.
    static final Duration PAUSE = Duration.ofSeconds(65);

    private TwelveDataWords() {}

    /// A rule for replies: takes bars, and the message that there are none.
    static boolean isAnswer(Reply reply) throws ProviderException {
        return reply.isShort() && Answers.isJson(reply) && saysThatThereIsNothing(Answers.json(reply));
    }

    /// Whether the window has no bars.
    ///
    /// @throws ProviderException for any other error
    static boolean saysThatThereIsNothing(JsonNode answer) throws ProviderException {
        if (!answer.path("status").asString("").equals("error")) {
            return false;
        }
        long code = Answers.whole(Answers.member(answer, "code"), "the code of the error");
        String words = Answers.text(Answers.member(answer, "message"), "the message of the error");
        if (code == 400 && words.startsWith("No data is available on the specified dates")) {
            return true;
        }
        throw judged(code, words);
    }

    private static ProviderException judged(long code, String words) {
        if (code == 429) {
            return words.contains("for the day")
                    ? new ProviderException(Fault.QUOTA, words)
                    : ProviderException.rateLimited(words, PAUSE);
        }
        if (code >= 500) {
            return new ProviderException(Fault.SERVER_ERROR, words);
        }
        boolean isAboutSymbol = code == 404 || (code == 400 && words.startsWith("**symbol**"));
        boolean isAboutKey = code == 401 || code == 403;
        return new ProviderException(
                isAboutKey ? Fault.REFUSED : isAboutSymbol ? Fault.UNKNOWN_SYMBOL : Fault.BAD_ANSWER,
                code + ": " + words);
    }
}
