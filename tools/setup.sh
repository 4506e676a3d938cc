# Installs what is missing. Each function leaves alone what is there already.
# shellcheck shell=bash

cmd_setup() {
    setup_build
    setup_test
    say "everything is there"
}

# What building the app needs; sets app_toolchain.
setup_build() {
    have rustup || fail "rustup is missing" "install it as https://rustup.rs says"
    have cc || apt_install build-essential
    setup_npm
    setup_tool trunk "$trunk_version" trunk --locked
    setup_tool wasm-bindgen "$(locked_version wasm-bindgen)" wasm-bindgen-cli
    setup_tool wasm-split-cli "$wasm_split_version" wasm_split_cli_support --locked --features build-binary
    app_toolchain=$(tools/wasm-toolchain.sh)
}

# What the tests need besides.
setup_test() {
    setup_tool cargo-deny "$cargo_deny_version" cargo-deny --locked
    setup_browser
}

# What the tests drive, and what reads their PDFs.
setup_browser() {
    if ! browser >/dev/null || ! have chromedriver || ! have pdftotext; then
        apt_install chromium chromium-driver fonts-liberation poppler-utils
        browser >/dev/null || fail "there is no ${MOTCUA_CHROMIUM:-chromium}" "set MOTCUA_CHROMIUM to the browser's path"
    fi
    setup_light_browser
}

# The same browser without windows, where the distribution has it: the tests take a third less of the machine.
setup_light_browser() {
    if [ -n "${MOTCUA_CHROMIUM:-}" ] || have "$light_browser" || ! grep -qs '^ID=debian' /etc/os-release; then return; fi
    (apt_install "$light_browser") || say "the tests go on with chromium, and take longer"
}

light_browser=chromium-headless-shell

# The path of the browser that the tests drive; fails where there is none.
browser() {
    if [ -n "${MOTCUA_CHROMIUM:-}" ]; then command -v "$MOTCUA_CHROMIUM"
    else command -v "$light_browser" || command -v chromium; fi
}

# Binaryen's wasm-opt, Playwright and axe, as package-lock.json pins them.
setup_npm() {
    have npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' ||
        fail "Node.js 20 or newer with npm is missing" "install it from nodejs.org or your distribution"
    [ node_modules/.package-lock.json -nt package-lock.json ] && return
    say "installing the JavaScript packages"
    npm ci --loglevel=error --no-audit --no-fund || fail "npm ci failed" "see its message above; then run this again"
}

# setup_tool PROGRAM VERSION CRATE [OPTIONS]: puts that very version first on the path.
setup_tool() {
    local program=$1 version=$2 crate=$3 dir=$tools_dir/$1-$2
    [ -n "$version" ] || fail "no version of $program in Cargo.lock" "restore Cargo.lock from git"
    if has_version "$program" "$version"; then return; fi
    export PATH="$dir/bin:$PATH"
    if has_version "$program" "$version"; then return; fi
    say "compiling $crate $version into $dir (minutes, once)"
    # Without link-time optimisation both cores work to the end; the tools have little to do.
    env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install --quiet --root "$dir" --version "$version" "$crate" "${@:4}" ||
        fail "$crate $version could not be installed" "see cargo's message above; then run this again"
}

# A program that does not tell its version is known by the folder it was installed into.
has_version() {
    have "$1" || return 1
    [[ $(command -v "$1") == "$tools_dir/$1-$2/"* || " $("$1" --version 2>/dev/null) " == *" $2 "* ]]
}

# apt_install PACKAGES…: from the distribution, where it is Debian or like it.
apt_install() {
    have apt-get || fail "missing here: $*" "install what your system calls these Debian packages"
    say "installing Debian's $*"
    as_root apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install $*" "see its message above; then run this again"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo; then sudo "$@"
    else fail "installing packages needs root" "run as root, or install: $*"; fi
}
