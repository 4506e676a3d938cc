# What every part of ./dev uses. Sourced from the project's root.
# shellcheck shell=bash

trunk_version=0.21.14
# It reads what the crate wasm_split_helpers of Cargo.lock marks; a marker it does not know ends the build.
wasm_split_version=0.2.4
cargo_deny_version=0.20.2
target_dir=${CARGO_TARGET_DIR:-$root/target}
tools_dir=${MOTCUA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/motcua/tools}
export PATH="$root/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

# say TEXT…: one line about what is being done.
say() { echo "dev: $*" >&2; }

# fail WHAT REMEDY: ends with the reason and what to do about it.
fail() {
    echo "dev: $1" >&2
    echo "     remedy: $2" >&2
    exit 1
}

have() { command -v "$1" >/dev/null; }

# locked_version CRATE: the version of a crate in Cargo.lock.
locked_version() {
    awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock
}

# build_program NAME: with the features of the tests, so that nothing is compiled twice.
build_program() { cargo build -q --workspace --all-features --bin "$1"; }

# forms ARGS…: the definitions' compiler, linter and reports.
forms() {
    build_program forms
    "$target_dir/debug/forms" "$@"
}
