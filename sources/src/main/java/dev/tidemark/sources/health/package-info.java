/// How series stand: whole, behind, or failing. [dev.tidemark.sources.health.HealthCheck] has the rules.
@NullMarked
package dev.tidemark.sources.health;

import org.jspecify.annotations.NullMarked;
