# ./dev build: the app into dist/, compressed beforehand for the web server.
# shellcheck shell=bash
source tools/setup.sh

site=target/site            # what is compiled for the site besides the app; Trunk.toml copies it
stamp=target/site.built

cmd_build() {
    if up_to_date; then
        say "dist/ is up to date"
        return
    fi
    setup_build
    # What is changed while this builds is built next time.
    mkdir -p target
    touch $stamp.begun
    build_site
    say "building the app with $app_toolchain"
    # Where this machine keeps the sources of libraries stands in no message of the program.
    local flags="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=lib --remap-path-prefix=$root="
    # Trunk takes wasm-bindgen from the path: it finds the step that splits the program before.
    MOTCUA_WASM_BINDGEN=$(command -v wasm-bindgen) PATH="$root/tools/split:$PATH" \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags build_app --release --features split
    node tools/compress.mjs dist
    mv $stamp.begun $stamp
}

# The app in one piece and as quickly as can be, for tests that ask what it does: neither small nor fast.
build_to_look() {
    build_site
    CARGO_PROFILE_DEV_OPT_LEVEL=0 CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_PANIC=abort build_app
}

build_site() {
    say "compiling the definitions"
    rm -rf $site/services $site/lists $site/*.wasm
    mkdir -p $site
    forms build --out $site
}

build_app() {
    MOTCUA_SITE=$site RUSTUP_TOOLCHAIN=$app_toolchain TRUNK_SKIP_VERSION_CHECK=true NO_COLOR=true trunk --log warn build "$@"
}

up_to_date() {
    [ -f $stamp ] && [ -f dist/index.html ] || return 1
    local inputs=(src crates services data locales style public index.html build.rs Trunk.toml
        Cargo.toml Cargo.lock package-lock.json tools/build.sh tools/code-reader.mjs tools/split tools/split.mjs tools/compress.mjs)
    [ -z "$(find "${inputs[@]}" -newer $stamp -print -quit)" ]
}
