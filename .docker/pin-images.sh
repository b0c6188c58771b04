#!/bin/sh
# `npm run pin-images`: asks the registry which digest each image of the Dockerfile and docker-compose.yml has now, and
# writes it there. With --check nothing is written: ends with 1 when one has moved.
set -eu
cd "${ROOT:-$(dirname "$0")/..}"
files='Dockerfile docker-compose.yml'

if ! docker buildx version > /dev/null 2>&1; then
  echo 'docker buildx is needed to ask a registry for a digest' >&2
  exit 2
fi
images="$(sed -nE 's/^(FROM|[[:space:]]+image:)[[:space:]]+([^[:space:]@]+:[^[:space:]@]+)@sha256:[0-9a-f]{64}([[:space:]].*)?$/\2/p' $files | sort -u)"
[ -n "$images" ] || { echo "no pinned image in $files" >&2; exit 2; }

moved=0
for image in $images; do
  digest="$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}')"
  echo "$digest" | grep -Eq '^sha256:[0-9a-f]{64}$' || { echo "$image: no digest ($digest)" >&2; exit 2; }
  if [ "$(grep -hoE "$image@sha256:[0-9a-f]{64}" $files | sort -u)" = "$image@$digest" ]; then
    echo "$image: as pinned"
    continue
  fi
  moved=1
  echo "$image: now $digest"
  [ "${1:-}" = --check ] && continue
  for file in $files; do
    sed -E "s#$image@sha256:[0-9a-f]{64}#$image@$digest#" "$file" > "$file.new" && cat "$file.new" > "$file" && rm "$file.new"
  done
done
[ "${1:-}" != --check ] || exit "$moved"
