# ./dev overlay FILE DIR: the definitions under a province's overlay, to be served above those of dist/.
# shellcheck shell=bash

cmd_overlay() {
    [ $# -eq 2 ] || fail "an overlay and a folder are needed" "./dev overlay overlays/phu-tho.toml phu-tho"
    forms lint --overlay "$1"
    rm -rf "$2/services"
    forms build --overlay "$1" --out "$2"
    # Beside each file its compressed ones, so that no older one is served in its place.
    node tools/compress.mjs "$2"
}
