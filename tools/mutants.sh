# ./dev mutants: brings each fault of tests/faults/rows.json back and runs that row's test, which must turn red.
# shellcheck shell=bash
source tools/test.sh

mutants=$target_dir/mutants     # the copy (tree), what is built of it (build), what the tests said (logs)
tree=$mutants/tree
app=$mutants/app                # is there as long as the app that was built is that of the copy

cmd_mutants() {
    local rows id test name verdict unseen=0
    mapfile -t rows < <(node tools/rows.mjs "$@")
    [ ${#rows[@]} -gt 0 ] || fail "no such row: $*" "tests/faults/rows.json lists them"
    mkdir -p "$mutants/logs"
    rm -f "$app"
    same_tree
    if printf '%s\n' "${rows[@]}" | grep -q '\.js	'; then
        setup_build
        setup_browser
    fi
    say "${#rows[@]} rows as they are"
    for row in "${rows[@]}"; do
        IFS=$'\t' read -r id test name <<<"$row"
        verdict=$(judged "$id" "$test" "$name" before)
        [ "$verdict" = GREEN ] || fail "the test of $id is $verdict before anything is changed" "see $mutants/logs/$id.before"
    done
    printf '\n%-4s %-48s %s\n' row test mutant
    for row in "${rows[@]}"; do
        IFS=$'\t' read -r id test name <<<"$row"
        change "$id" || fail "the mutant of $id does not apply" "cargo test --test fault_rows says why"
        verdict=$(judged "$id" "$test" "$name" mutant)
        change "$id" -R
        [ "$verdict" = red ] || unseen=$((unseen + 1))
        printf '%-4s %-48s %s\n' "$id" "$test" "$verdict"
    done
    printf '\n%s rows, %s not red\n' ${#rows[@]} "$unseen"
    [ "$unseen" -eq 0 ]
}

# The copy is what is here, tracked or new. Only what differs is written, so that only that is compiled again.
same_tree() {
    local file list=$mutants/files
    mkdir -p "$tree"
    git ls-files -co --exclude-standard | while read -r file; do [ ! -f "$file" ] || echo "$file"; done | sort >"$list"
    (cd "$tree" && find . -type f -not -path './target/*' -not -path './dist/*' | sed 's|^\./||' | sort) |
        comm -13 "$list" - | while read -r file; do rm "$tree/$file"; done
    while read -r file; do
        cmp -s "$file" "$tree/$file" && continue
        mkdir -p "$(dirname "$tree/$file")"
        cp --preserve=mode "$file" "$tree/$file"
    done <"$list"
    ln -sfn "$root/node_modules" "$tree/node_modules"
}

# change ROW [-R]: puts the mutant of a row into the copy, or takes it out again.
change() {
    rm -f "$app"
    (cd "$tree" && GIT_CEILING_DIRECTORIES=$mutants git apply "${@:2}" "tests/mutants/$1.patch")
}

# judged ROW FILE NAME WHEN: GREEN, red, or "broken" where nothing was tested: it does not build, or there is no such test.
judged() {
    local log=$mutants/logs/$1.$4 counts
    (cd "$tree" && in_tree "$2" "$3") >"$log" 2>&1 </dev/null || true
    counts=$(test_counts "$log")
    case $counts in
        "0 0") echo broken ;;
        *" 0") echo GREEN ;;
        *) echo red ;;
    esac
}

# Runs the one test of a file in the copy.
in_tree() {
    local file=$1 name=$2 target whole=("${all[@]}")
    export CARGO_TARGET_DIR=$mutants/build
    case $file in
        *.js)
            root=$tree target_dir=$CARGO_TARGET_DIR sandbox=$CARGO_TARGET_DIR/debug/sandbox
            if [ ! -f "$app" ]; then
                build_to_look || return
                build_sandbox || return
                touch "$app"
            fi
            with_sandbox node --test --test-reporter=spec --test-name-pattern "^$name" "$file"
            return
            ;;
        */tests/*) target=(--test "$(sed -E 's|.*/tests/([^/.]*).*|\1|' <<<"$file")") ;;
        tests/*) target=(--test "$(basename "$file" .rs)") ;;
        crates/*) target=(--lib) whole=(-p "$(cut -d/ -f2 <<<"$file")" --all-features) ;;
        *) target=(--lib) whole=(-p motcua --all-features) ;;
    esac
    # Out of the whole, as all tests are built, so that little is compiled twice; of a library that one alone.
    cargo test "${whole[@]}" "${target[@]}" -- "$name"
}
