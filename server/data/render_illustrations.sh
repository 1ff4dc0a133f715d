#!/bin/sh
# Draws every illustrations/*.svg to illustrations/png/*.png, 1600x1200.
# Needs chromium; uses pngquant where it is there, to keep each file below 150 kB.
# Usage: render_illustrations.sh [NAME…]   (default: all)
set -eu
here=$(cd "$(dirname "$0")" && pwd)/illustrations
mkdir -p "$here/png"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- $(cd "$here" && ls *.svg | sed 's/\.svg$//')
for name in "$@"; do
  printf '<!doctype html><style>*{margin:0}img{display:block}</style><img src="file://%s/%s.svg" width="1600" height="1200">' \
    "$here" "$name" > "$work/page.html"
  chromium --headless --no-sandbox --disable-gpu --disable-background-networking \
    --disable-component-update --disable-sync --no-first-run --user-data-dir="$work/profile" \
    --screenshot="$work/out.png" --window-size=1600,1200 --hide-scrollbars \
    "file://$work/page.html" >/dev/null 2>&1
  if command -v pngquant >/dev/null; then
    pngquant --force --strip --speed 1 --nofs 64 --output "$here/png/$name.png" "$work/out.png"
  else
    cp "$work/out.png" "$here/png/$name.png"
  fi
  rm "$work/out.png"
done
ls -l "$here/png" | awk 'NR > 1 { n++; s += $5; if ($5 > m) m = $5 } END { printf "%d pictures, %d kB, largest %d kB\n", n, s / 1000, m / 1000 }'
