# ./dev check, and the Rust parts of ./dev test.
# shellcheck shell=bash

all=(--workspace --all-features)

cmd_check() {
    say "format"
    part_format
    say "clippy"
    clippy
    say "unit tests"
    rust_tests --lib --bins
}

part_format() { cargo fmt --all --check || fail "not formatted" "cargo fmt --all"; }

clippy() { cargo clippy -q "${all[@]}" --all-targets -- -D warnings; }

# The app once more, as the browser's compiler sees it.
clippy_browser() {
    RUSTUP_TOOLCHAIN=$app_toolchain cargo clippy -q -p motcua --lib --bins \
        --target wasm32-unknown-unknown -- -D warnings
}

part_clippy() {
    clippy
    clippy_browser
}

# Every native test but the contract's, and the examples in the documentation.
part_unit() {
    if have cargo-nextest; then
        rust_tests --filterset 'not (package(sandbox) & kind(test))'
    else
        rust_tests --exclude sandbox
    fi
    cargo test -q "${all[@]}" --doc
}

# One test per operation and problem of the contract, each against a running sandbox: in one process, which compiles the
# definitions once for all of them.
part_contract() { cargo test -p sandbox --all-features --no-fail-fast --test '*'; }

# rust_tests OPTIONS…: by cargo-nextest where it is installed, else by cargo itself.
rust_tests() {
    if have cargo-nextest; then
        cargo nextest run "${all[@]}" --no-fail-fast "$@"
    else
        cargo test "${all[@]}" --no-fail-fast "$@"
    fi
}
