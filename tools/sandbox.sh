# The sandbox as ./dev builds and starts it.
# shellcheck shell=bash

sandbox=$target_dir/debug/sandbox
today=${MOTCUA_TODAY:-2026-11-25}

# The compiler of the definitions and the maker of pictures of cards are built beside it: tests use both.
build_sandbox() {
    say "building the sandbox"
    build_program sandbox
    build_program forms
    build_program card-images
}

port_taken() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A port that is free together with the next one, which the identity provider takes.
free_port() {
    local port
    for _ in {1..50}; do
        port=$((20000 + RANDOM % 12000))
        if ! port_taken "$port" && ! port_taken "$((port + 1))"; then echo "$port" && return; fi
    done
    fail "no free port found" "end some of the programs that listen on 127.0.0.1"
}

# with_sandbox COMMAND…: runs a command beside a sandbox with an empty database, and tells it
# the address (MOTCUA_URL), the program, its date, the built app and the browser.
with_sandbox() (
    port=$(free_port)
    work=$(mktemp -d)
    "$sandbox" serve --port "$port" --dist dist --db "$work/sandbox.sqlite" --today "$today" >"$work/log" 2>&1 &
    server=$!
    trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
    for _ in {1..300}; do
        grep -q '^ready ' "$work/log" && break
        kill -0 $server 2>/dev/null || break
        sleep 0.1
    done
    url=$(awk '$1 == "ready" { print $2; exit }' "$work/log")
    if [ -z "$url" ]; then
        cat "$work/log" >&2
        fail "the sandbox did not start" "its own message is above; ./dev run starts it alone"
    fi
    MOTCUA_URL=$url MOTCUA_SANDBOX=$sandbox MOTCUA_DIST=$root/dist MOTCUA_TODAY=$today \
        MOTCUA_CHROMIUM=$(browser) "$@"
)
