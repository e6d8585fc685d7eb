package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.Reply;
import dev.tidemark.sources.provider.ReplyRule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// What Alpha Vantage says instead of bars, with status 200: a member `Note`, `Information` or `Error Message`. Its
/// words may repeat the key, which is taken out.
///
/// @param key the user's key
record AlphaVantageWords(String key) implements ReplyRule {
    /// How long a limit of calls a minute or a second holds.
    static final Duration PAUSE = Duration.ofSeconds(60);

    private static final List<String> MEMBERS = List.of("Note", "Information", "Error Message");

    @Override
    public boolean takes(Reply reply) throws ProviderException {
        if (!reply.isShort() || !Answers.isJson(reply)) {
            return false;
        }
        JsonNode answer = Answers.json(reply);
        for (String member : MEMBERS) {
            if (answer.has(member)) {
                throw judged(member, Answers.text(answer.get(member), member).replace(key, "********"));
            }
        }
        return false;
    }

    private static ProviderException judged(String member, String words) {
        String said = words.toLowerCase(Locale.ROOT);
        if (member.equals("Error Message")) {
            return new ProviderException(ofError(said), words);
        }
        if (said.contains("per day") && !said.contains("per minute")) {
            return new ProviderException(Fault.QUOTA, words);
        }
        if (said.contains("per minute") || said.contains("per second") || said.contains("sparingly")) {
            return ProviderException.rateLimited(words, PAUSE);
        }
        return new ProviderException(said.contains("premium") ? Fault.REFUSED : Fault.BAD_ANSWER, words);
    }

    private static Fault ofError(String said) {
        if (said.contains("apikey")) {
            return Fault.REFUSED;
        }
        return said.contains("invalid api call") ? Fault.UNKNOWN_SYMBOL : Fault.BAD_ANSWER;
    }
}
