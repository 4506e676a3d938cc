#!/usr/bin/env bash
# Prints the rustup toolchain that can build for the browser, after making it so.
#
# Ordinarily `rustup target add` does it. Where Debian's packages can be reached but Rust's own
# download site cannot, Debian's compiler for its browsers (rustc-web) does: std for wasm32 is
# built from that compiler's source once and put where the compiler looks for it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/tools/lib.sh"
source "$root/tools/setup.sh"

target=wasm32-unknown-unknown
debian=debian-web
packages=(rustc-web cargo-web rust-web-src rust-web-clippy rust-web-llvm)

std_dir() { RUSTUP_TOOLCHAIN=$1 rustc --print target-libdir --target $target; }
has_std() { compgen -G "$(std_dir "$1")/libstd-*.rlib" >/dev/null; }

# What we built ourselves fits one compiler only, and apt may have brought a newer one since.
debian_version() { RUSTUP_TOOLCHAIN=$debian rustc --version; }
built_for() { cat "$(std_dir $debian)/built-for" 2>/dev/null; }

# Debian's packages, the linker they name, and rustup's name for them.
install_debian() {
    apt_install "${packages[@]}"
    local linker
    linker=$(readlink /usr/bin/rust-lld) || fail "no rust-lld in Debian's packages" "install rust-web-llvm"
    have "$linker" || apt_install "$(basename "$linker")"
    rustup toolchain link $debian /usr
}

# std with its bitcode kept, so that the app can be linked with lto = "fat".
build_std() {
    say "building std for $target"
    local work
    work=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$work'" EXIT
    mkdir "$work/src" && : >"$work/src/lib.rs"
    cat >"$work/Cargo.toml" <<'TOML'
[package]
name = "nothing"
version = "0.0.0"
edition = "2021"
[profile.release]
panic = "abort"
TOML
    debian_version >"$work/built-for"
    (cd "$work" && env -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 RUSTUP_TOOLCHAIN=$debian \
        RUSTFLAGS=-Cembed-bitcode=yes cargo build -q --release --target $target \
        -Zbuild-std=std,panic_abort,proc_macro,test >&2)
    rm -f "$work/target/$target/release/deps/"libnothing*
    as_root rm -rf "$(std_dir $debian)"
    as_root mkdir -p "$(std_dir $debian)"
    as_root cp "$work/target/$target/release/deps/"*.rlib "$work/built-for" "$(std_dir $debian)/"
}

active=${MOTCUA_TOOLCHAIN:-$(rustup show active-toolchain | awk '{ print $1 }')}
if [ "$active" != $debian ]; then
    if has_std "$active"; then echo "$active" && exit; fi
    say "adding $target to $active"
    if timeout 300 rustup target add --toolchain "$active" $target >&2; then echo "$active" && exit; fi
    say "$active cannot get $target; using Debian's compiler"
fi
rustup toolchain list | grep "^$debian" >/dev/null || install_debian
[ "$(built_for)" = "$(debian_version)" ] || build_std
echo $debian
