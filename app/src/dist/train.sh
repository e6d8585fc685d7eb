#!/usr/bin/env bash
# Usage: train.sh DIST
# Trains one ahead-of-time cache per JVM mode by running common commands on a lake of a few rows. A cache fits one JDK, one
# set of flags and these very jars; it only saves time, so nothing here fails the build.
set -uo pipefail

dist=$1
source "$(dirname "${BASH_SOURCE[0]}")/../../../bin/tidemark"
find_java || exit 0

# Cache and verifier of the JVM treat class files of Java 5 as a special, slow case.
"$java_home/bin/java" "${BASH_SOURCE[0]%/*}/CurrentClassFiles.java" "$dist"/lib/picocli-*.jar ||
    echo "picocli stays as it is: starts will be slower" >&2

work=$(mktemp -d "${TMPDIR:-/tmp}/tidemark-train.XXXXXX") || exit 0
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/stooq/data/daily/us/nasdaq stocks" "$dist/aot"

sample() { # SYMBOL
    local day price=100
    echo '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>'
    for day in 02 03 04 05 08 09 10 11 12 16 17 18 19 22 23 24 25 26 29 30 31; do
        price=$((price + 1))
        echo "$1,D,202401$day,000000,$price,$((price + 2)),$((price - 2)),$((price + 1)),1000,0"
    done
}
sample AAPL.US > "$work/stooq/data/daily/us/nasdaq stocks/aapl.us.txt"
mkdir -p "$work/lists"
printf 'market,isin,symbol,name\nNSQ,,AAPL,Apple USD\nNYSE,,BRK.B,Berkshire USD\n,,MSFT:US,Microsoft\n' > "$work/lists/broker.csv"
sample MSFT.US > "$work/stooq/data/daily/us/nasdaq stocks/msft.us.txt"

# One command a line, a tab between arguments.
commands() { # LAKE
    local lake=$1 tab=$'\t'
    local in="--lake$tab$lake$tab"
    local list="symbol, count(*) AS n, max(close) AS high FROM bars_1d GROUP BY symbol ORDER BY symbol"
    printf '%s\n' "init$tab$lake" \
        "${in}import${tab}stooq${tab}$work/stooq" \
        "${in}sql${tab}SELECT $list" \
        "${in}sql${tab}SELECT $list${tab}--format${tab}csv" \
        "${in}sql${tab}SELECT $list${tab}--format${tab}json" \
        "${in}status" "${in}list" "${in}info${tab}bars/1d/AAPL.US" "${in}log" "${in}--json${tab}log" \
        "${in}import${tab}stooq${tab}$work/stooq" \
        "${in}load${tab}-p${tab}simulated${tab}-s${tab}S1,S2,S3,S-USD${tab}--start${tab}2024-01-01${tab}--end${tab}2024-06-28${tab}--dataset${tab}bars/1d-sim" \
        "${in}update${tab}--all${tab}--until${tab}2024-07-12" "${in}update${tab}--all${tab}--until${tab}2024-07-12" \
        "${in}universe${tab}prepare${tab}--stooq${tab}$work/stooq${tab}--instruments${tab}$work/lists" \
        "${in}universe${tab}prepare" "${in}universe${tab}prepare" \
        "${in}gaps${tab}bars/1d-sim" "${in}validate" "${in}health" \
        "${in}verify" "${in}doctor" "--help" "${in}no-such-command"
    in="--lake$tab$work/demo$tab"
    printf '%s\n' "${in}plan" "${in}build" "${in}status" "${in}explain${tab}labels/default/KQ.m@SHFE.cu/2024-02-19"
}

for mode in long short; do
    if [[ $mode == long ]]; then
        # Enough rows of each format for the profiles that C2 compiles by. The short mode looks at what it leaves.
        printf '%s\t%s\n' demo "$work/demo" > "$work/$mode.commands"
    fi
    commands "$work/$mode" >> "$work/$mode.commands"
    jvm_flags "$mode" "$dist"
    log=$dist/aot/$mode.log
    if "$java_home/bin/java" "${jvm_flags[@]}" "-XX:AOTCacheOutput=$work/$mode.aot" \
        -cp "$dist/lib/tidemark-app-$(< "$dist/VERSION").jar" dev.tidemark.app.Training "$work/$mode.commands" \
        > "$log" 2>&1 < /dev/null && [[ -s $work/$mode.aot ]]; then
        mv "$work/$mode.aot" "$dist/aot/$mode.aot"
    else
        echo "no start-up cache for $mode commands; see $log" >&2
    fi
done
printf '%s\n' "$java_home" > "$dist/aot/java-home"
