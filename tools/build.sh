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
    say "compiling the definitions"
    rm -rf $site/services $site/lists
    mkdir -p $site
    forms build --out $site
    say "building the app with $app_toolchain"
    RUSTUP_TOOLCHAIN=$app_toolchain TRUNK_SKIP_VERSION_CHECK=true NO_COLOR=true \
        trunk --log warn build --release
    node tools/compress.mjs dist
    touch $stamp
}

up_to_date() {
    [ -f $stamp ] && [ -f dist/index.html ] || return 1
    local inputs=(src crates services data locales style public index.html build.rs Trunk.toml
        Cargo.toml Cargo.lock package-lock.json tools/build.sh tools/compress.mjs)
    [ -z "$(find "${inputs[@]}" -newer $stamp -print -quit)" ]
}
