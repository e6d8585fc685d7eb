/// The providers that come with the product, a class each. [dev.tidemark.sources.provider.feed.Feeds] names them.
@NullMarked
package dev.tidemark.sources.provider.feed;

import org.jspecify.annotations.NullMarked;
