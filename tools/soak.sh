# ./dev soak: the long form of the tests on generated answers. docs/soak.md keeps the last results.
# shellcheck shell=bash
source tools/check.sh

# Answers per service, and seeds of fillings per case.
soak_answers=${MOTCUA_GENERATED:-10000}
soak_seeds=${MOTCUA_SOAK:-20}

cmd_soak() {
    export MOTCUA_GENERATED=$soak_answers MOTCUA_SOAK=$soak_seeds
    say "$soak_answers answers per service (seeds 0 to $((soak_answers - 1))), $soak_seeds seeds of fillings per case"
    local begun=$SECONDS
    say "cases, answers left out, constraints, rules, hidden answers"
    cargo test -q -p forms --all-features --test filling -- --nocapture
    say "engine and schema, print"
    cargo test -q -p forms --all-features --lib generated -- --nocapture
    say "case questions without the engine"
    cargo test -q -p forms --all-features --test author_site case_questions
    say "engine and server"
    cargo test -q -p sandbox --all-features --test contract verdicts::
    say "all agree, after $((SECONDS - begun)) seconds"
}
