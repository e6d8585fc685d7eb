/// Who delivers bars over a network, and how they are asked: [dev.tidemark.sources.provider.Provider] knows a format,
/// [dev.tidemark.sources.provider.ProviderCaller] knows patience. What an answer does to the lake is decided in
/// `sources.update`.
@NullMarked
package dev.tidemark.sources.provider;

import org.jspecify.annotations.NullMarked;
