# ./dev test: every part, one after the other; a part that fails does not stop the next.
# shellcheck shell=bash
source tools/build.sh
source tools/check.sh
source tools/sandbox.sh

parts=(format clippy unit lint build size contract browser dependencies)

part_lint() {
    forms lint
    local overlay
    for overlay in overlays/*.toml; do forms lint --overlay "$overlay"; done
}

part_build() { cmd_build; }

part_size() { node tools/size.mjs; }

# Journeys in Chromium against the built app and a sandbox with an empty database.
part_browser() {
    local files
    mapfile -t files < <(find tests/browser -name '*.test.*js' 2>/dev/null | sort)
    [ ${#files[@]} -gt 0 ] || fail "no browser test found" "tests/browser/*.test.js is where they are"
    [ -f dist/index.html ] || fail "the app is not built" "./dev build says why"
    build_sandbox
    # Each file starts a sandbox and a browser of its own; a third makes use of two cores while two wait for an answer.
    # One that hangs fails after a quarter of an hour.
    with_sandbox node --test --test-concurrency=3 --test-timeout=900000 --test-reporter=spec "${files[@]}"
}

# Licences and sources of every crate; crates kept out of the browser; known weaknesses, if the
# database that lists them can be reached.
part_dependencies() {
    cargo deny --all-features check licenses bans sources
    cargo deny --config deny-browser.toml check bans
    if timeout 120 cargo deny fetch db >/dev/null 2>&1; then
        cargo deny --all-features check advisories
    else
        echo "advisories: NOT CHECKED (the advisory database cannot be fetched from here)"
    fi
}

cmd_test() {
    local asked=("$@") part status logs=$target_dir/dev-test failed_parts=()
    [ $# -gt 0 ] || asked=("${parts[@]}")
    for part in "${asked[@]}"; do
        [[ " ${parts[*]} " == *" $part "* ]] || fail "no part is called $part" "the parts: ${parts[*]}"
    done
    rm -rf "$logs" && mkdir -p "$logs"
    passed=0 failed=0
    : >"$logs/slowest"

    local begun=$SECONDS
    setup_build
    setup_test
    note_time "$begun" "setting up"
    for part in "${asked[@]}"; do
        run_part "$part"
        [ "$status" -eq 0 ] || failed_parts+=("$part")
    done

    echo
    echo "Slowest parts and tests, in seconds:"
    sort -rn "$logs/slowest" | head -10 | awk -F '\t' '{ printf "%8.1f  %s\n", $1, $2 }'
    grep -h 'NOT CHECKED' "$logs"/*.log || true
    [ ${#failed_parts[@]} -eq 0 ] || echo "failed: ${failed_parts[*]}; again with ./dev test ${failed_parts[*]}"
    echo
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

# Runs one part in a shell of its own, shows and keeps what it prints, and adds up its tests.
# Sets `status`; it must not be called in a condition, where bash would ignore the part's faults.
run_part() {
    local part=$1 log=$logs/$1.log begun=$SECONDS counts
    printf '\n── %s ──\n' "$part"
    set +e
    (set -euo pipefail; "part_$part") 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    set -e
    note_time "$begun" "$part (whole part)"
    test_times "$log" >>"$logs/slowest"
    counts=$(test_counts "$log")
    passed=$((passed + ${counts% *}))
    failed=$((failed + ${counts#* }))
    case $status,$counts in
        0,"0 0") passed=$((passed + 1)) ;;                # a check, not a test runner
        0,*" 0") ;;
        *" 0") failed=$((failed + 1)) ;;                  # it failed before or after its tests
    esac
}

note_time() { printf '%s\t%s\n' $((SECONDS - $1)) "$2" >>"$logs/slowest"; }

# "PASSED FAILED", added up from the closing lines of nextest, cargo test and node --test.
test_counts() {
    awk '
        function before(word) { return match($0, "[0-9]+ " word) ? substr($0, RSTART, RLENGTH) + 0 : 0 }
        /^ *Summary \[|^test result:/ { passed += before("passed"); failed += before("failed") + before("timed out") }
        /^ℹ pass / { passed += $3 }
        /^ℹ (fail|cancelled) / { failed += $3 }
        END { print passed + 0, failed + 0 }' "$1"
}

# "SECONDS<tab>NAME" of every test that took a tenth of a second or more.
test_times() {
    awk '
        /^ *(PASS|FAIL|LEAK) \[/ {
            match($0, /[0-9.]+s\]/); seconds = substr($0, RSTART, RLENGTH - 2)
            name = substr($0, RSTART + RLENGTH + 1); sub(/^\( *[0-9]+\/[0-9]+\) */, "", name)
        }
        /^ *(✔|✖) .*\([0-9.]+ms\)$/ {
            match($0, /\([0-9.]+ms\)$/); seconds = substr($0, RSTART + 1, RLENGTH - 4) / 1000
            name = substr($0, 1, RSTART - 2); sub(/^ *[^ ]+ /, "", name)
        }
        seconds >= 0.1 && !seen[name]++ { printf "%.1f\t%s\n", seconds, name }
        { seconds = 0 }' "$1"
}
