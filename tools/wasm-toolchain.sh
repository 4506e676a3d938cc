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

# Debian's packages, the linker they name, and rustup's name for them.
install_debian() {
    have apt-get || fail "$target cannot be added and there are no Debian packages here" \
        "run 'rustup target add $target' where static.rust-lang.org can be reached"
    say "installing Debian's rustc-web" 
    as_root apt-get update -qq >&2
    as_root apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
    local linker
    linker=$(readlink /usr/bin/rust-lld) || fail "no rust-lld in Debian's packages" "install rust-web-llvm"
    have "$linker" || as_root apt-get install -y -qq "$(basename "$linker")" >&2
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
    (cd "$work" && env -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 RUSTUP_TOOLCHAIN=$debian \
        RUSTFLAGS=-Cembed-bitcode=yes cargo build -q --release --target $target \
        -Zbuild-std=std,panic_abort,proc_macro,test >&2)
    rm -f "$work/target/$target/release/deps/"libnothing*
    as_root mkdir -p "$(std_dir $debian)"
    as_root cp "$work/target/$target/release/deps/"*.rlib "$(std_dir $debian)/"
}

active=${MOTCUA_TOOLCHAIN:-$(rustup show active-toolchain | awk '{ print $1 }')}
if [ "$active" != $debian ]; then
    if has_std "$active"; then echo "$active" && exit; fi
    say "adding $target to $active"
    if timeout 300 rustup target add --toolchain "$active" $target >&2; then echo "$active" && exit; fi
    say "$active cannot get $target; using Debian's compiler"
fi
rustup toolchain list | grep -q "^$debian" || install_debian
has_std $debian || build_std
echo $debian
