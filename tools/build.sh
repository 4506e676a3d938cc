# ./dev build: the app into dist/, compressed beforehand for the web server.
# shellcheck shell=bash
source tools/setup.sh

site=target/site            # what is compiled for the site besides the app; Trunk.toml copies it
# How fresh dist/ is: one of both, whichever app was built last.
built=target/site.built     # the app as it is served
looked=target/site.looked   # the app that was built to be looked at

cmd_build() {
    freshen $built
    [ $fresh = no ] || return 0
    setup_build
    begin_build $built
    build_site
    say "building the app with $app_toolchain"
    # Where this machine keeps the sources of libraries stands in no message of the program.
    local flags="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=lib --remap-path-prefix=$root="
    # Trunk takes wasm-bindgen from the path: it finds the step that splits the program before.
    MOTCUA_WASM_BINDGEN=$(command -v wasm-bindgen) PATH="$root/tools/split:$PATH" \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags build_app --release --features split
    node tools/compress.mjs dist
    mv $built.begun $built
}

# An app to look at: whichever is built, as long as its program is not changed; else a quick one.
build_quickly() {
    local stamp
    for stamp in $built $looked; do
        freshen $stamp
        [ $fresh = no ] || return 0
    done
    setup_build
    begin_build $looked
    say "building the app quickly, in one piece"
    build_to_look
    mv $looked.begun $looked
}

# What is changed while this builds is built next time.
begin_build() {
    mkdir -p target
    rm -f $built $looked
    touch "$1.begun"
}

# The app in one piece and as quickly as can be: neither small nor fast.
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

# What the program is made of: a change of any of it builds the app anew. Definitions, lists and texts are files beside it.
program=(src crates style public index.html build.rs data/saved-time.csv Trunk.toml Cargo.toml Cargo.lock package-lock.json
    tools/build.sh tools/code-reader.mjs tools/compress.mjs tools/integrity.mjs tools/split tools/split.mjs)

# freshen STAMP: puts into a built app what was changed of the files beside its program. Sets `fresh`: no, where there is
# no such app, or its program is changed, or no longer fits its texts: one was added, taken out, or has other gaps.
freshen() {
    local stamp=$1 texts=no definitions=no file
    fresh=no
    if [ ! -f "$stamp" ] || [ ! -f dist/index.html ] || is_newer "$stamp" "${program[@]}"; then return 0; fi
    if is_newer "$stamp" locales; then texts=yes; fi
    if is_newer "$stamp" services data; then definitions=yes; fi
    touch "$stamp.begun"
    if [ $texts = yes ]; then
        say "compiling the texts"
        # The build script writes them; the program itself is only looked at.
        cargo check -q -p motcua
        for file in $site/text/*.txt; do
            [ "$(head -n 1 "$file")" = "$(head -n 1 "dist/text/${file##*/}" 2>/dev/null)" ] || return 0
        done
        put_in_app text
    fi
    if [ $definitions = yes ]; then
        build_site
        put_in_app services
        put_in_app lists
    fi
    fresh=yes
    mv "$stamp.begun" "$stamp"
    say "dist/ is up to date"
}

# is_newer STAMP INPUT…: whether anything of this was changed since.
is_newer() { [ -n "$(find "${@:2}" -newer "$1" -print -quit)" ]; }

put_in_app() {
    rm -rf "dist/$1"
    cp -R "$site/$1" "dist/$1"
    node tools/compress.mjs "dist/$1"
}
